"""Messages and windows about as Slack draws them: the blocks are those that the bot sends."""

from __future__ import annotations

from html import escape
from typing import Any

from bot.answering.reply import Answer
from bot.answering.respond import Responder
from bot.slack.blocks import draw
from bot.slack.modals import context_view
from knowledge.load import load

WIDTH = 640
CHARACTERS = 84
"""Of a line of text at this width, about."""

Block = dict[str, Any]

STYLE = """
.page { font: 15px/22px -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; color: #1d1c1d; }
.page div { margin: 0 0 4px } .typed { color: #616061 } .name { font-weight: 700 }
.quote { border-left: 4px solid #ddd; padding-left: 12px; margin: 4px 0 }
.context { font-size: 13px; line-height: 18px; color: #616061 }
.page ol, .page ul { margin: 0 0 4px; padding-left: 28px } .page code { font: 12px monospace; color: #c01343;
  background: #f6f6f6; border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px }
.button { display: inline-block; border: 1px solid #bbb; border-radius: 4px; padding: 2px 10px;
  margin: 4px 6px 2px 0; font-size: 13px; font-weight: 700 }
.primary { background: #007a5a; border-color: #007a5a; color: #fff }
"""


def answer() -> str:
    """A question typed as a slash command, and its answer."""
    return _asked("how long is the zangazur corridor")


def listing() -> str:
    """A listing, and how to open its rows."""
    return _asked("host cities")


def no_answer() -> str:
    """A question that the article does not answer."""
    return _asked("how much will the zangazur corridor cost")


def _asked(query: str) -> str:
    return _page(f"/ots {query}", draw(Responder(load()).reply(query), "ephemeral").blocks)


def in_context() -> str:
    """The window that shows the quote in its paragraph."""
    responder = Responder(load())
    reply = responder.reply("how long is the zangazur corridor")
    assert isinstance(reply, Answer)
    fact = reply.facts[0]
    view = context_view(responder, reply.entry, fact, fact.span.paragraph).to_dict()
    return _page(view["title"]["text"], view["blocks"])


def _page(top: str, blocks: list[Block]) -> str:
    lines = [f'<div class="typed">{escape(top)}</div>', *(_drawn(block) for block in blocks)]
    height = 28 + 34 + sum(_height(block) for block in blocks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}">\n'
        f"<style>{STYLE}</style>\n"
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#fff" stroke="#ddd"/>\n'
        f'<foreignObject x="16" y="12" width="{WIDTH - 32}" height="{height - 12}">'
        f'<div xmlns="http://www.w3.org/1999/xhtml" class="page">\n' + "\n".join(lines) + "\n</div>"
        "</foreignObject>\n</svg>\n"
    )


def _drawn(block: Block) -> str:
    match block["type"]:
        case "rich_text":
            return "".join(map(_rich, block["elements"]))
        case "context":
            text = " ".join(element["text"] for element in block["elements"])
            return f'<div class="context">{escape(text)}</div>'
        case "actions":
            return f"<div>{''.join(map(_button, block['elements']))}</div>"
        case "context_actions":
            return '<div class="context">Helpful · Not helpful</div>'
        case other:
            raise ValueError(f"no picture of a {other} block yet")


def _rich(element: Block) -> str:
    if element["type"] == "rich_text_list":
        rows = "".join(f"<li>{''.join(map(_run, row['elements']))}</li>" for row in element["elements"])
        start = element.get("offset", 0) + 1
        return f'<ol start="{start}">{rows}</ol>' if element["style"] == "ordered" else f"<ul>{rows}</ul>"
    kind = "quote" if element["type"] == "rich_text_quote" else "text"
    return f'<div class="{kind}">{"".join(map(_run, element["elements"]))}</div>'


def _run(run: Block) -> str:
    text = escape(run["text"]).replace("\n", "<br/>")
    for style, tag in TAGS.items():
        if run.get("style", {}).get(style):
            text = f"<{tag}>{text}</{tag}>"
    return text


TAGS = {"bold": "b", "italic": "i", "code": "code"}


def _button(element: Block) -> str:
    style = "button primary" if element.get("style") == "primary" else "button"
    return f'<span class="{style}">{escape(_label(element))}</span>'


def _label(element: Block) -> str:
    label: Block = element.get("text") or element["placeholder"]
    return f"{label['text']}{'' if 'text' in element else ' ▾'}"


def _height(block: Block) -> int:
    """Pixels that a block takes, about: the picture is cut below the last one."""
    match block["type"]:
        case "rich_text":
            return sum(4 + 22 * _lines(_text(element)) for element in block["elements"])
        case "context" | "context_actions":
            return 22
        case _:
            width = sum(30 + 8 * len(_label(element)) for element in block["elements"])
            return 36 * (1 + width // WIDTH)


def _text(element: Block) -> str:
    if element["type"] == "rich_text_list":
        return "\n".join(map(_text, element["elements"]))
    return "".join(run["text"] for run in element["elements"])


def _lines(text: str) -> int:
    return sum(1 + len(line) // CHARACTERS for line in text.split("\n"))

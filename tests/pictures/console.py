"""The console as it looks in a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.text import Text

from bot.answering.respond import Responder
from bot.console.draw import draw
from knowledge.load import load

# Without the web font that rich names by default: a picture must not load anything.
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def answer() -> str:
    """A question and its answer as the console shows them."""
    return _asked("how long is the zangazur corridor", "answer")


def listing() -> str:
    """A listing."""
    return _asked("host cities", "listing")


def no_answer() -> str:
    """A question that the article does not answer."""
    return _asked("how much will the zangazur corridor cost", "no")


def _asked(query: str, name: str, width: int = 80) -> str:
    terminal = Console(record=True, width=width, file=StringIO(), force_terminal=True, highlight=False)
    terminal.print(Text(f"ots> {query}"))
    draw(Responder(load()).reply(query), terminal)
    return terminal.export_svg(title="ots", unique_id=name, code_format=SVG)

"""What all pages have around them: head, navigation, search and footer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from .links import API, ASK, HOME, Links
from .markup import link

PAGES = {
    HOME: "Source",
    "topics": "Topics",
    "timeline": "Timeline",
    "cities": "Cities",
    "figures": "Figures",
    "proposals": "Proposals",
}
"""The pages that every page leads to as far as something stands on them, with what they are called."""

STYLE, SCRIPT, ICON = "page.css", "page.js", "icon.svg"


@dataclass(frozen=True)
class Frame:
    """The frame of one page."""

    links: Links
    name: str
    """What the site is called."""
    note: str
    """Small print below every page, plain text."""
    empty: frozenset[str]
    """The pages of which the source tells nothing: nobody is led there."""
    asks: bool
    """Whether there is somebody to ask: a server, and no folder."""

    def around(self, body: str, *, title: str = "", here: str | None = None, asked: str = "") -> str:
        """A whole page around *body*, which is HTML; *here* is the page in the navigation that it is."""
        links = self.links
        whole = f"{title} · {self.name}" if title else self.name
        return (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<meta name="color-scheme" content="light dark"><title>{escape(whole)}</title>'
            f'<link rel="stylesheet" href="{links.file(STYLE)}">'
            f'<link rel="icon" href="{links.file(ICON)}" type="image/svg+xml">'
            f'<script src="{links.file(SCRIPT)}" defer></script></head>\n<body>'
            '<a class="skip" href="#main">Skip to the text</a>'
            f'<header><p class="name">{link(links.page(HOME), self.name)}</p>'
            f'<nav aria-label="Pages"><ul>{"".join(self._entries(here))}</ul></nav>'
            f"{self._search(asked)}</header>\n"
            f'<main id="main" tabindex="-1">\n{body}\n</main>\n'
            f"<footer><p>{escape(self.note)}</p>{self._programs()}</footer></body></html>\n"
        )

    def _entries(self, here: str | None) -> Iterable[str]:
        for path, label in PAGES.items():
            if path in self.empty:
                continue
            current = 'aria-current="page"' if path == here else ""
            yield f"<li>{link(self.links.page(path), label, current)}</li>"

    def _search(self, asked: str) -> str:
        if not self.asks:
            return ""
        return (
            f'<form role="search" action="{self.links.page(ASK)}" method="get"><label for="q">Ask</label>'
            f'<input id="q" name="q" type="search" maxlength="1000" required autocomplete="off" '
            f'value="{escape(asked)}"><button>Ask</button></form>'
        )

    def _programs(self) -> str:
        if not self.asks:
            return ""
        return f"<p>{link(f'{self.links.page(API)}/openapi.json', 'For programs')}</p>"

"""The little HTML that all pages are made of. Whatever comes from a source or from people is escaped here."""

from __future__ import annotations

from html import escape

from knowledge.model import ENGLISH

EXTERNAL = 'rel="external"'
"""Of a link that leads to others."""


def text(shown: str) -> str:
    """*shown* between tags, where quotation marks may stand as they are."""
    return escape(shown, quote=False)


def link(href: str, shown: str, attributes: str = "") -> str:
    """A link called *shown*.

    >>> link("a?b&c", "<d>", "rel=external")
    '<a href="a?b&amp;c" rel=external>&lt;d&gt;</a>'
    """
    return f'<a href="{escape(href)}"{attributes and f" {attributes}"}>{text(shown)}</a>'


def spoken(language: str) -> str:
    """The attribute of an element whose words are in *language*, for whoever has the page read out.

    >>> spoken("de"), spoken("en")
    (' lang="de"', '')
    """
    return "" if language == ENGLISH else f' lang="{escape(language)}"'


def small(shown: str) -> str:
    return f"<small>{text(shown)}</small>"


def listed(items: list[str]) -> str:
    """A list of *items*, which are HTML; nothing where there are none."""
    return f"<ul>{''.join(f'<li>{it}</li>' for it in items)}</ul>" if items else ""

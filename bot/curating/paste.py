"""Writes YAML that is read back exactly as it was meant, ready to paste among the facts of an entry."""

from __future__ import annotations

import math
from collections.abc import Sequence

import yaml

from knowledge.language import Language
from knowledge.model import MAX_TEXT, Source

from .passages import Passage
from .values import values

_INDENT = "    "
"""How far facts stand in below their entry."""


def fact(passage: Passage, sources: Sequence[Source], language: Language) -> str:
    """The lines of a fact that quotes *passage*, its text still in the words of the quote."""
    quote, source = passage.text, passage.source
    lines = [f"text: {scalar(_in_one_line(quote))}  # say it in your own words", f"quote: {scalar(quote)}"]
    if source.text.count(quote) > 1:
        lines.append(f"paragraph: {passage.span.paragraph}")
    if len(sources) > 1:
        lines.append(f"source: {source.id}")
    for field, typed in values(quote, passage.span, source, language).items():
        lines.append(f"{field}: {flow(typed)}")
    return "\n".join(f"{_INDENT}{'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def scalar(text: str) -> str:
    """*text* as YAML on one line: plain where nothing in it is taken for YAML, else in quotes."""
    written = yaml.safe_dump(text, allow_unicode=True, width=math.inf)
    written = written.removesuffix("...\n").rstrip("\n")
    if len(written.splitlines()) > 1 or " #" in text or "\t" in text:
        # A quote over several lines is written with \n, so that no editor moves its words.
        written = yaml.safe_dump(text, allow_unicode=True, width=math.inf, default_style='"').rstrip("\n")
    return written


def flow(value: object) -> str:
    """*value* as YAML on one line, in brackets: ``[{value: 43, unit: km, of: link}]``."""
    written: str = yaml.safe_dump(
        value, allow_unicode=True, width=math.inf, default_flow_style=True, sort_keys=False
    )
    return written.rstrip("\n")


def _in_one_line(quote: str) -> str:
    """*quote* as the text of a fact may be: on one line, at most `MAX_TEXT` characters, cut at a word."""
    text = " ".join(quote.split())
    if len(text) > MAX_TEXT:
        text = text[: MAX_TEXT - 1].rsplit(" ", 1)[0] + "…"
    return text

"""Who is quoted in a text that another wrote: '"We never stop," says Ada Finch.'"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from knowledge.naming import NAME, TITLE
from knowledge.patterns import either
from knowledge.source import Source

from .first_lines import shipped_language

_QUOTATION = re.compile(r"[\"“„«][^\"”“»]+[\"”“»]?")
_TOLD = '"…"'
"""What stands in a paragraph for each quotation: nobody who is named in one speaks there."""


def quoted(source: Source) -> list[str]:
    """Who else is quoted in *source*, by their full names, in the order in which they are.

    A pronoun beside a quotation stands for whoever was named last of those that are said to speak somewhere,
    else for somebody with an office in its paragraph, else for who was quoted before.
    """
    texts = [_QUOTATION.sub(_TOLD, source.text[it.start : it.end]) for it in source.paragraphs]
    named = {name: None for text in texts for _, it in _named(text) if (name := _in_full(it, source.text))}
    found: dict[str, None] = {}
    for text in (it for it in texts if _TOLD in it):
        for at, it in sorted([*_named(text), *_meant(text)]):
            before = text[:at]
            name = _in_full(it, source.text) if it else _person(before, list(named), list(found))
            if name and name not in source.speaker:
                found[name] = None
    return list(found)


def _named(text: str) -> Iterator[tuple[int, str]]:
    """Who is named beside a verb of saying in *text*, and where."""
    for pattern in _speaking():
        for it in pattern.finditer(text):
            if not it["name"].endswith(("'s", "’s")):  # "says Leith's mayor"
                yield it.start("name"), it["name"]


def _meant(text: str) -> Iterator[tuple[int, str]]:
    """Where a pronoun stands in *text* behind a quotation, for somebody."""
    pronoun = re.compile(rf"{_TOLD} (?:he|she) (?:{_verbs()})\b")
    yield from ((it.start(), "") for it in pronoun.finditer(text))


def _verbs() -> str:
    return either(shipped_language().values.saying)


@cache
def _speaking() -> Sequence[re.Pattern[str]]:
    """Names before verbs of saying, and behind them."""
    verbs = _verbs()
    name = rf"(?<!\b[Tt]he )\b(?P<name>{TITLE}{NAME}(?: {NAME}){{0,2}})"
    return (
        re.compile(rf"{name}(?:, [^,.;:!?]+,)? (?:{verbs})\b"),
        re.compile(rf"\b(?:{verbs}) {name}"),
    )


def _in_full(name: str, text: str) -> str | None:
    """*name* with the first name that *text* has for it; none for one word that is nobody's last name."""
    if " " in name:
        return name
    full = re.search(rf"\b{NAME} {re.escape(name)}\b", text)
    return full and full.group()


def _person(before: str, named: Sequence[str], quoted: Sequence[str]) -> str | None:
    """Whom a pronoun behind *before* stands for, of those who are *named* as speaking, or were *quoted*."""
    places = {name: before.rfind(name.rpartition(" ")[2]) for name in named}
    nearest = max(places, key=lambda it: places[it], default=None)
    if nearest and places[nearest] >= 0:
        return nearest
    in_office = [*shipped_language().values.naming.people(before)]
    return next(reversed(in_office or list(quoted)), None)

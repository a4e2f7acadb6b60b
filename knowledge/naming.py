"""Who is named in a text: beside an office, as the one to ask, or by what only somebody does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

from .fold import words
from .patterns import CAPITAL, either

NAME = rf"{CAPITAL}[\w'’-]+"
TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?"
_CALLED = r"(?:(?:the|a|an) (?:[a-zß-ÿ-]+ ){1,3}?)?"
"""What somebody is, before the name: "led by *the violinist* Kenji Morita"."""


class NamingWords(Protocol):
    """The words beside names, as `Values` has them."""

    @property
    def persons(self) -> tuple[str, ...]: ...
    @property
    def ranks(self) -> tuple[str, ...]: ...
    @property
    def being(self) -> tuple[str, ...]: ...
    @property
    def since(self) -> tuple[str, ...]: ...
    @property
    def led_by(self) -> tuple[str, ...]: ...
    @property
    def addressing(self) -> tuple[str, ...]: ...
    @property
    def done_by(self) -> tuple[str, ...]: ...
    @property
    def saying(self) -> tuple[str, ...]: ...
    @property
    def relating(self) -> tuple[str, ...]: ...
    @property
    def groups(self) -> tuple[str, ...]: ...
    @property
    def companies(self) -> tuple[str, ...]: ...


class Naming:
    """Finds the names of people in a text, by the words beside them."""

    def __init__(self, said: NamingWords, offices: frozenset[str]) -> None:
        """*offices* are folded words of those who do things."""
        self._words = said
        self._offices = offices

    def people(self, text: str) -> Iterator[str]:
        """The names in *text* that stand beside an office or title, as it has them: "Dr Felicity Orme".

        A name in front of an office, or parted from it by a verb, has at least two words.
        """
        for found in self._named.finditer(text):
            office, name = found.groups()
            if words(name)[-1].removesuffix("s") in self._offices:
                continue  # "Heads of State and Foreign Ministers"
            titled = office.split()[-1][0].isupper() and found.group() == f"{office} {name}"
            yield f"{office} {name}" if titled else name
        for pattern in self._named_otherwise:
            yield from pattern.findall(text)

    def leading(self, text: str) -> Iterator[str]:
        """The names in *text* of whoever leads something, be it a company's: "led by Brabant Ventures"."""
        yield from self._leading.findall(text)

    def addressed(self, text: str) -> Iterator[str]:
        """The names in *text* of whoever is to be asked or speaks, somebody's or a company's.

        "Ask Benedikt Asare", "the support lead, Ines Calvo", "Yaroslav Petrenko knows how".
        """
        for pattern in self._addressed:
            yield from pattern.findall(text)

    def doing(self, text: str) -> Iterator[str]:
        """The names in *text* of whoever does something, be it a company's: "under Anselm Odukoya"."""
        yield from self._done_by.findall(text)

    def companies(self, text: str) -> Iterator[str]:
        """The names in *text* of companies, by what they are: "the grid operator, *Nordvel Netz*"."""
        yield from self._companies.findall(text)

    @cached_property
    def _companies(self) -> re.Pattern[str]:
        return re.compile(rf"(?i:{either(self._words.companies)}), ({NAME}(?: {NAME}){{0,2}})(?=[,.;:)])")

    @cached_property
    def _named(self) -> re.Pattern[str]:
        rank = rf"(?:(?:(?i:{either(self._words.ranks)}))[ -])*"
        office = rf"{rank}(?i:{either(self._words.persons)})"
        return re.compile(rf"\b({office}\.?),? ({TITLE}{NAME}(?: {NAME}){{0,2}})")

    @cached_property
    def _named_otherwise(self) -> tuple[re.Pattern[str], ...]:
        """Names before an office, and behind the verb of a sentence on it."""
        office, name = rf"(?i:{either(self._words.persons)})\b", rf"({TITLE}{NAME}(?: {NAME}){{1,2}})"
        being = either(self._words.being)
        since = rf"(?: (?:{either(self._words.since)})(?: \S+){{1,4}}?)?"
        return (
            # Not "the Foundation, whose director" nor "the Fund, initiated by President".
            re.compile(rf"\b{name}, (?:(?!by|of|with|whose|which|where|from|in|and)[a-z]+ ){{0,2}}{office}"),
            # "Our head of safety, Kadri Tamm, reports": behind it nothing but a comma.
            re.compile(rf"{office}(?: \w+)? (?:of|for|in)(?: [\w’'-]+){{1,5}}?, {name}(?=[,.;:)])"),
            re.compile(rf"{office}(?: [\w’']+){{0,4}}? (?:{being}){since} {_CALLED}{name}"),
        )

    @cached_property
    def _leading(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{either(self._words.led_by)}) {_CALLED}({TITLE}{NAME}(?: {NAME}){{1,2}})")

    @cached_property
    def _addressed(self) -> tuple[re.Pattern[str], ...]:
        name = rf"({TITLE}{NAME}(?: {NAME}){{1,2}})"
        saying = either(self._words.saying)
        return (
            re.compile(rf"\b(?i:{either(self._words.addressing)}) {_CALLED}{name}"),
            re.compile(rf"(?i:{either(self._words.groups)}), {name}(?=[,.;:)])"),
            re.compile(rf"\b(?:{saying}) {name}"),
            re.compile(rf"\b{name}(?: (?:{saying})|, (?:{either(self._words.relating)}))\b"),
        )

    @cached_property
    def _done_by(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{either(self._words.done_by)}) {_CALLED}({TITLE}{NAME}(?: {NAME}){{1,2}})")

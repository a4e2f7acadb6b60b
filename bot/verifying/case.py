"""One sentence and the facts that it may state: what is asked of them whatever sort of value is judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain, pairwise
from typing import Literal

from knowledge.fold import fold, words

from .compare import is_same, lies_between
from .known import SUBJECT, WHOLE, Known, Naming, Sentence, Topic
from .reading import Value, stem
from .topics import FIRST

Verdict = Literal["agrees", "agrees, more loosely", "differs", "not in the source"]

OF_FACT = 0.75
"""Share of the words of a sentence that a fact must have to be what the sentence tells."""

INAUGURAL = frozenset(map(stem, ("inaugural", "opening")))
"""Stems that say of what happens that it is the first."""

BEHIND_FIRST = 2
"""Words behind "first" among which that stands which is the first."""

_TO_COME = re.compile(r"\bwill\b|\bis to\b|\bwird\b|\bfindet\b")
_HELPS = r"(?:has|have|had|also|first|originally)"
"""Words between who does something and the verb."""
Judgement = tuple[Verdict | None, Known | None]
"""What is to be said of a value, and the fact that says so."""


def strange(sentence: Sentence, topics: Iterable[Topic]) -> set[str]:
    """The places, bodies and people of a sentence that none of its topics knows."""
    known = frozenset().union(*(topic.known_names for topic in topics))
    return {it.name for it in sentence.values if it.name and it.name not in known}


class Case:
    """One sentence and the facts that it may state."""

    def __init__(
        self, sentence: Sentence, naming: Sequence[Naming], proposing: frozenset[str], *, turned: bool
    ) -> None:
        self.sentence = sentence
        self.naming = naming
        self.turned = turned
        """Whether it speaks of another edition or time."""
        self.proposes = any(f" {it} " in f" {fold(sentence.text)} " for it in proposing)
        self._proposing = "|".join(map(re.escape, sorted(proposing)))
        self.is_to_come = bool(_TO_COME.search(sentence.text))
        """Whether it says that something is still to happen."""
        self.facts = [it for one in naming for it in one.topic.facts if not self._is_of_later(it, one.topic)]
        self.strange = strange(sentence, (it.topic for it in naming))

    def are_proposers(self, before: str, after: str) -> bool:
        """Whether who stands between the two is said to propose: "X had proposed", "put forward by X"."""
        if not self.proposes:
            return False
        does = re.match(rf"(?:\s+{_HELPS})*\s+(?:{self._proposing})\b", after, re.IGNORECASE)
        by = re.search(rf"\b(?:{self._proposing})\b[^,;]*\sby\s+(?:the\s+)?$", before, re.IGNORECASE)
        return bool(does or by)

    def _is_of_later(self, known: Known, topic: Topic) -> bool:
        """Whether the sentence tells of the first of what *known* tells another of: "the *first* meeting"."""
        stems = self.sentence.stems
        first = (stems[place + 1 : place + 1 + BEHIND_FIRST] for place, it in enumerate(stems) if it == FIRST)
        what = known.what - {SUBJECT}
        if known.ordinals == {1} or not known.said.isdisjoint(INAUGURAL | {FIRST}):
            return False
        if not known.ordinals and any(it.what == known.what and 2 in it.ordinals for it in topic.facts):
            return False  # beside the second, it is the first
        return any(not what.isdisjoint(its) for its in first)

    def is_only_name(self, value: Value) -> bool:
        """Whether a name only names the topic: "Azerbaijan's trade", and not where something happens.

        So does the number of a name behind another word of it, where none of its facts tells it: "Hall 4".
        """
        if value.sort == "number":
            if value.unit or any(
                value.amount == it.value.amount for fact in self.facts for it in fact.figures
            ):
                return False
            before = fold(self.sentence.text[: value.at]).split()[-1:]
            said = frozenset((*map(stem, before), *fold(value.written).split()))
            return len(said) > 1 and any(said <= it.by for it in self.naming)
        return self.is_named_by(value) and not any(value.name in it.typed_names for it in self.facts)

    def is_named_by(self, value: Value) -> bool:
        """Whether a name is part of how the sentence names a topic: "the *Gabala* Summit"."""
        own = frozenset(map(stem, fold(value.name).split()))
        return bool(own) and own <= frozenset().union(*(it.by for it in self.naming))

    def is_told_by(self, known: Known) -> bool:
        """Whether nearly all that the sentence says is what a fact says."""
        telling = self.sentence.telling
        return len(telling & known.said) >= OF_FACT * len(telling)

    def is_whole_of(self, known: Known) -> bool:
        """Whether the sentence says something of its topic, and nothing but what a fact does."""
        return bool(self.sentence.telling - self.named(known).by) and self.is_within(known)

    def is_within(self, known: Known) -> bool:
        """Whether the sentence says nothing but what a fact does."""
        units = (stem(word) for it in known.fact.figures for word in words(it.unit))
        told = known.told.union(self.named(known).by, units)
        return self.sentence.telling - WHOLE - self.sentence.implied <= told

    @cached_property
    def is_told_by_all(self) -> bool:
        """Whether the sentence says nothing but what the facts of its topics do."""
        said = frozenset().union(*(it.said for it in self.facts), *(it.by for it in self.naming))
        return not self.other_names and self.sentence.telling - WHOLE <= said

    @cached_property
    def other_names(self) -> set[str]:
        """The places, bodies and people of the sentence that are no part of how it names a topic."""
        return {it.name for it in self.sentence.values if it.name and not self.is_named_by(it)}

    def named(self, known: Known) -> Naming:
        """The topic of a fact, as the sentence names it."""
        return next(it for it in self.naming if it.topic.entry is known.entry)

    def support(self, known: Known) -> float:
        """How much of the sentence a fact agrees with: its typed dates and places, then its words."""
        agreed = 0.0
        for value in self.sentence.values:
            if value.sort == "date":
                agreed += known.is_at(value.date)
            elif value.sort in ("city", "country"):
                agreed += value.name in known.places
            elif value.sort == "number":
                agreed += any(is_same(value, one.value) for one in known.figures)
            elif value.sort == "ordinal":
                agreed += value.amount in known.ordinals
        told = self.sentence.told
        said = frozenset(known.what) | frozenset(chain.from_iterable(it.of for it in known.figures))
        return agreed + len(said & told) / (1 + len(said))

    def says(self, number: Value) -> bool:
        """Whether the sentence states *number*."""
        return any(is_same(it, number) for it in self.sentence.values if it.sort == "number")

    @property
    def times(self) -> int:
        """How many dates it tells; from one until another is one."""
        return sum(it.sort == "date" and not it.goes_on for it in self.sentence.values)

    def covers(self, value: Value, known: Known) -> bool:
        """Whether *value* ends a span in which a day of *known* lies: 14 to 16 June, and it is the 15th."""
        ends = sorted((it for it in self.sentence.values if it.ends_span), key=lambda it: it.at)
        spans = [(one, other) for one, other in pairwise(ends) if one.goes_on and value in (one, other)]
        return not known.spans and any(
            date[2] is not None and lies_between(date, one.date, other.date)
            for one, other in spans
            for date in known.dates
        )

    def said_ordinals(self) -> set[Decimal]:
        """Which editions it speaks of: "the 2nd", and "version 7.3"."""
        return {
            it.amount
            for it in self.sentence.values
            if it.sort == "ordinal" or (it.sort == "number" and not it.unit and it.amount % 1)
        }

    def said_names(self) -> set[str]:
        return {it.name for it in self.sentence.values if it.name}

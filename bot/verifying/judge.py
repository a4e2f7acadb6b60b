"""Judges the values of one sentence by the facts that it may state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

from knowledge.fold import fold

from .compare import dates_agree, dates_differ, is_finer, is_rounder, is_same
from .reading import Value, ValueReader, stem
from .topics import SUBJECT, Known, Naming, Sentence, Stated, Topic

Verdict = Literal["agrees", "agrees, more loosely", "differs", "not in the source"]

OF_FIGURE = 0.4
"""Share of the words for what a figure measures that a sentence must have to be taken to state it."""

OF_WHAT = 0.6
"""Share of the name of what happens, or of what is proposed, that a sentence must have."""

IMPLIED = {"metre": "length", "square metre": "area", "people": "popula"}
"""What a unit alone says is measured, as a stem."""

PART = frozenset(
    map(stem, ("section", "stretch", "part", "segment", "phase", "portion", "away", "wide", "per"))
)
"""Stems that make a number one of something smaller."""

WHOLE = frozenset(
    map(
        stem,
        (
            "has",
            "have",
            "counts",
            "comprises",
            "includes",
            "unites",
            "brings",
            "contains",
            "total",
            "reached",
            "now",
        ),
    )
)
"""Stems that make a number all there is: "TURKUNIB *counts* 109 institutions"."""


_OF_SOME = re.compile(
    r"\S+(?: (?:thousand|million|billion))?\s+(?:[\w-]+\s+){1,2}?"
    r"(?:to|on|about|for|in|from|deal\w*|concern\w*)\b"
)
"""A count of only some: "20 points on security"."""
_AT = re.compile(r"(?:\b(?:in|at|for|near)|\bhosted by|\b(?:city|capital) of)\s+(?:the\s+)?$", re.IGNORECASE)
_HOSTS = re.compile(
    r"^(?:[’']s)?,?\s+(?:(?:will|would|is|was|has|had|to|be|been|also|again)\s+)*"
    r"(?:hosts?|hosted|hosting|named|chosen|designated|the|venue|home|holds|convenes?|welcomes?|welcomed|receives?)\b",
    re.IGNORECASE,
)


def strange(sentence: Sentence, topics: Iterable[Topic]) -> set[str]:
    """The places, bodies and people of a sentence that none of its topics knows."""
    known = frozenset().union(*(topic.known_names for topic in topics))
    return {it.name for it in sentence.values if it.name and it.name not in known}


class Case:
    """One sentence and the facts that it may state."""

    def __init__(
        self,
        sentence: Sentence,
        naming: Sequence[Naming],
        reader: ValueReader,
        proposing: frozenset[str],
        *,
        turned: bool,
    ) -> None:
        self._sentence = sentence
        self._naming = naming
        self._reader = reader
        self._turned = turned
        self._proposes = any(f" {it} " in f" {fold(sentence.text)} " for it in proposing)
        self._facts = [known for it in naming for known in it.topic.facts]
        self._strange = strange(sentence, (it.topic for it in naming))
        self._held = self._happening()

    def judge(self, value: Value) -> tuple[Verdict | None, Known | None]:
        """What is to be said of *value*, and the fact that says so."""
        match value.sort:
            case "number":
                return self._number(value)
            case "ordinal":
                return self._ordinal(value)
            case "date":
                return self._date(value)
            case "person":
                return self._person(value)
            case _:
                return self._name(value)

    def is_only_name(self, value: Value) -> bool:
        """Whether a name only names the topic: "Azerbaijan's trade", and not where something happens."""
        if not value.name:
            return False
        own = frozenset(map(stem, fold(value.name).split()))
        by = frozenset().union(*(it.by for it in self._naming))
        told = any(value.name in known.typed_names for known in self._facts)
        return own <= by and not told

    # Numbers

    def _number(self, value: Value) -> tuple[Verdict | None, Known | None]:
        same = [it for it in self._facts if any(_is_number_of(value, other) for other in it.values)]
        same += [it for it in self._facts if any(is_same(value, one.value) for one in it.figures)]
        if same:
            best = max(same, key=self._support)
            doubtful = self._is_beside_other(value, best) or self._is_of_other(value, best)
            return (None, None) if doubtful else ("agrees", best)
        stated = [(known, one) for known in self._facts for one in known.figures]
        rounder = [
            known for known, one in stated if is_rounder(value, one.value) and self._measures(known, one)
        ]
        if rounder:
            return "agrees, more loosely", max(rounder, key=self._support)
        if any(is_finer(value, one.value) and one.figure.qualifier != "exact" for _, one in stated):
            return "not in the source", None
        against = [known for known, one in stated if self._contradicts(value, known, one)]
        against += [known for known in self._facts if self._other_anniversary(value, known)]
        if against and not self._strange and self._dated_alike(against):
            return "differs", max(against, key=self._support)
        return "not in the source", None

    def _contradicts(self, value: Value, known: Known, stated: Stated) -> bool:
        """Whether *value* is given for what *stated* measures, which no other number of the sentence is."""
        other = stated.value
        is_bare = not (value.unit or value.nouns)  # "a population of 170m"
        if is_bare and not (other.unit and stated.of - {SUBJECT} <= self._sentence.told):
            return False
        if (
            value.unit != other.unit
            and not is_bare
            and not (value.amount == other.amount and {value.unit, other.unit} <= {"usd", "eur", "gbp"})
        ):
            return False
        if not value.unit and not is_bare and not self._counts(value, stated):
            return False
        if any(is_same(it, other) for it in self._sentence.values if it.sort == "number"):
            return False
        return self._measures(known, stated) and PART.isdisjoint(self._sentence.told)

    def _is_beside_other(self, value: Value, known: Known) -> bool:
        """Whether another topic that has a figure of the sort stands nearer to the number."""
        places = [
            (self._distance(value, it), it.topic)
            for it in self._naming
            if it.by and any(one.value.unit == value.unit for fact in it.topic.facts for one in fact.figures)
        ]
        own = min((far for far, topic in places if topic.entry is known.entry), default=None)
        return own is not None and any(
            far < own and not any(is_same(value, one.value) for fact in topic.facts for one in fact.figures)
            for far, topic in places
        )

    def _is_of_other(self, value: Value, known: Known) -> bool:
        """Whether the sentence speaks of what another figure of the fact measures: of now, not of then."""
        told = self._sentence.told
        own = [it for it in known.figures if is_same(value, it.value)]
        others = [it for it in known.figures if it.value.unit == value.unit and not self._says(it.value)]
        return any(
            (one.of - other.of).isdisjoint(told) and not (other.of - one.of - {SUBJECT}).isdisjoint(told)
            for one in own
            for other in others
        )

    def _distance(self, value: Value, naming: Naming) -> int:
        """Words between a number and the nearest word that tells a topic."""
        at = len(fold(self._sentence.text[: value.at]).split())
        found = [stem(word) for word in fold(self._sentence.text).split()]
        own = naming.by - {SUBJECT}
        # What stands before a number tells more often what it is of.
        told = (place for place, word in enumerate(found) if word in own)
        far = (at - place if place < at else 2 * (place - at) for place in told)
        return min(far, default=2 * len(found))

    def _counts(self, value: Value, stated: Stated) -> bool:
        if _OF_SOME.match(self._sentence.text[value.at :]):
            return False
        counted = frozenset(map(stem, fold(stated.figure.unit).split())) | stated.of
        return not value.nouns.isdisjoint(counted - {SUBJECT})

    def _measures(self, known: Known, stated: Stated) -> bool:
        """Whether the sentence speaks of what a figure measures."""
        told = self._sentence.told
        topic = next(it.topic for it in self._naming if it.topic.entry is known.entry)
        if (SUBJECT in stated.of or topic.of_subject) and SUBJECT not in told:
            return False
        if any(one is not stated and self._says(one.value) for one in known.figures):
            return True
        of = stated.of - {SUBJECT}
        if not stated.value.unit:
            counted = frozenset(map(stem, fold(stated.figure.unit).split()))
            return of <= counted or not (of - counted | WHOLE).isdisjoint(told)
        implied = IMPLIED.get(stated.value.unit)
        return implied in of or not of or len(of & told) >= OF_FIGURE * len(of)

    def _says(self, number: Value) -> bool:
        return any(is_same(it, number) for it in self._sentence.values if it.sort == "number")

    def _other_anniversary(self, value: Value, known: Known) -> bool:
        if value.unit != "anniversary":
            return False
        return any(it.unit == "anniversary" and it.amount != value.amount for it in known.values)

    def _dated_alike(self, against: Iterable[Known]) -> bool:
        """Whether no date of the sentence is strange to its topic."""
        dates = [it for it in self._sentence.values if it.sort == "date"]
        entries = {id(it.entry) for it in against}
        facts = [it for it in self._facts if id(it.entry) in entries]
        return all(any(dates_agree(date.date, other) for it in facts for other in it.dates) for date in dates)

    # What happens, when and where

    def _happening(self) -> Known | None:
        """The fact that tells what the sentence says to happen; the one that fits it best."""
        found = [it for it in self._facts if it.fact.occasion and self._is_of(it)]
        return max(found, key=self._support, default=None)

    def _is_of(self, known: Known) -> bool:
        what = known.what - {SUBJECT}
        named = next(it for it in self._naming if it.topic.entry is known.entry)
        alone = sum(it.fact.occasion is not None for it in named.topic.facts) == 1 and bool(named.by)
        if what and len(what & self._sentence.told) >= OF_WHAT * len(what):
            return True
        return alone and self._support(known) > 0

    def _is_whole(self, known: Known) -> bool:
        return known.what <= self._sentence.told and self._ordinals_fit(known)

    def _ordinals_fit(self, known: Known) -> bool:
        said = self._said_ordinals()
        return not known.ordinals or not said or not known.ordinals.isdisjoint(said)

    def _said_ordinals(self) -> set[int]:
        return {int(it.amount) for it in self._sentence.values if it.sort == "ordinal"}

    def _support(self, known: Known) -> float:
        """How much of the sentence a fact agrees with: its typed dates and places, then its words."""
        agreed = 0.0
        for value in self._sentence.values:
            if value.sort == "date":
                agreed += any(dates_agree(value.date, it) for it in known.typed_dates)
            elif value.sort in ("city", "country"):
                agreed += value.name in known.places
            elif value.sort == "number":
                agreed += any(is_same(value, one.value) for one in known.figures)
            elif value.sort == "ordinal":
                agreed += int(value.amount) in known.ordinals
        told = self._sentence.told
        said = frozenset(known.what) | frozenset(chain.from_iterable(it.of for it in known.figures))
        return agreed + len(said & told) / (1 + len(said))

    def _date(self, value: Value) -> tuple[Verdict | None, Known | None]:
        held = self._held
        if held and any(dates_agree(value.date, it) for it in held.typed_dates):
            return "agrees", held
        conflict = held is not None and self._date_differs(value, held)
        agreeing = [it for it in self._facts if any(dates_agree(value.date, one) for one in it.dates)]
        elsewhere = [it for it in agreeing if not conflict or not it.fact.occasion]
        if elsewhere:
            return "agrees", max(elsewhere, key=self._support)
        if conflict:
            return "differs", held
        for known in self._facts:
            if self._figure_of_other_date(value, known):
                return "differs", known
        return "not in the source", None

    def _date_differs(self, value: Value, held: Known) -> bool:
        """Whether it is said to happen at another time than the source says."""
        dates = held.typed_dates
        if not dates or self._strange or self._turned or not self._ordinals_fit(held):
            return False
        alone = sum(it.sort == "date" for it in self._sentence.values) == 1
        differs = all(dates_differ(value.date, it) for it in dates)
        placed = any(it.name in held.places for it in self._sentence.values if it.name)
        elsewhere = any(self._is_elsewhere(it, held) for it in self._sentence.values)
        return alone and differs and not elsewhere and (placed or self._is_whole(held))

    def _figure_of_other_date(self, value: Value, known: Known) -> bool:
        """Whether a figure is given for another year than the source gives it for."""
        if self._strange or sum(it.sort == "date" for it in self._sentence.values) > 1:
            return False
        dates = known.typed_dates
        said = any(self._says(it.value) and self._measures(known, it) for it in known.figures)
        return bool(dates) and said and all(dates_differ(value.date, it) for it in dates)

    def _name(self, value: Value) -> tuple[Verdict | None, Known | None]:
        held = self._held
        for known in self._facts:
            if self._proposed_by_other(value, known):
                return "differs", known
        if held and value.name in held.typed_names:
            return "agrees", held
        if held and self._is_elsewhere(value, held) and self._may_differ(value, held):
            return "differs", held
        agreeing = [it for it in self._facts if value.name in it.names]
        if agreeing:
            typed = [it for it in agreeing if value.name in it.typed_names]
            return ("agrees", max(typed, key=self._support)) if typed else (None, None)
        for known in self._facts:
            if self._takes_part_instead(value, known):
                return "differs", known
        return "not in the source", None

    def _is_elsewhere(self, value: Value, held: Known) -> bool:
        """Whether *value* is where the sentence says it happens, and the source says another place."""
        occasion = held.fact.occasion
        if occasion is None or value.sort not in ("city", "country") or value.name in held.places:
            return False
        country = self._reader.country_of(value.name)
        if value.sort == "city" and (country is None or not (occasion.city or occasion.country)):
            return False  # a region, or nothing to compare with
        if value.sort == "city" and not occasion.city and country == occasion.country:
            return False
        if value.sort == "country" and not occasion.country:
            return False
        others = (it for it in self._sentence.values if it.sort == value.sort and it is not value)
        if any(it.name in held.places for it in others):
            return False
        return self._is_place(value)

    def _is_place(self, value: Value) -> bool:
        """Whether the sentence says that something is in a place, or that the place hosts it."""
        for match in self._written(value):
            before = self._sentence.text[: match.start()]
            after = self._sentence.text[match.end() :]
            if _AT.search(before) or (not before.strip() and _HOSTS.match(after)) or _HOSTS.match(after):
                return True
        return False

    def _written(self, value: Value) -> Iterator[re.Match[str]]:
        """Where a name stands in the sentence, however it is spelt."""
        text = self._sentence.text
        for match in re.finditer(r"[^\W\d_][\w-]*(?:\s[^\W\d_][\w-]*){0,3}", text):
            pieces = match.group().split()
            for first in range(len(pieces)):
                for last in range(first + 1, len(pieces) + 1):
                    part = " ".join(pieces[first:last])
                    if [it.name for it in self._reader.names(part)] == [value.name]:
                        found = re.compile(re.escape(part)).search(text, match.start())
                        if found:
                            yield found
                        break

    def _may_differ(self, value: Value, held: Known) -> bool:
        own = {value.name, self._reader.country_of(value.name)}
        named = {it.name for it in self._sentence.values if it.sort in ("city", "country")}
        inside = {name for name in named if self._reader.country_of(name) == value.name}
        if self._strange - own - inside or self._turned or not self._ordinals_fit(held):
            return False
        dates = [it for it in self._sentence.values if it.sort == "date"]
        typed = held.typed_dates
        in_time = all(any(dates_agree(it.date, one) for one in typed) for it in dates)
        return in_time and (bool(dates) or self._is_whole(held) or self._mostly(held))

    def _mostly(self, held: Known) -> bool:
        what = held.what - {SUBJECT}
        return len(what & self._sentence.told) >= 0.75 * len(what)

    def _ordinal(self, value: Value) -> tuple[Verdict | None, Known | None]:
        number = int(value.amount)
        for known in sorted(self._facts, key=self._support, reverse=True):
            if number in known.ordinals and known.what & self._sentence.told:
                return "agrees", known
            said = [it for it in known.values if it.sort == "ordinal" and it.amount == value.amount]
            if any(not it.nouns.isdisjoint(value.nouns) for it in said):
                return "agrees", known
        held = self._held
        if held and held.ordinals and held.what <= self._sentence.told and not self._strange:
            others = [it for it in self._sentence.values if it.sort in ("date", "city")]
            agreed = [it for it in others if self._agrees_with(it, held)]
            if agreed and len(agreed) == len(others) and len(self._said_ordinals()) == 1:
                return "differs", held
        return "not in the source", None

    def _agrees_with(self, value: Value, held: Known) -> bool:
        if value.sort == "date":
            return any(dates_agree(value.date, it) for it in held.typed_dates)
        return value.name in held.places

    # Who

    def _person(self, value: Value) -> tuple[Verdict | None, Known | None]:
        """People are compared only as those who propose: whatever else they do has too many words."""
        for known in self._facts if self._proposes else ():
            if self._proposed_by_other(value, known):
                return "differs", known
            if any(
                who == value.name and len(what & self._sentence.told) >= OF_WHAT * len(what)
                for who, what in known.roles
            ):
                return "agrees", known
        return None, None

    def _proposed_by_other(self, value: Value, known: Known) -> bool:
        """Whether somebody else is said to have proposed what the source says who did."""
        topic = next(it.topic for it in self._naming if it.topic.entry is known.entry)
        if value.sort not in ("country", "person") or not self._proposes:
            return False
        if strange(self._sentence, [topic]) != {value.name}:
            return False
        return any(
            who not in self._said_names() and len(what & self._sentence.told) >= OF_WHAT * len(what)
            for who, what in known.roles
        )

    def _takes_part_instead(self, value: Value, known: Known) -> bool:
        """Whether one of several that take part is swapped for another."""
        parts = [role.who for role in known.fact.roles if role.does == "takes part"]
        said = [it.name for it in self._sentence.values if it.sort == value.sort]
        others = [name for name in said if name != value.name]
        return (
            len(parts) > 2
            and self._strange == {value.name}
            and len(others) > 1
            and set(others) < set(parts)
            and len(said) <= len(parts)
        )

    def _said_names(self) -> set[str]:
        return {it.name for it in self._sentence.values if it.name}


def _is_number_of(value: Value, other: Value) -> bool:
    """Whether a number of the quote is *value*, of the same unit or counting the same."""
    if other.sort != "number" or not is_same(value, other):
        return False
    return value.unit == other.unit and (bool(value.unit) or not value.nouns.isdisjoint(other.nouns))

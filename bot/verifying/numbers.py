"""Judges the numbers of one sentence: what they count or measure, and whether the source says another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.fold import fold, words

from .bounds import is_beyond, is_contrary, is_kept, is_within
from .case import Case, Judgement
from .compare import dates_agree, is_finer, is_just_over, is_near, is_rounder, is_rounding, is_same
from .known import LENGTH, SUBJECT, WHOLE, Known, Stated
from .rates import rates
from .reading import Value, ValueReader, stem

LEAST_ROUNDED = 1000
"""From which on people round what is counted without a word for it: 2 million for 2.1, and not 50 for 48."""

OF_FIGURE = 0.4
"""Share of the words for what a figure measures that a sentence must have to be taken to state it."""

IMPLIED = {"metre": "length", "square metre": "area", "people": "popula"}
"""What a unit alone says is measured, as a stem."""

DONE = {
    "people": frozenset(map(stem, ("live", "inhabit", "home"))),
    "square metre": frozenset(map(stem, ("cover", "span", "spread", "extend", "stretches"))),
}
"""What those do that are so many, as stems: people live somewhere."""

EMPTY = frozenset(map(stem, ("money", "amount", "sum", "number")))
"""Stems that say of what is measured only that it is."""

OWN = frozenset(map(stem, ("size", "total", "capital", "volume")))
"""Stems that measure a thing itself, and nothing on it: "the fund has $600 million"."""

BEGINNING = frozenset(map(stem, ("initial", "began", "begins", "started", "starts", "launched")))
"""Stems that make a number the first of several."""

AGE = frozenset(("age",))
"""What "41 years old" measures, as a stem."""

_IS = re.compile(r"\bis\s(?:now\s)?$", re.IGNORECASE)
_OLD = re.compile(r"\s?(?:old\b|of age\b)", re.IGNORECASE)

PART = frozenset(map(stem, (
    "section", "stretch", "part", "segment", "phase", "portion", "away", "wide", "per", "along", "via", "far",
)))  # fmt: skip
"""Stems that make a number one of something smaller, or of what lies on the thing."""

_ARTICLE = re.compile(r"\b(?:an?|its|one)\s$", re.IGNORECASE)
_THING = re.compile(r"[-\s]+(?:(?P<of>of)\s+(?:an?\s+|the\s+)?)?(?P<thing>[^\W\d_]+)")
"""What follows a number with its unit."""

_TAKES = re.compile(r"\b(?:takes?|took|lasts?|lasted|dauert|dauerte)\s+(?:[^\W\d_]+\s+){0,2}$", re.IGNORECASE)
"""Before a length of time that is how long something goes on: "*lasts* about 3 hours"."""

_OF_SOME = re.compile(
    r"\S+(?: (?:thousand|million|billion))?\s+(?:[\w-]+\s+){1,2}?"
    r"(?:to|on|about|for|in|from|deal\w*|concern\w*)\b(?!\s\d)"
)
"""A count of only some: "20 points on security", and not "visitors in 2025"."""


class Numbers:
    """The numbers of one case."""

    def __init__(self, case: Case, reader: ValueReader) -> None:
        self._case = case
        self._reader = reader

    def judge(self, value: Value) -> Judgement:
        """What is to be said of a number, and the fact that says so."""
        same = [it for it in self._case.facts if any(_is_number_of(value, other) for other in it.values)]
        same += [it for it in self._case.facts if any(_is_figure(value, one.value) for one in it.figures)]
        stated = [(known, one) for known in self._case.facts for one in known.figures]
        same += [
            known for known, one in stated if value.amount == one.value.amount and self._counts_it(value, one)
        ]
        same = [it for it in same if not self._is_anothers(value, it)]
        alike = [it for it in same if not _is_at_other_rate(value, it)]
        if alike:
            return self._same(value, max(alike, key=self._case.support))
        if same:
            return self._at_other_rate(max(same, key=self._case.support))
        if value.in_range or any(_is_at_other_rate(value, it) for it in self._case.facts):
            return None, None
        rounder = [
            known
            for known, one in stated
            if self._is_looser(value, one) and self._is_of_it(value, known, one)
        ]
        if rounder:
            return "agrees, more loosely", max(rounder, key=self._case.support)
        unsure = [one for _, one in stated if one.value.qualifier != "exact"]
        if any(is_just_over(value, it.value) for it in unsure):
            return None, None
        if any(is_rounding(value, it.value) and not is_beyond(value, it.value) for it in unsure):
            return None, None
        if any(is_finer(value, it.value) for it in unsure):
            return "not in the source", None
        against = [known for known, one in stated if self._contradicts(value, known, one)]
        against += [known for known in self._case.facts if self._other_anniversary(value, known)]
        against += [known for known in self._case.facts if self._is_said_otherwise(value, known)]
        if against and not self._case.strange and self._dated_alike(against):
            nearest = max(against, key=lambda it: (-self._far(value, it), self._case.support(it)))
            return ("differs", nearest) if self._is_its(value, nearest) else (None, None)
        if any(_may_be_called(value, one.value) for _, one in stated):
            return None, None
        return "not in the source", None

    def are_all_of(self, known: Known) -> bool:
        """Whether a fact has all numbers of the sentence."""
        numbers = [it for it in self._case.sentence.values if it.sort == "number"]
        return all(any(is_same(it, one) for one in _numbers_of(known)) for it in numbers)

    def _same(self, value: Value, known: Known) -> Judgement:
        """What is to be said of a number that *known* has: "over 40" may be said as 40, or denied."""
        if self._is_beside_other(value, known) or self._is_of_other(value, known):
            return None, None
        typed = [it for it in known.figures if is_same(value, it.value)]
        if any(is_contrary(value, it.value) for it in typed):
            sure = not self._case.strange and self._dated_alike([known]) and self.measures(known, typed[0])
            return ("differs", known) if sure else (None, None)
        if all(is_kept(value, it.value) for it in typed):
            return "agrees", known
        return "agrees, more loosely", known

    def _at_other_rate(self, known: Known) -> Judgement:
        """What is to be said of a number that *known* has for another time: a month, and not a year."""
        sure = not self._case.strange and self._dated_alike([known]) and len(known.figures) <= 1
        return ("differs", known) if sure else (None, None)

    def _contradicts(self, value: Value, known: Known, stated: Stated) -> bool:
        """Whether *value* is given for what *stated* measures, which no other number of the sentence is."""
        other = stated.value
        if stated.owner and stated.owner.isdisjoint(self._case.sentence.told):
            return False
        if self._may_be_of_another_time(known) or (value.rate and not _rates_of(other, known)):
            return False
        is_bare = not (value.unit or value.nouns)  # "a population of 170m"
        of_it = other.unit and stated.of - {SUBJECT} <= self._case.sentence.told
        if is_bare and not (of_it and is_near(value, other)):
            return False
        if (
            value.unit != other.unit
            and not is_bare
            and not (value.amount == other.amount and {value.unit, other.unit} <= {"usd", "eur", "gbp"})
        ):
            return False
        if not value.unit and not is_bare and not self._counts(value, stated):
            return False
        if any(is_same(it, other) for it in self._case.sentence.values if it.sort == "number"):
            return False
        if not value.unit and any(value.amount == it.amount / it.factor for it in _numbers_of(known)):
            return False  # it says that number, of something called otherwise: "turns fifty"
        if self._is_of_other_thing(value, known):
            return False
        if value.is_change and not any(it.is_change and is_same(it, other) for it in known.values):
            return False  # "it rose by 12%" is not what it is at
        if not self._is_of_it(value, known, stated):
            return False
        parts = PART.difference(map(stem, fold(known.fact.text).split()))
        return parts.isdisjoint(self._case.sentence.told)

    def _is_looser(self, said: Value, stated: Stated) -> bool:
        """Whether *said* tells less of the number than *stated*, and nothing else than it."""
        source = stated.value
        if is_rounder(said, source):
            return not (is_beyond(said, source) or self._is_exact(said, stated))
        alike = said.unit == source.unit and (said.unit or not said.nouns.isdisjoint(source.nouns))
        return bool(alike or self._counts_it(said, stated)) and is_within(said, source)

    def _is_exact(self, said: Value, stated: Stated) -> bool:
        """Whether nobody rounds a figure without saying so: a price of 48 euros is not 50, nor an age."""
        source = stated.value
        if (said.qualifier, source.qualifier) != ("exact", "exact"):
            return False
        counted = self._reader.is_counted(source) or not AGE.isdisjoint(stated.of)
        return source.amount < LEAST_ROUNDED and counted

    def _is_of_it(self, value: Value, known: Known, stated: Stated) -> bool:
        """Whether the sentence says *value* of what *stated* measures."""
        lasts = LENGTH in stated.of and self._is_how_long(value, known)
        return lasts or self.measures(known, stated)

    def _is_how_long(self, value: Value, known: Known) -> bool:
        """Whether the sentence says only how long what a fact is of goes on: "it *takes* 65 minutes"."""
        takes = _TAKES.search(self._case.sentence.text[: value.at])
        besides = self._case.sentence.telling - known.said - self._case.named(known).by - WHOLE
        return takes is not None and besides <= frozenset(map(stem, words(takes.group())))

    def _is_of_other_thing(self, value: Value, known: Known) -> bool:
        """Whether a word beside the number tells of what it is, and none of the fact: "a 9 km *tunnel*"."""
        beside = _THING.match(self._after(value)) if value.unit else None
        if not beside or not (beside["of"] or _ARTICLE.search(self._case.sentence.text[: value.at])):
            return False
        thing = stem(fold(beside["thing"]))
        return thing in self._case.sentence.telling - known.said - self._case.named(known).by

    def _after(self, value: Value) -> str:
        """What follows a number with its unit."""
        return self._case.sentence.text[value.at + len(value.written) :]

    def _is_anothers(self, value: Value, known: Known) -> bool:
        """Whether a number is of an owner that the sentence, which tells something else, does not name."""
        owners = [it.owner for it in known.figures if is_same(value, it.value)]
        told = self._case.sentence.told
        named = any(not owner or not owner.isdisjoint(told) for owner in owners)
        return bool(owners) and not named and not self._case.is_told_by(known)

    def _is_beside_other(self, value: Value, known: Known) -> bool:
        """Whether another topic that has a figure of the sort stands nearer to the number."""
        places = [
            (self._distance(value, it.by), it.topic)
            for it in self._case.naming
            if it.by and any(one.value.unit == value.unit for fact in it.topic.facts for one in fact.figures)
        ]
        own = min((far for far, topic in places if topic.entry is known.entry), default=None)
        return own is not None and any(
            far < own and not any(is_same(value, one.value) for fact in topic.facts for one in fact.figures)
            for far, topic in places
        )

    def _is_of_other(self, value: Value, known: Known) -> bool:
        """Whether the sentence speaks of what another figure of the fact measures: of now, not of then."""
        told = self._case.sentence.told
        own = [it for it in known.figures if is_same(value, it.value)]
        others = [it for it in known.figures if it.value.unit == value.unit and not self._case.says(it.value)]
        return any(
            (one.of - other.of).isdisjoint(told) and not (other.of - one.of - {SUBJECT}).isdisjoint(told)
            for one in own
            for other in others
        )

    def _far(self, value: Value, known: Known) -> int:
        """Words between a number and what the sentence calls the topic of a fact by."""
        return self._distance(value, self._case.named(known).by)

    def _is_its(self, value: Value, known: Known) -> bool:
        """Whether a fact has as many numbers of the sort as are told wrong, or this is the nearest."""
        others = [
            it
            for it in self._case.sentence.values
            if (it.sort, it.unit) == (value.sort, value.unit)
            and not any(is_same(it, one) for fact in self._case.facts for one in _numbers_of(fact))
        ]
        many = sum(it.unit == value.unit for it in _numbers_of(known))
        return len(others) <= many or self._far(value, known) <= min(self._far(it, known) for it in others)

    def _distance(self, value: Value, by: frozenset[str]) -> int:
        """Words between a number and the nearest word of *by*, which tell a topic."""
        at = len(fold(self._case.sentence.text[: value.at]).split())
        found = [stem(word) for word in fold(self._case.sentence.text).split()]
        own = by - {SUBJECT}
        # What stands before a number tells more often what it is of.
        told = (place for place, word in enumerate(found) if word in own)
        far = (at - place if place < at else 2 * (place - at) for place in told)
        return min(far, default=2 * len(found))

    def _counts_it(self, value: Value, stated: Stated) -> bool:
        """Whether it counts what a figure is of: "109 *members*", of a membership of 109 institutions."""
        alike = not (value.unit or stated.value.unit) and not value.nouns.isdisjoint(stated.of)
        return alike and stated.of - WHOLE - {SUBJECT} <= self._case.sentence.told

    def _counts(self, value: Value, stated: Stated) -> bool:
        if _OF_SOME.match(self._case.sentence.text[value.at :]):
            return False
        return not value.nouns.isdisjoint((stated.counted | stated.of) - {SUBJECT})

    def measures(self, known: Known, stated: Stated) -> bool:
        """Whether the sentence speaks of what a figure measures."""
        told = self._case.sentence.told
        named = self._case.named(known)
        if (
            (SUBJECT in stated.of or named.topic.of_subject)
            and SUBJECT not in told
            and not self._case.is_told_by_all
        ):
            return False
        if any(one is not stated and self._case.says(one.value) for one in known.figures):
            return True
        of = stated.of - {SUBJECT}
        if not stated.value.unit:
            said = of <= stated.counted or not (of - stated.counted | WHOLE).isdisjoint(told)
            return said or self._case.is_whole_of(known)
        implied = IMPLIED.get(stated.value.unit)
        if implied in of or not of or self._is_all(known, stated) or self._is_only_one(known, stated):
            return True
        if of & AGE and self._is_age(stated):
            return True
        if not of.isdisjoint(BEGINNING) and self._case.sentence.telling - named.by - WHOLE <= BEGINNING:
            told |= BEGINNING
        of = of - EMPTY or of
        return len(of & told) >= OF_FIGURE * len(of)

    def _may_be_of_another_time(self, known: Known) -> bool:
        """Whether the sentence tells no time or place, and a fact its figures of one occasion at its own."""
        dated = known.fact.occasion and any(it.as_of for it in known.fact.figures)
        said = self._case.sentence.values
        return bool(dated) and not any(it.sort == "date" or it.name in known.places for it in said)

    def _is_age(self, stated: Stated) -> bool:
        """Whether the sentence tells by a number how old somebody is now: "she *is* 41 years *old*"."""
        text = self._case.sentence.text
        said = [it for it in self._case.sentence.values if it.unit == stated.value.unit]
        return any(_IS.search(text[: it.at]) and _OLD.match(self._after(it)) for it in said)

    def _is_all(self, known: Known, stated: Stated) -> bool:
        """Whether nearly all that the sentence says is what a fact with its figures of this unit says.

        That is as many of them, or one that may be none where it says nothing else at all.
        """
        alike = [it for it in known.figures if it.value.unit == stated.value.unit]
        said = [it for it in self._case.sentence.values if it.unit == stated.value.unit]
        if self._case.is_whole_of(known) and not self._case.other_names:
            return True
        besides = bool(self._case.sentence.telling - self._case.named(known).by)
        is_last = not self._after(said[-1]).strip(" .!") if said else True
        return (besides or is_last) and len(alike) in (1, len(said)) and self._case.is_told_by(known)

    def _is_only_one(self, known: Known, stated: Stated) -> bool:
        """Whether the sentence names its topic alone, of which all figures of the unit measure one thing."""
        naming = self._case.named(known)
        if self._case.sentence.telling - WHOLE - naming.by or self._case.other_names:
            return False
        figures = (one for it in naming.topic.facts for one in it.figures)
        alike = [it.of for it in figures if it.value.unit == stated.value.unit]
        return not OWN.isdisjoint(frozenset.intersection(*alike))

    def _is_said_otherwise(self, value: Value, known: Known) -> bool:
        """Whether a fact says all that the sentence does, with other numbers of the unit, and as many."""
        if not value.unit or not self._case.is_whole_of(known) or self._case.other_names:
            return False
        said = [it for it in known.values if _is_alike(it, value)]
        own = [it for it in self._case.sentence.values if _is_alike(it, value)]
        return len(said) == len(own) and not any(is_same(value, it) for it in said)

    def _other_anniversary(self, value: Value, known: Known) -> bool:
        if value.unit != "anniversary":
            return False
        return any(it.unit == "anniversary" and it.amount != value.amount for it in known.values)

    def _dated_alike(self, against: Iterable[Known]) -> bool:
        """Whether no date of the sentence is strange to its topic."""
        dates = [it for it in self._case.sentence.values if it.sort == "date"]
        entries = {id(it.entry) for it in against}
        facts = [it for it in self._case.facts if id(it.entry) in entries]
        return all(
            any(
                it.goes_on_at(date.date) or any(dates_agree(date.date, other) for other in it.dates)
                for it in facts
            )
            for date in dates
        )


def _is_at_other_rate(value: Value, known: Known) -> bool:
    """Whether a number is said for a time, and that of a fact for another one."""
    said = _rates_of(value, known)
    return bool(value.rate and said) and value.rate not in said


def _rates_of(value: Value, known: Known) -> frozenset[str]:
    """The times for which a fact says *value*, or else anything."""
    own = frozenset(it.rate for it in _numbers_of(known) if is_same(value, it)) - {""}
    return own or rates(f"{known.fact.quote} {known.fact.text}")


def _is_alike(one: Value, other: Value) -> bool:
    """Whether two numbers are said in the same unit: hours are no days."""
    return (one.sort, one.unit, one.factor) == (other.sort, other.unit, other.factor)


def _may_be_called(value: Value, other: Value) -> bool:
    """Whether one number may count the same by other words: "62 newcomers", 164 "people" or "employees"."""
    alike = value.unit == other.unit or not (value.unit and other.unit)
    return alike and value.amount == other.amount


def _numbers_of(known: Known) -> Iterable[Value]:
    return (*(it for it in known.values if it.sort == "number"), *(it.value for it in known.figures))


def _is_figure(value: Value, figure: Value) -> bool:
    """Whether a number is a figure: nine euros are not what is typed as "9, of: bunks"."""
    measured = value.unit not in ("", "people") and not (figure.unit or figure.nouns)
    return is_same(value, figure) and not measured


def _is_number_of(value: Value, other: Value) -> bool:
    """Whether a number of the quote is *value*, of the same unit or counting the same."""
    if other.sort != "number" or not is_same(value, other):
        return False
    return value.unit == other.unit and (bool(value.unit) or not value.nouns.isdisjoint(other.nouns))

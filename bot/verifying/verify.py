"""Compares what a text states with what the source does: sentence by sentence, value by value.

Precision before all: *differs* is said only where one thing of a sentence contradicts a fact that the
rest of it is about. Whatever is doubtful is *not in the source*, or nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from knowledge.base import Knowledge
from knowledge.fold import fold
from knowledge.model import Entry, Fact

from .case import OF_FACT, Case, Judgement, Verdict, strange
from .clauses import Clauses
from .compare import is_near, is_same
from .judge import Judge
from .known import SUBJECT, WHOLE, Known, Naming, Sentence
from .numbers import DONE, IMPLIED
from .parts import Pieces, cut, own_parts
from .passages import Passages
from .reading import Value, ValueReader
from .sentences import sentences
from .topics import Topics

LONGEST = 20_000
"""Characters read of a message: a check of as many takes tenths of a second, at worst less than two."""

MOSTLY = 0.5
"""Share of what a sentence says that a passage must have for a date or a name in both to be of one thing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of one value of a sentence."""

    sentence: str
    value: str
    """As the sentence has it."""
    verdict: Verdict
    entry: Entry
    fact: Fact | None = None
    """What the source says; none where it says nothing of the kind."""
    place: int = 0
    """Which sentence of the text it is: one may stand there twice."""


class Judged(NamedTuple):
    """A value, what is to be said of it, and the fact that says so."""

    value: Value
    verdict: Verdict | None
    known: Known | None


class Verifier:
    """Checks texts against the source. Built once from knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        language = knowledge.language
        held = (fact.occasion for entry in knowledge.entries for fact in entry.facts if fact.occasion)
        self._reader = ValueReader(language, {it.city for it in held if it.city})
        self._topics = Topics(knowledge, language, self._reader)
        self._passages = Passages(knowledge, self._topics)
        proposing = (language.questions.relations.get(it, ()) for it in ("proposed", "initiated"))
        self._proposing = frozenset(fold(it) for it in chain.from_iterable(proposing))
        turns = (*language.questions.coming, *language.questions.relative)
        self._turns = frozenset(map(fold, turns))

    def check(self, text: str, *, most: int | None = LONGEST) -> list[Finding]:
        """What is to be said of *text*, in its order; nothing of a sentence that names no topic.

        Reads its first *most* characters: whoever has others wait reads no more.
        """
        found = enumerate(map(self._check, sentences(text[:most])))
        return [replace(finding, place=place) for place, its in found for finding in its]

    def _check(self, text: str) -> Iterator[Finding]:
        """What is to be said of a sentence, or of its parts that speak each of another topic."""
        parts = own_parts(self._topics.read(text), self._topics)
        found = [(part, list(self._check_part(part, text))) for part in parts]
        undated = any(
            it.verdict == "not in the source" and it.value in dates
            for part, its in found
            for dates in [{it.written for it in part.values if it.sort == "date"}]
            for it in its
        )
        for part, its in found:
            # A date that is not of the part it stands in may be that of another.
            doubted = undated and not any(it.sort == "date" for it in part.values)
            yield from (it for it in its if not (doubted and it.verdict == "differs"))

    def _check_part(self, sentence: Sentence, text: str) -> Iterator[Finding]:
        """What is to be said of a sentence, or else of its pieces: "Seed costs 9 euros, and Sprout 24"."""
        naming = self._topics.named(sentence)
        naming += self._by_value(sentence, naming)
        if naming:
            others = {it.topic.entry.id for it in naming}
            naming += [it for it in self._topics.told(sentence) if it.topic.entry.id not in others]
        if naming or sentence.names_subject:
            yield from self._judge(sentence, naming or self._topics.told(sentence), text)
            return
        told = [(sentence, self._topics.told(sentence))]
        if not told[0][1]:
            parts = map(self._topics.read, cut(sentence.text))
            told = [(part, [it for it in self._topics.told(part) if it.by]) for part in parts]
            if not all(naming or self._topics.say(part) for part, naming in told):
                return  # what the rest is of, this may be of too
        for part, naming in told:
            yield from _without_absent(self._judge(part, naming, text))

    def _judge(self, sentence: Sentence, naming: list[Naming], text: str) -> Iterator[Finding]:
        if not naming and self._topics.subject and sentence.names_subject:
            if not self._topics.leave_out(sentence):
                return
            naming = [Naming(self._topics.subject, frozenset(), is_sure=True)]
        if not naming:
            return
        if self._topics.names_others(sentence) and not any(it.is_sure for it in naming):
            return
        naming.sort(key=lambda it: -len(it.by))
        case = Case(sentence, naming, self._proposing, turned=self._is_turned(sentence.text))
        judge = Judge(case, self._reader)
        clauses = Clauses(sentence.text)
        values = [it for it in sentence.values if not (case.is_only_name(it) or clauses.deny(it))]
        found = [Judged(value, *_judged(judge, value)) for value in values]
        against = [it for it in found if it.verdict == "differs" and not it.value.goes_on]
        sure = len(against) == 1 or judge.is_surely_held
        sure = sure or all(it.value.sort == "number" for it in against)
        found = _of_one_edition([self._doubted(it, sentence, sure=sure) for it in found], sentence)
        if _proves_nothing(found, case) or _finds_nothing(found, naming):
            return
        for value, verdict, known in found:
            if verdict is not None:
                entry = known.entry if known else naming[0].topic.entry
                written = self._reader.as_written(value, sentence.text)
                yield Finding(text, written, verdict, entry, known.fact if known else None)

    def _doubted(self, judged: Judged, sentence: Sentence, *, sure: bool) -> Judged:
        """*judged*, but not as different where that is not *sure*, nor as absent where it is there."""
        value, verdict, known = judged
        if verdict == "differs":
            if known and self._passages.say_so(value, sentence, OF_FACT, known):
                return Judged(value, None, None)
            if sure:
                return judged
        elif verdict != "not in the source":
            return judged
        return Judged(value, None if self._is_said(value, sentence) else "not in the source", None)

    def _by_value(self, sentence: Sentence, naming: Sequence[Naming]) -> list[Naming]:
        """The topic of the subject that a figure alone tells: "home to 170 million people"."""
        if SUBJECT not in sentence.told:
            return []
        told = {one.value.unit for it in naming for known in it.topic.facts for one in known.figures if it.by}
        numbers = [it for it in sentence.values if it.sort == "number" and it.unit]
        by = frozenset().union(*(it.by for it in naming))
        return [
            Naming(topic, frozenset())
            for topic in self._topics.topics
            if topic.of_subject and topic not in [it.topic for it in naming]
            for known in topic.facts
            for stated in known.figures
            if stated.value.unit not in told or not stated.of.isdisjoint(sentence.told - {SUBJECT})
            if any(
                number.unit == stated.value.unit
                and (is_same(number, stated.value) or _is_all_said(sentence, number, stated.value, by))
                for number in numbers
            )
            and not strange(sentence, [topic])
        ]

    def _is_said(self, value: Value, sentence: Sentence) -> bool:
        """Whether it can't be said that the source has no such value: it has that number, or that of this."""
        if value.sort == "city" and not self._reader.is_city(value.name):
            return True  # a region, which is neither a city nor a country
        if value.sort == "number" and self._passages.have(value):
            return True
        return self._passages.tell(value, sentence, MOSTLY)

    def _is_turned(self, text: str) -> bool:
        """Whether it speaks of another edition or time: "the next summit"."""
        return not self._turns.isdisjoint(fold(text).split())


def _of_one_edition(found: Sequence[Judged], sentence: Sentence) -> list[Judged]:
    """*found*, but nothing of what agrees with another edition of what happens than what stands beside it.

    "The assembly of 2025 in Marrow" is not proven by that of 2025 in Tolm and that of 2024 in Marrow.
    """
    pieces = Pieces(sentence)
    return [
        Judged(it.value, None, None) if _is_of_another(it, pieces.beside(it.value), found) else it
        for it in found
    ]


def _is_of_another(judged: Judged, beside: Sequence[Value], found: Sequence[Judged]) -> bool:
    """Whether *judged* agrees with what happens at another time or place than the values *beside* it say."""
    held = _edition(judged)
    if held is None or all(_edition(it) in (None, held) for it in found if it.value in beside):
        return False
    dates = [it.date for it in beside if it.sort == "date"]
    if dates:
        return not any(map(held.is_at, dates))
    cities = {it.name for it in beside if it.sort == "city"}
    return bool(cities) and cities.isdisjoint(held.places)


def _edition(judged: Judged) -> Known | None:
    """What happens by the fact that *judged* agrees with, if that fact types it with its time."""
    known = judged.known if (judged.verdict or "").startswith("agrees") else None
    return known if known and known.fact.occasion and known.fact.occasion.date else None


def _without_absent(found: Iterable[Finding]) -> list[Finding]:
    """What is to be said where nothing but words like a fact's tell a topic.

    That is no name that what the source does not say could be looked for under; and then what agrees
    beside it proves nothing.
    """
    judged = list(found)
    if any(it.verdict == "not in the source" for it in judged):
        return [it for it in judged if it.verdict == "differs"]
    return judged


def _finds_nothing(found: Sequence[Judged], naming: Sequence[Naming]) -> bool:
    """Whether all that could be said is that nothing is in the source, of what may be called so elsewhere."""
    said = {it.verdict for it in found if it.verdict}
    return said == {"not in the source"} and not any(it.is_sure for it in naming)


def _proves_nothing(found: Sequence[Judged], case: Case) -> bool:
    """Whether what agrees is not what the sentence says: its topic's name, or names beside its number."""
    judged = [it for it in found if it.verdict]
    if any(it.verdict != "agrees" or it.value.sort == "number" for it in judged):
        return False
    if any(it.value.sort == "number" for it in found if not it.verdict):
        return True
    return all(case.is_named_by(it.value) and it.known and not case.is_told_by(it.known) for it in judged)


def _is_all_said(sentence: Sentence, number: Value, stated: Value, by: frozenset[str]) -> bool:
    """Whether the unit alone tells what a number is of: "the OTS spreads over 5.4 million km²".

    Only of what ends with it or says nothing else, beside other units; and where the two are about as large:
    of much smaller ones it is of a part.
    """
    end = number.at + len(number.written)
    units = [it.unit for it in sentence.values]
    free = WHOLE.union(by, {SUBJECT}, *(DONE.get(unit, frozenset()) for unit in units))
    is_last = len(units) == 1 and not sentence.text[end:].strip(" .!²")
    alone = units.count(number.unit) == 1 and all(unit in IMPLIED for unit in units)
    return is_near(number, stated) and alone and (is_last or sentence.telling <= free)


def _judged(judge: Judge, value: Value) -> Judgement:
    """What is to be said of *value*: of one that may be either of two, only that one of them agrees."""
    judged = judge.judge(value)
    if value.either is None or (judged[0] or "").startswith("agrees"):
        return judged
    other = judge.judge(replace(value, amount=value.either))
    return other if (other[0] or "").startswith("agrees") else (None, None)

"""Judges the values of one sentence by the facts that it may state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.fold import fold

from .case import INAUGURAL, Case, Judgement, strange
from .compare import dates_agree, dates_differ, parts_alike
from .known import SUBJECT, Known
from .numbers import Numbers
from .reading import Value, ValueReader, stem
from .topics import FIRST

MOST_STRANGE = 1
"""Words that a sentence may have beside those of a fact whose own name of what happens it has none of."""

ONCE = ("agreement", "document")
"""Kinds of what is made once: a meeting may have other editions, which the source does not tell of."""

OF_WHAT = 0.6
"""Share of the name of what happens, or of what is proposed, that a sentence must have."""

_AT = re.compile(r"(?:\b(?:in|at|for|near)|\bhosted by|\b(?:city|capital) of)\s+(?:the\s+)?$", re.IGNORECASE)
_NEXT_TO = re.compile(r"([\w’']+)(?:,|(?:\s(?:is|was|will|would|to|be|becomes|became))+)\s$")
"""The word before a comma or a form of "be": "the *capital* will be Ankara", "23 July *2025*, Istanbul"."""
_BEGINS_OR_ENDS = re.compile(
    r"\b(?:start|begin|beg[au]n|open|end|clos|finish|conclud|launch|stop|expir|last)\w*\b"
    r"|\b(?:from|since|until|till|by|before|after|first|beginn\w*|endet\w*|ab|bis|seit)\b",
    re.IGNORECASE,
)
"""What makes a date the first or the last of several, which a day between is not."""
_OWNS = re.compile("[’']s?(?:\\s|$)")
_HOSTS = re.compile(
    r"^(?:[’']s)?,?\s+(?:(?:will|would|is|was|has|had|to|be|been|also|again)\s+)*"
    r"(?:hosts?|hosted|hosting|named|chosen|designated|the|venue|home|holds|convenes?|welcomes?|welcomed|receives?)\b",
    re.IGNORECASE,
)


class Judge:
    """Judges the values of one case."""

    def __init__(self, case: Case, reader: ValueReader) -> None:
        self._case = case
        self._reader = reader
        self._numbers = Numbers(case, reader)
        self._held = self._happening()
        self.is_surely_held = self._held is not None and self._is_the_very(self._held)
        """Whether more than one value of what happens may be wrong: it is told which edition it is."""

    def judge(self, value: Value) -> Judgement:
        """What is to be said of *value*, and the fact that says so."""
        match value.sort:
            case "number":
                return self._numbers.judge(value)
            case "ordinal":
                return self._ordinal(value)
            case "date":
                return self._date(value)
            case "person":
                return self._proposer(value)
            case _:
                return self._name(value)

    # What happens, when and where

    def _happening(self) -> Known | None:
        """The fact that tells what the sentence says to happen; the one that fits it best."""
        found = [it for it in self._case.facts if it.fact.occasion and self._is_of(it)]
        return max(found, key=self._fit, default=None)

    def _fit(self, known: Known) -> tuple[bool, bool, int, float]:
        """How well what happens fits: its edition, that it is no later one than "the first", and the rest."""
        said = self._case.sentence
        is_first = FIRST in said.told and not known.ordinals - {1}
        dates = [it.date for it in said.values if it.sort == "date"]
        alike = max((parts_alike(one, it) for one in dates for it in known.typed_dates), default=0)
        return self._ordinals_fit(known), is_first, alike, self._case.support(known)

    def _is_of(self, known: Known) -> bool:
        what = known.what - {SUBJECT}
        named = self._case.named(known)
        besides = what - named.by
        sentence = self._case.sentence
        strange_words = sentence.telling - known.said - named.by
        if besides and besides.isdisjoint(sentence.told) and len(strange_words) > MOST_STRANGE:
            return False  # it tells something else of the same: of a union's assembly, its board meeting
        alone = sum(it.fact.occasion is not None for it in named.topic.facts) == 1 and bool(named.by)
        if what and len(what & self._case.sentence.told) >= OF_WHAT * len(what):
            return True
        return alone and self._case.support(known) > 0

    def _is_whole(self, known: Known) -> bool:
        what = known.what
        if not known.typed_names.isdisjoint(self._case.said_names()):
            what -= {SUBJECT}  # whose it is is told by who does it
        if FIRST in self._case.sentence.told:
            what -= INAUGURAL
        return what <= self._case.sentence.told and self._ordinals_fit(known)

    def _is_the_very(self, known: Known) -> bool:
        """Whether what happens can be no other: it happens once, or its edition or its day is told."""
        named = {it.name for it in self._case.sentence.values if it.sort in ("city", "country")}
        if self._case.turned or self._case.strange - named:
            return False
        if known.entry.kind in ONCE and self._case.is_told_by(known):
            return True
        if not self._is_whole(known):
            return False
        days = {it.date[1:] for it in self._case.sentence.values if it.sort == "date" and it.date[2]}
        if len(self._case.said_ordinals()) > 1:
            return False
        is_edition = not known.ordinals.isdisjoint(self._case.said_ordinals())
        return is_edition or any(it[1:] in days for it in known.typed_dates)

    def _ordinals_fit(self, known: Known) -> bool:
        said = self._case.said_ordinals()
        return not known.ordinals or not said or not known.ordinals.isdisjoint(said)

    def _may_be_another(self, known: Known) -> bool:
        """Whether the sentence tells an edition that what happens is not told to be."""
        said = self._case.said_ordinals()
        told = known.ordinals.union(it.amount for it in known.values if it.sort == "ordinal")
        return bool(said) and told.isdisjoint(said)

    def _date(self, value: Value) -> Judgement:
        held = self._held
        if held and any(dates_agree(value.date, it) for it in held.typed_dates):
            return "agrees", held
        conflict = held is not None and self._date_differs(value, held)
        agreeing = [it for it in self._case.facts if any(dates_agree(value.date, one) for one in it.dates)]
        elsewhere = [it for it in agreeing if not conflict or not it.fact.occasion]
        if elsewhere:
            return "agrees", max(elsewhere, key=self._case.support)
        if value.in_range or any(self._case.covers(value, it) for it in self._case.facts):
            return None, None
        within = [it for it in self._case.facts if it.goes_on_at(value.date)]
        if within and not (conflict and all(it.fact.occasion for it in within)):
            return self._while_it_lasts(value, within)
        if conflict:
            return "differs", held
        for known in self._case.facts:
            if self._figure_of_other_date(value, known) or self._is_other_date(value, known):
                return "differs", known
        return "not in the source", None

    def _while_it_lasts(self, value: Value, within: Sequence[Known]) -> Judgement:
        """What is to be said of a date while one of *within* goes on: one day tells less than all."""
        if value.ends_span or _BEGINS_OR_ENDS.search(self._case.sentence.text):
            return None, None
        its = [it for it in within if it.surely_goes_on_at(value.date)]
        its = [it for it in its if self._case.is_told_by(it) or (it is self._held and self._is_whole(it))]
        return ("agrees, more loosely", max(its, key=self._case.support)) if its else (None, None)

    def _date_differs(self, value: Value, held: Known) -> bool:
        """Whether it is said to happen at another time than the source says."""
        if held.goes_on_at(value.date):
            return False
        dates = held.typed_dates
        if dates and self.is_surely_held and held is self._held:
            other = (one for it in self._case.facts for one in it.dates)
            return all(dates_differ(value.date, it) for it in dates) and not any(
                dates_agree(value.date, it) for it in other
            )
        if not dates or self._case.strange or self._case.turned or self._may_be_another(held):
            return False
        if len(self._case.said_ordinals()) > 1 or (self._case.is_to_come and not held.fact.is_plan):
            return False  # it may be of another edition
        alone = self._case.times == 1
        differs = all(dates_differ(value.date, it) for it in dates)
        placed = any(it.name in held.places for it in self._case.sentence.values if it.name)
        if not placed and self._comes_again(held, in_year=value.date[0]):
            return False
        elsewhere = any(self._is_elsewhere(it, held) for it in self._case.sentence.values)
        return alone and differs and not elsewhere and (placed or self._is_whole(held))

    def _comes_again(self, held: Known, *, in_year: int | None = None) -> bool:
        """Whether the source tells of it at several times, so that there may be others, as each year.

        Not of what is *in_year* for which the source tells one, if nothing else is said of it.
        """
        others = [it for it in self._case.facts if it.fact.occasion and it.what == held.what]
        if in_year and self._case.is_within(held):
            its = [it for it in others if any(in_year == one[0] for one in it.typed_dates)]
            if its == [held]:
                return False
        return any(it.typed_dates and it.typed_dates != held.typed_dates for it in others)

    def _figure_of_other_date(self, value: Value, known: Known) -> bool:
        """Whether a figure is given for another year than the source gives it for."""
        if self._case.strange or self._case.times > 1:
            return False
        dates = known.typed_dates
        said = any(self._case.says(it.value) and self._numbers.measures(known, it) for it in known.figures)
        return bool(dates) and said and all(dates_differ(value.date, it) for it in dates)

    def _is_other_date(self, value: Value, known: Known) -> bool:
        """Whether a fact says all that the sentence does, of one other day that is its own alone."""
        dates = known.fact.dates
        if dates and (len(dates) != 1 or not dates[0].dated or dates[0].until):
            return False
        said = {it.date for it in known.values if it.sort == "date"}
        if not dates and (len(said) != 1 or None in next(iter(said))[:2]):
            return False  # a year alone may be part of a name: "Vision 2040"
        if not self._numbers.are_all_of(known):
            return False
        if self._comes_again(known):
            return False
        if self._case.strange or self._case.turned or not self._case.is_whole_of(known):
            return False
        if any(it.as_of for it in known.fact.figures):
            return False
        alone = self._case.times == 1
        return alone and all(dates_differ(value.date, it) for it in known.dates)

    def _name(self, value: Value) -> Judgement:
        held = self._held
        if self._is_proposer(value):
            return self._proposer(value)
        for known in self._case.facts:
            if self._proposed_by_other(value, known):
                return "differs", known
        if held and value.name in held.typed_names:
            return "agrees", held
        if held and self._is_elsewhere(value, held) and self._may_differ(value, held):
            return "differs", held
        agreeing = [it for it in self._case.facts if value.name in it.names]
        if agreeing:
            typed = [it for it in agreeing if value.name in it.typed_names]
            return ("agrees", max(typed, key=self._case.support)) if typed else (None, None)
        for known in self._case.facts:
            if self._takes_part_instead(value, known):
                return "differs", known
        return (None, None) if self._stands_for_country(value) else ("not in the source", None)

    def _stands_for_country(self, value: Value) -> bool:
        """Whether a city is said to have what is its country's: "*Baku's* trade"."""
        country = self._reader.country_of(value.name)
        owns = any(
            _OWNS.match(self._case.sentence.text[it.end() :])
            for it in self._reader.places(value, self._case.sentence.text)
        )
        return owns and any(country in it.typed_names for it in self._case.facts)

    def _is_elsewhere(self, value: Value, held: Known) -> bool:
        """Whether *value* is where the sentence says it happens, and the source says another place."""
        occasion = held.fact.occasion
        if occasion is None or value.sort not in ("city", "country") or value.name in held.places:
            return False
        country = self._reader.country_of(value.name)
        is_city = self._reader.is_city(value.name)
        if value.sort == "city" and not (is_city and (occasion.city or occasion.country)):
            return False  # a region, or nothing to compare with
        if value.sort == "city" and not occasion.city and country in (None, occasion.country):
            return False
        if value.sort == "country" and not occasion.country:
            return False
        others = (it for it in self._case.sentence.values if it.sort == value.sort and it is not value)
        if any(it.name in held.places for it in others):
            return False
        return self._is_place(value, held)

    def _is_place(self, value: Value, held: Known) -> bool:
        """Whether the sentence says that what happens is in a place, or that the place hosts it."""
        for match in self._reader.places(value, self._case.sentence.text):
            before = self._case.sentence.text[: match.start()]
            after = self._case.sentence.text[match.end() :]
            if _AT.search(before) or _HOSTS.match(after):
                return True
            beside = _NEXT_TO.search(before)
            if (
                beside
                and not after.strip(" .!")
                and (beside[1].isdigit() or stem(fold(beside[1])) in held.what)
            ):
                return True
        return False

    def _may_differ(self, value: Value, held: Known) -> bool:
        if self.is_surely_held and held is self._held:
            return True
        own = {value.name, self._reader.country_of(value.name)}
        named = {it.name for it in self._case.sentence.values if it.sort in ("city", "country")}
        inside = {name for name in named if self._reader.country_of(name) == value.name}
        if self._case.strange - own - inside or self._case.turned or self._may_be_another(held):
            return False
        dates = [it for it in self._case.sentence.values if it.sort == "date"]
        in_time = all(held.is_at(it.date) for it in dates)
        return in_time and (bool(dates) or self._is_whole(held) or self._mostly(held))

    def _mostly(self, held: Known) -> bool:
        what = held.what - {SUBJECT}
        return len(what & self._case.sentence.told) >= 0.75 * len(what)

    def _ordinal(self, value: Value) -> Judgement:
        number = value.amount
        for known in sorted(self._case.facts, key=self._case.support, reverse=True):
            if number in known.ordinals and known.what & self._case.sentence.told:
                return "agrees", known
            said = [it for it in known.values if it.sort == "ordinal" and it.amount == value.amount]
            if any(not it.nouns.isdisjoint(value.nouns) for it in said):
                return "agrees", known
        held = self._held
        if held and held.ordinals and held.what <= self._case.sentence.told and not self._case.strange:
            others = [it for it in self._case.sentence.values if it.sort in ("date", "city")]
            agreed = [it for it in others if self._agrees_with(it, held)]
            if agreed and len(agreed) == len(others) and len(self._case.said_ordinals()) == 1:
                return "differs", held
        for known in self._case.facts:
            if self._is_other_ordinal(value, known):
                return "differs", known
        return "not in the source", None

    def _is_other_ordinal(self, value: Value, known: Known) -> bool:
        """Whether a fact says all that the sentence does, of another edition: "at the *11th* Summit"."""
        said = [it for it in known.values if it.sort == "ordinal"]
        alone = len(self._case.said_ordinals()) == 1 and len({it.amount for it in said}) == 1
        alike = any(not it.nouns.isdisjoint(value.nouns) for it in said)
        return alone and alike and not self._case.strange and self._case.is_whole_of(known)

    def _agrees_with(self, value: Value, held: Known) -> bool:
        if value.sort == "date":
            return held.is_at(value.date)
        return value.name in held.places

    # Who

    def _is_proposer(self, value: Value) -> bool:
        """Whether the sentence says of a name that it proposed something."""
        return any(
            self._case.are_proposers(
                self._case.sentence.text[: it.start()], self._case.sentence.text[it.end() :]
            )
            for it in self._reader.places(value, self._case.sentence.text)
        )

    def _proposer(self, value: Value) -> Judgement:
        """What is to be said of who proposed something, which the typed role alone proves.

        People are compared as nothing else: whatever else they do has too many words.
        """
        for known in self._case.facts if self._case.proposes else ():
            if self._proposed_by_other(value, known):
                return "differs", known
            if any(who == value.name and self._is_what(what, known) for who, what in known.roles):
                return "agrees", known
        return None, None

    def _is_what(self, proposed: frozenset[str], known: Known) -> bool:
        """Whether the sentence tells what was *proposed*, or names its topic, of which nothing else was."""
        naming = self._case.named(known)
        alone = bool(naming.by) and sum(len(it.roles) for it in naming.topic.facts) == 1
        return alone or len(proposed & self._case.sentence.told) >= OF_WHAT * len(proposed)

    def _proposed_by_other(self, value: Value, known: Known) -> bool:
        """Whether somebody else is said to have proposed what the source says who did."""
        topic = self._case.named(known).topic
        if value.sort not in ("country", "person") or not self._case.proposes:
            return False
        if strange(self._case.sentence, [topic]) != {value.name}:
            return False
        return any(
            who not in self._case.said_names() and len(what & self._case.sentence.told) >= OF_WHAT * len(what)
            for who, what in known.roles
        )

    def _takes_part_instead(self, value: Value, known: Known) -> bool:
        """Whether one of several that take part is swapped for another."""
        parts = [role.who for role in known.fact.roles if role.does == "takes part"]
        said = [it.name for it in self._case.sentence.values if it.sort == value.sort]
        others = [name for name in said if name != value.name]
        return (
            len(parts) > 2
            and self._case.strange == {value.name}
            and len(others) > 1
            and set(others) < set(parts)
            and len(said) <= len(parts)
        )

"""Which fact of the last topic leads the answer to a follow-up: the one just told, where it answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from knowledge.fold import fold, is_number, words
from knowledge.model import Fact, Question
from knowledge.patterns import CAPITAL, saying
from knowledge.questions import Preposition, Questions
from knowledge.tells import is_year

from ..decide import CERTAIN, POSSIBLE
from ..finding.account import COVERED
from ..finding.asked import NO_FACT_NEEDED, WHENS
from ..finding.demands import Lack
from ..finding.index import Index
from ..finding.indexed import told_by
from ..finding.match import FactHit, Hit
from ..words.query import Query

MOST_BETWEEN = 4
"""Words from a preposition to what it is of, itself among them: "until the end of 2027"."""

_NAME = rf"\b\w?{CAPITAL}"
LISTED = re.compile(rf"{_NAME}[\w-]+(?: \([^)]*\))?(?:,| and| or) (?:and |the )?{_NAME}")
"""Several names in a row: "Georgia, Hungary and Romania"."""

MOST_AUXILIARY = 1
"""Words between "who" and what somebody does: "who *will* make them?"."""

STEM = 5
"""Letters by which forms of a word are alike: "shorter", "shortens"."""

OF_TIME = frozenset(("time", "date", "clock"))
"""Sorts of value that say how long or when."""

DATED = WHENS - {"when"}
"""Questions that only a date answers: "annually" tells when, and no day."""


class Finer(NamedTuple):
    """What is more than the least that answers a question."""

    coarse: Question
    fine: frozenset[Question]
    lacks: Question


FINER: dict[Question, Finer] = {
    "where": Finer("which country", frozenset(("which city",)), "which city"),
    "when": Finer("which year", frozenset(("which month", "which day")), "which day"),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked for by a preposition."""

    asked: tuple[str, ...]
    told: frozenset[str]
    name: re.Pattern[str]
    """The preposition before a name, in a text."""
    before: str
    is_needed: bool

    @classmethod
    def of(cls, written: Preposition) -> Sought:
        told = "|".join(map(re.escape, written.told))
        name = re.compile(rf"\b(?:{told})\s(?:\w+\s){{,{MOST_BETWEEN - 1}}}?{CAPITAL}")
        asked = (f" {' '.join(words(it))} " for it in written.asked)
        return cls(tuple(asked), frozenset(map(fold, written.told)), name, written.before, written.needed)


class Leading:
    """Puts the facts of a hit in the order in which they answer a follow-up."""

    def __init__(self, index: Index, questions: Questions) -> None:
        self._index = index
        self._exact = [f" {' '.join(words(it))} " for it in questions.exact]
        self._ones = frozenset(map(fold, questions.ones))
        self._exemplifying = saying(questions.exemplifying)
        self._making = frozenset(map(fold, questions.making))
        self._prepositions = tuple(map(Sought.of, questions.prepositions))

    @staticmethod
    def chosen(told: Fact, before: Query) -> Fact | None:
        """What was *told*, where the question *before* asked for a time of it: that is gone on with."""
        years = {when.dated[:4] for when in told.dates if when.dated}
        years |= {figure.as_of[:4] for figure in told.figures if figure.as_of}
        return told if any(word.text in years for word in before.words) else None

    def of_bare(self, hit: Hit, told: Fact, whom: Collection[str]) -> Hit:
        """*hit* as it answers a question that only asks: "where?" is asked of what was *told*.

        When something *will* be is asked of what is planned. Since when somebody is what they are, by those
        names *whom* the last question asked for, is told only by what speaks of them.
        """
        asks_when = not WHENS.isdisjoint(hit.query.asks)
        if asks_when and hit.asked.of_plans and hit.lead.fact.is_plan and not told.is_plan:
            return hit
        ours = [it for it in hit.facts if it.fact is told]
        sought = self._sought(hit.query)
        if sought is None and not NO_FACT_NEEDED.isdisjoint(hit.query.asks):
            # Another fact may tell why, where the one that was told does not.
            tells = [it for it in hit.facts if hit.query.asks.keys() & it.indexed.tells]
            return _first(ours if ours[0] in tells or not tells else tells, hit)
        if sought is not None:
            speaking = [it for it in hit.facts if _speaks(it.fact, whom)] if sought.is_needed else []
            having = (it for it in (*ours, *(speaking or hit.facts)) if self._tells(it.fact, sought))
            telling = [it._replace(lacks=()) for it in having]
            if sought.is_needed and not telling:
                dated = not DATED.isdisjoint(ours[0].indexed.tells)
                answers = dated and sought.before == "date"
                lacks = () if answers else (Lack("question", next(iter(hit.query.asks), "that")),)
                return replace(hit, facts=(ours[0]._replace(lacks=lacks),))
            if telling:
                return _first(telling[:1], hit)
        # The day of the first meeting is not that of the second, of which only the year is told.
        of_time = hit.query.asks.keys() <= WHENS and (hit.query.asks or not hit.query.which)
        finer = of_time and any("when" in it.indexed.tells for it in ours)
        # "Which projects does it mention?" is told by what says projects.
        least = 0.0 if hit.query.asks else hit.cover
        # "118 kilometres long" tells how long, and "fourteen months later" not.
        asking = {hit.query.words[at].text for _, places in hit.query.asked_at for at in places[1:]}
        saying = [it for it in hit.facts if not it.lacks and not asking.isdisjoint(words(it.fact.text))]
        if len(saying) == 1:
            return _first(saying, hit)
        as_good = (it for it in ours if len(it.lacks) <= len(hit.lacks) and it.cover >= least)
        return _first(ours if finer else list(as_good), hit)

    def of_sought(self, hit: Hit) -> Hit:
        """*hit* with what has the preposition that is asked for, where nothing else of it answers.

        "How long has it been closed?" is told by since when.
        """
        best, sought = hit.lead, self._sought(hit.query)
        if sought is not None and sought.is_needed and sought.before == "anything" and not best.lacks:
            return self._with_preposition(sought, hit)
        if sought is None or not best.lacks or any(lack.sort != "question" for lack in best.lacks):
            return hit
        telling = (it for it in hit.facts if it.cover >= best.cover and self._tells(it.fact, sought))
        return _first([it._replace(lacks=()) for it in telling][:1], hit)

    def _with_preposition(self, sought: Sought, hit: Hit) -> Hit:
        """*hit* with what has the preposition and a form of a word that was typed: "shorter than what?"."""
        if self._tells(hit.lead.fact, sought):
            return hit
        stems = {word[:STEM] for word in hit.query.telling}
        telling = (it for it in hit.facts if self._tells(it.fact, sought))
        alike = (it for it in telling if stems & {word[:STEM] for word in words(told_by(it.fact))})
        return _first([it for it in alike if not it.lacks][:1], hit)

    def of_person(self, hit: Hit, told: Fact, names: Collection[str]) -> Hit:
        """*hit* with what speaks of somebody of those *names*, or was *told* of them, before what does not.

        When "he" stops is not told by how many stops there are.
        """
        speaking = [it for it in hit.facts if it.fact is told or _speaks(it.fact, names)]
        if not names or hit.lead in speaking:
            return hit
        vague = {at for at, word in enumerate(hit.query.words) if word.vague or not word.telling}
        least = min(speaking, key=lambda it: len(it.lacks))
        missing = [it for it in least.missing(hit.asked) if not vague.issuperset(it.places)]
        lacks = least.lacks or tuple(Lack("word", it.text) for it in missing[:1])
        return _first([least._replace(lacks=lacks)], hit)

    def of_agent(self, hit: Hit) -> Hit:
        """*hit* with what says of somebody that they do what is asked, whoever that is: "who pays?"."""
        best = hit.lead
        if self._asks_for_maker(hit.query):
            made = [it for it in hit.facts if not self._making.isdisjoint(words(told_by(it.fact)))]
            lacking = best._replace(lacks=best.lacks or (Lack("question", "who"),))
            return _first([it._replace(lacks=()) for it in made[:1]] or [lacking], hit)
        telling = any(word.telling and not (word.sort_asked or word.vague) for word in hit.query.words)
        if "who" in hit.query.asks and telling and best.own <= 0 and not hit.asked.relations:
            return _first([best._replace(lacks=best.lacks or (Lack("question", "who"),))], hit)
        if [lack.text for lack in best.lacks] != ["who"] or best.cover < POSSIBLE:
            return hit
        stems = {word.text[:STEM] for word in hit.query.words if word.telling and not word.vague}
        stems -= {word[:STEM] for word in words(hit.entry.title)}
        told = self._index.doers.tells(best.fact, lambda word: word[:STEM] in stems)
        return _first([best._replace(lacks=())], hit) if told else hit

    def _asks_for_maker(self, query: Query) -> bool:
        """Whether all that *query* says is that it asks who makes something."""
        at = query.asks.get("who", len(query.words))
        behind = {word.text for word in query.words[at : at + MOST_AUXILIARY + 1]}
        return not (self._making.isdisjoint(behind) or query.telling)

    def of_sort(self, hit: Hit) -> Hit:
        """*hit* with what has a value of the sort that is asked for first: "what share is that?".

        Lacking where no fact has one: gigawatts are no answer to "how much money?".
        """
        asked = hit.asked.of_sort
        best = hit.lead
        if asked is None or asked.sort in best.indexed.sorts:
            return hit
        having = [it for it in hit.facts if asked.sort in it.indexed.sorts]
        if not having:
            lacks = best.lacks or (Lack("question", asked.words),)
            return _first([best._replace(lacks=lacks)], hit)
        return _first([it for it in having if len(it.lacks) <= len(best.lacks)][:1], hit)

    def of_amount(self, hit: Hit, *, of_it: bool) -> Hit:
        """*hit* with the amount that a question without a word for it wants: "how much is it?", "how many?".

        How much asks for a price first where it is asked *of it*, and never how long; how many counts things.
        """
        best, asks = hit.lead, hit.query.asks
        if best.lacks or any(word.telling for word in hit.query.words):
            return hit
        sorts = best.indexed.sorts
        of_time, measured = bool(sorts) and sorts <= OF_TIME, sorts - OF_TIME
        answering = [it for it in hit.facts if not it.lacks]
        if "how much" in asks and (of_it or not measured):
            priced = [it for it in answering if "money" in it.indexed.sorts]
            lacking = best._replace(lacks=(Lack("question", "how much"),))
            return _first(priced[:1] or [lacking], hit) if priced or of_time else hit
        if "how many" in asks and "date" in best.indexed.sorts:
            counting = (it for it in answering if "how many" in it.indexed.tells and not it.indexed.sorts)
            return _first(list(counting)[:1], hit)
        return hit

    def of_text(self, hit: Hit) -> Hit:
        """*hit* with the fact first whose text says most of the question, of those that answer as well.

        Its quote may say much more than the fact that it proves. Of what says as many telling words the one
        leads that has a form of the others: who "fixes" it is told by who mends and fixes.
        """
        best = hit.lead
        telling = {word[:STEM] for word in hit.query.telling}
        others = {it.text[:STEM] for it in hit.query.words if len(it.text) >= STEM}
        as_good = [it for it in hit.facts if len(it.lacks) == len(best.lacks) and it.cover >= best.cover]
        told = [{word[:STEM] for word in words(it.fact.text)} for it in as_good]
        said = [(len(telling & it), len(others & it)) for it in told]
        return _first([as_good[said.index(max(said))]], hit)

    def seeks(self, query: Query) -> bool:
        """Whether *query* asks by a preposition: "from where?", "how often?"."""
        return self._sought(query) is not None

    def of_those(self, before: Query, hit: Hit) -> Hit:
        """*hit*, lacking where "which ones?" of a number, *before*, finds nothing listed by name."""
        ones = hit.query.which and any(word.text in self._ones for word in hit.query.words)
        if not (ones and "how many" in before.asks) or any(word.telling for word in hit.query.words):
            return hit
        if LISTED.search(hit.lead.fact.text):
            return hit
        told = (it for it in hit.facts if self._exemplifying.search(" ".join(words(it.fact.text))))
        return _first([next(told, hit.lead._replace(lacks=(Lack("question", "which"),)))], hit)

    def is_of_it(self, query: Query) -> bool:
        """Whether only the topic itself can tell: since or until when, how much money."""
        sought = self._sought(query)
        return (sought is not None and sought.is_needed) or self._index.cues.of_sort(query) is not None

    def of_exact(self, hit: Hit) -> Hit:
        """*hit*, lacking where only a country or a year is told and it is asked where or when exactly."""
        best = hit.lead
        if not any(asked in f" {hit.query.folded} " for asked in self._exact):
            return hit
        tells = best.indexed.tells
        finer = next((FINER[it] for it in hit.query.asks if it in FINER), None)
        if finer is None or finer.coarse not in tells or not tells.isdisjoint(finer.fine):
            return hit
        return _first([best._replace(lacks=best.lacks or (Lack("question", finer.lacks),))], hit)

    def of_question(self, hit: Hit, before: Query, told: Fact) -> Hit:
        """*hit* with what answers the question *before*, to which a few words add: "and at the start?"."""
        asked = before.asks.keys() - NO_FACT_NEEDED
        stems = {word[:STEM] for word in hit.query.telling}
        says = stems.issubset(word[:STEM] for word in words(hit.lead.fact.text))
        if hit.query.asks or hit.query.which or not asked or says:
            return hit
        as_good = [it for it in hit.facts if not it.lacks and it.cover >= COVERED]
        telling = [it for it in as_good if asked & it.indexed.tells]
        ours = [it for it in telling if it.fact is told]
        return hit if hit.lead in telling else _first((ours or telling)[:1], hit)

    def of_pronoun(self, hit: Hit, told: Fact) -> Hit:
        """*hit* with what was *told* before what answers as well: "that" is the power just spoken of."""
        if not NO_FACT_NEEDED.isdisjoint(hit.query.asks):
            return hit  # how it is, another fact may tell better
        best = hit.lead
        # "After Romania", "3,000 km" and "how much" are told by what says so, however sure the other is.
        turned = any(word.turn or word.turned_from for word in hit.query.words)
        exact = hit.query.asks or turned or hit.asked.numbers
        least = best.cover if exact else min(best.cover, CERTAIN)
        as_good = (it for it in hit.facts if len(it.lacks) == len(best.lacks) and it.cover >= least)
        return _first([it for it in as_good if it.fact is told], hit)

    def _sought(self, query: Query) -> Sought | None:
        """What is asked for by a preposition, which may end the question: "who did he talk *to*?"."""
        if not query.words or (query.which and any(word.sort_asked for word in query.words)):
            return None
        first = next((query.words[places[0]].text for _, places in query.asked_at), "")
        said = f" {query.folded}  {query.words[-1].text} {first} "
        found = (it for it in self._prepositions if any(asked in said for asked in it.asked))
        # "On what occasion" asks when, and not on what.
        return next(
            (it for it in found if query.which or not (it.is_needed and it.before == "anything")), None
        )

    def _tells(self, fact: Fact, sought: Sought) -> bool:
        """Whether *fact* has the preposition before what is asked for."""
        if sought.before == "name":
            return sought.name.search(told_by(fact)) is not None
        found = words(told_by(fact))
        if sought.before == "date" and "within" in sought.told and any(it.within for it in fact.dates):
            return True
        if sought.before == "anything":
            return not sought.told.isdisjoint(found)
        is_it = is_number if sought.before == "length" else self._is_time
        return any(
            word in sought.told and any(map(is_it, found[place + 1 : place + 1 + MOST_BETWEEN]))
            for place, word in enumerate(found)
        )

    def _is_time(self, word: str) -> bool:
        return is_year(word) or self._index.values.is_time(word)


def _speaks(fact: Fact, names: Iterable[str]) -> bool:
    """Whether *fact* names somebody of *names*, be it by the last name alone."""
    last = {found[-1] for name in names if (found := words(name))}
    return not last.isdisjoint(words(told_by(fact)))


def _first(facts: Sequence[FactHit], hit: Hit) -> Hit:
    """*hit* with *facts* of it first."""
    led = [it.indexed for it in facts]
    others: Iterable[FactHit] = (it for it in hit.facts if it.indexed not in led)
    return replace(hit, facts=(*facts, *others))

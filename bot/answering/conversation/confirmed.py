"""Whether what was told is so, of another place or year: "in Samarkand, right?", "so that was in 2024?"."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Fact

from ..finding.asked import Asked
from ..manners import Etiquette
from ..reply import Answer, NoAnswer
from .leaning import Leaning
from .parts import Parts
from .pronouns import places_of
from .turn import Turn


class Confirmed:
    """Tells of a place or year whether it is the one of what was told, which is told again if not."""

    def __init__(self, parts: Parts, leaning: Leaning, etiquette: Etiquette) -> None:
        self._knowledge, self._index, self._interpreter, self._matcher, self._decider = parts
        self._leaning = leaning
        self._etiquette = etiquette

    def reply(self, text: str, turn: Turn) -> Answer | NoAnswer | None:
        """The reply to a guess at a place or year of the last fact; None where *text* guesses at none."""
        entry = turn.topic(self._knowledge) if turn.said == "answer" else None
        said = self._etiquette.asserted(text)
        query = self._interpreter.read(said or text)
        asks = query.asks or query.which or query.listing
        if entry is None or asks or not (said or self._leaning.refers_back(query)):
            return None
        asked = self._interpreter.asked_by(query)
        told = turn.told(entry)
        guessed = self._guessed(asked, told)
        hit = self._matcher.look_at(entry, asked)
        ours = next(it for it in hit.facts if it.fact is told)
        missing = {at for it in ours.missing(asked) for at in it.places}
        if not guessed or missing - guessed:
            return None
        led = replace(hit, facts=(ours, *(it for it in hit.facts if it is not ours)))
        return replace(self._decider.said(led), query=text, read_as=turn.query)

    def _guessed(self, asked: Asked, told: Fact) -> set[int]:
        """The places in a question of a place or number, where what was *told* has one of that sort."""
        is_place = self._index.concepts.is_place
        named = asked.meanings if places_of(told) else ()
        dated = any(it.dated for it in told.dates) or bool(told.occasion and told.occasion.date)
        numbers = {at for at, word in enumerate(asked.query.words) if word.is_number} if dated else set()
        return numbers.union(*(it.places for it in named if any(map(is_place, it.must))))

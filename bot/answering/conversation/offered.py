"""What is picked of what the last reply offered, and what is asked of it: "2", "where is the second one?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.fold import fold
from knowledge.questions import Questions

from ..decide import WHOLE_NAME
from ..finding.account import COVERED
from ..finding.asked import Asked
from ..finding.match import Hit
from ..manners import Etiquette
from ..reply import Answer, Listing, NoAnswer, Reply
from .leaning import Leaning
from .parts import Parts
from .same_topic import SameTopic
from .turn import MOST_OPTIONS, Option, Turn

MOST_ROWS = 999
"""The largest number that may be meant of a row: what is larger is rather a year."""

_WORDS = re.compile(r"\w+")


class Offered:
    """Opens what was offered by number or name, and asks of it."""

    def __init__(
        self,
        parts: Parts,
        etiquette: Etiquette,
        questions: Questions,
        leaning: Leaning,
        same_topic: SameTopic,
        ask: Callable[[str], Reply],
    ) -> None:
        self._knowledge, _, self._interpreter, self._matcher, self._decider = parts
        self._etiquette = etiquette
        self._ones = frozenset(map(fold, questions.ones))
        self._leaning = leaning
        self._same_topic = same_topic
        self._ask = ask

    def reply(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what picks one of the options of *turn*, or asks of one; None for anything else."""
        picks = self._etiquette.picked(text, MOST_ROWS) is not None
        options = self._options(turn) if picks else turn.options
        picked = self._etiquette.picked(text, len(options))
        # What is related to an answer has numbers too, but "the second" and "the 2nd" may be another thing.
        number = any(word.isdigit() for word in _WORDS.findall(text))
        if picked is not None and (turn.said != "answer" or turn.offers or number):
            return self._opened(text, turn, options[picked])
        if picks and picked is None and text.strip().isdecimal() and _is_of_offered(turn):
            what = "choice" if turn.said == "choices" else "row"
            told = f"there are {len(options)} {what}s" if len(options) > 1 else f"there is 1 {what}"
            return NoAnswer(text, "unreadable", problem=f"{told}: type the number of one")
        return (
            self._called_one(text, turn)
            or self._asked_of_an_option(text, turn)
            or self._asked_of_a_row(text, turn)
            or self._asked_of_the_only_one(text, turn)
        )

    def _options(self, turn: Turn) -> Sequence[Option]:
        """What *turn* offered, with the rows beyond those that it keeps."""
        listed = self._ask(turn.query) if len(turn.options) == MOST_OPTIONS and turn.query else None
        rows = Option.rows(listed) if isinstance(listed, Listing) else ()
        return rows if rows[:MOST_OPTIONS] == turn.options else turn.options

    def _opened(self, text: str, turn: Turn, option: Option) -> Answer | None:
        entry = self._knowledge.by_id.get(option.entry)
        if entry is None:
            return None
        lead = entry.told[min(option.fact, len(entry.told) - 1)]
        facts = (lead, *(fact for fact in entry.told if fact is not lead))
        # After a row of a listing "and 2026?" still means the listing.
        read_as = turn.query if (turn.said == "listing" or turn.offers) and turn.query else entry.title
        # From what is beside an answer people go on to what is beside the next: that has the numbers now.
        is_beside = turn.said == "answer" and not turn.offers
        told = self._decider.told(text, entry, facts, chosen=True)
        return replace(told, read_as=read_as, picked_from=() if is_beside else _all(turn))

    def _called_one(self, text: str, turn: Turn) -> Answer | None:
        """The row of the last list that has most of what *text* says: "the one with the UN body".

        So has, after a row was picked, "and Istanbul?".
        """
        before = self._interpreter.read(turn.query)
        only_picked = turn.offers and not (before.asks or before.which)
        joined = self._etiquette.joined(text) if only_picked else None
        asked = self._interpreter.asked(joined or text)
        query = asked.query
        if query.asks or query.which or self._leaning.refers_back(query):
            return None
        is_one = turn.said == "listing" and any(word.text in self._ones for word in query.words)
        if not (is_one or joined):
            return None
        places = [it.places[0] for it in asked.telling if not it.is_number]
        has = [self._covered(option, asked, places) for option in turn.options]
        best = [at for at, many in enumerate(has) if many and many == max(has)]
        # One passage may tell of two of them.
        told = {(turn.options[at].entry, turn.options[at].fact) for at in best}
        return self._opened(text, turn, turn.options[best[0]]) if len(told) == 1 else None

    def _covered(self, option: Option, asked: Asked, places: Sequence[int]) -> int:
        """How many of the words at *places* the fact of an option has."""
        hit = self._looked_at(option, asked)
        return sum(hit.lead.covered[place] >= COVERED for place in places) if hit else 0

    def _asked_of_an_option(self, text: str, turn: Turn) -> Reply | None:
        """The reply to a question about one of what was offered: "where is the second one?"."""
        offered = _is_of_offered(turn)
        picked = self._etiquette.picked_within(text, len(turn.options)) if offered else None
        opened = self._opened(text, turn, turn.options[picked[0]]) if picked else None
        if picked is None or opened is None:
            return None
        query = self._interpreter.read(picked[1])
        if not (query.asks or any(word.telling for word in query.words)):
            return opened
        found = self._same_topic.reply(picked[1], replace(Turn.of(opened), query=opened.entry.title))
        return replace(found, query=text) if isinstance(found, Answer | NoAnswer) else None

    def _asked_of_a_row(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what is asked of the only row of the last list it names: "when is the big one?"."""
        asked = self._interpreter.asked(text)
        named = [it.places[0] for it in asked.telling if not asked.query.words[it.places[0]].vague]
        if turn.said != "listing" or not (named and (asked.query.asks or asked.query.which)):
            return None
        rows = [hit for it in turn.options if (hit := self._named_row(it, asked, named))]
        best = next(iter(self._matcher.find(asked)), None)
        if len(rows) != 1 or (best and best.typed_name >= WHOLE_NAME and best.entry is not rows[0].entry):
            return None
        (row,) = rows
        if not row.lead.lacks:
            picked = any(word.text in self._ones for word in asked.query.words)
            return replace(self._decider.answer(row), picked_from=_all(turn) if picked else ())
        found = self._same_topic.reply(text, Turn(row.entry.title, "answer", row.entry.id))
        return found if isinstance(found, Answer) else None

    def _asked_of_the_only_one(self, text: str, turn: Turn) -> Answer | None:
        """What the only row of the last list answers to a question of it: "what was agreed there?"."""
        query = self._interpreter.read(text)
        if turn.said != "listing" or len(turn.options) != 1 or not self._leaning.refers_back(query):
            return None
        opened = self._opened(text, turn, turn.options[0])
        if opened is None or not (query.asks or any(word.telling for word in query.words)):
            return None
        found = self._same_topic.reply(text, replace(Turn.of(opened), query=opened.entry.title))
        return found if isinstance(found, Answer) else None

    def _named_row(self, option: Option, asked: Asked, places: Sequence[int]) -> Hit | None:
        """What an option has of a question, where its fact has what stands at all *places*."""
        hit = self._looked_at(option, asked)
        return hit if hit and all(hit.lead.covered[place] >= COVERED for place in places) else None

    def _looked_at(self, option: Option, asked: Asked) -> Hit | None:
        """What an option has of a question, led by its fact."""
        entry = self._knowledge.by_id.get(option.entry)
        if entry is None or option.fact >= len(entry.told):
            return None
        hit = self._matcher.look_at(entry, asked)
        return hit.led_by(next(it for it in hit.facts if it.fact is entry.told[option.fact]))


def _is_of_offered(turn: Turn) -> bool:
    """Whether a number means one of several that were offered, or one was just picked of them."""
    return turn.said in ("listing", "choices") or turn.offers


def _all(turn: Turn) -> tuple[tuple[str, int], ...]:
    """What was offered, from which others may still be picked."""
    return tuple((it.entry, it.fact) for it in turn.options)

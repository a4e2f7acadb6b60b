"""What turns from the last topic to another one, or to a part of it, and leaves the question as it was."""

from __future__ import annotations

from knowledge.fold import words
from knowledge.model import Entry

from ..decide import CERTAIN, NAMED, WHOLE_NAME
from ..finding.account import COVERED
from ..finding.indexed import told_by
from ..reply import Answer, NoAnswer, Reply
from ..words.query import Query
from .carried import Carried
from .leaning import Leaning
from .nearby import likeliest
from .parts import Parts
from .pronouns import Pronouns
from .same_topic import SameTopic
from .turn import Turn


class OtherTopic:
    """Finds what is meant beside the last topic: "the other summit", "and about noise?"."""

    def __init__(
        self,
        parts: Parts,
        leaning: Leaning,
        pronouns: Pronouns,
        same_topic: SameTopic,
    ) -> None:
        self._knowledge, self._index, self._interpreter, self._matcher, self._decider = parts
        self._leaning = leaning
        self._pronouns = pronouns
        self._same_topic = same_topic

    def asked_of(self, named: str, query: Query, turn: Turn) -> Reply | None:
        """The reply to *query* about what is *named* just before: a topic, or what topics tell of."""
        hits = self._matcher.find(self._interpreter.asked(named))
        best = likeliest(hits, turn.topic(self._knowledge))
        last = next((it for it in hits if it.entry.id == turn.entry), None)
        if last is not None and last.cover >= CERTAIN and (best is None or best.name < WHOLE_NAME):
            best = last  # "and the Geneva one, when was that?" is asked of one of its facts
        if best is not None and (best is last or best.name >= NAMED):
            fact = best.entry.told.index(best.lead.fact)
            found = self._same_topic.reply(query.text, Turn(named, "answer", best.entry.id, fact))
            # What "they" signed may be told of others, who are not named here.
            if isinstance(found, Answer) and not set(words(named)).isdisjoint(words(told_by(found.facts[0]))):
                return found
        return self._pronouns.asked_anew(query, self._leaning.pronouns(query)[0], named)

    def others_named(self, text: str, turn: Turn) -> list[Entry]:
        """The topics but the last one that *text* is a name of; none where it is what each may have."""
        asked = self._interpreter.asked(text)
        if any(self._index.concepts.detail(term) for it in asked.meanings for term in it.must):
            return []
        hits = self._matcher.find(asked)
        # "And the area?" is asked of what is called so, and not of what is called "Areas of cooperation".
        whole = [it for it in hits if it.name >= WHOLE_NAME]
        named = whole or [it for it in hits if it.name >= NAMED]
        is_own = any(it.entry.id == turn.entry for it in (*hits[:1], *named[:1]))
        return [] if is_own else [it.entry for it in named]

    def swapped(self, found: Answer, carried: Carried, turn: Turn) -> Answer | NoAnswer:
        """*found*, where it accounts for what stays of the last question; else that the last topic lacks it.

        What Hungary gives is no answer to "and Hungary?" after "what did Turkmenistan become?".
        """
        entry = turn.topic(self._knowledge)
        asked = self._interpreter.asked(carried.asked)
        hit = self._matcher.look_at(found.entry, asked)
        kept = [place for place in carried.kept if asked.query.words[place].telling]
        if (
            entry is None
            or not kept
            or any(it.covered[place] >= COVERED for it in hit.facts for place in kept)
        ):
            return found
        last = self._matcher.look_at(entry, asked)
        return self._decider.not_stated(last)

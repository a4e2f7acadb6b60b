"""What turns from the last topic to another one, or to a part of it, and leaves the question as it was."""

from __future__ import annotations

from dataclasses import replace

from knowledge.fold import fold, words
from knowledge.model import Entry
from knowledge.questions import Questions

from ..decide import CALLED_SO, CERTAIN, MOST_CHOICES, NAMED, WHOLE_NAME
from ..finding.account import COVERED
from ..finding.indexed import told_by
from ..reply import Answer, Choice, Choices, NoAnswer, Reply
from ..words.query import Query
from .carried import Carried
from .leaning import Leaning
from .nearby import AS_LIKELY, likeliest
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
        questions: Questions,
    ) -> None:
        self._knowledge, self._index, self._interpreter, self._matcher, self._decider = parts
        self._leaning = leaning
        self._pronouns = pronouns
        self._same_topic = same_topic
        self._another = frozenset(map(fold, questions.another))

    def narrowed(self, text: str, turn: Turn) -> Answer | None:
        """The last answer again, where its fact has what *text* adds to the question: "and about noise?"."""
        entry = turn.topic(self._knowledge)
        added = self._interpreter.read(text)
        if added.words and added.words[0].telling and self.others_named(text, turn):
            return None
        if entry is None or turn.said != "answer" or added.asks or not turn.query:
            return None
        asked = self._interpreter.asked(f"{turn.query} {text}")
        hit = self._matcher.look_at(entry, asked)
        ours = next(it for it in hit.facts if it.fact is turn.told(entry))
        # The text, as a quote may list much more.
        said = frozenset(words(ours.fact.text))
        telling = [word.text for word in added.words if word.telling]
        if asked.named or ours.lacks or not telling or not said.issuperset(telling):
            return None
        others = (it for it in hit.facts if it is not ours)
        answer = self._decider.answer(replace(hit, facts=(ours, *others)))
        return replace(answer, query=text, read_as=turn.query)

    def another(self, text: str, turn: Turn) -> Answer | Choices | None:
        """What else than the last topic is called so: "the other summit"; None where nothing is."""
        entry = turn.topic(self._knowledge)
        query = self._interpreter.read(text)
        rest = [word.text for word in query.words if word.text not in self._another]
        asks = query.asks or query.which or query.closed or query.listing
        if entry is None or asks or len(rest) == len(query.words):
            return None
        telling = [word.text for word in self._interpreter.read(" ".join(rest)).words if word.telling]
        asked = self._interpreter.asked(" ".join(telling) or entry.name.split()[-1])
        hits = [it for it in self._matcher.find(asked) if it.entry is not entry]
        called = [it for it in hits if it.typed_name >= CALLED_SO and not it.lacks]
        clear = len(telling) > 1 and len(called) > 1 and called[0].score - called[1].score > AS_LIKELY
        if len(called) == 1 or clear:
            return self._decider.answer(called[0])
        choices = (Choice(it.entry, it.facts_in_order, it.score) for it in called[:MOST_CHOICES])
        return Choices(text, tuple(choices)) if called else None

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

"""What is meant by another of what was told: "no, the *other* corridor", "how long is the other one?"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from knowledge.fold import fold, words
from knowledge.model import Entry
from knowledge.questions import Questions

from ..finding.match import Hit
from ..manners import Etiquette
from ..reply import Answer, Listing, NoAnswer, Reply
from ..words.phrases import Phrases
from .parts import Parts
from .turn import Turn

MOST_OTHERS = 3
"""Topics of which one may be meant: where more are called so, "the other" means none of them."""


class Others:
    """Asks of what shares a noun of its name with the last topic, or was offered beside it."""

    def __init__(
        self, parts: Parts, etiquette: Etiquette, questions: Questions, ask: Callable[[str], Reply]
    ) -> None:
        self._knowledge, _, self._interpreter, self._matcher, self._decider = parts
        self._etiquette = etiquette
        self._the_other = Phrases(questions.the_other)
        self._ones = frozenset(map(fold, questions.ones))
        self._ask = ask

    def reply(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what is asked of "the other" of something; None where nothing else is called so."""
        entry = turn.topic(self._knowledge)
        said = self._etiquette.corrected(text) or text
        written = [word.text for word in self._interpreter.read(said).words]
        at, behind = next(self._the_other.within(written), (0, len(written)))
        if entry is None or behind == len(written):
            return None
        hits = [*self._others(written[behind], entry, turn)]
        if not 0 < len(hits) <= MOST_OTHERS:
            return None
        rest = [*written[:at], *written[behind + 1 :]]
        if len(hits) > 1:
            more = self._interpreter.read(" ".join(rest))
            which = not more.asks and any(word.telling for word in more.words)
            return None if which else self._decider.choices(text, hits)  # "the other fund. the big one"
        (other,) = hits
        if not rest:
            return self._decider.told(text, other.entry, other.facts_in_order, chosen=True)
        asked = " ".join((*written[:at], other.entry.name, *written[behind + 1 :]))
        found = self._ask(asked)
        if not isinstance(found, Answer | Listing | NoAnswer):
            return None
        return replace(found, query=text, read_as=asked)

    def _others(self, noun: str, entry: Entry, turn: Turn) -> Iterator[Hit]:
        """What is called by *noun* beside *entry*, or what else was offered, where that is "one"."""
        asked = self._interpreter.asked(noun)
        if noun in self._ones:
            offered = dict.fromkeys(it.entry for it in turn.options) if turn.offers else {}
            others = (self._knowledge.by_id.get(it) for it in offered if it != entry.id)
            yield from (self._matcher.look_at(it, asked) for it in others if it is not None)
        elif _is_a(noun, entry):
            found = (it for it in self._matcher.find(asked) if _is_a(noun, it.entry))
            yield from (it for it in found if it.entry is not entry)


def _is_a(noun: str, entry: Entry) -> bool:
    """Whether the name of *entry* is that of a *noun*, but for what stands in brackets behind it."""
    return words(entry.title.partition(" (")[0])[-1:] == [noun]

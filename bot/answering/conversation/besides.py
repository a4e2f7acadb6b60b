"""What is asked beside what was told: "who else?", "anywhere else?", "what else did he say?"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from knowledge.fold import words
from knowledge.model import Entry, Fact, Question
from knowledge.questions import Questions

from ..finding.demands import Lack
from ..finding.indexed import told_by
from ..reply import Answer, Listing, NoAnswer, Reply
from .leading import LISTED
from .leaning import Leaning
from .parts import Parts
from .pronouns import Pronouns, acting, places_of
from .turn import Turn


class Besides:
    """Asks the same without "else", and tells what was not told, or what was told of several."""

    def __init__(
        self,
        parts: Parts,
        leaning: Leaning,
        pronouns: Pronouns,
        questions: Questions,
        ask: Callable[[str], Reply],
        follow: Callable[[str, Turn], Reply | None],
    ) -> None:
        """*follow* reads what is left of a question without "else"."""
        self._knowledge, self._index, self._interpreter = parts.knowledge, parts.indexed, parts.interpreter
        self._leaning = leaning
        self._pronouns = pronouns
        self._else: Mapping[str, str] = {
            " ".join(words(phrase)): asked
            for asked, phrases in questions.besides.items()
            for phrase in phrases
        }
        """What each phrase with "else" asks without it."""
        self._everything = next(iter(questions.listing), "")
        self._ask = ask
        self._follow = follow

    def reply(self, text: str, turn: Turn) -> Reply | None:
        """The reply to a question with "else"; None for any other."""
        entry = turn.topic(self._knowledge)
        asked = self._without_else(text)
        if entry is None or asked is None:
            return None
        told = turn.told(entry)
        query = self._interpreter.read(asked)
        if not (query.asks or any(it.telling and not it.vague for it in query.words)):
            return self._all_of_somebody(text, entry, told) if self._leaning.people(query) else None
        found = self._follow(asked, turn)
        if found is None or (isinstance(found, Answer) and found.entry is entry):
            found = self._of_what_is_named(asked, told) or found
        again = isinstance(found, Answer) and found.facts[0] is told and (query.asks or query.which)
        if not again or LISTED.search(f"{told.text} {told.quote}"):
            return replace(found, query=text) if isinstance(found, Answer | Listing | NoAnswer) else None
        ask = next(iter(query.asks), None)
        others = (it for it in entry.told if ask and self._tells_more(entry, it, told, ask))
        other = next(others, None)
        if other is not None and isinstance(found, Answer):
            rest = (it for it in found.facts if it is not other)
            return replace(found, query=text, facts=(other, *rest))
        return NoAnswer(text, "not_stated", entry, (told,), (Lack("question", ask or "that"),), read_as=asked)

    def _of_what_is_named(self, asked: str, told: Fact) -> Listing | None:
        """All that is told of a name that *told* has too: "what else was *in Istanbul*?"."""
        names = {word for it in self._interpreter.asked(asked).named for word in words(it.text)}
        found = self._ask(asked) if names and names.issubset(words(told_by(told))) else None
        return found if isinstance(found, Listing) else None

    def _without_else(self, text: str) -> str | None:
        """*text* with a question word in place of one with "else"; None where it has none."""
        written = f" {' '.join(words(text))} "
        phrase = max((it for it in self._else if f" {it} " in written), key=len, default=None)
        return written.replace(f" {phrase} ", f" {self._else[phrase]} ", 1).strip() if phrase else None

    def _all_of_somebody(self, text: str, entry: Entry, told: Fact) -> Reply | None:
        """All that is told of whom "he" stands for: what else somebody said is more than one topic."""
        found = (self._ask(f"{self._everything} {name}") for name in self._pronouns.people(entry, told))
        first = next((it for it in found if isinstance(it, Answer | Listing)), None)
        return replace(first, query=text, read_as=first.query) if first else None

    def _tells_more(self, entry: Entry, fact: Fact, told: Fact, ask: Question) -> bool:
        """Whether *fact* answers what was asked too, and names somebody or a place that *told* does not."""
        indexed = next(it for it in self._index.of(entry).facts if it.fact is fact)
        named = acting(fact) if ask == "who" else places_of(fact)[:1]
        said = f"{told.text} {told.quote}"
        return fact is not told and ask in indexed.answers and any(name not in said for name in named)

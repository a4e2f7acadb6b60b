"""Whether a fact says of what is asked who does it that somebody does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from knowledge.fold import words
from knowledge.model import Does

from .account import COVERED
from .asked import Asked
from .index import Index
from .indexed import IndexedFact
from .meaning import Meaning

IN_OTHER_WORDS: frozenset[Does] = frozenset(("chairs", "initiated"))
"""What one word for it says as well as another: who "runs" a clinic leads it."""

STEM = 4
"""Letters by which forms of a verb are alike: "signed", "signing"."""


class Deeds:
    """Reads facts for who does what is *asked* who does."""

    def __init__(self, asked: Asked, index: Index) -> None:
        self._asked = asked
        self._index = index
        # Of who proposed or joined, a typed role alone tells.
        is_sure = "who" in asked.query.asks and asked.relations <= IN_OTHER_WORDS
        of_role = next(iter(asked.relation_at), None) if is_sure else None
        self._done_at = of_role if asked.done_at is None else asked.done_at
        """The place of what it is asked who does."""

    def is_done_otherwise(self, fact: IndexedFact) -> bool:
        """Whether it is asked who did what happens on a day, and *fact* has but a like of it, done by nobody.

        Those of whom an agreement was initialed have not signed it, though that tells when it was.
        """
        of_when = self._index.cues.of_when
        done = next((it for it in self._asked.demands if self._asked.done_at in it.meaning.places), None)
        if done is None or done.lack.sort != "detail" or done.lack.text not in of_when:
            return False
        # "The signing" too, as it may be asked in another language.
        stems = tuple(it[:STEM] for it in (done.meaning.text, words(done.lack.text)[-1]))
        said = any(word.startswith(stems) for word in words(fact.fact.text))
        return not (said or self._index.doers.names_one(fact.fact))

    def is_done_by_others(self, fact: IndexedFact, agent: Meaning) -> bool:
        """Whether *fact* types who does what is asked of an *agent*, and that is somebody else."""
        names = (agent.text, *map(self._index.text, agent.terms))
        return self._index.agents.are_others(fact.fact.roles, self._asked.relations, names)

    def is_done(self, fact: IndexedFact, covered: Sequence[float]) -> bool:
        """Whether *fact* says of somebody that they do what it is asked who does: "who *insures* it?"."""
        place = self._done_at
        if place is None or covered[place] < COVERED:
            return False
        senses = self._asked.senses

        def says(word: str) -> bool:
            number = self._index.vocabulary.id(word)
            terms = () if number is None else self._index.concepts.alike(number)
            covers = chain.from_iterable(senses[term].covers.items() for term in terms if term in senses)
            return any(at == place and it >= COVERED for at, it in covers)

        return self._index.doers.tells(fact.fact, says)

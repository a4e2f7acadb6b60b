"""What a typed word may stand for, whatever stands around it, and how much it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from knowledge.fold import is_number

from ..recent import Recent
from ..words.concepts import Term
from ..words.everyday import is_everyday
from ..words.roles import Roles
from ..words.spelling import american
from ..words.vocabulary import SHORTEST_SWAPPED, forms_of_short
from .index import Index

SAME_MEANING = 0.85
"""What a word of the same meaning counts beside the word itself."""

READ_AS = 0.8
"""Likeness from which a typed word is taken for a name or detail, which an answer then must have."""

DETAIL_AS = 0.9
"""The same for a person, and for a detail where it is another word: to compete is not to complete."""

LONGEST_EXACT = 5
"""Letters up to which a name or detail must be typed exactly: "общего" is not OSCE."""

COMMON_WEIGHT = 0.4
"""What the commonest telling word counts beside one that is in no entry at all."""

UNKNOWN_WEIGHT = 0.7
"""What a word counts that the knowledge has not, beside its rarest one: it may be anything, a topic or not.

Of five texts one gains 3 of 100 right answers at 0.6, for 4 in 1,000 more near misses that are answered;
at 0.45 a third more of them are, at 0.3 twice as many.
"""

SHORTEST_UNFINISHED = 3
"""Letters from which a last word may still be being typed."""

SHORTEST_JOINED = 6
"""Letters from which two words typed apart are tried as one with a typo."""

SHORTEST_SPLIT = 6
SHORTEST_PART = 3
"""Letters from which an unknown word is tried as several, and the letters each of them must have."""

LINK = "s"
"""The letter that German puts between two parts: "Verkehrskorridor"."""

LONGEST_SPLIT = 64
"""Letters up to which it is: all ways to cut a word are tried, and nobody writes more words as one."""

SPLIT = 0.9
"""Likeness of words that were written as one."""

LEAST_COMPLETED = 0.7
"""What an unfinished word counts at least; the rest grows with the share that is typed."""

SAME_LETTERS = 4
"""Letters that the forms of an English word have in common at the least."""

MOST_KEPT = 8_192
"""Words whose reading is kept: people use few words, and looking for typos takes most of the time."""


class Reading(NamedTuple):
    """What a word may stand for, whatever stands around it."""

    terms: Mapping[Term, float]
    tells: float
    must: frozenset[Term]


class Senses:
    """The terms of typed words, by the words and concepts of an index."""

    def __init__(self, index: Index, roles: Roles) -> None:
        self._index = index
        self._roles = roles
        self._kept = Recent[tuple[str, bool], Reading](MOST_KEPT)

    def of(self, word: str, *, unfinished: bool) -> Reading:
        """What a folded word may stand for; one that is *unfinished* may go on as a known word."""
        unfinished = unfinished and self._may_go_on(word)
        kept = self._kept.get((word, unfinished))
        if kept is None:
            terms = self._terms(word, unfinished=unfinished)
            kept = Reading(terms, self._weight(terms), self.must(word, terms))
            self._kept[word, unfinished] = kept
        return kept

    def of_run(self, run: Sequence[str], *, typos: bool) -> dict[Term, float]:
        """What the words of a *run* may stand for as one, perhaps with *typos*.

        English words are only themselves, whatever they sound like together: who opened has not penned.
        """
        joined = "".join(run)
        vocabulary = self._index.vocabulary
        exact = vocabulary.id(joined)
        if exact is not None:
            same = american(vocabulary.word(exact)) == american(joined)
            return self.with_concepts({exact: 1.0}) if same or not all(map(is_everyday, run)) else {}
        if typos and len(joined) >= SHORTEST_JOINED:
            likely = vocabulary.inflected(joined)
            raise_to(likely, {} if is_everyday(joined) else vocabulary.misspelt(joined, errors=1))
            return self.with_concepts(likely)
        return {}

    def _terms(self, word: str, *, unfinished: bool) -> dict[Term, float]:
        """The terms that *word* may stand for, and how likely each is, up to 1."""
        vocabulary = self._index.vocabulary
        exact = vocabulary.id(word)
        likely: dict[int, float] = {} if exact is None else {exact: 1.0}
        if not is_number(word):
            raise_to(likely, self._inflected(word))
            surely = exact is not None and (self._leads(exact) or len(word) == SHORTEST_SWAPPED)
            if not surely or self._only_sounds_alike(word, exact):
                raise_to(likely, self._misspelt(word))
            if unfinished:
                for number, typed in vocabulary.completions(word).items():
                    raise_to(likely, {number: LEAST_COMPLETED + (1 - LEAST_COMPLETED) * typed})
            if not likely and word in self._index.compounds:
                parts = map(vocabulary.id, self._index.compounds[word])
                likely = {part: SPLIT for part in parts if part is not None}
            if not likely and SHORTEST_SPLIT <= len(word) <= LONGEST_SPLIT:
                likely = self._split(word)
        return self.with_concepts(likely)

    def _may_go_on(self, word: str) -> bool:
        """Whether a word that may still be being typed is none as it stands, and known words begin so."""
        vocabulary = self._index.vocabulary
        if len(word) < SHORTEST_UNFINISHED or vocabulary.id(word) is not None:
            return False
        return not (is_number(word) or is_everyday(word)) and bool(vocabulary.completions(word))

    def _inflected(self, word: str) -> dict[int, float]:
        """The known words of which *word* is a form; one that is English begins with their letters.

        By sound alone "puppy" is a form of "pupil", as "Kaschgar" is one of "Kashgari".
        """
        vocabulary = self._index.vocabulary
        found = vocabulary.inflected(word)
        short = frozenset(forms_of_short(word))
        others = ((it, vocabulary.word(it)) for it in found)
        strange = [it for it, other in others if not (other in short or _begin_alike(other, word))]
        if not strange or not is_everyday(word):
            return found
        return {number: likeness for number, likeness in found.items() if number not in strange}

    def _misspelt(self, word: str) -> dict[int, float]:
        """The known words that *word* may be with typos; none where it is a word as it stands."""
        return {} if is_everyday(word) else self._index.vocabulary.misspelt(word)

    def _only_sounds_alike(self, word: str, number: int | None) -> bool:
        """Whether *word* is no English word and only sounds like the known one: "cras" is no crash."""
        if number is None or len(word) <= SHORTEST_SWAPPED or self._index.vocabulary.word(number) == word:
            return False
        return not is_everyday(word)

    def _leads(self, number: int) -> bool:
        """Whether a known word is surely meant: it stands in the knowledge, or names something.

        Others are known only as a part of phrases, or from one of many languages.
        """
        concepts = self._index.concepts
        return number in self._index.postings or any(
            concepts.is_name(concept) or concepts.detail(concept) for concept in concepts.of(number)
        )

    def _split(self, word: str) -> dict[int, float]:
        """The known words that were written as one, each in full; empty where there are none.

        One that is English as it stands is none of them, unless they are a name: "handbook".
        """
        known = self._index.vocabulary.id
        # For each place, the words that end there, from the fewest.
        ways: list[tuple[int, ...] | None] = [()] + [None] * len(word)
        for end in range(SHORTEST_PART, len(word) + 1):
            for start in range(end - SHORTEST_PART + 1):
                before, number = ways[start], known(word[start:end])
                if number is None and start and word[start] == LINK and end - start > SHORTEST_PART:
                    number = known(word[start + 1 : end])
                better = ways[end] is None or (before is not None and len(before) + 1 < len(ways[end] or ()))
                if before is not None and number is not None and better and self._is_part(number):
                    ways[end] = (*before, number)
        whole = ways[-1] or ()
        apart = " ".join(map(self._index.vocabulary.word, whole))
        if is_everyday(word) and self._index.entry_called(apart) is None:  # "campsite" is the camp site
            return {}
        return dict.fromkeys(filter(self._is_said, whole), SPLIT)

    def _is_part(self, number: int) -> bool:
        """Whether a known word may be one of several written as one: "work", "from" and "home"."""
        return self._is_said(number) or self._roles.chats(self._index.vocabulary.word(number))

    def _is_said(self, number: int) -> bool:
        """Whether an entry says a known word, or what a long one means: the "Potenzial" of the wind."""
        postings = self._index.postings
        if number in postings:
            return True
        long = len(self._index.vocabulary.word(number)) >= SAME_LETTERS
        return long and not self._index.concepts.of(number).isdisjoint(postings)

    def with_concepts(self, likely: dict[int, float]) -> dict[Term, float]:
        """*likely* words, and the concepts that they stand for."""
        terms: dict[Term, float] = dict(likely)
        for number, likeness in likely.items():
            raise_to(terms, dict.fromkeys(self._index.concepts.of(number), likeness * SAME_MEANING))
        return terms

    def _weight(self, terms: Mapping[Term, float]) -> float:
        """How much it counts that a word is accounted for, up to 1: rare words tell more."""
        if self._index.postings.keys().isdisjoint(terms):
            return UNKNOWN_WEIGHT
        best = max(terms.values(), default=0.0) - (1 - SAME_MEANING)
        # A form that is only known from elsewhere makes a word no rarer: "суммы" says nothing of summits.
        rarity = max(
            (
                self._index.weights[term]
                for term, likeness in terms.items()
                if likeness >= best and term in self._index.postings
            ),
            default=self._index.rarest,
        )
        return COMMON_WEIGHT + (1 - COMMON_WEIGHT) * rarity / self._index.rarest

    def must(self, word: str, terms: Mapping[Term, float]) -> frozenset[Term]:
        """The names and details among *terms*, where the word is hardly anything else."""
        sure = READ_AS if len(word) > LONGEST_EXACT else 1.0
        best = max(sure, *terms.values(), 0.0) * SAME_MEANING
        surer = max(best, DETAIL_AS * SAME_MEANING)
        concepts = self._index.concepts
        found = frozenset(
            term
            for term, likeness in terms.items()
            if (concepts.is_name(term) and likeness >= (surer if concepts.is_person(term) else best))
            or (concepts.detail(term) and likeness >= (surer if is_everyday(word) else best))
        )
        postings = self._index.postings
        if 1.0 in terms.values() or not postings.keys().isdisjoint(found):
            return found
        # With a typo it may be "laundry", which is there, as well as London, which is not.
        other = any(likeness >= best for term, likeness in terms.items() if term in postings)
        return frozenset() if other else found


def _begin_alike(word: str, other: str) -> bool:
    """Whether the first letters of two words are the same, or one begins with the other: "dog" and "dogs"."""
    return word.startswith(other[:SAME_LETTERS]) or other.startswith(word[:SAME_LETTERS])


def raise_to(likely: dict[int, float], others: Mapping[int, float]) -> None:
    """Take every value of *others* that is higher."""
    for key, value in others.items():
        if likely.get(key, 0.0) < value:
            likely[key] = value

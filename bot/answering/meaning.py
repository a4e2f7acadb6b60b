"""What the words of a query may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from knowledge.fold import is_number

from .concepts import LONGEST_PHRASE, Term
from .everyday import is_everyday, respelt
from .index import Index
from .query import Query, Reader, Word
from .recent import Recent

SAME_MEANING = 0.85
"""What a word of the same meaning counts beside the word itself."""

READ_AS = 0.8
"""Likeness from which a typed word is taken for a name or detail, which an answer then must have."""

DETAIL_AS = 0.9
"""The same for a detail or person: to compete is not to complete, and "putting" is not Putin."""

LONGEST_EXACT = 5
"""Letters up to which a name or detail must be typed exactly: "общего" is not OSCE."""

COMMON_WEIGHT = 0.4
"""What the commonest telling word counts beside one that is in no entry at all."""

UNKNOWN_WEIGHT = 0.7
"""What a word counts that the knowledge has not, beside its rarest one: it may be anything, a topic or not.

Of five texts one gains 3 of 100 right answers at 0.6, for 4 in 1,000 more near misses that are answered;
at 0.45 a third more of them are, at 0.3 twice as many.
"""

VAGUE_WEIGHT = 0.2
"""What a word that seldom decides counts beside others.

Swept with the numbers of `respond`: right answers and right refusals are most between 0.15 and 0.25.
"""

SHORTEST_UNFINISHED = 3
"""Letters from which a last word may still be being typed."""

SHORTEST_MENDED = 4
"""Letters from which a word may be a small one with a typo: "ants" is not "wants", but "wiht" is "with"."""

SHORTEST_JOINED = 6
"""Letters from which two words typed apart are tried as one with a typo."""

SHORTEST_SPLIT = 6
SHORTEST_PART = 3
"""Letters from which an unknown word is tried as several, and the letters each of them must have."""

SHORTEST_RESPELT = 5
"""Letters from which a word that nothing is like is tried as another English word with a typo."""

LONGEST_SPLIT = 64
"""Letters up to which it is: all ways to cut a word are tried, and nobody writes more words as one."""

SPLIT = 0.9
"""Likeness of words that were written as one."""

LEAST_COMPLETED = 0.7
"""What an unfinished word counts at least; the rest grows with the share that is typed."""


MOST_ENGLISH = 0.34
"""Share of English words up to which a question is taken to be in another language."""

SAME_LETTERS = 4
"""Letters that the forms of an English word have in common at the least."""

LONGEST_SUBJECT = 5
"""Words of the longest name of what a source is about."""

MOST_KEPT = 8_192
"""Words whose reading is kept: people use few words, and looking for typos takes most of the time."""


class Reading(NamedTuple):
    """What a word may stand for, whatever stands around it."""

    terms: Mapping[Term, float]
    tells: float
    must: frozenset[Term]


class Meaning(NamedTuple):
    """A word of the query, or several written as one, and the terms it may stand for."""

    text: str
    places: tuple[int, ...]
    """Which words of the query it is."""
    terms: Mapping[Term, float]
    """Each term it may stand for, and how likely that is, up to 1."""
    weight: float
    """How telling the word is; 0 for words that only ask or chat, and for several words as one."""
    mass: float
    """The weight of all words that it was written with."""
    tells: float = 0.0
    """How well the word tells facts of one entry apart: its weight, if it were not vague."""
    must: frozenset[Term] = frozenset()
    """Terms of which an answer must have one: the place, body or detail that is named."""
    is_number: bool = False
    """True for a number that an answer must have."""


class Interpreter:
    """Reads the words of a query in the light of an index."""

    def __init__(self, index: Index, reader: Reader) -> None:
        self._index = index
        self._reader = reader
        self._kept = Recent[tuple[str, bool], Reading](MOST_KEPT)
        self._mended = Recent[str, str](MOST_KEPT)

    def read(self, text: str) -> Query:
        """Read *text* as a query, words that only ask or chat known with a typo too: "waht is ePermit"."""
        query = self._reader.read(text, self._mend)
        sorted_out = self._sort_behind_topic(query.words)
        here = self._foreign_words_vague(tuple(map(self._telling_here, sorted_out)))
        return replace(query, words=self._without_contents(self._with_subject(here)))

    def _foreign_words_vague(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """*words*, those vague that nobody knows, where the question is in another language than English.

        Of such a language only names and the commonest words are known: what is unknown is rarely a topic.
        """
        unknown = {
            word.text
            for word in words
            if word.telling
            and not (word.vague or word.is_number)
            and not self._reading(word.text, unfinished=False).terms
        }
        if not unknown:
            return words
        letters = [word for word in words if not word.is_number and len(word.text) >= SAME_LETTERS]
        english = [word for word in letters if is_everyday(word.text)]
        small = [word for word in letters if not word.telling and word not in english]
        if not small or len(english) > MOST_ENGLISH * len(letters):
            return words
        return tuple(word._replace(vague=True) if word.text in unknown else word for word in words)

    def _sort_behind_topic(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """*words*, the sort of thing asked for behind the topic it is of: "which pension *provider*"."""
        for place, word in enumerate(words):
            if word.sort_asked and self._index.entry_called(word.text) is not None:
                topic = word._replace(sort_asked=False, vague=False)
                behind = words[place + 1 : place + 2]
                if behind and behind[0].telling and not (behind[0].vague or behind[0].is_number):
                    behind = (behind[0]._replace(sort_asked=True, vague=True),)
                return (*words[:place], topic, *behind, *words[place + 2 :])
        return words

    def _with_subject(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """*words*, those marked that only name what the source is about, where others say more."""
        known = [self._index.vocabulary.id(word.text) for word in words]
        if self._index.of_subjects.isdisjoint(known):
            return words
        places: set[int] = set()
        telling = [place for place, word in enumerate(words) if word.telling]
        for run in (telling, range(len(words))):
            for start in (at for at, place in enumerate(run) if known[place] in self._index.of_subjects):
                for end in range(start + 1, min(start + LONGEST_SUBJECT, len(run)) + 1):
                    if tuple(known[place] for place in run[start:end]) in self._index.subjects:
                        places.update(run[start:end])
        if places.issuperset(telling):
            return words
        return tuple(
            word._replace(subject=True) if place in places else word for place, word in enumerate(words)
        )

    def _without_contents(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """*words*, of which those tell nothing that only say what is said of a topic: "*rules* for dogs"."""
        contents = self._reader.contents.intersection(word.text for word in words)
        topics = (it for it in words if it.telling and (it.names_here or not it.vague))
        if not contents or all(it.text in contents for it in topics):
            return words
        known = frozenset(self._index.vocabulary.id(word.text) for word in words)
        return tuple(
            word._replace(telling=False, sort_asked=False)
            if word.text in contents and not self._index.is_named(word.text, known)
            else word
            for word in words
        )

    def _telling_here(self, word: Word) -> Word:
        """*word*, marked where it is vague and yet names one of few entries.

        A sort of thing that nobody knows is none that is told: "what *colour*", "which *HDMI* cable".
        """
        if word.sort_asked and not self._is_known(word.text):
            return word._replace(sort_asked=False, vague=False)
        if not word.vague or word.sort_asked or word.is_number:
            return word
        known = self._index.vocabulary.id(word.text)
        return word._replace(names_here=True) if known in self._index.naming else word

    def _is_known(self, word: str) -> bool:
        """Whether a word only asks or chats, or may stand for something that an entry says."""
        terms = self._reading(word, unfinished=False).terms
        return self._reader.knows(word) or not self._index.postings.keys().isdisjoint(terms)

    def _mend(self, word: str) -> str:
        mended = self._mended.get(word)
        if mended is None:
            mended = self._mended[word] = self._without_typo(word)
        return mended

    def _without_typo(self, word: str) -> str:
        """The word that only asks or chats that *word* is meant for, unless one that tells is as near."""
        exact = self._index.vocabulary.id(word)
        known = self._reader.knows(word) or (exact is not None and self._index.tells(exact))
        known = known or len(word) < SHORTEST_MENDED or is_everyday(word)
        near = {} if known else self._reader.vocabulary.misspelt(word)
        if not near:
            return word
        nearest = max(near, key=near.__getitem__)
        itself = self._index.vocabulary.id(self._reader.vocabulary.word(nearest))
        terms = self._reading(word, unfinished=False).terms
        telling = max(
            (likeness for term, likeness in terms.items() if self._index.tells(term) and term != itself),
            default=0.0,
        )
        begun = any(map(self._index.tells, self._index.vocabulary.completions(word)))
        if begun or near[nearest] <= telling:
            return word
        return self._reader.vocabulary.word(nearest)

    def meanings(self, query: Query) -> list[Meaning]:
        """What the words of *query* may stand for, alone and joined with their neighbours."""
        found = list(self._alone(query))
        alone = {meaning.places[0]: meaning for meaning in found}
        found += self._joined(query, alone)
        return found

    def _alone(self, query: Query) -> Iterator[Meaning]:
        for place, word in enumerate(query.words):
            if word.telling:
                terms, tells, must = self._reading(word.text, unfinished=word.unfinished)
                light = word.subject or (word.vague and not word.names_here)
                weight = VAGUE_WEIGHT * tells if light else tells
                number = is_number(word.text) and not word.vague
                yield Meaning(word.text, (place,), terms, weight, weight, tells, must, number)
            elif (exact := self._index.vocabulary.id(word.text)) is not None:
                yield Meaning(word.text, (place,), self._with_concepts({exact: 1.0}), 0.0, 0.0)

    def _reading(self, word: str, *, unfinished: bool) -> Reading:
        unfinished = unfinished and self._may_go_on(word)
        kept = self._kept.get((word, unfinished))
        if kept is None:
            terms = self._terms(word, unfinished=unfinished)
            kept = Reading(terms, self._weight(terms), self._must(word, terms))
            self._kept[word, unfinished] = kept
        return kept

    def _joined(self, query: Query, alone: Mapping[int, Meaning]) -> Iterator[Meaning]:
        """Neighbours that are one name or phrase, or one word that was typed apart."""
        for places in self._runs(query):
            words = [query.words[place].text for place in places]
            # Typos are looked for in two words where one of them is nothing by itself.
            strange = [place for place in places if place in alone and not alone[place].terms]
            typos = len(places) == 2 and any(not is_everyday(query.words[place].text) for place in strange)
            terms = self._terms_of_run("".join(words), typos=typos)
            if terms:
                text = " ".join(words)
                mass = sum(alone[place].weight for place in places if place in alone)
                exact = max(terms.values()) == 1.0
                must = self._must(text, terms) if exact else frozenset()
                yield Meaning(text, places, terms, 0.0, mass, must=must)

    def _runs(self, query: Query) -> Iterable[tuple[int, ...]]:
        """The places of neighbours that may be one, shortest first; small words between them count or not.

        Two words, one of them telling, may be one that was typed apart; others can only be a phrase.
        """
        words = query.words
        telling = [place for place, word in enumerate(words) if word.telling]
        opens = [word.text in self._index.openings for word in words]
        runs: dict[tuple[int, ...], None] = {}
        for size in range(2, LONGEST_PHRASE + 1):
            for places in (range(len(words)), telling):
                for start in range(len(places) - size + 1):
                    first, second = places[start], places[start + 1]
                    apart = size == 2 and (words[first].telling or words[second].telling)
                    if not (apart or opens[first]):
                        continue
                    run = tuple(places[start : start + size])
                    if apart or "".join(words[it].text for it in run) in self._index.phrases:
                        runs[run] = None
        return runs

    def _terms_of_run(self, joined: str, *, typos: bool) -> dict[Term, float]:
        vocabulary = self._index.vocabulary
        exact = vocabulary.id(joined)
        if exact is not None:
            return self._with_concepts({exact: 1.0})
        if typos and len(joined) >= SHORTEST_JOINED:
            likely = vocabulary.inflected(joined)
            raise_to(likely, {} if is_everyday(joined) else vocabulary.misspelt(joined, errors=1))
            return self._with_concepts(likely)
        return {}

    def _terms(self, word: str, *, unfinished: bool) -> dict[Term, float]:
        """The terms that *word* may stand for, and how likely each is, up to 1."""
        vocabulary = self._index.vocabulary
        exact = vocabulary.id(word)
        likely: dict[int, float] = {} if exact is None else {exact: 1.0}
        if not is_number(word):
            raise_to(likely, self._inflected(word))
            if exact is None or not self._leads(exact):
                raise_to(likely, self._misspelt(word))
            if unfinished:
                for number, typed in vocabulary.completions(word).items():
                    raise_to(likely, {number: LEAST_COMPLETED + (1 - LEAST_COMPLETED) * typed})
            if not likely and SHORTEST_SPLIT <= len(word) <= LONGEST_SPLIT:
                likely = self._split(word)
            if not likely and SHORTEST_RESPELT <= len(word) <= LONGEST_SPLIT and not is_everyday(word):
                likely = self._inflected(respelt(word) or word)  # "encrytion" is a form of "encrypted"
        return self._with_concepts(likely)

    def _may_go_on(self, word: str) -> bool:
        """Whether a word that may still be being typed is none as it stands, and so may become another."""
        strange = len(word) >= SHORTEST_UNFINISHED and self._index.vocabulary.id(word) is None
        return strange and not (is_number(word) or is_everyday(word))

    def _inflected(self, word: str) -> dict[int, float]:
        """The known words of which *word* is a form; one that is English begins with their letters.

        By sound alone "puppy" is a form of "pupil", as "Kaschgar" is one of "Kashgari".
        """
        vocabulary = self._index.vocabulary
        found = vocabulary.inflected(word)
        strange = [it for it in found if not _begin_alike(vocabulary.word(it), word)]
        if not strange or not is_everyday(word):
            return found
        return {number: likeness for number, likeness in found.items() if number not in strange}

    def _misspelt(self, word: str) -> dict[int, float]:
        """The known words that *word* may be with typos; none where it is a word as it stands."""
        near = self._index.vocabulary.misspelt(word)
        return {} if near and is_everyday(word) else near

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
                better = ways[end] is None or (before is not None and len(before) + 1 < len(ways[end] or ()))
                if before is not None and number is not None and better and self._is_part(number):
                    ways[end] = (*before, number)
        whole = ways[-1] or ()
        apart = " ".join(map(self._index.vocabulary.word, whole))
        if is_everyday(word) and self._index.entry_called(apart) is None:  # "campsite" is the camp site
            return {}
        return dict.fromkeys((part for part in whole if part in self._index.postings), SPLIT)

    def _is_part(self, number: int) -> bool:
        """Whether a known word may be one of several written as one: "work", "from" and "home"."""
        return number in self._index.postings or self._reader.chats(self._index.vocabulary.word(number))

    def _with_concepts(self, likely: dict[int, float]) -> dict[Term, float]:
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
                self._index.weight(term)
                for term, likeness in terms.items()
                if likeness >= best and term in self._index.postings
            ),
            default=self._index.rarest,
        )
        return COMMON_WEIGHT + (1 - COMMON_WEIGHT) * rarity / self._index.rarest

    def _must(self, word: str, terms: Mapping[Term, float]) -> frozenset[Term]:
        """The names and details among *terms*, where the word is hardly anything else."""
        sure = READ_AS if len(word) > LONGEST_EXACT else 1.0
        best = max(sure, *terms.values(), 0.0) * SAME_MEANING
        surer = max(best, DETAIL_AS * SAME_MEANING)
        concepts = self._index.concepts
        found = frozenset(
            term
            for term, likeness in terms.items()
            if (concepts.is_name(term) and likeness >= (surer if concepts.is_person(term) else best))
            or (concepts.detail(term) and likeness >= surer)
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

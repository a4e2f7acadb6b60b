"""Reads a text: which words it asks with, and what each of them may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from knowledge.fold import is_number

from ..recent import Recent
from ..words.concepts import LONGEST_PHRASE
from ..words.everyday import is_everyday
from ..words.query import Query, Word
from ..words.reader import Reader
from .asked import Asked
from .index import Index
from .meaning import Meaning
from .senses import MOST_KEPT, SAME_LETTERS, Senses

VAGUE_WEIGHT = 0.2
"""What a word that seldom decides counts beside others.

Swept with the thresholds of `decide`: right answers and right refusals are most between 0.15 and 0.25.
"""

SHORTEST_MENDED = 4
"""Letters from which a word may be a small one with a typo: "ants" is not "wants", but "wiht" is "with"."""

MOST_ENGLISH = 0.34
"""Share of English words up to which a question is taken to be in another language."""

MOST_READ = 8
"""Questions kept as they are read: all that decide what a question leans on read it and the one before."""

LONGEST_SUBJECT = 5
"""Words of the longest name of what a source is about."""


class Interpreter:
    """Reads what is asked in the light of an index."""

    def __init__(self, index: Index, reader: Reader) -> None:
        self._index = index
        self._reader = reader
        self._roles = reader.roles
        self._senses = Senses(index, reader.roles)
        self._mended = Recent[str, str](MOST_KEPT)
        self._kept = Recent[str, Query](MOST_READ)

    def read(self, text: str) -> Query:
        """Read *text* as a query, words that only ask or chat known with a typo too: "waht is ePermit"."""
        query = self._kept.get(text)
        if query is None:
            query = self._kept[text] = self._with_place_asked(self._read_anew(text))
        return query

    def _with_place_asked(self, query: Query) -> Query:
        """*query*, read as asking for the place that stands behind a whole name: "Turkic Week *city*"."""
        *name, noun = query.folded.split() or [""]
        asking = None if query.asks else self._reader.of_a_place.get(noun)
        if asking is None or self._index.entry_called(" ".join(name)) is None:
            return query
        return replace(self._read_anew(f"{asking} {' '.join(name)}"), text=query.text)

    def _read_anew(self, text: str) -> Query:
        query = self._reader.read(text, self._mend)
        sorted_out = self._with_phrasal_verbs(self._sort_behind_topic(query.words))
        here = self._foreign_words_vague(tuple(map(self._telling_here, sorted_out)))
        words = self._without_contents(self._with_subject(here))
        return query if words == query.words else replace(query, words=words)

    def _with_phrasal_verbs(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """*words*, each verb vague that tells something only with the word behind it: "to *hand* in".

        A text says such a thing with many another word. Where nothing else tells, it is what is asked about.
        """
        before_verbs = self._index.cues.before_verbs
        if before_verbs.isdisjoint([word.text for word in words]):
            return words
        marked = list(words)
        firm = sum(word.telling and not word.vague for word in words)
        for place, (before, word, behind) in enumerate(zip(words, words[1:], words[2:], strict=False), 1):
            is_verb = before.text in before_verbs and word.telling and not word.is_number
            phrasal = behind.text in self._index.cues.particles
            if is_verb and firm > 1 and (phrasal or self._is_phrasal(word.text, words[place + 1 :])):
                marked[place] = word._replace(vague=True)
        return tuple(marked)

    def _is_phrasal(self, verb: str, behind: Sequence[Word]) -> bool:
        """Whether a verb, in any form, is known as one thing with the small word *behind* it.

        Not where that only says when: "to be joined *in* January".
        """
        vocabulary, phrases = self._index.vocabulary, self._index.phrases
        small, *rest = behind
        if small.text not in self._index.cues.half_particles or any(
            word.is_number or self._index.values.is_time(word.text) for word in rest[:1]
        ):
            return False
        forms = chain((verb,), map(vocabulary.word, vocabulary.inflected(verb)))
        return any(form + small.text in phrases for form in forms)

    def _foreign_words_vague(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """*words*, those vague that nobody knows, where the question is in another language than English.

        Of such a language only names and the commonest words are known: what is unknown is rarely a topic.
        """
        unknown = {
            word.text
            for word in words
            if word.telling
            and not (word.vague or word.is_number)
            and not self._senses.of(word.text, unfinished=False).terms
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
        contents = self._roles.contents.intersection(word.text for word in words)
        topics = (it for it in words if it.telling and (it.names_here or not it.vague))
        if not contents or all(it.text in contents for it in topics):
            return words
        return tuple(
            word._replace(telling=False, sort_asked=False) if word.text in contents else word
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
        terms = self._senses.of(word, unfinished=False).terms
        return self._roles.knows(word) or not self._index.postings.keys().isdisjoint(terms)

    def _mend(self, word: str) -> str:
        mended = self._mended.get(word)
        if mended is None:
            mended = self._mended[word] = self._without_typo(word)
        return mended

    def _without_typo(self, word: str) -> str:
        """The word that only asks or chats that *word* is meant for, unless one that tells is as near."""
        exact = self._index.vocabulary.id(word)
        meant = () if exact is None else (exact, *self._index.concepts.of(exact))
        known = self._roles.knows(word) or any(map(self._index.tells, meant))
        known = known or word in self._index.heads  # "percents" lists, and "percent" asks
        known = known or len(word) < SHORTEST_MENDED or is_everyday(word)
        near = {} if known else self._roles.vocabulary.misspelt(word)
        if not near:
            return word
        nearest = max(near, key=near.__getitem__)
        itself = self._index.vocabulary.id(self._roles.vocabulary.word(nearest))
        terms = self._senses.of(word, unfinished=False).terms
        telling = max(
            (likeness for term, likeness in terms.items() if self._index.tells(term) and term != itself),
            default=0.0,
        )
        begun = any(map(self._index.tells, self._index.vocabulary.completions(word)))
        if begun or near[nearest] <= telling:
            return word
        return self._roles.vocabulary.word(nearest)

    def asked(self, text: str) -> Asked:
        """What *text* asks."""
        return self.asked_by(self.read(text))

    def asked_by(self, query: Query) -> Asked:
        """What *query* asks, by all that its words may stand for."""
        return Asked(query, self.meanings(query), self._index)

    def meanings(self, query: Query) -> list[Meaning]:
        """What the words of *query* may stand for, alone and joined with their neighbours."""
        found = list(self._alone(query))
        alone = {meaning.places[0]: meaning for meaning in found}
        found += self._joined(query, alone)
        return found

    def _alone(self, query: Query) -> Iterator[Meaning]:
        for place, word in enumerate(query.words):
            if word.telling:
                terms, tells, must = self._senses.of(word.text, unfinished=word.unfinished)
                light = word.subject or (word.vague and not word.names_here)
                weight = VAGUE_WEIGHT * tells if light else tells
                number = is_number(word.text) and not word.vague
                yield Meaning(word.text, (place,), terms, weight, weight, tells, must, number)
            elif (exact := self._index.vocabulary.id(word.text)) is not None:
                yield Meaning(word.text, (place,), self._senses.with_concepts({exact: 1.0}), 0.0, 0.0)

    def _joined(self, query: Query, alone: Mapping[int, Meaning]) -> Iterator[Meaning]:
        """Neighbours that are one name or phrase, or one word that was typed apart."""
        for places in self._runs(query):
            words = [query.words[place].text for place in places]
            # Typos are looked for in two words where one of them is nothing by itself.
            typos = len(places) == 2 and any(
                place in alone and not alone[place].terms and not is_everyday(query.words[place].text)
                for place in places
            )
            terms = self._senses.of_run(words, typos=typos)
            if terms:
                text = " ".join(words)
                mass = sum(alone[place].weight for place in places if place in alone)
                exact = max(terms.values()) == 1.0
                must = self._senses.must(text, terms) if exact else frozenset()
                yield Meaning(text, places, terms, 0.0, mass, must=must)

    def _runs(self, query: Query) -> Iterable[tuple[int, ...]]:
        """The places of neighbours that may be one, shortest first; small words between them count or not.

        Two words, one of them telling, may be one that was typed apart; others can only be a phrase.
        """
        words = query.words
        telling = [place for place, word in enumerate(words) if word.telling]
        spans = (range(len(words)), telling) if len(telling) < len(words) else (telling,)
        opening = {place for place, word in enumerate(words) if word.text in self._index.openings}
        runs: dict[tuple[int, ...], None] = {}
        for size in range(2, LONGEST_PHRASE + 1 if opening else 3):
            for places in spans:
                for start, first in enumerate(places[: len(places) - size + 1]):
                    apart = size == 2 and (words[first].telling or words[places[start + 1]].telling)
                    if not (apart or first in opening):
                        continue
                    run = tuple(places[start : start + size])
                    if apart or "".join([words[it].text for it in run]) in self._index.phrases:
                        runs[run] = None
        return runs

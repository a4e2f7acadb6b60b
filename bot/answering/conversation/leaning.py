"""Whether a question leans on what was said before, and by which of its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from knowledge.fold import fold, words
from knowledge.model import Fact
from knowledge.questions import Questions

from ..decide import WITHIN_REACH
from ..finding.asked import Asked
from ..finding.index import Index
from ..finding.interpret import Interpreter
from ..finding.match import Hit, Matcher
from ..finding.meaning import Meaning
from ..manners import OF_WHAT_WAS_SAID, Etiquette
from ..reply import Answer, NoAnswer, Reply
from ..words.query import Query, Word

OWN_TOPIC = 0.8
"""How well a question in a conversation must be another entry's name to be about that one."""

MOST_OFFERED = 99
"""Options that a pick may be of, where nobody knows what was offered."""

MOST_JOINED = 4
"""Telling words after "and" or "what about" up to which the rest of the question is the last one's."""


def is_cyrillic(text: str) -> bool:
    """Whether a letter of *text* is Cyrillic: folded, some of its words look like others."""
    return not text.isascii() and any("Ѐ" <= letter <= "ӿ" for letter in text)


class Leaning:
    """Tells what leans on the last reply from what stands alone, by the words of a question only."""

    def __init__(
        self,
        index: Index,
        interpreter: Interpreter,
        matcher: Matcher,
        etiquette: Etiquette,
        questions: Questions,
    ) -> None:
        self._index = index
        self._interpreter = interpreter
        self._matcher = matcher
        self._etiquette = etiquette
        cyrillic = [word for word in questions.pronouns if is_cyrillic(word)]
        self._cyrillic = frozenset(map(fold, cyrillic))
        self._pronouns = frozenset(map(fold, (word for word in questions.pronouns if word not in cyrillic)))
        self._somebody = frozenset(map(fold, questions.somebody))
        self._people = frozenset(map(fold, questions.people))
        self._times = frozenset(
            map(fold, (*questions.before, *questions.after, *questions.since, *questions.by_now))
        )
        self._copulas = frozenset(map(fold, questions.copulas))
        self._closed = frozenset(map(fold, questions.closed))
        self._existential = frozenset(map(fold, questions.existential))
        self._determiners = frozenset(map(fold, questions.determiners))
        self._possessives = frozenset(map(fold, questions.possessives))

    def refers_back(self, query: Query) -> bool:
        """Whether *query* has a word for what was spoken of before."""
        return bool(self.pronouns(query))

    def has_a_pronoun(self, query: Query) -> bool:
        """Whether *query* has such a word, wherever it points: "and its capacity?"."""
        known = self._known(query)
        return any(word.text in known for word in query.words)

    def pronouns(self, query: Query) -> list[int]:
        """The places of the words for what was spoken of before."""
        texts = [word.text for word in query.words]
        known, found = self._known(query), list[int]()
        if known.isdisjoint(texts):
            return found
        for place, word in enumerate(query.words):
            if word.text not in known:
                continue
            pairs = (" ".join(texts[max(place - 1, 0) : place + 1]), " ".join(texts[place : place + 2]))
            follows = next(iter(query.words[place + 1 :]), None)
            # "this interview" points ahead, "its capacity" only where what has it is named before.
            ahead = word.text not in self._possessives or any(it.telling for it in query.words[:place])
            points_ahead = word.text in self._determiners and ahead and follows and follows.telling
            # "What does that cost?" asks an attribute of it, and names no cost.
            points_ahead = points_ahead and not self._is_attribute(follows)
            if not points_ahead and self._existential.isdisjoint(pairs):  # "were there"
                found.append(place)
        return found

    def _is_attribute(self, word: Word | None) -> bool:
        """Whether *word* only asks for a detail that anything may have."""
        number = self._index.vocabulary.id(word.text) if word else None
        concepts = self._index.concepts
        return number is not None and any(map(concepts.detail, concepts.of(number)))

    def people(self, query: Query) -> list[int]:
        """The places of the pronouns that stand for somebody: "he"."""
        known = self._known(query) & self._somebody
        return [place for place, word in enumerate(query.words) if word.text in known]

    def is_of_time(self, word: Word) -> bool:
        """Whether *word* only turns to another time, or to now: "before", "next", "already"."""
        return bool(word.turn) or word.text in self._times

    def is_of_people(self, query: Query) -> bool:
        """Whether *query* asks of people whom nothing need have named: "what did they turn down?"."""
        return any(word.text in self._people for word in query.words)

    def _known(self, query: Query) -> frozenset[str]:
        """The pronouns that *query* may have: "on" is no Russian "он" unless it is written so."""
        return self._pronouns | self._cyrillic if is_cyrillic(query.text) else self._pronouns

    def resolved(self, query: Query, before: str, name: str) -> str:
        """*query* as it would be asked first: with the *name* of the topic in place of its pronoun.

        Without one it is asked in place of what was asked *before*: "where?" of "what did Aliyev propose?".
        """
        written = [word.text for word in query.words]
        places = self.pronouns(query)
        last = self._interpreter.read(before)
        asking = {place for _, asked in query.asked_at for place in asked}
        rest = {word for place, word in enumerate(written) if place not in (*places, *asking)}
        # "Where was that?" is asked of all that the last question said, if that is more than the topic.
        says_more = not set(words(name)).issuperset(last.telling)
        if places and (rest - self._copulas or not says_more):
            return " ".join((*written[: places[0]], name, *written[places[0] + 1 :]))
        asked = [word for place, word in enumerate(written) if place not in places]
        asking = {place for _, those in last.asked_at for place in those}
        kept = [word.text for place, word in enumerate(last.words) if place not in asking]
        return " ".join((*asked, *(kept if last.telling else (name,))))

    def points_at(self, hit: Hit) -> bool:
        """Whether a question points at something that the last topic has: "those meetings"."""
        pairs = enumerate(pairwise(hit.query.words), 1)
        return any(
            word.text in self._determiners - self._possessives and noun.telling and hit.accounts_for(place)
            for place, (word, noun) in pairs
        )

    def opens_small(self, query: Query) -> bool:
        """Whether a question begins with a small word before what it asks: "in which bodies?", "of what?"."""
        bare = query.which and not any(word.telling for word in query.words)
        return (
            bool(query.asked_at or query.several or bare)
            and len(query.words) <= MOST_JOINED
            and not any(0 in places for _, places in query.asked_at)
        )

    def is_bare(self, text: str) -> bool:
        """Whether *text* is only a name or number after a small word: "in 2027?", "of Kazakhstan?"."""
        query = self._interpreter.read(text)
        telling = [word for word in query.words if word.telling]
        small = bool(query.words) and not query.words[0].telling and not query.asks and not query.listing
        return small and len(telling) == 1 and len(query.words) <= MOST_JOINED

    def asks_back(self, text: str, said: str | None) -> bool:
        """Whether *text* asks of what was spoken of before, whatever else it says: "thanks to whom?"."""
        query = self._interpreter.read(text)
        return bool(query.asks or query.which) and (
            said == "thanks"
            or self.refers_back(query)
            or self.opens_small(query)  # "from which sources?"
            or self._etiquette.joined(text) is not None
        )

    def _names(self, word: Word) -> bool:
        """Whether few topics are called by *word*: "what *ski* stuff is there?"."""
        return self._index.vocabulary.id(word.text) in self._index.naming

    def _is_known_phrase(self, meaning: Meaning, telling: Sequence[Word]) -> bool:
        """Whether words with a telling one among them are a phrase that a source has: "waiting list"."""
        if len(meaning.places) == 1 or self._index.postings.keys().isdisjoint(meaning.terms):
            return False
        said = meaning.text.split()
        return any(word.text in said for word in telling)

    def _is_said_within(self, query: Query) -> bool:
        """Whether a question itself says what each of its pronouns stands for: "whose *sheep* are they?".

        Such a pronoun is the subject of a verb behind what it stands for. "They" need be nobody who was
        named, where the question has a topic beside them: "what do they offer *kids*?".
        """
        words = query.words
        topics = [place for place, word in enumerate(words) if word.telling and not word.vague]

        def is_said(place: int) -> bool:
            if words[place].text in self._people:
                return any(topic != place + 1 for topic in topics)  # "what will they build?" names nothing
            asks_of_it = place > 0 and words[place - 1].text in self._closed
            return asks_of_it and any(topic < place - 1 for topic in topics)

        return all(map(is_said, self.pronouns(query)))

    def names_nothing(self, asked: Asked, decided: Reply) -> bool:
        """Whether a question has no topic without what was said before; else it is *decided*."""
        query = asked.query
        if isinstance(decided, NoAnswer) and self._etiquette.said(query.text) in OF_WHAT_WAS_SAID:
            return True
        if self._etiquette.picked(query.text, MOST_OFFERED) is not None and not query.words[0].text.isdigit():
            return True
        telling = [word for word in query.words if word.telling]
        if telling and all(self._etiquette.counts(word.text) and word.vague for word in telling):
            return True
        if any(meaning.must for meaning in asked.meanings):
            # "How much did it cost?" asks an attribute of nothing, "the manager and her room" of her.
            attributes = all(word.vague or self._is_attribute(word) for word in telling)
            first = next((place for place, word in enumerate(query.words) if word.telling), 0)
            return attributes and not asked.named and any(place < first for place in self.pronouns(query))
        leans = self.refers_back(query) and not self._is_said_within(query)
        if not leans and any(self._is_known_phrase(meaning, telling) for meaning in asked.meanings):
            return False
        if all(word.vague for word in telling) and self._etiquette.joined(query.text):
            return not any(word.is_number for word in query.words)
        strong = [
            word
            for word in telling
            if not word.vague or word.names_here or (word.sort_asked and (query.several or self._names(word)))
        ]
        if len(strong) > 1 or ((strong or len(telling) > 1) and not leans):
            return False
        best, *others = self._matcher.find(asked) or (None,)
        if best is None or best.name >= OWN_TOPIC:
            return best is None
        if not leans and _is_measured(query, best.lead.fact):
            return False
        beside = any(word.turned_from for word in query.words)  # "after that"
        alone = all(best.score - other.score > WITHIN_REACH for other in others)
        asks = telling and query.asks and not leans  # "how long is the line?"
        return not ((strong or asks) and alone and not beside and isinstance(decided, Answer))


def _is_measured(query: Query, fact: Fact) -> bool:
    """Whether all that *query* says is what a figure of *fact* measures: "members", "how many stops?"."""
    said = " ".join(query.telling)
    return any(fold(figure.of) == said for figure in fact.figures)

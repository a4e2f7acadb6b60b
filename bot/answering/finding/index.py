"""The knowledge as the matcher sees it: which entries and facts have which words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from knowledge.base import Knowledge
from knowledge.fold import fold, words
from knowledge.language import Language
from knowledge.model import Entry

from ..words.concepts import Concepts, Term, runs
from ..words.cues import Cues, looked_up
from ..words.everyday import common_words
from ..words.roles import Roles, compounds
from ..words.vocabulary import Vocabulary
from .agents import Agents
from .beginnings import Beginnings
from .completions import Completions
from .doers import Doers
from .indexed import IndexedEntry, Indexer, Phrase
from .own_names import with_own_names
from .texts import Texts

MOST_NAMED = 4
"""Entries that a word may name and still tell one from another, whatever it says elsewhere."""

PLAIN = frozenset(("contact", "email", "phone", "address", "frequency"))
"""Sorts of value that are of nothing else than what has them: a date may be of anything."""

LONG = 64
"""Entries of a term from which they are kept as a set."""


class Index:
    """Words to entries. Built once from knowledge; nothing in it changes afterwards."""

    def __init__(self, knowledge: Knowledge, language: Language, roles: Roles) -> None:
        language = with_own_names(language, knowledge.entries, roles)
        texts = Texts(knowledge, language)
        self.values = language.values
        """How values are written."""
        self.common = common_words()
        """The commonest words of English, which are looked up for every question."""
        self.doers = Doers(language.questions, language.values)
        """Who does what a fact says."""
        self.concepts = Concepts(language)
        heads = [*map(words, looked_up(language))]
        self.heads = frozenset(head[0] for head in heads if len(head) == 1)
        """The words that open lists, and say who does what."""
        # Of "read-only" each half only chats, as it stands in questions: together they tell.
        small = [it for it in map(words, compounds(texts.all())) if all(map(roles.chats, it))]
        phrases = [*heads, *self.concepts.phrases(), *small]
        joined = [run for phrase in phrases for run in runs(phrase, roles)]
        self.phrases = frozenset(map("".join, joined))
        """All phrases that are looked up as one, without spaces."""
        self.openings = frozenset(run[0] for run in joined)
        """The first words of all phrases that are looked up as one: no other word begins one."""
        written = chain.from_iterable(map(words, texts.all()))
        self.vocabulary = Vocabulary(
            chain(chain.from_iterable(phrases), sorted(self.phrases), written),
            [list(map(fold, endings)) for endings in language.endings],
        )
        self.concepts.number(self.vocabulary, roles)
        self.cues = Cues(language, self.vocabulary)
        """The words by which it is asked and told what an answer must be."""

        indexer = Indexer(self.vocabulary, self.concepts, self.openings, roles, language, texts)
        self.does = indexer.does
        """The words for what somebody does or is."""
        self.entries = tuple(map(indexer.entry, knowledge.entries, texts.names))
        self._numbers = {entry.id: number for number, entry in enumerate(knowledge.entries)}

        hyphened = compounds(chain.from_iterable(texts.names))
        self.compounds = {"".join(parts): parts for parts in map(words, hyphened)}
        """The parts of what names write with a hyphen, by how people write it as one: "xray"."""
        self._called = _called(texts.names)
        self.completions = Completions(self._called)
        """The names of entries, by how they begin."""
        self.beginnings = Beginnings(knowledge.entries)
        self.agents = Agents(knowledge.entries)
        """For whom those act who do what is typed."""
        self.has_roles = any(fact.roles for entry in knowledge.entries for fact in entry.facts)
        """Whether the curator types who does what."""
        self.has_key_points = any(fact.key for entry in knowledge.entries for fact in entry.facts)
        """Whether the curator marks what sums up the source."""
        self.has_occasions = _has_occasions(self.entries)
        """Whether the curator types what happens: else whatever names a month is taken for it."""
        told = chain.from_iterable(entry.told for entry in knowledge.entries)
        self.has_contacts = any(any(self.values.contacts(fact.quote)) for fact in told)
        """Whether a source says how to reach anybody."""

        about = (self.entry_called(fold(name)) for name in texts.subjects)
        named = (self.entries[number].names for number in about if number is not None)
        self.subjects = frozenset(chain(chain.from_iterable(named), indexer.phrases(texts.subjects)))
        """What the whole source is about, as phrases."""
        self.of_subjects = frozenset(chain.from_iterable(self.subjects))
        """The words of these phrases."""

        self.naming = self._naming()
        """The words of names that few entries have: here they tell, however vague they are elsewhere."""
        self.spoken = self._spoken()
        """For each concept, the words of phrases that stand for it, whatever ending they have."""
        self.postings = self._postings()
        self.valued = {sort: tuple(self._with_value(sort)) for sort in PLAIN}
        """The entries that have a value of a sort which is of nothing else than what has it."""
        self.rarest = math.log(1 + len(self.entries))
        weights = {
            term: math.log(1 + len(self.entries) / (1 + len(found))) for term, found in self.postings.items()
        }
        terms = range(len(self.vocabulary) + len(self.concepts))
        self.weights = tuple(weights.get(term, self.rarest) for term in terms)
        """How telling each term is: 0 where all entries have it, more the fewer do."""

    def entry_called(self, name: str) -> int | None:
        """The number of the entry that has exactly this folded name."""
        return self._called.get(name)

    def number(self, entry_id: str) -> int:
        """The number of an entry by its id. Raises KeyError where there is none."""
        return self._numbers[entry_id]

    def of(self, entry: Entry) -> IndexedEntry:
        """The words of *entry*. Raises KeyError where it is none of the knowledge."""
        return self.entries[self._numbers[entry.id]]

    def text(self, term: Term) -> str:
        """A term as people can read it."""
        return self.concepts.title(term) if self.concepts.is_concept(term) else self.vocabulary.word(term)

    def tells(self, term: Term) -> bool:
        """Whether a term means something: an entry has it, or it is a name, synonym or detail."""
        return term in self.postings or self.concepts.is_concept(term)

    def words_for(self, terms: Iterable[Term]) -> frozenset[Term]:
        """The words of names and keywords that say one of *terms*, and the terms themselves."""
        return frozenset(chain.from_iterable((term, *self.spoken.get(term, ())) for term in terms))

    def terms(self, phrases: Iterable[Phrase]) -> Iterator[Term]:
        """Every term of *phrases*."""
        return (term for phrase in phrases for word in phrase for term in self.concepts.alike(word))

    def _phrases(self) -> Iterator[Phrase]:
        """Every name and keyword."""
        for entry in self.entries:
            yield from chain(entry.names, entry.called, *(fact.called for fact in entry.facts))

    def _naming(self) -> frozenset[int]:
        having: Counter[int] = Counter()
        for entry in self.entries:
            figures = chain.from_iterable(fact.fact.figures for fact in entry.facts)
            owners = chain.from_iterable(words(it.whose) for it in figures if it.whose)
            ids = filter(None, map(self.vocabulary.id, owners))
            having.update({*chain.from_iterable(entry.names), *ids})
        return frozenset(word for word, entries in having.items() if entries <= MOST_NAMED)

    def _with_value(self, sort: str) -> Iterator[int]:
        """The entries that say a value of that *sort*."""
        for number, entry in enumerate(self.entries):
            if any(sort in fact.sorts for fact in entry.facts):
                yield number

    def _spoken(self) -> Mapping[Term, tuple[int, ...]]:
        spoken: defaultdict[Term, list[int]] = defaultdict(list)
        for word in sorted(set(chain.from_iterable(self._phrases()))):
            for concept in self.concepts.by_stem.get(word, ()):
                spoken[concept].append(word)
        return {concept: tuple(words) for concept, words in spoken.items()}

    def _postings(self) -> Mapping[Term, Collection[int]]:
        postings: defaultdict[Term, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            phrases = chain(entry.names, entry.called, *(fact.called for fact in entry.facts))
            for term in set(self.terms(phrases)).union(*(fact.stated for fact in entry.facts)):
                postings[term].append(number)
        # As sets where they are long: then membership is asked, not order.
        return {
            term: frozenset(found) if len(found) > LONG else tuple(found) for term, found in postings.items()
        }


def _called(names: Iterable[Iterable[str]]) -> dict[str, int]:
    """The number of the first entry that has a folded name."""
    called: dict[str, int] = {}
    for number, own in enumerate(names):
        for name in own:
            called.setdefault(fold.__wrapped__(name), number)
    return called


def _has_occasions(entries: Iterable[IndexedEntry]) -> bool:
    """Whether at least half as many facts are typed as something that happens as have a date."""
    curated = [fact for entry in entries for fact in entry.facts[: len(entry.entry.facts)]]
    dated = [it for it in curated if "which month" in it.reads or any(when.date for when in it.fact.dates)]
    return sum(bool(it.fact.occasion) for it in curated) >= len(dated) / 2

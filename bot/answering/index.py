"""The knowledge as the matcher sees it: which entries and facts have which words."""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain, takewhile

from knowledge.base import Knowledge
from knowledge.dates import long_date
from knowledge.fold import fold, words
from knowledge.language import Language, Listings
from knowledge.model import ENGLISH, Does, Entry, Fact
from knowledge.source import Source

from .concepts import Concepts, Term, runs
from .doers import Doers
from .indexed import IndexedEntry, Indexer, Phrase, initials
from .query import Query
from .roles import Roles
from .vocabulary import Vocabulary

MOST_NAMED = 4
"""Entries that a word may name and still tell one from another, whatever it says elsewhere."""

MOST_COMPLETED = 64
"""Names looked at that may go on as a question begins."""

MOST_LETTERS = 1_024
"""Letters of a name in which one of its words begins that a question may begin with."""

LONG = 64
"""Entries of a term from which they are kept as a set."""


def _subjects(source: Source) -> Iterator[str]:
    """What people call the subject of *source*: its names, and "hospital" where it says "the hospital"."""
    yield from (*source.subject, *source.also_called)
    for name in source.subject:
        found = name.split()
        heads = {found[-1], found[0] if "of" in found else found[-1]} if len(found) > 1 else set()
        yield from sorted(it for it in heads if re.search(rf"\bthe {re.escape(it.lower())}\b", source.text))


class Index:
    """Words to entries. Built once from knowledge; nothing in it changes afterwards."""

    def __init__(self, knowledge: Knowledge, language: Language, roles: Roles) -> None:
        self.concepts = Concepts(language)
        names = [list(_names(entry)) for entry in knowledge.entries]
        related = chain.from_iterable(language.questions.relations.values())
        spoken = map(words, chain(_headings(language.listings), related))
        looked_up = [*spoken, *self.concepts.phrases()]
        joined = [run for phrase in looked_up for run in runs(phrase, roles)]
        self.phrases = frozenset(map("".join, joined))
        """All phrases that are looked up as one, without spaces."""
        titles = {source.id: source.title for source in knowledge.sources}
        quote = partial(_quote, language, titles)
        told = (_texts(entry, quote) for entry in knowledge.entries)
        sorts = {kind.id: (kind.id, *kind.words) for kind in knowledge.about.kinds}  # "expense policy"
        subjects = list(chain.from_iterable(map(_subjects, knowledge.sources)))
        texts = map(words, chain(chain.from_iterable(names), *told, *sorts.values(), subjects))
        self.vocabulary = Vocabulary(
            chain(chain.from_iterable(looked_up), sorted(self.phrases), chain.from_iterable(texts)),
            [list(map(fold, endings)) for endings in language.endings],
        )
        self.openings = frozenset(run[0] for run in joined)
        """The first words of all phrases that are looked up as one: no other word begins one."""
        self.values = language.values
        """How values are written."""
        self.doers = Doers(language.questions, language.values)
        """Who does what a fact says."""
        self.of_when = frozenset(language.questions.of_when)
        """Details that are asked for only where it is asked when."""
        self.contrasts: dict[Term | None, list[frozenset[Term]]] = {}
        """For a word, those of which each is not the other."""
        for group in map(self._ids, language.questions.contrasts):
            for number in group:
                self.contrasts.setdefault(number, []).append(group)
        self.followers = self._ids(language.questions.followers)
        """Words that tell who follows."""
        superlatives = language.questions.superlatives
        self.superlatives = frozenset(
            map(fold, chain(superlatives.anywhere, superlatives.at_the_end, superlatives.told_by))
        )
        """Words that say which one of all something is."""
        planned = (
            hedge.spellings(it) for hedge in language.hedges if hedge.plan for it in (ENGLISH, *hedge.others)
        )
        self.plans = frozenset(map(fold, chain.from_iterable(planned)))
        """Words that speak of what is still to come."""
        self.rules = frozenset(map(fold, language.questions.rules))
        """Words of a rule, which says who may do something."""
        self.hosting = frozenset(map(fold, language.questions.hosting))
        """Words for what a place does too, where it is asked who does."""
        self.told_by = language.questions.told_by
        """Which sort of value tells a detail."""
        self.concepts.number(self.vocabulary, roles)

        relations = language.questions.relations
        indexer = Indexer(
            self.vocabulary, self.concepts, self.openings, roles, language.values, relations, quote, sorts
        )
        self.does = indexer.does
        """The words for what somebody does or is."""
        self.entries = tuple(map(indexer.entry, knowledge.entries, names))
        self._numbers = {entry.id: number for number, entry in enumerate(knowledge.entries)}
        self.has_roles = any(fact.roles for entry in knowledge.entries for fact in entry.facts)
        """Whether the curator types who does what."""
        self._relation_of: dict[str, tuple[Does, ...]] = {}
        for does, phrases in relations.items():
            for word in (fold(phrase) for phrase in phrases):
                self._relation_of[word] = (*self._relation_of.get(word, ()), does)
        curated = (fact for entry in self.entries for fact in entry.facts[: len(entry.entry.facts)])
        dated = [
            it for it in curated if "which month" in it.reads or any(when.date for when in it.fact.dates)
        ]
        occasions = [fact for entry in knowledge.entries for fact in entry.facts if fact.occasion]
        self.has_occasions = len(occasions) >= len(dated) / 2
        """Whether the curator types what happens: else whatever names a month is taken for it."""
        self.has_contacts = any(
            any(self.values.contacts(fact.quote)) for entry in knowledge.entries for fact in entry.told
        )
        """Whether a source says how to reach anybody."""
        self.has_key_points = any(fact.key for entry in knowledge.entries for fact in entry.facts)
        """Whether the curator marks what sums up the source."""
        self._called: dict[str, int] = {}
        for number, own in enumerate(names):
            for name in own:
                self._called.setdefault(fold.__wrapped__(name), number)
        about = (self.entry_called(fold(name)) for name in subjects)
        self.subjects = frozenset(
            chain(
                chain.from_iterable(self.entries[number].names for number in about if number is not None),
                indexer.phrases(subjects),
            )
        )
        """What the whole source is about, as phrases."""
        self.of_subjects = frozenset(chain.from_iterable(self.subjects))
        """The words of these phrases."""
        self.naming = self._naming()
        """The words of names that few entries have: here they tell, however vague they are elsewhere."""
        self.spoken = self._spoken()
        """For each concept, the words of phrases that stand for it, whatever ending they have."""
        self.postings = self._postings()
        self.rarest = math.log(1 + len(self.entries))
        self._weights = {
            term: math.log(1 + len(self.entries) / (1 + len(found))) for term, found in self.postings.items()
        }
        self.weights = array("d", (self.weight(word) for word in range(len(self.vocabulary))))
        """How telling each known word is, by its number."""

    def entry_called(self, name: str) -> int | None:
        """The number of the entry that has exactly this folded name."""
        return self._called.get(name)

    def is_called(self, term: Term) -> bool:
        """Whether an entry has a name of that one word."""
        return any((term,) in self.entries[it].names for it in self.postings.get(term, ()))

    def is_named(self, word: str, known: Collection[int | None]) -> bool:
        """Whether a folded word is part of a name of an entry of which all words are *known*."""
        number = self.vocabulary.id(word)
        entries = (self.entries[it] for it in self.postings.get(number, ())) if number is not None else ()
        names = chain.from_iterable(entry.names for entry in entries)
        return any(number in name and all(it in known for it in name) for name in names)

    def completed(self, folded: str) -> str | None:
        """*folded* with its last word finished, where names go on so: "green en" is the Green Energy Bridge.

        None where no name goes on after it, or it is no more than a word.
        """
        if " " not in folded:
            return None
        place = bisect_left(self._endings_of_names, folded, key=self._ending)
        found = map(self._ending, self._endings_of_names[place : place + MOST_COMPLETED])
        size = folded.count(" ") + 1
        going_on = list(takewhile(lambda name: name.startswith(folded), found))
        if not going_on:
            return None
        finished = Counter(" ".join(name.split()[:size]) for name in going_on)
        best = next(iter(finished.most_common(1)), None)
        return best[0] if best and best[0] != folded else None

    @cached_property
    def _endings_of_names(self) -> array[int]:
        """Every name from each of its words on, in order: the number of the name, and where in it that is."""
        found = {
            name[at:]: number * MOST_LETTERS + at
            for number, name in enumerate(self._called)
            for at in (0, *(it.end() for it in re.finditer(" ", name)))
            if " " in name[at:] and at < MOST_LETTERS
        }
        return array("Q", (found[ending] for ending in sorted(found)))

    def _ending(self, place: int) -> str:
        number, at = divmod(place, MOST_LETTERS)
        return self._names_in_order[number][at:]

    @cached_property
    def _names_in_order(self) -> tuple[str, ...]:
        return tuple(self._called)

    def number(self, entry_id: str) -> int:
        """The number of an entry by its id. Raises KeyError where there is none."""
        return self._numbers[entry_id]

    def of(self, entry: Entry) -> IndexedEntry:
        """The words of *entry*. Raises KeyError where it is none of the knowledge."""
        return self.entries[self._numbers[entry.id]]

    def relations(self, query: Query) -> tuple[frozenset[Does], tuple[int, ...]]:
        """What the words of *query* say that somebody does or is, and the places of these words."""
        found = [
            (place, does)
            for place, word in enumerate(query.words)
            for does in self._relation_of.get(word.text, ())
        ]
        return frozenset(does for _, does in found), tuple(place for place, _ in found)

    def text(self, term: Term) -> str:
        """A term as people can read it."""
        return self.concepts.title(term) if self.concepts.is_concept(term) else self.vocabulary.word(term)

    def tells(self, term: Term) -> bool:
        """Whether a term means something: an entry has it, or it is a name, synonym or detail."""
        return term in self.postings or self.concepts.is_concept(term)

    def weight(self, term: Term) -> float:
        """How telling a term is: 0 where all entries have it, more the fewer do."""
        return self._weights.get(term, self.rarest)

    def _ids(self, phrases: Iterable[str]) -> frozenset[Term]:
        return frozenset(filter(None, (self.vocabulary.id(fold(it)) for it in phrases)))

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
            having.update(set(chain.from_iterable(entry.names)))
        return frozenset(word for word, entries in having.items() if entries <= MOST_NAMED)

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


_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def _names(entry: Entry) -> Iterator[str]:
    """Each way to name an entry; "Corridor (TRIPP)" is both "Corridor" and "TRIPP"."""
    yield _BRACKETS.sub("", entry.title)
    yield from _BRACKETS.findall(entry.title)
    yield from chain.from_iterable(entry.aliases.values())
    yield from initials(entry.title, *entry.aliases.get(ENGLISH, ()))


def _quote(language: Language, titles: Mapping[str, str], fact: Fact) -> str:
    """The quote of a fact with its numbers as English writes them, whatever its language.

    Where several sources or versions tell of one thing, with the date that tells them apart; and with the
    year of a source that is called so, "Report for 2025", where nobody has typed another one.
    """
    quote = language.numerals_of(fact.language).plain(fact.quote)
    dates = [figure.as_of for figure in fact.figures if figure.as_of]
    dated = bool(dates) or any(it.dated for it in fact.dates)
    years = [] if dated else _YEAR.findall(titles[fact.span.source])
    several = len(titles) > 1 or fact.older or fact.newer
    if several and not dated and not _YEAR.search(f"{fact.text} {quote}"):
        dates = [fact.published_on]
    return " ".join((quote, *map(long_date, dates if several else ()), *years))


_YEAR = re.compile(r"\b(?:18|19|20|21)\d\d\b")


def _texts(entry: Entry, quote: Callable[[Fact], str]) -> Iterator[str]:
    """Everything else of an entry that can be found."""
    yield from entry.keywords
    for fact in entry.told:
        yield fact.text
        yield quote(fact)
        yield from (*fact.keywords, *fact.places, *fact.actors, *initials(fact.text, fact.quote))
        for figure in fact.figures:
            yield figure.of
            yield figure.unit


def _headings(listings: Listings) -> Iterator[str]:
    """The words that open listings."""
    groups = (group.words for group in listings.groups.values())
    return chain(
        *listings.kinds.values(),
        *listings.themes.values(),
        *listings.views.values(),
        *listings.verbs.values(),
        *groups,
    )

"""What words open a listing or narrow it: "summits", "2026", "Hungary", "energy"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, filterfalse
from operator import itemgetter
from typing import Literal

from knowledge.fold import fold
from knowledge.language import Listings, View
from knowledge.model import KINDS, Kind
from knowledge.tells import is_year

from ..finding.index import Index
from ..finding.meaning import Meaning
from ..finding.senses import SAME_MEANING
from ..recent import Recent
from ..words.concepts import Term
from ..words.everyday import is_everyday, looks_english
from ..words.query import PLURAL, Query
from .facets import Facet

SURE = 0.8
"""Likeness from which a typed word is taken for one that opens a listing."""

SURE_CONCEPT = SURE * SAME_MEANING
"""The same for a concept that such a word stands for."""

SAME_WORD = 0.97
"""Likeness from which a word is a heading: "theme" is not yet "themes"."""

A_FORM = 0.85
"""The same where a word such as "every" shows that a listing is wanted: "every event"."""

MOST_NOUNS = 1_024
"""Nouns of which it is kept whether they name several things, for which entries are gone through."""

ANY = "any"
"""Where ``listings.yaml`` has the words that narrow nothing at all."""

SAID_KINDS: frozenset[Kind] = frozenset(("agreement", "document"))
"""Kinds whose word in a name or lead shows that it is of one, whatever its entry is of: "memorandum".

An "initiative" or "organization" is said in passing in dozens of facts.
"""


class Openings:
    """Words as facets, by ``listings.yaml``, the names of the world and what entries are called."""

    def __init__(
        self,
        index: Index,
        listings: Listings,
        names_several: Callable[[Facet], bool],
        plural: Callable[[Kind], str],
    ) -> None:
        self._index = index
        self._plural = plural
        self._names_several = names_several
        self._several = Recent[Facet, bool](MOST_NOUNS)
        idle = {**listings.idle, ANY: (*listings.idle.get(ANY, ()), *listings.mentions)}
        self.idle = {key: frozenset(map(fold, words)) for key, words in idle.items()}
        """The words that narrow nothing beside what is listed, by its kind or view, and those of `ANY`."""
        self._idle_anywhere = frozenset(chain.from_iterable(self.idle.values()))
        self._opening = dict(self._read(listings))
        self._years = frozenset(
            year for entry in index.entries for fact in entry.facts for year in fact.years
        )

    def kind(self, kind: Kind) -> Facet:
        """The facet of all entries of *kind*."""
        return self._headed("kind", kind) or Facet("kind", kind, self._title(kind))

    def _title(self, kind: Kind) -> str:
        plural = self._plural(kind)
        return f"{plural[0].upper()}{plural[1:]}"

    def theme(self, theme: str) -> Facet:
        """The facet of all entries in the file of *theme*, and of those that are called so."""
        return self._headed("theme", theme) or Facet("theme", theme, _theme_title(theme))

    def _headed(self, sort: str, key: str) -> Facet | None:
        """The facet that words in ``listings.yaml`` open."""
        return next((it for it in self._opening.values() if (it.sort, it.key) == (sort, key)), None)

    def year(self, year: str, bound: Literal["before", "after", "since"] | None = None) -> Facet:
        """The facet of everything that happens in *year*, or *before*, *after* or *since*."""
        return Facet("year", year, f"{bound} {year}".capitalize() if bound else year, bound=bound)

    def view(self, name: View) -> Facet:
        """The facet called *name* in ``listings.yaml``."""
        return self._headed("view", name) or Facet("view", name, name.capitalize())

    def of(self, query: Query, meaning: Meaning, *, is_bare: bool = False) -> Facet | None:
        """The facet that *meaning* is as it stands; None where it narrows nothing.

        A plural that *is bare* asks for all that several topics say of it: "ports".
        """
        if meaning.text.isdigit():
            bound = query.words[meaning.places[0]].behind
            return self.year(meaning.text, bound) if bound or self._is_year(meaning) else None
        sure = [it for it in meaning.terms.items() if it[1] >= SURE]
        for term, likeness in sorted(sure, key=itemgetter(1), reverse=True):
            if term in self._opening and likeness >= self._least_likeness(query, meaning, term):
                return self._opening[term]
            if meaning.mass and self._index.concepts.is_name(term):
                return self._named(term)
        name = self.name(meaning) if query.listing else None
        if name:
            return name
        if not meaning.mass or meaning.text in self._idle_anywhere:
            return None
        word = query.words[meaning.places[0]]
        of_a_kind = query.several and word.sort_asked
        several = (query.listing and not word.vague) or of_a_kind or self.is_plural(meaning.text)
        noun = self._noun(meaning) if several else None
        said = of_a_kind or (is_bare and self.is_plural(meaning.text))
        return noun or (self._said_of_several(meaning) if said else None)

    def mended(self, meaning: Meaning) -> Facet | None:
        """The heading or name that what is no word at all is with a typo: "evnts in uzbekstan"."""
        if not meaning.terms or 1.0 in meaning.terms.values() or is_everyday(meaning.text):
            return None
        nearest, likeness = max(meaning.terms.items(), key=itemgetter(1))
        if likeness >= SURE and nearest in self._opening:
            return self._opening[nearest]
        return self.name(meaning)

    def _least_likeness(self, query: Query, meaning: Meaning, term: Term) -> float:
        """From which likeness *meaning* is the heading *term*: a case of a plural is one, "toplantıları"."""
        is_case = meaning.text.startswith(self._index.text(term)) and not is_everyday(meaning.text)
        return A_FORM if query.listing or is_case else SAME_WORD

    def name(self, meaning: Meaning) -> Facet | None:
        """The facet of the name of the world that an answer to *meaning* must have: "в Ташкенте"."""
        return next((self._named(term) for term in meaning.must if self._index.concepts.is_name(term)), None)

    def _named(self, term: Term) -> Facet:
        """The facet of a name of the world; a country has the cities in it."""
        name = self._index.concepts.title(term)
        if not self._index.concepts.is_place(term):
            return Facet("name", name, name, frozenset([term]))
        inside = self._index.concepts.inside(name)
        terms = frozenset((term, *filter(None, map(self._index.concepts.named, inside))))
        return Facet("place", name, name, terms, names=frozenset((name, *inside)))

    def _is_year(self, meaning: Meaning) -> bool:
        """Whether a number is a year, and no other figure of the knowledge: "2,000"."""
        known = meaning.text in self._years or meaning.terms.keys().isdisjoint(self._index.postings.keys())
        return known and is_year(meaning.text)

    def is_of_several(self, word: str) -> bool:
        """Whether a word is a plural, or lists things as it stands: "what is *planned*"."""
        return PLURAL.fullmatch(word) is not None or self._index.vocabulary.id(word) in self._opening

    def is_plural(self, word: str) -> bool:
        if PLURAL.fullmatch(word) is None:
            return False
        singulars = [word.removesuffix("s"), word.removesuffix("es")]
        singulars += [word.removesuffix("ies") + "y"] if word.endswith("ies") else []
        return any(it != word and self._index.vocabulary.id(it) is not None for it in singulars)

    def _said_of_several(self, meaning: Meaning) -> Facet | None:
        """A sort of thing that several topics speak of: "which *deposits* are there"."""
        facet = self.word(meaning)
        return facet if facet and self._are_several(facet) else None

    def _noun(self, meaning: Meaning) -> Facet | None:
        """A common noun in the names of several things: "summits"."""
        facet = self.word(meaning)
        facet = replace(facet, sort="noun") if facet else None
        return facet if facet and self._are_several(facet) else None

    def _are_several(self, facet: Facet) -> bool:
        several = self._several.get(facet)
        if several is None:
            several = self._several[facet] = self._names_several(facet)
        return several

    def counted(self, meaning: Meaning) -> Facet | None:
        """What is counted in several figures: "*beds* by ward"."""
        facet = self.word(meaning)
        facet = replace(facet, sort="counted") if facet else None
        return facet if facet and self._are_several(facet) else None

    def things(self, meaning: Meaning) -> Facet | None:
        """The things of a kind, by a word for one of them or for several: "plan", "plans"."""
        kind = next((it.entry.kind for it in self._index.entries if it.entry.kind == meaning.text), None)
        opened = next((it for it in self.opened(meaning) if it.sort == "kind"), None)
        return opened or (self.kind(kind) if kind else self._noun(meaning))

    def word(self, meaning: Meaning) -> Facet | None:
        terms = frozenset(
            term
            for term, likeness in meaning.terms.items()
            if likeness >= (SURE_CONCEPT if self._index.concepts.is_concept(term) else SURE)
            and term in self._index.postings
        )
        terms = self._index.words_for(terms)
        return Facet("word", meaning.text, meaning.text.capitalize(), terms) if terms else None

    def time(self, meaning: Meaning) -> Facet | None:
        """A word that only says when; None where it names no month and nothing says it."""
        if not self._index.values.is_time(meaning.text):
            return None
        months = self._index.values.months_in(meaning.text)
        said = self.word(meaning)
        title = meaning.text.capitalize()
        terms = said.terms if said else frozenset()
        return Facet("time", meaning.text, title, terms, months=months) if said or months else None

    def opened(self, meaning: Meaning) -> Iterator[Facet]:
        """The facets that a word may open in any of its forms."""
        return (self._opening[term] for term in meaning.terms if term in self._opening)

    def _read(self, listings: Listings) -> Iterator[tuple[Term, Facet]]:
        """The words that open a listing, and what they list."""
        index = self._index
        headed: dict[str, Facet] = {}
        own: dict[Term, Facet] = {}
        for kind, phrases in listings.kinds.items():
            heads = _words(index, phrases)
            terms = _terms(index, heads) if kind in SAID_KINDS else frozenset()
            headed[kind] = Facet("kind", kind, self._title(kind), terms)
            opened = dict.fromkeys(heads, headed[kind])
            if kind in KINDS:
                yield from opened.items()
            else:
                own |= opened
        for theme, phrases in listings.themes.items():
            heads = _words(index, phrases)
            facet = Facet("theme", theme, _theme_title(theme), frozenset(heads))
            yield from dict.fromkeys(heads, facet).items()
        for view, phrases in listings.views.items():
            headed[view] = Facet("view", view, phrases[0].capitalize())
            if view == "contacts" and not index.has_contacts:
                continue  # what one has with somebody is something else
            yield from dict.fromkeys(_words(index, phrases), headed[view]).items()
        for listed, phrases in listings.verbs.items():
            facet = replace(headed[listed], is_verb=True)
            yield from dict.fromkeys(_words(index, phrases), facet).items()
        for title, group in listings.groups.items():
            terms = frozenset(filter(None, (index.concepts.named(name) for name in group.names)))
            facet = Facet("name", title, title, terms, names=frozenset(group.names))
            yield from dict.fromkeys(_words(index, group.words), facet).items()
        yield from own.items()  # last, for a curator's "fares" are no sums of money


def _words(index: Index, phrases: Iterable[str]) -> list[int]:
    """The words that head a listing; a phrase is written without spaces."""
    said = filterfalse(looks_english, phrases)
    known = (index.vocabulary.id(fold(phrase).replace(" ", "")) for phrase in said)
    return [word for word in known if word is not None]


def _terms(index: Index, heads: Iterable[int]) -> frozenset[Term]:
    """Words that head a listing, and what they stand for."""
    return frozenset(chain.from_iterable(index.concepts.alike(head) for head in heads))


def _theme_title(theme: str) -> str:
    return theme.replace("-", " ").capitalize()

"""What a question asks to have listed, and the rows that are: one thing a row, each once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Literal, NamedTuple

from knowledge.fold import fold
from knowledge.language import VIEWS, Listings, View
from knowledge.model import Entry, Kind

from . import rows
from .concepts import Term
from .index import Index, IndexedEntry, IndexedFact, Phrase
from .meaning import SAME_MEANING, Meaning
from .query import PLURAL, Query
from .reply import Item

Sort = Literal["year", "place", "name", "kind", "theme", "view", "noun", "word"]

SURE = 0.8
"""Likeness from which a typed word is taken for one that opens a listing."""

SURE_CONCEPT = SURE * SAME_MEANING
"""The same for a concept that such a word stands for."""

SAME_WORD = 0.97
"""Likeness from which a word is a heading: "theme" is not yet "themes"."""

A_FORM = 0.85
"""The same where a word such as "every" shows that a listing is wanted: "every event"."""

FEWEST_FOR_NOUN = 2
"""Things that a word must name before its plural lists them: one is an answer."""

MOST_FOR_NOUN = 256
"""Entries that may have it: what more of them have, tells nothing apart and would take long to go through."""

MOST_WORDS = 2
"""Words beside those that open a listing: "renewable energy projects" lists, a sentence asks."""

LONGEST_PHRASE_LISTED = 5
"""Words of what is a phrase rather than a sentence: there a plural lists, "security and defence meetings"."""

MOST_VAGUE = 2
"""The same for words that seldom decide, where nothing else shows that a listing is wanted."""

MOST_KEY_POINTS = 10
"""Leads that sum up a source whose curator marks no key points."""

YEARS = range(1900, 2101)

HAPPENING: frozenset[View] = frozenset(("events", "timeline", "upcoming", "past", "cities"))
"""Views that list what happens."""

COUNTED: Mapping[View, re.Pattern[str] | None] = {
    "figures": None,
    "percentages": re.compile(r"%|percent", re.IGNORECASE),
    "money": re.compile(r"USD|dollar|EUR|euro|GBP|CHF|[$€£]", re.IGNORECASE),
}
"""Views that list figures, and what their unit has."""

TOPICAL: frozenset[Sort] = frozenset(("kind", "theme", "noun"))
"""Sorts that list topics, and not what is said of something."""

LOOSE_KINDS = frozenset(("initiative", "project", "theme", "figure"))
"""Kinds that people use for anything: beside another facet, "projects" narrows nothing."""

SAID_KINDS: frozenset[Kind] = frozenset(("agreement", "document"))
"""Kinds whose word in a name or lead shows that it is of one, whatever its entry is of: "memorandum".

An "initiative" or "organization" is said in passing in dozens of facts.
"""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a listing: the year 2026, the city of Baku, summits."""

    sort: Sort
    key: str
    title: str
    terms: frozenset[Term] = frozenset()
    """Words and concepts, of which what is listed says one."""
    is_verb: bool = False
    """Whether a verb asks for it: "what *happened*". What it finds alone is an answer, and no list of one."""
    names: frozenset[str] = frozenset()
    """A place and the places in it; the members of a group that is asked for by its own name."""

    @property
    def opens(self) -> bool:
        """Whether the facet alone shows that a listing is wanted, whatever else is said."""
        return self.sort in ("kind", "view")

    @property
    def is_named(self) -> bool:
        """Whether it is a place, body or person by its name."""
        return self.sort in ("place", "name")


class Heading(NamedTuple):
    """What a listing is of."""

    facets: tuple[Facet, ...]
    is_asked: bool
    """Whether a listing is all that is asked for: "events in 2026". A sentence may rather want an answer."""
    mentions: bool = False
    """Whether what is only mentioned is wanted too: "all mentions of Armenia"."""

    @property
    def title(self) -> str:
        return " · ".join(facet.title for facet in self.facets)

    @property
    def is_open(self) -> bool:
        """Whether a sort of thing is asked for, and not only all of a name."""
        return any(facet.opens or facet.sort in ("noun", "theme") for facet in self.facets)

    @property
    def wants_rows(self) -> bool:
        """Whether things are asked for in the plural: then one is a list as well."""
        return any(facet.opens and not facet.is_verb for facet in self.facets)


class Catalogue:
    """Everything that can be listed, and what it can be listed under."""

    def __init__(self, index: Index, listings: Listings) -> None:
        self._index = index
        self._mentions = frozenset(map(fold, listings.mentions))
        self._anyone = frozenset(map(fold, listings.anyone))
        self._headings = dict(self._read_headings(listings))
        self._years = frozenset(
            year for entry in index.entries for fact in entry.facts for year in fact.years
        )

    def heading(self, query: Query, meanings: Sequence[Meaning]) -> Heading | None:
        """What *query* asks to have listed; None where it asks for anything else."""
        found: dict[int, Facet] = {}
        passed = {place for place, word in enumerate(query.words) if word.subject}
        for meaning in sorted(meanings, key=lambda it: -len(it.places)):
            places = meaning.places
            if not any(place in found or place in passed for place in places):
                facet = self._facet(query, meaning)
                if facet and facet.is_verb and query.asks and len(places) == 1:
                    facet = None  # "who proposed the alphabet?"
                if facet:
                    found |= dict.fromkeys(places, facet)
        passed -= found.keys()
        if not found and passed and query.listing:
            return None  # "everything about the OTS": its own topic
        if query.closed and not query.listing:
            return None
        opened = query.listing or query.several or any(facet.opens for facet in found.values())
        others = [it for it in meanings if it.weight and it.places[0] not in found.keys() | passed]
        left = [meaning for meaning in others if not query.words[meaning.places[0]].vague]
        asked = [ask for ask, places in query.asked_at if not set(places) <= found.keys()]
        if asked and (left or any(ask in ("how many", "how much", "how long", "why") for ask in asked)):
            return None
        if asked and not any(facet.sort == "view" for facet in found.values()):
            return None
        if asked and self._index.relations(query)[0]:
            return None  # "which countries are members"
        narrow = left or any(facet.sort in ("place", "name", "noun") for facet in found.values())
        if narrow and query.asked_at:
            return None  # "which cities host the games" asks, "which cities" lists
        if left and (not opened or len(left) > MOST_WORDS):
            return None
        asked_of = any(query.words[meaning.places[0]].sort_asked for meaning in others)
        if not opened and (len(others) > (0 if query.which else MOST_VAGUE) or asked_of):
            return None
        topics = any(facet.key == "topics" and facet.sort == "view" for facet in found.values())
        if topics and not query.listing and (left or len(set(found.values())) > 1):
            return None  # "what topics does the roadmap cover"
        if any(_proposes(facet) for facet in found.values()):
            left = [meaning for meaning in left if meaning.text not in self._anyone]
        for meaning in left:
            facet = self._word(meaning)
            if not facet and query.listing and not meaning.terms and found:
                continue  # "treaties, agreements, whatnots: all of them"
            if not facet:
                return None
            found[meaning.places[0]] = facet
        self._unite(query, found, [meaning.places[0] for meaning in left])
        if not found:
            return None
        facets = tuple(dict.fromkeys(found[place] for place in sorted(found)))
        if query.listing and any(not facet.is_verb for facet in facets):  # "all that happened in 2024"
            facets = tuple(
                facet for facet in facets if not facet.is_verb
            )  # "everything that happened in 2024"
        if all(facet.sort == "word" for facet in facets) and not query.listing:
            return None
        if len(facets) > 1:
            facets = tuple(facet for facet in facets if facet.key != "summary" or facet.sort != "view")
        mentions = any(word.text in self._mentions for word in query.words)
        phrase = not (query.asks or query.which) and len(query.words) <= LONGEST_PHRASE_LISTED
        plural = phrase and any(facet.opens and not facet.is_verb for facet in facets)
        return Heading(facets, query.listing or not left or plural, mentions)

    def items(self, heading: Heading) -> tuple[Item, ...]:
        """The rows of a heading, each thing once, in the order to show."""
        views: dict[View, Facet] = {}
        for facet in heading.facets:
            if facet.sort == "view":
                views[_VIEWS[facet.key]] = facet
        narrowing = [it for it in heading.facets if it.sort != "view"]
        if len(narrowing) > 1 or views:
            specific = [it for it in narrowing if it.sort != "kind" or it.key not in LOOSE_KINDS]
            narrowing = specific if specific or views else narrowing
        listed = list(self._rows(views, narrowing, heading))
        topical = any(facet.sort in TOPICAL for facet in heading.facets)
        found = rows.once(listed, by_passage=not views and not topical)
        return tuple(_grouped(sorted(found, key=_order(views, narrowing)), views))

    def topics(self) -> Iterator[Item]:
        """Every entry with its lead."""
        return (rows.topic(entry.entry) for entry in self._index.entries)

    def kind(self, kind: Kind) -> Facet:
        """The facet of all entries of *kind*."""
        headed = (facet for facet in self._headings.values() if facet.sort == "kind" and facet.key == kind)
        return next(headed, Facet("kind", kind, _plural(kind)))

    def theme(self, theme: str) -> Facet:
        """The facet of all entries in the file of *theme*, and of those that are called so."""
        headed = (facet for facet in self._headings.values() if facet.sort == "theme" and facet.key == theme)
        return next(headed, Facet("theme", theme, _theme_title(theme)))

    def year(self, year: str) -> Facet:
        """The facet of everything that happens in *year*."""
        return Facet("year", year, year)

    def view(self, name: View) -> Facet:
        """The facet called *name* in ``listings.yaml``."""
        return Facet("view", name, name.capitalize())

    # What is asked for

    def _unite(self, query: Query, found: dict[int, Facet], words: Sequence[int]) -> None:
        """Make one facet of two words with "and" between them: "climate and green" wants either."""
        for one, other in pairwise(words):
            if other - one == 2 and not query.words[one + 1].telling:
                first, second = found[one], found[other]
                title = f"{first.title} and {second.title.lower()}"
                united = Facet("word", title, title, first.terms | second.terms)
                found |= {one: united, other: united}

    def _facet(self, query: Query, meaning: Meaning) -> Facet | None:
        if meaning.text.isdigit():
            return self.year(meaning.text) if self._is_year(meaning) else None
        for term, likeness in sorted(meaning.terms.items(), key=lambda it: -it[1]):
            if likeness >= (A_FORM if query.listing else SAME_WORD) and term in self._headings:
                return self._headings[term]
            if likeness >= SURE and self._index.concepts.is_name(term) and meaning.mass:
                name = self._index.concepts.title(term)
                if self._index.concepts.is_place(term):
                    inside = self._index.concepts.inside(name)
                    places = (self._index.concepts.named(place) for place in inside)
                    terms = frozenset((term, *filter(None, places)))
                    return Facet("place", name, name, terms, names=frozenset((name, *inside)))
                return Facet("name", name, name, frozenset([term]))
        if not meaning.mass:
            return None
        if meaning.text in self._anyone:
            return None
        return self._noun(meaning) if query.listing or self._is_plural(meaning.text) else None

    def _is_year(self, meaning: Meaning) -> bool:
        """Whether a number is a year, and no other figure of the knowledge: "2,000"."""
        known = meaning.text in self._years or meaning.terms.keys().isdisjoint(self._index.postings.keys())
        return known and int(meaning.text) in YEARS

    def _is_plural(self, word: str) -> bool:
        if PLURAL.fullmatch(word) is None:
            return False
        singulars = [word.removesuffix("s"), word.removesuffix("ies") + "y" if word.endswith("ies") else word]
        return any(it != word and self._index.vocabulary.id(it) is not None for it in singulars)

    def _noun(self, meaning: Meaning) -> Facet | None:
        """A common noun in the names of several things: "summits"."""
        facet = self._word(meaning)
        if facet is None:
            return None
        facet = Facet("noun", facet.key, facet.title, facet.terms)
        having = [self._index.postings[term] for term in facet.terms if term in self._index.postings]
        if sum(map(len, having)) > MOST_FOR_NOUN:
            return None
        named = self._rows({}, [facet], Heading((facet,), is_asked=False))
        return facet if len(list(islice(named, FEWEST_FOR_NOUN))) == FEWEST_FOR_NOUN else None

    def _word(self, meaning: Meaning) -> Facet | None:
        terms = frozenset(
            term
            for term, likeness in meaning.terms.items()
            if likeness >= (SURE_CONCEPT if self._index.concepts.is_concept(term) else SURE)
            and term in self._index.postings
        )
        terms = self._index.words_for(terms)
        return Facet("word", meaning.text, meaning.text.capitalize(), terms) if terms else None

    # What is listed

    def _rows(
        self, views: Mapping[View, Facet], narrowing: Sequence[Facet], heading: Heading
    ) -> Iterator[Item]:
        years = {facet.key for facet in narrowing if facet.sort == "year"}
        others = [facet for facet in narrowing if facet.sort != "year"]
        for facet in others:
            if facet.sort == "name" and facet.names:
                yield from self._members(facet)
                return
        for entry, made in self._made(views, others, heading):
            facts = {id(fact.fact): fact for fact in entry.facts}
            for row in made:
                fact = facts[id(row.fact)]
                if years and not _in_years(row, fact, years, happening=not HAPPENING.isdisjoint(views)):
                    continue
                if all(self._takes(facet, entry, fact, row, views, heading) for facet in others):
                    yield row

    def _made(
        self, views: Mapping[View, Facet], others: Sequence[Facet], heading: Heading
    ) -> Iterator[tuple[IndexedEntry, Iterable[Item]]]:
        """The entries that may have something to list, each with all its rows of the sort asked for."""
        make: Callable[[Entry], Iterable[Item]]
        if not HAPPENING.isdisjoint(views):
            make = _happening
        elif not COUNTED.keys().isdisjoint(views):
            make = _counted
        elif "proposals" in views or "proposers" in views:
            make = _proposed
        elif any(facet.sort in TOPICAL for facet in heading.facets) or "topics" in views:
            make = _topics
        else:
            make = _said
        units = [unit for view, unit in COUNTED.items() if view in views and unit]
        overviews = any(facet.sort == "kind" and facet.key == "theme" for facet in others)
        for entry in self._entries(others):
            if make is _topics and not overviews and others and entry.entry.kind == "theme":
                continue  # it tells of what has rows of its own
            if make is _said:  # most facts say nothing of it, and making a row of each takes long
                wide = others and not any(facet.sort in ("place", "noun") for facet in others)
                facts = [it.fact for it in entry.facts if not wide or self._may_say(others, entry, it)]
                made: Iterable[Item] = [rows.said(entry.entry, fact) for fact in facts]
            else:
                made = make(entry.entry)
            if "summary" in views:
                made = self._key_points(entry)
            if units:
                made = [row for row in made if any(unit.search(_unit(row)) for unit in units)]
            if "upcoming" in views and "past" not in views:
                made = [row for row in made if row.status in ("planned", "proposed")]
            if "past" in views and "upcoming" not in views:
                made = [row for row in made if row.status == "past"]
            if "timeline" in views:
                made = [row for row in made if row.date]
            if "cities" in views:
                made = [row for row in made if row.fact.occasion and row.fact.occasion.city]
            if "countries" in views and make is not _proposed:
                made = [row for row in made if self._country(row)]
            if "places" in views:
                made = [row for row in made if row.where or row.fact.places]
            yield entry, made

    def _may_say(self, facets: Iterable[Facet], entry: IndexedEntry, fact: IndexedFact) -> bool:
        """Whether a fact or the names of its entry have a word of each facet that is told by words."""
        return all(
            facet.sort not in ("name", "word")
            or not facet.terms.isdisjoint(fact.stated)
            or (facet.sort == "word" and _is_called(facet, chain(entry.names, entry.called, fact.called)))
            for facet in facets
        )

    def _key_points(self, entry: IndexedEntry) -> Iterable[Item]:
        marked = [fact for fact in entry.entry.facts if fact.key]
        if not marked and not self._index.has_key_points and entry.entry.id in self._most_told:
            marked = [entry.entry.facts[0]]
        return [rows.topic(entry.entry, fact, what=fact.text) for fact in marked]

    @property
    def _most_told(self) -> frozenset[str]:
        told = sorted(self._index.entries, key=lambda it: -len(it.facts))
        return frozenset(it.entry.id for it in told[:MOST_KEY_POINTS])

    def _members(self, group: Facet) -> Iterator[Item]:
        """A row for each name of a group that some fact says: "UN agencies"."""
        for name in sorted(group.names):
            term = self._index.concepts.named(name)
            if term is None or term not in self._index.postings:
                continue
            entries = [self._index.entries[number] for number in sorted(self._index.postings[term])]
            saying = [(entry, fact) for entry in entries for fact in entry.facts if term in fact.stated]
            together = [it for it in saying if len(it[1].stated & group.terms) > 1]
            if saying:
                entry, fact = next(iter(together or saying))
                yield rows.topic(entry.entry, fact.fact, what=name)

    def _entries(self, facets: Iterable[Facet]) -> Iterator[IndexedEntry]:
        """The entries that have the rarest of the facets' words, or else all."""
        having: list[Collection[int]] = [
            {number for term in facet.terms for number in self._index.postings.get(term, ())}
            for facet in facets
            if facet.sort in ("place", "name", "noun", "word")
        ]
        rarest = min(having, key=len, default=range(len(self._index.entries)))
        yield from (self._index.entries[number] for number in sorted(rarest))

    def _takes(
        self,
        facet: Facet,
        entry: IndexedEntry,
        fact: IndexedFact,
        row: Item,
        views: Mapping[View, Facet],
        heading: Heading,
    ) -> bool:
        match facet.sort:
            case "place":
                if not HAPPENING.isdisjoint(views):
                    return not facet.names.isdisjoint((*row.where, *row.who))
                typed = not facet.names.isdisjoint((*row.where, *fact.fact.places, *fact.fact.actors))
                said = heading.mentions or not COUNTED.keys().isdisjoint(views)
                return typed or (said and not facet.terms.isdisjoint(fact.stated))
            case "name":
                return not facet.terms.isdisjoint(fact.stated)
            case "kind":
                return entry.entry.kind == facet.key or self._is_titled(facet, entry)
            case "theme":
                return entry.entry.theme == facet.key or self._is_titled(facet, entry)
            case "noun":
                return (
                    self._is_titled(facet, entry) if row.what == entry.entry.title else self._says(facet, row)
                )
            case "word":
                phrases = chain(entry.names, entry.called, fact.called)
                return not facet.terms.isdisjoint(fact.stated) or _is_called(facet, phrases)
            case _:
                return True

    def _is_titled(self, facet: Facet, entry: IndexedEntry) -> bool:
        return not facet.terms.isdisjoint(entry.names[0])

    def _says(self, facet: Facet, row: Item) -> bool:
        """Whether the name of a row has a word of *facet*."""
        ids = map(self._index.vocabulary.id, fold(row.what).split())
        return any(not facet.terms.isdisjoint(self._index.concepts.alike(it)) for it in ids if it is not None)

    def _country(self, row: Item) -> str | None:
        names = (*row.where, *row.who, *row.fact.places)
        return next((it for it in names if it in self._index.concepts.country_names), None)

    def _read_headings(self, listings: Listings) -> Iterator[tuple[Term, Facet]]:
        """The words that open a listing, and what they list."""
        index = self._index
        for kind, phrases in listings.kinds.items():
            heads = _words(index, phrases)
            terms = _terms(index, heads) if kind in SAID_KINDS else frozenset()
            yield from dict.fromkeys(heads, Facet("kind", kind, _plural(kind), terms)).items()
        for theme, phrases in listings.themes.items():
            heads = _words(index, phrases)
            facet = Facet("theme", theme, _theme_title(theme), frozenset(heads))
            yield from dict.fromkeys(heads, facet).items()
        for view, phrases in listings.views.items():
            facet = Facet("view", view, phrases[0].capitalize())
            yield from dict.fromkeys(_words(index, phrases), facet).items()
        for view, phrases in listings.verbs.items():
            title = listings.views[view][0].capitalize() if view in listings.views else view.capitalize()
            facet = Facet("view", view, title, is_verb=True)
            yield from dict.fromkeys(_words(index, phrases), facet).items()
        for title, group in listings.groups.items():
            terms = frozenset(filter(None, (index.concepts.named(name) for name in group.names)))
            facet = Facet("name", title, title, terms, names=frozenset(group.names))
            yield from dict.fromkeys(_words(index, group.words), facet).items()


_VIEWS: Mapping[str, View] = {view: view for view in VIEWS}


def _proposes(facet: Facet) -> bool:
    return facet.sort == "view" and facet.key in ("proposals", "proposers")


def _happening(entry: Entry) -> Iterable[Item]:
    return [row for fact in entry.facts if (row := rows.occasion(entry, fact))]


def _counted(entry: Entry) -> Iterable[Item]:
    return [row for fact in entry.facts for row in rows.figures(entry, fact)]


def _proposed(entry: Entry) -> Iterable[Item]:
    return [row for fact in entry.facts for row in rows.proposals(entry, fact)]


def _topics(entry: Entry) -> Iterable[Item]:
    """An entry as a row, unless its lead is something that happens; and what happens in it."""
    happening = list(_happening(entry))
    return happening if entry.facts[0].occasion else [rows.topic(entry), *happening]


def _said(entry: Entry) -> Iterable[Item]:
    return [rows.said(entry, fact) for fact in entry.facts]


def _unit(row: Item) -> str:
    """The units of a row's figures, as typed and as written."""
    return " ".join((row.value or "", *(it.unit for it in row.fact.figures if row.what.endswith(it.of))))


def _in_years(row: Item, fact: IndexedFact, years: Collection[str], *, happening: bool) -> bool:
    if row.date:
        return any(row.date[:4] <= year <= (row.until or row.date)[:4] for year in years)
    return not happening and row.value is None and not fact.years.isdisjoint(years)


def _order(views: Mapping[View, Facet], narrowing: Sequence[Facet]) -> Callable[[Item], tuple[str, int]]:
    """How rows are put in order: as they happen, or as the source tells them."""
    timed = views and HAPPENING.isdisjoint(views) and "proposals" not in views and "proposers" not in views
    topics = not views and any(facet.sort in ("kind", "theme") for facet in narrowing)
    return (lambda row: ("", row.fact.span.start)) if timed or topics else rows.by_date


def _grouped(found: Sequence[Item], views: Mapping[View, Facet]) -> Iterable[Item]:
    """The rows under headings, where the question groups them."""
    heading: Callable[[Item], str] | None = None
    if "cities" in views:
        heading = lambda row: row.where[0]  # noqa: E731
    elif "countries" in views or "places" in views:
        heading = lambda row: (row.where or row.fact.places or row.who)[-1]  # noqa: E731
    elif "proposers" in views:
        heading = lambda row: row.who[0]  # noqa: E731
    if heading is not None:
        groups: dict[str, list[Item]] = {}
        for row in found:
            groups.setdefault(heading(row), []).append(row)
        return [_under(name, row) for name in sorted(groups, key=fold) for row in groups[name]]
    if "timeline" in views:
        return [_under(row.date[:4], row) if row.date else row for row in found]
    return found


def _under(group: str, row: Item) -> Item:
    return Item(
        row.what, row.entry, row.fact, group, row.who, row.date, row.until, row.where, row.status, row.value
    )


def _is_called(facet: Facet, phrases: Iterable[Phrase]) -> bool:
    return not all(map(facet.terms.isdisjoint, phrases))


def _words(index: Index, phrases: Iterable[str]) -> list[int]:
    """The words that head a listing; a phrase is written without spaces."""
    known = (index.vocabulary.id(fold(phrase).replace(" ", "")) for phrase in phrases)
    return [word for word in known if word is not None]


def _terms(index: Index, heads: Iterable[int]) -> frozenset[Term]:
    """Words that head a listing, and what they stand for."""
    return frozenset(chain.from_iterable(index.concepts.alike(head) for head in heads))


def _plural(kind: Kind) -> str:
    return "People" if kind == "person" else f"{kind.capitalize()}s"


def _theme_title(theme: str) -> str:
    return theme.replace("-", " ").capitalize()

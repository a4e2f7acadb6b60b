"""The replies that are lists: by a command, and to a question that asks for several things."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import chain

from knowledge.base import Knowledge
from knowledge.fold import fold, words
from knowledge.language import View
from knowledge.model import KINDS, Entry

from .decide import WHOLE_NAME, Decider
from .finding.asked import Asked
from .finding.index import Index
from .finding.match import Hit, Matcher
from .listings import rows
from .listings.beside import Beside
from .listings.facets import Facet, Heading
from .listings.heading import Headings
from .listings.listing import Catalogue
from .listings.openings import Openings
from .listings.payers import Payers
from .reply import MOST_FACTS, Item, Listing, NoAnswer, Reply
from .words.everyday import is_everyday
from .words.query import PLURAL, Query

WIDELY = 0.25
"""Share of all topics from which a word narrows nothing before a kind that has nothing of it."""

CALLED = 0.8
"""How well a query must be the name of an entry to ask for it, not for all that mentions the name."""

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Lister:
    """Lists what is asked for; what only one thing answers is an answer about it."""

    def __init__(
        self, knowledge: Knowledge, index: Index, matcher: Matcher, decider: Decider, joints: Collection[str]
    ) -> None:
        self._knowledge = knowledge
        self._about = knowledge.about
        self._index = index
        self._matcher = matcher
        self._decider = decider
        self._themes = frozenset(entry.theme for entry in knowledge.entries)
        listings = knowledge.language.listings
        there = "|".join(map(fold, knowledge.language.questions.existential))
        self._is_there = re.compile(rf"\b(?:{there or '(?!)'})\b")
        self._catalogue = Catalogue(index, listings)
        self._openings = Openings(index, listings, self._catalogue.names_several, self._about.plural)
        self._payers = Payers(index, listings.paying)
        self.beside = Beside(listings, self._openings.idle)
        """What of a query narrows nothing, such as that it asks where a name stands."""
        self._headings = Headings(
            index, self._openings, self._catalogue.measures, self.beside, listings, joints
        )

    def heading(self, asked: Asked) -> Heading | None:
        """What is to be listed; None where anything else is asked."""
        heading = self._headings.of(asked)
        if heading is None or heading.facets[-1].sort != "kind" or heading.denies:
            return heading
        if not (heading.mentions or asked.query.listing):
            return heading  # "which regional bodies does it talk to" wants an answer
        *before, kind = heading.facets
        idle = bool(before) and all(map(self._is_said_widely, before)) and not self._catalogue.items(heading)
        return Heading((kind,), is_asked=True) if idle else heading  # "Turkic cooperation bodies"

    def _is_said_widely(self, facet: Facet) -> bool:
        """Whether so many topics have a word of it that it hardly narrows a list."""
        having = set(chain.from_iterable(self._index.postings.get(term, ()) for term in facet.terms))
        return facet.sort in ("word", "noun") and len(having) >= WIDELY * len(self._index.entries)

    def command(self, text: str) -> Reply | None:
        """The reply to a command such as ``timeline 2026``; None for anything that is not just that."""
        name, _, rest = " ".join(text.split()).lower().partition(" ")
        match name, rest:
            case "list", "":
                return Listing(text, "All topics", tuple(self._catalogue.topics()))
            case "list", word if kind := self._about.kind_called(word):
                return self.under(text, self._openings.kind(kind))
            case "list", theme if theme.replace(" ", "-") in self._themes:
                return self.under(text, self._openings.theme(theme.replace(" ", "-")))
            case "sources", "":
                return self.sources(text)
            case "timeline", "":
                return self.under(text, "timeline")
            case "timeline", year if year.isdigit():
                return self.under(text, "timeline", self._openings.year(year))
            case "places" | "figures", "":
                return self.under(text, "places" if name == "places" else "figures")
            case _:
                return None

    def listed(self, view: View) -> tuple[Item, ...]:
        """The rows of everything that is listed as *view*; none where the sources tell of none."""
        return self._catalogue.items(Heading((self._openings.view(view),), is_asked=True))

    def under(self, text: str, *facets: Facet | View) -> Reply:
        """Everything of all *facets*, in answer to *text*."""
        heading = Heading(
            tuple(it if isinstance(it, Facet) else self._openings.view(it) for it in facets), is_asked=True
        )
        items = self._catalogue.items(heading)
        if not items:
            return NoAnswer(text, "unknown_topic", asked=heading.title)
        return Listing(text, heading.title, items)

    def sources(self, text: str) -> Listing:
        """The sources that facts are from, each proven by one of them."""
        found = (rows.source(source, self._knowledge.entries) for source in self._knowledge.sources)
        return Listing(text, "Sources", tuple(row for row in found if row))

    def lists(self, asked: Asked) -> bool:
        """Whether a question asks for a list whatever was said before: "which routes *are there*?".

        "Is all of that so?" does not.
        """
        query = asked.query
        whatever = query.listing or (query.several and self._is_there.search(query.folded))
        return bool(whatever) and not query.closed and self._headings.of(asked) is not None

    def lists_alone(self, text: str, read: Callable[[str], Asked]) -> bool:
        """Whether *text* is but the plural of a sort of thing, as a command is: "projects".

        "Projects?" may ask which are meant by what was said before.
        """
        heading = self._headings.of(read(text)) if PLURAL.fullmatch(text.lower()) else None
        return heading is not None and heading.wants_rows

    def listing(self, asked: Asked, heading: Heading) -> Reply | None:
        """What can be listed under *heading*; one thing alone is an answer about it."""
        # "UNIDO" is what the declaration with it is called; "everything with UNIDO" is more.
        query, facets = asked.query, heading.facets
        ambiguous = len(facets) > 1 or any(facet.sort == "name" for facet in facets)
        mentions = heading.mentions and heading.is_asked and all(it.is_named for it in facets)
        called = self._is_called(asked) if ambiguous or query.listing else None
        called = None if mentions and not query.listing else called  # "where is WHO mentioned?"
        called = None if heading.denies else called  # "agreements except the one with Maravel"
        of_many = heading.wants_rows and any(facet.sort in ("theme", "view") for facet in facets)
        if called and not (query.listing or of_many):
            return None  # the "Washington agreements" are one thing, "tourism initiatives" many
        if called and query.listing:
            exactly = self._index.entry_called(" ".join(query.telling)) is not None
            told_by_words = {"word", "noun"} if exactly else {"word"}
            if {facet.sort for facet in facets} <= told_by_words:
                return self._all_of(called, heading)
        items = self._catalogue.items(heading)
        if not items and called:
            return None
        if not items:
            sorts = {"year", "view", "noun"} if asked.query.several else {"year", "view"}
            planned = heading.wants_rows and any(
                it.sort == "kind" and it.key in rows.PLANNED for it in facets
            )
            sorts |= {"kind", "time"} if planned else set()  # "projects in 2031"
            nowhere = heading.denies or all(facet.is_named or facet.sort in sorts for facet in facets)
            return NoAnswer(query.text, "unknown_topic", asked=heading.title) if nowhere else None
        told = {item.entry.id for item in items}
        one_is_a_list = heading.wants_rows and all(facet.sort != "word" for facet in facets)
        if one_is_a_list or (len(items) > 1 and (len(told) > 1 or heading.wants_rows or mentions)):
            return Listing(query.text, heading.title, items)
        entry = items[0].entry
        hit = self._matcher.look_at(entry, asked)
        if hit.lacks and not heading.wants_rows:
            return None
        meant = [item.fact for item in items]
        facts = sorted(hit.facts_in_order, key=lambda fact: fact not in meant)
        return self._decider.told(query.text, entry, facts)

    def of_name(self, asked: Asked) -> Listing | None:
        """All that is said of a name, where a list is asked for and nothing else of it is found."""
        facets = {self._openings.name(it) for it in asked.named} if asked.query.listing else set()
        if len(facets) != 1:
            return None
        heading = Heading((*filter(None, facets),), is_asked=True)
        items = self._catalogue.items(heading)
        return Listing(asked.query.text, heading.title, items) if len(items) > 1 else None

    def _all_of(self, hit: Hit, heading: Heading) -> Reply:
        """Everything that is said of one topic, a row a fact, and what other topics say of it."""
        entry = hit.entry
        own = [rows.topic(entry, it, what=it.text) for it in entry.told if not it.own]
        others = self._others_say(entry, heading)
        if len(own) + len(others) == 1:
            return self._decider.answer(hit)
        return Listing(hit.query.text, entry.title, (*own, *others))

    def _others_say(self, entry: Entry, heading: Heading) -> list[Item]:
        """What other topics than *entry* say under *heading*, and it does not."""
        return [
            replace(row, what=row.fact.text)
            for row in self._catalogue.items(heading)
            if row.entry is not entry and not any(rows.is_same_passage(row.fact, it) for it in entry.told)
        ]

    def gathered(self, query: Query, read: Callable[[Query], Asked]) -> Listing | None:
        """All that a topic gathers under the plural that *query* is: "show releases", "house rules".

        A theme of one word has what other topics say of it as well: "partners". None where an answer shows
        all of it, or something else is asked for.
        """
        entry = self._gathering(query)
        if entry is None:
            return None
        own = [rows.topic(entry, it, what=it.text) for it in entry.told if not it.own]
        is_theme = entry.kind == "theme" and len(words(entry.title)) == 1
        elsewhere = self._said_elsewhere(entry, read(query)) if is_theme else []
        if len(own) <= MOST_FACTS and not elsewhere:
            return None
        return Listing(query.text, entry.title, (*own, *elsewhere))

    def _gathering(self, query: Query) -> Entry | None:
        """The theme of which *query* is the plural title, or whose rules are asked for: "uniform rules"."""
        asks = (
            query.asks.keys() - {"who"} or query.closed or query.listing or self.beside.says_mentions(query)
        )
        begun = next((place for place, word in enumerate(query.words) if word.telling), None)
        if asks or begun is None:
            return None
        said = [word.text for word in query.words[begun:]]
        names = (" ".join(query.telling), " ".join(said), query.folded)
        number = next((it for it in map(self._index.entry_called, names) if it is not None), None)
        if number is None:
            return None
        entry = self._index.entries[number].entry
        if self.are_several(names, entry):
            return None
        is_plural = fold(entry.title) in names and PLURAL.fullmatch(words(entry.title)[-1])
        of_its_kind = entry.kind not in KINDS and PLURAL.fullmatch(said[-1])
        gathers = (is_plural and entry.kind == "theme") or (
            of_its_kind and self._about.kind_called(said[-1]) == entry.kind
        )
        return entry if gathers else None

    def are_several(self, names: Collection[str], overview: Entry) -> bool:
        """Whether one of *names* is what several others than *overview* are called, by a curator's kind.

        Then "routes" lists each route, though an overview of them has that name too.
        """
        called = {self._about.kind_called(it) for it in names if it not in map(fold, self._about.every_kind)}
        own = called.difference(KINDS, (None,))
        others = [it.entry.kind for it in self._index.entries if it.entry is not overview] if own else []
        return any(others.count(kind) > 1 for kind in own if kind)

    def _said_elsewhere(self, entry: Entry, asked: Asked) -> list[Item]:
        """What other topics than *entry* say of the one word that it is called."""
        facets = [facet for it in asked.telling if (facet := self._openings.word(it))]
        return self._others_say(entry, Heading(tuple(facets), is_asked=True)) if len(facets) == 1 else []

    def naming(self, query: Query) -> Listing | None:
        """What several topics tell of somebody or something by a name, though none is called so.

        None where *query* is anything but a name of several words, as sources write it.
        """
        asks = query.asks or query.which or query.closed
        places = [place for place, word in enumerate(query.words) if word.telling]
        name = [query.words[place].text for place in places]
        if asks or len(name) < 2 or places[-1] - places[0] >= len(name) or is_everyday(name[-1]):
            return None
        terms = [self._index.vocabulary.id(it) for it in name]
        having = [self._index.postings.get(it, ()) if it is not None else () for it in terms]
        numbers = set(having[0]).intersection(*having[1:])
        if len(numbers) < 2:
            return None
        found = [
            rows.topic(entry, fact, what=fact.text)
            for entry in (self._index.entries[it].entry for it in sorted(numbers))
            for fact in entry.told
            if not fact.own and _names(fact.quote, name)
        ]
        found = rows.once(found, by_passage=True)
        if len({row.entry.id for row in found}) < 2:
            return None
        return Listing(query.text, " ".join(name).title(), tuple(found))

    def of_each(self, asked: Asked) -> Listing | None:
        """What is asked of each thing of a kind: "how many users does *each* plan include?".

        None where it is asked of none, or told of one alone.
        """
        facet, said = self._headings.each_of(asked)
        if facet is None:
            return None
        things = self._catalogue.items(Heading((facet,), is_asked=True))
        entries = {row.entry.id: row.entry for row in things}.values()
        told = rows.once(filter(None, (self._told_of(it, asked, said) for it in entries)), by_passage=False)
        return Listing(asked.query.text, facet.title, tuple(told)) if len(told) > 1 else None

    def payers(self, asked: Asked) -> Reply | None:
        """Who pays for what is named, a row a fact that says so; one alone is an answer."""
        if not self._payers.asked(asked.query):
            return None
        found = self._payers.of(self._matcher.find(asked))
        told = rows.once((rows.topic(entry, it, what=it.text) for entry, it in found), by_passage=True)
        if len(told) > 1:
            return Listing(asked.query.text, asked.query.text, tuple(told))
        return self._decider.told(asked.query.text, told[0].entry, [told[0].fact]) if told else None

    def _told_of(self, entry: Entry, asked: Asked, said: Collection[int]) -> Item | None:
        """A row of what *entry* answers to all that is *asked*, but for the words *said* of its kind."""
        hit = self._matcher.look_at(entry, asked)
        missing = {it.places[0] for it in hit.missing}.difference(said)
        found = any(it.places[0] not in missing for it in asked.telling if it.places[0] not in said)
        if not found or hit.lacks or not all(asked.query.words[place].vague for place in missing):
            return None
        return rows.topic(entry, hit.lead.fact, what=hit.lead.fact.text)

    def _is_called(self, asked: Asked) -> Hit | None:
        """The entry that a query is the name of, but for a typo."""
        best = next(iter(self._matcher.find(asked)), None)
        if best is None:
            return None
        telling = {place for place, word in enumerate(asked.query.words) if word.telling}
        whole = best.typed_name >= WHOLE_NAME and len(best.name_places) > 1
        return best if best.name >= CALLED or (whole and telling.issubset(best.name_places)) else None


def _names(quote: str, name: Sequence[str]) -> bool:
    """Whether *quote* has the folded words *name* one behind another, and each with a capital."""
    found = [fold(it) if it[0].isupper() else "" for it in _WORDS.findall(quote)]
    runs = (found[at : at + len(name)] for at in range(len(found) - len(name) + 1))
    return any(run == name for run in runs)

"""Decides what is said; nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.fold import fold, is_number
from knowledge.load import Knowledge
from knowledge.model import KINDS, Entry

from . import wording
from .index import Index, IndexedEntry
from .listing import Catalogue, Facet
from .match import FactHit, Hit, Matcher, Meaning
from .query import MAX_LENGTH, Query, Reader
from .reply import Answer, Choice, Choices, Help, Item, Listing, NoAnswer, Reply

MOST_CHOICES = 5
MOST_SUGGESTIONS = 3
MOST_RELATED = 3
ANSWERED = 0.76
CLEAR_LEAD = 4.0
POSSIBLE = 0.5
OVERTAKES = 6.0


class Responder:
    """Turns text into a reply. The same text always gets the same reply."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.index = Index(knowledge)
        self.reader = Reader(knowledge.language)
        self.matcher = Matcher(self.index)
        self.catalogue = Catalogue(self.index)

    def reply(self, text: str, *, after: Answer | None = None) -> Reply:
        """Answer *text*, read as a follow-up to *after* where it names no topic of its own."""
        query = self.reader.read(text)
        if not query.words:
            return NoAnswer(text, "unreadable", missing="there is no word in it")
        meanings = self.matcher.meanings(query)
        listing = self._listing(query, meanings)
        if listing and not self._exact(query):
            return listing
        return self._decide(query, self.matcher.find(query, meanings))

    def _exact(self, query: Query) -> bool:
        asked = {fold(query.text), " ".join(query.telling)}
        return any(fold(name) in asked for e in self.index.entries for name in e.name_texts)

    def _listing(self, query: Query, meanings: Sequence[Meaning]) -> Reply | None:
        facets = self.catalogue.facets(query, meanings)
        if not facets:
            return None
        items = self.catalogue.items(facets)
        if not items and any(facet.sort not in ("name", "year") for facet in facets):
            return None
        if not items:
            return NoAnswer(query.text, "unknown_topic", missing=" ".join(f.title for f in facets))
        entries = list(dict.fromkeys(item.entry.id for item in items))
        if len(entries) == 1:
            facts = tuple(item.fact for item in items)
            entry = items[0].entry
            rest = tuple(f for f in entry.facts if f not in facts)
            return Answer(query.text, entry, facts + rest, 100.0, self._related(entry))
        return Listing(query.text, ", ".join(facet.title for facet in facets), items)

    def _decide(self, query: Query, hits: list[Hit]) -> Reply:
        suggestions = tuple(h.entry.entry for h in hits[:MOST_SUGGESTIONS])
        if not hits or hits[0].facts[0].cover < POSSIBLE:
            return NoAnswer(query.text, "unknown_topic", missing=query.text, suggestions=suggestions)
        answering = [hit for hit in hits if hit.answers and hit.score >= hits[0].score - OVERTAKES]
        if not answering:
            best = hits[0]
            return NoAnswer(query.text, "not_stated", topic=best.entry.entry, missing=", ".join(best.facts[0].lacks), suggestions=suggestions)
        best = answering[0]
        rivals = [hit for hit in answering[1:MOST_CHOICES] if hit.score > best.score - CLEAR_LEAD and not _overlap(hit, best)]
        if best.facts[0].cover < ANSWERED or rivals:
            return Choices(query.text, tuple(Choice(h.entry.entry, h.entry.entry.facts, h.score) for h in [best, *rivals]))
        facts = tuple(hit.fact.fact for hit in best.facts)
        return Answer(query.text, best.entry.entry, facts, best.score, self._related(best.entry.entry))

    def _related(self, entry: Entry) -> tuple[Entry, ...]:
        return tuple(self.knowledge.by_id[link] for link in entry.related)[:MOST_RELATED]


def _overlap(one: Hit, other: Hit) -> bool:
    a, b = one.facts[0].fact.fact.span, other.facts[0].fact.fact.span
    return a.start < b.end and b.start < a.end

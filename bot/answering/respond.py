"""Decides what is said; nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.base import Knowledge
from knowledge.fold import fold
from knowledge.language import Language
from knowledge.model import KINDS, Entry, Kind

from .index import Index
from .listing import Catalogue, Facet
from .match import Hit, Matcher
from .meaning import Interpreter, Meaning
from .query import Query, Reader
from .reply import Answer, Choice, Choices, Help, Listing, NoAnswer, Reply
from .turn import Turn

if TYPE_CHECKING:
    from .explain import Explanation

LONGEST_QUESTION = 1_000
"""Characters of a question. What is longer is a text, which names too much to be answered."""

# The decision numbers below were swept over ten thousand written questions, two thousand of them about what
# the article does not say.
ANSWERED = 0.68
"""Share of a question's words, by weight, that an answer accounts for.

At 0.64 three more of 1,000 answerable questions are right and 14 more of 1,000 others get an answer; at 0.70
one fewer is right, and three fewer get one.
"""

ANSWERED_IF_NAMED = 0.6
"""The same share where the question has the whole name of an entry, so that the topic is sure."""

WHOLE_NAME = 0.95
"""How much of a name is the whole of it, but for a typo."""

POSSIBLE = 0.5
"""Share below which not even a choice is offered: half of the question is about something else."""

CLEAR_LEAD = 0.5
"""Points by which the best entry leads those that would prove something else.

At 1 two more of 1,000 answerable questions become choices, at 3 nine.
"""

WITHIN_REACH = 6.0
"""Points by which an entry that has what is asked may trail one that lacks it."""

NEARBY = 0.4
"""Share of a question's words from which an entry is worth suggesting beside a "no"."""

NAMED = 0.5
"""How much of an entry's name makes it the topic of a question that it cannot answer."""

CALLED = 0.8
"""How well a query must be the name of an entry to ask for it, not for all that mentions the name."""

OWN_TOPIC = 0.8
"""How well a question in a thread must be another entry's name to be about that one."""

LONGEST_TEXT = 4_000
"""Characters read of a text that is searched for topics: Slack's own limit for a message."""

MOST_CHOICES = 5
MOST_SUGGESTIONS = 3
MOST_RELATED = 3

EXAMPLES = (
    "corridor",
    "how long is the zangazur corridor?",
    "who proposed the common alphabet?",
    "host cities",
    "events in 2026",
)
"""Questions of every sort that the shipped knowledge answers."""


_SENTENCES = re.compile(r"[\n.!?;]+")
_JOINTS = re.compile(r",|\b(?:and|or|ve|və|и|және|жана|va|we|és)\b", re.IGNORECASE)


class Responder:
    """Turns text into a reply. The same text always gets the same reply."""

    def __init__(self, knowledge: Knowledge) -> None:
        # The language is in the index by then; a compiled responder is the smaller for it.
        self.knowledge = knowledge.model_copy(update={"language": Language()})
        self._themes = frozenset(entry.theme for entry in knowledge.entries)
        reader = Reader(knowledge.language.questions)
        self._pronouns = frozenset(map(fold, knowledge.language.questions.pronouns))
        self._index = Index(knowledge, reader)
        self._interpreter = Interpreter(self._index, reader)
        self._matcher = Matcher(self._index)
        self._catalogue = Catalogue(self._index, knowledge.language.listings)

    def reply(self, text: str, *, after: Turn | Entry | None = None) -> Reply:
        """Answer *text*, read as a follow-up to *after* where it names no topic of its own."""
        if isinstance(after, Turn):
            said = self._said_on(text.strip().lower(), after)
            if said:
                return said
            after = self.knowledge.by_id.get(after.entry or "")
        problem = _unreadable(text)
        if problem:
            return NoAnswer(text, "unreadable", problem=problem)
        command = self._command(text)
        if command:
            return command
        query = self._interpreter.read(text)
        if not query.words:
            return NoAnswer(
                text, "unreadable", problem="there is no word in it: type a topic such as corridor"
            )
        called = None if query.asks else self._called(query)
        if called:
            return Answer(text, called, called.facts, 100.0, self._related(called))
        meanings = self._interpreter.meanings(query)
        follow_up = self._follow_up(query, meanings, after) if after else None
        return follow_up or self._listed_or_decided(query, meanings)

    def topic(self, entry_id: str, fact: int = 0) -> Answer | None:
        """The answer about an entry that was chosen, led by that fact; None where it is gone."""
        entry = self.knowledge.by_id.get(entry_id)
        if entry is None:
            return None
        lead = entry.facts[fact : fact + 1] or entry.facts[:1]
        facts = lead + tuple(it for it in entry.facts if it not in lead)
        return Answer(entry.title, entry, facts, 100.0, self._related(entry))

    def _said_on(self, text: str, turn: Turn) -> Reply | None:
        """What a number, "more" and "source" open."""
        if text.isdigit() and 1 <= int(text) <= len(turn.options):
            option = turn.options[int(text) - 1]
            return self.topic(option.entry, option.fact)
        if turn.entry and text in ("more", "source"):
            answer = self.topic(turn.entry, turn.fact)
            rest = answer.facts[turn.shown :] if answer and text == "more" else ()
            return replace(answer, facts=rest) if answer and rest else answer
        return None

    def stands_alone(self, text: str) -> bool:
        """Whether *text* says what it is about, so that what was said before need not be known."""
        query = self._interpreter.read(text)
        naming = [word for word in query.words if word.telling and not word.vague and not word.is_number]
        if not naming or self._refers_back(query):
            return False
        best = next(iter(self._matcher.find(query, self._interpreter.meanings(query))), None)
        return best is not None and (best.name >= OWN_TOPIC or isinstance(self.reply(text), Answer | Listing))

    def topics(self, text: str) -> tuple[Entry, ...]:
        """The topics that a longer text names, the most telling first, three at most."""
        found: dict[str, tuple[float, Entry]] = {}
        for line in _clauses(text[:LONGEST_TEXT]):
            query = self._interpreter.read(line)
            for hit in self._matcher.find(query, self._interpreter.meanings(query)):
                entry = hit.entry.entry
                if hit.typed_name >= WHOLE_NAME and hit.name > found.get(entry.id, (0.0, entry))[0]:
                    found[entry.id] = hit.name, entry
        best = sorted(found.values(), key=lambda it: -it[0])
        return tuple(entry for _, entry in best[:MOST_SUGGESTIONS])

    def suggest(self, text: str) -> tuple[Entry, ...]:
        """The topics that *text*, perhaps unfinished, may be about, best first; all where it is empty."""
        query = self._interpreter.read(text)
        if not query.words:
            return self.knowledge.entries
        hits = self._matcher.find(query, self._interpreter.meanings(query))
        return tuple(hit.entry.entry for hit in hits)

    def explain(self, text: str) -> Explanation:
        """Why *text* is answered as it is: the words matched, the runners-up and the gap to them."""
        from .explain import Explanation

        query = self._interpreter.read(text)
        meanings = self._interpreter.meanings(query)
        return Explanation.of(self._index, meanings, self._matcher.find(query, meanings))

    def _command(self, text: str) -> Reply | None:
        """The reply to a command such as ``timeline 2026``; None for anything that is not just that."""
        name, _, rest = " ".join(text.split()).lower().partition(" ")
        match name, rest:
            case "help", "":
                return Help(text, EXAMPLES)
            case "list", "":
                leads = tuple(self._catalogue.leads())
                return Listing(text, "All topics", leads)
            case "list", plural if kind := _kind(plural):
                return self._list(text, [self._catalogue.kind(kind)])
            case "list", theme if theme.replace(" ", "-") in self._themes:
                return self._list(text, [self._catalogue.theme(theme.replace(" ", "-"))])
            case "timeline", "":
                return self._list(text, [self._catalogue.view("timeline")])
            case "timeline", year if year.isdigit():
                return self._list(text, [self._catalogue.year(year)])
            case "places" | "figures", "":
                return self._list(text, [self._catalogue.view(name)])
            case _:
                return None

    def _list(self, text: str, facets: Sequence[Facet]) -> Reply:
        title = " · ".join(facet.title for facet in facets)
        items = self._catalogue.items(facets)
        if not items:
            return NoAnswer(text, "unknown_topic", asked=title)
        return Listing(text, title, items)

    def _listed_or_decided(self, query: Query, meanings: list[Meaning]) -> Reply:
        """A listing where one is asked for; where only words for one are said, rather a clear answer."""
        heading = self._catalogue.heading(query, meanings)
        listing = self._listing(query, meanings, heading.facets) if heading else None
        if heading and heading.is_asked and listing:
            return listing
        decided = self._decide(query, meanings)
        return decided if isinstance(decided, Answer) else listing or decided

    def _listing(self, query: Query, meanings: list[Meaning], facets: Sequence[Facet]) -> Reply | None:
        """What can be listed under *facets*; one topic alone is an answer about it."""
        # "UNIDO" is what the declaration with it is called; "everything with UNIDO" is more.
        ambiguous = len(facets) > 1 or any(facet.sort == "name" for facet in facets)
        if ambiguous and not query.listing and self._is_called(query, meanings):
            return None
        items = self._catalogue.items(facets)
        if not items:
            nowhere = all(facet.is_named or facet.sort == "year" for facet in facets)
            return self._list(query.text, facets) if nowhere else None
        shortest = min(items, key=lambda item: len(item.fact.quote))
        if any(
            item.entry != shortest.entry and not item.fact.span.overlaps(shortest.fact.span) for item in items
        ):
            return self._list(query.text, facets)
        entry = shortest.entry
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        if hit.lacks:
            return None
        meant = [item.fact for item in items if item.entry == entry]
        facts = sorted(hit.facts_in_order, key=lambda fact: fact not in meant)
        return Answer(query.text, entry, tuple(facts), 100.0, self._related(entry))

    def _called(self, query: Query) -> Entry | None:
        """The entry that has exactly the name that *query* is; its small words count only if it lists."""
        number = None if query.listing else self._index.entry_called(" ".join(query.telling))
        if number is None:
            number = self._index.entry_called(query.folded)
        return None if number is None else self._index.entries[number].entry

    def _is_called(self, query: Query, meanings: list[Meaning]) -> bool:
        """Whether *query* is the name of an entry, but for a typo."""
        best = next(iter(self._matcher.find(query, meanings)), None)
        return best is not None and best.name >= CALLED

    def _decide(self, query: Query, meanings: list[Meaning]) -> Reply:
        """An answer where one entry is clearly meant and has what is asked; else choices, or which "no"."""
        hits = self._matcher.find(query, meanings)
        best = hits[0] if hits else None
        if best is None or best.cover < POSSIBLE:
            return self._unknown(query, meanings, hits)
        fit = [hit for hit in hits if not hit.lacks and hit.score >= best.score - WITHIN_REACH]
        if not fit:
            return (
                self._not_stated(query, best, hits)
                if best.name >= NAMED
                else self._unknown(query, meanings, hits)
            )
        lead, *others = fit
        rivals = [
            hit for hit in others if hit.score > lead.score - CLEAR_LEAD and not hit.proves_the_same_as(lead)
        ]
        needed = ANSWERED_IF_NAMED if lead.typed_name >= WHOLE_NAME and lead.name >= NAMED else ANSWERED
        if lead.cover >= needed and not rivals:
            return self._answer(query, lead)
        if lead.cover < ANSWERED and lead.typed_name >= 1 - NAMED / 2:
            return self._not_stated(query, lead, hits)
        offered = [hit for hit in (lead, *others) if hit.cover >= POSSIBLE][:MOST_CHOICES]
        choices = (Choice(hit.entry.entry, hit.facts_in_order, hit.score) for hit in offered)
        return Choices(query.text, tuple(choices))

    def _follow_up(self, query: Query, meanings: list[Meaning], entry: Entry) -> Reply | None:
        """What *entry* says to a question without a topic of its own; None where it has one."""
        if entry.id not in self.knowledge.by_id:
            return None
        hit = self._matcher.look_at(self._index.number(entry.id), query, meanings)
        if not query.telling:
            return self._not_stated(query, hit, [hit]) if hit.lacks else self._answer(query, hit)
        best = next(iter(self._matcher.find(query, meanings)), hit)
        if best.name >= OWN_TOPIC and best.entry.entry.id != entry.id:
            return None
        if hit.cover < (POSSIBLE if query.asks else ANSWERED_IF_NAMED):
            return self._not_stated(query, hit, [hit]) if self._refers_back(query) else None
        return self._not_stated(query, hit, [hit]) if hit.lacks else self._answer(query, hit)

    def _refers_back(self, query: Query) -> bool:
        """Whether *query* has a word for what was spoken of before."""
        return any(word.text in self._pronouns for word in query.words)

    def _answer(self, query: Query, hit: Hit) -> Answer:
        entry = hit.entry.entry
        return Answer(query.text, entry, hit.facts_in_order, hit.score, self._related(entry))

    def _not_stated(self, query: Query, hit: Hit, hits: Sequence[Hit]) -> NoAnswer:
        return NoAnswer(
            query.text,
            "not_stated",
            topic=hit.entry.entry,
            lacks=hit.lacks,
            suggestions=_suggestions(hits),
        )

    def _unknown(self, query: Query, meanings: list[Meaning], hits: Sequence[Hit]) -> NoAnswer:
        foreign = [
            self._index.concepts.title(term)
            for meaning in meanings
            for term in meaning.must
            if self._index.concepts.is_name(term) and term not in self._index.postings
        ]
        asked = " and ".join(dict.fromkeys(foreign)) or None
        return NoAnswer(query.text, "unknown_topic", asked=asked, suggestions=_suggestions(hits))

    def _related(self, entry: Entry) -> tuple[Entry, ...]:
        return tuple(self.knowledge.by_id[link] for link in entry.related)[:MOST_RELATED]


def _clauses(text: str) -> Iterator[str]:
    """The sentences of *text*, and the parts of those that name several things."""
    for sentence in _SENTENCES.split(text):
        yield sentence
        parts = _JOINTS.split(sentence)
        if len(parts) > 1:
            yield from parts


def _kind(word: str) -> Kind | None:
    """The kind that *word* names, in the singular or plural."""
    return next((kind for kind in KINDS if word in (kind, f"{kind}s", _IRREGULAR.get(kind))), None)


_IRREGULAR = {"person": "people"}


def _suggestions(hits: Sequence[Hit]) -> tuple[Entry, ...]:
    return tuple(hit.entry.entry for hit in hits if hit.cover >= NEARBY)[:MOST_SUGGESTIONS]


def _unreadable(text: str) -> str | None:
    """Why *text* cannot be read as a question; None where it can."""
    if not text.strip():
        return "it is empty: type a topic such as corridor"
    if len(text) > LONGEST_QUESTION:
        return f"it is longer than {LONGEST_QUESTION:,} characters: ask in one sentence"
    return None

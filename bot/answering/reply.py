"""What can be said back: frozen values, and the one JSON shape they all have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from knowledge.about import NEUTRAL, About
from knowledge.model import Entry, Fact, Figure, Status, When
from knowledge.source import Source

from .finding.demands import Lack
from .times import recurring

MOST_FACTS = 4
"""Facts of an answer before "more": the lead, and what a phone shows beside it without scrolling."""

Reason = Literal["unknown_topic", "not_stated", "unreadable"]


@dataclass(frozen=True, slots=True)
class Version:
    """A figure as one fact has it."""

    fact: Fact
    value: str
    """As it is written: "2.40 EUR"."""
    date: str
    """ISO: since when, or of which day its source is."""
    passed: bool = False
    """Whether another has taken its place."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One topic is meant: its facts, the one that answers the question first."""

    query: str
    entry: Entry
    facts: tuple[Fact, ...]
    """The lead, then what adds something to it; no two say the same."""
    score: float
    related: tuple[Entry, ...] = ()
    """Those that the curator links to it, none of them in *also*."""
    also: tuple[Entry, ...] = ()
    """Other topics that the question's words name as well: "corridor" is three."""
    picked_from: tuple[tuple[str, int], ...] = ()
    """What was offered where it was picked, each an entry and the number of a fact: another may be next."""
    more: tuple[Fact, ...] = ()
    """What the entry has beyond the facts shown, for those who ask for more."""
    course: tuple[Version, ...] = ()
    """What the lead's figure was before, or is in another source, the newest first; it is one of them."""
    read_as: str | None = None
    """The question with what was left unsaid, where it was read in the light of an earlier one."""

    @property
    def everything(self) -> tuple[Fact, ...]:
        """The facts of the answer and those that wait to be asked for."""
        return (*self.facts, *self.more)


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic that may be meant, with the facts that would answer."""

    entry: Entry
    facts: tuple[Fact, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Choices:
    """Several topics may be meant."""

    query: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a listing: one thing, and the fact that proves it."""

    what: str
    """The thing as people say it: "2nd Defence Industry Institutions meeting"."""
    entry: Entry
    fact: Fact
    group: str | None = None
    """The heading it stands under, where the listing is grouped: its city, its year."""
    who: tuple[str, ...] = ()
    date: str | None = None
    """ISO, as precise as the source is."""
    until: str | None = None
    where: tuple[str, ...] = ()
    """City, then country; either may be missing."""
    status: Status | None = None
    value: str | None = None
    """A figure as it is written, with its qualifier: "nearly $7 billion"."""
    figure: Figure | None = None
    """The figure of the fact that the row is of, where a curator has typed it."""
    recurs: When | None = None
    """A time that has no year, so that no ISO date tells it: every October, within 30 days."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything of one sort, a row a thing: of a year, a place, a kind, a theme."""

    query: str
    title: str
    items: tuple[Item, ...]
    """In the order to show; those of one group stand together."""
    read_as: str | None = None

    @property
    def is_of_occasions(self) -> bool:
        """Whether all that is listed happens, and some of it at a stated time, so that a calendar has it."""
        return all(it.fact.occasion for it in self.items) and any(it.date for it in self.items)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why there is no answer, and what is covered nearby."""

    query: str
    reason: Reason
    topic: Entry | None = None
    """The topic that the question names, where it is known but the detail is not stated."""
    facts: tuple[Fact, ...] = ()
    """What the source does say nearest to the question, where the topic is known."""
    lacks: tuple[Lack, ...] = ()
    """What is asked of the topic that the source does not state."""
    asked: str | None = None
    """The name that was asked for and that no source mentions."""
    problem: str | None = None
    """Why the question is unreadable, and what to type instead."""
    suggestions: tuple[Entry, ...] = ()
    read_as: str | None = None
    source: str = "the source"
    """What the text is called that does not say it: "the handbook"."""


Manner = Literal["help", "greeting", "thanks", "farewell", "identity", "test", "reaction"]
MANNERS: tuple[Manner, ...] = get_args(Manner)
"""What was said that is no question, or asks about the bot."""


@dataclass(frozen=True, slots=True)
class Help:
    """How to ask, with questions that have an answer."""

    query: str
    examples: tuple[str, ...]
    manner: Manner = "help"
    about: About = NEUTRAL
    """Whose help it is: what it says of itself."""


Reply = Answer | Choices | Listing | NoAnswer | Help


def as_read(reply: Reply) -> str:
    """The question of *reply*, with what was left unsaid where an earlier one says it."""
    return reply.query if isinstance(reply, Choices | Help) else reply.read_as or reply.query


def outcome(reply: Reply) -> tuple[str, Reason | None, str | None]:
    """What became of a question: the status, why there is no answer, and the entry."""
    match reply:
        case Answer():
            return "answer", None, reply.entry.id
        case NoAnswer():
            return "none", reply.reason, reply.topic.id if reply.topic else None
        case _:
            return type(reply).__name__.lower(), None, None


def as_data(reply: Reply) -> dict[str, Any]:
    """*reply* in the one shape that every reply has as JSON: all keys, always.

    ``article[start:end] == quote`` with Python string offsets.
    """
    status, reason, entry = outcome(reply)
    data: dict[str, Any] = {
        "query": reply.query,
        "status": status,
        "reason": reason,
        "title": None,
        "entry": entry,
        "score": None,
        **{several: [] for several in ("lacks", "facts", "choices", "items", "related", "suggestions")},
    }
    match reply:
        case Answer():
            data |= {
                "title": reply.entry.title,
                "score": round(reply.score, 1),
                "facts": list(map(fact_data, reply.facts)),
                "related": list(map(_topic, reply.related)),
                "suggestions": [it.title for it in reply.also],
            }
        case Choices():
            data["choices"] = list(map(_choice, reply.choices))
        case Listing():
            data |= {"title": reply.title, "items": list(map(_item, reply.items))}
        case NoAnswer():
            data |= {
                "title": reply.topic.title if reply.topic else None,
                "lacks": [lack.text for lack in reply.lacks],
                "facts": list(map(fact_data, reply.facts)),
                "suggestions": [it.title for it in reply.suggestions],
            }
        case Help():
            data["suggestions"] = list(reply.examples)
    return data


def _topic(entry: Entry) -> dict[str, str]:
    return {"entry": entry.id, "title": entry.title}


def _choice(choice: Choice) -> dict[str, Any]:
    facts = list(map(fact_data, choice.facts))
    return {**_topic(choice.entry), "score": round(choice.score, 1), "facts": facts}


def _item(item: Item) -> dict[str, Any]:
    return {
        **_topic(item.entry),
        "what": item.what,
        "group": item.group,
        "who": list(item.who),
        "when": {"date": item.date, "until": item.until} if item.date else None,
        "recurs": recurring(item.recurs) if item.recurs else None,
        "where": list(item.where),
        "status": item.status,
        "value": item.value,
        **fact_data(item.fact),
    }


SOURCE_FIELDS = ("id", "title", "publisher", "date", "published", "speaker", "role", "url", "language")


def source_data(source: Source) -> dict[str, Any]:
    """*source* in the shape that it has in every JSON: not its text, nor how it is read."""
    return {name: getattr(source, name) for name in SOURCE_FIELDS}


def fact_data(fact: Fact) -> dict[str, Any]:
    """*fact* in the shape that it has in every JSON."""
    return {
        "text": fact.text,
        "quote": fact.quote,
        "understood": fact.understood,
        "speaker": fact.said_by,
        "published": fact.published,
        "source": fact.span.source,
        "start": fact.span.start,
        "end": fact.span.end,
        "paragraph": fact.span.paragraph,
        "is_plan": fact.is_plan,
    }

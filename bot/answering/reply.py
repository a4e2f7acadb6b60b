"""What can be said back: frozen values, and the one JSON shape they all have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from knowledge.model import Entry, Fact

from .match import Lack

Reason = Literal["unknown_topic", "not_stated", "unreadable"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One topic is meant: its facts, the one that answers the question first."""

    query: str
    entry: Entry
    facts: tuple[Fact, ...]
    score: float
    related: tuple[Entry, ...] = ()


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
    """A line of a listing."""

    entry: Entry
    fact: Fact


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything of one sort: of a year, a place, a kind, a theme."""

    query: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why there is no answer, and what is covered nearby."""

    query: str
    reason: Reason
    topic: Entry | None = None
    """The topic that the question names, where it is known but the detail is not stated."""
    lacks: tuple[Lack, ...] = ()
    """What is asked of the topic that the source does not state."""
    asked: str | None = None
    """What is asked for by a name that no source mentions."""
    problem: str | None = None
    """Why the question is unreadable, and what to type instead."""
    suggestions: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """How to ask, with questions that have an answer."""

    query: str
    examples: tuple[str, ...]


Reply = Answer | Choices | Listing | NoAnswer | Help


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
    data: dict[str, Any] = {
        "query": reply.query,
        "status": "none",
        "reason": None,
        "title": None,
        "entry": None,
        "score": None,
        "facts": [],
        "choices": [],
        "items": [],
        "related": [],
        "suggestions": [],
    }
    match reply:
        case Answer():
            data |= {
                "status": "answer",
                "title": reply.entry.title,
                "entry": reply.entry.id,
                "score": round(reply.score, 1),
                "facts": list(map(_fact, reply.facts)),
                "related": _topics(reply.related),
            }
        case Choices():
            data |= {
                "status": "choices",
                "choices": [
                    {
                        **_topic(choice.entry),
                        "score": round(choice.score, 1),
                        "facts": list(map(_fact, choice.facts)),
                    }
                    for choice in reply.choices
                ],
            }
        case Listing():
            items = [{**_topic(item.entry), **_fact(item.fact)} for item in reply.items]
            data |= {"status": "listing", "title": reply.title, "items": items}
        case NoAnswer():
            topic = reply.topic
            data |= {
                "reason": reply.reason,
                "title": topic.title if topic else None,
                "entry": topic.id if topic else None,
                "suggestions": [entry.title for entry in reply.suggestions],
            }
        case Help():
            data |= {"status": "help", "suggestions": list(reply.examples)}
    return data


def _topic(entry: Entry) -> dict[str, str]:
    return {"entry": entry.id, "title": entry.title}


def _topics(entries: Iterable[Entry]) -> list[dict[str, str]]:
    return list(map(_topic, entries))


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "text": fact.text,
        "quote": fact.quote,
        "speaker": fact.said_by,
        "source": fact.span.source,
        "start": fact.span.start,
        "end": fact.span.end,
        "paragraph": fact.span.paragraph,
    }

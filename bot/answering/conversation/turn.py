"""What is kept of a reply, so that the next question can be read in its light.

A few short words, the same for every face: Slack keeps them in the message's metadata, the console in
memory. They name entries by id and facts by number, and are checked against the knowledge when they are
read again: what has gone meanwhile is as if it had not been said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from knowledge.base import Knowledge
from knowledge.model import Entry, Fact

from ..reply import Answer, Choices, Help, Listing, NoAnswer, Reply, as_read

Said = Literal["answer", "choices", "listing", "none", "help"]
SAID: tuple[Said, ...] = get_args(Said)

MOST_OPTIONS = 40
"""Options kept of a reply: more rows than that nobody counts."""

MOST_DIGITS = 9
"""Digits of a fact's number: Python refuses to read a number of thousands of them."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a number opens: a topic, led by one of its facts."""

    entry: str
    fact: int = 0
    """The number of the fact among those of the entry, from 0."""

    @classmethod
    def rows(cls, listing: Listing) -> tuple[Option, ...]:
        """Those of a whole *listing*, in its order."""
        return tuple(cls(it.entry.id, it.entry.told.index(it.fact)) for it in listing.items)


@dataclass(frozen=True, slots=True)
class Turn:
    """The last reply, as far as a follow-up needs it."""

    query: str
    """The question as it was read; empty where its words are not known any more."""
    said: Said
    entry: str | None = None
    """The topic: an answer's, or that of a "no" that knows it."""
    fact: int = 0
    """The fact that led, among those of the entry."""
    shown: tuple[int, ...] = ()
    """The facts of the entry that were told so far, for "tell me more"."""
    options: tuple[Option, ...] = ()
    offers: bool = False
    """Whether the options are those that the reply itself was picked from."""

    @classmethod
    def of(cls, reply: Reply, *, drawn: int | None = None, before: Turn | None = None) -> Turn:
        """What is kept of *reply*, of whose facts a face has drawn so many (default: all it has to say).

        Thanks, a greeting, help and what cannot be read are about nothing: people go on from what was said
        *before* them.
        """
        query = as_read(reply)
        match reply:
            case Answer():
                options = tuple(Option(*it) for it in reply.picked_from)
                offers = bool(options)
                options = options or tuple(Option(entry.id) for entry in (*reply.also, *reply.related))
                facts = reply.entry.told
                hidden = reply.more if drawn is None else reply.everything[drawn:]
                shown = tuple(place for place, it in enumerate(facts) if it not in hidden)
                fact = _place(reply)
                return cls(query, "answer", reply.entry.id, fact, shown, options[:MOST_OPTIONS], offers)
            case Choices():
                options = tuple(Option(it.entry.id, it.entry.told.index(it.facts[0])) for it in reply.choices)
                return cls(query, "choices", options=options[:MOST_OPTIONS])
            case Listing():
                return cls(query, "listing", options=Option.rows(reply)[:MOST_OPTIONS])
            case Help() | NoAnswer(reason="unreadable"):
                return before or cls(query, "help")
            case NoAnswer():
                entry = reply.topic.id if reply.topic else None
                options = tuple(Option(it.id) for it in reply.suggestions)
                fact = _place(reply)
                return cls(query, "none", entry, fact, options=options)

    def topic(self, knowledge: Knowledge) -> Entry | None:
        """The topic; None where there was none, or it has gone meanwhile."""
        return knowledge.by_id.get(self.entry) if self.entry else None

    def told(self, entry: Entry) -> Fact:
        """The fact of *entry*, which is the topic, that led; the last one where that has gone."""
        return entry.told[min(self.fact, len(entry.told) - 1)]

    def without_words(self) -> Turn:
        """The turn without what people wrote: what was said to it stays."""
        return replace(self, query="")

    def as_data(self) -> dict[str, Any]:
        """The turn in plain values that become JSON."""
        return {
            "query": self.query,
            "said": self.said,
            "entry": self.entry,
            "fact": self.fact,
            "shown": list(self.shown),
            "offers": self.offers,
            "options": [f"{option.entry}:{option.fact}" for option in self.options],
        }

    @classmethod
    def read(cls, data: object) -> Turn | None:
        """The turn that `as_data` wrote; None where *data* is anything else. Never raises."""
        if not isinstance(data, Mapping):
            return None
        said = next((it for it in SAID if it == data.get("said")), None)
        query, entry = data.get("query"), data.get("entry")
        if said is None or not isinstance(query, str) or not isinstance(entry, str | None):
            return None
        shown = tuple(number for it in _listed(data, "shown") if (number := _number(it)) is not None)
        options = tuple(option for it in _listed(data, "options") if (option := _option(it)))
        return cls(
            query, said, entry, _number(data.get("fact")) or 0, shown, options, data.get("offers") is True
        )


def _listed(data: Mapping[str, Any], name: str) -> Sequence[object]:
    written = data.get(name)
    return written[:MOST_OPTIONS] if isinstance(written, list | tuple) else ()


def _number(written: object) -> int | None:
    return written if isinstance(written, int) and not isinstance(written, bool) and written >= 0 else None


def _option(written: object) -> Option | None:
    if not isinstance(written, str):
        return None
    entry, _, fact = written.rpartition(":")
    return Option(entry, int(fact)) if entry and fact.isdecimal() and len(fact) <= MOST_DIGITS else None


def _place(reply: Answer | NoAnswer) -> int:
    """The number of the fact that leads, among those of the entry."""
    topic = reply.entry if isinstance(reply, Answer) else reply.topic
    if topic is None or not reply.facts or reply.facts[0] not in topic.told:
        return 0
    return topic.told.index(reply.facts[0])

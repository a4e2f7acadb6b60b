"""Every sentence the bot says that is not a fact: one wording for all faces."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from knowledge.model import Entry, Fact

from .match import Lack
from .reply import Answer, Choices, Help, Listing, NoAnswer, Reply

SHOWN = 4
"""Facts of an answer shown before "more": what a phone shows without scrolling."""

NEARBY = "It does speak of:"
"""Stands before the topics nearest to one that is not covered."""

PLAN = "a plan at that date"
"""Said of a fact that was still to come when its source was published."""


def attribution(fact: Fact) -> str:
    """Who said it, where, when, and in which paragraph.

    "Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28"
    """
    parts = [fact.said_by, fact.published, f"paragraph {fact.span.paragraph}"]
    if fact.is_plan:
        parts.append(PLAN)
    return " · ".join(parts)


def proof(fact: Fact) -> str:
    """A fact in full as plain text: what it says, the quote, and whose words they are."""
    return f"{fact.text}\n“{fact.quote}”\n— {attribution(fact)}"


def headline(reply: Reply) -> str:
    """The one line that says what kind of reply this is."""
    match reply:
        case Answer():
            return f"{reply.entry.title} ({reply.entry.kind})"
        case Choices():
            return "Which of these do you mean?" if len(reply.choices) > 1 else "Do you mean this?"
        case Listing():
            return f"{reply.title}: {len(reply.items)} facts" if len(reply.items) != 1 else reply.title
        case NoAnswer():
            return refusal(reply)
        case Help():
            return (
                "Ask about the Organization of Turkic States. A quote from one interview proves every answer."
            )
        case _:
            assert_never(reply)


def refusal(reply: NoAnswer) -> str:
    """Which "no" it is."""
    match reply.reason:
        case "unreadable":
            return f"I cannot read that: {reply.problem}."
        case "not_stated" if reply.topic is not None:
            return f"The article speaks of {reply.topic.title}, but {_unstated(reply.lacks)}."
        case _:
            return f"The article does not speak of {reply.asked or 'that'}."


def _unstated(lacks: Iterable[Lack]) -> str:
    """What is not stated, as the second half of a sentence."""
    details = [lack.text for lack in lacks if lack.sort == "detail"]
    if details:
        return f"does not state {_list(details)}"
    names = [lack.text for lack in lacks if lack.sort in ("name", "number")]
    if names:
        return f"says nothing of {_list(names)} there"
    questions = [lack.text for lack in lacks if lack.sort == "question"]
    return f"does not say {_list(questions)}" if questions else "does not say that about it"


def _list(words: Iterable[str]) -> str:
    *others, last = dict.fromkeys(words)
    return f"{', '.join(others)} and {last}" if others else last


def more(left: int) -> str:
    """How many facts are not shown yet."""
    return f"{left} more fact{'s' if left > 1 else ''}"


def gone(topic: str = "") -> str:
    """Said where a button's topic is not in the knowledge any more."""
    return f"That topic is not here any more{f' ({topic})' if topic else ''}: ask again to see what is."


def nearby(suggestions: Iterable[Entry]) -> str:
    """What is covered nearby, as one line; empty where nothing is."""
    titles = ", ".join(entry.title for entry in suggestions)
    return f"{NEARBY} {titles}" if titles else ""


def plain(reply: Reply, *, page: int = 0, size: int | None = None) -> str:
    """*reply* in full as plain text, for screen readers, notifications and pipes.

    Of a listing, all items, or *page* of *size* items.
    """
    lines = [headline(reply)]
    match reply:
        case Answer():
            lines += map(proof, reply.facts[:SHOWN])
            left = len(reply.facts) - SHOWN
            if left > 0:
                lines.append(f"({more(left)})")
            if reply.related:
                lines.append("Related: " + ", ".join(entry.title for entry in reply.related))
        case Choices():
            lines += (
                f"{number}. {choice.entry.title}: {choice.facts[0].text}"
                for number, choice in enumerate(reply.choices, 1)
            )
        case Listing():
            shown = reply.items if size is None else reply.items[page * size : (page + 1) * size]
            lines += (proof(item.fact) for item in shown)
        case NoAnswer():
            lines += filter(None, [nearby(reply.suggestions)])
        case Help():
            lines += (f"  {example}" for example in reply.examples)
        case _:
            assert_never(reply)
    return "\n".join(lines)

"""A reply in full as plain text, for pipes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from knowledge.model import Entry, Fact

from .reply import Answer, Choices, Help, Listing, NoAnswer, Reply
from .wording import (
    attributions,
    course,
    from_source,
    headline,
    it_says,
    more,
    others,
    quoted,
    row,
    said_by_all,
    several_sources,
    suggested,
    way_on,
)


def plain(reply: Reply, *, quotes: bool = False) -> str:
    """*reply* as lines; of a listing a line a row, with *quotes* those below it."""
    return "\n".join(_lines(reply, quotes=quotes))


def _lines(reply: Reply, *, quotes: bool) -> Iterator[str]:
    yield headline(reply)
    match reply:
        case Answer():
            yield from _proofs(reply.facts)
            if told := course(reply.course):
                yield told
            if reply.more:
                yield f"({more(len(reply.more))})"
            yield from (_titles(*topics) for topics in others(reply))
        case Choices():
            said = attributions([choice.facts[0] for choice in reply.choices])
            for number, (choice, by) in enumerate(zip(reply.choices, said, strict=True), 1):
                yield f"{number}. {choice.entry.title}: {choice.facts[0].text}"
                yield from (f"   {quoted(choice.facts[0])}", f"   — {by}")
        case Listing():
            said = attributions([item.fact for item in reply.items])
            several = several_sources(item.fact for item in reply.items)
            for number, (item, by) in enumerate(zip(reply.items, said, strict=True), 1):
                yield f"{number}. {''.join(row(item))}" + (
                    from_source(item) if several and not quotes else ""
                )
                if quotes:
                    yield from (f"   {quoted(item.fact)}", f"   — {by}")
            if reply.items and not several and not quotes:
                yield f"— {said_by_all(item.fact for item in reply.items)}"
        case NoAnswer():
            if reply.facts:
                yield it_says(reply)
                yield from _proofs(reply.facts[:1])
            before, topics = suggested(reply)
            if topics:
                yield _titles(before, topics)
            if on := way_on(reply):
                yield on
        case Help():
            yield from (f"  {example}" for example in reply.examples)
        case _:
            assert_never(reply)


def _proofs(facts: Sequence[Fact]) -> Iterator[str]:
    """Each fact in full: what it says, the quote, and whose words they are."""
    for fact, by in zip(facts, attributions(facts), strict=True):
        yield from (fact.text, quoted(fact), f"— {by}")


def _titles(before: str, topics: Iterable[tuple[int, Entry]]) -> str:
    return f"{before} {', '.join(entry.title for _, entry in topics)}"

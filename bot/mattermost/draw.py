"""Replies as Markdown, within what one message of Mattermost holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from knowledge.model import Entry, Fact

from ..answering import wording
from ..answering.reply import Answer, Choices, Help, Listing, NoAnswer, Reply
from ..faces.proofs import Proofs
from .markdown import escaped

MOST_TEXT = 16_383
"""Characters of a message."""

PAGE = 40
"""Rows of a listing in one message; clients fold what is long. Each can be opened by its number."""

PROOF = "Read it in the source"


@dataclass(frozen=True)
class Look:
    """What drawing depends on besides the reply."""

    proofs: Proofs
    command: str
    """The slash command as it was typed, to say how to go on."""


def draw(reply: Reply, look: Look, *, start: int = 0) -> str:
    """*reply* as Markdown; of a listing the rows from *start* on."""
    return _fitting("\n".join(_lines(reply, look, start)))


def _fitting(text: str) -> str:
    """*text* as far as one message holds it, cut between lines where it has any."""
    if len(text) <= MOST_TEXT:
        return text
    cut = text[: MOST_TEXT - 2]
    return f"{cut.rpartition(chr(10))[0] or cut.rstrip(chr(92))}\n…"


def _lines(reply: Reply, look: Look, start: int) -> Iterator[str]:
    match reply:
        case Answer():
            yield f"**{escaped(reply.entry.title)}** · {escaped(reply.entry.kind)}"
            yield from _proofs(reply.entry, reply.facts, look)
            if told := wording.course(reply.course):
                yield escaped(told)
            if reply.more:
                yield f"{wording.more(len(reply.more))}: {_typed('more', look)}"
            yield from (_topics(*topics) for topics in wording.others(reply))
        case Choices():
            yield escaped(wording.headline(reply))
            said = wording.attributions([choice.facts[0] for choice in reply.choices])
            for number, (choice, by) in enumerate(zip(reply.choices, said, strict=True), 1):
                yield f"\n**{number}\\. {escaped(choice.entry.title)}**"
                yield from _proof(choice.entry, choice.facts[0], by, look)
            yield f"To choose one: {_typed('1', look)}"
        case Listing():
            yield from _listing(reply, look, start)
        case NoAnswer():
            yield escaped(wording.headline(reply))
            if reply.facts and reply.topic:
                yield escaped(wording.it_says(reply))
                yield from _proofs(reply.topic, reply.facts[:1], look)
            before, topics = wording.suggested(reply)
            if topics:
                yield _topics(before, topics)
            if on := wording.way_on(reply):
                yield escaped(on)
        case Help():
            yield escaped(wording.headline(reply))
            yield from (f"- {_typed(example, look)}" for example in reply.examples)
            if reply.manner == "help":
                yield f"\n{wording.TYPE_INSTEAD}"
                yield from (
                    f"- {_code(typed)} — {escaped(does)}" for typed, does in wording.commands(reply.about)
                )
        case _:
            assert_never(reply)


def _proofs(entry: Entry, facts: Sequence[Fact], look: Look) -> Iterator[str]:
    for fact, by in zip(facts, wording.attributions(facts), strict=True):
        yield from _proof(entry, fact, by, look)


def _proof(entry: Entry, fact: Fact, by: str, look: Look) -> Iterator[str]:
    """A fact, the quote set apart below it with whose words they are, and a link to both in their place."""
    address = look.proofs.of(entry, fact)
    yield escaped(fact.text)
    yield f"> {escaped(wording.quoted(fact))}"
    # Addresses are encoded; only the brackets that end a link may stand in one.
    link = f" · [{PROOF}]({address.replace('(', '%28').replace(')', '%29')})" if address else ""
    yield f"> — {escaped(by)}{link}\n"


def _listing(reply: Listing, look: Look, start: int) -> Iterator[str]:
    items = reply.items[start : start + PAGE]
    end = start + len(items)
    yield f"**{escaped(wording.headline(reply))}**"
    several = wording.several_sources(item.fact for item in items)
    number = start
    for heading, rows in wording.groups(items):
        yield f"\n**{escaped(heading)}**\n" if heading else ""
        for item in rows:
            number += 1
            by = wording.from_source(item) if several else ""
            yield f"{number}. {escaped(''.join(wording.row(item, grouped=True)) + by)}"
    if items and not several:
        yield f"\n— {escaped(wording.said_by_all(item.fact for item in items))}"
    if items:
        yield f"To see the quote of a row: {_typed(str(start + 1), look)}"
    if end < len(reply.items):
        yield f"{start + 1}–{end} of {len(reply.items)}, and the next: {_typed('more', look)}"


def _topics(before: str, topics: Iterable[tuple[int, Entry]]) -> str:
    return f"{escaped(before)} {', '.join(escaped(entry.title) for _, entry in topics)}"


def _typed(text: str, look: Look) -> str:
    return _code(f"{look.command} {text}")


def _code(text: str) -> str:
    """*text* as it is to be typed; nothing in it is markup."""
    return f"`{text.replace('`', ' ')}`"

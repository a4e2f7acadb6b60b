"""What is told to an assistant: a text it can't take for more than it is, and the same as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.about import is_plural
from knowledge.base import Knowledge
from knowledge.links import Addresses, quote_link
from knowledge.model import Entry, Fact, Span
from knowledge.source import Source

from ..answering.plain import plain
from ..answering.reply import Answer, Choices, Listing, NoAnswer, Reply, as_data
from ..answering.wording import attribution, headline, quoted, refusal, suggested

UNREAD = "This is no answer: the question could not be read."
UNDECIDED = "This is no answer yet: ask again, naming the topic that is meant."
NEAREST = "NOT an answer to the question, only the nearest that is said:"
LEAVE_IT = "Tell whoever asked that it is not stated, and state nothing in its place."
UNFOUND = (
    "anything in words near these. It may be said in others, which are not looked for here: ask about it."
)
WHOLE = "The topic whole, as a resource:"
LINKS = "Links to the quotes, in their order:"


@dataclass(frozen=True)
class ToolReply:
    """What a tool gives."""

    text: str
    data: dict[str, Any]


class Teller:
    """Tells replies with links to their proofs: to the page at *site*, or else to the publisher's own.

    What the knowledge is from is *called* "the article".
    """

    def __init__(self, knowledge: Knowledge, called: str, site: str | None) -> None:
        self._called = called
        self._sources = knowledge.source_by_id
        self._entries = knowledge.entries
        self._site = site.rstrip("/") if site else None
        self._addresses = Addresses(knowledge)
        self._facts = {
            (*_place(fact.span), fact.text): (entry, fact)
            for entry in knowledge.entries
            for fact in entry.told
        }

    def reply(self, reply: Reply) -> ToolReply:
        """*reply* as every face has it, each fact with its links and whether it is an answer."""
        answered = isinstance(reply, Answer | Listing)
        data = {"answered": answered, "statement": _statement(reply), **as_data(reply)}
        facts = [
            *data["facts"],
            *(fact for choice in data["choices"] for fact in choice["facts"]),
            *data["items"],
        ]
        for fact in facts:
            found = self._facts[fact["source"], fact["start"], fact["end"], fact["text"]]
            fact |= {**self._links(found[1].span, found), "is_answer": answered}
        return ToolReply("\n".join((*_lines(reply), *_linked(fact["link"] for fact in facts))), data)

    def passages(self, spans: Sequence[Span]) -> ToolReply:
        """The passages at *spans*, as the source has them; whose words they are goes by the paragraph."""
        found = [self._passage(self._sources[span.source], span) for span in spans]
        nearest = f"The nearest passage{'s' if len(found) > 1 else ''}, word for word:"
        statement = nearest if found else f"{_does_not_say(self._called)} {UNFOUND}"
        data = {
            "status": "passages" if found else "none",
            "reason": None if found else "not_found",
            "statement": statement,
            "passages": found,
        }
        quotes = (
            f"“{it['quote']}”\n— {it['speaker']} · {it['published']} · paragraph {it['paragraph']}"
            for it in found
        )
        return ToolReply("\n".join((statement, *quotes, *_linked(it["link"] for it in found))), data)

    def _passage(self, source: Source, span: Span) -> dict[str, Any]:
        proven = (
            (entry, fact) for entry in self._entries for fact in entry.facts if fact.span.overlaps(span)
        )
        return {
            "quote": source.text[span.start : span.end],
            "source": span.source,
            "start": span.start,
            "end": span.end,
            "paragraph": span.paragraph,
            "speaker": source.voice(span.paragraph),
            "published": source.published,
            **self._links(span, next(proven, None)),
        }

    def _links(self, span: Span, proven: tuple[Entry, Fact] | None) -> dict[str, str | None]:
        """Links to *span*; our own page shows it where a fact is *proven* by it."""
        publisher = quote_link(self._sources[span.source], span)
        page = f"{self._site}/{self._addresses.path(*proven)}" if self._site and proven else None
        return {"link": page or publisher, "source_link": publisher}


def _does_not_say(called: str) -> str:
    return f"{called[0].upper()}{called[1:]} {'do' if is_plural(called) else 'does'} not say"


def _place(span: Span) -> tuple[str, int, int]:
    return span.source, span.start, span.end


def _statement(reply: Reply) -> str:
    match reply:
        case Answer():
            return reply.facts[0].text
        case Choices():
            return UNDECIDED
        case NoAnswer():
            unsaid = f"{_does_not_say(reply.source)} this."
            return f"{UNREAD if reply.reason == 'unreadable' else unsaid} {refusal(reply)}"
        case _:
            return headline(reply)


def _lines(reply: Reply) -> Iterator[str]:
    if isinstance(reply, NoAnswer):
        yield _statement(reply)
        if reply.reason != "unreadable":
            yield LEAVE_IT
        for fact in reply.facts[:1]:
            yield from (NEAREST, fact.text, quoted(fact), f"— {attribution(fact)}")
        before, topics = suggested(reply)
        if topics:
            yield f"{before} {', '.join(entry.title for _, entry in topics)}"
        return
    if isinstance(reply, Choices):
        yield UNDECIDED
    yield plain(reply, quotes=True)
    if isinstance(reply, Answer) and reply.more:
        yield f"{WHOLE} {topic_address(reply.entry.id)}"


def topic_address(entry: str) -> str:
    """Where the topic of that id stands whole, as a resource."""
    return f"ots://entries/{entry}"


def _linked(links: Iterable[str | None]) -> list[str]:
    known = [link for link in links if link]
    return [LINKS, *known] if known else []

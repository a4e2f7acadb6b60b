"""The page of one fact, opened at its quote, and the page of one topic."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.base import Knowledge
from knowledge.links import quote_link
from knowledge.model import Entry, Fact

from ..answering import wording
from .links import Links
from .markup import EXTERNAL, link, listed, spoken, text
from .source import excerpt

AROUND = 1
"""Paragraphs shown before and after that of a quote."""


def fact_page(knowledge: Knowledge, entry: Entry, fact: Fact, links: Links, public: str | None) -> str:
    """What a permanent address opens: the fact, and its quote marked where it stands in the source."""
    source = knowledge.source_by_id[fact.span.source]
    ways = [link(links.in_source(entry, fact), "Read it in the whole source")]
    if outside := quote_link(source, fact.span):
        ways.append(link(outside, f"Open the page of {source.publisher}", EXTERNAL))
    others = [link(links.fact(entry, it), it.text) for it in entry.facts if it is not fact]
    address = f"{public}/{links.addresses.path(entry, fact)}"
    return (
        f'<p class="topic">{link(links.topic(entry), entry.title)}</p>'
        f"<h1>{text(fact.text)}</h1>{quoted(fact)}"
        f'<p class="ways">{" · ".join(ways)}</p>'
        + (f'<p class="address">Permanent address: {link(address, address)}</p>' if public else "")
        + f'<section class="excerpt" aria-labelledby="where"><h2 id="where">In the source</h2>'
        f"{excerpt(source, fact.span, AROUND)}</section>"
        + (f"<h2>More on {text(entry.title)}</h2>{listed(others)}" if others else "")
    )


def quoted(fact: Fact) -> str:
    """The quote of *fact* with whose words it is; what is understood before it in brackets."""
    understood = f'<span class="understood">[{text(fact.understood)}]</span> ' if fact.understood else ""
    return (
        f"<figure><blockquote><p>{understood}<q{spoken(fact.language)}>{text(fact.quote)}</q></p></blockquote>"
        f"<figcaption>{text(wording.attribution(fact))}</figcaption></figure>"
    )


def topic_page(knowledge: Knowledge, entry: Entry, links: Links) -> str:
    """Everything that is known of one topic."""
    related = [knowledge.by_id[it] for it in entry.related if it in knowledge.by_id]
    shown = listed([link(links.topic(it), it.title) for it in related])
    return (
        f'<p class="topic">{entry.kind}</p><h1>{text(entry.title)}</h1>{told(entry, entry.facts, links)}'
        + (f"<h2>Related</h2>{shown}" if shown else "")
    )


def told(entry: Entry, facts: Iterable[Fact], links: Links) -> str:
    """Each fact, a link to its own page, with its quote."""
    return "".join(
        f'<div class="fact"><p class="says">{link(links.fact(entry, it), it.text)}</p>{quoted(it)}</div>'
        for it in facts
    )

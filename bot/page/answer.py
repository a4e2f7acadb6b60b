"""What the bot answers, as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never
from urllib.parse import urlencode

from knowledge.model import Entry

from ..answering import wording
from ..answering.reply import Answer, Choices, Help, Listing, NoAnswer, Reply
from .links import ASK, Links
from .listings import rows_of
from .markup import link, listed, text
from .proof import told
from .table import table


def answer(reply: Reply, links: Links) -> str:
    """*reply* in full as HTML: every fact with its quote and a link to where it stands."""
    return f'<h1 class="reply">{text(wording.headline(reply))}</h1>{"".join(_parts(reply, links))}'


def _parts(reply: Reply, links: Links) -> Iterator[str]:
    match reply:
        case Answer():
            yield told(reply.entry, reply.facts, links)
            if reply.more:
                yield f"<p>{link(links.topic(reply.entry), wording.more(len(reply.more)))}</p>"
            yield from (_topics(*topics, links) for topics in wording.others(reply))
        case Choices():
            for choice in reply.choices:
                yield f"<h2>{link(links.topic(choice.entry), choice.entry.title)}</h2>"
                yield told(choice.entry, choice.facts[:1], links)
        case Listing():
            heads = ["What", "How much", "Who", "Where", "When", "Status"]
            yield table(reply.title, heads, rows_of(reply.items, links))
        case NoAnswer():
            if reply.facts and reply.topic:
                yield f"<p>{text(wording.it_says(reply))}</p>"
                yield told(reply.topic, reply.facts[:1], links)
            before, topics = wording.suggested(reply)
            if topics:
                yield _topics(before, topics, links)
            if wording.way_on(reply):
                yield f"<p>{link(links.page('topics'), 'All topics')}</p>"
        case Help():
            yield listed([link(f"{links.page(ASK)}?{urlencode({'q': it})}", it) for it in reply.examples])
        case _:
            assert_never(reply)


def _topics(before: str, topics: Sequence[tuple[int, Entry]], links: Links) -> str:
    shown = ", ".join(link(links.topic(it), it.title) for _, it in topics)
    return f'<p class="others">{text(before)} {shown}</p>'

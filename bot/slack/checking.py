"""The shortcut *Check against the source*: what a message states, compared with the source."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from ..answering.wording import attribution, clipped
from ..faces.served import Served
from ..verifying.telling import GRAVEST_FIRST, MARKS, NOTHING, by_sentence, line, overall
from ..verifying.verify import Finding, Verifier
from .blocks import MOST_TEXT, Drawing
from .bot import Bot
from .interactions import Shortcut
from .markup import escaped
from .parts import Built, bold, context, paragraph, rich, section, stated
from .posting import reply_to
from .words import in_words

CHECK = "check_against_source"
"""Callback id of the shortcut, as in the manifest."""

MOST_SENTENCES = 8
"""Sentences shown, those that differ first: some two screens of a phone."""

MOST_SENTENCE = 240

MOST_VALUES = 20
"""Values of one sentence that are shown: a list of figures may hold hundreds."""

ROOM_FOR_REST = 100
"""Characters of a message that say what is not shown."""

log = logging.getLogger("ots")


def register(app: AsyncApp, bot: Bot) -> None:
    """Answer the shortcut, for those alone who use it."""
    verifiers: WeakKeyDictionary[Served, Verifier] = WeakKeyDictionary()

    def findings_in(text: str, served: Served) -> list[Finding]:
        verifier = verifiers.get(served)
        if verifier is None:
            verifier = verifiers[served] = Verifier(served.responder.knowledge)
        return verifier.check(text)

    @app.shortcut(CHECK)
    async def check(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        shortcut = Shortcut.model_validate(body)
        text = shortcut.message.lines() if shortcut.message else ""
        served = bot.served

        async def say() -> None:
            started = time.perf_counter()
            # In a thread: the first check makes the verifier ready, and a long message takes a while.
            findings = await asyncio.to_thread(findings_in, text, served)
            await reply_to(shortcut, draw_check(findings), client, bot.proxies)
            took = time.perf_counter() - started
            outcome = overall(findings) or "nothing"
            bot.metrics.answered("check", outcome.replace(" ", "_").replace(",", ""), took)
            log.info("checked verdict=%r values=%d ms=%.1f", outcome, len(findings), took * 1000)

        await bot.once.run([shortcut.key], say)
        await ack()


def draw_check(findings: Sequence[Finding]) -> Drawing:
    """The sentences that were judged, the gravest verdicts first, each with the quotes that prove them."""
    blocks = list(_blocks(findings))
    return Drawing(clipped(escaped(in_words(blocks)), MOST_TEXT), blocks)


def _blocks(findings: Sequence[Finding]) -> Iterator[Built]:
    if not findings:
        yield paragraph(NOTHING).to_dict()
        return
    judged = sorted(by_sentence(findings), key=lambda it: min(map(_gravity, it[1])))
    left, room = len(judged), MOST_TEXT - ROOM_FOR_REST
    for sentence, found in judged[:MOST_SENTENCES]:
        blocks = list(_sentence(sentence, sorted(found, key=_gravity)))
        # What is shown is said in the text as well, which is the shorter of the two.
        room -= len(escaped(in_words(blocks))) + 1
        if room < 0 and left < len(judged):
            break
        yield from blocks
        left -= 1
    if left > 0:
        yield context(f"{left} more of its sentences can be compared: ots verify shows them all.").to_dict()


def _sentence(sentence: str, found: Sequence[Finding]) -> Iterator[Built]:
    heading = clipped(sentence, MOST_SENTENCE)
    lines = _values(found)
    fact = found[0].fact
    if fact is None:
        yield rich(section(bold(heading), f"\n{lines}")).to_dict()
        return
    told = f"{lines}\n{fact.text}" if found[0].verdict == "differs" else lines
    yield stated(told, fact.quote, fact.understood, heading=heading)
    yield context(attribution(fact)).to_dict()


def _values(found: Sequence[Finding]) -> str:
    """The values of a sentence with their verdicts, each once, a line each."""
    lines = list(dict.fromkeys(f"{MARKS[it.verdict]} {line(it)}" for it in found))
    left = len(lines) - MOST_VALUES
    return "\n".join([*lines[:MOST_VALUES], *([f"… {left} more"] if left > 0 else [])])


def _gravity(finding: Finding) -> int:
    return GRAVEST_FIRST.index(finding.verdict)

"""A whole reply at several sizes of knowledge, beside other ways to find an entry (`peers`)."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.answering.reply import Answer, Choices, NoAnswer
from bot.answering.respond import Responder
from knowledge.base import Knowledge
from knowledge.model import Entry

from .peers import Find, scan, tantivy_fuzzy
from .synthetic import Asked, knowledge, questions

SIZES = (100, 1_000, 10_000, 100_000)
ASKED = 2_000
"""Questions at each size, none of them asked before."""
SCANNED = 100_000
"""Entries scanned altogether at each size: a scan of 100,000 takes most of a second."""


@dataclass(frozen=True)
class Timed:
    """How long questions took, in milliseconds, and the share that found the right entry."""

    mean: float
    p50: float
    p99: float
    right: float


def measure() -> None:
    """Print the table; ratios are those of the bot's time to the peer's."""
    heading()
    for size in SIZES:
        measured(knowledge(size))


def heading() -> None:
    """Print the head of the table."""
    print("| entries | who | build s | KB/entry | mean ms | p50 | p99 | right | mean | p99 |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")


def measured(made: Knowledge) -> None:
    """Print the rows of the bot and its peers for this knowledge."""
    size = len(made.entries)
    responder, built, memory = _build(made)
    gc.collect()
    gc.freeze()
    ours = _timed(partial(_best, responder), list(questions(made, ASKED)))
    _row(size, "OTS Bot", built, f"{memory:.1f}", ours, ours)
    few = max(20, min(ASKED, SCANNED // size))
    for name, peer, count in (("WRatio scan", scan, few), ("tantivy fuzzy", tantivy_fuzzy, ASKED)):
        start = time.perf_counter()
        find: Find = peer(made)
        built = time.perf_counter() - start
        _row(size, name, built, "", _timed(find, list(questions(made, count, seed=3))), ours)
    gc.unfreeze()


def _build(made: Knowledge) -> tuple[Responder, float, float]:
    """A responder that is ready, the seconds that took, and KB of memory an entry beside the knowledge."""
    start = time.perf_counter()
    Responder(made)
    built = time.perf_counter() - start
    gc.collect()
    tracemalloc.start()
    responder = Responder(made)
    responder.reply("wrmup")  # the pieces of words are cut on the first typo
    memory = tracemalloc.get_traced_memory()[0] / len(made.entries) / 1024
    tracemalloc.stop()
    return responder, built, memory


def _row(size: int, name: str, built: float, memory: str, timed: Timed, ours: Timed) -> None:
    ratios = "| |" if timed is ours else f"| 1/{timed.mean / ours.mean:.1f} | 1/{timed.p99 / ours.p99:.1f} |"
    print(
        f"| {size:,} | {name} | {built:.1f} | {memory} | {timed.mean:.3f} | {timed.p50:.3f} | {timed.p99:.3f} "
        f"| {timed.right:.1%} {ratios}",
        flush=True,
    )


def _best(responder: Responder, text: str) -> str | None:
    """The entry that is answered, or else the first that is offered."""
    match responder.reply(text):
        case Answer(entry=entry) | NoAnswer(topic=Entry() as entry):
            return entry.id
        case Choices(choices=(first, *_)):
            return first.entry.id
        case NoAnswer(suggestions=(suggested, *_)):
            return suggested.id
        case _:
            return None


def _timed(ask: Callable[[str], str | None], asked: Sequence[Asked]) -> Timed:
    times = []
    right = 0
    for question in asked:
        start = time.perf_counter()
        found = ask(question.text)
        times.append((time.perf_counter() - start) * 1_000)
        right += found == question.entry
    times.sort()
    return Timed(
        statistics.mean(times), times[len(times) // 2], times[int(len(times) * 0.99)], right / len(asked)
    )

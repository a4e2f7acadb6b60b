"""A whole reply at several sizes of knowledge, beside a scan with `rapidfuzz.process.extractOne`."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from rapidfuzz import fuzz, process

from bot.reply import Answer, Choices, NoAnswer
from bot.respond import Responder
from knowledge.base import Knowledge
from knowledge.model import Entry

from .synthetic import Asked, knowledge, questions

SIZES = (100, 1_000, 10_000, 100_000)
ASKED = 2_000
"""Questions for the bot at each size, none of them asked before."""
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
    """Print the table."""
    print(
        "| entries | build s | index KB/entry | mean ms | p50 | p99 | right | scan mean ms | p99 | right | mean ratio | p99 ratio |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in SIZES:
        made = knowledge(size)
        gc.collect()
        tracemalloc.start()
        start = time.perf_counter()
        responder = Responder(made)
        responder.reply("wrmup")  # the pieces of words are cut on the first typo
        built = time.perf_counter() - start
        memory = tracemalloc.get_traced_memory()[0] / size / 1024
        tracemalloc.stop()
        gc.collect()
        gc.freeze()
        ours = _timed(partial(_best, responder), list(questions(made, ASKED)))
        scan = _timed(_scan(made), list(questions(made, max(20, min(ASKED, SCANNED // size)), seed=3)))
        gc.unfreeze()
        print(
            f"| {size:,} | {built:.1f} | {memory:.1f} | {ours.mean:.3f} | {ours.p50:.3f} | {ours.p99:.3f} |"
            f" {ours.right:.1%} | {scan.mean:.2f} | {scan.p99:.2f} | {scan.right:.1%} |"
            f" 1/{scan.mean / ours.mean:.0f} | 1/{scan.p99 / ours.p99:.0f} |",
            flush=True,
        )


def _best(responder: Responder, text: str) -> str | None:
    """The entry that is answered, or else the first that is offered."""
    match responder.reply(text):
        case Answer(entry=entry) | NoAnswer(topic=Entry() as entry):
            return entry.id
        case Choices(choices=(first, *_)):
            return first.entry.id
        case NoAnswer(suggestions=(first, *_)):
            return first.id
        case _:
            return None


def _scan(made: Knowledge) -> Callable[[str], str | None]:
    named = [(name, entry.id) for entry in made.entries for name in (entry.title, *entry.aliases["en"])]
    names = [name for name, _ in named]

    def best(text: str) -> str | None:
        found = process.extractOne(text, names, scorer=fuzz.WRatio)
        return named[found[2]][1] if found else None

    return best


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

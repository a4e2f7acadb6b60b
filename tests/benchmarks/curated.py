"""A large directory as curators would write it: how long ``ots check`` takes, then its memory and lookups."""

from __future__ import annotations

import gc
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from knowledge.fold import fold
from knowledge.load import load

from .lookup import heading, measured
from .synthetic import ALIASES, word

ENTRIES = 20_000
SOURCES = 50
PLACES = ("Baku", "Ankara", "Budapest", "Astana", "Bishkek", "Tashkent", "Istanbul", "Samarkand")
UNITS = ("km", "million USD", "companies", "students", "tons")


def measure() -> None:
    """Print how long a check of the directory takes beside its size, and the table of lookups in it."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        write(directory, ENTRIES, SOURCES)
        size = sum(path.stat().st_size for path in directory.rglob("*.*")) / 1e6
        start = time.perf_counter()
        command = [sys.executable, "-m", "bot", "--knowledge", folder, "check"]
        checked = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
        took = time.perf_counter() - start
        assert checked.returncode == 0, checked.stdout[:2_000] + checked.stderr[:2_000]
        print(
            f"ots check: {took:.1f} s, {SOURCES} sources, {size:.0f} MB: {checked.stdout.splitlines()[0]}\n"
        )
        made = load(directory)
    gc.collect()
    heading()
    measured(made)


def write(directory: Path, entries: int, sources: int) -> None:
    """Write knowledge of *entries* topics with three facts each, from as many texts as *sources*."""
    rng = random.Random(1)  # noqa: S311 - texts for a benchmark, not secrets
    words = list(dict.fromkeys(word(rng) for _ in range(int(40 * entries**0.6) + 2_000)))
    words = [it for it in words if fold(f"2 {it}") == f"2 {it}"]  # "bin" is a thousand in Turkish
    weights = [1 / (rank + 3) for rank in range(len(words))]
    drawn = iter(rng.choices(words, weights, k=entries * (ALIASES * 4 + 60)))
    taken: set[str] = set()
    (directory / "entries").mkdir()
    (directory / "seeds").mkdir()
    listed = []
    for number in range(sources):
        name = f"report-{number}"
        listed.append(
            f"- {{id: {name}, file: {name}.txt, title: Report {number}, publisher: The Office,"
            f" date: {2000 + number % 26}-03-01, speaker: The Office}}\n"
        )
        own = range(number, entries, sources)
        made = [_entry(f"topic-{it}", it, entries, drawn, taken, rng) for it in own]
        (directory / "seeds" / f"{name}.txt").write_text("\n\n".join(text for text, _ in made), "utf-8")
        written = f"source: {name}\nentries:\n" + "".join(entry for _, entry in made)
        (directory / "entries" / f"{name}.yaml").write_text(written, "utf-8")
    (directory / "sources.yaml").write_text("".join(listed), "utf-8")


def _entry(
    name: str,
    number: int,
    entries: int,
    drawn: Iterator[str],
    taken: set[str],
    rng: random.Random,
) -> tuple[str, str]:
    """A paragraph of a text, and the entry that quotes it."""
    names: list[str] = []
    while len(names) < ALIASES:
        spoken = " ".join(islice(drawn, rng.choice((2, 3, 4)) if names else 2))
        if spoken not in taken:
            taken.add(spoken)
            names.append(spoken)
    place, unit = rng.choice(PLACES), rng.choice(UNITS)
    value, year = rng.randrange(11, 9_000), rng.randrange(1990, 2026)
    day = rng.randrange(10, 29)
    opened = f"Stage {number} of the {names[0]} was opened in {place} on {day} May {year}"
    holds = f"It has {value} {unit} of {' '.join(islice(drawn, 3))}"
    plan = f"Nearly {value + 1} {unit} are planned for its {' '.join(islice(drawn, 3))} by {year + 30}"
    first, second, third = (f"{it}, {' '.join(islice(drawn, 6))}." for it in (opened, holds, plan))
    aliases = ", ".join(names[1:])
    related = f"topic-{rng.randrange(entries)}"
    related = "" if related == name else f"    related: [{related}]\n"
    return (
        f"{first} {second} {third}",
        f"  - id: {name}\n    kind: project\n    title: {names[0]}\n    aliases: {{en: [{aliases}]}}\n{related}"
        f"    facts:\n"
        f"      - text: {opened}.\n        quote: {first}\n"
        f"        occasion: {{what: stage {number} of the {names[0]}, date: {year}-05-{day}, city: {place}}}\n"
        f"      - text: {holds}.\n        quote: {second}\n"
        f'        understood: "the {names[0]}:"\n'
        f"        figures: [{{value: {value}, unit: {unit}, of: size}}]\n"
        f"      - text: {plan}.\n        quote: {third}\n"
        f"        figures: [{{value: {value + 1}, unit: {unit}, of: plan, qualifier: nearly}}]\n"
        f"        dates: [{{date: {year + 30}, status: planned}}]\n",
    )

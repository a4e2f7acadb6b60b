"""``ots ask corridor`` as a whole process, beside an interpreter that only imports its libraries."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 21


def measure() -> None:
    """Print the table; the first run of each, which compiles, is not counted."""
    commands = {
        "import pydantic, rapidfuzz, yaml": [sys.executable, "-c", "import pydantic, rapidfuzz, yaml"],
        "ots ask corridor": [sys.executable, "-m", "bot", "ask", "corridor"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(RUNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
            if run:
                times[name].append((time.perf_counter() - start) * 1_000)
    baseline = statistics.median(times["import pydantic, rapidfuzz, yaml"])
    print("| process | median ms | ratio |")
    print("| --- | ---: | ---: |")
    for name, taken in times.items():
        print(f"| {name} | {statistics.median(taken):.0f} | {statistics.median(taken) / baseline:.2f} |")

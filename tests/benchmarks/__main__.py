"""``python -m tests.benchmarks [startup|lookup|slack|load|curated|texts …]``: measure, and print tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from . import curated, load, lookup, slack, startup, texts

BENCHMARKS: dict[str, Callable[[], None]] = {
    "startup": startup.measure,
    "lookup": lookup.measure,
    "slack": slack.measure,
    "load": load.measure,
    "curated": curated.measure,
    "texts": texts.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        choices=[*BENCHMARKS, []],
        help=f"what to measure (default: {' '.join(BENCHMARKS)})",
    )
    for name in parser.parse_args().names or BENCHMARKS:
        print(f"\n{name}\n")
        BENCHMARKS[name]()


if __name__ == "__main__":
    main()

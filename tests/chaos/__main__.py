"""``python -m tests.chaos [--seconds 1800] [--seed 1]``: both transports, half of the time each."""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.store.postgres import Postgres

from .run import Transport, faults, run


def main() -> int:
    """Run, print what happened, and end with 1 where something happened that must not."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1_800, help="how long, in all (default: 1800)")
    parser.add_argument("--seed", type=int, default=1, help="what goes wrong, and when (default: 1)")
    options = parser.parse_args()
    code = 0
    transports: tuple[Transport, ...] = ("http", "socket")
    with Postgres() as postgres:
        for transport in transports:
            outcome = asyncio.run(
                run(
                    postgres,
                    seed=options.seed,
                    seconds=options.seconds / len(transports),
                    transport=transport,
                )
            )
            print(f"{transport}, seed {options.seed}\n{outcome}")
            for fault in faults(outcome):
                print(f"NOT AS IT SHOULD BE: {fault}")
                code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())

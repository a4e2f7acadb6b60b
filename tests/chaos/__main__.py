"""``python -m tests.chaos [--minutes 30] [--seed 1]``: both transports, half of the time each."""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.store.postgres import Postgres

from .house import Transport
from .outcome import faults
from .run import run


def main() -> int:
    """Run, print what happened, and end with 1 where something happened that must not."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30, help="how long, in all (default: 30)")
    parser.add_argument("--seed", type=int, default=1, help="what goes wrong, and when (default: 1)")
    options = parser.parse_args()
    return asyncio.run(both(options.minutes * 60, options.seed))


async def both(seconds: float, seed: int) -> int:
    """Run one transport after the other: in one loop, for PostgreSQL ends with the thread that started it."""
    code = 0
    transports: tuple[Transport, ...] = ("http", "socket")
    with Postgres() as postgres:
        for transport in transports:
            outcome = await run(postgres, seed=seed, seconds=seconds / len(transports), transport=transport)
            print(f"{transport}, seed {seed}\n{outcome}", flush=True)
            for fault in faults(outcome):
                print(f"NOT AS IT SHOULD BE: {fault}", flush=True)
                code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())

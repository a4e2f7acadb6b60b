"""Some seconds of chaos; ``python -m tests.chaos`` runs for half an hour."""

from __future__ import annotations

import pytest

from tests.chaos.house import Transport
from tests.chaos.outcome import faults
from tests.chaos.run import run
from tests.store.postgres import Postgres

pytestmark = pytest.mark.slow

SECONDS = 20.0


@pytest.mark.parametrize(("transport", "seed"), [("http", 1), ("socket", 2)])
async def test_nothing_is_lost_while_everything_goes_wrong(
    postgres: Postgres, transport: Transport, seed: int
) -> None:
    outcome = await run(postgres, seed=seed, seconds=SECONDS, transport=transport)
    print(outcome)
    assert len(outcome.events) > 50
    assert outcome.troubles["kill"]
    assert faults(outcome) == []

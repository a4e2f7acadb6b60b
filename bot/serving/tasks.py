"""Work that goes on beside whoever began it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Done = TypeVar("Done")


def begin(work: Coroutine[Any, Any, Done], among: set[asyncio.Task[Done]]) -> asyncio.Task[Done]:
    """*work* as a task, held in *among* until it is done: the loop alone may lose it before."""
    task = asyncio.create_task(work)
    among.add(task)
    task.add_done_callback(among.discard)
    return task

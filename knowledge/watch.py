"""Whether the files of a knowledge directory have changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from .base import seed_homes
from .reading.files import is_left_behind, is_read

LOOKED_AT_EVERY = 1.0
"""Seconds between looks at the files: some fifty, of which a look takes a fraction of a millisecond."""

SETTLED_AFTER = 0.2
"""Seconds for which nothing may change before it is loaded: editors and copies write in several steps."""

State = frozenset[tuple[str, int, int, int, int]]
"""Every file by its path, with what changes when it does: inode, size and times. Programs that copy may set
the time of the last change as it was before; the other they cannot set."""


def changes(directory: Path, pause: Callable[[float], bool]) -> Iterator[None]:
    """Yield now, and again whenever what is found at *directory* has changed and is at rest.

    *pause* waits for so many seconds; where it says that it is over, this ends.
    """
    known = state(directory)
    yield
    while not pause(LOOKED_AT_EVERY):
        found = state(directory)
        if found == known or not found:
            continue  # nothing there: it is about to be replaced
        if pause(SETTLED_AFTER):
            return
        if found == state(directory):
            known = found
            yield


def state(directory: Path) -> State:
    """What is read at *directory* now, links followed, with the texts beside it. Never raises.

    The path is looked at, time and again. The system's own notices are about what it led to once, so they
    miss a link that leads elsewhere, a directory put in the place of another, and network disks.
    """
    found = frozenset(_files(str(directory), frozenset()))
    if not found:
        return found
    beside = seed_homes(directory)[1]
    return found.union(_files(str(beside), frozenset()))


def _files(directory: str, above: frozenset[tuple[int, int]]) -> Iterator[tuple[str, int, int, int, int]]:
    try:
        own = os.stat(directory)  # noqa: PTH116 - paths as text: half of the time goes into making them
        found = sorted(os.listdir(directory))  # noqa: PTH208
    except OSError:
        return
    place = (own.st_dev, own.st_ino)
    if place in above:
        return  # a link that leads back
    texts = os.path.basename(directory) == "seeds"  # noqa: PTH119
    for name in found:
        if is_left_behind(name):
            continue
        path = f"{directory}/{name}"
        try:
            seen = os.stat(path)  # noqa: PTH116
        except OSError:
            continue  # gone meanwhile, or a link that leads nowhere
        if stat.S_ISDIR(seen.st_mode):
            yield from _files(path, above | {place})
        elif texts or is_read(name):
            yield path, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns

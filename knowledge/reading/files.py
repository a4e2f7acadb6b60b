"""Which files of a knowledge directory are read: what somebody curates, and nothing that an editor leaves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

SUFFIXES = (".yaml", ".yml")


def is_read(name: str) -> bool:
    """Whether a file called *name* is read: YAML, and neither hidden nor left behind by a program.

    >>> [it for it in ("a.yaml", "B.YML", ".#a.yaml", "._a.yaml", "a.yaml~", "#a.yaml#") if is_read(it)]
    ['a.yaml', 'B.YML']
    """
    return name.lower().endswith(SUFFIXES) and not is_left_behind(name)


def is_left_behind(name: str) -> bool:
    """Whether a file or folder called *name* is hidden, or the copy or lock of a program.

    >>> [it for it in ("talk.txt", "talk.txt~", ".talk.txt.swp", "~$talk.txt") if not is_left_behind(it)]
    ['talk.txt']
    """
    return name.startswith((".", "#", "~")) or name.endswith("~")


def yaml_files(folder: Path, on_error: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """Every YAML file in *folder* and the folders below it, hidden ones passed over, in one order everywhere.

    Links are followed, and a folder is read once however many links lead to it. A folder that cannot be
    read is told to *on_error*; without it, and where there is no *folder*, it is taken for empty.
    """
    seen: set[tuple[int, int]] = set()
    for parent, folders, files in os.walk(folder, followlinks=True, onerror=on_error):
        status = Path(parent).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if is_read(name))


def named(folder: Path, stem: str) -> Path | None:
    """The YAML file of *folder* that is called *stem*, whichever way its ending is written."""
    return next((path for path in yaml_files(folder) if path.parent == folder and path.stem == stem), None)

"""A responder kept ready between runs, so that one question at the shell is answered at once.

Reading, checking and indexing the knowledge takes many times longer than answering. What comes of it
is kept in the user's own cache directory with the times and sizes of all that it was made from, as
Python keeps byte code, and it is trusted as byte code is: whoever can write there can already change
what the user runs.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from platformdirs import user_cache_path

from knowledge.base import COMMON, SHIPPED, seed_homes
from knowledge.reading.files import yaml_files

from .respond import Responder

Stamped = tuple[str, int, int, int]
"""A file's path, the time it was written, the time anything of it changed, and its size.

The second time tells of a file that another one of the same age and size was moved over.
"""

Stamp = tuple[Stamped, ...]
"""Every file that a responder is made from."""


def responder(directory: Path = SHIPPED) -> Responder:
    """The responder for the knowledge in *directory*: the compiled one, or else made anew and kept.

    Raises what `knowledge.load` raises. Where the cache cannot be read or written it does without.
    """
    directory = directory.resolve()
    stamp = tuple(_files(directory))
    path = _place(directory)
    if path is not None:
        with contextlib.suppress(Exception):  # a broken cache is made again, whatever broke it
            kept = _read(path, stamp)
            if kept is not None:
                return kept
    from knowledge.load import load  # with the YAML reader and the checks, which a kept one needs not

    made = Responder(load(directory))
    if path is not None:
        with contextlib.suppress(OSError):
            _write(path, stamp, made)
    return made


def _place(directory: Path) -> Path | None:
    """Where the responder of *directory* is kept; None for a user who has no home."""
    name = f"{zlib.crc32(f'{sys.version}{directory}'.encode()):08x}.responder"
    try:
        return user_cache_path("ots-bot") / name
    except RuntimeError:
        return None


def _read(path: Path, stamp: Stamp) -> Responder | None:
    with path.open("rb") as file:
        # Our own file in the user's own directory, see above.
        if pickle.load(file) != stamp:  # noqa: S301
            return None
        found = pickle.load(file)  # noqa: S301
    return found if isinstance(found, Responder) else None


def _write(path: Path, stamp: Stamp, made: Responder) -> None:
    from tempfile import NamedTemporaryFile  # brings archives and random numbers, which a kept one needs not

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = NamedTemporaryFile(dir=path.parent, delete=False)  # noqa: SIM115 - closed below, and then renamed
    try:
        with file:
            pickle.dump(stamp, file, protocol=pickle.HIGHEST_PROTOCOL)
            pickle.dump(made, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink()  # a full disk must not fill with halves
        raise


def _files(directory: Path) -> Iterator[Stamped]:
    """Every file that the responder of *directory* is made from: code, knowledge and texts."""
    code = (Path(__file__).parent, SHIPPED / "reading")
    rooms = (Path(room) for home in code for room, _, _ in os.walk(home))
    for folder in (*sorted(rooms), SHIPPED, *seed_homes(directory)):
        with contextlib.suppress(OSError), os.scandir(folder) as found:
            names = sorted(
                file.path for file in found if file.name.endswith((".py", ".yaml", ".yml", ".txt"))
            )
            yield from _stamped(names)
    yield from _stamped(map(str, yaml_files(directory)))
    yield from _stamped(map(str, yaml_files(COMMON)))


def _stamped(paths: Iterable[str]) -> Iterator[Stamped]:
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116 - a path for each of hundreds of files takes a while
        except OSError:
            yield path, 0, 0, 0  # a link that leads nowhere, until it does
        else:
            yield path, status.st_mtime_ns, status.st_ctime_ns, status.st_size

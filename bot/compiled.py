"""A responder kept ready between runs, so that one question at the shell is answered at once.

Reading, checking and indexing the knowledge takes many times longer than answering. What comes of it
is kept in the user's own cache directory, under the digest of everything it was made from: a changed
file of knowledge or code is a new digest. It is trusted as the byte code beside it is: whoever can
write there can already change what the user runs.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import pickle
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path

from knowledge.errors import OtsError
from knowledge.base import SHIPPED, seed_homes

from .respond import Responder

KEPT = 3
"""Compiled responders kept: one each for a few knowledge directories."""


def responder(directory: Path = SHIPPED) -> Responder:
    """The responder for the knowledge in *directory*: the compiled one, or else made anew and kept.

    Raises what `knowledge.load` raises. Where the cache cannot be read or written it does without.
    """
    path = _path(directory)
    if path and path.is_file():
        with contextlib.suppress(Exception):  # a broken cache is made again, whatever broke it
            return _read(path)
    from knowledge.load import load  # with the YAML reader and the checks, which a kept one needs not

    made = Responder(load(directory))
    if path:
        with contextlib.suppress(OSError):
            _write(path, made)
    return made


def _read(path: Path) -> Responder:
    gc.disable()  # nothing that is read here is garbage
    try:
        with path.open("rb") as file:
            found = pickle.load(file)  # noqa: S301 - our own file in the user's own directory, see above
    finally:
        gc.enable()
    if not isinstance(found, Responder):
        raise OtsError(f"{path} holds no responder")
    return found


def _write(path: Path, made: Responder) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        pickle.dump(made, file, protocol=pickle.HIGHEST_PROTOCOL)
    Path(file.name).replace(path)
    kept = sorted(path.parent.glob("*.responder"), key=lambda it: it.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        old.unlink(missing_ok=True)


def _path(directory: Path) -> Path | None:
    """Where the responder of *directory* is kept; None where that cannot be told."""
    code = Path(__file__).parent
    digest = hashlib.sha256(f"{sys.version} {directory.resolve()}".encode())
    try:
        for folder in (code, SHIPPED, SHIPPED / "language", directory, directory / "entries", directory / "language"):
            _take(digest, folder)
        for folder in seed_homes(directory):
            _take(digest, folder)
    except OSError:
        return None
    return user_cache_path("ots-bot") / f"{digest.hexdigest()[:32]}.responder"


def _take(digest: hashlib._Hash, folder: Path) -> None:
    """Add every file of *folder* that a responder may be made from."""
    if folder.is_dir():
        for file in sorted(os.scandir(folder), key=lambda it: it.name):
            if file.name.endswith((".py", ".yaml", ".txt")):
                digest.update(f"\0{file.path}\0".encode())
                digest.update(Path(file.path).read_bytes())

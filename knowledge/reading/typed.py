"""Reads the files of a knowledge directory as typed values, with a fault for each that does not fit."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from ..errors import Fault
from .page import At, Page, read_page
from .shapes import faults_of_shape

T = TypeVar("T")


class Found(list[Fault]):
    """Faults, and the text of what could not be read for them: what only follows from those is no fault."""

    def __init__(self) -> None:
        super().__init__()
        self.unread: list[str] = []
        self.misshapen: list[At] = []
        """The ways to all wrong shapes, each inside the item that has it."""


def page_of(path: Path, found: Found) -> Page:
    page = read_page(path, shown(path))
    found.extend(page.faults)
    if page.unread:
        found.unread.append(page.unread)
    return page


def shown(path: Path) -> str:
    """*path* as people would type it from where they are."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):
        return str(path)  # on another drive, or where we are has been taken away
    return str(path) if relative.startswith("..") else relative


def items_of(page: Page, found: Found) -> Iterable[tuple[int, object]]:
    if not isinstance(page.value, tuple):
        found.append(Fault(page.mark(), page.stem, "must be a list: start each item with `- id:`"))
        return ()
    return enumerate(page.value)


def shaped(kind: type[T], raw: object, page: Page, at: tuple[str | int, ...], found: Found) -> T | None:
    """*raw* as a *kind*, or None and a fault for each field that does not fit."""
    try:
        shaped: T = _adapter(cast("Any", kind)).validate_python(raw)
        return shaped
    except ValidationError as error:
        name = str(raw["id"]) if isinstance(raw, dict) and raw.get("id") else page.stem
        found.unread.append(name)
        for where, message in faults_of_shape(kind, error):
            found.misshapen.append(where)
            found.append(Fault(page.mark(*at, *where), name, message))
        return None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)

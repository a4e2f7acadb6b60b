"""Read YAML files into plain values, remembering on which line each value stands."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import yaml

from ..errors import Fault, Mark
from .slips import BAD_NAME, in_words

MAX_BYTES = 4_000_000
"""A knowledge file larger than this is a mistake, not a file somebody curates."""

At = tuple[str | int, ...]
"""The way to a value: ``(3, "facts", 0, "quote")``."""


class Page(NamedTuple):
    """One file as read: not yet trusted."""

    file: str
    """The path as people know it, for messages."""
    stem: str
    value: object
    lines: Mapping[At, int]
    faults: tuple[Fault, ...] = ()
    """What could not be read, values that a comment seems to cut, and fields that are written twice."""
    unread: str = ""
    """The text of what could not be read."""

    def mark(self, *at: str | int) -> Mark:
        """Where the value at *at* stands, or the nearest thing around it that has a line."""
        while at and at not in self.lines:
            at = at[:-1]
        return Mark(self.file, self.lines.get(at, 1))


def read_page(path: Path, shown: str) -> Page:
    """Return the one YAML document in *path*, with a fault for everything that could not be read.

    Lists come back as tuples, dates and times as the text they were written in. YAML anchors,
    tags and repeated keys are refused: a curated file needs none, and each can hide a mistake.
    Of a list with a slip in one item, the other items are read.
    """

    def refused(line: int, message: str, text: str = "") -> Page:
        return Page(shown, path.stem, (), {}, (Fault(Mark(shown, line), path.stem, message),), text)

    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return refused(1, "cannot be read: it is no ordinary file")
        if status.st_size > MAX_BYTES:
            return refused(1, f"larger than {MAX_BYTES:,} bytes: split the file")
        data = path.read_bytes()
    except OSError as error:
        return refused(1, f"cannot be read: {error.strerror}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return refused(line, "not valid UTF-8: save the file as UTF-8", data.decode("utf-8", "replace"))
    whole = _part(text.replace("\r\n", "\n"), 0, Page(shown, path.stem, (), {}))
    return whole if not whole.unread else _item_by_item(whole)


def _part(text: str, above: int, page: Page, number: int | None = None) -> Page:
    """*page*, an empty one, with what *text* says, above which stand that many lines of its file.

    With *number*, *text* is a list of one item, and that is its number.
    """
    cuts: list[Fault] = []
    reader = _Reader(page, above, number)
    try:
        for token in yaml.scan(text, Loader=LOADER) if _SUSPECT.search(text) else ():
            if (
                isinstance(token, yaml.ScalarToken)
                and token.plain
                and (cut := CUT.match(text, token.end_mark.index))
            ):
                cuts.append(reader.fault(token.end_mark.line + 1, _cut(cut[1])))
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
                return page._replace(faults=(reader.fault(token.start_mark.line + 1, UNUSED),), unread=text)
        node = yaml.compose(text, Loader=LOADER)
        value = () if node is None else reader.value(node, ())
    except yaml.YAMLError as error:
        # What is cut often leaves a bracket open.
        return page._replace(faults=(*cuts, reader.fault(*in_words(text, error)))[:1], unread=text)
    return page._replace(value=value, lines=reader.lines, faults=(*cuts, *reader.twice))


def _item_by_item(whole: Page) -> Page:
    """*whole*, which could not be read at once, with those items of its list that can be read."""
    starts = [0, *(match.start() for match in _ITEM.finditer(whole.unread) if match.start())]
    parts = [whole.unread[start:end] for start, end in pairwise((*starts, len(whole.unread)))]
    items: list[object] = []
    lines: dict[At, int] = {(): 1}
    faults: list[Fault] = []
    unread: list[str] = []
    above = 0
    for part in parts:
        stem = id_[1] if (id_ := _ID.search(part)) else whole.stem
        read = _part(part, above, Page(whole.file, stem, (), {}), len(items))
        above += part.count("\n")
        faults += read.faults
        if read.unread:
            unread.append(part)
        elif isinstance(read.value, tuple):
            items += read.value
            lines |= {at: line for at, line in read.lines.items() if at}
        else:
            return whole
    if not unread:
        return whole  # each is right by itself, so that the slip is between them
    return whole._replace(value=tuple(items), lines=lines, faults=tuple(faults), unread="\n".join(unread))


_ITEM = re.compile(r"^- ", re.MULTILINE)
_ID = re.compile(r"^-? *id: *['\"]?([a-z0-9-]+)", re.MULTILINE)

UNUSED = (
    "not valid YAML: a value that begins with &, * or ! means something else in YAML: put the value in quotes"
)

CUT = re.compile(r"[ \t]+(#[^\s#].*)")
"""What begins as a comment and hardly is one: between its ``#`` and its words stands no space."""

_SUSPECT = re.compile(r"[&*!]|[ \t]#[^\s#]")
"""What all that is refused, or cut, has: text without it need not be looked at token by token."""


def _cut(lost: str) -> str:
    return (
        f"{lost.rstrip()!r} is not read, for a # after a space begins a comment: "
        "put the value in quotes, or a space after the # of a comment"
    )


LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Reads every file of knowledge; that in Python reads some texts otherwise."""

_constructor = yaml.SafeLoader("")


class _Reader:
    """Makes plain values of YAML's nodes, and remembers their lines."""

    def __init__(self, page: Page, above: int, number: int | None) -> None:
        self._page = page
        self._above = above
        self._number = number
        self.lines: dict[At, int] = {}
        self.twice: list[Fault] = []

    def fault(self, line: int, message: str) -> Fault:
        return Fault(Mark(self._page.file, self._above + line), self._page.stem, message)

    def value(self, node: yaml.Node, at: At) -> object:
        self.lines[at] = self._above + node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._fields(node, at)
        if isinstance(node, yaml.SequenceNode):
            first = 0 if at or self._number is None else self._number
            return tuple(self.value(child, (*at, place)) for place, child in enumerate(node.value, first))
        return _scalar(node)

    def _fields(self, node: yaml.MappingNode, at: At) -> dict[str, object]:
        """The fields of *node*. One that is written twice counts as it stands first."""
        fields: dict[str, object] = {}
        for key, child in node.value:
            name = str(_scalar(key))
            if name not in fields:
                fields[name] = self.value(child, (*at, name))
                continue
            message = f"{name!r} is written twice: keep one of them"
            if name == "id":
                message = "'id' is written twice: keep one of them, or begin the next item with `- id:`"
            self.twice.append(self.fault(key.start_mark.line + 1, message))
            if name == "id":
                break  # all that follows would be told to be there twice
        return fields


def _scalar(node: yaml.Node) -> object:
    if not isinstance(node, yaml.ScalarNode):
        raise yaml.MarkedYAMLError(problem=BAD_NAME, problem_mark=node.start_mark)
    if node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"):
        try:
            return _constructor.construct_object(node)
        except ValueError:
            return node.value
    if node.tag == "tag:yaml.org,2002:bool" and node.value.lower() in ("true", "false"):
        return node.value.lower() == "true"
    # "no" and "on" are words here, and a date is text as precise as it was written.
    return node.value

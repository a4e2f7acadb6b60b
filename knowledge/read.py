"""Read YAML files into plain values, remembering on which line each value stands."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from .errors import Fault, Mark

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
    cuts: tuple[Fault, ...]
    """Values that a comment seems to cut."""

    def mark(self, *at: str | int) -> Mark:
        """Where the value at *at* stands, or the nearest thing around it that has a line."""
        while at and at not in self.lines:
            at = at[:-1]
        return Mark(self.file, self.lines.get(at, 1))


def read_page(path: Path, shown: str) -> Page | Fault:
    """Return the one YAML document in *path*, or the fault that keeps it from being read.

    Lists come back as tuples, dates and times as the text they were written in. YAML anchors,
    tags and repeated keys are refused: a curated file needs none, and each can hide a mistake.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Fault(Mark(shown, 1), path.stem, "cannot be read: it is no ordinary file")
        if status.st_size > MAX_BYTES:
            return Fault(Mark(shown, 1), path.stem, f"larger than {MAX_BYTES:,} bytes: split the file")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        return Fault(Mark(shown, 1), path.stem, f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return Fault(Mark(shown, line), path.stem, "not valid UTF-8: save the file as UTF-8")
    lines: dict[At, int] = {}
    cuts: list[Fault] = []
    try:
        for token in yaml.scan(text, Loader=_Loader):
            if (
                isinstance(token, yaml.ScalarToken)
                and token.plain
                and (cut := CUT.match(text, token.end_mark.index))
            ):
                cuts.append(_cut(Mark(shown, token.end_mark.line + 1), path.stem, cut[1]))
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
                raise yaml.MarkedYAMLError(
                    problem="no anchors, aliases or tags", problem_mark=token.start_mark
                )
        node = yaml.compose(text, Loader=_Loader)
        value = () if node is None else _value(node, (), lines)
    except yaml.YAMLError as error:
        if cuts:
            return cuts[0]  # what is cut often leaves a bracket open
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not valid YAML"
        return Fault(Mark(shown, mark.line + 1 if mark else 1), path.stem, f"not valid YAML: {problem}")
    return Page(shown, path.stem, value, lines, tuple(cuts))


CUT = re.compile(r"[ \t]+(#[^\s#].*)")
"""What begins as a comment and hardly is one: between its ``#`` and its words stands no space."""


def _cut(at: Mark, stem: str, lost: str) -> Fault:
    return Fault(
        at,
        stem,
        f"{lost.rstrip()!r} is not read, for a # after a space begins a comment: "
        "put the value in quotes, or a space after the # of a comment",
    )


_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_constructor = yaml.SafeLoader("")


def _value(node: yaml.Node, at: At, lines: dict[At, int]) -> object:
    if at in lines:
        raise yaml.MarkedYAMLError(problem=f"{at[-1]!r} is written twice", problem_mark=node.start_mark)
    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return {(name := str(_scalar(key))): _value(child, (*at, name), lines) for key, child in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple(_value(child, (*at, place), lines) for place, child in enumerate(node.value))
    return _scalar(node)


def _scalar(node: yaml.Node) -> object:
    if not isinstance(node, yaml.ScalarNode):
        raise yaml.MarkedYAMLError(problem="a key must be plain text", problem_mark=node.start_mark)
    if node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"):
        try:
            return _constructor.construct_object(node)
        except ValueError:
            return node.value
    if node.tag == "tag:yaml.org,2002:bool" and node.value.lower() in ("true", "false"):
        return node.value.lower() == "true"
    # "no" and "on" are words here, and a date is text as precise as it was written.
    return node.value

"""Adds search phrases to an entry's YAML and changes nothing else of it: comments, order and layout stay."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from .paste import flow

WIDTH = 110
"""Characters of a line, beyond which the next phrase begins another."""


def with_keywords(text: str, number: int, phrases: Sequence[str]) -> str:
    """*text*, a list of entries in YAML, with *phrases* after the keywords of the entry at *number*, from 0.

    Where the entry has no keywords yet, they come behind its title.
    """
    if not phrases:
        return text
    # The loader in Python: it counts characters, where libyaml's may count bytes.
    entry = _items(text)[number]
    fields = {key.value: (key, value) for key, value in entry.value}
    written = [flow([phrase])[1:-1] for phrase in phrases]
    if "keywords" not in fields:
        key, title = fields["title"]
        return _after_title(text, key, title, written, entry.flow_style)
    key, found = fields["keywords"]
    margin = key.start_mark.column
    if not found.value:
        # An empty list, which is in brackets.
        at = found.start_mark.index
        row = _wrapped("[", written, _column(text, at), margin)
        return f"{text[:at]}{row}]{text[found.end_mark.index :]}"
    end = found.value[-1].end_mark.index
    if found.flow_style:
        return text[:end] + _wrapped(", ", written, _column(text, end), margin) + text[end:]
    indent = " " * found.start_mark.column
    end = _end_of_line(text, end)
    return text[:end] + "".join(f"\n{indent}- {phrase}" for phrase in written) + text[end:]


def _items(text: str) -> Sequence[yaml.MappingNode]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if isinstance(root, yaml.MappingNode):  # a file that names the source of its entries
        root = next((value for key, value in root.value if key.value == "entries"), None)
    return root.value if isinstance(root, yaml.SequenceNode) else ()


def _after_title(text: str, key: yaml.Node, title: yaml.Node, written: Sequence[str], in_line: bool) -> str:
    margin = key.start_mark.column
    if in_line:
        end = title.end_mark.index
        return f"{text[:end]}, keywords: [{', '.join(written)}]{text[end:]}"
    end = _end_of_line(text, title.end_mark.index)
    begun = f"{' ' * margin}keywords: "
    return f"{text[:end]}\n{begun}{_wrapped('[', written, len(begun), margin)}]{text[end:]}"


def _wrapped(begin: str, written: Sequence[str], column: int, margin: int) -> str:
    """*written* in a row from *column* on, after *begin*; further lines are indented below *margin*."""
    row = ""
    joint = begin
    for phrase in written:
        if column + len(joint) + len(phrase) + 1 > WIDTH:
            lead = f"{joint.rstrip()}\n{' ' * (margin + 2)}"
            column = margin + 2 + len(phrase)
        else:
            lead = joint
            column += len(joint) + len(phrase)
        row += lead + phrase
        joint = ", "
    return row


def _column(text: str, at: int) -> int:
    return at - (text.rfind("\n", 0, at) + 1)


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - text[:end].endswith("\r")

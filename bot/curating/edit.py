"""Changes values in a YAML file and nothing else of it: comments, order and layout stay as they are."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import yaml

from knowledge.errors import OtsError
from knowledge.reading.page import LOADER, At

from .paste import flow

Changes = Mapping[At, str]
"""For the way to each value, the YAML to write in its place: ``{(0, "file"): "second.txt"}``."""


def changed(text: str, changes: Changes) -> str:
    """*text* with each value replaced that *changes* names; one that is not there is added to its mapping.

    Raises `OtsError` where what would hold a new value is not there either.
    """
    root = _composed(text)
    pieces: list[tuple[int, int, str]] = []
    for at, written in changes.items():
        node = _node(root, at)
        if node is not None:
            start = node.start_mark.index
            apart = " " if text[:start].endswith(":") else ""  # where there was no value, nothing parts it
            pieces.append((start, _end(node, text), apart + written))
            continue
        holder = _node(root, at[:-1])
        if not isinstance(holder, yaml.MappingNode) or not holder.value:
            raise OtsError(f"nothing to write {at[-1]!r} to: add it by hand")
        pieces.append(_added(text, holder, f"{at[-1]}: {written}"))
    for start, end, written in sorted(pieces, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def with_item(text: str, item: str) -> str:
    """*text*, which is a list in YAML, with the lines of *item* as its last.

    Raises `OtsError` where the list is written in brackets.
    """
    root = _composed(text)
    if root is None or root.value == "":  # nothing, or comments alone
        return f"{text.rstrip()}\n\n{item}".lstrip("\n")
    if not root.value:
        return f"{text[: root.start_mark.index]}{item}{text[root.end_mark.index :]}"
    if not isinstance(root, yaml.SequenceNode) or root.flow_style:
        raise OtsError(f"sources.yaml is no list with an item a line: add this by hand\n{item}")
    margin = " " * root.start_mark.column
    lines = "".join(f"{margin}{line}\n" if line else "\n" for line in item.splitlines())
    ends = _DOCUMENT_END.search(text, _end(root, text))
    end = ends.start() if ends else len(text)
    return f"{text[:end].rstrip()}\n\n{lines}{text[end:]}"


_DOCUMENT_END = re.compile(r"^\.\.\.(?!\S)", re.MULTILINE)


WIDTH = 110
"""Characters of a line, beyond which the next phrase begins another."""


def with_keywords(text: str, number: int, phrases: Sequence[str]) -> str:
    """*text*, a list of entries in YAML, with *phrases* after the keywords of the entry at *number*, from 0.

    Where the entry has no keywords yet, they come behind its title.
    """
    if not phrases:
        return text
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
    end = _end(found.value[-1], text)
    if found.flow_style:
        return text[:end] + _wrapped(", ", written, _column(text, end), margin) + text[end:]
    indent = " " * found.start_mark.column
    end = _end_of_line(text, end)
    return text[:end] + "".join(f"\n{indent}- {phrase}" for phrase in written) + text[end:]


def _items(text: str) -> Sequence[yaml.MappingNode]:
    root = _composed(text)
    if isinstance(root, yaml.MappingNode):  # a file that names the source of its entries
        root = next((value for key, value in root.value if key.value == "entries"), None)
    return root.value if isinstance(root, yaml.SequenceNode) else ()


def _after_title(text: str, key: yaml.Node, title: yaml.Node, written: Sequence[str], in_line: bool) -> str:
    margin = key.start_mark.column
    if in_line:
        end = title.end_mark.index
        return f"{text[:end]}, keywords: [{', '.join(written)}]{text[end:]}"
    end = _end_of_line(text, _end(title, text))
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


def _node(node: yaml.Node | None, at: At) -> yaml.Node | None:
    """The node that *at* leads to, from *node*."""
    for step in at:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def _end(node: yaml.Node, text: str) -> int:
    """Where *node* ends: one in block style reaches over the lines behind it, what it holds does not."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last, text)
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(text[:end].rstrip())
    return end


def _added(text: str, holder: yaml.MappingNode, line: str) -> tuple[int, int, str]:
    """Where *line* goes into *holder*: behind its first value, on a line of its own in block style."""
    key, value = holder.value[0]
    end = _end(value, text)
    if holder.flow_style:
        return end, end, f", {line}"
    rest = text.find("\n", end)
    rest = len(text) if rest < 0 else rest
    return rest, rest, f"\n{' ' * key.start_mark.column}{line}"


def edited(path: Path, edit: Callable[[str], str], changes: Changes = MappingProxyType({})) -> bytes:
    """The file at *path* as *edit* makes it, to be written by `write_all`.

    Raises `OtsError` where it cannot be read, and where what was made has not all that was there but for
    what stands at *changes*, and something at each of these.
    """
    text = text_of(path)
    # libyaml does not count the mark.
    mark, text = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    try:
        before = dict(_values(_composed(text)))
        made = edit(text)
    except yaml.YAMLError:
        raise OtsError(f"{path} is not valid YAML: ots check tells where") from None
    try:
        after = dict(_values(_composed(made)))
    except yaml.YAMLError:
        after = {}
    places = {at[: len(it)] for it in changes for at in after}
    kept = {at: value for at, value in before.items() if not any(at[: len(it)] == it for it in changes)}
    if not (kept.items() <= after.items() and changes.keys() <= places):
        raise OtsError(f"{path} is laid out in a way that cannot be written to: change it by hand")
    return f"{mark}{made}".encode()


def renewed(path: Path, changes: Changes) -> bytes:
    """The file at *path* with *changes*. Raises `OtsError` as `changed` and `edited` do."""
    return edited(path, lambda text: changed(text, changes), changes)


BOM = "\N{BOM}"


def _composed(text: str) -> yaml.Node | None:
    # With the loader that all files are read with: that in Python refuses some of what is read.
    return yaml.compose(text, Loader=LOADER)


def _values(node: yaml.Node | None, at: At = ()) -> Iterator[tuple[At, str]]:
    """Every value at or below *node*, but for those that are empty."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag != "tag:yaml.org,2002:null":
            yield at, node.value
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _values(value, (*at, number))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _values(value, (*at, str(key.value)))


def write_all(files: Mapping[Path, bytes]) -> list[Path]:
    """Put each of *files* in its place, one after the other; those that were not so already.

    Raises `OtsError` as `write_whole` does.
    """
    new = [it for it, data in files.items() if not (it.is_file() and it.read_bytes() == data)]
    for path in new:
        write_whole(path, files[path])
    return new


def text_of(path: Path) -> str:
    """The file at *path*, each line ended as it is there. Raises `OtsError` where it cannot be read."""
    if path.exists() and not path.is_file():
        raise OtsError(f"cannot read {str(path)!r} (it is no ordinary file)")  # a pipe would be waited for
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise OtsError(f"cannot read {str(path)!r} ({error.strerror})") from None
    except UnicodeDecodeError:
        raise OtsError(f"{str(path)!r} is not UTF-8: save the file as UTF-8") from None


def write_whole(path: Path, data: bytes) -> None:
    """Put *data* at *path* at once: whoever reads finds what was there or what is now, never a part.

    Raises `OtsError` where it cannot be written; what was there is then still there.
    """
    path = path.resolve()  # what a link leads to is written, and the link stays
    made = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(made).chmod(mode)
        Path(made).replace(path)
    except OSError as error:
        raise OtsError(f"cannot write {str(path)!r} ({error.strerror})") from None
    finally:
        if made:
            with contextlib.suppress(OSError):
                Path(made).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

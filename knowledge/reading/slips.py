"""Slips in writing YAML, in a curator's words: on which line, and what to do.

YAML's own messages tell where its grammar gave up, which is seldom what was typed wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

BAD_NAME = "a field must have plain words for a name: put a value that begins with a bracket in quotes"
"""The one slip that is not of YAML's own finding."""

COLON = "a colon with a space behind it begins a field: put the whole value in quotes"
INDENT = (
    "does not stand under the fields above it: "
    "indent all fields of one item alike, and begin an item with a dash"
)
CLOSED_EARLY = (
    "something stands behind the closing quotation mark: "
    "put the whole value between marks that it does not hold"
)
SPACE_AFTER_COLON = "not valid YAML: put a space after the colon, as in `title: Peace`"
NO_COLON = (
    "not valid YAML: write a field and its value as in `title: Peace`, with the field above begun alike"
)
NOT_CLOSED = "not valid YAML: the quotation mark that opens here is not closed"
UNMERGED = "a conflict between two versions of the file: keep one, and take out <<<<<<<, ======= and >>>>>>>"
SECOND = "--- begins a second file within this one: take it out"
SPECIAL = "begins with {character!r}, which means something else in YAML: put the value in quotes"
OTHER = "compare the indentation, quotes and brackets here with those of an entry that is read"


def in_words(text: str, error: yaml.YAMLError) -> tuple[int, str]:
    """The line, from 1, of the slip for which *text* could not be read, and what to do about it.

    Knows the slips that people make; for any other it says where to look.
    """
    if not isinstance(error, yaml.MarkedYAMLError):
        # Of a character that text does not have YAML tells the place alone.
        line = text.count("\n", 0, getattr(error, "position", 0))
        return line + 1, "holds a character that no text has, such as a NUL: take it out"
    if conflict := _CONFLICT.search(text):
        return text.count("\n", 0, conflict.start()) + 1, UNMERGED
    at = error.problem_mark or error.context_mark
    line, column = (at.line, at.column) if at else (0, 0)
    lines = text.splitlines() or [""]
    written = lines[line] if line < len(lines) else ""
    opened = error.context_mark.line if error.context_mark else line
    begun = lines[opened] if opened < len(lines) else ""
    if error.problem == BAD_NAME:
        return line + 1, f"not valid YAML: {BAD_NAME}"
    slip = f"{error.context or ''}: {error.problem or ''}"
    if (mark := _opened_above(text, line)) is not None:
        return mark + 1, NOT_CLOSED
    for number, row in ((line, written), (opened, begun)):
        if _TABBED.match(row):
            return number + 1, "not valid YAML: a tab stands before the words: indent with spaces"
    if "mapping values" in slip or "mapping keys" in slip:
        unlike = _FIELD.match(written) and written[:column].count(":") == 0
        return line + 1, f"not valid YAML: {'this line ' + INDENT if unlike else COLON}"
    if "cannot start any token" in slip or "an alias" in slip or "an anchor" in slip or "a tag" in slip:
        character = begun[error.context_mark.column] if error.context_mark else written[column : column + 1]
        return line + 1, f"not valid YAML: a value {SPECIAL.format(character=character)}"
    if "block scalar" in slip:
        return line + 1, f"not valid YAML: a value {SPECIAL.format(character=begun.partition(': ')[2][:1])}"
    if "escape" in slip:
        return line + 1, "not valid YAML: a backslash in double quotes: put the value in single quotes"
    if "quoted scalar" in slip:
        return opened + 1, NOT_CLOSED
    if "flow" in slip:
        opened, bracket = _unclosed(lines, opened) or (opened, "]" if "sequence" in slip else "}")
        return opened + 1, (
            f"not valid YAML: a {bracket} is missing, or a comma: "
            "close the list, and put a value that holds a comma, a colon or a bracket in quotes"
        )
    if "simple key" in slip:
        return opened + 1, SPACE_AFTER_COLON if _NO_SPACE.match(begun) else NO_COLON
    if "sequence entries" in slip or "node content" in slip:
        return line + 1, f"not valid YAML: a value {SPECIAL.format(character=written[column : column + 1])}"
    if _NO_SPACE.match(written):
        return line + 1, SPACE_AFTER_COLON
    if _CLOSED_EARLY.match(written):
        return line + 1, f"not valid YAML: {CLOSED_EARLY}"
    if "single document" in slip:
        return line + 1, f"not valid YAML: {SECOND}"
    if "block" in slip:
        return line + 1, f"not valid YAML: this line {INDENT}"
    return line + 1, f"not valid YAML: {OTHER}"


_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


def _opened_above(text: str, line: int) -> int | None:
    """The line, from 0, of a quotation mark that is closed by one of a later field, which is on *line*.

    Where one is forgotten all up to the next is taken for its value, and what is behind that is a slip.
    """
    quoted: yaml.Token | None = None
    try:
        for token in yaml.scan(text):
            if isinstance(token, yaml.ScalarToken) and token.style == '"':
                quoted = token
    except yaml.YAMLError:
        pass
    if quoted is None or quoted.end_mark.line != line:
        return None
    runs_over = [row for row in text.splitlines()[quoted.start_mark.line + 1 : line + 1] if _FIELD.match(row)]
    return quoted.start_mark.line if runs_over else None


_TABBED = re.compile(r" *\t")
_FIELD = re.compile(r" *(?:- +)?[a-z_0-9]+:(?: |$)")
_NO_SPACE = re.compile(r" *(?:- +)?[a-z_0-9]+:[^\s:]")
_CLOSED_EARLY = re.compile(r""".*(?:^|[:\[{,-]) +(?:"(?:[^"\\]|\\.)*"|'[^']*')\s*[^\s,\]}#]""")


def _unclosed(lines: Sequence[str], last: int) -> tuple[int, str] | None:
    """The line up to the *last*, from 0, that opens more brackets than it closes, and what would close one.

    Where a file ends within a list, its reader tells the end of the file alone.
    """
    for number in range(min(last, len(lines) - 1), -1, -1):
        for opening, closing in ("[]", "{}"):
            if lines[number].count(opening) > lines[number].count(closing):
                return number, closing
    return None

"""What is wrong with the shape of a value, in a curator's words.

What was wanted is told by the field's own type, and what to do by what stands there; of pydantic's report
only the places count, and the limits. A message names the field, and says by an example what to write.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import ValidationError

from ..checked import Model
from ..dates import EXAMPLES as DATES
from ..dates import Date, IsoDate
from ..draft import closest
from ..fold import fold, is_number, words
from ..model import Slug, WrittenEntry, WrittenFact

Where = tuple[str | int, ...]
"""The way to a value inside the item that was read: ``("facts", 0, "quote")``."""

EXAMPLES = {
    "facts": "[{text: It is 43 km long., quote: a 43 km road}]",
    "aliases": "{en: [TRIPP], tr: [Zengezur Koridoru]}",
    "keywords": "[land bridge, shortcut to Nakhchivan]",
    "related": "[middle-corridor, nakhchivan]",
    "figures": "[{value: 43, unit: km, of: length}]",
    "dates": "[{date: 2025-10-15, status: planned}]",
    "places": "[Baku, Azerbaijan]",
    "actors": "[Azerbaijan]",
    "occasion": "{what: Youth Forum, date: 2026, city: Baku, status: planned}",
    "roles": "[{who: Uzbekistan, does: proposed, what: joint meetings}]",
    "answers": "[when]",
    "implied": "['2026', Riga]",
    "unhedged": "{nearly: the number is left out too}",
    "who": "[Azerbaijan]",
    "subject": "[Organization of Turkic States, OTS]",
    "also_called": "[member states]",
    "voices": "[{id: reporter, name: The reporter, paragraphs: [1, 2]}]",
    "paragraphs": "[1, 2]",
    "factless": "[{paragraph: 3, begins: Thank you, because: only thanks}]",
}
"""How the fields are written that are more than a line of text."""

DATE = f"write it as in {', '.join(DATES)}"
COUNTED = {"facts": "fact", "aliases": "alias", "related": "related", "factless": "factless", "who": "who"}
"""What one of a list is called where that is not the list's name without its "s"."""


UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
"""How pydantic calls it that a field is none of those there are."""


class Shape(NamedTuple):
    """A value that was not what was wanted."""

    where: Where
    problem: str
    limits: Mapping[str, Any]
    value: object
    is_name: bool
    """Whether it is the name of a field, and not its value."""


def faults_of_shape(kind: Any, error: ValidationError) -> Iterator[tuple[Where, str]]:
    """Every wrong shape that *error* found in what was to be a *kind*: where, and what to do."""
    shapes = [_shape(dict(problem)) for problem in error.errors(include_url=False)]
    told: set[Where] = set()
    for shape in shapes:
        # A number is read in two ways, and both fail; of a list only the items that were right are counted.
        deeper = any(
            len(it.where) > len(shape.where) and it.where[: len(shape.where)] == shape.where for it in shapes
        )
        is_told = (shape.problem == "too_short" and deeper) or _is_misspelt(shape, shapes)
        if shape.where not in told and not is_told:
            told.add(shape.where)
            yield shape.where, _in_words(kind, shape)


def _is_misspelt(missing: Shape, shapes: Iterable[Shape]) -> bool:
    """Whether a field is *missing* only because its name is written otherwise, which is told there."""
    if missing.problem != "missing":
        return False
    around, name = missing.where[:-1], str(missing.where[-1])
    beside = (it for it in shapes if it.problem in UNKNOWN and it.where[:-1] == around)
    return any(closest(str(it.where[-1]), (name,)) for it in beside)


def _shape(problem: Mapping[str, Any]) -> Shape:
    where: Where = tuple(it for it in problem["loc"] if it not in ("int", "float", "[key]"))
    is_name = "[key]" in problem["loc"]
    return Shape(where, problem["type"], problem.get("ctx") or {}, problem["input"], is_name)


def _in_words(kind: Any, shape: Shape) -> str:
    around, name = _subject(shape.where)
    if shape.problem in UNKNOWN:
        return f"{around}{_unknown(kind, shape.where)}"
    subject = f"{around}{name} " if name else around
    if shape.problem == "missing":
        return f"{subject}is missing: write it{_as_in_item(shape.where)}"
    wanted = _type_at(kind, shape.where)
    if shape.is_name:
        wanted = get_args(wanted)[0] if get_args(wanted) else str
    choices = get_args(wanted) if get_origin(wanted) is Literal else ()
    if choices and isinstance(shape.value, str):
        return f"{around}unknown {re.sub(r' [0-9]+$', '', name)}: use one of {', '.join(choices)}"
    if shape.problem == "value_error" and isinstance(shape.value, str | int | Mapping):
        if isinstance(shape.value, Mapping):  # what is wrong is how its fields go together
            return f"{around.replace(': ', ', ')}{name}: {shape.limits['error']}"
        return f"{subject}{shape.limits['error']}"
    if shape.problem == "about":
        return f"{subject}{shape.limits['how']}"
    needed = _is_needed(_type_at(kind, shape.where[:-1]), shape.where)
    return subject + _what_to_do(wanted, shape, needed=needed)


def _as_in_item(where: Where) -> str:
    """How the item is written that a field is missing in, but for facts: those have two fields at least."""
    around = next((it for it in reversed(where[:-1]) if isinstance(it, str)), "facts")
    example = "" if around == "facts" else EXAMPLES.get(around, "")
    return f", as in {example.strip('[]')}" if example else ""


def _subject(where: Where) -> tuple[str, str]:
    """What is around the value, and its name: ``("fact 1, date 2: ", "until")``."""
    counted: list[str] = []
    names: list[str] = []
    for part in where:
        if isinstance(part, str):
            names.append(part)
        else:
            one = COUNTED.get(names[-1], names[-1].removesuffix("s")) if names else "item"
            counted.append(f"{'.'.join((*names[:-1], one))} {part + 1}")
            names = []
    if not names:
        return (f"{', '.join(counted[:-1])}: " if counted[1:] else ""), "".join(counted[-1:])
    return (f"{', '.join(counted)}: " if counted else ""), ".".join(names)


def _unknown(kind: Any, where: Where) -> str:
    """That no field is called so; which is meant, or where it belongs."""
    name = str(where[-1])
    here = tuple(_fields(_type_at(kind, where[:-1])))
    if kind is WrittenEntry:
        for other, of in (
            (WrittenFact, "a fact: write it under `facts`"),
            (WrittenEntry, "the entry, not its fact"),
        ):
            if name in _fields(other):
                return f"unknown field {name!r} here: it is a field of {of}"
    if re.fullmatch(r"[\d.]+", name):
        return f"a comma begins a new field, here {name!r}: write a number without one, as in 1240"
    near = closest(name, here) if len(name) > 2 else ""
    return f"unknown field {name!r}{near or ': the fields here are ' + ', '.join(here)}"


def _what_to_do(wanted: Any, shape: Shape, *, needed: bool) -> str:
    value = shape.value
    field = next((it for it in reversed(shape.where) if isinstance(it, str)), "")
    in_list = bool(shape.where) and isinstance(shape.where[-1], int)
    example = EXAMPLES.get(field, "")
    as_in = f", as in {field}: {example}" if example else ""
    if value is None or value in ("", (), {}):
        cut = ", in quotes where it begins with #" if value is None and not example else ""
        return f"is empty: write it{as_in}{cut}{'' if needed else ', or take it out'}"
    if get_origin(wanted) is tuple:
        if _fields(_bare(get_args(wanted)[0])):
            return f"must be a list: begin each item with a dash{as_in.replace(', as in', ', or write')}"
        if isinstance(value, str | int | float):
            as_it_is = isinstance(value, str) or get_args(wanted)[0] is type(value)
            return f"must be a list: write [{value if as_it_is else _quoted(value)}]"
        groups = "" if shape.where else ": begin each line with a dash, as in `- [loan, checkout]`"
        return f"must be a list{as_in or groups}"
    if _is_mapping(wanted):
        return f"must be names, each with what belongs to it{as_in or ', as in {Latvia: [Lettland]}'}"
    if _fields(wanted):
        if in_list and example:
            as_in = f", as in {example[1:-1]}"
        return f"must have fields{as_in or ' with values: ' + ', '.join(_fields(wanted))}"
    if wanted in (Date, IsoDate):
        written = repr(value) if isinstance(value, str | int | float) else "this"
        return f"{written} is no date: {DATE}"
    if wanted is bool:
        return "must be true or false, without quotes"
    if wanted is int:
        return "must be a whole number, such as 3, without quotes"
    if _is_number(wanted):
        if isinstance(value, str) and len(said := words(value)) == 1 and is_number(said[0]):
            return f"{value!r} is written in digits: {said[0]}, whatever the quote has"
        return "must be a number, such as 43 or 2.1, without quotes, and its unit under `unit`"
    return _of_text(wanted, field, shape)


def _of_text(wanted: Any, field: str, shape: Shape) -> str:
    value = shape.value
    if not isinstance(value, str):
        if isinstance(value, Mapping):
            return "must be text: put it in quotes, for a colon with a space behind it begins a field"
        if isinstance(value, tuple):
            return "must be text, not a list: write one, without brackets and dash"
        return f"must be text: write {_quoted(value)} in quotes"
    if "max_length" in shape.limits:
        more = ", or make two facts of it" if field == "text" else ""
        return f"is {len(value)} characters long, and {shape.limits['max_length']} fit: shorten it{more}"
    if "min_length" in shape.limits:
        return f"is {len(value)} characters long, and {shape.limits['min_length']} are needed: say more"
    if field == "language":
        return "must be the code of a language, two or three small letters, as in de"
    if wanted is Slug:
        example = re.sub(r"[^a-z0-9]+", "-", fold(value)).strip("-") or "zangazur-corridor"
        return f"{value!r} has other characters than small letters, digits and hyphens: write {example}"
    if field == "sha256":
        return "must be the 64 characters that `sha256sum` prints"
    return "must be one line of text: take out line breaks, and spaces at its ends"


def _quoted(value: object) -> str:
    """A number or a yes or no as text."""
    return f"'{str(value).lower() if isinstance(value, bool) else value}'"


def _type_at(kind: Any, where: Where) -> Any:
    """The type that is wanted at *where* inside a *kind*, without the None of what may be left out."""
    for part in where:
        inner = get_args(kind)
        if fields := _fields(kind):
            kind = fields.get(str(part), Any)
        elif inner:
            kind = inner[1 if _is_mapping(kind) else 0]
        kind = _bare(kind)
    return kind


def _bare(kind: Any) -> Any:
    """*kind* without None, and without its limits where it is no text: texts are known by theirs."""
    if get_origin(kind) in (Union, UnionType):
        given = [it for it in get_args(kind) if it is not NoneType]
        return _bare(given[0]) if len(given) == 1 else kind
    if get_origin(kind) is Annotated and get_args(kind)[0] is not str:
        return _bare(get_args(kind)[0])
    return kind


@cache
def _fields(kind: Any) -> Mapping[str, Any]:
    """The types of the fields of *kind* by their names; none where it has no fields."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        return {}
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}


def _is_needed(kind: Any, where: Where) -> bool:
    """Whether the last field of *where*, one of a *kind*, may not be left out."""
    if not where or not isinstance(kind, type) or not is_dataclass(kind) or not issubclass(kind, Model):
        return False
    field = kind.__dataclass_fields__.get(str(where[-1]))
    return field is not None and field.default is field.default_factory is MISSING


def _is_mapping(wanted: Any) -> bool:
    return get_origin(wanted) in (dict, abc.Mapping)


def _is_number(wanted: Any) -> bool:
    return set(get_args(wanted)) == {int, float}

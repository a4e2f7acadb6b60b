"""How values are checked where they are read, told to pydantic without importing it.

Importing it takes longer than an answer from knowledge that is compiled, in which all is checked. What
pydantic looks for in a type is a method of a certain name; those here are called by nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

    Json = dict[str, Any]


CLOSED = {"extra": "forbid"}
"""For a plain dataclass, which imports much faster than a model of pydantic, that is read from a mapping
without other fields than its own."""


_STRICT = {**CLOSED, "strict": True}


class Model:
    """A dataclass whose fields are read from a mapping that has no others, none of them converted."""

    __pydantic_config__ = _STRICT

    @classmethod
    def __get_pydantic_core_schema__(cls, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(kind)
        own: Any = handler.resolve_ref_schema(schema)
        own["strict"] = False  # else only an instance would do, and no mapping
        return schema


class Limits:
    """What a text, or a list, keeps to: ``pattern``, ``min_length``, ``max_length``."""

    def __init__(self, **limits: str | int) -> None:
        self._limits = limits

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> Any:
        return {**handler(kind), **self._limits}


class Read:
    """A value is what *read* makes of the written one; *shown* tells editors what may be written.

    What *read* raises as `ValueError` is what is wrong.
    """

    def __init__(self, read: Callable[[Any], object], shown: Mapping[str, Any] | None = None) -> None:
        self._read = read
        self._shown = shown

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(self._read, handler(kind))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Json:
        return dict(self._shown) if self._shown else handler(schema)


class Holds:
    """A value is taken as *check* returns it, which raises what is wrong with it as `ValueError`."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        self._check = check

    def __get_pydantic_core_schema__(self, kind: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self._check, handler(kind))

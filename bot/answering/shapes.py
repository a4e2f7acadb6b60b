"""A reply as data, as types: the JSON of the command line, and what faces add to it.

Not imported where nothing needs it: defining so many shapes takes a while.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.model import Status

from .reply import Reason


class Shape(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, defer_build=True)


class PlaceData(Shape):
    """A quote, and where it stands: always ``text[start:end] == quote`` with the source's text."""

    quote: str
    source: str
    start: int
    end: int
    paragraph: int
    speaker: str = Field(description="Who said it.")
    published: str = Field(description="Where and when.")


class FactData(PlaceData):
    """A fact and what proves it."""

    text: str
    understood: str | None = Field(description="The quote's subject, where it stands before the quote.")
    is_plan: bool = Field(description="Whether it was still to come when it was published.")


class TopicData(Shape):
    entry: str
    title: str


class ChoiceData(TopicData):
    score: float
    facts: Sequence[FactData]


class WhenData(Shape):
    date: str
    until: str | None


class ItemData(TopicData, FactData):
    """A row of a listing."""

    what: str
    group: str | None
    who: Sequence[str]
    when: WhenData | None
    recurs: str | None = Field(description="A time that has no year, in words: 24 December, every Wednesday.")
    where: Sequence[str]
    status: Status | None
    value: str | None


class ReplyData(Shape):
    """What ``ots ask --json`` prints."""

    query: str
    status: Literal["answer", "choices", "listing", "none", "help"]
    reason: Reason | None = Field(description="Why there is no answer.")
    title: str | None
    entry: str | None
    score: float | None
    lacks: Sequence[str] = Field(description="What was asked and is not stated.")
    facts: Sequence[FactData]
    choices: Sequence[ChoiceData]
    items: Sequence[ItemData]
    related: Sequence[TopicData]
    suggestions: Sequence[str]


class LinkedData(Shape):
    """Links to a quote."""

    link: str | None = Field(description="Where a person can see the quote in its place.")
    source_link: str | None = Field(
        description="The publisher's own page at the quote, where the source names its address."
    )


class LinkedPlaceData(PlaceData, LinkedData):
    """A quote, where it stands, and links to it."""


class ToldFactData(FactData, LinkedData):
    """A fact as assistants are told it."""

    is_answer: bool = Field(description="False where it is only near to what was asked, and no answer to it.")


class ToldChoiceData(ChoiceData):
    facts: Sequence[ToldFactData]


class ToldItemData(ItemData, ToldFactData):
    """A row of a listing as assistants are told it."""


class ToldReplyData(ReplyData):
    """A reply that can't be taken for more than it is."""

    answered: bool = Field(description="False: the facts given are no answer, and there may be none.")
    statement: str = Field(description="What it comes to, in a sentence.")
    facts: Sequence[ToldFactData]
    choices: Sequence[ToldChoiceData]
    items: Sequence[ToldItemData]


class PassagesData(Shape):
    """The passages nearest to some words."""

    status: Literal["passages", "none"]
    reason: Literal["not_found"] | None
    statement: str
    passages: Sequence[LinkedPlaceData]

"""What tools give beside their text, as types: the JSON of the command line, and links."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from knowledge.model import Status

from ..answering.reply import Reason


class PlaceData(BaseModel):
    """A quote, and where it stands: ``text[start:end]`` of the source."""

    quote: str
    source: str
    start: int
    end: int
    paragraph: int
    speaker: str = Field(description="Who said it.")
    published: str = Field(description="Where and when.")
    link: str | None = Field(description="Where a person can see the quote in its place.")
    source_link: str | None = Field(description="The publisher's own page, at the quote.")


class FactData(PlaceData):
    """A fact and what proves it."""

    text: str
    understood: str | None = Field(description="The quote's subject, where it stands before the quote.")
    is_plan: bool = Field(description="Whether it was still to come when it was published.")
    is_answer: bool = Field(description="False where it is only near to what was asked, and no answer to it.")


class TopicData(BaseModel):
    entry: str
    title: str


class ChoiceData(TopicData):
    score: float
    facts: list[FactData]


class WhenData(BaseModel):
    date: str
    until: str | None


class ItemData(TopicData, FactData):
    """A row of a listing."""

    what: str
    group: str | None
    who: list[str]
    when: WhenData | None
    where: list[str]
    status: Status | None
    value: str | None


class ReplyData(BaseModel):
    """What ``ask`` and ``list`` give."""

    answered: bool = Field(description="False: the facts given are no answer, and there may be none.")
    statement: str = Field(description="What it comes to, in a sentence.")
    query: str
    status: Literal["answer", "choices", "listing", "none", "help"]
    reason: Reason | None = Field(description="Why there is no answer.")
    title: str | None
    entry: str | None
    score: float | None
    lacks: list[str] = Field(description="What was asked and is not stated.")
    facts: list[FactData]
    choices: list[ChoiceData]
    items: list[ItemData]
    related: list[TopicData]
    suggestions: list[str]


class PassagesData(BaseModel):
    """What ``quote`` gives."""

    status: Literal["passages", "none"]
    reason: Literal["not_found"] | None
    statement: str
    passages: list[PlaceData]

"""What a curator could write for a question without a good answer: words for an entry, a question to test."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from knowledge.fold import words
from knowledge.model import Entry, Fact

from ..answering.reply import Answer, Choices, NoAnswer
from ..answering.respond import Responder

FEW = 3
"""Words of a question that is typed like a key word."""


@dataclass(frozen=True)
class Lead:
    """Where a question leads to, as the knowledge is now."""

    entry: Entry | None
    """The one that it is nearest to; none where no word of it is known."""
    is_answered: bool
    """Whether it has an answer by now: nothing needs to be written."""
    keyword: str
    """What the question says, without words that only ask; empty where it says nothing, or is there."""
    question: dict[str, Any]
    """A question for the tests, in the shape of those in ``tests/eval``. What it expects is for the curator
    to judge: that the nearest entry answers, or nothing where the source does not say it."""
    complaint: str | None = None
    """What readers found wrong with the answer, where it did not help."""

    @property
    def keywords(self) -> str:
        """The line to write into the entry; empty where there is none."""
        return f"keywords: [{self.keyword}]" if self.entry and self.keyword else ""

    def as_data(self) -> dict[str, Any]:
        return {
            "entry": self.entry.id if self.entry else None,
            "answered": self.is_answered,
            "keywords": [self.keyword] if self.keywords else [],
            "question": self.question,
        }

    def lines(self) -> Iterator[str]:
        """What to write and where, a line each."""
        if self.complaint is not None and self.entry:
            yield f"{self.entry.theme}.yaml, {self.entry.id}: # {self.complaint}"
        elif self.is_answered and self.entry:
            yield f"answered by now: {self.entry.id}"
        elif self.keywords and self.entry:
            yield f"{self.entry.theme}.yaml, {self.entry.id}: {self.keywords}"
        yield json.dumps(self.question, ensure_ascii=False)


def lead(asked: str, responder: Responder, small_words: Collection[str]) -> Lead:
    """Where what was *asked* leads to; *small_words* are the folded ones that only ask or chat."""
    entry, fact, answered = _nearest(asked, responder)
    said = [word for word in words(asked) if word not in small_words]
    keyword = " ".join(said)
    known = entry is not None and keyword in (" ".join(words(it)) for it in entry.keywords)
    question: dict[str, Any] = {"q": asked, "kind": "keyword" if len(asked.split()) <= FEW else "question"}
    if entry is None or fact is None:
        question |= {"kind": "out_of_scope", "expect": "none"}
    else:
        question |= {"expect": "answer", "any_of": [fact.quote]}
    return Lead(entry, answered, "" if answered or known else keyword, question)


def lead_on(asked: str, entry: str | None, complaint: str, responder: Responder) -> Lead:
    """Where a *complaint* about the answer to what was *asked* leads to: the *entry* that answered it."""
    found = lead(asked, responder, ())
    told = responder.knowledge.by_id.get(entry or "") or found.entry
    question = {**found.question, "note": complaint}
    return replace(found, entry=told, keyword="", question=question, complaint=complaint)


def _nearest(asked: str, responder: Responder) -> tuple[Entry | None, Fact | None, bool]:
    """The entry that is nearest to what was *asked*, its fact that is, and whether that is the answer."""
    reply = responder.reply(asked)
    match reply:
        case Answer():
            return reply.entry, reply.facts[0], True
        case Choices():
            return reply.choices[0].entry, reply.choices[0].facts[0], False
        case NoAnswer(topic=Entry() as topic):
            return topic, (*reply.facts, *topic.facts)[0], False
    candidates = responder.explain(reply).candidates
    if not candidates:
        return None, None, False
    entry = responder.knowledge.by_id[candidates[0].entry]
    return entry, entry.facts[0], False

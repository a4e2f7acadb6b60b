"""Why a question was answered as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.model import Entry

from .finding.asked import Asked
from .finding.index import Index
from .finding.match import Hit, Matcher
from .reply import Answer, NoAnswer, Reply


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that was considered."""

    entry: str
    score: float
    cover: float
    """Share of the question's words that it accounts for, 0 to 1."""
    name: float
    """How well the question is its name, 0 to 1."""
    words: dict[str, str]
    """Each word of the question with the word of the entry that it was taken for."""
    missing: tuple[str, ...]
    lacks: tuple[str, ...]

    def __str__(self) -> str:
        words = " ".join(f"{typed}~{known}" for typed, known in self.words.items())
        missing = f"; not there: {', '.join(self.missing)}" if self.missing else ""
        lacks = f"; lacks: {', '.join(self.lacks)}" if self.lacks else ""
        return f"  {self.score:5.1f} {self.entry}: {words}{missing}{lacks}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was read as asking, the candidates, best first, and how far the second trails."""

    asks: dict[str, str]
    """What an answer must tell, each with the words of the question that ask for it: ``{"when": "date"}``."""
    candidates: tuple[Candidate, ...]
    gap: float | None
    """Points between the first and the second; None where there is no second."""
    told: Candidate | None
    """What was told, where it is not the first: what was said before, or picked, leads to another."""

    @classmethod
    def of(cls, reply: Reply, asked: Asked, index: Index, matcher: Matcher) -> Explanation:
        """What is found for what was *asked*, and what of it *reply* tells, in the words of *index*."""
        hits, told = matcher.find(asked), None
        match reply:
            case Answer(entry=topic) | NoAnswer(topic=Entry() as topic) if not _leads(topic, hits):
                told = _candidate(index, matcher.look_at(topic, asked))
        gap = round(hits[0].score - hits[1].score, 1) if len(hits) > 1 else None
        candidates = tuple(_candidate(index, hit) for hit in hits)
        return cls(_asks(asked), candidates, gap, told)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        lines = [str(it) for it in (self.told, *self.candidates) if it]
        if self.asks:
            asks = ", ".join(f"{what} ({words})" for what, words in self.asks.items())
            lines.insert(0, f"  asks: {asks}")
        return "\n".join((f"why: {self._why()}", *lines))

    def _why(self) -> str:
        if not self.candidates:
            nearest = "no word of the question is known"
        else:
            gap = "" if self.gap is None else f", {self.gap} points before the next"
            nearest = f"{self.candidates[0].entry} is nearest{gap}"
        return f"{self.told.entry} is told, though by these words alone {nearest}" if self.told else nearest


def _leads(entry: Entry, hits: Sequence[Hit]) -> bool:
    return any(hit.entry is entry for hit in hits[:1])


def _asks(asked: Asked) -> dict[str, str]:
    """What is asked for, by a question word or by a detail's name, and the words that are read so."""
    words = asked.query.words
    asks: dict[str, str] = {}
    for what, places in asked.query.asked_at:
        asks[what] = " ".join(words[place].text for place in places)
    return asks | {it.lack.text: it.meaning.text for it in asked.demands if it.lack.sort == "detail"}


def _candidate(index: Index, hit: Hit) -> Candidate:
    best = hit.lead
    terms = best.indexed.stated.union(
        index.terms((*hit.indexed.names, *hit.indexed.called, *best.indexed.called))
    )
    missing = tuple(meaning.text for meaning in hit.missing)
    words = {}
    for meaning in hit.asked.meanings:
        shared = [(likeness, term) for term, likeness in meaning.terms.items() if term in terms]
        if shared and meaning.mass and meaning.text not in missing:
            words[meaning.text] = index.text(max(shared)[1])
    return Candidate(
        hit.entry.id,
        round(hit.score, 1),
        round(hit.cover, 2),
        round(hit.name, 2),
        words,
        missing,
        tuple(lack.text for lack in hit.lacks),
    )

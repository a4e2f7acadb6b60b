"""Why a question was answered as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .finding.asked import Asked
from .finding.index import Index
from .finding.match import Hit


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


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was read as asking, the candidates, best first, and how far the second trails."""

    asks: dict[str, str]
    """What an answer must tell, each with the words of the question that ask for it: ``{"when": "date"}``."""
    candidates: tuple[Candidate, ...]
    gap: float | None
    """Points between the first and the second; None where there is no second."""

    @classmethod
    def of(cls, index: Index, asked: Asked, hits: Sequence[Hit]) -> Explanation:
        """What *hits* were found for, as what was *asked* is read, in the words of *index*."""
        gap = round(hits[0].score - hits[1].score, 1) if len(hits) > 1 else None
        return cls(_asks(asked), tuple(_candidate(index, hit) for hit in hits), gap)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        if not self.candidates:
            return "why: no word of the question is known"
        lines = []
        for candidate in self.candidates:
            words = " ".join(f"{typed}~{known}" for typed, known in candidate.words.items())
            line = f"  {candidate.score:5.1f} {candidate.entry}: {words}"
            if candidate.missing:
                line += f"; not there: {', '.join(candidate.missing)}"
            if candidate.lacks:
                line += f"; lacks: {', '.join(candidate.lacks)}"
            lines.append(line)
        gap = "" if self.gap is None else f", {self.gap} points before the next"
        if self.asks:
            asks = ", ".join(f"{what} ({words})" for what, words in self.asks.items())
            lines.insert(0, f"  asks: {asks}")
        return f"why: {self.candidates[0].entry} is nearest{gap}\n" + "\n".join(lines)


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

"""A source as it reads: every proven passage marked, and below its paragraph the facts that it proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from knowledge.base import Knowledge
from knowledge.links import TopicFact, publisher_page
from knowledge.model import Span
from knowledge.source import Source

from ..answering.wording import PLAN
from .links import Links
from .markup import EXTERNAL, link, small, spoken
from .markup import text as shown


@dataclass(frozen=True)
class ProvenPassage:
    """A run of text that quotes prove together: those that overlap are one passage."""

    start: int
    end: int
    told: tuple[TopicFact, ...]
    """As they stand in the text, the longer first of those that begin together."""

    def pieces(self) -> Iterator[tuple[int, int, list[TopicFact]]]:
        """The passage cut wherever a quote begins or ends, and the facts that each piece is a part of."""
        spans = [it.fact.span for it in self.told]
        cuts = sorted({it.start for it in spans} | {it.end for it in spans})
        for start, end in pairwise(cuts):
            yield start, end, [it for it in self.told if it.fact.span.start <= start < it.fact.span.end]


def passages(knowledge: Knowledge, source: Source) -> list[ProvenPassage]:
    """Everything that is proven in *source*, in order; no two passages overlap.

    All quotes lie inside one paragraph, and so does every passage.
    """
    told = [TopicFact(e, f) for e in knowledge.entries for f in e.facts if f.span.source == source.id]
    found: list[ProvenPassage] = []
    for one in sorted(told, key=lambda it: (it.fact.span.start, -it.fact.span.end)):
        span = one.fact.span
        last = found[-1] if found else None
        if last is not None and span.start < last.end:
            found[-1] = ProvenPassage(last.start, max(last.end, span.end), (*last.told, one))
        else:
            found.append(ProvenPassage(span.start, span.end, (one,)))
    return found


class Text:
    """The whole of a source as HTML: its paragraphs, and below each the notes on its passages.

    It is the longest page of all, so nothing is written in it that a rule of the style can say.
    """

    def __init__(self, knowledge: Knowledge, source: Source, links: Links) -> None:
        self._source, self._links = source, links
        self._passages = passages(knowledge, source)
        told = (it for passage in self._passages for it in passage.told)
        self._numbers = {id(it.fact): number for number, it in enumerate(told, 1)}

    def __str__(self) -> str:
        return "\n".join(map(self._paragraph, self._source.paragraphs))

    def _paragraph(self, place: Span) -> str:
        text, parts, at = self._source.text, [], place.start
        proven = [it for it in self._passages if place.start <= it.start < place.end]
        for passage in proven:
            parts += [shown(text[at : passage.start]), *self._marked(passage)]
            at = passage.end
        parts.append(shown(text[at : place.end]))
        notes = "".join(self._note(it, place.paragraph) for it in proven)
        language = spoken(self._source.language)
        return f'<div id="p{place.paragraph}"><p{language}>{"".join(parts)}</p>{notes}</div>'

    def _marked(self, passage: ProvenPassage) -> Iterator[str]:
        """The passage piece by piece, each with a word a link to what it proves; the closest quote leads."""
        for start, end, told in passage.pieces():
            closest = min(told, key=lambda it: it.fact.span.end - it.fact.span.start)
            piece = self._source.text[start:end]
            numbers = f'data-n="{self._listed(told)}"'
            if _is_named(piece):
                yield f'<a href="#{self._links.anchor(*closest)}" {numbers}><mark>{shown(piece)}</mark></a>'
            else:
                yield f"<mark {numbers}>{shown(piece)}</mark>"
            ended = [it for it in told if it.fact.span.end == end]
            if ended:
                yield f"<sup>{self._listed(ended)}</sup>"

    def _listed(self, told: Iterable[TopicFact]) -> str:
        return " ".join(str(self._numbers[id(it.fact)]) for it in told)

    def _note(self, passage: ProvenPassage, paragraph: int) -> str:
        """The facts that a passage proves: out of sight until one of them is the target."""
        speakers = {it.fact.said_by for it in passage.told}
        by = speakers.pop() if len(speakers) == 1 else ""
        listed = "".join(self._fact(it, "" if by else it.fact.said_by) for it in passage.told)
        close = link(f"#p{paragraph}", "Close")
        # Whose text it is stands above it, and not again below every passage.
        other = "" if by == self._source.speaker else f" {small(by)}"
        return f'<div class="note"><ol>{listed}</ol>{close}{by and other}</div>'

    def _fact(self, told: TopicFact, by: str) -> str:
        entry, fact = told
        about = " · ".join(filter(None, (entry.title, by, PLAN if fact.is_plan else "")))
        return (
            f'<li id="{self._links.anchor(*told)}" value="{self._numbers[id(fact)]}">'
            f"{link(self._links.fact(*told), fact.text)} {small(about)}"
        )


def _is_named(piece: str) -> bool:
    """Whether a link to it can be read out: no space or full stop between two quotes can.

    >>> _is_named("43 km"), _is_named(", ")
    (True, False)
    """
    return any(map(str.isalnum, piece))


def source_head(knowledge: Knowledge, source: Source) -> str:
    """What a source is, whose words it has, and how to read the page."""
    who = f"{source.speaker}, {source.role}" if source.role else source.speaker
    page = publisher_page(source)
    outside = f" · {link(page, 'the publisher’s page', EXTERNAL)}" if page else ""
    return (
        f'<h1>{shown(source.title)}</h1><p class="by">{shown(who)} · {shown(source.published)}{outside}</p>'
        '<p class="how">Every marked passage proves something: open it to see which of the '
        f"{count(knowledge, source)} facts it is.</p>"
    )


def source_text(knowledge: Knowledge, source: Source, links: Links) -> str:
    """The text with its marks, as a part of a page."""
    return (
        f'<section class="text" aria-label="{escape(source.title)}, the text">\n'
        f"{Text(knowledge, source, links)}\n</section>"
    )


def count(knowledge: Knowledge, source: Source) -> int:
    """How many facts *source* proves."""
    return sum(fact.span.source == source.id for entry in knowledge.entries for fact in entry.facts)


def excerpt(source: Source, span: Span, around: int) -> str:
    """The paragraph of *span* with so many *around* it, the quote marked as one."""
    first, last = max(1, span.paragraph - around), min(len(source.paragraphs), span.paragraph + around)
    parts = []
    for number in range(first, last + 1):
        place = source.paragraph(number)
        read = shown(source.text[place.start : place.end])
        if number == span.paragraph:
            quote = f'<mark id="quote">{shown(source.text[span.start : span.end])}</mark>'
            before, after = source.text[place.start : span.start], source.text[span.end : place.end]
            read = f"{shown(before)}{quote}{shown(after)}"
        parts.append(f"<p{spoken(source.language)}>{read}</p>")
    return "".join(parts)

"""Writes YAML that is read back exactly as it was meant, ready to paste among the facts of an entry."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from knowledge.fold import words
from knowledge.headings import BYLINE, heading_above
from knowledge.language import Language
from knowledge.model import ENGLISH, MAX_TEXT
from knowledge.proof import BLANK
from knowledge.source import Source

from .passages import Passage, passages
from .subjects import leans, may_stand_for, names_itself, of_speaker, subject
from .values.names import places_in, unknown_actors, unknown_places
from .values.offered import Fields, values
from .values.years import with_year

_INDENT = "    "
"""How far facts stand in below their entry."""


def fact(passage: Passage, sources: Sequence[Source], language: Language) -> str:
    """The lines of a fact that quotes *passage*, its text still in the words of the quote."""
    quote, source = passage.text, passage.source
    lines = [f"text: {scalar(_in_one_line(quote))}  # say it in your own words", f"quote: {scalar(quote)}"]
    if source.text.count(quote) > 1:
        lines.append(f"paragraph: {passage.span.paragraph}")
    if len(sources) > 1:
        lines.append(f"source: {source.id}")
    if passage.label:
        lines += _speaker(passage, source)
    goes_on = source.paragraph(passage.span.paragraph).start != passage.span.start
    if first := leans(quote, goes_on=goes_on) or of_speaker(quote):
        about = _speaks_for(passage) if of_speaker(quote) else _spoken_of(passage, first)
        about = about or BLANK
        why = f"what {first!r} stands for, shown in brackets before the quote"
        lines.append(f"# understood: {scalar(f'{about}:')}  # {why}")
    found = values(quote, passage.span, source, language)
    maybe = _maybe(quote, found, source, language)
    for field, typed in found.items():
        lines += _figures(typed) if field == "figures" else [f"{field}: {flow(typed)}"]
        if unsure := maybe.pop(field, None):
            lines[-1] += f"  # or {flow([*typed, *unsure])}, {_MAYBE[field]}"
        if field == "dates":
            lines[-1] += with_year(typed, passage)
    if post := _POST.match(quote):
        role = {"who": post["who"], "does": "is", "what": post["what"][0].lower() + post["what"][1:]}
        lines.append(f"# roles: {flow([role])}  # if that is who it is")
    lines += [f"# {field}: {flow(unsure)}  # {_MAYBE[field]}" for field, unsure in maybe.items()]
    return "\n".join(f"{_INDENT}{'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def _maybe(quote: str, found: Fields, source: Source, language: Language) -> dict[str, list[str]]:
    """The names of *quote* that may be typed beside those *found*: whether they are such only people know."""
    if source.language != ENGLISH:
        return {}  # elsewhere a capital may be that of any noun
    _, unsure = places_in(quote, language, english=True)
    maybe = {
        "places": [*unsure, *unknown_places(quote, language)],
        "actors": unknown_actors(quote, found.get("actors", ()), language),
    }
    return {field: names for field, names in maybe.items() if names}


_MAYBE = {"places": "if they are places", "actors": "if it is they who do it"}

_POST = re.compile(
    r"(?P<what>[^\W\d_][^\W\d_-]*(?: [^\W\d_][^\W\d_-]*){0,3}):\s+"
    r"(?P<who>(?:(?:Dr|Prof)\.? )?[^\W\d_a-z][\w’'-]+"
    r"(?: (?:(?:van|von|de|der|den|da|di|al) )*[^\W\d_a-z][\w’'-]*){1,3})(?=\s*(?:[,;(–.]|$))"
)
"""Somebody in a post, as lists have them: "*Treasurer*: *Tom Bickerstaff*, plot 47"."""


def _spoken_of(passage: Passage, first: str) -> str | None:
    """What the sentence before *passage* in its paragraph is about, else the heading above.

    Only what its *first* words may stand for: "it" is no "sheds and greenhouses". A sentence that leans on
    one before it is passed over; no other is, for what it speaks of may be what is meant.
    """
    source, span = passage.source, passage.span
    beside = [it for it in passages(source) if it.span.paragraph == span.paragraph]
    above = heading_above(source, span.paragraph)
    if source.language != ENGLISH:
        return above
    before = (it.text for it in reversed(beside) if it.span.start < span.start)
    told = next((it for it in before if not (leans(it, goes_on=True) or of_speaker(it))), "")
    nearest = subject(told) or names_itself(told, source.text)
    if nearest and may_stand_for(first, nearest):
        return re.sub(r"^(?:The|An?)\b", lambda it: it.group().lower(), nearest)
    return above if above and not BYLINE.search(above) and may_stand_for(first, above) else None


def _speaks_for(passage: Passage) -> str | None:
    """Whom "we" is of in *passage*: what the text is about, where its speaker has said that before."""
    source, span = passage.source, passage.span
    if source.voice(span.paragraph) != source.speaker:
        return None
    said = frozenset(words(source.text[: span.end]))
    return next((it for it in source.subject if said.issuperset(words(it))), None)


def _figures(typed: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """The lines of *typed*; what it could not be told what it measures is in a comment, to be filled in."""
    blank = [it for it in typed if it["of"] == BLANK]
    if len(blank) == len(typed):
        yield f"# figures: {flow(typed)}  # say what of, and take the first # away"
    elif not blank:
        yield f"figures: {flow(typed)}"
    else:
        yield "figures:"
        for it in typed:
            blanked = it in blank
            yield (
                f"  # - {flow(it)}  # say what of, and take the first # away"
                if blanked
                else f"  - {flow(it)}"
            )


def _speaker(passage: Passage, source: Source) -> Iterator[str]:
    """Whose words *passage* is by the name before it, where nothing tells so already."""
    label, number = passage.label, passage.span.paragraph
    if label in source.voice(number):
        return
    voice = next((it for it in source.voices if label in it.name), None)
    if voice:
        yield f"speaker: {voice.id}"
    elif label not in source.speaker:
        yield f"# speaker: {BLANK}  # {label}, once sources.yaml has it under `voices`"


def scalar(text: str) -> str:
    """*text* as YAML on one line: plain where nothing in it is taken for YAML, else in quotes."""
    written = yaml.safe_dump(text, allow_unicode=True, width=math.inf)
    written = written.removesuffix("...\n").rstrip("\n")
    if len(written.splitlines()) > 1 or " #" in text or "\t" in text:
        # A quote over several lines is written with \n, so that no editor moves its words.
        written = yaml.safe_dump(text, allow_unicode=True, width=math.inf, default_style='"').rstrip("\n")
    return written


def flow(value: object) -> str:
    """*value* as YAML on one line, in brackets: ``[{value: 43, unit: km, of: link}]``."""
    written: str = yaml.safe_dump(
        value, allow_unicode=True, width=math.inf, default_flow_style=True, sort_keys=False
    )
    return written.rstrip("\n")


def _in_one_line(quote: str) -> str:
    """*quote* as the text of a fact may be: on one line, at most `MAX_TEXT` characters, cut at a word."""
    text = " ".join(quote.split())
    if len(text) > MAX_TEXT:
        text = text[: MAX_TEXT - 1].rsplit(" ", 1)[0] + "…"
    return text

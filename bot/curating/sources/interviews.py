"""Who is asked in an interview, by whom, and in which paragraphs, where no name stands before their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from knowledge.source import Source

_NAME = r"[^\W\d_a-z][\w.’'-]+(?: (?:(?:de|da|von|van|der|den|al|bin) )?[^\W\d_a-z][\w.’'-]*[\w’'-]){1,3}"
_ROLE = (
    r"(?:the |our |its )?"
    r"(?P<role>(?:[^\W\d_A-Z][^,.!?]{2,80}|[^\W\d_a-z][^,.!?]{2,60} (?:of|for) [^,.!?]{2,60})"
    r"(?:, [^,.!?]{3,60})??)"
)
"""What somebody is: in small letters, or "Secretary General *of* the union", and not "Leith"."""
_TALKS = r"(?:talks?|talked|speaks?|spoke|in conversation|in an interview)"

_INTRODUCED = (
    # "Ilze Ozola, managing director of the railways, talks to Martin Kalve about the new line"
    re.compile(rf"(?P<name>{_NAME}), {_ROLE}, {_TALKS} (?:to|with) (?P<by>{_NAME})?"),
    re.compile(rf"(?P<name>{_NAME}), {_ROLE}, (?:tells|told|explains|answers)\b(?P<by>)"),
    # "Martin Kalve talks to Ilze Ozola, managing director of the railways"
    re.compile(
        rf"(?:(?P<by>{_NAME}) )?"
        rf"\b(?:{_TALKS} (?:to|with)|met|asked|[Ii]nterviews?(?: with)?|[Cc]onversation with)"
        rf" (?P<name>{_NAME}), {_ROLE}(?=[,.!?]| about\b| on\b)"
    ),
    re.compile(rf"\b[Ii]nterview with (?P<name>{_NAME})(?P<role>)(?P<by>)"),
)
_ASKED_BY = re.compile(
    rf"(?i:\bquestions?|\binterview(?:ed)?|\bconversation)\b[^.!?]{{0,80}}?(?: by|:) (?P<by>{_NAME})"
)
"""Who puts the questions, where that is said by itself: "The questions were put by Jonas Petrak"."""
_NO_ROLE = re.compile(r"(?:in|at|on|who|whose|which|where|from|with|and|born|aged?)\b")

FIRST = 4
"""Paragraphs at the beginning of a text that tell who speaks in it."""

FEWEST = 3
"""Questions of an interview."""

_INTERVIEW = re.compile(r"\b(?:interview|conversation|talks? (?:to|with)|spoke (?:to|with))\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«]")
_ADDRESSED = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)


class Introduced(NamedTuple):
    """Somebody who is asked, what they are, and who asks them, as far as that is said."""

    name: str
    role: str
    by: str | None


def introduced(source: Source) -> Introduced | None:
    """Who is asked in *source*, where its first paragraphs say so with what they are."""
    texts = _paragraphs(source)[:FIRST]
    for text in texts:
        for pattern in _INTRODUCED:
            if found := pattern.search(text):
                role = "" if _NO_ROLE.match(found["role"]) else found["role"]
                asked_by = next((it["by"] for text in texts if (it := _ASKED_BY.search(text))), None)
                return Introduced(found["name"], role, found["by"] or asked_by)
    return None


def asking(source: Source) -> list[int]:
    """The paragraphs of *source* that ask, where they alternate with answers as in an interview.

    One that ends in no question mark is among them where it is short and stands between two answers, and so
    are several that alternate with them.
    """
    texts = _paragraphs(source)
    asks = [number for number, text in enumerate(texts, 1) if text.rstrip('"”’»*_ ').endswith("?")]
    gaps = [then - now for now, then in pairwise(asks)]
    alternate = len(asks) >= FEWEST and 1 not in gaps and sum(it == 2 for it in gaps) * 2 >= len(gaps)
    if not alternate or asks[-1] == len(texts) or not _is_interview(texts, asks):
        return []
    between = [it for now, then in pairwise(asks) if (then - now) % 2 == 0 for it in range(now + 2, then, 2)]
    return sorted([*asks, *(it for it in between if _is_shorter(texts, it))])


def said_to_speak(source: Source) -> str | None:
    """Who is said most often to speak in *source*, by the longest name: "Ada Holm" of "says Holm"."""
    last = Counter(it["name"].rpartition(" ")[2] for it in _SAYS.finditer(source.text))
    name = next((it for it, _ in last.most_common(1)), None)
    if name is None:
        return None
    full = re.search(rf"(?<![\w.] )\b[^\W\d_a-z][\w’'-]+ {re.escape(name)}\b", source.text)
    return full.group() if full else name


_SAYS = re.compile(rf"[\"”»’'] (?:says|said|sagt|sagte) (?P<name>{_NAME}|[^\W\d_a-z][\w’'-]+)(?=[.,;])")


def _is_interview(texts: Sequence[str], asks: Sequence[int]) -> bool:
    """Whether somebody is asked, or is quoted, and it is no page of questions that people have."""
    addressed = sum(bool(_ADDRESSED.search(texts[number - 1])) for number in asks)
    quoted = sum(bool(_QUOTED.match(texts[number])) for number in asks)
    return any(map(_INTERVIEW.search, texts[:FIRST])) or max(addressed, quoted) * 2 >= len(asks)


def _is_shorter(texts: Sequence[str], number: int) -> bool:
    """Whether paragraph *number* is less than half as long as those around it."""
    before, own, behind = texts[number - 2 : number + 1]
    return 2 * len(own) < min(len(before), len(behind))


def _paragraphs(source: Source) -> list[str]:
    return [source.text[span.start : span.end].strip() for span in source.paragraphs]

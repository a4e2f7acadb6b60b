"""Phrases that people may search an entry by, for its curator to accept or refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise, zip_longest
from pathlib import Path
from typing import Protocol

from knowledge.draft import Draft, DraftEntry, closest, names_of
from knowledge.errors import OtsError
from knowledge.fold import fold, is_number, words

from ..answering.everyday import is_everyday
from ..answering.reply import Choices, NoAnswer
from ..answering.respond import Responder
from .edit import write_whole
from .keywords import with_keywords
from .nearness import Nearness, looks_like
from .wordnet import WordNet

MOST = 20
"""Phrases that are suggested: what a curator reads through."""

MOST_BASES = 8
"""Names and phrases of the entry that others are made from."""

MOST_OTHERS = 4
"""Other words for one word, of each resource."""

MOST_FROM_SOURCE = 5
SHORTEST = 4
"""Letters of a word that says enough to look for others."""

LONGEST = 3
"""Words of a phrase that somebody types."""


class Lexicon(Protocol):
    def others(self, word: str) -> Iterator[str]:
        """Other words for *word*, the best first."""


@dataclass(frozen=True)
class Suggested:
    """What is suggested for an entry."""

    phrases: tuple[str, ...]
    """The best first; none of them leads to the entry yet, and none to another."""
    poorly: bool
    """Whether neither WordNet nor the embedding is there, so that only the source was looked at."""


def entry_called(name: str, draft: Draft) -> DraftEntry:
    """The entry with the id *name*. Raises `OtsError` where there is none."""
    entry = draft.first_with_id.get(name)
    if entry is None:
        near = closest(name, draft.first_with_id) or ": ots list shows all"
        raise OtsError(f"there is no entry {name!r}{near}")
    return entry


def suggest(entry: DraftEntry, draft: Draft, responder: Responder) -> Suggested:
    """Phrases for *entry*: its names and phrases in other words, and what stands beside its quotes."""
    wordnet, nearness = WordNet.find(), Nearness.find()
    lexicons: list[Lexicon] = [it for it in (wordnet, nearness) if it is not None]
    bases = _bases(entry, draft)
    found = [*_in_other_words(bases, lexicons, draft), *_from_the_source(entry, bases, draft)]
    if nearness:
        found = nearness.ranked(found, " ".join((entry.written.title, entry.written.facts[0].text)))
    new = (it for it in found if _leads_nowhere(it, responder))
    return Suggested(tuple(islice(new, MOST)), poorly=not lexicons)


def accept(entry: DraftEntry, phrases: Sequence[str], draft: Draft) -> tuple[str, ...]:
    """Write those of *phrases* that *entry* lacks after its keywords, in its file; which they were.

    Raises `OtsError` where one says nothing, or where the file cannot be written: then nothing is.
    """
    lacking = dict.fromkeys(" ".join(phrase.split()) for phrase in phrases)
    new = tuple(it for it in lacking if fold(it) not in map(fold, entry.written.keywords))
    for phrase in new:
        if draft.only_chats(phrase):
            raise OtsError(f"{phrase!r} only asks or chats: say what it is about")
    path = Path(entry.page.file)
    try:
        # Bytes, so that every line ends as it did.
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise OtsError(f"cannot read {str(path)!r} ({error.strerror})") from None
    if new:
        write_whole(path, with_keywords(text, int(entry.at[-1]), new).encode("utf-8"))
    return new


def _bases(entry: DraftEntry, draft: Draft) -> tuple[tuple[str, ...], ...]:
    """The title, English names and phrases that the entry has: their folded words that say something."""
    named = [name for at, name in names_of(entry) if at[0] == "title" or at[1] == "en"]
    said = (words(it) for it in (*named, *entry.written.keywords))
    told = (tuple(word for word in base if word not in draft.small_words and len(word) > 2) for base in said)
    return tuple(islice((it for it in dict.fromkeys(told) if 0 < len(it) <= LONGEST), MOST_BASES))


def _in_other_words(bases: Iterable[tuple[str, ...]], lexicons: Iterable[Lexicon], draft: Draft) -> list[str]:
    """Each of *bases* with one word, which is no name, replaced by a common one that means about the same."""
    columns: list[list[str]] = []
    for base in bases:
        for place, word in enumerate(base):
            if len(word) < SHORTEST or is_number(word) or word in draft.known_names:
                continue
            for lexicon in lexicons:
                others = dict.fromkeys(it.lower() for it in lexicon.others(word))
                fit = (
                    it
                    for it in others
                    if all(map(is_everyday, it.split())) and not any(looks_like(it, old) for old in base)
                )
                columns.append(
                    [" ".join((*base[:place], it, *base[place + 1 :])) for it in islice(fit, MOST_OTHERS)]
                )
    return list(dict.fromkeys(filter(None, chain.from_iterable(zip_longest(*columns)))))


def _from_the_source(entry: DraftEntry, bases: Iterable[tuple[str, ...]], draft: Draft) -> list[str]:
    """Two words that stand together in the paragraphs of the quotes, and in no other and in no phrase yet."""
    said: dict[str, None] = {}
    for fact in entry.facts:
        said |= dict.fromkeys(_pairs(fact.paragraph, draft))
    everywhere = [
        set(_pairs(source.text[it.start : it.end], draft))
        for source in draft.sources
        for it in source.paragraphs
    ]
    known = " ".join((*map(" ".join, bases), *(fold(fact.written.text) for fact in entry.facts)))
    own = {fold(it) for fact in entry.facts for it in fact.written.keywords}
    lone = (it for it in said if sum(it in pairs for pairs in everywhere) == 1 and it not in own)
    return list(islice((it for it in lone if it not in known), MOST_FROM_SOURCE))


def _pairs(text: str, draft: Draft) -> Iterator[str]:
    for one, other in pairwise(words(text)):
        if all(
            len(it) >= SHORTEST and not is_number(it) and it not in draft.small_words for it in (one, other)
        ):
            yield f"{one} {other}"


def _leads_nowhere(phrase: str, responder: Responder) -> bool:
    """Whether *phrase* has no answer yet: it needs no accepting, or it would take from another entry."""
    return isinstance(responder.reply(phrase), NoAnswer | Choices)

"""Phrases that people may search an entry by, for its curator to accept or refuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path

from knowledge.draft import Draft, DraftEntry, closest, names_of
from knowledge.errors import OtsError
from knowledge.fold import fold, words

from ..answering.reply import Choices, NoAnswer
from ..answering.respond import Responder
from ..answering.words.everyday import is_everyday
from .edit import edited, with_keywords, write_all
from .lexicons import Lexicon

MOST = 20
"""Phrases that are suggested: what a curator reads through."""

SHORTEST = 4
"""Letters of a phrase that says enough to look for others."""


def entry_called(name: str, draft: Draft) -> DraftEntry:
    """The entry with the id *name*. Raises `OtsError` where there is none."""
    entry = draft.first_with_id.get(name)
    if entry is None:
        near = closest(name, draft.first_with_id) or ": ots list shows all"
        raise OtsError(f"there is no entry {name!r}{near}")
    return entry


def suggest(
    entry: DraftEntry, draft: Draft, responder: Responder, lexicons: Sequence[Lexicon]
) -> tuple[str, ...]:
    """Other words for the names and phrases of *entry*, the best first; none leads to an entry yet.

    A phrase of several words is looked up as a whole: each word by itself means something else.
    """
    found: dict[str, None] = {}
    for lexicon in lexicons:
        columns = (_others(base, lexicon, draft) for base in _bases(entry))
        found |= dict.fromkeys(filter(None, chain.from_iterable(zip_longest(*columns))))
    return tuple(islice((it for it in found if _leads_nowhere(it, responder)), MOST))


def accept(entry: DraftEntry, phrases: Sequence[str], draft: Draft) -> tuple[str, ...]:
    """Write those of *phrases* that *entry* lacks after its keywords, in its file; which they were.

    Raises `OtsError` where one says nothing, or where the file cannot be written: then nothing is.
    """
    lacking = dict.fromkeys(" ".join(phrase.split()) for phrase in phrases)
    new = tuple(it for it in lacking if fold(it) not in map(fold, entry.written.keywords))
    for phrase in new:
        if draft.small_words.are_all_of(phrase):
            raise OtsError(f"{phrase!r} only asks or chats: say what it is about")
    path = Path(entry.page.file)
    if new:
        write_all({path: edited(path, lambda text: with_keywords(text, int(entry.at[-1]), new))})
    return new


def _bases(entry: DraftEntry) -> Iterator[str]:
    """The title, English names and phrases that the entry has, folded."""
    named = [name for at, name in names_of(entry) if at[0] == "title" or at[1] == "en"]
    yield from dict.fromkeys(map(fold, (*named, *entry.written.keywords)))


def _others(base: str, lexicon: Lexicon, draft: Draft) -> list[str]:
    """Common words for *base*, if it is long enough to say something and no name."""
    if len(base) < SHORTEST or base in draft.known_names or base in draft.small_words.all:
        return []
    others = dict.fromkeys(it.lower() for it in lexicon.others(base))
    return [it for it in others if all(map(is_everyday, words(it)))]


def _leads_nowhere(phrase: str, responder: Responder) -> bool:
    """Whether *phrase* has no answer yet: it needs no accepting, or it would take from another entry."""
    return isinstance(responder.reply(phrase), NoAnswer | Choices)

"""Hints at names that nobody gets anything by: a word that the bot takes for something else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from knowledge.draft import Draft, names_of
from knowledge.errors import Fault
from knowledge.fold import fold

SAID = ("help", "greeting", "thanks", "farewell", "test", "reaction", "summary", "sources", "more", "proof")
"""What is said to the bot and asks for no topic."""


def out_of_reach(draft: Draft) -> Iterator[Fault]:
    """A hint at every such name of an entry, and at every name of the subject that a kind has, too."""
    return chain(_of_the_subject(draft), _said_to_the_bot(draft))


def _said_to_the_bot(draft: Draft) -> Iterator[Fault]:
    said = {fold(it): about for about in SAID for it in getattr(draft.language.manners, about)}
    for entry in draft.entries:
        for (at, name), folded in zip(names_of(entry), entry.folded, strict=True):
            if folded in said:
                yield entry.fault(
                    entry.mark(*at),
                    f"hint: who types {name!r} and nothing else gets what a bot says to that"
                    f" ({said[folded]}), and this topic only with other words",
                )


def _of_the_subject(draft: Draft) -> Iterator[Fault]:
    subject = {
        fold(it).removeprefix("the "): it
        for source in draft.sources
        for it in (*source.subject, *source.also_called)
    }
    for kind, at in zip(draft.about.kinds, draft.about.kinds_at, strict=True):
        for word in kind.headings:
            if fold(word) in subject:
                yield Fault(
                    at,
                    "about",
                    f"hint: {subject[fold(word)]!r} in sources.yaml is what the whole text is about, so that"
                    f" in a question {word!r} asks for no {kind.id}: take it out there",
                )

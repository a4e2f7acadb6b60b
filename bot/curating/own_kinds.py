"""Whether a curator's word for a kind asks for something else in other texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from knowledge.draft import Draft
from knowledge.errors import Fault
from knowledge.fold import fold
from knowledge.model import KINDS


def own_kinds(draft: Draft) -> Iterator[Fault]:
    """A hint at every word of a kind of the curator's own that a built-in list has: "fares" are money."""
    listings = draft.language.listings
    built_in = chain(
        ((draft.about.plural(kind), words) for kind, words in listings.kinds.items() if kind in KINDS),
        listings.themes.items(),
        listings.views.items(),
    )
    listed = {fold(word): key for key, words in built_in for word in words}
    for kind, at in zip(draft.about.kinds, draft.about.kinds_at, strict=True):
        # A plural that means something else too is what several are called all the same.
        for word in kind.headings:
            if word != kind.many and fold(word) in listed:
                yield Fault(
                    at,
                    "about",
                    f"hint: who types {word!r} gets every {kind.id} here, and the list {listed[fold(word)]!r}"
                    " in other texts: take it out of `words` if that list is wanted here too",
                )

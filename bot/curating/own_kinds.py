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
        for word in kind.headings:
            if fold(word) in listed:
                other = listed[fold(word)]
                yield Fault(
                    at,
                    "about",
                    f"hint: {word!r} asks for {other} in other texts, and here for every {kind.id}:"
                    " take it out if people would miss the others",
                )

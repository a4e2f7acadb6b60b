"""Whether a fact says a detail in another form than it is asked for: "when can I *apply*" of applications."""

from __future__ import annotations

from knowledge.fold import words
from knowledge.model import Fact

from .asked import Asked
from .fitness import STEM
from .index import Index
from .indexed import told_by
from .meaning import Meaning


def is_said(detail: Meaning, fact: Fact, asked: Asked, index: Index) -> bool:
    """Whether *fact* has a form of the words for *detail*, where that is not itself what is asked for.

    "How many *password* tickets" asks for no password, while "when does it *open*" is only told of an opening
    by the verb itself, and who owns something by no owner of another thing.
    """
    found = words(told_by(fact))
    said = [word.text for word in asked.query.words]
    verb = detail.text.split()[-1]  # "when does her term *end*?"
    forms = {f"{verb}s", f"{verb[:-1]}ies" if verb.endswith("y") else f"{verb}es"}
    if not index.cues.third_person.isdisjoint(said) and not forms.isdisjoint(found):
        return True
    asking = {place for _, places in asked.query.asked_at for place in places}
    besides = any(it.ask != "who" for it in asked.wanted) and asking.isdisjoint(detail.places)
    return besides and not _is_of_when(detail, index) and _stem(verb) in map(_stem, found)


def _is_of_when(detail: Meaning, index: Index) -> bool:
    """Whether a detail tells when, so that it is asked for by "when" itself."""
    return any(index.concepts.detail(term) in index.cues.of_when for term in detail.must)


def _stem(word: str) -> str:
    """The letters of a word that its forms have in common: of "apply" and "applications"."""
    start = word[:STEM]
    return f"{start[:-1]}i" if start.endswith("y") else start

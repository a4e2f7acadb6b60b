"""Questions to show, each of which is answered: a curator's own, or else drawn from the entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from knowledge.about import MOST_EXAMPLES, About, is_plural
from knowledge.base import Knowledge
from knowledge.errors import Fault, KnowledgeError
from knowledge.fold import words
from knowledge.model import Entry, Fact

from .reply import Answer, Choices, Listing, Reply
from .wording import headline

MOST_TRIED = 12
"""Questions of one sort that are tried, in a large knowledge as in a small one."""

LONGEST = 60
"""Characters of a question that is drawn: a button on a phone shows no more."""

LONGEST_TOPIC = 30

MOST_WORDS_OF_TOPIC = 3
"""Words of an example that is a topic and no question."""


class Answers(Protocol):
    """Who answers, and from what."""

    knowledge: Knowledge
    about: About

    def reply(self, text: str) -> Reply: ...


def examples(answers: Answers) -> tuple[str, ...]:
    """The examples that the curator of *answers* names, or else those that are drawn.

    Raises `KnowledgeError` with a fault for each that is named and not answered.
    """
    named = answers.about.examples
    asked = zip(named, answers.about.examples_at, map(answers.reply, named), strict=True)
    # A directory with a fault is not served, so that nobody could ask it: the fault says what would come.
    faults = [
        Fault(
            at,
            "about",
            f"example {it!r} is not answered but with {_told(reply)!r}: mend it, or take it out",
        )
        for it, at, reply in asked
        if not isinstance(reply, Answer | Listing)
    ]
    if faults:
        raise KnowledgeError(tuple(faults))
    return named or tuple(islice(_drawn(answers), MOST_EXAMPLES))


def _told(reply: Reply) -> str:
    """What people would get, in a line."""
    choices = reply.choices if isinstance(reply, Choices) else ()
    return " ".join((headline(reply), ", ".join(it.entry.title for it in choices))).strip()


def topic(shown: Iterable[str]) -> str | None:
    """The first of the examples *shown* that is a topic alone; None where all are questions."""
    return next((it for it in shown if "?" not in it and len(it.split()) <= MOST_WORDS_OF_TOPIC), None)


def _drawn(answers: Answers) -> Iterator[str]:
    """An example of each sort that has one: a topic, questions of several kinds, and a listing."""
    entries = sorted(answers.knowledge.entries, key=_least_told)
    for ask, needs in SORTS:
        asked = [(entry, ask(entry)) for entry in entries]
        for entry, question in islice(((it, said) for it, said in asked if said), MOST_TRIED):
            reply = answers.reply(question) if len(question) <= LONGEST else None
            if isinstance(reply, Answer) and reply.entry == entry and (not needs or needs(reply.facts[0])):
                yield question
                # Each shows another topic; the one that was shown by its name alone comes last.
                entries.remove(entry)
                entries += [entry] if ask is _topic else []
                break
    for listing in _listings(answers):
        reply = answers.reply(listing)
        if isinstance(reply, Listing) and len(reply.items) > 1:
            yield listing
            break


def _least_told(entry: Entry) -> tuple[bool, int]:
    """Sorts entries with what sums up the source before others, and those that tell most before those."""
    return not any(fact.key for fact in entry.facts), -len(entry.facts)


def _name(entry: Entry) -> str:
    """The title as it stands in a question, without what it has in brackets: "Paid leave" is no name."""
    title = entry.title.partition(" (")[0]
    first, _, rest = title.partition(" ")
    return f"{first.lower()} {rest}" if rest.islower() or first in ("The", "A", "An") else title


def _topic(entry: Entry) -> str | None:
    name = _name(entry)
    short = len(name) <= LONGEST_TOPIC and len(name.split()) <= MOST_WORDS_OF_TOPIC
    return name.removeprefix("the ") if short else None


def _measure(entry: Entry) -> str | None:
    name = _name(entry)
    for figure in entry.facts[0].figures:
        says_it_twice = not set(words(figure.of)).isdisjoint(words(name))
        if figure.whose is None and not is_plural(figure.of) and not says_it_twice:
            return f"what is the {figure.of} of {name}?"
    return None


def _when(entry: Entry) -> str | None:
    return f"when is {_the(entry)}?" if entry.facts[0].dates else None


def _where(entry: Entry) -> str | None:
    return f"where is {_the(entry)}?" if entry.facts[0].places else None


def _the(entry: Entry) -> str:
    """The name of what happens, with its article where it is no name of its own."""
    name = _name(entry)
    return f"the {name}" if name.islower() and not name.startswith("the ") else name


def _who(entry: Entry) -> str | None:
    return f"who is {_name(entry)}?" if entry.kind == "person" else None


SORTS: Sequence[tuple[Callable[[Entry], str | None], Callable[[Fact], object] | None]] = (
    (_topic, None),
    (_measure, lambda lead: lead.figures),
    (_when, lambda lead: lead.dates),
    (_where, lambda lead: lead.places),
    (_who, None),
)
"""Ways to ask about an entry, each with what the fact must have that the answer leads with."""


def _listings(answers: Answers) -> Iterator[str]:
    """Listings that there may be, the curator's own kinds first."""
    yield from (f"list {kind.many}" for kind in answers.about.kinds)
    facts = [fact for entry in answers.knowledge.entries for fact in entry.facts]
    years = {fact.occasion.date[:4] for fact in facts if fact.occasion and fact.occasion.date}
    known = sorted(filter(str.isdigit, years), reverse=True)  # some dates have no year
    yield from (f"events in {year}" for year in known[:MOST_TRIED])
    yield from ("key points", "list")

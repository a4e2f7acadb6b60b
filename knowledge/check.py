"""The rules that curated knowledge keeps, one small function each.

A check takes an entry of the draft (what was read and is not yet trusted) and yields every fault it
sees. A fault that another check reports must not crash this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rapidfuzz import fuzz

from .draft import Draft, DraftEntry, DraftFact, closest, names_of
from .errors import Fault, Mark
from .fold import fold
from .model import Place
from .proof import (
    hedges_survive,
    implied_words_stand_in_the_paragraph,
    names_stand_in_their_quote,
    numbers_stand_in_their_quote,
    quotes_are_verbatim,
    speakers_are_known,
    times_stand_in_their_quote,
    typed_values_stand_in_their_quote,
    understood_words_stand_in_the_source,
    untyped_values_stand_in_their_quote,
)


def ids_are_unique(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """No two entries have one id."""
    first = draft.first_with_id[entry.written.id]
    if first is not entry:
        yield entry.fault(entry.mark("id"), f"id is already used at {first.mark('id')}: choose another")


def kinds_are_known(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """Every kind is a built-in one, or one of the curator's own."""
    known, kind = draft.about.every_kind, entry.written.kind
    if kind not in known:
        near = closest(kind, known)
        yield entry.fault(entry.mark("kind"), f"unknown kind: use one of {', '.join(known)}{near}")


def keywords_tell(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """Every keyword has a word that does not only ask or chat."""
    written = [(entry.mark("keywords"), word) for word in entry.written.keywords]
    for fact in entry.facts:
        written += [(fact.mark("keywords"), word) for word in fact.written.keywords]
    for mark, keyword in written:
        if draft.small_words.are_all_of(keyword):
            asks = draft.small_words.asks(keyword)
            why = (
                f"it asks {asks!r} of anything" if asks else f"questions about anything have {_each(keyword)}"
            )
            yield entry.fault(
                mark,
                f"keyword {keyword!r} finds nothing, for {why}:"
                " add a word that only this topic has, or take it out",
            )


def _each(phrase: str) -> str:
    """The words of *phrase*, of which none tells, as a fault names them."""
    first, *others = map(repr, dict.fromkeys(phrase.split()))
    return " and ".join((", ".join((first, *others[:-1])), others[-1])) if others else "it"


def related_entries_exist(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """Every entry named under `related` exists, and is another one."""
    for place, link in enumerate(entry.written.related):
        if link == entry.written.id:
            yield entry.fault(entry.mark("related", place), "is related to itself: take it out")
        elif link not in draft.first_with_id and not draft.may_hold(link):
            near = closest(link, draft.first_with_id)
            yield entry.fault(entry.mark("related", place), f"related entry {link!r} does not exist{near}")


def names_belong_to_one_entry(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """A title or alias names one entry only."""
    for (at, name), folded in zip(names_of(entry), entry.folded, strict=True):
        first = draft.first_with_name[folded]
        if first is not entry:
            yield entry.fault(
                entry.mark(*at),
                f"{name!r} already names {first.written.id} ({first.mark()}): keep it in one of them",
            )


def occasions_stand_once(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """One thing that happens is typed once, on one fact."""
    for fact in entry.facts:
        same = _same_occasion(fact, draft)
        if same is not None:
            yield entry.fault(
                fact.mark("occasion"),
                f"the occasion is typed already at {same.mark('occasion')}: keep it on one fact",
            )


def _same_occasion(fact: DraftFact, draft: Draft) -> DraftFact | None:
    """The first fact of the draft that types the same occasion as *fact* before it."""
    own = fact.written.occasion
    if own is None:
        return None
    for other in draft.occasions_like(own):
        if other is fact:
            return None
        it = other.written.occasion
        if it is None or _differ(own.date, it.date) or _differ(own.city, it.city):
            continue
        if fuzz.token_set_ratio(fold(own.what), fold(it.what)) >= SAME_OCCASION:
            return other
    return None


def _differ(one: str | None, other: str | None) -> bool:
    """Whether two dates or cities, as far as both are known, are not the same."""
    return bool(one and other and not (one.startswith(other) or other.startswith(one)))


SAME_OCCASION = 90
"""Likeness of two names, of 100, from which they are taken for one occasion, if their numbers agree."""


def ids_of_facts_are_unique(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """No two facts of an entry have one id."""
    seen: dict[str, Mark] = {}
    for fact in entry.facts:
        if fact.written.id:
            at = fact.mark("id")
            if fact.written.id in seen:
                first = seen[fact.written.id]
                yield entry.fault(
                    at, f"fact id {fact.written.id!r} is already used at {first}: choose another"
                )
            seen.setdefault(fact.written.id, at)


def superseded_facts_are_older(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """A fact or figure supersedes another one that exists, is no newer, and does not supersede it in turn."""
    versions = draft.versions
    for number, fact in enumerate(entry.facts):
        own = (entry.written.id, number)
        for place, address in enumerate(fact.written.supersedes):
            meant = versions.meant(address, entry.written.id)
            in_turn = meant is not None and own in (meant, *versions.older(meant))
            if problem := _not_older(address, own, draft, in_turn=in_turn):
                yield entry.fault(fact.mark("supersedes", place), problem)
        for of, figure in enumerate(fact.written.figures):
            for place, address in enumerate(figure.supersedes):
                older = versions.figure_meant(address, own, of)
                in_turn = (own, of) in (older, *versions.older_figures(older)) if older else False
                problem = _not_older(address, own, draft, in_turn=in_turn)
                if not older and versions.meant(address, entry.written.id):
                    problem = f"{address!r} has no figure of {figure.of!r}: name one that has"
                if problem:
                    yield entry.fault(fact.mark("figures", of, "supersedes", place), problem)


def _not_older(address: str, own: Place, draft: Draft, *, in_turn: bool) -> str | None:
    """What is wrong where *own* supersedes what is called by *address*, which may do so *in turn*."""
    meant = draft.versions.meant(address, own[0])
    if meant is None:
        return _unknown(address, own, draft)
    if in_turn:
        return f"supersedes itself by way of {address!r}: take one of the two out"
    return _newer(address, draft.versions.facts[own], draft.versions.facts[meant])


def _unknown(address: str, own: Place, draft: Draft) -> str:
    """What is wrong with the *address* of a fact that there is not."""
    known = [it.removeprefix(f"{own[0]}/") for it, other in draft.versions.addresses.items() if other != own]
    hint = closest(address, known) or ": give the older fact an id, as in `id: price-2025`"
    return f"no fact is called {address!r}{hint}"


def _newer(address: str, fact: DraftFact, older: DraftFact) -> str | None:
    """What is wrong where the fact that is superseded is from a newer source."""
    source = fact.source
    if source is None or older.source is None or source.id == older.source.id:
        return None
    if older.source.date <= source.date or source.date.startswith(older.source.date):
        return None
    return (
        f"{address!r} is from {older.source.id} ({older.source.date}), which is newer than"
        f" {source.id} ({source.date}): say it there the other way round"
    )


Check = Callable[[DraftEntry, Draft], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    ids_are_unique,
    kinds_are_known,
    names_belong_to_one_entry,
    keywords_tell,
    related_entries_exist,
    quotes_are_verbatim,
    speakers_are_known,
    numbers_stand_in_their_quote,
    typed_values_stand_in_their_quote,
    times_stand_in_their_quote,
    untyped_values_stand_in_their_quote,
    implied_words_stand_in_the_paragraph,
    understood_words_stand_in_the_source,
    occasions_stand_once,
    ids_of_facts_are_unique,
    superseded_facts_are_older,
    names_stand_in_their_quote,
    hedges_survive,
)


BY_LANGUAGE: tuple[Check, ...] = (
    keywords_tell,
    typed_values_stand_in_their_quote,
    names_stand_in_their_quote,
    hedges_survive,
)
"""Checks that tell nothing while the words of the language cannot be read."""


def faults(draft: Draft) -> Iterator[Fault]:
    """Every fault of the draft, entry by entry."""
    checks = [it for it in CHECKS if draft.language_is_read or it not in BY_LANGUAGE]
    for entry in draft.entries:
        for check in checks:
            yield from check(entry, draft)

"""Which facts have taken the place of which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from .model import Place

if TYPE_CHECKING:
    from .draft import DraftEntry, DraftFact


class Versions:
    """The facts that supersede others, as the curator says so. Never raises: what is wrong, a check tells."""

    def __init__(self, entries: Sequence[DraftEntry]) -> None:
        self._entries = entries

    @cached_property
    def facts(self) -> Mapping[Place, DraftFact]:
        """Every fact by its place."""
        return {
            (entry.written.id, number): fact
            for entry in self._entries
            for number, fact in enumerate(entry.facts)
        }

    @cached_property
    def addresses(self) -> Mapping[str, Place]:
        """The facts that have an id, by their full address; of two with one address the first."""
        named = (
            (f"{place[0]}/{fact.written.id}", place) for place, fact in self.facts.items() if fact.written.id
        )
        return dict(reversed(list(named)))

    def meant(self, address: str, entry: str) -> Place | None:
        """The fact that is called so in an entry."""
        return self.addresses.get(address if "/" in address else f"{entry}/{address}")

    def older(self, place: Place) -> tuple[Place, ...]:
        """All that the fact at *place* has taken the place of, the newest first; itself in a cycle."""
        return self._reached(place, self._directly_older)

    def newer(self, place: Place) -> tuple[Place, ...]:
        """All that have taken its place, the newest first; itself where it is a cycle."""
        return self._reached(place, self._directly_newer)[::-1]

    def said(self, place: Place) -> str:
        """When the fact at *place* was true, as an ISO date: by its values, or by the day of its source."""
        fact = self.facts[place]
        told = [figure.as_of for figure in fact.written.figures if figure.as_of]
        told += [when.dated for when in fact.written.dates if when.dated]
        return next(iter(told), fact.source.date if fact.source else "")

    @staticmethod
    def _reached(start: Place, step: Mapping[Place, tuple[Place, ...]]) -> tuple[Place, ...]:
        """What *step* leads to from *start*, the nearest first."""
        found: dict[Place, None] = {}
        waiting = list(step.get(start, ()))
        while waiting:
            place = waiting.pop(0)
            if place not in found:
                found[place] = None
                waiting += step.get(place, ())
        return tuple(found)

    @cached_property
    def _directly_older(self) -> Mapping[Place, tuple[Place, ...]]:
        return {
            place: tuple(
                meant for it in fact.written.supersedes if (meant := self.meant(it, place[0])) is not None
            )
            for place, fact in self.facts.items()
            if fact.written.supersedes
        }

    @cached_property
    def _directly_newer(self) -> Mapping[Place, tuple[Place, ...]]:
        found: dict[Place, tuple[Place, ...]] = {}
        for place, older in self._directly_older.items():
            for it in older:
                found[it] = (*found.get(it, ()), place)
        return found

"""Which facts have taken the place of which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from .model import Linked, Place

if TYPE_CHECKING:
    from .draft import DraftEntry, DraftFact


FigurePlace = tuple[Place, int]
"""A fact, and the number of one of its figures, from 0."""
Node = TypeVar("Node", Place, FigurePlace)


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

    def figure_meant(self, address: str, place: Place, figure: int) -> FigurePlace | None:
        """The figure of the fact called so that is of the same as a *figure* of the fact at *place*."""
        meant = self.meant(address, place[0])
        own = self.facts[place].written.figures[figure]
        figures = self.facts[meant].written.figures if meant else ()
        same = (number for number, other in enumerate(figures) if other.is_of_the_same(own))
        return next(((meant, number) for number in same if meant), None)

    def older_figures(self, figure: FigurePlace) -> tuple[FigurePlace, ...]:
        """All that a figure has taken the place of, the newest first; itself in a cycle."""
        return self._reached(figure, self._figures_older)

    def linked(self, place: Place) -> tuple[Linked, Linked]:
        """For figures of a fact, the facts with older ones and those with newer ones, the newest first."""
        older: Linked = {}
        newer: Linked = {}
        for number in range(len(self.facts[place].written.figures) if self._figures_older else 0):
            if found := self.older_figures((place, number)):
                older[number] = tuple(fact for fact, _ in found)
            if found := self._reached((place, number), self._figures_newer)[::-1]:
                newer[number] = tuple(fact for fact, _ in found)
        return older, newer

    def said(self, place: Place) -> str:
        """When the fact at *place* was true, as an ISO date: by its values, or by the day of its source."""
        fact = self.facts[place]
        told = [figure.as_of for figure in fact.written.figures if figure.as_of]
        told += [when.dated for when in fact.written.dates if when.dated]
        return next(iter(told), fact.source.date if fact.source else "")

    @staticmethod
    def _reached(start: Node, step: Mapping[Node, tuple[Node, ...]]) -> tuple[Node, ...]:
        """What *step* leads to from *start*, the nearest first."""
        found: dict[Node, None] = {}
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
        return _turned(self._directly_older)

    @cached_property
    def _figures_older(self) -> Mapping[FigurePlace, tuple[FigurePlace, ...]]:
        return {
            (place, number): tuple(
                meant for it in figure.supersedes if (meant := self.figure_meant(it, place, number))
            )
            for place, fact in self.facts.items()
            for number, figure in enumerate(fact.written.figures)
            if figure.supersedes
        }

    @cached_property
    def _figures_newer(self) -> Mapping[FigurePlace, tuple[FigurePlace, ...]]:
        return _turned(self._figures_older)


def _turned(older: Mapping[Node, tuple[Node, ...]]) -> Mapping[Node, tuple[Node, ...]]:
    """The steps of *older* the other way round."""
    found: dict[Node, list[Node]] = {}
    for node, others in older.items():
        for it in others:
            found.setdefault(it, []).append(node)
    return {node: tuple(newer) for node, newer in found.items()}

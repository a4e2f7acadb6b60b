"""What stands near what was told: facts of other topics in the same passage or paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from knowledge.fold import fold, words
from knowledge.model import Entry, Fact
from knowledge.patterns import CAPITAL

from ..decide import NAMED, POSSIBLE
from ..finding.account import COVERED
from ..finding.asked import NO_FACT_NEEDED, Asked
from ..finding.index import Index
from ..finding.indexed import LITTLE_MORE
from ..finding.lacks import SURELY_COVERED
from ..finding.match import FactHit, Hit, Matcher
from ..reply import Answer
from ..words.everyday import is_everyday
from ..words.query import Query
from .leading import STEM

NOBODYS = frozenset(("figure", "theme"))
"""Kinds of entry that are no thing of their own, so that what they count is of the whole source."""

AS_LIKELY = 2.0
"""Points by which another topic may lead the one that was spoken of, and still not be meant."""

FIRST_WORDS = 3
"""Words of a fact in which it says what it is of: "A library of 12,000 books"."""

_CAPITALS = re.compile(rf"\b{CAPITAL}[^\W_]+")


class Nearby:
    """Answers what the last topic does not tell with what stands beside the fact that was told."""

    def __init__(self, index: Index, matcher: Matcher) -> None:
        self._index = index
        self._matcher = matcher

    @cached_property
    def _by_paragraph(self) -> Mapping[tuple[str, int], frozenset[int]]:
        """The entries of which a fact stands in a paragraph."""
        found: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
        for number, indexed in enumerate(self._index.entries):
            for fact in indexed.entry.told:
                found[fact.span.source, fact.span.paragraph].add(number)
        return {place: frozenset(numbers) for place, numbers in found.items()}

    def hit(self, asked: Asked, entry: Entry, told: Fact, *, of_it: bool) -> Hit | None:
        """The entry beside *entry* that answers by a fact that stands near *told*; None without one.

        In the same passage it is the same thing that is told; in the paragraph it must say every word. In
        both it must be about somebody or something that *told* names too, unless the question is not asked
        *of it* and names a thing itself.
        """
        found: list[tuple[bool, float, Hit]] = []
        beside = self._by_paragraph[told.span.source, told.span.paragraph]
        for number in sorted(beside - {self._index.number(entry.id)}):
            hit = self._matcher.look_at(self._index.entries[number].entry, asked)
            for it in hit.facts:
                fact = it.fact
                if it.lacks or not _is_in_the_paragraph(fact, told) or _says_more(fact, told):
                    continue
                same = fact.span.overlaps(told.span)
                about = not of_it and self._is_named(asked, it)
                about = about or self._is_of_the_same(asked.query, fact, told, hit.entry, same=same)
                if about and self._answers(asked.query, it, same=same):
                    others = (other for other in hit.facts if other is not it)
                    found.append((same, it.cover, replace(hit, facts=(it, *others))))
        return max(found, key=lambda it: it[:2])[2] if found else None

    def is_near(self, entry: Entry, told: Fact) -> bool:
        """Whether a fact of *entry* stands in the paragraph of *told*."""
        return self._index.number(entry.id) in self._by_paragraph[told.span.source, told.span.paragraph]

    def is_about(self, query: Query, found: Answer, hits: Sequence[Hit]) -> bool:
        """Whether *found* is of what *query* names: its topic is called so, or its fact begins with it."""
        if any(hit.entry is found.entry and hit.typed_name >= NAMED for hit in hits):
            return True
        begins = {word[:STEM] for word in words(found.facts[0].text)[:FIRST_WORDS]}
        return all(word[:STEM] in begins for word in query.telling)

    def _answers(self, query: Query, hit: FactHit, *, same: bool) -> bool:
        """Whether a fact says what is asked; one that is not of the *same* passage must say every word."""
        telling = [place for place, it in enumerate(query.words) if it.telling and not it.sort_asked]
        if not telling:
            return same and not query.asks.keys() <= NO_FACT_NEEDED
        if same:
            return hit.cover >= POSSIBLE
        said = {place for place in telling if hit.covered[place] >= COVERED}
        needed = {place for place in telling if "how many" not in query.asks or not query.words[place].vague}
        return bool(said) and needed <= said

    def _is_named(self, asked: Asked, hit: FactHit) -> bool:
        """Whether a fact surely says all that a question names, which is more than what anything may have."""
        query = asked.query
        naming = [at for at, it in enumerate(query.words) if it.telling and not (it.vague or it.sort_asked)]
        return bool(naming) and all(hit.covered[at] >= SURELY_COVERED for at in naming)

    def _is_of_the_same(self, query: Query, fact: Fact, told: Fact, other: Entry, *, same: bool) -> bool:
        """Whether both facts are about somebody or something that they name, as far as can be told.

        One sentence may list many things: when one of them is held is no answer about the next.
        """
        if "how many" in query.asks and not same:
            return other.kind in NOBODYS
        return not self._names(fact).isdisjoint(self._names(told))

    def _names(self, fact: Fact) -> frozenset[str]:
        """The folded words that *fact* writes large, but for those of the whole source."""
        return self._large(fact.text)

    def _large(self, text: str) -> frozenset[str]:
        found = [(it.start(), fold(it.group())) for it in _CAPITALS.finditer(text)]
        return self._but_subjects(name for at, name in found if at or not is_everyday(name))

    def _but_subjects(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(it for it in names if self._index.vocabulary.id(it) not in self._index.of_subjects)


def _is_in_the_paragraph(fact: Fact, told: Fact) -> bool:
    return (fact.span.source, fact.span.paragraph) == (told.span.source, told.span.paragraph)


def _says_more(fact: Fact, told: Fact) -> bool:
    """Whether *fact* tells of *told* and much more: it lists things of which that is one."""
    longer = max(len(fact.quote) / len(told.quote), len(fact.text) / len(told.text))
    return fact.span.overlaps(told.span) and longer > LITTLE_MORE


def likeliest(hits: Sequence[Hit], entry: Entry | None) -> Hit | None:
    """The best of *hits*; of several that are as likely, *entry* or one that it is related to."""
    close = [it for it in hits if it.score >= hits[0].score - AS_LIKELY]
    related = (it for it in close if entry and it.entry.id in (entry.id, *entry.related))
    return next(related, next(iter(close), None))

"""Which topics of the knowledge a sentence names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain, groupby, takewhile

from knowledge.base import Knowledge
from knowledge.fold import fold, is_number, words
from knowledge.language import Language
from knowledge.model import Entry, Fact

from ..answering.words.everyday import is_everyday
from ..answering.words.roles import Roles
from .known import LENGTH, PERIODS, SUBJECT, WHOLE, Known, Naming, Sentence, Stated, Topic
from .reading import ValueReader, stem

FIRST = "first"
"""An ordinal that `fold` reads as none: "at first" it counts nothing."""

LEAST_TOLD = 3
"""Telling words from which a sentence that has none but a fact's is taken to speak of what the fact does."""

LEAST_NAMED = 2
"""The same where one of them names the subject, by whatever name: "the park was founded in 1987"."""

OF_TOPIC = 0.5
"""Share of what a sentence says beside a name of everyday words that the facts so called must say too."""

OF_FORM = 0.7
"""Share of letters that forms of a proper name have in common: "Zangezurskogo", not "Harbourside"."""

SHORTEST_NAME = 4
"""Letters from which a word that is no everyday one names a topic by itself: TRIPP, but not GDP."""


_NAME = re.compile(r"(?<=[\w,] )[^\W\d_a-zà-öø-ÿ][^\W\d_]+")
"""A word with a capital that no sentence begins with."""

_PER_CENT = re.compile(r"\bper cent\b")
"""Says nothing of a part, as other words with "per" do."""


class Topics:
    """All topics, found by their names."""

    def __init__(self, knowledge: Knowledge, language: Language, reader: ValueReader) -> None:
        self._reader = reader
        self._chats = Roles(language.questions).chats
        own = {fold(name) for source in knowledge.sources for name in source.subject}
        also = {fold(name) for source in knowledge.sources for name in source.also_called}
        about = [it for it in knowledge.entries if own & {fold(name) for name in _names(it)}]
        own |= {fold(name) for entry in about for name in _names(entry)}
        self._subjects = {tuple(name.split()) for name in own | also if name}
        self._longest = max(map(len, self._subjects), default=0)
        self._own = {it for it in own if self._is_own(it)}
        self.topics = tuple(map(self._topic, knowledge.entries))
        self._said = {it for source in knowledge.sources for it in self._stems(source.text)}
        self._said = self._said.union(*(own for topic in self.topics for _, own in topic.names))
        self._called, self._telling = self._by_name(), self._by_fact()
        ids = {entry.id for entry in about}
        self.subject = next((topic for topic in self.topics if topic.entry.id in ids), None)

    def read(self, text: str, *, within: Sentence | None = None) -> Sentence:
        """A sentence, its values read; or a part of one, *within* which it is of the same subject."""
        plain = _PER_CENT.sub("percent", text)
        stems, values = self._stems(plain), tuple(self._reader.values(text))
        written = _PER_CENT.sub("percent", " ".join(it.written for it in values if it.sort != "ordinal"))
        counted = set(map(stem, words(written)))
        folded = f" {fold(text)} "
        named = any(f" {name} " in folded for name in self._own)
        told = frozenset(stems)
        if within:
            named = named or within.names_subject
            told |= within.told & {SUBJECT}
        return Sentence(text, stems, told, self.telling(plain) - counted - {FIRST}, values, named)

    def named(self, sentence: Sentence) -> list[Naming]:
        """The topics that *sentence* names; not the one whose name is only part of another's."""
        found = []
        for topic, names in self._names_in(sentence):
            telling = [(name, own) for name, own in names if self._is_named(name, own, sentence)]
            if telling:
                by = max((own for _, own in telling), key=len)
                proper = any(self._is_proper(it, topic, sentence) for it, _ in telling)
                sure = proper and (len(by) > 1 or self._is_beside(by, topic, sentence))
                found.append((Naming(topic, by, sure), proper))
        return [
            one
            for one, proper in found
            if not any(one.by - {SUBJECT} < other.by - {SUBJECT} for other, _ in found)
            and (proper or self._speaks_of(one, sentence))
        ]

    def told(self, sentence: Sentence) -> list[Naming]:
        """The topics of which one fact tells all that *sentence* does, each with such facts alone.

        So a topic that is called by an everyday word is known: "Grove costs 95 euros" names one, and "we
        planted a grove of 95 oaks" does not.
        """
        said = sentence.telling - WHOLE - PERIODS
        telling = said - sentence.implied
        least = LEAST_NAMED if SUBJECT in said else LEAST_TOLD
        if not any(it.sort in ("number", "date") for it in sentence.values):
            return []
        found = []
        places = {it.name for it in sentence.values if it.sort == "city"}
        named = {
            id(topic): max((own for _, own in names), key=len) for topic, names in self._names_in(sentence)
        }
        all_said = [self._telling.get(it, frozenset()) for it in telling]
        saying = frozenset.intersection(*all_said) if all_said else frozenset(map(id, self.topics))
        for topic in self.topics:
            if id(topic) not in named and id(topic) not in saying:
                continue
            by = named.get(id(topic), frozenset[str]())
            facts = tuple(
                it for it in topic.facts if telling <= it.told | by and it.has_as_many(sentence.values)
            )
            whole = said - by or sum(not is_number(it) for it in by) > 1
            also = len(places) if all(places <= it.names for it in facts) else 0
            if facts and (whole if by else len(said) + also >= least):
                found.append(Naming(replace(topic, facts=facts), by))
        return found

    def say(self, part: Sentence) -> bool:
        """Whether a fact says a part of a sentence that has no number or date: "Basic has no monthly fee"."""
        if any(it.sort in ("number", "date") for it in part.values):
            return False
        return any(part.telling - WHOLE <= known.told for topic in self.topics for known in topic.facts)

    def names_others(self, sentence: Sentence) -> bool:
        """Whether *sentence* has a name that no source says, of somebody or something that is no value."""
        names = {stem(fold(it)) for it in _NAME.findall(sentence.text)}
        places = {stem(it) for value in sentence.values for it in words(f"{value.written} {value.name}")}
        return bool(names & sentence.telling - places - self._said)

    def leave_out(self, sentence: Sentence) -> bool:
        """Whether no topic at all states a value of *sentence*: then the source does not."""
        said = {(it.sort, it.amount, it.date, it.name) for it in sentence.values}
        return not any(
            (it.sort, it.amount, it.date, it.name) in said
            for topic in self.topics
            for known in topic.facts
            for it in known.values
        )

    def telling(self, text: str) -> frozenset[str]:
        """The stems of *text* without small words and numbers."""
        return frozenset(it for it in self._stems(text, chat=False) if not is_number(it))

    def _by_name(self) -> dict[str, list[tuple[int, int, str, frozenset[str]]]]:
        """Names and their stems, with the places of topic and name, by one of these stems."""
        found = defaultdict(list)
        for place, topic in enumerate(self.topics):
            for order, (name, own) in enumerate(topic.names):
                if own - {SUBJECT}:
                    found[min(own - {SUBJECT})].append((place, order, name, own))
        return found

    def _by_fact(self) -> dict[str, frozenset[int]]:
        """The ids of the topics that have a stem in a fact."""
        found = defaultdict(set)
        for topic in self.topics:
            for word in chain.from_iterable(it.told for it in topic.facts):
                found[word].add(id(topic))
        return {word: frozenset(its) for word, its in found.items()}

    def _names_in(self, sentence: Sentence) -> Iterator[tuple[Topic, list[tuple[str, frozenset[str]]]]]:
        """The topics of which a name has all its stems in *sentence*, each with such names."""
        found = [it for word in sentence.told for it in self._called.get(word, ()) if it[3] <= sentence.told]
        for place, its in groupby(sorted(found, key=lambda it: it[:2]), key=lambda it: it[0]):
            yield self.topics[place], [(name, own) for _, _, name, own in its]

    def _is_named(self, name: str, telling: frozenset[str], sentence: Sentence) -> bool:
        own = telling - {SUBJECT}
        if len(own) > 1 or SUBJECT in telling:
            return len(telling) > 1
        (word,) = own
        if is_number(word) or f" {' '.join(self._stems(name))} " not in f" {' '.join(sentence.stems)} ":
            return False
        if len(name) < SHORTEST_NAME:  # WHO, and not "who"
            return name in sentence.text and SUBJECT in sentence.told
        # Who asks about a source without a subject means what it is about by any of its words.
        return SUBJECT in sentence.told or not self._subjects or not self._is_everyday(word, sentence)

    def _is_proper(self, name: str, topic: Topic, sentence: Sentence) -> bool:
        """Whether *name* is a proper one, or the subject is named beside it: then it is of nothing else."""
        if sentence.names_subject:
            return True
        said = [it for it in words(sentence.text) if not is_number(it)]
        if any(_is_form(one, it) for one in words(name) if one not in topic.common for it in said):
            return True
        pieces = [it for it in name.split() if not self._chats(fold(it))]
        return len(pieces) > 1 and all(it[0].isupper() for it in pieces) and name in sentence.text

    def _is_beside(self, by: frozenset[str], topic: Topic, sentence: Sentence) -> bool:
        """Whether the subject is named beside a name of one word, or anything else that its facts say."""
        besides = sentence.telling - by - WHOLE - PERIODS
        return sentence.names_subject or any(not besides.isdisjoint(it.said) for it in topic.facts)

    def _speaks_of(self, naming: Naming, sentence: Sentence) -> bool:
        """Whether *sentence* says more of a topic than a name of everyday words: much that its facts do."""
        facts = naming.topic.facts
        said = frozenset().union(*(it.said for it in facts), *(one.of for it in facts for one in it.figures))
        besides = sentence.telling - naming.by - WHOLE - PERIODS
        agreed = sum(any(known.has(it) for known in facts) for it in sentence.values)
        known = len(besides & said) + agreed
        return known > 0 and known >= OF_TOPIC * (len(besides) + agreed)

    def _is_own(self, name: str) -> bool:
        """Whether a folded *name* of the subject is of nothing else: "OTS", and not "the harbour"."""
        telling = [it for it in name.split() if not self._chats(it)]
        return len(telling) > 1 or not all(map(is_everyday, telling))

    def _is_everyday(self, told: str, sentence: Sentence) -> bool:
        return any(is_everyday(word) for word in words(sentence.text) if stem(word) == told)

    def _topic(self, entry: Entry) -> Topic:
        names = []
        for name in _names(entry):
            stems = self._stems(name)
            telling = frozenset(self._stems(name, chat=False)) or frozenset(stems)
            places = [it.sort for it in self._reader.names(name) if it.size == len(words(name))]
            if not any(sort in ("city", "country") for sort in places):
                names.append((name, telling))
        facts = tuple(self._known(entry, fact) for fact in entry.facts)
        of_names = chain.from_iterable(self._reader.names(name) for name in _names(entry))
        known = frozenset(chain((it.name for it in of_names), *(it.names for it in facts)))
        whose = any(
            SUBJECT in self._stems(figure.whose or "") for fact in entry.facts for figure in fact.figures
        )
        of_subject = whose or SUBJECT in self._stems(entry.title)
        small = {
            fold(it)
            for said in chain(_names(entry), *((fact.text, fact.quote) for fact in entry.facts))
            for it in re.findall(r"\w+", said)
            if it.islower()
        }
        everyday = filter(is_everyday, words(" ".join(_names(entry))))
        return Topic(entry, tuple(names), facts, known, of_subject, frozenset(small.union(everyday)))

    def _known(self, entry: Entry, fact: Fact) -> Known:
        held = fact.occasion
        what = held.what if held else ""
        typed = [*fact.places, *fact.actors, *(role.who for role in fact.roles)]
        if held:
            typed += [*held.who, *filter(None, (held.city, held.country))]
        typed += [it.name for name in typed for it in self._reader.names(name)]
        said = f"{fact.shown_quote} . {fact.text}"
        values = tuple(it for it in self._reader.values(said) if it.sort != "number")
        values += tuple(it for it in self._reader.values(fact.text) if it.sort == "number")
        names = frozenset(it.name for it in values if it.name).union(typed)
        return Known(
            entry,
            fact,
            figures=(*self._figures(fact), *self._lengths(fact)),
            values=values,
            names=names.union(filter(None, map(self._reader.country_of, names))),
            what=self.telling(what),
            told=self.telling(fact.text),
            said=self.telling(said),
            ordinals=frozenset(Decimal(it) for it in words(what) if is_number(it)),
            roles=tuple(self._begun(fact)),
            typed_names=frozenset(chain(typed, (it.name for it in values if it.sort == "body"))),
        )

    def _figures(self, fact: Fact) -> Iterator[Stated]:
        """The figures of *fact* that read as numbers."""
        for figure in fact.figures:
            # Without a comma 1900 would be a year.
            written = f"{figure.value:,} {figure.unit}"
            read = [it for it in self._reader.values(written) if it.sort == "number"]
            if read:
                value = replace(read[0], qualifier=figure.qualifier)
                others = {it.whose for it in fact.figures}
                of = f"{figure.of} {figure.whose or ''}" if len(others) > 1 else figure.of
                counted = frozenset(map(stem, words(figure.unit)))
                yield Stated(
                    value, counted, frozenset(self._stems(of, chat=False)), self._owner(figure.whose)
                )

    def _owner(self, whose: str | None) -> frozenset[str]:
        """The stems of *whose* a figure is, if that is a proper name: not "full plots".

        Without everyday words, so far as it has others: of Port Ambry, no port tells.
        """
        own = frozenset(self._stems(whose or "", chat=False))
        if not whose or not whose[0].isupper() or SUBJECT in own:
            return frozenset()
        return own - set(map(stem, filter(is_everyday, words(whose)))) or own

    def _lengths(self, fact: Fact) -> Iterator[Stated]:
        """How long *fact* says that something goes on, as figures."""
        for lasting in filter(None, (it.lasts for it in fact.dates)):
            read = [it for it in self._reader.values(lasting) if it.sort == "number" and it.unit]
            if len(read) == 1:
                yield Stated(read[0], frozenset(), frozenset({LENGTH}))

    def _begun(self, fact: Fact) -> Iterator[tuple[str, frozenset[str]]]:
        """Who proposed or initiated something by *fact*, and the stems of what."""
        for role in fact.roles:
            if role.does in ("proposed", "initiated"):
                usual = next((it.name for it in self._reader.names(role.who)), role.who)
                yield usual, self.telling(role.what)

    def _stems(self, text: str, *, chat: bool = True) -> tuple[str, ...]:
        return tuple(self._each(words(text), chat=chat))

    def _each(self, found: list[str], *, chat: bool) -> Iterator[str]:
        place = 0
        while place < len(found):
            for size in range(min(self._longest, len(found) - place), 0, -1):
                if tuple(found[place : place + size]) in self._subjects:
                    yield SUBJECT
                    place += size
                    break
            else:
                if chat or not self._chats(found[place]):
                    yield stem(found[place])
                place += 1


def _is_form(one: str, other: str) -> bool:
    """Whether two folded words are forms of one: they differ in their ends alone."""
    alike = takewhile(lambda it: it[0] == it[1], zip(one, other, strict=False))
    return sum(1 for _ in alike) >= OF_FORM * max(len(one), len(other))


def _names(entry: Entry) -> Iterable[str]:
    title, _, bracket = entry.title.partition(" (")
    yield title
    if bracket:
        yield bracket.rstrip(")")
    yield from chain.from_iterable(entry.aliases.values())

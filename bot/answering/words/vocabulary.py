"""Every word that can be found, and the ones that a typed word may be meant for.

Nothing here scans the vocabulary. Whole words and stems are looked up; a word with typos is found
through its pieces: cut a word into k+1 pieces, and k errors leave at least one of them whole
(Pass-Join, Li, Deng, Wang and Feng 2011). What is left to compare is verified by rapidfuzz.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.fold import is_number

from .everyday import is_a_word, is_everyday
from .spelling import LONGEST_ABBREVIATION, american, sound

SHORTEST_WITH_TYPO = 4
"""Letters a word needs before a typo in it is considered: shorter ones are too much alike."""

SHORTEST_SWAPPED = 3
"""Letters of an abbreviation in which two may be swapped."""

SHORTEST_WITH_TWO_TYPOS = 7

MOST_ERRORS = 2
"""Typos considered in any word."""

OTHER_FIRST_LETTER = 0.1
"""Likeness lost where the first letters differ: people seldom miss the first."""

HEARD_ALIKE = str.maketrans("kqzy", "ccsi")
"""Letters that are written for one another by whoever has only heard a word: "qube"."""

LONG_STEM = 8
"""Letters of a word that stands whole in another one, from which only an ending makes the difference."""

LONG_FORM = 0.95
"""Likeness of such a word with an ending, so that a name of the world is sure in each of its cases."""

SHORTEST_STEM = 4

LONGEST_SHORT_ENDING = 3
"""Letters of an ending that even a short word may have: "claim" and "claiming"."""

SAME_STEM = 0.6
"""Likeness from which two words with known endings are taken for forms of one."""

ONE_ENDING = 0.9
"""Likeness of a short word and its plural."""

A_FORM = 0.8
"""Likeness at the least of a word and the same with a regular English ending: "join" and "joining"."""

REGULAR = frozenset(("", "s", "es", "d", "ed", "ing"))
"""These endings."""

VERBAL = ("ing", "ed", "s", "")
"""Those of a verb whose stem has too few letters to be looked up by."""

_DOUBLED = re.compile(r"[^aeiou][aeiou][^aeiouwxy]")
"""A stem that doubles its last letter before an ending: "put" and "putting"."""

MOST_COMPLETIONS = 64
"""Completions looked at for an unfinished word; past that the word says too little."""

LONGEST_WORD = 40
"""Letters looked at: beyond them a word is not one that anybody knows."""


def errors_allowed(length: int) -> int:
    """Typos considered in a word of *length* letters."""
    return (length >= SHORTEST_WITH_TYPO) + (length >= SHORTEST_WITH_TWO_TYPOS)


class Inflected:
    """Words, all written in one way, found by any of their forms."""

    def __init__(
        self,
        words: Mapping[int, str],
        written: Sequence[str],
        endings: frozenset[str],
        english: frozenset[str],
    ) -> None:
        """*written* are the letters of all words, by number."""
        self._words = words
        self._written = written
        self._endings = endings
        self._english = english
        self._numbers = {word: number for number, word in words.items()}

    def forms_of(self, word: str, spelt: str) -> dict[int, float]:
        """The words that differ from *word*, *spelt* so, only in their endings, and how alike they are."""
        found: dict[int, float] = {}
        if len(word) <= SHORTEST_STEM:
            # Words too short for a stem have an English plural all the same: "dog" and "dogs".
            others = [f"{word}s", f"{word}es", word.removesuffix("s")]
        else:
            others = [word.removesuffix("es")] if len(word) == SHORTEST_STEM + 1 else []  # "taxes"
        found |= dict.fromkeys(self._with_endings(word, spelt, others), ONE_ENDING)
        for number in self._with_endings(word, spelt, forms_of_short(word)):
            found.setdefault(number, A_FORM)
        for length in range(SHORTEST_STEM, len(word) + 1):
            for number in self._by_stem.get(word[:length], ()):
                other = self._words[number]
                if other == word:
                    continue  # that is no other form, and whether it is the same word is told by its letters
                shared = _shared_start(word, other, length)
                alike = 2 * shared / (len(word) + len(other))
                if alike < SAME_STEM:
                    continue
                rest = {word[shared:], other[shared:]}
                # "Commander" and "commanded" share the first letter of their endings; so do "singed" and
                # "singer", and have nothing else in common.
                if not rest <= self._endings and shared > SHORTEST_STEM + 1 and word[shared - 1] == "e":
                    shared -= 1
                    rest = {word[shared:], other[shared:]}
                if not rest <= self._endings:
                    continue
                if not rest <= self._english and is_everyday(spelt):
                    continue  # "planet" is no plan in another language
                # A long word and nothing but an ending is that word: "Magyarországról".
                whole = shared >= LONG_STEM and "" in rest
                if "" in rest and rest <= REGULAR:
                    alike = max(alike, A_FORM)
                found[number] = max(alike, LONG_FORM) if whole else alike
        return found

    def _with_endings(self, word: str, spelt: str, others: Iterable[str]) -> Iterator[int]:
        """Those of *others* that are known, and have no more letters beside *spelt* than an ending.

        "Til", a language in Kyrgyz, is heard like "till", and has no plural "tills".
        """
        for other in others:
            number = self._numbers.get(other)
            if number is not None and other != word:
                letters = len(american(self._written[number])) - len(american(spelt))
                if letters == len(other) - len(word):
                    yield number

    @cached_property
    def _by_stem(self) -> Mapping[str, tuple[int, ...]]:
        stems: dict[str, tuple[int, ...]] = {}
        for number, word in self._words.items():
            if len(word) >= SHORTEST_STEM and not is_number(word):
                least = min(-(-len(word) * 3 // 4), len(word) - LONGEST_SHORT_ENDING)
                stem = word[: max(SHORTEST_STEM, least)]
                stems[stem] = (*stems.get(stem, ()), number)
        return stems


def forms_of_short(word: str) -> Iterator[str]:
    """The other forms of *word* where its stem has three letters: "pays" and "paying".

    A stem that doubles its last letter has none of these: "rated" is of no rat.
    """
    for ending in VERBAL:
        stem = word.removesuffix(ending)
        if len(stem) == SHORTEST_STEM - 1 and not _DOUBLED.fullmatch(stem):
            yield from (stem + other for other in VERBAL if other != ending)


class Vocabulary:
    """Words by number, found however they are spelt. Words come folded; order is kept.

    *endings* are a list for each language, English first.
    """

    def __init__(self, words: Iterable[str], endings: Sequence[Iterable[str]] = ()) -> None:
        self._ids: dict[str, int] = {}
        self._by_sound: dict[str, int] = {}
        self._english: set[int] = set()
        self._form_ids: dict[str, int] = {}
        self._form_of: list[int] = []
        self._written: list[str] = []
        for word in words:
            if word in self._ids:
                continue
            number = self.id(word)
            if number is None or self._is_english_beside(number, word):
                number = len(self._written)
                self._written.append(word)
                self._ids[word] = number
                self._by_sound.setdefault(sound(word), number)
                if is_everyday(word):
                    self._english.add(number)
            for form in (sound(word), word):
                if form not in self._form_ids:
                    self._form_ids[form] = len(self._form_of)
                    self._form_of.append(number)
        self._keys = list(map(sound, self._written))
        heard = frozenset(map(sound, chain(("",), *endings)))
        english_heard = frozenset(map(sound, chain(("",), *endings[:1])))
        self._heard = Inflected(dict(enumerate(self._keys)), self._written, heard, english_heard)
        spelt = {it: self._written[it] for it in sorted(self._english)}
        own = frozenset(chain(("",), *endings[:1]))
        apart = {it: word for it, word in spelt.items() if word != self._keys[it]}
        self._spelt = Inflected(apart, self._written, own, own)

    def _is_english_beside(self, number: int, word: str) -> bool:
        """Whether a known word is English, and *word* only sounds like it: TRIPP is no trip."""
        written = self._written[number]
        return number in self._english and american(written) != american(word)

    def __len__(self) -> int:
        return len(self._keys)

    def id(self, word: str) -> int | None:
        """The number of *word* if it is known exactly (but for its alphabet's spelling).

        An English word is only itself, whatever sounds like it: "look" is not "lock", and "boss" no "bosh".
        """
        number = self._ids.get(word)
        if number is not None:
            return number
        key = sound(word)
        number = self._by_sound.get(key)
        # "Yuk", which is a load in Uzbek, is heard like the UK.
        if number is None or not (is_everyday(word) or len(key) < LONGEST_ABBREVIATION):
            return number
        return number if american(self._written[number]) == american(word) else None

    def word(self, number: int) -> str:
        """A known word as it was first written."""
        return self._written[number]

    def inflected(self, word: str) -> dict[int, float]:
        """Known words that differ from *word* only in their endings, and how alike they are, up to 1."""
        key = sound(word)
        if is_number(key):
            return {}
        found = self._heard.forms_of(key, word)
        if key != word:  # "lock" has four letters, and three sounds
            for number, alike in self._spelt.forms_of(word, word).items():
                found[number] = max(alike, found.get(number, 0.0))
        return found

    def misspelt(self, word: str, *, errors: int = MOST_ERRORS) -> dict[int, float]:
        """Known words that *word* may be with at most *errors* typos, and how alike they are, below 1."""
        if is_number(word) or len(word) < SHORTEST_WITH_TYPO - 1:
            return {}
        if is_a_word(word):  # "callable" is rare, and yet not "valuable"
            errors = min(errors, 1)
        found: dict[int, float] = {}
        # A typo may break a sound ("bsihkek") or only its spelling ("kashgary"): either way is tried.
        # In this order: that of a set differs from process to process, and the same text has the same reply.
        for form in dict.fromkeys((word[:LONGEST_WORD], sound(word)[:LONGEST_WORD])):
            for number, likeness in self._near(form, errors):
                if found.get(number, 0.0) < likeness:
                    found[number] = likeness
        return found

    def _near(self, form: str, errors: int) -> Iterator[tuple[int, float]]:
        length = len(form)
        candidates: set[str] = set()
        for other, piece, places in _probes(length, errors):
            having = self._by_piece.get((other, piece))
            if having:
                for part in places:
                    found = having.get(form[part])
                    if found:
                        candidates.update(found)
        # A swap across two pieces breaks both: where there are no more, look the swapped word up.
        for at in range(length - 1 if errors_allowed(length) < MOST_ERRORS else 0):
            swapped = form[:at] + form[at + 1] + form[at] + form[at + 2 :]
            if swapped in self._form_ids:
                candidates.add(swapped)
        heard = form.translate(HEARD_ALIKE)
        near = process.extract(form, list(candidates), scorer=OSA.distance, score_cutoff=errors, limit=None)
        # In the order of the vocabulary: that of a set of words differs from process to process.
        for number, known, distance in sorted((self._form_ids[it[0]], it[0], it[1]) for it in near):
            # Of three letters only two that are swapped are a typo: "gpd".
            allowed = errors_allowed(len(known)) or (length == len(known) == SHORTEST_SWAPPED)
            if not 0 < distance <= allowed:
                continue
            known_heard = known.translate(HEARD_ALIKE)
            if length == len(known) == SHORTEST_WITH_TYPO and sorted(heard) != sorted(known_heard):
                continue  # a changed letter makes most words of four letters another word
            likeness = 1 - distance / max(length, len(known))
            yield (
                self._form_of[number],
                likeness if heard[0] == known_heard[0] else likeness - OTHER_FIRST_LETTER,
            )

    def completions(self, word: str) -> dict[int, float]:
        """Known words that begin with *word*, and how much of them is typed, below 1."""
        key = sound(word)
        start = bisect_left(self._sorted, key)
        found: dict[int, float] = {}
        for other in self._sorted[start : start + MOST_COMPLETIONS]:
            if not other.startswith(key):
                break
            if other != key:
                found[self._by_sound[other]] = len(key) / len(other)
        return found

    @cached_property
    def _by_piece(self) -> dict[tuple[int, int], dict[str, tuple[str, ...]]]:
        """The forms of a length that have something for the piece of a number."""
        pieces: defaultdict[tuple[int, int], dict[str, tuple[str, ...]]] = defaultdict(dict)
        written: dict[str, str] = {}  # a piece stands in words of many lengths: kept once
        for form in self._form_ids:
            if SHORTEST_WITH_TYPO <= len(form) <= LONGEST_WORD and not is_number(form):
                for piece, start, size in _PIECES[len(form)]:
                    having = pieces[len(form), piece]
                    text = form[start : start + size]
                    having[written.setdefault(text, text)] = (*having.get(text, ()), form)
        return dict(pieces)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._keys)


def _pieces(length: int, errors: int) -> Iterator[tuple[int, int, int]]:
    """Cut a word into errors + 1 pieces of about one size: the number, start and size of each."""
    size, longer = divmod(length, errors + 1)
    start = 0
    for piece in range(errors + 1):
        # The longer pieces stand last, as in the paper.
        this = size + (piece > errors - longer)
        yield piece, start, this
        start += this


_PIECES = [tuple(_pieces(length, errors_allowed(length))) for length in range(LONGEST_WORD + 3)]
"""The pieces of a word by its length."""


@lru_cache(maxsize=(LONGEST_WORD + 1) * 2)
def _probes(length: int, errors: int) -> tuple[tuple[int, int, tuple[slice, ...]], ...]:
    """Where to look in a typed word of *length* letters for a whole piece of a known one.

    The length of the known word, the number of the piece, and its possible places.
    """
    probes = []
    for other in range(max(SHORTEST_WITH_TYPO, length - errors), length + errors + 1):
        allowed = errors_allowed(other)
        if abs(length - other) <= allowed:
            for piece, start, size in _PIECES[other]:
                starts = _starts(piece, start, length - other, allowed, length - size)
                probes.append((other, piece, tuple(slice(at, at + size) for at in starts)))
    return tuple(probes)


def _starts(piece: int, start: int, longer: int, errors: int, last: int) -> range:
    """Where a piece that kept whole can begin in a word that is *longer* letters longer.

    As many errors as there are pieces to the left can have moved it, and as many as to the right
    have to bring the rest back in line: the range is where both hold.
    """
    left = max(start - piece, start + longer - (errors - piece), 0)
    right = min(start + piece, start + longer + (errors - piece), last)
    return range(left, right + 1)


def _shared_start(one: str, other: str, known: int) -> int:
    """Letters that both words begin with, of which *known* ones are the same for sure."""
    length = min(len(one), len(other))
    for place in range(known, length):
        if one[place] != other[place]:
            return place
    return length

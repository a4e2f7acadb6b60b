"""What is said that asks nothing of the source: greetings, thanks, and questions about the bot itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

from knowledge.fold import fold, words
from knowledge.language import SOURCE, Manners

from .reply import Manner
from .words.asides import has_emoji, without_emoji

Said = Manner | Literal["summary", "sources", "more", "proof"]

PRIORITY: tuple[Said, ...] = (
    "summary", "sources", "more", "proof", "help", "identity", "thanks", "farewell", "greeting", "test",
    "reaction",
)  # fmt: skip
"""Which of several is meant: "hi, what can you do" asks for help."""

OF_WHAT_WAS_SAID: frozenset[Said] = frozenset(("more", "proof"))
"""What asks for more of the last reply, or for its proof."""

ALWAYS: frozenset[Said] = frozenset(PRIORITY) - OF_WHAT_WAS_SAID
"""What means the same whatever was said before."""


UNSURE: frozenset[Said] = frozenset(("test", "reaction"))
"""What is said by words that mean something else beside others."""


def without_command(text: str, command: str) -> str:
    """What is asked where people type the slash command as in Slack; help, where that is all.

    >>> [without_command(it, "/ots") for it in (" /ots corridor", "/ots /ots", "/otso")]
    ['corridor', 'help', '/otso']
    """
    text = text.strip()
    while text.partition(" ")[0] == command:
        text = text.removeprefix(command).strip() or "help"
    return text


PAUSE = re.compile(r"[,:;.!?]\s+|\s[-–—]+\s")
"""Where a sentence or a part of one ends."""

_LAST_WORD = re.compile(r"(?P<before>.*\w)[\s-]+(?P<last>\w+)\W*")

THE_TEXT = "thetext"
"""A folded word that stands for every name of the text in a phrase, and that nobody types."""


class Phrases:
    """Phrases by their first word, the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for phrase in sorted(map(words, phrases), key=len, reverse=True):
            if phrase:
                self._by_first.setdefault(phrase[0], []).append(phrase)

    @property
    def openings(self) -> Iterable[str]:
        """The first word of each phrase."""
        return self._by_first

    def may_stand_in(self, found: list[str]) -> bool:
        """Whether one of them begins with one of the words *found*."""
        return not self._by_first.keys().isdisjoint(found)

    def at(self, found: list[str], place: int) -> int:
        """How many words the longest phrase has that stands at *place*; 0 where none does."""
        for phrase in self._by_first.get(found[place], ()):
            if found[place : place + len(phrase)] == phrase:
                return len(phrase)
        return 0


class Etiquette:
    """Tells what is said from what is asked."""

    def __init__(
        self,
        manners: Manners,
        asks_nothing: Callable[[str], bool],
        fills: Callable[[str], bool],
        names: Iterable[str],
        compounds: Iterable[str] = (),
    ) -> None:
        phrases = {said: [it.replace(SOURCE, THE_TEXT) for it in getattr(manners, said)] for said in PRIORITY}
        phrases["thanks"] += manners.praise
        self._before = frozenset(tuple(words(it)) for it in manners.beside)
        self._behind = self._before.union(
            tuple(words(it)) for it in (*manners.thanks, *manners.farewell) if words(it)
        )
        self._courteous = frozenset(chain.from_iterable(self._behind))
        """The words of these: where none of them stands, neither ends nor begins need be looked at."""
        self._begun: dict[str, dict[Said, Phrases]] = {}
        """What a word may begin to say, each with its phrases."""
        for said, sayings in phrases.items():
            found = Phrases(sayings)
            for word in found.openings:
                self._begun.setdefault(word, {})[said] = found
        self._compounds = Phrases(compounds)
        """What the text has, though each of its words may be said by itself: "no-show", its "commands"."""
        self._texts = Phrases(chain.from_iterable(manners.texts))
        self._correction, self._joining = Phrases(manners.correction), Phrases(manners.joining)
        self._joining_behind = frozenset(map(fold, manners.joining_behind))
        self._picking = Phrases(manners.picking)
        self._picked = frozenset(map(fold, manners.picking))
        """Those of one word, which may stand anywhere: "show me *number* 2"."""
        self._tags = frozenset(tuple(words(it)) for it in manners.confirming)
        self._ordinals = {fold(word): place for place, group in enumerate(manners.ordinals) for word in group}
        self._last = len(manners.ordinals) - 1
        self._asks_nothing, self._fills = asks_nothing, fills
        told = chain.from_iterable(phrases.values())
        self._names = frozenset(word for name in names for word in words(name)) | {"bot"}
        self._small = self._names.union(word for phrase in told for word in words(phrase))
        """Words that may stand beside what is said: "большое спасибо" is said in either order."""

    def said(self, text: str) -> Said | None:
        """What *text* says as a whole, but for small words; None where it says anything else."""
        found = words(without_emoji(text))
        if not found:
            return "test" if has_emoji(text) else None
        # First as of the text: "what is this handbook about" says more than the "what is this" in it.
        of_text = list(self._of_text(found)) if self._texts.may_stand_in(found) else found
        said = self._told(of_text)
        return self._told(found) if said is None and of_text != found else said

    def _of_text(self, found: list[str]) -> Iterator[str]:
        """The words with each name of the text as one word, whatever it is called."""
        place = 0
        while place < len(found):
            length = self._texts.at(found, place)
            yield THE_TEXT if length else found[place]
            place += length or 1

    def _told(self, found: list[str]) -> Said | None:
        if not all(word in self._small or self._asks_nothing(word) or word.isdigit() for word in found):
            return None  # as of most questions: no phrase has such a word
        told: set[Said] = set()
        place = 0
        beside = False
        while place < len(found):
            if self._compounds.at(found, place):
                return None
            begun = self._begun.get(found[place])
            lengths = {said: phrases.at(found, place) for said, phrases in begun.items()} if begun else {}
            longest = max(lengths.values()) if begun else 0
            if longest:
                told.update(said for said, length in lengths.items() if length == longest)
            elif found[place] in self._small or found[place].isdigit():
                beside = beside or not (
                    self._asks_nothing(found[place]) or found[place].isdigit() or found[place] in self._names
                )
            place += longest or 1
        said = next((said for said in PRIORITY if said in told), None)
        return None if said in UNSURE and beside else said  # "how much is the test?"

    def without_remarks(self, text: str) -> str:
        """*text* without thanks and the like before what it asks: "danke, und wann?"."""
        for pause in PAUSE.finditer(text):
            if self.said(text[: pause.start()]) in ALWAYS and words(text[pause.end() :]):
                return self.without_remarks(text[pause.end() :])
        return text

    def without_courtesies(self, text: str) -> str:
        """*text* without what is said before and behind a question and is no part of it.

        Of a text that is nothing else, nothing is taken.
        """
        written = self.without_remarks(text).split()
        if self._courteous.isdisjoint(words(text)):
            return " ".join(written)
        while taken := _longest((written[-it:] for it in _lengths(written)), self._behind):
            written = written[:-taken]
        while taken := _longest((written[:it] for it in _lengths(written)), self._before):
            written = written[taken:]
        return " ".join(written)

    def corrected(self, text: str) -> str | None:
        """What follows "no, I meant"; None where *text* corrects nothing."""
        return self._after(self._correction, text)

    def joined(self, text: str) -> str | None:
        """What follows "and" or "what about", or stands before "ise"; None where *text* has neither."""
        said = self._after(self._joining, text)
        ends = _LAST_WORD.fullmatch(said or text)
        return ends["before"] if ends and fold(ends["last"]) in self._joining_behind else said

    def asserted(self, text: str) -> str | None:
        """What stands before "right?"; None where *text* does not end so."""
        said, _, tag = text.rpartition(",")
        if not said:
            said, _, tag = text.rstrip().rpartition(" ")
        return said.strip() or None if tuple(words(tag)) in self._tags else None

    def counts(self, word: str) -> bool:
        """Whether a folded word only says which or how many of what was offered: "last", "2"."""
        return word in self._ordinals or word.isdigit()

    def picked(self, text: str, options: int) -> int | None:
        """The number, from 0, of the option that *text* picks as a whole: "2", "the first one", "last"."""
        if not any(map(self.counts, words(text))):
            return None
        found = words(self._after(self._picking, text) or text)
        picked = [word for word in found if word.isdigit() or word in self._ordinals]
        if len(picked) != 1 or len(found) > MOST_PICKING:
            return None
        if any(not (word in picked or word in self._picked or self._fills(word)) for word in found):
            return None
        return self._place(picked[0], options)

    def picked_within(self, text: str, options: int) -> tuple[int, str] | None:
        """The number of the option that *text* asks something of, and *text* with "it" in its place.

        "When is the first one held?", "who hosts the second?": behind the word for it stands nothing or a
        small word, for "the third forum" is called so.
        """
        found = words(text)
        said = [at for at, word in enumerate(found) if word in self._ordinals]
        if len(said) != 1:
            return None
        place, after = self._place(found[said[0]], options), said[0] + 1
        if after < len(found):
            if not self._fills(found[after]):
                return None
            after += 1
        return None if place is None else (place, " ".join((*found[: said[0]], IT, *found[after:])))

    def _place(self, picked: str, options: int) -> int | None:
        """The option that a number or ordinal picks; None where there are fewer."""
        place = int(picked) - 1 if picked.isdigit() else self._ordinals[picked]
        if place == self._last and not picked.isdigit():
            place = options - 1
        return place if 0 <= place < options else None

    def _after(self, phrases: Phrases, text: str) -> str | None:
        written = text.split()
        taken = 0
        while taken < len(written):
            found = words(" ".join(written[taken:]))
            length = phrases.at(found, 0) if found else 0
            if not length:
                break
            kept = len(found) - length
            while taken < len(written) and len(words(" ".join(written[taken:]))) > kept:
                taken += 1
        return " ".join(written[taken:]) or None if taken else None


MOST_SAID = 4
"""Words, as they are written, of the longest phrase that is looked for at the ends of a question."""


def _lengths(written: Sequence[str]) -> Iterable[int]:
    """How many words a phrase at an end may have, the longest first: something stands beside it."""
    return range(min(MOST_SAID, len(written) - 1), 0, -1)


def _longest(ends: Iterable[Sequence[str]], phrases: Container[tuple[str, ...]]) -> int:
    """How many words the longest of *ends* has, as they are written, that is one of *phrases*; 0 without."""
    return next((len(it) for it in ends if tuple(words(" ".join(it))) in phrases), 0)


IT = "it"
"""Stands for what was picked in a question about it."""

MOST_PICKING = 6
"""Words of a message that only picks: more than "I would like the second one" ask something."""

"""Values that a text says without anybody having typed them: when, how long, how many, how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise

from .checked import CLOSED
from .fold import fold, is_number, ordinals, words
from .model import Question
from .naming import NAME, TITLE, Naming
from .notations import (
    CLOCK,
    CONTACT,
    DAY_OF_MONTH,
    NAMED_PLACE,
    PLACE,
    PURPOSE,
    UNTIL,
    UNTIL_THE_CLOCK,
    WRITTEN,
)
from .patterns import either, saying, single
from .sums import Sums
from .tells import Tells, is_year
from .units import MOST_WORDS, Units

COUNTED = 3
"""Words after a number among which what it counts stands: "28 *days* of paid *leave*"."""

MEASURED = frozenset(("length", "money"))
"""Sorts of value of which a difference is none: a share is asked for by how much it grew, too."""

MOST_QUALIFYING = 1
"""Words between "by" and a number: "by *nearly* 2,000 kilometers"."""

_DIGITS = re.compile(r"\d[\w.,]*")


@dataclass(frozen=True)
class Values:
    """How values are written, in any language."""

    __pydantic_config__ = CLOSED
    units: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Units of ``time``, ``length``, ``money``, ``share``, ``part``, all asked for, and of other sorts.

    As read, those of ``time`` are also what `periods` has.
    """
    hundredths: tuple[str, ...] = ()
    """Units of money of which a hundred are one of another: ``cents``."""
    spellings: tuple[tuple[str, ...], ...] = ()
    """Spellings of one unit each: ``km``, ``kilometres``; as read, those of `periods` too."""
    months: tuple[tuple[str, ...], ...] = ()
    """The names of each month, from January."""
    days: tuple[tuple[str, ...], ...] = ()
    """The names of each day of the week, from Monday."""
    periods: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What a length of time is counted in, from the ``second``, by its English name."""
    behind_years: tuple[str, ...] = ()
    """Those of them that count nothing behind a year: "в 2025 *году*"."""
    every: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What says that something comes again, by how often: ``month``; ``any`` where it does not tell."""
    repeated: tuple[str, ...] = ()
    """What says how many times it comes in a time that is named behind: ``twice a``."""
    joints: tuple[str, ...] = ()
    """Longer words that may stand between a day and its month."""
    spans: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What joins two months or weekdays: ``to`` those between; ``and`` these two alone, unless ``between``
    stands before. Words ``inside`` may stand before either.
    """
    times: tuple[str, ...] = ()
    """Other words that tell when: ``daily``, ``noon``."""
    seasons: tuple[tuple[str, ...], ...] = ()
    """The names of each season, from spring: they tell when behind some words."""
    before_seasons: tuple[str, ...] = ()
    """These words: ``in``, ``next``."""
    number_of: tuple[str, ...] = ()
    """Two words in front of what is counted: ``number of``."""
    causes: tuple[str, ...] = ()
    """What a reason or purpose stands behind: ``because``, ``so that``."""
    occasions: tuple[str, ...] = ()
    """What tells why something was done where that is asked, and only when elsewhere: ``following``."""
    persons: tuple[str, ...] = ()
    """What stands before somebody's name: ``Dr``, ``treasurer``."""
    ranks: tuple[str, ...] = ()
    """What an office is called more closely by in front: ``deputy``."""
    being: tuple[str, ...] = ()
    """Verbs between an office and whose it is: "the treasurer *is* Bartosz Kell"."""
    since: tuple[str, ...] = ()
    """What since when they are it stands behind: "ist *seit* dem 1. Oktober 2024 Leyla Brandhuber"."""
    led_by: tuple[str, ...] = ()
    """What stands before somebody's name and no company's: ``chaired by``."""
    addressing: tuple[str, ...] = ()
    """What stands before the name of whoever is to be asked, be it a company's: ``write to``."""
    done_by: tuple[str, ...] = ()
    """What stands before the name of whoever does something, somebody's or a company's: ``taken by``."""
    saying: tuple[str, ...] = ()
    """Verbs of what only somebody does, before or behind the name: ``says``, ``knows``."""
    relating: tuple[str, ...] = ()
    """Pronouns behind the name of somebody and of nothing else: ``who``."""
    deadlines: tuple[str, ...] = ()
    """What the last day for something stands behind: ``by``, ``no later than``."""
    notices: tuple[str, ...] = ()
    """What stands behind a length of time by which something is to be done: ``beforehand``."""
    limits: tuple[str, ...] = ()
    """What stands before one: ``within``."""
    delays: tuple[str, ...] = ()
    """What else stands by a length of time that tells when: ``after``, ``ago``."""
    forbidding: tuple[str, ...] = ()
    """What says that something may not be done: ``not allowed``; a few words for ``*``: ``no * may``.

    What only an order begins with has ``^`` before it: ``^do not``.
    """
    voting: tuple[str, ...] = ()
    """What says how a vote went or what was decided: ``votes to``, ``turned down``."""
    open: tuple[str, ...] = ()
    """What says that something is not decided or known by then: ``not yet``, ``not been chosen``."""
    giving: tuple[str, ...] = ()
    """What says that somebody pays: ``paid``, ``a loan``."""
    differences: tuple[str, ...] = ()
    """What stands before how much more or less something is: ``by``."""
    comparisons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What stands before what something is compared with: a ``date`` alone, or only an ``amount``."""
    ends: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What the end of what goes on stands behind: ``until``, a verb of ``ending``; and ``not`` before it."""
    bounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What stands by a number up or down to which a rule goes, by its sort: see `Bounds`."""
    groups: tuple[str, ...] = ()
    """Others who do things, by their part: ``tenant``, ``committee``."""
    companies: tuple[str, ...] = ()
    """Those of them that are companies: ``supplier``."""

    def __post_init__(self) -> None:
        periods = tuple(self.periods.values())
        time = (*self.units.get("time", ()), *chain.from_iterable(periods))
        object.__setattr__(self, "units", self.units | {"time": time})
        object.__setattr__(self, "spellings", (*periods, *self.spellings))

    def answers(self, text: str) -> frozenset[Question]:
        """The questions that *text* answers by a value it says."""
        tells = self._tells.answers
        found = set(tells(words(text)))
        if "how many" in found and "how many" not in tells(words(self.sums.without(text))):
            found.remove("how many")  # a sum of money counts nothing
        if DAY_OF_MONTH.search(text):
            found |= {"when", "which day"}
        if CLOCK.search(text):
            found.add("when")
        named = (match.group(1) for match in NAMED_PLACE.finditer(text))
        if PLACE.search(text) or not all(self.is_time(fold(name)) for name in named):
            found.add("where")
        if not self._persons.isdisjoint(words(text)) or self._named_several.search(text):
            found.add("who")
        if self._causes.search(f" {' '.join(words(text))} "):
            found.add("why")
        spans = (match.group(1) for match in UNTIL.finditer(text))
        # "From Monday to Thursday" and "from Lume to Brask" tell no length of time.
        if "when" in found and any(
            it is None or is_number(fold(it)) or it[0].isdigit() or fold(it) in self._months for it in spans
        ):
            found.add("how long")
        return frozenset(found)

    def sorts(self, text: str) -> frozenset[str]:
        """The sorts of value that *text* says: of its units, ``date``, ``clock``, ``hours``, ``edition``,
        ``contact``, ``email``, ``phone``, ``address``, ``age``, ``frequency``.
        """
        found = words(self._parted_shares.sub(" % ", text))  # "per cent" is no cent
        numbers = [place for place, word in enumerate(found) if is_number(word)]
        # "Shortens the way by 2,000 kilometers" tells no length.
        whole = [at for at in numbers if self._by.isdisjoint(found[max(at - MOST_QUALIFYING - 1, 0) : at])]
        told = {
            sort
            for sort in self._units
            if not self._folded(sort).isdisjoint(found) and (whole if sort in MEASURED else numbers)
        }
        told |= {"date"} if "when" in self.answers(text) else set()
        clocks = len(CLOCK.findall(text))
        told |= {"clock"} if clocks else set()
        told |= {"hours"} if clocks > 1 or UNTIL_THE_CLOCK.search(text) else set()
        told |= {sort for sort, pattern in WRITTEN.items() if pattern.search(text)}
        again = not self._again.isdisjoint(found) or bool(self._repeats.search(" ".join(found)))
        told |= {"frequency"} if again else set()
        return frozenset(told)

    def years(self, text: str) -> frozenset[str]:
        """The years that *text* says, and no number of that size that counts or measures something."""
        found = words(text)
        return frozenset(
            it for it, after in pairwise([*found, ""]) if is_year(it) and self._tells.may_be_year(after)
        )

    def amounts(self, text: str) -> Iterator[str]:
        """The sums of money and the shares of *text*, as they are written: "$7 billion", "12 percent"."""
        return (" ".join(found.split()) for found in self.sums.amounts(text))

    def contacts(self, text: str) -> Iterator[str]:
        """The telephone numbers, extensions and e-mail addresses of *text*, as they are written."""
        return (re.sub(" (?:is|number) ", " ", found.group()) for found in CONTACT.finditer(text))

    def sets_deadline(self, text: str) -> bool:
        """Whether *text* says by when something is to be done: "by 30 June", "within ten days"."""
        return bool(self._deadline.search(text) or self._notice.search(" ".join(words(text))))

    def gives_reason(self, text: str) -> bool:
        """Whether *text* may say why somebody did what it tells, by a cause, purpose or what came before."""
        said = f" {' '.join(words(text))} "
        return any(it.search(said) for it in (self._causes, self._occasions)) or bool(PURPOSE.search(text))

    def forbids(self, text: str) -> bool:
        """Whether *text* says that something may not be done: "Alcohol may not be brought in"."""
        return self._forbidding.search(" ".join(words(text))) is not None

    def tells_of_vote(self, text: str) -> bool:
        """Whether *text* says how a vote went, or what was decided: "carried with 203 votes to 96"."""
        return self._voting.search(" ".join(words(text))) is not None

    def leaves_open(self, text: str) -> bool:
        """Whether *text* says that something is not decided or known: "its cost has not been worked out"."""
        return self._open.search(" ".join(words(text))) is not None

    def gives(self, text: str) -> bool:
        """Whether *text* says who pays how much: "the city gives 120 million"."""
        found = words(text)
        return not self._giving.isdisjoint(found) and any(map(is_number, found))

    def is_time(self, word: str) -> bool:
        """Whether a folded word only says when: a month, a day of the week, ``pm``."""
        return word in self._months or word in self._days or word in self._times | self._seasons

    def is_time_of_day(self, word: str) -> bool:
        """Whether a folded word stands behind the hour: ``am``."""
        return word in self._times

    def months_in(self, word: str) -> frozenset[int]:
        """The months that a folded word names, from 1: those of ``summer`` as they are in the north."""
        months = [number for number, names in enumerate(self.months, 1) if word in single(names)]
        firsts = (3 * number + 3 for number, names in enumerate(self.seasons) if word in single(names))
        seasons = ((first + it - 1) % 12 + 1 for first in firsts for it in range(3))
        return frozenset(chain(months, seasons))

    def counted(self, text: str) -> Iterator[str]:
        """The folded words that the numbers of *text* count, and those they stand beside.

        "The third agreement" counts none, while of a row as "the 12th summit" there have been so many.
        """
        found, in_a_row = words(text), ordinals(_DIGITS.sub("", text))
        for place, word in enumerate(found):
            if (is_number(word) and word not in in_a_row) or found[place - 1 : place + 1] in self._numbers_of:
                yield from found[place + 1 : place + 1 + COUNTED]

    def units_at(self, found: Sequence[str], place: int) -> frozenset[str]:
        """Every spelling of the unit that the number at *place* of the folded words *found* is in.

        It stands behind the number; that of money may stand before it.
        """
        behind = self.measures.at(found[place + 1 : place + 1 + MOST_WORDS])
        before = found[max(place - 1, 0) : place]
        return behind or (
            frozenset() if self._folded("money").isdisjoint(before) else self.measures.at(before)
        )

    def is_no_measure(self, unit: str) -> bool:
        """Whether what is counted in *unit* are things: "members", and no "million euros"."""
        return self._all_units.isdisjoint(words(unit))

    def _folded(self, sort: str) -> frozenset[str]:
        return self._units.get(sort, frozenset())

    @cached_property
    def _tells(self) -> Tells:
        dating = chain(self.deadlines, self.limits, self.notices, self.delays, self.every.get("any", ()))
        return Tells(
            self._months, self._days, self._times, self._seasons, single(self.before_seasons),
            self._again, single(dating), self._units, single(self.behind_years),
        )  # fmt: skip

    @cached_property
    def _repeats(self) -> re.Pattern[str]:
        """Whatever says in folded text how many times something comes in a time: "once a quarter"."""
        return saying(self.repeated)

    @cached_property
    def _again(self) -> frozenset[str]:
        """The words that say how often something comes: ``every``, ``weekly``."""
        return frozenset(fold(it) for it in chain(*self.every.values()) if " " not in it)

    @cached_property
    def naming(self) -> Naming:
        """Who is named in a text."""
        return Naming(self, self._persons)

    @cached_property
    def _named_several(self) -> re.Pattern[str]:
        """Several of an office, and who they are: "the architects, Bureau Kestrel of Copenhagen"."""
        return re.compile(rf"\b(?i:{either(self.persons)})s, {TITLE}{NAME}")

    @cached_property
    def sums(self) -> Sums:
        """What finds sums of money, and shares."""
        money, share = (self.units.get(sort, ()) for sort in ("money", "share"))
        return Sums(money, share, self.hundredths)

    @cached_property
    def _parted_shares(self) -> re.Pattern[str]:
        """The units of shares that are several words."""
        parted = (unit for unit in self.units.get("share", ()) if len(words(unit)) > 1)
        return re.compile(rf"\b(?:{either(parted)})\b", re.IGNORECASE)

    @cached_property
    def _deadline(self) -> re.Pattern[str]:
        day = either(chain.from_iterable((*self.months, *self.days)))
        often = either(self.every.get("any", ("every",)))
        # "By video *every* Wednesday" says how and how often, "by 5 pm every Friday" until when.
        between = rf"(?:(?:(?!(?:{often})\b)[\w’']+ ){{0,4}}?|\d[\d:.]*(?: [\w’']+){{1,3}}? )"
        return re.compile(
            rf"\b(?:{either(self.deadlines)}) {between}(?:\d{{1,2}}(?:st|nd|rd|th)|{day})\b",
            re.IGNORECASE,
        )

    @cached_property
    def _notice(self) -> re.Pattern[str]:
        """Lengths of time by which something is to be done, as folded: "30 days notice", "within 2 weeks"."""
        limits, notices = (either(" ".join(words(it)) for it in said) for said in (self.limits, self.notices))
        span = rf"\d+ (?:\w+ )?(?:{either(self._folded('time'))})"
        return re.compile(rf"\b(?:(?:{limits}) {span}|{span} (?:{notices}))\b")

    @cached_property
    def _forbidding(self) -> re.Pattern[str]:
        return saying(self.forbidding)

    @cached_property
    def _voting(self) -> re.Pattern[str]:
        return saying(self.voting)

    @cached_property
    def _open(self) -> re.Pattern[str]:
        return saying(self.open)

    @cached_property
    def measures(self) -> Units:
        """All units, with every spelling of each."""
        return Units(self.units.values(), self.spellings)

    @cached_property
    def _units(self) -> dict[str, frozenset[str]]:
        return {sort: single(units) for sort, units in self.units.items()}

    @cached_property
    def _giving(self) -> frozenset[str]:
        return single(self.giving)

    @cached_property
    def _by(self) -> frozenset[str]:
        return single(self.differences)

    @cached_property
    def _all_units(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self._units.values()))

    @cached_property
    def _months(self) -> frozenset[str]:
        return single(chain.from_iterable(self.months))

    @cached_property
    def _days(self) -> frozenset[str]:
        return single(chain.from_iterable(self.days))

    @cached_property
    def _numbers_of(self) -> tuple[list[str], ...]:
        return tuple(map(words, self.number_of))

    @cached_property
    def _causes(self) -> re.Pattern[str]:
        return re.compile(f" (?:{either(' '.join(words(it)) for it in self.causes)}) ")

    @cached_property
    def _occasions(self) -> re.Pattern[str]:
        return re.compile(f" (?:{either(' '.join(words(it)) for it in self.occasions)}) ")

    @cached_property
    def _persons(self) -> frozenset[str]:
        return single((*self.persons, *self.groups, *self.companies))

    @cached_property
    def _seasons(self) -> frozenset[str]:
        return single(chain.from_iterable(self.seasons))

    @cached_property
    def _times(self) -> frozenset[str]:
        return single(self.times)

"""Words that show what kind of answer is wanted: what asks, lists, turns and compares, in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .checked import CLOSED
from .model import Does, Line, Question

Words = tuple[Line, ...]

ValueSort = Literal[
    "money",
    "length",
    "area",
    "time",
    "share",
    "date",
    "age",
    "clock",
    "edition",
    "contact",
    "email",
    "phone",
    "address",
    "frequency",
    "long form",
    "start",
    "end",
]
"""The sorts of value that a text says: see `Values.sorts`.

The long form is that of an abbreviation; start and end are days from and until which something is so.
"""


@dataclass(frozen=True)
class Preposition:
    """How it is asked for what stands behind a preposition, and how it is told: "with whom?", "with us"."""

    __pydantic_config__ = CLOSED
    asked: Words
    told: Words
    before: Literal["date", "length", "name", "anything"]
    """What it then stands before."""
    needed: bool = False
    """Whether nothing answers without it, but for the date of what was just told."""


@dataclass(frozen=True)
class Superlatives:
    """Words by which it is asked which one of all it is, and others that tell it."""

    __pydantic_config__ = CLOSED
    anywhere: Words = ()
    """Words that ask so wherever they stand: ``largest``."""
    at_the_end: Words = ()
    """Words that do so at the end of a question: ``most``, but not "most recently"."""
    told_by: Words = ()
    """What tells it besides these: ``primary``."""
    otherwise: Words = ()
    """Words of the same form that are told in other words: the ``latest`` version by its date."""


@dataclass(frozen=True)
class Comparatives:
    """Words by which it is asked whether one thing is more so than another, and those that tell it."""

    __pydantic_config__ = CLOSED
    than: Words = ()
    """What stands before that which something is compared with."""
    more: Words = ()
    """What compares two by "or": "*more* with us or with them?"."""
    told_by: Words = ()
    """What tells of a comparison: ``compared``."""
    of: Mapping[ValueSort, Words] = field(default_factory=dict)
    """What compares values of a sort, which no others tell: ``cheaper`` sums of money."""


@dataclass(frozen=True)
class Questions:
    """Words that show what kind of answer is wanted, in any language."""

    __pydantic_config__ = CLOSED
    asks: Mapping[Question, Words] = field(default_factory=dict)
    listing: Words = ()
    """Words that ask for everything there is: ``list``, ``all``."""
    details: Mapping[Line, Words] = field(default_factory=dict)
    """Details a source may leave out, such as a cost or a founding date, with the words for them."""
    relations: Mapping[Does, Words] = field(default_factory=dict)
    """Words for what a role does: who "initiated" a fund is asked for by "started" and "whose idea"."""
    rules: Words = ()
    """Words of a rule: who ``may`` do something is told by what says who may, whoever that is."""
    selves: Words = ()
    """Words for who asks: "who do ``I`` call?"."""
    mine: Words = ()
    """Words by which who asks tells of their own case: "``I`` am 30", "``my`` son is 6"."""
    articles: Words = ()
    """What stands before something that is known: "``the`` 13th summit"."""
    indefinite: Words = ()
    """What stands before any one: "more than ``a`` club"."""
    of: Words = ()
    """What stands between what is asked for and that which it is of: "the rate ``on`` the loan"."""
    third_person: Words = ()
    """What takes the s of a verb: "when ``does`` it apply?" asks of what applies."""
    particles: Words = ()
    """Words that make another verb of the one before them: "break ``up``", "put ``off``"."""
    half_particles: Words = ()
    """Words that do so only where the two are known as one: "hand ``in``", and not "sleep in"."""
    before_verbs: Words = ()
    """Words that stand before a verb: "``to`` put off", "do ``I`` put off"."""
    due: Words = ()
    """Phrases that ask by when something is to be done: ``by when``."""
    reasons: Words = ()
    """Phrases that ask for the reason of what was done or may be done: ``why did``, ``what made``."""
    reasons_done: Words = ()
    """Those that do so only before what was done to something: "``why was`` it dropp*ed*"."""
    hosting: Words = ()
    """Words for what a place does as well as somebody: ``hosts``."""
    making: Words = ()
    """Words that tell who makes something, small ones among them: "who *makes* them?"."""
    uncounted: Words = ()
    """Words behind "how many" that nothing which is counted stands behind: "how many more *than* before"."""
    of_when: Words = ()
    """Details that are asked for only where it is asked when."""
    superlatives: Superlatives = field(default_factory=Superlatives)
    comparatives: Comparatives = field(default_factory=Comparatives)
    contrasts: tuple[Words, ...] = ()
    """Words of which one is not the other: what is said of ``wind`` tells nothing of ``solar``."""
    told_by: Mapping[Line, ValueSort] = field(default_factory=dict)
    """Which sort of value tells a detail: "the cost" is told by money, whatever it is called."""
    sorts: Mapping[ValueSort, Words] = field(default_factory=dict)
    """Question words that want a value of one sort: "what percentage" is told by a share."""
    nouns: Mapping[ValueSort, Words] = field(default_factory=dict)
    """Nouns that ask for a value behind what it is of, by a sort that tells it: "bonfire ``months``"."""
    which: Words = ()
    """Words before the sort of thing that is asked for: ``which`` bodies."""
    closings: Words = ()
    """Words that end a question for the purpose: "what is it *for*"."""
    either: Words = ()
    """Words between numbers of which one is enough: "the 11th *or* the 12th"."""
    joints: Words = ()
    """Words between several things that are asked for at once: "security *and* defence meetings"."""
    conjunctions: Words = ()
    """Words for "when" that join two sentences behind the first: "stronger *when* together"."""
    homographs: Words = ()
    """Words of other languages that English has for something else: "did anybody *die*?", "*hay*"."""
    hours: Words = ()
    """Words that ask for its times behind a topic: library ``hours``."""
    contents: Words = ()
    """What a source says of a topic, by its sort: ``rules``. Beside the topic it narrows nothing."""
    chatter: Words = ()
    """Words that carry no meaning for the search: ``please``, ``about``."""
    closed: Words = ()
    """Words that begin a question for yes or no: ``is``, ``will``."""
    before: Words = ()
    """Words that turn a question away from the name behind them, to what was earlier."""
    after: Words = ()
    """The same to what is later: ``after``."""
    since: Words = ()
    """Words that want a year and what is later."""
    origins: Words = ()
    """Words before what something passes from: ``from``."""
    goals: Words = ()
    """Words before what it passes to."""
    prepositions: tuple[Preposition, ...] = ()
    """Questions that are but a question word and a preposition: "since when?"."""
    followers: Words = ()
    """Words by which a fact tells who follows: ``successor``."""
    by_now: Words = ()
    """Words that ask whether something is so by now: ``already``."""
    coming: Words = ()
    """Words that want what is still to come: ``next``. What is past is no answer to them."""
    relative: Words = ()
    """Words that turn a question to another edition or time, which must be stated: ``before``, ``former``."""
    copulas: Words = ()
    """Words that only say that something is: ``is``, ``ist``."""
    pronouns: Words = ()
    """Words for what was spoken of before: ``it``, ``there``."""
    determiners: Words = ()
    """Those of them that may stand before a name and then refer to nothing: "*this* interview"."""
    possessives: Words = ()
    """Those of the determiners that say whose something is: ``its``."""
    people: Words = ()
    """Those that may stand for people whom nothing has named: ``they``."""
    doers: Words = ()
    """Words behind a verb before who does it: "insured *by* Pennant Mutual"."""
    no_subjects: Words = ()
    """Words before a verb or noun that say of nobody that they do it: "*was* signed", "*the* sign"."""
    becoming: Words = ()
    """Verbs by which it is asked when somebody began to be something: "when did she ``become`` mayor?"."""
    offices: Words = ()
    """Nouns for what somebody is: "what is her *job*"."""
    places: Words = ()
    """Nouns that stand for the place of what was told: "that *city*"."""
    there: Words = ()
    """Those of the pronouns that stand for a place: "what was held *there*"."""
    somebody: Words = ()
    """Those of the pronouns that stand for somebody: ``he``."""
    step_back: Words = ()
    """Words for what came before what was told."""
    step_on: Words = ()
    """Words for what came after it."""
    ones: Words = ()
    """Words that stand for the sort of thing last spoken of: "the one before"."""
    the_other: Words = ()
    """Phrases for what is called like what was told, and is not that: "*the other* corridor"."""
    examples: Words = ()
    """Phrases that ask which ones: ``such as``."""
    exemplifying: Words = ()
    """What stands before some of those that are counted elsewhere: ``including``."""
    latest: Words = ()
    """Words that ask for what came before where one of those stands behind them: "the *last* one"."""
    exact: Words = ()
    """Words that want more than a country or a year: "where *exactly*"."""
    besides: Mapping[Line, Words] = field(default_factory=dict)
    """Words for more than was told, by the question word that they stand for: ``who``: "who else"."""
    year_after: Words = ()
    """What asks for the next year of what was asked for one: ``the year after``."""
    year_before: Words = ()
    """The same for the year before."""
    year_now: Words = ()
    """What asks for the year of the source: ``this year``."""
    existential: Words = ()
    """Two words that say that something is, with a pronoun that refers to nothing: ``are there``."""
    vague: Words = ()
    """Words that seldom decide what is meant: ``new``, ``together``."""

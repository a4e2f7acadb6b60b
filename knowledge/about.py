"""What the bot says of itself: its name, what it answers about, and what the text is called.

``WrittenAbout`` is what a curator writes in ``about.yaml``; ``About`` is the same with everything filled
in that nobody wrote, from the sources. Nothing here reads files: that is for `knowledge.load`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from .checked import CLOSED, Limits, Read
from .errors import Mark
from .fold import fold
from .language import SOURCE, Language
from .model import KINDS, Kind, Line, Slug
from .questions import Words
from .source import Source

COLOUR = "#0b5e63"
COMMAND = "/ots"

MOST_EXAMPLES = 5
"""Examples shown: what a phone shows without scrolling."""

MOST_LABEL = 24
"""Characters that Slack takes for the name of a shortcut and the title of a window."""

MOST_SUBJECT = 80
"""Characters of a subject: Slack cuts the app's description at 140."""

DETERMINERS = frozenset(("the", "our", "this", "these", "my", "your", "its", "their", "a", "an"))

IRREGULAR = {"person": "people"}


def _of(pattern: str, how: str) -> Read:
    """Takes text of that *pattern*, and says *how* it is written where it is anything else."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            from pydantic_core import PydanticCustomError  # see `knowledge.checked`

            raise PydanticCustomError("about", "{how}", {"how": how})
        return value

    return Read(check, {"type": "string", "pattern": f"^{pattern}$"})


Colour = Annotated[
    str,
    _of(r"#[0-9a-f]{6}", 'must be # and six of 0-9 and a-f, in quotes, as in "#1a9c8f"'),
]
Command = Annotated[
    str,
    _of(r"/[a-z0-9_-]{1,31}", "must be / and up to 31 small letters, digits, - or _, as in /handbook"),
]
Called = Annotated[Line, Limits(max_length=40)]
Example = Annotated[Line, Limits(max_length=75)]


@dataclass(frozen=True)
class OwnKind:
    """A kind of entry beside the built-in ones: ``{id: policy, plural: policies, words: [rules]}``."""

    __pydantic_config__ = CLOSED
    id: Slug
    """What stands under ``kind:`` in an entry: ``policy``."""
    plural: Line | None = None
    """What several are called: ``policies``. By default the id with an s."""
    words: Words = ()
    """What else people call them when they ask for all there are: ``[rules, guidelines]``."""

    @property
    def many(self) -> str:
        return self.plural or f"{self.id.replace('-', ' ')}s"

    @property
    def headings(self) -> Words:
        """What asks for all of them. "rule" beside "rules" does not: "the dress rule" is one thing."""
        known = tuple(dict.fromkeys((self.many, *self.words)))
        folded = frozenset(map(fold, known))
        return tuple(word for word in known if folded.isdisjoint(_plurals(fold(word))))


def _plurals(word: str) -> Iterable[str]:
    yield from (f"{word}s", f"{word}es")
    if word.endswith("y"):
        yield f"{word[:-1]}ies"


@dataclass(frozen=True)
class WrittenAbout:
    """What the bot says of itself. Every field may be left out."""

    __pydantic_config__ = CLOSED
    name: Annotated[Line, Limits(max_length=35)] | None = None
    """What the app is called in Slack: ``Handbook Bot``."""
    label: Annotated[Line, Limits(max_length=13)] | None = None
    """What shortcuts and windows call it: ``OTS`` makes "Ask OTS" and "Look up in OTS"."""
    subject: Annotated[Line, Limits(max_length=MOST_SUBJECT)] | None = None
    """What may be asked about: ``working at Elm`` makes "Ask about working at Elm"."""
    source: Called | None = None
    """What the text is called: ``the handbook`` makes "A quote from one handbook proves every answer"."""
    text: Called | None = None
    """What a no calls it, where that is another word: ``the article`` makes "The article does not speak of
    that". By default the source."""
    greeting: Annotated[Line, Limits(max_length=200)] | None = None
    """What is said to those who say hello; examples follow."""
    description: Annotated[Line, Limits(min_length=175, max_length=4_000)] | None = None
    """What the app's page in Slack tells, in at least 175 characters: Slack wants as many."""
    colour: Colour | None = None
    """Behind the app's name in Slack, and on its pages: ``"#1a9c8f"``, with the quotes."""
    command: Command | None = None
    """The slash command: ``/handbook``. The variable ``OTS_COMMAND`` wins over it."""
    examples: Annotated[tuple[Example, ...], Limits(max_length=MOST_EXAMPLES)] = ()
    """Questions to try, each of which must be answered. By default they are drawn from the entries."""
    kinds: tuple[OwnKind, ...] = ()
    """Kinds of entry beside the built-in ones."""


@dataclass(frozen=True)
class About:
    """What the bot says of itself, whoever wrote it or not."""

    name: str = "Answer Bot"
    subject: str = "the source"
    source: str = "the source"
    text: str = "the source"
    origin: str = "one source"
    """What answers come from: "one handbook", "3 sources"."""
    label: str | None = None
    greeting: str | None = None
    description: str | None = None
    colour: str = COLOUR
    command: str = COMMAND
    examples: tuple[str, ...] = ()
    """Those that the curator names."""
    examples_at: tuple[Mark, ...] = ()
    """Where each of them is written."""
    kinds: tuple[OwnKind, ...] = ()
    kinds_at: tuple[Mark, ...] = ()
    """Where each of them is written."""
    titles: tuple[str, ...] = ()
    """What the sources are called by themselves: "Staff handbook"."""

    @classmethod
    def of(
        cls,
        written: WrittenAbout,
        sources: Sequence[Source],
        *,
        examples_at: tuple[Mark, ...] = (),
        kinds_at: tuple[Mark, ...] = (),
    ) -> About:
        """What *written* says, and what follows from *sources* where it says nothing."""
        several = len(sources) > 1
        source = _called(written.source) if written.source else "the sources" if several else "the source"
        return cls(
            name=written.name or cls.name,
            subject=written.subject or _subject(sources),
            source=source,
            text=_called(written.text) if written.text else source,
            origin=_origin(source, len(sources)),
            label=written.label,
            greeting=written.greeting,
            description=written.description,
            colour=written.colour or COLOUR,
            command=written.command or COMMAND,
            examples=written.examples,
            examples_at=examples_at,
            kinds=written.kinds,
            kinds_at=kinds_at,
            titles=tuple(it.title for it in sources),
        )

    def labelled(self, before: str, otherwise: str) -> str:
        """*before* with the shortest name of the text that fits a shortcut: "Ask the handbook"."""
        names = filter(None, (self.label, self.source, f"the {head(self.source)}"))
        return next((it for name in names if len(it := f"{before} {name}") <= MOST_LABEL), otherwise)

    def plural(self, kind: Kind) -> str:
        """What several of *kind* are called: "policies"."""
        own = next((it.many for it in self.kinds if it.id == kind), None)
        return own or IRREGULAR.get(kind, f"{kind}s")

    @property
    def listed(self) -> str:
        """A sort of thing to list, as an example: the curator's own, or what happens."""
        return self.kinds[0].many if self.kinds else "events"

    @property
    def every_kind(self) -> tuple[Kind, ...]:
        """The built-in kinds, then the curator's own."""
        return tuple(dict.fromkeys((*KINDS, *(it.id for it in self.kinds))))

    def kind_called(self, word: str) -> Kind | None:
        """The kind that *word* names, in the singular or plural; None where it names none."""
        asked = fold(word)
        for kind in self.every_kind:
            if asked in (fold(kind), fold(self.plural(kind))):
                return kind
        return next((it.id for it in self.kinds if asked in map(fold, it.words)), None)

    def spoken(
        self, language: Language, topical: Iterable[str] = (), speakers: Iterable[str] = ()
    ) -> Language:
        """*language* with what people call the bot, its text, who speaks in it and the curator's kinds.

        In a phrase, ``<source>`` is each word for the text; ``<text>`` those by which a no calls it, unless
        they are *topical*, folded words that some entry is called by; ``<speaker>`` each of *speakers*; and
        ``<name>`` the bot's own name.
        Manners keep their ``<source>``, for it is each of their `texts`, which are many.
        """
        text = _nouns(self.text)
        nouns = tuple(dict.fromkeys((*_nouns(self.source), *text)))
        said = {
            SOURCE: nouns,
            "<text>": () if fold(text[-1]) in topical else text,
            "<speaker>": tuple(dict.fromkeys(map(_bare, speakers))),
            "<name>": (self.name,),
        }
        texts = _called_alike((*nouns, *self.titles), language.manners.texts)
        phrases = {name: it for name, it in vars(language.manners).items() if name not in OF_GROUPS}
        kept = said | {SOURCE: (SOURCE,)}
        filled: dict[str, Any] = {name: _filled(it, kept) for name, it in phrases.items()}
        manners = replace(language.manners, texts=(tuple(dict.fromkeys((*nouns, *texts))),), **filled)
        asked = language.questions
        questions = replace(asked, chatter=_filled(asked.chatter, said), vague=_filled(asked.vague, said))
        own = {kind.id: kind.headings for kind in self.kinds}
        idle = {
            key: _filled(words, {SOURCE: manners.texts[0]}) for key, words in language.listings.idle.items()
        }
        listings = replace(language.listings, kinds={**language.listings.kinds, **own}, idle=idle)
        return replace(language, manners=manners, questions=questions, listings=listings)


OF_GROUPS = frozenset(("ordinals", "texts"))
"""What manners hold beside phrases."""

NEUTRAL = About()
"""What is said where nothing is known of the text."""


def is_plural(name: str) -> bool:
    """Whether *name* is several things by its looks: "the house rules", and not "the thesis".

    >>> [is_plural(it) for it in ("the minutes", "the handbook", "the thesis", "the rules of the house")]
    [True, False, False, True]
    >>> [is_plural(it) for it in ("people", "areas", "the atlas", "the museum's")]
    [True, True, False, False]
    """
    word = head(name).lower()
    if word in _PLURAL_WITHOUT_S:
        return True
    return word.endswith("s") and not word.endswith(_SINGULAR_ENDS) and word not in _SINGULAR_WITH_S


_PLURAL_WITHOUT_S = frozenset(
    ("people", "children", "men", "women", "feet", "staff", "mice", "teeth", "geese", "oxen", "criteria",
     "phenomena", "sheep", "deer", "fish", "cattle", "poultry", "aircraft", "offspring", "police",
     "personnel", "alumni", "fungi", "bacteria", "larvae")
)  # fmt: skip
_SINGULAR_ENDS = ("ss", "us", "is", "news", "'s", "’s")
_SINGULAR_WITH_S = frozenset(("alias", "atlas", "bias", "canvas", "gas", "pancreas"))


def head(name: str) -> str:
    """The noun that the others of *name* only describe.

    >>> head("the staff handbook"), head("the report of the board")
    ('handbook', 'report')
    """
    return re.split(r" (?:of|for|on|with|about|from|to|by|in) ", name)[0].split()[-1]


def _called(name: str) -> str:
    """*name* as it stands in a sentence: a common noun gets its article.

    >>> _called("handbook"), _called("our handbook"), _called("RFC 9110")
    ('the handbook', 'our handbook', 'RFC 9110')
    """
    first = name.split()[0]
    return name if first.lower() in DETERMINERS or not first[0].islower() else f"the {name}"


def _bare(name: str) -> str:
    """*name* without its article."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in DETERMINERS else name


def _nouns(name: str) -> Words:
    """The words for *name* as people have them in a question: "staff handbook", "handbook"."""
    noun = _bare(name)
    return tuple(dict.fromkeys((noun, head(noun))))


def _called_alike(names: Iterable[str], texts: Sequence[Words]) -> Iterator[str]:
    """What else the sort of text is called that one of *names* has a word for; and what any text is."""
    own = frozenset(word for name in names for word in fold(name).split())
    for group in texts:
        if group is texts[-1] or not own.isdisjoint(map(fold, group)):
            yield from group


def _origin(source: str, number: int) -> str:
    """What answers come from: one text by its noun alone, and by its name as it is where that is longer."""
    if number > 1:
        return f"{number} sources"
    alone = source.startswith("the ") and len(source.split()) == 2
    return f"one {_bare(source)}" if alone and not is_plural(source) else source


def _subject(sources: Sequence[Source]) -> str:
    """What *sources* are about, as far as they say it."""
    named = list(dict.fromkeys(next(iter(source.subject), source.title) for source in sources))
    text = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)
    if not text or (len(text) > MOST_SUBJECT and len(named) > 1):
        return f"what {len(named)} sources say" if named else About.subject
    return text if len(text) <= MOST_SUBJECT else f"{text[: MOST_SUBJECT - 1].rpartition(' ')[0]}…"


def _filled(phrases: Words, said: Mapping[str, tuple[str, ...]]) -> Words:
    """*phrases*, each with every word for what it leaves open."""
    filled = phrases
    for mark, names in said.items():
        filled = tuple(
            one
            for phrase in filled
            for one in ([phrase.replace(mark, name) for name in names] if mark in phrase else [phrase])
        )
    return filled

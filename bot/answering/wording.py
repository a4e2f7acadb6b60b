"""Every sentence the bot says that is not a fact: one wording for all faces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import assert_never

from knowledge.about import About, is_plural
from knowledge.dates import long_date
from knowledge.model import Entry, Fact
from knowledge.source import Source

from .finding.demands import Lack
from .reply import Answer, Choices, Help, Item, Listing, Manner, NoAnswer, Reply, Version
from .times import at, recurring, when
from .words.typed import as_typed

SEE_ALSO = "See also:"
"""Stands before topics near to one that is covered, where what was asked of it is not."""

ALSO = "Also:"
"""Stands before other topics that are called what was asked."""

RELATED = "Related:"

ALL_TOPICS = "list"
"""What to type to see everything that is covered."""

PLAN = "a plan at that date"
"""Said of a fact that was still to come when its source was published."""

SUPERSEDED = "superseded since"
"""Said of a fact whose place a newer one has taken."""

DIFFERENT = "Sources differ:"
"""Stands before what each of several sources says of one thing."""

NOT_SHARED = "Not shared with the channel: only an answer or a listing is."
"""Said where somebody shares a question that has neither."""

UNCLEAR_ENDS = " ,;:–—-·("
"""What no clipped line ends in."""

ASKING = frozenset(("when", "where", "who", "whom", "whose", "which", "what", "why", "how", "whether"))
"""Words with which what is not stated begins, where it is said as a question."""

TYPE_INSTEAD = "In place of a question you can type:"


def commands(about: About) -> tuple[tuple[str, str], ...]:
    """What may be typed in place of a question, and what it does."""
    return (
        ("share QUESTION", "the answer, for everybody in the channel"),
        (f"list, list {about.listed}", "every topic, or those of one sort"),
        ("timeline, timeline 2026", "what happens when"),
        ("places, figures", "what happens where, and every number"),
    )


def clipped(text: str, most: int) -> str:
    """*text* cut at a word, with an ellipsis, where it is longer than *most*.

    >>> clipped("Defence Industry Institutions", 20)
    'Defence Industry…'
    """
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0].rstrip(UNCLEAR_ENDS) or text[: most - 1]}…"


def attribution(fact: Fact, *, before: Fact | None = None) -> str:
    """Who said it, where, when, and in which paragraph; of these only what is not as it is for *before*.

    "Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28", and for the next one "paragraph 30".
    """
    same = before is not None and _source(before) == _source(fact)
    parts = [] if same else list(_said_and_published(fact))
    parts.append(f"paragraph {fact.span.paragraph}")
    if fact.is_superseded:
        parts.append(SUPERSEDED)
    if fact.is_plan:
        parts.append(PLAN)
    return " · ".join(parts)


def _said_and_published(fact: Fact) -> Iterator[str]:
    """Who said it, where that is not the publisher; and where and when it was published."""
    if not fact.published.startswith(f"{fact.said_by}, "):
        yield fact.said_by
    yield fact.published


def _source(fact: Fact) -> tuple[str, str, str]:
    return fact.said_by, fact.published, fact.span.source


def attributions(facts: Sequence[Fact]) -> list[str]:
    """The attribution of each of *facts*, which stand below each other: nothing is said twice."""
    first = [attribution(fact) for fact in facts[:1]]
    return first + [attribution(fact, before=before) for before, fact in pairwise(facts)]


def course(versions: Sequence[Version]) -> str | None:
    """How a figure came to be what it is, or what each source says; None where there is but one of it.

    "2.20 EUR in March 2025; 2.40 EUR since June 2026", "Sources differ: 5 (The Paper, 1 May 2030); 4 (…)".
    """
    if len(versions) < 2:
        return None
    if not any(it.passed for it in versions):
        if len({it.fact.span.source for it in versions}) > 1:
            said = (f"{it.value} ({it.fact.published})" for it in versions)
            return f"{DIFFERENT} {'; '.join(said)}"
        return "; ".join(f"{it.value} {at(it.date)}" for it in reversed(versions))
    told = (
        f"{it.value} {at(it.date) if it.passed else f'since {long_date(it.date)}'}"
        for it in reversed(versions)
    )
    return "; ".join(told)


def several_sources(facts: Iterable[Fact]) -> bool:
    """Whether *facts* are not all from one source, so that each is said with its own."""
    return len({fact.span.source for fact in facts}) > 1


def said_by_all(facts: Iterable[Fact]) -> str:
    """Whose words *facts* are, and when they were published: "Anna Berg · The Paper, 1 May 2030"."""
    known = tuple(facts)
    speakers = "; ".join(dict.fromkeys(fact.said_by for fact in known))
    return f"{speakers} · {'; '.join(dict.fromkeys(fact.published for fact in known))}"


def quoted(fact: Fact) -> str:
    """The quote between quotation marks, with what is understood before it in square brackets."""
    return f"“{fact.shown_quote}”"


def headline(reply: Reply) -> str:
    """The one line that says what kind of reply this is."""
    match reply:
        case Answer():
            return f"{reply.entry.title} ({reply.entry.kind})"
        case Choices():
            return "Which of these do you mean?" if len(reply.choices) > 1 else "Do you mean this?"
        case Listing():
            return f"{reply.title}: {len(reply.items)}{_in_groups(reply.items)}"
        case NoAnswer():
            return refusal(reply)
        case Help():
            return friendly(reply.manner, reply.about)
        case _:
            assert_never(reply)


def invitation(about: About) -> str:
    """What may be asked, and what comes of it."""
    return f"Ask about {about.subject}: every answer comes with the quote that proves it."


def purpose(about: About) -> str:
    """What the bot is for, without a full stop."""
    return f"Facts about {about.subject}, each with the quote that proves it"


def whence(about: About, sources: Sequence[Source]) -> str:
    """What answers come from: one text with its speaker, or several by their titles."""
    if len(sources) == 1:
        return f"From {about.origin}: {sources[0].speaker} · {sources[0].published}"
    return f"From {about.origin}: {'; '.join(f'{it.title} ({it.published})' for it in sources)}"


def proven(about: About) -> str:
    """That answers are proven, and by what."""
    return f"Every answer is proven by a quote from {about.origin}."


def friendly(manner: Manner, about: About) -> str:
    """What is said to those who ask nothing of the source; examples follow."""
    match manner:
        case "help":
            return f"Ask about {about.subject}. A quote from {about.origin} proves every answer."
        case "greeting":
            return about.greeting or f"Hello! Ask me about {about.subject}, for example:"
        case "thanks":
            return "You are welcome. There is more to ask:"
        case "farewell":
            return "Goodbye! Whenever you are back, ask for example:"
        case "identity":
            return (
                f"I am a bot: I answer from {about.origin} about {about.subject}, always with the quote that "
                "proves it, and make nothing up. Ask me, for example:"
            )
        case "test":
            return "I am here, and it works. Ask me, for example:"
        case "reaction":
            return "All right. Ask me whatever else you want to know, for example:"
        case _:
            assert_never(manner)


def _in_groups(items: Iterable[Item]) -> str:
    """In how many cities or years *items* stand, where they are grouped so."""
    grouped = {item.group: item for item in items if item.group}
    if len(grouped) < 2:
        return ""
    if all(group.isdigit() for group in grouped):
        return f" in {len(grouped)} years"
    in_cities = all(item.where[:1] == (group,) for group, item in grouped.items())
    return f" in {len(grouped)} cities" if in_cities else ""


def refusal(reply: NoAnswer) -> str:
    """Which "no" it is."""
    named = f"{reply.source[0].upper()}{reply.source[1:]}"
    several = is_plural(reply.source)
    match reply.reason:
        case "unreadable":
            return f"I cannot read that: {reply.problem}."
        case "not_stated" if reply.topic is not None:
            speaks = "speak" if several else "speaks"
            unstated = _unstated(reply.lacks, reply.query, several=several)
            return f"{named} {speaks} of {reply.topic.title}, but {unstated}."
        case _:
            return f"{named} {'do' if several else 'does'} not speak of {reply.asked or 'that'}."


def it_says(reply: NoAnswer) -> str:
    """Stands before the fact that is nearest to what is not stated."""
    return f"{_it_does(reply)} say:"


def _it_does(reply: NoAnswer) -> str:
    return "They do" if is_plural(reply.source) else "It does"


def _unstated(lacks: Sequence[Lack], query: str, *, several: bool = False) -> str:
    """What is not stated, as the second half of a sentence about one source, or about *several*.

    >>> _unstated([Lack("question", "when"), Lack("detail", "the cost"), Lack("name", "Riga")], "")
    'does not say when, does not state the cost and says nothing of Riga there'
    >>> _unstated([Lack("word", "insures")], "who insures it?")
    'says nothing of “insures” there'

    A word is named as it stands in the *query*, not as it was read.
    """
    does, says = ("do", "say") if several else ("does", "says")
    details = [lack.text for lack in lacks if lack.sort == "detail"]
    told = [text for text in details if _is_question(text)]
    # "When it will be signed" asks when, more exactly.
    questions = [
        lack.text
        for lack in lacks
        if lack.sort == "question" and not any(text.startswith(f"{lack.text} ") for text in told)
    ]
    names = [as_typed(it.text, query) if it.sort == "number" else it.text for it in lacks if it.sort in NAMED]
    typed = frozenset(re.findall(r"[^\W_]+", query.lower()))
    names += [f"“{lack.text}”" for lack in lacks if lack.sort == "word" and lack.text in typed]
    stated = [text for text in details if text not in told]
    parts = [
        f"{does} not say {_either(questions + told)}" if questions or told else "",
        f"{does} not state {_either(stated)}" if stated else "",
        f"{says} nothing of {_either(names)} there" if names else "",
    ]
    *others, last = [part for part in parts if part] or [f"{does} not say that about it"]
    return f"{', '.join(others)} and {last}" if others else last


NAMED = ("name", "number")
"""Sorts of lack that are named as they are."""


def _is_question(detail: str) -> bool:
    """Whether a detail is put as a question: "when it will be signed", not "the cost"."""
    return detail.partition(" ")[0] in ASKING


def _either(words: Iterable[str]) -> str:
    *others, last = dict.fromkeys(words)
    return f"{', '.join(others)} or {last}" if others else last


def more(left: int) -> str:
    """How many facts are not shown yet."""
    return f"{left} more fact{'s' if left > 1 else ''}"


def gone(topic: str = "") -> str:
    """Said where a button's topic is not in the knowledge any more."""
    return f"That topic is not here any more{f' ({topic})' if topic else ''}: ask again to see what is."


Numbered = tuple[str, list[tuple[int, Entry]]]
"""Topics that can be opened by number, and the words before them. Numbers are those that `Turn` keeps."""


def suggested(reply: NoAnswer) -> Numbered:
    """Topics near to a "no", but for the one just named."""
    topics = enumerate(reply.suggestions, 1)
    before = SEE_ALSO if reply.topic else f"{_it_does(reply)} speak of:"
    return before, [(at, it) for at, it in topics if it != reply.topic]


def way_on(reply: NoAnswer) -> str | None:
    """Where to go from a "no" with nothing near it."""
    lost = reply.reason == "unknown_topic" and not reply.suggestions
    return f"To see what {_it_does(reply).lower()} speak of, type {ALL_TOPICS}." if lost else None


def others(reply: Answer) -> Iterator[Numbered]:
    """Topics that are called so as well, then those related to the answer's."""
    if reply.also:
        yield ALSO, list(enumerate(reply.also, 1))
    if reply.related:
        yield RELATED, list(enumerate(reply.related, len(reply.also) + 1))


def groups(items: Sequence[Item]) -> Iterator[tuple[str | None, list[Item]]]:
    """*items* in their order by the heading they stand under: a year, a city with its country."""
    named = {item.group: item for item in items if item.group}
    # Rows without a year or city must not seem to belong to the heading above them.
    rest = None if not named else "Undated" if any(map(str.isdigit, named)) else "No place given"
    for key, gathered in groupby(items, key=lambda item: item.group):
        held = tuple(gathered)
        city = key is not None and held[0].where[:1] == (key,)
        yield ", ".join(held[0].where) if city else key or rest, list(held)


def row(item: Item, *, grouped: bool = False, most: int | None = None) -> tuple[str, str]:
    """A row of a listing: the thing, and " — where, when · status" of it, in *most* characters together.

    Where it is *grouped*, its heading's city, year or proposer is not said again.
    """
    under = item.group if grouped else None
    place = item.where[0] if item.where and item.where[0] != under else ""
    tells_who = not item.where or item.group in item.who
    who = ", ".join(name for name in item.who if name not in item.what and name != under) if tells_who else ""
    details = ", ".join(filter(None, (item.value, who, place, time_of(item, year=under or ""))))
    after = f" — {details}" if details else ""
    # A plan is never shown as if it had been: the status is the last to go.
    status = f" · {item.status}" if item.status and item.status != "past" else ""
    if most is None or len(item.what) + len(after) + len(status) <= most:
        return item.what, after + status
    room = most - len(status)
    what = clipped(item.what, max(room - len(after), room // 2))
    return what, clipped(after, room - len(what)) + status


def time_of(item: Item, *, year: str = "") -> str:
    """When a row is, in words, without its year where that is *year*; empty where nothing is told."""
    if item.recurs:
        return recurring(item.recurs)
    return when(item.date, item.until, year=year) if item.date else ""


def from_source(item: Item) -> str:
    """Who says a row and when, to stand behind it where rows are of several sources."""
    told = f"{', '.join(item.who)}, {when(item.date)}" if item.date else ""
    published = "" if told == item.fact.published else item.fact.published
    by = "" if item.fact.said_by in item.fact.published else item.fact.said_by
    return "".join(f" · {part}" for part in (by, published) if part)

"""Questions that are asked in one: "which trips are there, and what do they cost?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain

from knowledge.fold import fold, words
from knowledge.language import Language
from knowledge.model import Question
from knowledge.patterns import either, first_words

from .conversation.leaning import Leaning
from .conversation.turn import Turn
from .finding.asked import Asked
from .finding.interpret import Interpreter
from .finding.match import Matcher
from .listings import rows
from .reply import Answer, Item, Listing, Reply
from .several import accounts_for, rows_of, title_of

MOST_CLAUSES = 4
"""Questions that are asked in one; more are a text."""

_PAUSE = re.compile(r"[,;?]\s")

_OPENING = re.compile(r"(?:\S+\s*){0,4}")
"""The words by which it is known whether a clause asks, however much of a text follows."""


class Clauses:
    """Parts a question where it asks again, and lists what each of its clauses finds.

    A clause that names nothing of its own is asked of each thing that those before it list.
    """

    def __init__(
        self,
        language: Language,
        interpreter: Interpreter,
        matcher: Matcher,
        leaning: Leaning,
        reply: Callable[[str, Turn | None], Reply],
    ) -> None:
        questions = language.questions
        joints = [it for it in questions.joints if it not in questions.either]
        self._joint = re.compile(
            rf"\s*[,;]?\s+(?P<joint>{either(joints)}|&|\+)\s+|\s*[,;?]\s+", re.IGNORECASE
        )
        self._joints = first_words((*joints, "&", "+"))
        self._which = frozenset(words(it)[0] for it in questions.which)
        self._idle = frozenset(map(fold, chain.from_iterable(language.listings.idle.values())))
        self._interpreter = interpreter
        self._matcher = matcher
        self._leaning = leaning
        self._reply = reply

    def each(self, text: str) -> Listing | None:
        """What all clauses of *text* find, a thing once.

        None where it has but one, or one of them finds nothing, or none of them lists.
        """
        clauses = self._parted(text)
        if not 2 <= len(clauses) <= MOST_CLAUSES or not self._opens(clauses[0]):
            return None
        listed: list[Item] = []
        found: list[Answer | Listing] = []
        for clause in clauses:
            asked = self._interpreter.asked(clause)
            if found and self._leans(asked):
                told = self._told_of(listed, asked) if isinstance(found[-1], Listing) else []
                if not told:
                    return None
                listed = told
                continue
            one = self._found(clause, asked, found)
            if one is None:
                return None
            found.append(one)
            listed = rows.first_of_each([*listed, *rows_of(one)])
        title = "; ".join(dict.fromkeys(map(title_of, found)))
        return Listing(text, title, tuple(listed)) if len(listed) > 1 else None

    def _parted(self, text: str) -> Sequence[str]:
        """The clauses of *text*: each but the first begins with what asks, behind an "and" or a comma.

        A comma parts nothing from what does not ask: "one script for all, whose proposal?".
        """
        if _PAUSE.search(text) is None and self._joints.isdisjoint(text.lower().split()):
            return (text,)  # as most are: the whole pattern takes long to find that out
        begun, ends = [0], []
        for joint in self._joint.finditer(text):
            opening = _OPENING.match(text, joint.end())
            if opening is None or not self._begins(opening[0]):
                continue
            if joint["joint"] or self._asks(text[begun[-1] : joint.start()]):
                ends.append(joint.start())
                begun.append(joint.end())
        return [text[start:end].strip(" ?!.") for start, end in zip(begun, [*ends, len(text)], strict=True)]

    def _asks(self, clause: str) -> bool:
        query = self._interpreter.read(clause)
        return bool(query.asks or query.which)

    def _begins(self, text: str) -> bool:
        """Whether *text* begins with a question word, or with a small word before it: "for how much"."""
        query = self._interpreter.read(text)
        first = min(chain.from_iterable(places for _, places in query.asked_at), default=None)
        if first is None:
            return query.which and words(text)[0] in self._which
        return first <= 1 and not any(it.telling for it in query.words[:first])

    def _opens(self, clause: str) -> bool:
        """Whether *clause* asks, lists or only names something; "I lost my key" does not."""
        query = self._interpreter.read(clause)
        telling = [it.telling for it in query.words]
        return any(telling) and (all(telling) or query.listing or self._asks(clause))

    def _leans(self, asked: Asked) -> bool:
        """Whether a clause names nothing of its own: "what do they cost", "and where"."""
        names = any(word.telling and not word.vague for word in asked.query.words)
        return self._leaning.refers_back(asked.query) or not names

    def _found(
        self, clause: str, asked: Asked, before: Sequence[Answer | Listing]
    ) -> Answer | Listing | None:
        """What *clause* finds behind what was found *before*, where it accounts for all that it says."""
        found = self._reply(clause, None)
        if before and not isinstance(found, Listing):
            found = self._reply(clause, Turn.of(before[-1]))
        match found:
            case Listing():
                return found
            case Answer() if before or self._asks(clause):
                hit = self._matcher.look_at(found.entry, asked)
                return found if accounts_for(found, hit, asked.query.telling) else None
            case _:
                return None

    def _told_of(self, listed: Sequence[Item], asked: Asked) -> list[Item]:
        """The rows *listed*, each with what its topic answers to what is *asked*; none where no topic does.

        What asks for no value and names nothing, as "what is their office" does, is what rows tell anyway.
        """
        asks = {ask for ask, _ in asked.query.asked_at}
        if not asks and asked.query.which and self._idle.issuperset(asked.query.telling):
            return list(listed)
        own = [bool(asks) and all(_tells(row, ask) for ask in asks) for row in listed]
        rest = [row for row, has in zip(listed, own, strict=True) if not has]
        told = {id(row): more for row in rest if (more := self._told(row, asked, listed))}
        if not told and not any(own):
            return []
        return list(chain.from_iterable(_with(row, told.get(id(row))) for row in listed))

    def _told(self, row: Item, asked: Asked, listed: Sequence[Item]) -> Item | None:
        """A row of what is told of the thing that *row* is of, where it is all that is *asked*."""
        hit = self._matcher.look_at(row.entry, asked)
        if not _is_the_topic(row, listed):
            hit = hit.led_by(next(it for it in hit.facts if it.fact is row.fact))
        missing = hit.missing
        found = asked.query.asked_at or len(missing) < len(asked.telling)
        if not found or hit.lacks or not all(asked.query.words[it.places[0]].vague for it in missing):
            return None
        return rows.topic(row.entry, hit.lead.fact, what=hit.lead.fact.text)


def _is_the_topic(row: Item, listed: Sequence[Item]) -> bool:
    """Whether all that its topic tells is of *row*: of several editions each tells its own."""
    if row.what == row.entry.title:
        return True
    alone = sum(it.entry is row.entry for it in listed) == 1
    return alone and sum(it.occasion is not None for it in row.entry.facts) <= 1


def _with(row: Item, told: Item | None) -> tuple[Item, ...]:
    """*row* and what is *told* of it, which alone is the row of a topic, or where one fact says both."""
    if told is None:
        return (row,)
    return (told,) if told.fact is row.fact or row.what == row.entry.title else (row, told)


def _tells(row: Item, ask: Question) -> bool:
    """Whether *row* shows what is asked for beside the thing itself."""
    match ask:
        case "when":
            return bool(row.date or row.recurs)
        case "where" | "which city" | "which country":
            return bool(row.where)
        case "how much" | "how many":
            return row.value is not None
        case "who":
            return bool(row.who)
        case _:
            return False

"""Several things asked for at once, each of which could be asked for alone: "opening dates: pool, bus"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from knowledge.fold import fold, words
from knowledge.patterns import either, first_words

from .conversation.turn import Turn
from .finding.account import COVERED
from .finding.interpret import Interpreter
from .finding.match import Hit, Matcher
from .listings import rows
from .reply import Answer, Item, Listing, Reply

MOST_PARTS = 6
"""Things that one question asks for; a longer enumeration is a text."""

FORGIVEN = 3
"""Things of which one may be told by nothing: the others are listed."""

LONGEST_THING = 4
"""Words of a thing that is enumerated; what is longer is rather a sentence."""

_PAUSE = re.compile("[,;]")
_SIGNS = r"\s*[,;]\s*|\s[+&]\s"
_HEADS = re.compile(r":\s|\s[-–—]\s")
"""The colon or dash alone: where there is none, the whole pattern takes long to find that out."""

_HEADED = re.compile(r"^(?P<head>[^:]*\w[^:]*?)\s*(?::|\s[-–—])\s+(?P<parts>\S.*)$", re.DOTALL)
"""What is asked of each, before a colon or dash."""

Found = Answer | Listing | None


class Several:
    """Parts a question that asks for several things, and lists what each part finds."""

    def __init__(
        self,
        joints: Collection[str],
        together: Collection[str],
        fills: Callable[[str], bool],
        interpreter: Interpreter,
        matcher: Matcher,
        reply: Callable[[str, Turn | None], Reply],
    ) -> None:
        """*fills* tells words that only chat: "the" opens nothing, however often it is said.

        Of *together* is "between", behind which "and" parts nothing.
        """
        self._joint = re.compile(rf"(?:{_SIGNS})?(?<=\s)(?:{either(joints)})\s+|{_SIGNS}", re.IGNORECASE)
        self._joints = first_words((*joints, "+", "&"))
        self._together = frozenset(map(fold, together))
        self._fills = fills
        self._interpreter = interpreter
        self._matcher = matcher
        self._reply = reply

    def twice(self, text: str) -> Listing | None:
        """What both halves of *text* find; None where it does not say its first word again behind an "and".

        Nor where one half finds nothing, or both find one thing.
        """
        halves = self._halves(text)
        listed = _together(text, map(self._found, halves), len(halves))
        return listed if isinstance(listed, Listing) else None

    def each(self, text: str) -> Answer | Listing | None:
        """What is told of each thing that *text* enumerates; None where that is not plain."""
        head, parts = self._enumerated(text)
        if not parts:
            return None
        alone = self._alone(head, parts) if all(map(self._is_a_thing, parts)) else ()
        ways = chain(alone, [self._one_by_one(head, parts)])
        return next((it for found in ways if (it := _together(text, found, len(parts)))), None)

    def besides(self, text: str, answer: Answer) -> Listing | None:
        """What is told of each thing that *text* enumerates, where *answer* is of one of them alone.

        None unless a question is asked of several, and all but one have an answer of their own: of two
        things, "what did he say about unity and defence" rather asks of both at once.
        """
        head, parts = self._enumerated(text)
        query = self._interpreter.read(text)
        asks = (head or query.asks or query.which) and "?" not in text.rstrip(" ?!")
        are_things = all(len(words(part)) <= LONGEST_THING for part in parts[1:])
        again = any(self._interpreter.read(part).asked_at for part in parts[1:])  # "…, how many in total"
        if not asks or again or not are_things or len(parts) < FORGIVEN:
            return None
        if self._accounts_for(answer, text, text):
            return None
        found = (_together(text, it, len(parts)) for it in self._alone(head, parts))
        return next((it for it in found if isinstance(it, Listing)), None)

    def _enumerated(self, text: str) -> tuple[str, Sequence[str]]:
        """What stands before a colon or dash in *text*, and what it enumerates: nothing if not plain."""
        headed = _HEADED.match(text) if _HEADS.search(text) else None
        head, listed = headed.group("head", "parts") if headed else ("", text)
        if _PAUSE.search(listed) is None and self._joints.isdisjoint(listed.lower().split()):
            return head, ()  # as most are: the whole pattern takes long to find that out
        parts = [part.strip(" ?!.") for part in self._joint.split(listed)]
        parts = [part for part in parts if words(part)]
        if not 2 <= len(parts) <= MOST_PARTS:
            return head, ()
        query = self._interpreter.read(text)
        guesses = len(parts) == 2 and bool(query.asks) and len(words(parts[1])) == 1  # "who built it, Delft?"
        if guesses or query.closed or not self._together.isdisjoint(words(text)):
            return head, ()
        return head, parts

    def _halves(self, text: str) -> list[str]:
        found = words(text)
        if not found or found[0] not in found[1:] or self._fills(found[0]):
            return []
        again = list(islice(filter(partial(self._says_again, text), self._joint.finditer(text)), MOST_PARTS))
        if not again or len(again) == MOST_PARTS:
            return []
        return [text[: again[0].start()], text[again[0].end() :]]

    def _says_again(self, text: str, joint: re.Match[str]) -> bool:
        """Whether the first word of *text* stands behind *joint* too."""
        first, second = words(text[: joint.start()])[:1], words(text[joint.end() :])[:1]
        return first == second != [] and not self._fills(first[0])

    def _alone(self, head: str, parts: Sequence[str]) -> Iterator[Iterable[Found]]:
        """What the *parts* find, each with what is said once for all of them: all ways to read them."""
        for shared, own in self._shared(head, parts):
            *others, last = own
            *said, tail = last.split()
            if shared and said:  # "how long are logs and metrics *kept*"
                alone = [f"{shared} {part}" for part in (*others, " ".join(said))]
                yield map(self._told, (f"{question} {tail}" for question in alone), alone)
            yield map(self._told, (f"{shared} {part}".strip() for part in own), own)

    def _shared(self, head: str, parts: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
        """What may be said for all *parts*, and what is each one's own: "opening hours of" the "pool"."""
        if head:
            yield head, parts
            return
        first, *others = parts
        said = first.split()
        for cut in range(len(said) - 1, 0, -1):
            if all(map(self._fills, words(said[cut - 1]))):
                yield " ".join(said[:cut]), (" ".join(said[cut:]), *others)
        yield "", parts

    def _one_by_one(self, head: str, parts: Sequence[str]) -> Iterator[Found]:
        """What each part finds in the light of the one before, as in a conversation."""
        before = self._reply(head, None) if head else None
        for part in parts:
            before = self._reply(part, Turn.of(before) if before else None)
            yield before if isinstance(before, Answer | Listing) else None

    def _is_a_thing(self, part: str) -> bool:
        """Whether *part* says more than a place or number, which narrow what is asked for."""
        return any(not (it.must or it.is_number) for it in self._interpreter.asked(part).telling)

    def _told(self, question: str, part: str) -> Found:
        """What *question* finds, where it accounts for all that *part* says."""
        reply = self._found(question)
        return reply if not isinstance(reply, Answer) or self._accounts_for(reply, question, part) else None

    def _accounts_for(self, answer: Answer, question: str, part: str) -> bool:
        """Whether the lead of *answer* to *question* accounts for all that *part* of it says."""
        asked = self._interpreter.asked(question)
        return accounts_for(answer, self._matcher.look_at(answer.entry, asked), words(part))

    def _found(self, question: str) -> Found:
        reply = self._reply(question, None)
        return reply if isinstance(reply, Answer | Listing) else None


def accounts_for(answer: Answer, hit: Hit, said: Collection[str]) -> bool:
    """Whether the lead of *answer*, which is of *hit*, accounts for the words *said* of what was asked."""
    lead = next((it for it in hit.facts if it.fact is answer.facts[0]), None)
    telling = [at for at, word in enumerate(hit.query.words) if word.telling and word.text in said]
    return lead is not None and all(lead.covered[place] >= COVERED for place in telling)


def _together(text: str, found: Iterable[Found], many: int) -> Answer | Listing | None:
    """A list of all that is *found* of so *many* parts, a thing once; an answer where that is one thing.

    No further part is looked for where too many have found nothing.
    """
    forgiven = many >= FORGIVEN
    there: list[Answer | Listing] = []
    for place, it in enumerate(found, 1):
        if it is not None:
            there.append(it)
        elif place - len(there) > forgiven:
            return None
    if len(there) < 2:
        return None
    items = tuple(rows.first_of_each([row for it in there for row in rows_of(it)]))
    if len(items) > 1:
        return Listing(text, "; ".join(dict.fromkeys(map(title_of, there))), items)
    one = there[0]
    return replace(one, query=text) if isinstance(one, Answer) else None


def rows_of(found: Answer | Listing) -> tuple[Item, ...]:
    """The rows of a listing; of an answer its lead alone."""
    if isinstance(found, Listing):
        return found.items
    lead = found.facts[0]
    return (rows.topic(found.entry, lead, what=lead.text),)  # the row is all that is seen of the answer


def title_of(found: Answer | Listing) -> str:
    """What was *found*, by its name."""
    return found.title if isinstance(found, Listing) else found.entry.title

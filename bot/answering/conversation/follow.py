"""Reads a question in the light of the last reply: "more", "source?", and what is left to others.

`offered` opens what was offered, `leaning` knows by which words a question leans on the reply, `carried` how
the last one is asked of something else, `same_topic` what is asked of the last topic (`no_topic` what names
nothing, `leading` which of its facts answers, `editions` what came before or after it, `nearby` what stands
beside it, `pronouns` whom "he" is), `besides` who else and what else, `confirmed` whether it is so,
`compared` what it was the year before, `others` which other one is meant, `other_topic` what turns from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knowledge.fold import fold, words
from knowledge.questions import Questions

from ..finding.asked import Asked
from ..finding.lacks import SURELY_COVERED
from ..listings.facets import Heading
from ..manners import PAUSE, Etiquette
from ..reply import Answer, Choices, Help, Listing, NoAnswer, Reply
from .besides import Besides
from .carried import Carried, Carrying
from .compared import Compared
from .confirmed import Confirmed
from .leading import LISTED
from .leaning import Leaning
from .offered import Offered
from .other_topic import OtherTopic
from .others import Others
from .parts import Parts
from .pronouns import Pronouns
from .relisted import Relisted
from .same_topic import SameTopic
from .turn import Turn

MOST_TOLD = 4
"""Things of which one fact tells that may be picked by number: "the 11th" is rather a summit."""


class Follower:
    """Understands what leans on the last reply; what stands alone is left to others."""

    def __init__(
        self,
        parts: Parts,
        etiquette: Etiquette,
        questions: Questions,
        ask: Callable[[str], Reply],
        lists: Callable[[Asked], bool],
    ) -> None:
        self._knowledge, self._index, self._interpreter, self._matcher, self._decider = parts
        self._etiquette = etiquette
        self._which = next(iter(questions.which), "")
        self._ones = frozenset(map(fold, questions.ones))
        self._one = questions.ones[-1] if questions.ones else ""
        self._examples = frozenset(" ".join(words(it)) for it in questions.examples)
        self._ask = ask
        self.leaning = Leaning(self._index, self._interpreter, self._matcher, etiquette, questions)
        self._carrying = Carrying(self._knowledge, self._index, self._interpreter, questions)
        self._pronouns = pronouns = Pronouns(parts, self.leaning, questions, ask)
        self.same_topic = SameTopic(parts, self.leaning, pronouns, questions, ask, lists)
        self._relisted = Relisted(ask)
        self._other_topic = OtherTopic(parts, self.leaning, pronouns, self.same_topic)
        self._ways: tuple[Callable[[str, Turn], Reply | None], ...] = (
            Offered(parts, etiquette, questions, self.leaning, self.same_topic, ask).reply,
            Besides(parts, self.leaning, pronouns, questions, ask, self.reply).reply,
            Confirmed(parts, self.leaning, etiquette).reply,
            Others(parts, etiquette, questions, ask).reply,
            self._in_other_words,
            self._again,
            self._announced,
            self._corrected,
            self._among_the_rows,
            Compared(parts, questions).reply,
            self._asked_on,
        )
        """How a question may lean on the last reply, the surest first."""

    def reply(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what leans on *turn*; None where *text* stands alone."""
        found = (way(text, turn) for way in self._ways)
        return next((it for it in found if it is not None), None)

    def of_what_was_said(self, asked: Asked, turn: Turn) -> Reply | None:
        """The reply to what names nothing, of the topic or list of *turn*; None where neither was."""
        return self.same_topic.not_said(asked, turn) or self._relisted.reply(asked, turn)

    def _again(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what asks for the proof of what was told, or for more of it."""
        if self._is_one_of_what_was_told(text, turn):
            return self._proof(text, turn)
        match self._etiquette.said(text):
            case "more" if not self._other_topic.others_named(text, turn):
                return self._more(text, turn)
            case "proof":
                return self._proof(text, turn)
            case _:
                return None

    def _in_other_words(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what says in a word or two what it asks: "month?", "this year?"."""
        asked = self._carrying.this_year(text, turn) or self._asked_in_a_word(text)
        found = self.reply(asked, turn) if asked is not None else None
        return replace(found, query=text) if isinstance(found, Answer | Listing | NoAnswer) else None

    def _corrected(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what was meant instead: "no, I meant the green corridor"."""
        meant = self._etiquette.corrected(text)
        if meant is None:
            return None
        owned = self._pronouns.of_owner(self._interpreter.read(meant), turn.topic(self._knowledge), turn)
        if owned is not None:
            return replace(owned, query=text)
        found = self._in_its_place(text, meant, turn)
        if isinstance(found, Answer | Listing):
            return found
        alone = self._ask_as(text, meant)
        if isinstance(found, NoAnswer) and found.topic and found.topic.id != turn.entry:
            # The question does not apply to what was meant, which is told all the same.
            told = self._decider.told(text, found.topic, found.topic.told, chosen=True)
            return alone if isinstance(alone, Answer) else replace(told, read_as=meant)
        return alone if found is None or isinstance(alone, Answer) else found

    def _asked_on(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what goes on with the last question, or is asked of its topic."""
        joined = self._etiquette.joined(text)
        if joined is None and (self.leaning.is_bare(text) or self._carrying.is_another(text, turn)):
            joined = text
        joined = self._carrying.year(joined, turn) or joined
        if joined is not None and not self.leaning.has_a_pronoun(self._interpreter.read(joined)):
            found = self._in_its_place(text, joined, turn)
            if found is not None:
                return found
        return self.same_topic.reply(joined or text, turn, leans=joined is not None)

    def _is_one_of_what_was_told(self, text: str, turn: Turn) -> bool:
        """Whether *text* picks "the second one" of several that the last fact names: it is told there."""
        entry = turn.topic(self._knowledge)
        picks = self._etiquette.picked(text, MOST_TOLD) is not None
        return picks and entry is not None and LISTED.search(turn.told(entry).quote) is not None

    def _asked_in_a_word(self, text: str) -> str | None:
        """The question of which a word or two are all: "month?" asks in which month, "such as?" which ones.

        None for any other.
        """
        query = self._interpreter.read(text)
        if query.folded in self._examples:
            return f"{self._which} {self._one}"
        if len(query.words) != 1 or query.asks:
            return None
        asked = f"{self._which} {query.folded}"
        return asked if self._interpreter.read(asked).asks else None

    def takes_words(self, text: str, turn: Turn) -> bool:
        """Whether *text* takes the words of the last question too, and not only what was said to it."""
        if (
            self._etiquette.picked(text, len(turn.options)) is not None
            or self._etiquette.said(text) == "more"
        ):
            return turn.said == "listing"  # of which "more" is all, and "and 2026?" another
        other = self._etiquette.corrected(text) or self._etiquette.joined(text)
        other = other or (text if self.leaning.is_bare(text) else None)
        query = self._interpreter.read(other or "")
        return self._carrying.takes_a_place(query) and not self.leaning.refers_back(query)

    def rather(self, asked: Asked, heading: Heading, turn: Turn) -> Answer | NoAnswer | None:
        """What is said rather than all that names somebody, where more is asked: "Hungary's share?".

        None where nothing but the name is said, or a sort of thing is asked for.
        """
        told_of_it = self._told_rather(asked, turn)
        if told_of_it is not None:
            return told_of_it
        query, named = asked.query, {at for it in asked.named for at in it.places}
        more = [at for at, word in enumerate(query.words) if word.telling and at not in named]
        only_named = all(facet.is_named for facet in heading.facets)
        of_them = any(word.text in self._ones for word in query.words)
        if named and of_them and only_named and turn.said == "answer":
            return self._of_the_last(asked, turn)
        if not (named and more and only_named) or query.listing or query.several:
            return None
        decided = self._decider.decide(asked)
        if isinstance(decided, Answer):
            hit = self._matcher.look_at(decided.entry, asked)
            lead = next(it for it in hit.facts if it.fact is decided.facts[0])
            if all(lead.covered[at] >= SURELY_COVERED for at in more):
                return decided
        return self.same_topic.not_said(asked, turn)

    def _told_rather(self, asked: Asked, turn: Turn) -> Answer | None:
        """What the last topic tells of who does it, or for which of several: "on which plans?"."""
        entry = turn.topic(self._knowledge) if turn.said == "answer" else None
        if entry is None:
            return None
        query, told = asked.query, turn.told(entry)
        hit = self._matcher.look_at(entry, asked)
        if "who" in query.asks and not hit.lacks and hit.lead.own > 0:
            return self._decider.answer(hit)
        if not (query.which and self.leaning.opens_small(query) and LISTED.search(told.text)):
            return None
        others = (fact for fact in entry.told if fact is not told)
        return self._decider.told(query.text, entry, (told, *others), chosen=True)

    def _of_the_last(self, asked: Asked, turn: Turn) -> Answer | NoAnswer | None:
        """What the last topic says of those it spoke of: "which ones are in Hungary?"."""
        entry = turn.topic(self._knowledge)
        return self._decider.said(self._matcher.look_at(entry, asked)) if entry else None

    # What was told

    def _more(self, text: str, turn: Turn) -> Reply | None:
        entry = turn.topic(self._knowledge)
        if entry is None:
            return self._ask(turn.query) if turn.said == "listing" and turn.query else None
        left = [fact for place, fact in enumerate(entry.told) if place not in turn.shown and not fact.own]
        # Where all is told, what was not the lead is told again: a colleague would not say "no".
        told = self._decider.told(text, entry, left or (*entry.told[1:], entry.told[0]), chosen=True)
        shown = {*turn.shown, *(entry.told.index(fact) for fact in told.facts)}
        more = tuple(fact for place, fact in enumerate(entry.told) if place not in shown and not fact.own)
        return replace(
            told, more=tuple(it for it in told.more if it in more), read_as=turn.query or entry.title
        )

    def _proof(self, text: str, turn: Turn) -> Reply | None:
        entry = turn.topic(self._knowledge)
        if entry is None:
            option = turn.options[0] if turn.options else None
            entry = self._knowledge.by_id.get(option.entry) if option else None
            if entry is None or option is None:
                return None
            turn = replace(turn, fact=option.fact)
        lead = entry.told[min(turn.fact, len(entry.told) - 1)]
        others = tuple(fact for fact in entry.told if fact is not lead)
        return Answer(text, entry, (lead,), 100.0, more=others, read_as=turn.query or entry.title)

    def _announced(self, text: str, turn: Turn) -> Reply | None:
        """The reply to what first says what it is about: "back to Kashgari, which anniversary is it?"."""
        for pause in reversed(list(PAUSE.finditer(text))):
            topic, asked = text[: pause.start()], text[pause.end() :]
            query = self._interpreter.read(asked)
            if (query.asks or query.which) and self._picks(topic, turn):
                return self._of_what_is_picked(text, topic, asked, turn)
            named = [word.text for word in self._interpreter.read(topic).words if word.telling]
            if named and (query.asks or query.which) and self.leaning.refers_back(query):
                found = self._other_topic.asked_of(" ".join(named), query, turn)
                return replace(found, query=text) if found else None
        return None

    def _picks(self, text: str, turn: Turn) -> bool:
        """Whether *text* is no more than a pick of what was told: "the second one", "the one with Masdar"."""
        query = self._interpreter.read(text)
        if query.asks or query.which:
            return False
        is_one = turn.said == "listing" and any(word.text in self._ones for word in query.words)
        return is_one or self._is_one_of_what_was_told(text, turn)

    def _of_what_is_picked(self, text: str, picked: str, asked: str, turn: Turn) -> Reply | None:
        """The reply to what is *asked* of what *picked* opens of the last reply: "the second one, when?"."""
        opened = self.reply(picked, turn)
        if not isinstance(opened, Answer):
            return None
        found = self.reply(asked, replace(Turn.of(opened), query=opened.entry.title))
        return replace(found, query=text) if isinstance(found, Answer | NoAnswer) else None

    # What is asked in the same way, of something else

    def _in_its_place(self, text: str, other: str, turn: Turn) -> Reply | None:
        """The reply to the last question with *other* in place of what is of the same sort there."""
        carried = self._carrying.carried(other, turn, text=text)
        found = self._with(text, other, carried, turn) if carried else None
        # After "against what?" another name still asks for what the question before it asked.
        shortened = self._carrying.shortened(other, turn) if isinstance(found, NoAnswer) else ()
        told = (self._with(text, other, it, turn) for it in shortened)
        return next((it for it in told if isinstance(it, Answer)), found)

    def _with(self, text: str, other: str, carried: Carried, turn: Turn) -> Reply | None:
        is_topic = carried.sort == "topic"
        named = self._other_topic.others_named(other, turn) if is_topic else []
        if is_topic and not named:
            return None
        # What was opened from a listing is not asked of in the words of the listing: "and in 2027?".
        found = None if is_topic or turn.offers else self.same_topic.reply(carried.asked, turn)
        alone = self._ask(other) if is_topic and self._asked_nothing_of_it(turn) else None
        found = found or (alone if isinstance(alone, Answer) and alone.entry in named else None)
        found = found or self._ask(carried.asked)
        of_one = carried.sort == "name" and turn.said == "answer" and not turn.offers
        if isinstance(found, Choices) and of_one:
            # What one thing was asked of is asked of another: whatever else names that is no answer.
            found = self.same_topic.not_said(self._interpreter.asked(carried.asked), turn) or found
        one = any(word.text in self._ones for word in self._interpreter.read(other).words)
        if is_topic and one and isinstance(found, NoAnswer) and found.topic in named:
            return replace(found, query=text, read_as=carried.asked)  # "and the eye one?" asks the same
        if isinstance(found, Help | Choices) or (is_topic and not isinstance(found, Answer | Listing)):
            return None
        if is_topic and isinstance(found, Answer) and found.entry not in named:
            return None
        if is_topic and isinstance(found, Listing) and turn.said == "answer":
            return None  # what was asked of one thing is asked of another: "no, I meant the monthly pass"
        unknown_year = carried.sort == "number" and isinstance(found, NoAnswer) and found.topic is None
        listed = unknown_year and bool(_offered(turn)) and isinstance(self._ask(turn.query), Listing)
        if unknown_year and not listed:
            return None
        if turn.said == "none" and carried.sort == "number" and isinstance(found, NoAnswer):
            found = self._but_for_names(found, other)
        if isinstance(found, NoAnswer) and found.topic is None and not listed:
            found = self.same_topic.not_said(self._interpreter.asked(other), turn) or found
        found = self._alone(found, turn)
        if isinstance(found, Answer) and not (is_topic or turn.offers):
            found = self._other_topic.swapped(found, carried, turn)
        return replace(found, query=text, read_as=carried.asked)

    def _asked_nothing_of_it(self, turn: Turn) -> bool:
        """Whether the last question only named its topic: "combined GDP", "income in 2025"."""
        before, entry = self._interpreter.asked(turn.query), turn.topic(self._knowledge)
        if entry is None or before.query.asks or before.query.which:
            return False
        named = self._matcher.look_at(entry, before).name_places
        words = before.query.words
        return all(
            it.places[0] in named or it.is_number or words[it.places[0]].vague or words[it.places[0]].subject
            for it in before.telling
        )

    def _but_for_names(self, no: NoAnswer, other: str) -> Answer | NoAnswer:
        """What *no* shows, where it has *other* and lacks but a name, which was told to be wrong already.

        "And 2025?" after "Istanbul is the capital of 2026, right?".
        """
        (fact, *_) = no.facts or (None,)
        told = fact is not None and set(words(other)) <= set(words(fact.text))
        if no.topic is None or not told or any(it.sort != "name" for it in no.lacks):
            return no
        return self._decider.told(no.query, no.topic, no.facts, chosen=True)

    def _among_the_rows(self, text: str, turn: Turn) -> Reply | None:
        """Those rows of the last listing that have what *text* names: "which of them are in Baku?"."""
        query = self._interpreter.read(text)
        named = [word.text for word in query.words if word.telling]
        if turn.said != "listing" or not turn.query or not named:
            return None
        which_one = not query.asks and any(word.text in self._ones for word in query.words)
        if not (which_one or self.leaning.refers_back(query)):
            return None
        asked = " ".join((turn.query, *named))
        found, before = self._ask(asked), self._ask(turn.query)
        if isinstance(found, Listing) and isinstance(before, Listing) and found.items == before.items:
            return None  # what is named narrows nothing
        if not isinstance(found, Answer | Listing):
            return None
        alone = self._alone(found, turn)
        if isinstance(alone, Answer) and isinstance(before, Listing):
            return replace(alone, query=text, read_as=turn.query, picked_from=_offered(turn))
        return replace(alone, query=text, read_as=asked)

    def _alone(self, found: Answer | Listing | NoAnswer, turn: Turn) -> Answer | Listing | NoAnswer:
        """*found*, or the row that is left alone of the listing before.

        It is as if it had been picked there: "and 2027?" still means the listing.
        """
        if not isinstance(found, Listing) or len(found.items) != 1:
            return found
        row = found.items[0]
        facts = (row.fact, *(fact for fact in row.entry.told if fact is not row.fact))
        told = self._decider.told(found.query, row.entry, facts, chosen=True)
        # Of those that were listed before no name picks another: "and Azerbaijan?" asks for what is there.
        picked = ((row.entry.id, row.entry.told.index(row.fact)),) if _offered(turn) else ()
        return replace(told, picked_from=picked)

    def _ask_as(self, text: str, meant: str) -> Reply:
        found = self._ask(meant)
        if isinstance(found, Help | Choices):
            return replace(found, query=text)
        return replace(found, query=text, read_as=meant)


def _offered(turn: Turn) -> tuple[tuple[str, int], ...]:
    """What was listed, or offered where the last reply was picked: each an entry and the number of a fact."""
    listed = turn.options if turn.said == "listing" or turn.offers else ()
    return tuple((it.entry, it.fact) for it in listed)

"""The one door of the core: text in, reply out. Others decide: `manners`, `follow`, `lister`, `decide`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from knowledge.base import Knowledge
from knowledge.fold import fold, words
from knowledge.language import View
from knowledge.model import ENGLISH, Entry

from .clauses import Clauses
from .conversation.follow import Follower
from .conversation.leaning import OWN_TOPIC
from .conversation.parts import Parts
from .conversation.turn import Turn
from .decide import MOST_SUGGESTIONS, NAMED, WHOLE_NAME, Decider
from .examples import examples, topic
from .finding.asked import Asked
from .finding.index import Index
from .finding.interpret import Interpreter
from .finding.match import Matcher
from .lister import Lister
from .manners import ALWAYS, Etiquette
from .reply import MANNERS, Answer, Choices, Help, Item, Listing, Manner, NoAnswer, Reply, as_read
from .several import Several
from .words.asides import without_asides
from .words.query import Query
from .words.reader import Reader
from .words.roles import Roles
from .words.tongues import Tongues
from .years import Years

if TYPE_CHECKING:
    from .explain import Explanation

LONGEST_QUESTION = 1_000
"""Characters of a question. What is longer is a text, which names too much to be answered."""

LONGEST_TEXT = 4_000
"""Characters read of a text that is searched for topics: Slack's own limit for a message."""

NOTHING_BEFORE = "it names no topic, and I know of nothing said before it: name one, such as {example}"

_CODE = re.compile(
    r"</\w+>|<%|\{%|\{(?<=[#$@*%{]\{)|\$\(|\(\)\s*;|SELECT(?<=\bSELECT)\b.+\bFROM\b|"
    r"\*(?<=(?i:\bselect \*))(?i: from\b)"
)
"""Markup and templates: the words in them ask nothing. Each begins with a sign, and is tried only at that."""

_SUM = re.compile(r"[\d\s.,()]*\d[\s)]*[+*^×÷=][\d\s.,()+*^×÷=/?-]*")
"""Nothing but a sum: what is called like one, a round of "5+1" talks, is looked for all the same."""

_LEFT = re.compile(r"\W*(?:undefined|null|NaN|object Object)\W*")
"""Nothing but what a program leaves where a text should be."""

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[@-~]")
"""What terminals are told colours with, pasted along with a word."""

_SENTENCES = re.compile(r"[\n.!?;]+")


def _called(entry: Entry) -> Iterator[str]:
    """What *entry* and its facts are called, by their names and keywords."""
    yield from (entry.title, *chain.from_iterable(entry.aliases.values()), *entry.keywords)
    yield from chain.from_iterable(fact.keywords for fact in entry.facts)


class Responder:
    """Turns text into a reply. The same text after the same reply always gets the same reply."""

    def __init__(self, knowledge: Knowledge) -> None:
        language = knowledge.language
        self.knowledge = knowledge
        self.about = knowledge.about
        joints = language.questions.joints
        self._joint = re.compile(rf",|\b(?:{'|'.join(map(re.escape, joints)) or ','})\b", re.IGNORECASE)
        roles = Roles(
            language.questions,
            chain.from_iterable(map(_called, knowledge.entries)),
            (name for entry in knowledge.entries for name in (entry.title, *entry.aliases.get(ENGLISH, ()))),
        )
        self._index = Index(knowledge, language, roles)
        self._interpreter = Interpreter(self._index, Reader(roles, language.questions))
        self._matcher = Matcher(self._index)
        self._decider = Decider(self.knowledge, self._index, self._matcher)
        subjects = tuple(chain.from_iterable(source.subject for source in knowledge.sources))
        self._lister = Lister(
            knowledge, self._index, self._matcher, self._decider, frozenset(map(fold, joints))
        )
        names = (*subjects, self.about.name)
        kinds = chain.from_iterable((it.many, *it.words) for it in self.about.kinds)
        own = (*roles.compounds, *kinds)
        self._etiquette = Etiquette(language.manners, roles.asks_nothing, roles.fills, names, own)
        self._address = re.compile(rf"(?:^\W*|@){re.escape(self.about.name)}\b[\s,:;.!–—-]*", re.IGNORECASE)
        self._tongues = Tongues(language.languages)
        self._follower = Follower(
            Parts(self.knowledge, self._index, self._interpreter, self._matcher, self._decider),
            self._etiquette,
            language.questions,
            self.reply,
            self._lister.lists,
        )
        self._years = Years(language.questions, knowledge.sources)
        self._several = Several(
            [it for it in joints if it not in language.questions.either],
            language.listings.together,
            roles.fills,
            self._interpreter,
            self._matcher,
            self.reply,
        )
        self._in_one = Clauses(language, self._interpreter, self._matcher, self._follower.leaning, self.reply)
        self.topic_example = knowledge.entries[0].title
        """A topic to type, for whoever does not know how to begin."""
        self.examples: tuple[str, ...] = ()  # while they are looked for: a title may be "Test" or "Help"
        self.examples = examples(self)
        """Questions that have an answer, to show how to ask."""
        self.topic_example = topic(self.examples) or self.topic_example

    def reply(self, text: str, after: Turn | None = None) -> Reply:
        """Answer *text*, read in the light of the last reply where it leans on it."""
        text = self._unaddressed(_ESCAPES.sub("", text))
        asked = self._etiquette.without_remarks(text) if after else text
        reply = self._reply(asked, after)
        reply = reply if asked == text else replace(reply, query=text)
        return replace(reply, source=self.about.text) if isinstance(reply, NoAnswer) else reply

    def _unaddressed(self, text: str) -> str:
        """*text* without what asks for nothing, and without the name by which the bot is called."""
        text = without_asides(text)
        rest = self._address.sub("", text)
        return rest if words(rest) else text

    def _reply(self, text: str, after: Turn | None) -> Reply:
        problem = self._unreadable(text)
        if problem:
            return NoAnswer(text, "unreadable", problem=problem)
        said = self._etiquette.said(text)
        return (
            self._lister.command(text)
            or self._followed(text, said, after)
            or self._minded(text, said)
            or self._answered(text, after)
        )

    def _followed(self, text: str, said: str | None, after: Turn | None) -> Reply | None:
        """The reply to what leans on the last one; manners do where they ask: "thanks to whom?"."""
        if after is None or (said in ALWAYS and not self._follower.leaning.asks_back(text, said)):
            return None
        if self._lister.lists_alone(text, self._interpreter.asked):
            return None
        return self._follower.reply(text, after)

    def _minded(self, text: str, said: str | None) -> Reply | None:
        """The reply to manners, and to what asks for the source as a whole."""
        if said == "sources":
            return self._lister.sources(text)
        if said == "summary":
            return self._lister.under(text, "summary")
        return self._help(text, said) if said in ALWAYS else None

    def _answered(self, text: str, after: Turn | None) -> Reply:
        """The reply to a question about what the source says."""
        query = self._interpreter.read(text)
        if not query.words:
            problem = self._tongues.unread(text) or self._type_a_topic("there is no word in it")
            return NoAnswer(text, "unreadable", problem=problem)
        return (
            self._lister.gathered(query, self._interpreter.asked_by)
            or self._named(query)
            or self._naming(query)
            or self._in_one.each(text)
            or self._several.twice(text)
            or self._asked(self._finished(query), after)
        )

    def _finished(self, query: Query) -> Query:
        """*query*, or the name that it is the beginning of: "zang"."""
        name = None if query.asks else self._index.completions.of(query.folded)
        return replace(self._interpreter.read(name), text=query.text) if name else query

    def _asked(self, query: Query, after: Turn | None) -> Reply:
        """The reply to what *query* asks; where it has no answer, to what else may be meant by it."""
        asked = self._interpreter.asked_by(query)
        reply = self._listed_or_decided(asked, after)
        if of_year := self._of_a_year(reply, query.text, after):
            return of_year
        is_open = isinstance(reply, NoAnswer | Choices)
        if is_open and (part := self._lister.payers(asked) or self._to_a_part(query.text, after)):
            return part
        if isinstance(reply, Answer):
            return self._several.besides(query.text, reply) or reply
        return self._rather_than(reply, asked, after) if isinstance(reply, NoAnswer) else reply

    def _of_a_year(self, reply: Reply, text: str, after: Turn | None) -> Reply | None:
        """The reply of *reply*'s kind to *text* with its year in numbers: "calendar for *next year*"."""
        if isinstance(reply, Help) or (isinstance(reply, NoAnswer) and reply.topic is None):
            return None
        numbered = self._years.in_numbers(text)
        match reply, numbered and self._answered(numbered, after):
            case (Listing(), Listing() as told) | (NoAnswer() | Choices(), Answer() as told):
                return replace(told, query=text)
            case Answer(), Answer() as told if told.entry is reply.entry:
                return replace(told, query=text)
        return None

    def _to_a_part(self, text: str, after: Turn | None) -> Reply | None:
        """The reply to *text* without its courtesies, or to each of several questions that it holds.

        Looked at only where the whole has no answer: "how helpful are thanks?" asks for them.
        """
        bare = self._etiquette.without_courtesies(text)
        if bare != " ".join(text.split()) and words(bare):
            return replace(self._reply(bare, after), query=text)
        behind = self._without_head(text)
        return replace(self._reply(behind, after), query=text) if behind else self._several.each(text)

    def _without_head(self, text: str) -> str | None:
        """What stands behind a colon, where nothing before it is known: "for my slide: all figures"."""
        head, _, rest = text.partition(": ")
        if not rest or len(words(head)) < 2 or not words(rest):
            return None
        said = (term for it in self._interpreter.asked(head).telling for term in it.terms)
        return rest if self._index.postings.keys().isdisjoint(said) else None

    def _named(self, query: Query) -> Answer | None:
        """What is told of the entry that *query* is exactly the name of; None where it asks for more."""
        entry = None if query.asks else self._called(query)
        if entry is None:
            return None
        is_one_word = len(query.telling) == 1
        if len(entry.told) == 1 and not is_one_word:
            return self._decider.told(query.text, entry, entry.told)
        asked = self._interpreter.asked_by(query)
        facts = self._matcher.look_at(entry, asked).facts_in_order
        hits = self._matcher.find(asked) if is_one_word else ()
        alike = self._decider.called_alike(query, (hit for hit in hits if hit.entry is not entry))
        return self._decider.told(query.text, entry, facts, also=alike)

    def _naming(self, query: Query) -> Listing | None:
        """What several topics tell of the name that *query* is; None where one of them is called so."""
        listing = self._lister.naming(query)
        return None if listing and self._names(query.text) else listing

    def _rather_than(self, no: NoAnswer, asked: Asked, after: Turn | None) -> Reply:
        """What is said rather than *no*, where a part of a text has an answer or the last topic is meant."""
        text = asked.query.text
        if after:
            joined = self._etiquette.joined(text)
            whole = self._reply(joined, None) if joined else None
            if isinstance(whole, Answer | Listing):
                return replace(whole, query=text)  # "peki spor gönüllüleri forumu?"
            if no.topic is None and self._follower.takes_words(text, after):
                # "And per head?" goes on with the last topic, whatever it lacks.
                return self._follower.same_topic.not_said(asked, after) or no
            if (no.topic or self._is_short_of(asked, no)) and not self._names(text, NAMED):
                return self._follower.same_topic.missed(asked, after) or no
        return no

    def _is_short_of(self, asked: Asked, no: NoAnswer) -> bool:
        """Whether at most one word of a question may name a topic, and none is known: "how many spaces?"."""
        strong = [word for word in asked.query.words if word.telling and not word.vague]
        return no.reason == "unknown_topic" and len(strong) <= 1 and not no.asked

    def topic(self, entry_id: str, fact: int = 0) -> Answer | None:
        """The answer about an entry that was chosen, led by the fact of that number.

        None where there is no such entry (any more); a fact that has gone is as if none was chosen.
        """
        entry = self.knowledge.by_id.get(entry_id)
        if entry is None:
            return None
        lead = entry.told[fact if 0 <= fact < len(entry.told) else 0]
        facts = (lead, *(it for it in entry.told if it is not lead))
        return self._decider.told(entry.title, entry, facts, chosen=True)

    def listed(self, view: View) -> tuple[Item, ...]:
        """The rows of everything that is listed as *view*; none where the sources tell of none."""
        return self._lister.listed(view)

    def stands_alone(self, text: str) -> bool:
        """Whether *text* says what it is about, so that what was said before need not be known."""
        text = self._unaddressed(text)
        if self._etiquette.said(text) in ALWAYS or self._unreadable(text):
            return True
        query = self._interpreter.read(text)
        naming = [word for word in query.words if word.telling and not word.vague and not word.is_number]
        leans = self._etiquette.joined(text) or self._etiquette.corrected(text)
        if not naming or leans or self._follower.leaning.refers_back(query):
            return False
        best = next(iter(self._matcher.find(self._interpreter.asked_by(query))), None)
        return best is not None and (best.name >= OWN_TOPIC or isinstance(self.reply(text), Answer | Listing))

    def lacks_words(self, text: str, after: Turn) -> bool:
        """Whether *text* needs the words of the last question, as "and 2027?" does, and *after* has none.

        Of "how long is it?" and "who proposed it?" it need only be known what was said.
        """
        return not after.query and self._follower.takes_words(self._unaddressed(text), after)

    def topics(self, text: str) -> tuple[Entry, ...]:
        """The topics that a longer text names, the most telling first, three at most."""
        found: dict[str, tuple[float, Entry]] = {}
        for line in self._clauses(without_asides(text[:LONGEST_TEXT])):
            for hit in self._matcher.find(self._interpreter.asked(line)):
                entry = hit.entry
                if hit.typed_name >= WHOLE_NAME and hit.name > found.get(entry.id, (0.0, entry))[0]:
                    found[entry.id] = hit.name, entry
        best = sorted(found.values(), key=lambda it: -it[0])
        return tuple(entry for _, entry in best[:MOST_SUGGESTIONS])

    def suggest(self, text: str) -> tuple[Entry, ...]:
        """The topics that *text*, perhaps unfinished, may be about, best first; all where it is empty."""
        asked = self._interpreter.asked(text)
        if not asked.query.words:
            return self.knowledge.entries
        return self._index.beginnings.first(text, [hit.entry for hit in self._matcher.find(asked)])

    def explain(self, reply: Reply) -> Explanation:
        """Why *reply* was given: the words matched, the runners-up and the gap to them."""
        from .explain import Explanation

        asked = self._interpreter.asked(without_asides(as_read(reply)))
        return Explanation.of(reply, asked, self._index, self._matcher)

    def _help(self, text: str, said: str | None) -> Help:
        manner: Manner = next((it for it in MANNERS if it == said), "help")
        return Help(text, self.examples, manner, self.about)

    def _listed_or_decided(self, asked: Asked, after: Turn | None) -> Reply:
        """A listing where one is asked for; where only words for one are said, rather a clear answer."""
        query, heading = asked.query, self._lister.heading(asked)
        listing = self._lister.listing(asked, heading) if heading else self._lister.of_each(asked)
        if heading is None and listing:
            return listing
        asked_for = heading and heading.is_asked and not heading.is_narrow
        several = heading and heading.is_of_several and isinstance(listing, Listing)
        if heading and listing and (asked_for or several):
            rather = self._follower.rather(asked, heading, after) if after else None
            return rather or listing
        decided = self._decider.decide(asked)
        if listing is None and not isinstance(decided, Answer):
            listing = self._lister.of_name(asked)
        if heading and heading.is_asked and listing:
            return decided if isinstance(decided, Answer) else listing
        if listing is None and self._follower.leaning.names_nothing(asked, decided):
            problem = NOTHING_BEFORE.format(example=self.topic_example)
            no = self._follower.of_what_was_said(asked, after) if after else None
            return no or NoAnswer(query.text, "unreadable", problem=problem)
        unknown = isinstance(decided, NoAnswer) and decided.reason == "unknown_topic" and listing is None
        if unknown and (unread := self._tongues.unread(query.text)):
            return NoAnswer(query.text, "unreadable", problem=unread)
        clear = isinstance(decided, Answer) and (query.asks or not decided.also)
        return decided if clear else listing or decided

    def _names(self, text: str, part: float = WHOLE_NAME) -> bool:
        """Whether *text* has such a *part* of the name of an entry; all of it, but for a typo."""
        hits = self._matcher.find(self._interpreter.asked(text))
        return any(hit.typed_name >= part for hit in hits)

    def _called(self, query: Query) -> Entry | None:
        """The entry that has exactly the name that *query* is; its small words count only if it lists."""
        if query.several:
            return None
        names = (query.folded,) if query.listing else (" ".join(query.telling), query.folded)
        number = next((it for it in map(self._index.entry_called, names) if it is not None), None)
        if number is None or self._lister.beside.says_mentions(query):
            return None
        entry = self._index.entries[number].entry
        return None if self._lister.are_several(names, entry) else entry

    def _unreadable(self, text: str) -> str | None:
        """Why *text* cannot be read as a question; None where it can."""
        if not text.strip():
            return self._type_a_topic("it is empty")
        if len(text) > LONGEST_QUESTION:
            return f"it is longer than {LONGEST_QUESTION:,} characters: ask in one sentence"
        if self._index.entry_called(fold(text)) is None:
            if _SUM.fullmatch(text):
                return self._type_a_topic("it is a sum")
            if _LEFT.fullmatch(text):
                return self._type_a_topic("it is what a program leaves where there is no text")
        return self._type_a_topic("it is code") if _CODE.search(text) else None

    def _clauses(self, text: str) -> Iterator[str]:
        """The sentences of *text*, and the parts of those that name several things."""
        for sentence in _SENTENCES.split(text):
            yield sentence
            parts = self._joint.split(sentence)
            if len(parts) > 1:
                yield from parts

    def _type_a_topic(self, problem: str) -> str:
        return f"{problem}: type a topic such as {self.topic_example}"

"""Decides what is said about a question: an answer, choices, or which "no". Nothing else stands here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, filterfalse

from rapidfuzz import fuzz

from knowledge.base import Knowledge
from knowledge.fold import fold, is_number, words
from knowledge.model import Entry, Fact
from knowledge.tells import is_year

from .finding.asked import NO_FACT_NEEDED, Asked
from .finding.demands import Lack
from .finding.index import Index
from .finding.indexed import told_by
from .finding.match import Hit, Matcher
from .finding.meaning import Meaning
from .lacking import in_another_unit, lacks_a_detail, lacks_a_name, lacks_a_word, only_a_number
from .listings.rows import is_same_passage
from .recent import Recent
from .reply import MOST_FACTS, Answer, Choice, Choices, NoAnswer
from .versions import Versions
from .words.everyday import is_common, is_everyday
from .words.query import Query

# The numbers were swept over ten thousand written questions, two thousand of them about what no source says.
ANSWERED = 0.6
"""Share of a question's words, by weight, that an answer accounts for.

At 0.64 three more of 1,000 answerable questions are right and 14 more of 1,000 others get an answer; at 0.70
one fewer is right, and three fewer get one.
"""

CERTAIN = 0.8
"""The same share where several topics have it: then the likeliest is told, and the others are named."""

FOLLOWED = 0.6
"""The same share where a question follows an answer, so that the topic is sure."""

FEW_WORDS = 2
"""Words of a question so short that each of them counts."""

WHOLE_NAME = 0.95
"""How much of a name is the whole of it, but for a typo."""

POSSIBLE = 0.5
"""Share below which not even a choice is offered: half of the question is about something else."""

CLEAR_LEAD = 0.5
"""Points by which the best entry leads those that would prove something else; one nearer may be meant too."""

WITHIN_REACH = 5.0
"""Points by which an entry that has what is asked may trail one that lacks it."""

ALL_OF_IT = 0.95
"""Share of a question's words by which an entry has all of it, however much nearer in name another one is."""

NEARBY = 0.4
"""Share of a question's words from which an entry is worth suggesting beside a "no"."""

NAMED = 0.5
"""How much of an entry's name makes it the topic of a question that it cannot answer."""

CALLED_SO = 0.4
"""How much of a name one word is that several topics are called by: "corridor" of "Zangazur Corridor"."""

SAME_WORDS = 85.0
"""Likeness of two texts, of 100, from which the second adds nothing."""

MOST_COMPARED = 8_192
"""Pairs of texts of which it is kept whether they are alike."""

MOST_CHOICES = 5
MOST_SUGGESTIONS = 3
MOST_RELATED = 3


class Decider:
    """Says what a question is answered with, once it is known which entries it may mean."""

    def __init__(self, knowledge: Knowledge, index: Index, matcher: Matcher) -> None:
        self._knowledge = knowledge
        self._index = index
        self._matcher = matcher
        self._versions = Versions(knowledge)
        questions = knowledge.language.questions
        self._others = frozenset(map(fold, (*questions.people, *questions.somebody)))
        """Pronouns for anybody but who asks and who is asked."""
        self._alike = Recent[tuple[str, str], bool](MOST_COMPARED)
        """Texts that were compared: each answer compares those of its entry anew."""

    def decide(self, asked: Asked) -> Answer | Choices | NoAnswer:
        """An answer where one entry is clearly meant and has what is asked; else choices, or which "no"."""
        query, hits = asked.query, self._matcher.find(asked)
        if hits and _misled_by_a_number(hits):
            hits = self._found_by_words(asked) or hits
        best = hits[0] if hits else None
        if best is not None and best.known < ANSWERED:
            # A wrong premise may speak for another entry: "the fund was Erdogan's idea".
            sure = max(hits, key=lambda hit: hit.known)
            best = sure if sure.known >= ANSWERED and sure.lacks else best
        if best is None or best.known < POSSIBLE:
            called = next((hit for hit in hits if hit.typed_name >= WHOLE_NAME), None)
            return self.not_stated(called, hits) if called else self._unknown(asked, hits)
        fit = [it for it in hits if not it.lacks]
        fit = [it for it in fit if it.score >= best.score - WITHIN_REACH or _has_the_role(it)]
        fit = [hit for hit in fit if hit.cover >= POSSIBLE and _has_the_name(hit, hits)]
        if not fit:
            # Of what is named in full it is said, whatever else comes nearer: tons of the Zangazur Corridor.
            # A number is mistaken sooner than a name: Gabala's was not the 11th summit.
            named_in_full = (hit for hit in hits if hit.typed_name >= WHOLE_NAME and hit.name > best.name)
            as_near = (hit for hit in hits if lacks_a_name(best) and hit.score >= best.score)
            of_it = _with_detail_missing(best, hits) if lacks_a_word(best) else ()
            best = next(
                chain(in_another_unit(best, hits), named_in_full, filterfalse(lacks_a_name, as_near), of_it),
                best,
            )
            if self._puts_right(best):
                return self.answer(best)
            named = (best.name >= NAMED or best.known >= ANSWERED) and not only_a_number(query)
            return self.not_stated(best, hits) if named else self._unknown(asked, hits)
        lead, *others = fit
        if self._puts_right(lead):
            return self.answer(lead)
        rivals = [
            hit for hit in others if hit.score > lead.score - CLEAR_LEAD and not hit.proves_the_same_as(lead)
        ]
        if rivals and any(word.is_number for word in query.words):
            # "7 percent" is 7 percent, and not 7 billion and 14.5 percent.
            written = [
                hit for hit in (lead, *rivals) if f" {query.folded} " in f" {fold(hit.lead.fact.text)} "
            ]
            lead, rivals = (written[0], []) if len(written) == 1 else (lead, rivals)
        if self._only_an_attribute(lead) or self._leaves_out(lead):
            return self.not_stated(next(_with_detail_missing(lead, hits), lead), hits)
        if self._gives_no_reason(lead):
            return self.not_stated(lead, hits, (Lack("question", "why"),))
        if lead.cover >= (CERTAIN if rivals else ANSWERED) and not (rivals and only_a_number(query)):
            return self.answer(lead, also=self._also(lead, rivals, hits))
        if lead.cover < ANSWERED and lead.typed_name >= 1 - NAMED / 2:
            return self.not_stated(lead, hits)
        if query.superlative and all(it.text == query.superlative for it in lead.present):
            return self._unknown(asked, hits)  # the smallest plan is no office
        return self.choices(query.text, [hit for hit in (lead, *others) if hit.cover >= POSSIBLE])

    def choices(self, text: str, hits: Sequence[Hit]) -> Choices:
        """That any of *hits*, but for the last of too many, may be meant by *text*."""
        offered = (Choice(hit.entry, self._own(hit), hit.score) for hit in hits[:MOST_CHOICES])
        return Choices(text, tuple(offered))

    def _found_by_words(self, asked: Asked) -> Sequence[Hit]:
        """What is found for all words of *asked* but the numbers, seen in the light of these too.

        Nothing where the words name no topic.
        """
        words = Asked(asked.query, [it for it in asked.meanings if not it.is_number], self._index)
        hits = self._matcher.find(words)
        if not hits or hits[0].typed_name < CALLED_SO:
            return ()
        return [self._matcher.look_at(hit.entry, asked) for hit in hits]

    def _only_an_attribute(self, lead: Hit) -> bool:
        """Whether an attribute of the whole subject is asked for, and *lead* is of something in it.

        "The budget of the OTS" is not that of a programme of it.
        """
        query = lead.query
        if not any(word.subject for word in query.words):
            return False
        telling = [it for it in lead.asked.telling if not query.words[it.places[0]].subject]
        strong = [it for it in telling if not query.words[it.places[0]].vague]
        attributes = [it for it in strong if any(self._index.concepts.detail(term) for term in it.must)]
        if any(lead.lead.indexed.begins.issuperset(it[:2]) for it in self._index.subjects):
            return False  # "The Union was founded …"
        own = set(lead.indexed.names)
        if lead.typed_name >= CERTAIN and {it.places[0] for it in attributes} <= set(lead.name_places):
            return False  # an entry of its own tells it, which is called "Cost"
        return bool(strong) and attributes == strong and own.isdisjoint(self._index.subjects)

    def _gives_no_reason(self, lead: Hit) -> bool:
        """Whether it is asked why something was done, and *lead* only tells that it was."""
        if "why" not in lead.query.asks or not lead.asked.of_deed or "why" in lead.lead.indexed.tells:
            return False
        return not self._index.values.gives_reason(told_by(lead.lead.fact))

    def _puts_right(self, hit: Hit) -> bool:
        """Whether "is it so?" is asked with another number or time than *hit* tells, and all else is there.

        The nurse is not in on *Mondays*, and a train that is *4* minutes late is on time.
        """
        if not hit.query.closed or any(lack.sort != "number" for lack in hit.lacks):
            return False
        said = words(hit.lead.fact.quote)
        return bool(hit.missing) and all(self._is_told_otherwise(it, hit, said) for it in hit.missing)

    def _is_told_otherwise(self, missing: Meaning, hit: Hit, said: Sequence[str]) -> bool:
        """Whether the words *said* have another time, or another number of what stands by *missing*."""
        is_time = self._index.values.is_time
        if not missing.is_number:
            return is_time(missing.text) and any(map(is_time, said))
        if is_year(missing.text):
            return any(map(is_year, said))
        beside = {missing.places[0] - 1, missing.places[-1] + 1} & set(range(len(hit.query.words)))
        return any(map(is_number, said)) and any(map(hit.accounts_for, beside))

    def _leaves_out(self, lead: Hit) -> bool:
        """Whether a question says more than its topic, and that is not there: "the satellite's altitude".

        Of two everyday words one that seldom decides is as telling as the other: "peace of mind".
        """
        query = lead.query
        missing = [
            it for it in lead.missing if not ((word := query.words[it.places[0]]).sort_asked or word.subject)
        ]
        telling = [word for word in query.words if word.telling]
        surely = [it for it in missing if not query.words[it.places[0]].vague and not is_common(it.text)]
        if lead.typed_name >= WHOLE_NAME and surely:
            named = lead.name_places
            more = [it for it in lead.present if it.places[0] not in named and not it.must]
            if len(surely) > (1 if more else 0):
                return True
        missing = [it for it in missing if not lead.asked.says_when(it)]
        unsaid = {it.text for it in missing}
        said = [word for word in telling if word.text not in unsaid]
        when = [word.is_number or self._index.values.is_time(word.text) for word in said]
        if missing and said and all(when):
            return True  # what is on Fridays too is no answer about working from home
        if any(ask not in NO_FACT_NEEDED for ask in query.asks) and not surely:
            # A value that is asked for and told says more than a word that seldom decides.
            missing = [it for it in missing if not is_everyday(it.text)]
        if query.closed:
            # "Can I *bring* flowers?": what is said of them answers it.
            rules = self._index.cues.rules  # "are trainers *allowed*?" as well
            missing = [it for it in missing if not (is_common(it.text) or it.text in rules)]
        missing = [it for it in missing if not self._is_light_verb(it, query)]
        return bool(missing) and len(telling) <= FEW_WORDS and all(is_everyday(word.text) for word in said)

    def _is_light_verb(self, meaning: Meaning, query: Query) -> bool:
        """Whether a word that seldom decides is what somebody does: "what do they *offer* kids?".

        What who asks does, or the bot is to do, decides: "how do I *play* bridge", "can you *draw* a cat".
        """
        place = meaning.places[0]
        return place > 0 and query.words[place].vague and query.words[place - 1].text in self._others

    def said(self, hit: Hit, *, chosen: Fact | None = None) -> Answer | NoAnswer:
        """What *hit* tells of what was asked, or that it does not.

        A lead that was *chosen* is told, though it is no longer true now.
        """
        if hit.lacks:
            return self.not_stated(hit)
        facts, is_chosen = hit.facts_in_order, hit.lead.fact is chosen
        return self.told(hit.query.text, hit.entry, facts, hit.score, chosen=is_chosen)

    def answer(self, hit: Hit, *, also: tuple[Entry, ...] = ()) -> Answer:
        """The answer that *hit* gives."""
        return self.told(hit.query.text, hit.entry, hit.facts_in_order, hit.score, also=also)

    def told(
        self,
        text: str,
        entry: Entry,
        facts: Sequence[Fact],
        score: float = 100.0,
        *,
        also: tuple[Entry, ...] = (),
        chosen: bool = False,
    ) -> Answer:
        """An answer of *facts*, the lead first: what adds nothing to those before it is left out.

        The lead is the one that is true now, or when *text* asks for, unless it was *chosen*.
        """
        facts = facts if chosen else self._versions.ordered(facts, entry, text)
        lead, *others = self._adding(facts)
        # What nobody has curated answers a question, and is no further fact beside an answer.
        curated = [fact for fact in others if fact not in entry.passages]
        shown, left = (lead, *curated[: MOST_FACTS - 1]), curated[MOST_FACTS - 1 :]
        more = (*left, *(fact for fact in others if fact in entry.passages and not fact.own))
        related = tuple(it for it in self.related(entry) if it not in also)
        course = self._versions.course(facts, entry, text)
        return Answer(text, entry, shown, score, related, also, more=more, course=course)

    def _own(self, hit: Hit) -> tuple[Fact, ...]:
        """The facts of the entry, the one that answers best first, or what has taken its place there."""
        facts = self._versions.ordered(hit.facts_in_order, hit.entry, hit.query.text)
        return tuple(fact for fact in facts if fact in hit.entry.told)

    def _adding(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts that say something that none before them says."""
        told: list[Fact] = []
        for fact in facts:
            nested = not (fact.figures or fact.occasion) and any(
                len(fact.quote) <= len(other.quote) and is_same_passage(fact, other) for other in told
            )
            if not nested and not any(self._say_the_same(fact, other) for other in told):
                told.append(fact)
                yield fact

    def _say_the_same(self, fact: Fact, other: Fact) -> bool:
        """Whether two facts are told in much the same words, and neither takes the place of the other."""
        pair = fact.text, other.text
        alike = self._alike.get(pair)
        if alike is None:
            alike = self._alike[pair] = fuzz.token_set_ratio(*pair) >= SAME_WORDS
        return alike and not self._versions.are_linked(fact, other)

    def not_stated(self, hit: Hit, hits: Sequence[Hit] = (), lacks: tuple[Lack, ...] = ()) -> NoAnswer:
        """That the source speaks of a topic and not of what is asked, with what it says nearest to it."""
        if hit.lead.known < POSSIBLE:
            hit = hit.led_by(hit.nearest)  # rather than by what has a place, and nothing of the question
        topic = hit.entry
        # Where no word is missing it is said of another thing: "the *founding* of the OTS".
        of_it = (it for it in hit.asked.telling if not hit.query.words[it.places[0]].subject)
        lacks = lacks or hit.lacks or tuple(Lack("word", it.text) for it in (*hit.missing, *of_it))[:1]
        near = tuple(entry for entry in _suggestions(hits) if entry.id != topic.id)
        suggestions = near or self.related(topic)
        return NoAnswer(
            hit.query.text,
            "not_stated",
            topic,
            self._own(hit)[:1],
            lacks,
            suggestions=suggestions[:MOST_SUGGESTIONS],
        )

    def related(self, entry: Entry) -> tuple[Entry, ...]:
        """The topics that the curator links to *entry*."""
        return tuple(self._knowledge.by_id[link] for link in entry.related)[:MOST_RELATED]

    def _also(self, lead: Hit, rivals: Iterable[Hit], hits: Iterable[Hit]) -> tuple[Entry, ...]:
        """The other topics that may as well be meant: *rivals*, and for a single word those it names."""
        named = (hit for hit in hits if hit is not lead and not hit.lacks)
        also = [
            *(hit.entry for hit in rivals),
            *(() if lead.query.asks else self.called_alike(lead.query, named)),
        ]
        return tuple({entry.id: entry for entry in also}.values())[:MOST_SUGGESTIONS]

    def called_alike(self, query: Query, hits: Iterable[Hit]) -> tuple[Entry, ...]:
        """The topics of *hits* in whose names the one word of *query* stands: "corridor" names several."""
        if len(query.telling) != 1:
            return ()
        return tuple(hit.entry for hit in hits if hit.typed_name >= CALLED_SO)[:MOST_SUGGESTIONS]

    def _unknown(self, asked: Asked, hits: Sequence[Hit]) -> NoAnswer:
        foreign = [
            self._index.concepts.title(term)
            for meaning in asked.meanings
            for term in sorted(meaning.must)
            if self._index.concepts.is_name(term) and term not in self._index.postings
        ]
        unknown = " and ".join(dict.fromkeys(foreign)) or None
        return NoAnswer(asked.query.text, "unknown_topic", asked=unknown, suggestions=_suggestions(hits))


def _has_the_name(hit: Hit, hits: Iterable[Hit]) -> bool:
    """Whether *hit* accounts for the name that a question has in full, whosesoever it is.

    What the Middle Corridor carries is no answer about the Zangazur Corridor. What the question is a better
    name of need not: "in how many areas do the Turkic states cooperate?" is nearly all of another one.
    """
    named = max(hits, key=lambda it: (it.typed_name >= WHOLE_NAME, it.name))
    if named.typed_name < WHOLE_NAME or hit.name >= CERTAIN:
        return True
    return all(hit.accounts_for(place) for place in named.name_places)


def _has_the_role(hit: Hit) -> bool:
    """Whether *hit* tells, by a typed role, who does what a question asks who does, and all else of it."""
    roles = any(role.does in hit.asked.relations for role in hit.lead.fact.roles)
    return "who" in hit.query.asks and roles and hit.cover >= ALL_OF_IT


def _with_detail_missing(lead: Hit, hits: Iterable[Hit]) -> Iterator[Hit]:
    """What is rather called so than *lead*, and has not the detail that is asked for.

    Of the satellite no cost is stated: rather than of what has a cost, that it is none.
    """
    return (hit for hit in hits if lacks_a_detail(hit) and hit.name > max(lead.name, NAMED))


def _misled_by_a_number(hits: Sequence[Hit]) -> bool:
    """Whether none of *hits* is an answer, and the best was found by a number that is of something else.

    The *14th* summit is not what was said on a 14th, nor is the *third* one what is open to third parties.
    """
    best = hits[0]
    if only_a_number(best.query) or any(hit.cover >= ANSWERED and not hit.lacks for hit in hits):
        return False
    said = [it for it in best.asked.telling if best.accounts_for(it.places[0])]
    of_a_row = {number.text for number in best.asked.in_a_row}
    return all(it.is_number for it in said) or not of_a_row.isdisjoint(lack.text for lack in best.lacks)


def _suggestions(hits: Sequence[Hit]) -> tuple[Entry, ...]:
    return tuple(hit.entry for hit in hits if hit.cover >= NEARBY)[:MOST_SUGGESTIONS]

"""What a question asks to have listed: under which heading, narrowed by which facets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain

from knowledge.fold import fold
from knowledge.language import Listings
from knowledge.model import KINDS, Question

from ..finding.asked import Asked
from ..finding.index import Index
from ..finding.meaning import Meaning
from ..words.everyday import is_everyday
from ..words.query import Query
from .beside import Beside
from .excluding import Excluding
from .facets import TELLS, TOLD_IN, Facet, Heading, Sort, is_narrow, of_one_time, of_things
from .full_names import FullNames
from .joining import Joining
from .making import COUNTED
from .measures import Measures
from .openings import ANY, Openings
from .pairs import Pairs

MOST_WORDS = 2
"""Words beside those that open a listing: "renewable energy projects" lists, a sentence asks."""

DOING = frozenset(("proposals", "initiative", "events"))
"""What is listed of somebody who did it."""

LONGEST_PHRASE_LISTED = 5
"""Words of what is a phrase rather than a sentence: there a plural lists, "security and defence meetings"."""

SPOKEN_OF: frozenset[Sort] = frozenset(("theme", "noun", "word", "place"))
"""What everything may be said of; a name rather has a topic of its own."""

MOST_VAGUE = 2
"""The same for words that seldom decide, where nothing else shows that a listing is wanted."""


class Headings:
    """What questions ask to have listed, by the words that open and narrow it."""

    def __init__(
        self,
        index: Index,
        openings: Openings,
        measures: Measures,
        beside: Beside,
        listings: Listings,
        joints: Collection[str],
    ) -> None:
        self._index = index
        self._openings = openings
        self._measures = measures
        self._beside = beside
        self._everything = [f" {fold(it)} " for it in listings.everything]
        self._pairs = Pairs(openings, listings)
        self._per = frozenset(map(fold, listings.per))
        self._undone = [f" {fold(it)} " for it in listings.undone]
        self._each = frozenset(map(fold, listings.each))
        self._statements = frozenset(map(fold, listings.statements))
        self._joining = Joining(listings, joints)
        self._excluding = Excluding(listings)
        self._full_names = FullNames(index)

    def of(self, asked: Asked) -> Heading | None:
        """What is to be listed; None where anything else is asked."""
        query = asked.query
        if query.closed and not query.listing:
            return None
        if query.which and self._beside.says_mentions(query):
            query = replace(query, several=True)  # "Welche Gipfel werden genannt?"
        if self._pairs.asked(asked):
            query = replace(query, pairs=True)  # "which countries will host something?", "кто что предложил"
        subject = {place for place, word in enumerate(query.words) if word.subject}
        subject |= self._beside.columns(query)
        found = self._facets(asked, query, subject)
        self._measured(asked, query, found)
        everything = None if found else self._named_anywhere(asked)
        if everything is not None:
            return Heading((everything,), is_asked=True)
        counted = self._counted_by_each(query, asked)
        if counted:
            return Heading((self._openings.view("figures"), counted), is_asked=True)
        people = all(facet.key == "person" for facet in found.values())
        if people and query.pairs and self._asks_who_leads(query, asked.telling, found):
            return Heading((self._openings.kind("person"),), is_asked=True)
        if not found and (subject if query.listing else not query.several):
            return None  # nothing opens a list; "everything about the OTS" is its own topic
        dated = {**found}
        for meaning in asked.telling if query.pairs else ():
            self._is_of_time(meaning, dated)
        if paired := self._pairs.heading(query, dated):
            return paired
        opened = query.listing or query.several or any(facet.opens for facet in found.values())
        idle = self._beside.idle(found.values(), query)
        denying = self._excluding.of(query, found)[1]
        others = [it for it in asked.telling if it.text not in idle]
        others = [it for it in others if it.places[0] not in found.keys() | subject | denying]
        others = [it for it in others if not self._joining.joins(query, it)]
        # "Figures of the *large* plan": what seldom decides narrows a list where it names something.
        said = ((query.words[meaning.places[0]], meaning) for meaning in others)
        left = [meaning for word, meaning in said if (found and word.names_here) or not word.vague]
        named_only = bool(found) and all(facet.is_named for facet in found.values())
        if named_only and self._asks_for_parts(query, others):
            return Heading(tuple(dict.fromkeys(found.values())), is_asked=True)
        if self._wants_statements(query, found, left):
            named = dict.fromkeys(facet for facet in found.values() if facet.sort == "name")
            return Heading(tuple(named), is_asked=True)
        if opened:
            left = [meaning for meaning in left if not self._is_of_time(meaning, found)]
        if self._is_question(query, found, left) and not self._wants_mentions(query, found, left):
            return None
        if left and (not opened or self._joining.said_apart(query, left) > MOST_WORDS):
            return None
        asked_of = any(query.words[meaning.places[0]].sort_asked for meaning in others)
        if not opened and (len(others) > (0 if query.which else MOST_VAGUE) or asked_of):
            return None
        topics = any(facet.key == "topics" and facet.sort == "view" for facet in found.values())
        if topics and not (query.listing or self._is_short(query)) and (left or len(set(found.values())) > 1):
            return None  # "what topics does the roadmap cover"
        if not self._narrow(query, found, left) or not found:
            return None
        self._full_names.unite(query, found)
        self._joining.unite(query, found)
        found, _ = self._excluding.of(query, found)
        return self._heading(query, found, says_more=bool(left))

    def _asks_for_parts(self, query: Query, others: Sequence[Meaning]) -> bool:
        """Whether it is asked what somebody has a part in, and nothing else: "what is Hungary part of?"."""
        does, places = self._index.cues.relations(query)
        asks = query.which and query.asks.keys() <= {"where"}
        enough = any if query.either else all  # "contribute or take part in"
        return asks and "takes part" in does and enough(it.places[0] in places for it in others)

    def _asks_who_leads(self, query: Query, telling: Iterable[Meaning], people: Iterable[int]) -> bool:
        """Whether it is asked who leads, and nothing of what: "who is in charge of what in the park".

        Words for *people* stand at those places: "names of who leads what".
        """
        does, places = self._index.cues.relations(query)
        idle = self._openings.idle.get("person", frozenset())
        leading = {*places, *(place for place, word in enumerate(query.words) if word.text in idle)}
        others = [it for it in telling if not leading.union(people).issuperset(it.places)]
        subjects = all(query.words[place].subject for it in others for place in it.places)
        return "who" in query.asks and subjects and bool(does == {"chairs"} or (leading and not does))

    def _counted_by_each(self, query: Query, asked: Asked) -> Facet | None:
        """What is to be told of each thing of a kind: "beds by ward", "number of panels per site"."""
        per = self._per | self._each
        kinds = [it for it in asked.telling if it.places[0] and query.words[it.places[0] - 1].text in per]
        if len(kinds) != 1:
            return None
        others = [it for it in asked.telling if it not in kinds and it.text not in per]
        counts = [it for it in others if any(facet.key == "figures" for facet in self._openings.opened(it))]
        others = [it for it in others if it not in counts]
        if len(others) != 1 or not self._openings.things(kinds[0]):
            return None
        counted = self._openings.counted(others[0])
        return counted if counts or others[0].text.endswith("s") else None  # a "price per share" is one

    def each_of(self, asked: Asked) -> tuple[Facet | None, frozenset[int]]:
        """The kind of which each thing is asked about, and the places of the words that say so."""
        words = asked.query.words
        for meaning in asked.telling:
            before, behind = meaning.places[0] - 1, words[meaning.places[-1] + 1 :][:1]
            if before >= 0 and words[before].text in self._each:
                modifies = any(it.telling and not it.vague for it in behind)  # "every ski resort"
                facet = self._openings.things(meaning)
                if facet and (facet.sort == "kind" or not modifies):
                    return facet, frozenset((before, *meaning.places))
        return None, frozenset()

    def _named_anywhere(self, asked: Asked) -> Facet | None:
        """What is to be listed of all that the source names, where nothing else is asked: "who is named?"."""
        nothing = all(it.text in self._openings.idle.get(ANY, ()) for it in asked.telling)
        if len(asked.query.asks) != 1 or not nothing or not self._beside.says_mentions(asked.query):
            return None
        (ask,) = asked.query.asks
        if ask == "who":
            return self._openings.kind("person")
        return self._openings.view(TOLD_IN[ask]) if ask in TOLD_IN else None

    def _facets(self, asked: Asked, query: Query, subject: Set[int]) -> dict[int, Facet]:
        """The words that are facets as they stand, by their places, those of several words first."""
        found: dict[int, Facet] = {}
        asks, bare = self._asks(query), self._is_bare(query)
        one = any(word.sort_asked and not self._openings.is_of_several(word.text) for word in query.words)
        joined = (it for it in asked.meanings if len(it.places) > 1 and self._is_known(it))
        phrases = {place: it for it in joined for place in it.places}
        for meaning in sorted(asked.meanings, key=lambda it: -len(it.places)):
            places = meaning.places
            if not (found.keys().isdisjoint(places) and subject.isdisjoint(places)):
                continue
            facet = self._openings.of(query, meaning, is_bare=bare)
            if facet and facet.is_verb and (asks or one) and len(places) == 1 and not query.pairs:
                # "who proposed the alphabet?", "what event did Baku host?"
                beside = (sorted((place, places[0])) for place in found)
                facet = facet if any(self._joining.is_joined(query, *it) for it in beside) else None
            if facet and facet.opens and len(places) == 1 and places[0] in phrases:
                phrase = phrases[places[0]]  # "young people" are not the people
                places, facet = phrase.places, self._openings.word(phrase)
            if facet:
                found |= dict.fromkeys(places, facet)
            if facet and facet.bound:
                found[places[0] - 1] = facet  # "after" itself
        return self._mended(asked, found, subject)

    def _measured(self, asked: Asked, query: Query, found: dict[int, Facet]) -> None:
        """Add to what is *found* the units that figures are asked for in: "GW *numbers*", "distances"."""
        units = {it.places[0]: facet for it in asked.telling if (facet := self._measures.unit(it))}
        measured = {it.places[0]: facet for it in asked.telling if (facet := self._measures.sort(it))}
        counts = {
            it.places[0]: self._openings.view("figures")
            for it in asked.telling
            if any(facet.sort == "view" and facet.key in COUNTED for facet in self._openings.opened(it))
        }
        said = units.keys() | counts.keys()
        others = [it for it in asked.telling if it.places[0] not in said]
        alone = not (query.asks or others) and all(
            self._openings.is_of_several(query.words[it].text) for it in units
        )
        if query.listing or query.several or alone or any(it in found for it in counts):
            measured |= units
        if measured or any(facet.key in COUNTED for facet in found.values()):
            limits = dict(self._measures.limits(query, asked.telling))
            found |= limits
            measured = {place: facet for place, facet in measured.items() if place not in limits}
        if measured:
            found |= {**{place: counts[place] for place in counts.keys() - found.keys()}, **measured}

    def _mended(self, asked: Asked, found: dict[int, Facet], subject: Collection[int]) -> dict[int, Facet]:
        """*found*, with what is one of them but for a typo, where a list is plainly all that is asked for."""
        mended = dict(found)
        for meaning in asked.telling:
            if meaning.places[0] in found.keys() | subject:
                continue
            facet = self._openings.mended(meaning)
            if facet is None:
                return found
            mended[meaning.places[0]] = facet
        return mended if any(facet.opens for facet in mended.values()) else found

    def _is_question(self, query: Query, found: Mapping[int, Facet], left: Sequence[Meaning]) -> bool:
        """Whether a question word wants an answer, and no list: "how many projects", "which are members"."""
        kinds = {place for place, facet in found.items() if facet.sort == "kind"}
        told = {TELLS[facet.key] for facet in found.values() if facet.opens and facet.key in TELLS}
        told |= {"who"} if self._asks_who_they_are(query, found) else set()
        asked = [
            ask
            for ask, places in self._asks(query)
            if not set(places) <= found.keys() and kinds.isdisjoint(places) and (left or ask not in told)
        ]
        if asked and (
            left
            or any(ask in ("how many", "how much", "how long", "why") for ask in asked)
            or not any(facet.sort == "view" for facet in found.values())
            # "Where does it get its money from?"
            or ("where" in asked and any(facet.key in COUNTED for facet in found.values()))
            or self._index.cues.relations(query)[0]
        ):
            return True
        # "which cities host the games" asks, "which cities" lists
        of_one = left or any(facet.sort in ("place", "name", "noun") for facet in found.values())
        asks = [ask for ask, places in self._asks(query) if kinds.isdisjoint(places)]
        return bool(of_one and asks and (left or not told))

    def _asks_who_they_are(self, query: Query, found: Mapping[int, Facet]) -> bool:
        """Whether it is asked who several of a curator's own kind are: "who are their customers?"."""
        own = [it for it, facet in found.items() if facet.sort == "kind" and facet.key not in KINDS]
        being = {it for it, word in enumerate(query.words) if word.text in self._index.values.being}
        are = any(ask == "who" and places[-1] + 1 in being for ask, places in self._asks(query))
        return are and any(self._openings.is_of_several(query.words[it].text) for it in own)

    def _asks(self, query: Query) -> tuple[tuple[Question, tuple[int, ...]], ...]:
        """The question words of *query*, but for one that rows answer anyway: "signed what *and where*"."""
        places = query.asked_at[-1][1] if query.asked_at else (0,)
        joined = places[0] > 0 and query.words[places[0] - 1].text in self._joining.joints
        besides = joined and places[-1] == len(query.words) - 1
        return query.asked_at[:-1] if besides else query.asked_at

    def _wants_mentions(self, query: Query, found: Mapping[int, Facet], left: Sequence[Meaning]) -> bool:
        """Whether it is asked where a name stands in the source, or for all of a sort that does.

        "Where is Hungary mentioned?", "how much money is mentioned?"
        """
        where = query.asks.keys() <= {"where"} and all(facet.is_named for facet in found.values())
        sort = not left and all(facet.opens for facet in found.values())
        return bool(found) and self._beside.says_mentions(query) and (where or sort)

    def _wants_statements(self, query: Query, found: Mapping[int, Facet], left: Sequence[Meaning]) -> bool:
        """Whether all of somebody is asked for: "Aliyev's proposals and statements"."""
        if all(word.text not in self._statements for word in query.words):
            return False
        opens = query.listing or any(facet.opens for facet in found.values())
        others = {facet for facet in found.values() if facet.sort != "name"}
        others |= {
            facet for it in left if it.text not in self._statements for facet in self._openings.opened(it)
        }
        told = all(it.text in self._statements or any(self._openings.opened(it)) for it in left)
        parts = {part for facet in others for part in facet.parts or (facet,)}
        doing = all(part.key in DOING or part.key in self._statements for part in parts)
        return opens and told and doing and any(facet.sort == "name" for facet in found.values())

    def _narrow(self, query: Query, found: dict[int, Facet], left: Sequence[Meaning]) -> bool:
        """Add the words that are *left* to what is *found*; False where one of them is nothing here."""
        for meaning in left:
            facet = self._openings.word(meaning)
            if facet:
                found[meaning.places[0]] = facet
            elif not (query.listing and not meaning.terms and found) or meaning.text.isdigit():
                return False  # "treaties, agreements, whatnots", but not "events in 1850"
        return True

    def _heading(self, query: Query, found: Mapping[int, Facet], *, says_more: bool) -> Heading | None:
        """The heading of the facets *found* in a question that *says more* than opens a list, or not."""
        each = dict.fromkeys(found[place] for place in sorted(found))
        facets = tuple(sorted(each, key=lambda it: it.is_denied))
        facets, time = of_things(of_one_time(facets))
        parts = chain.from_iterable(it.parts or (it,) for it in found.values())
        is_done = not query.either and any(it.is_verb and it.sort == "kind" for it in parts)
        plain = tuple(facet for facet in facets if not facet.is_verb)
        if plain and (query.listing or all(facet.sort == "kind" for facet in plain)):
            facets = plain  # "all that happened in 2024", "what projects are going on"
        only_words = all(facet.sort == "word" for facet in facets)
        if only_words and not query.listing and not self._are_all_asked(query, found):
            return None
        if len(facets) > 1:
            facets = tuple(facet for facet in facets if facet.key != "summary" or facet.sort != "view")
        is_all = query.has(self._everything) and all(it.is_of(SPOKEN_OF) for it in facets)
        if is_all:
            facets = tuple(replace(it, sort="word") if it.sort == "noun" else it for it in facets)
        mentions = is_all or self._beside.says_mentions(query)
        plural = self._is_short(query) and any(facet.opens and not facet.is_verb for facet in facets)
        narrow = not query.listing and is_narrow(facets) and not self._is_of_things(query, found)
        several = self._is_of_several(query, found)
        is_open = is_done and query.has(self._undone)
        if time:
            is_done, is_open = time.key == "past", time.key == "upcoming"
        denies = any(facet.is_denied for facet in facets)
        is_asked = query.listing or not says_more or plural or denies
        return Heading(facets, is_asked, mentions, narrow, is_done and not is_open, is_open, is_all, several)

    def _are_all_asked(self, query: Query, found: Mapping[int, Facet]) -> bool:
        """Whether only things are asked for that no topic is called: "which *deposits* are there"."""
        telling = [place for place, word in enumerate(query.words) if word.telling]
        plural = all(self._openings.is_plural(query.words[place].text) for place in telling)
        asked = self._is_bare(query) or (query.several and all(query.words[it].sort_asked for it in telling))
        return plural and asked and found.keys() >= set(telling)

    @staticmethod
    def _is_bare(query: Query) -> bool:
        """Whether a common word is all that is said: "ports". "And the tolls?" leans on something."""
        return len(query.words) == 1 and is_everyday(query.words[0].text)

    def _is_of_several(self, query: Query, found: Mapping[int, Facet]) -> bool:
        """Whether a plural behind "which" is what is to be listed: "which *anniversaries* are celebrated"."""
        return query.several and any(
            query.words[place].sort_asked and facet.is_of(("noun", "kind")) and not facet.is_loose
            for place, facet in found.items()
        )

    def _is_short(self, query: Query) -> bool:
        """Whether it is a phrase rather than a question."""
        said = self._beside.before_mentions(query)
        return not (query.asks or query.which) and len(said) <= LONGEST_PHRASE_LISTED

    def _is_of_things(self, query: Query, found: Mapping[int, Facet]) -> bool:
        """Whether a phrase plainly lists: "*events* for young people", "renewable energy *projects*"."""
        named = any(found[place].is_called(query.words[place].text) for place in found)
        said = self._beside.before_mentions(query)
        last = found.get(len(said) - 1)
        return named or (last is not None and last.sort == "kind" and all(it.telling for it in said))

    def _is_known(self, meaning: Meaning) -> bool:
        """Whether a phrase stands for something the knowledge speaks of."""
        concepts = filter(self._index.concepts.is_concept, meaning.terms)
        return not self._index.postings.keys().isdisjoint(concepts)

    def _is_of_time(self, meaning: Meaning, found: dict[int, Facet]) -> bool:
        """Whether a word only says when; then its facet is among *found*: "in *August*"."""
        facet = self._openings.time(meaning)
        if facet:
            found[meaning.places[0]] = facet
        return facet is not None

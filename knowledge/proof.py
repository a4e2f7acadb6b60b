"""The rules that tie a fact to its source: the quote stands there, and what the fact says in the quote.

Each is a check, as those in `check` are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from .dates import has_year, long_date, ordinal
from .draft import Draft, DraftEntry, DraftFact, closest, names_of, says
from .errors import Fault, Mark
from .fold import fold, is_number, numbers, words
from .model import When
from .patterns import CAPITAL, either
from .source import Source
from .times import counts


def quotes_are_verbatim(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """Every quote stands in its source to the character, inside one paragraph."""
    for fact in entry.facts:
        if fact.source is None and (fact.lost or not draft.sources):
            continue  # told where the sources were read, or named
        if fact.source is None and fact.written.source and draft.may_hold(fact.written.source):
            continue
        if fact.source is None:
            near = closest(fact.written.source or "", (source.id for source in draft.sources))
            problem = f"source {fact.written.source!r} is not in sources.yaml{near}"
            if fact.written.source is None:
                first = draft.sources[0].id
                problem = f"there is more than one source: say which, as in `source: {first}`"
            yield entry.fault(fact.mark("source"), problem)
        elif not fact.spans:
            passage = _nearest(fact.written.quote, fact.source)
            told = f'quote not found in {fact.source.id}; nearest passage: "{_in_short(passage)}"'
            yield entry.fault(fact.mark("quote"), told + _unseen(fact.written.quote, passage))
        elif len(fact.spans) > 1:
            places = ", ".join(str(span.paragraph) for span in fact.spans)
            yield entry.fault(
                fact.mark("quote"),
                f"quote stands {len(fact.spans)} times in {fact.source.id} (paragraphs {places}):"
                " lengthen it, or say which with `paragraph`",
            )


def untyped_values_stand_in_their_quote(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """What a fact lists as not worth typing is something that its quote says."""
    for fact in entry.facts:
        for place, value in enumerate(fact.written.untyped):
            plain = draft.language.numerals_of(fact.language).plain(fact.written.quote)
            said = _numbers_in(fact.written.quote, fact.language, draft)
            if says(plain, value) or (numbers(value) and numbers(value) <= said):
                continue
            longer = re.search(rf"(?<![\w.,]){re.escape(value)} [^\W\d_]+", fact.written.quote)
            mend = f"write it whole, {longer.group()!r}" if longer else "take it out"
            yield entry.fault(fact.mark("untyped", place), f"{value!r} does not stand in the quote: {mend}")


def speakers_are_known(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """A speaker is one of the voices of the source."""
    for fact in entry.facts:
        if fact.source is not None and fact.written.speaker is not None:
            voices = [voice.id for voice in fact.source.voices]
            if fact.written.speaker not in voices:
                near = closest(fact.written.speaker, voices)
                yield entry.fault(
                    fact.mark("speaker"),
                    f"speaker {fact.written.speaker!r} is not a voice of its source{near}",
                )


def numbers_stand_in_their_quote(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """Every number of a fact's text stands in its quote; a year may stand in the paragraph if implied.

    One of a name need not: the entry's, or that of what the whole source speaks of.
    """
    names = [it for _, it in names_of(entry)]
    for fact in entry.facts:
        numerals = draft.language.numerals_of(fact.language)
        quoted = _numbers_in(fact.written.quote, fact.language, draft)
        # The text may be in English or in the language of the quote.
        text = _without((*names, *(fact.source.subject if fact.source else ())), fact.written.text)
        missing = numbers(text) - quoted
        if missing and not numerals.numbers(text) - quoted:
            continue
        for number in sorted(missing):
            if not _is_implied(fact, number):
                yield entry.fault(fact.mark("text"), f"number {number} does not stand in the quote")


def _numbers_in(quote: str, language: str, draft: Draft) -> frozenset[str]:
    """The numbers of *quote*, and 31.6 of "31 euros and 60 cents"."""
    plain = draft.language.numerals_of(language).plain(quote)
    return counts(plain) | numbers(draft.language.values.sums.plain(plain))


def _without(names: Iterable[str], text: str) -> str:
    """*text* without those *names* in it that have a word beside their numbers: "Five Harbours"."""
    said = either(it for it in names if numbers(it) and not all(map(is_number, words(it))))
    return re.sub(rf"(?<!\w)(?:{said})(?!\w)", " ", text, flags=re.IGNORECASE)


def typed_values_stand_in_their_quote(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """Every typed figure, date, place and name stands in the quote, or is listed as understood or implied.

    What the whole source is about need not, nor whose words the quote is where it says "I", "we" or "our".
    """
    mine = frozenset(map(fold, draft.language.questions.mine))
    for fact in entry.facts:
        written = fact.written
        speakers = () if mine.isdisjoint(words(written.quote)) else tuple(_voices_of(fact))
        quoted = _numbers_in(written.quote, fact.language, draft)
        for place, figure in enumerate(written.figures):
            if fold(figure.of) in _OF_TIME or _TIME_OF_DAY.search(f"{figure.value} {figure.unit}"):
                yield entry.fault(
                    fact.mark("figures", place),
                    "a time of day is no figure: take it out, for it is read from the quote",
                )
            elif figure.of == BLANK:
                at = fact.mark("figures", place)
                yield entry.fault(
                    at, f"say what {figure.value} {figure.unit} measures in place of of: {BLANK}"
                )
            elif next(filter(is_number, words(f"{figure.value} {figure.unit}")), "") not in quoted:
                at = fact.mark("figures", place)
                yield entry.fault(at, f"figure {figure.value} {figure.unit} does not stand in the quote")
        subject = frozenset(map(fold, fact.source.subject if fact.source else ()))
        for at, name in _typed_names(fact, draft):
            spoken = any(says(it, name) for it in speakers)
            if not (spoken or fold(name) in subject) and not any(
                says(written.quote, it) or _is_implied(fact, it) for it in draft.spellings(fact, name)
            ):
                yield entry.fault(at, f"{name!r} does not stand in the quote")


def times_stand_in_their_quote(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """Every typed date and length of time stands in the quote; its year may be understood or implied."""
    for fact in entry.facts:
        times = [(fact.mark("dates", place), it) for place, it in enumerate(fact.written.dates)]
        occasion = fact.written.occasion
        if occasion is not None:
            held = When(date=occasion.date, until=occasion.until, every=occasion.every)
            times.append((fact.mark("occasion", "date"), held))
        said = draft.language.numerals_of(fact.language).plain(fact.written.quote)
        beside = f"{said} {fact.written.understood or ''} {' '.join(fact.written.implied)}"
        for at, when in times:
            for date in filter(None, (when.date, when.until)):
                year = date[:4] if has_year(date) else ""
                if year not in fact.written.quote and not _is_implied(fact, year):
                    yield entry.fault(at, f"year {year} does not stand in the quote")
                elif not draft.times.says_date(said, date) and not _is_understood(fact, date, draft):
                    yield entry.fault(at, f"date {_shown(date)} does not stand in the quote")
            day = int(when.date[3:]) if when.date and when.date.startswith("---") else None
            often = when.every or ("month" if day else None)
            if often == "month" and day and draft.times.says_day_of_month(said, day):
                continue  # "on the 26th" tells enough where no month stands beside it
            if often and not draft.times.says_every(beside, often):
                yield entry.fault(at, _not_every(often, day))
            for count in filter(None, (when.within, when.lasts)):
                if not draft.times.says_count(said, count):
                    yield entry.fault(at, f"{count!r} does not stand in the quote")


def _is_understood(fact: DraftFact, date: str, draft: Draft) -> bool:
    """Whether what is shown before the quote says all of *date*, and the source does before it."""
    if fact.source is None or not fact.spans or not fact.written.understood:
        return False
    before = fact.source.text[: fact.spans[0].start]
    return all(draft.times.says_date(it, date) for it in (fact.written.understood, before))


def _not_every(often: str, day: int | None) -> str:
    what = f"the quote does not say that it is every {often}"
    if day:
        return f"{what}: it does by 'the {ordinal(day)}', with no month beside it; else lengthen the quote"
    return f"{what}: lengthen the quote, or say where the paragraph has it, as in implied: [every {often}]"


BLANK = "…"
"""What stands for a value that is still to be filled in."""


_OF_TIME = frozenset(map(fold, ("am", "pm", "a.m.", "p.m.", "o'clock", "noon")))


_TIME_OF_DAY = re.compile(r"^\d{1,2}(?:[.:]\d\d?)? (?:[ap]m|[ap]\.m\.|o'clock|Uhr)$", re.IGNORECASE)


def _shown(date: str) -> str:
    return date if has_year(date) else long_date(date)


def _typed_names(fact: DraftFact, draft: Draft) -> Iterator[tuple[Mark, str]]:
    """Every name that is typed, each with its place; not the country that follows from the city."""
    written, occasion = fact.written, fact.written.occasion
    for field, typed in (("places", written.places), ("actors", written.actors)):
        yield from ((fact.mark(field, place), name) for place, name in enumerate(typed))
    for place, role in enumerate(written.roles):
        yield fact.mark("roles", place), role.who
    if occasion is not None:
        yield from ((fact.mark("occasion", "who"), name) for name in occasion.who)
        if occasion.city:
            yield fact.mark("occasion", "city"), occasion.city
        if occasion.country and draft.language.names.country_of(occasion.city or "") != occasion.country:
            yield fact.mark("occasion", "country"), occasion.country


def implied_words_stand_in_the_paragraph(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """What a fact lists as implied stands in its paragraph, and is needed."""
    for fact in entry.facts:
        for place, implied in enumerate(fact.written.implied):
            if fact.spans and not says(fact.paragraph, implied):
                yield entry.fault(fact.mark("implied", place), f"{implied!r} does not stand in the paragraph")
            elif says(fact.written.quote, implied):
                yield entry.fault(
                    fact.mark("implied", place), f"{implied!r} stands in the quote: take it out"
                )


def understood_words_stand_in_the_source(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """What is shown in brackets before a quote is said by the source at or before it, or names the entry."""
    for fact in entry.facts:
        understood = fact.written.understood
        if understood and fact.source is not None and fact.spans:
            paragraph = fact.spans[0].paragraph
            first = draft.first_said(fact.source)
            missing = [
                word
                for word in words(understood)
                if word not in entry.words and first.get(word, paragraph + 1) > paragraph
            ]
            if missing:
                yield entry.fault(
                    fact.mark("understood"), f"{missing[0]!r} does not stand in the source up to the quote"
                )


def names_stand_in_their_quote(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """Every name of a fact's text stands in its quote, in the entry's own names, or is implied.

    Whose words the quote is need not.
    """
    for fact in entry.facts:
        subject = (*fact.source.subject, fact.source.speaker, fact.source.role or "") if fact.source else ()
        understood = fact.written.understood or ""
        said = (fact.written.quote, understood, *subject, *_voices_of(fact), *fact.written.implied)
        known = entry.words.union(*(fold(it).split() for it in said))
        counts = draft.language.numerals_of(fact.language).counts
        for name in _names_in(fact.written.text, draft):
            if _says_as_written(fact.written.quote, name):
                continue
            missing = [it for it in fold(name).split() if not (draft.knows(fact, it, known) or counts(it))]
            spellings = [it for it in draft.spellings(fact, name) if it != name]
            said_so = any(says(it, spelt) for it in (fact.written.quote, understood) for spelt in spellings)
            if missing and not (said_so or draft.times.names_the_same(name, fact.written.quote)):
                yield entry.fault(fact.mark("text"), f"name {name!r} does not stand in the quote")


def _says_as_written(quote: str, name: str) -> bool:
    """Whether *name* stands in *quote* letter for letter, whatever it folds to: "138 *Millionen Euro*"."""
    written = r"\s+".join(map(re.escape, name.split()))
    return re.search(rf"(?<!\w){written}(?!\w)", quote) is not None


def _voices_of(fact: DraftFact) -> Iterator[str]:
    """The names of whose words the quote of *fact* is, beside the speaker of its source."""
    if fact.source is not None:
        yield from (it.name for it in fact.source.voices if it.id == fact.written.speaker)
        yield from (fact.source.voice(it.paragraph) for it in fact.spans if not fact.written.speaker)


def hedges_survive(entry: DraftEntry, draft: Draft) -> Iterator[Fault]:
    """A quote that says "nearly" or "planned" has its counterpart in the text, in whichever language."""
    for fact in entry.facts:
        excused = set(map(fold, fact.written.unhedged))
        language = fact.language
        plain = draft.language.numerals_of(language).plain(fact.written.quote)
        said = list(draft.language.hedged(plain, language))
        told: set[int] = set()
        for hedge, spelling, found in said:
            # "не более" is at most, and not more than.
            longer = any(found != other and says(other, found) for _, _, other in said)
            done = not excused.isdisjoint({found, *map(fold, hedge.spellings(language))})
            if longer or done or id(hedge) in told or hedge.is_kept(fact.written.text, language):
                continue
            told.add(id(hedge))
            word = (
                spelling.strip(" #")
                if not spelling.startswith("*")
                else _as_written(found, fact.written.quote)
            )
            yield entry.fault(
                fact.mark("text"),
                f"the quote says {word!r}{_NOT_SETTLED if hedge.is_open else ''},"
                f" the text none of {', '.join(hedge.text)}: keep it, or give a reason under `unhedged`",
            )
        for word in fact.written.unhedged:
            if not says(fact.written.quote, word):
                yield entry.fault(
                    fact.mark("unhedged", word), f"{word!r} does not stand in the quote: take it out"
                )


_NOT_SETTLED = " (a word of planning or proposing is a hedge too)"


def _as_written(found: str, quote: str) -> str:
    """The word of *quote* that is folded to *found*."""
    return next((word for word in re.findall(r"\w+", quote) if fold(word) == found), found)


def _nearest(quote: str, source: Source) -> str:
    """The passage of *source* most like *quote*, cut at whole words."""
    found = fuzz.partial_ratio_alignment(quote, source.text)
    start, end = (found.dest_start, found.dest_end) if found else (0, MAX_PASSAGE)
    start, end = at_words(source.text, start, end)
    return source.text[start:end]


def at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """*start* and *end* in *text* moved apart until they cut no word."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _in_short(text: str) -> str:
    passage = " ".join(text.split())
    return passage if len(passage) <= MAX_PASSAGE else passage[: MAX_PASSAGE - 1].rsplit(" ", 1)[0] + "…"


def _unseen(quote: str, passage: str) -> str:
    """What makes *quote* another than *passage*, where nobody sees it in the two."""
    if " ".join(quote.split()) in " ".join(passage.split()):
        if re.search(r"\n\s*\n", passage.strip()):
            return ", which is of several paragraphs: quote one of them"
        return ", with other blanks or line breaks: `ots quote` prints it as it stands"
    left_out = next((it for it in ("...", "…") if it in quote and it not in passage), None)
    return f": a quote leaves nothing out, and {left_out!r} is not there" if left_out else ""


MAX_PASSAGE = 160
"""Characters of the source shown beside a quote that was not found: a fault stays one line."""


_WORD = rf"(?:[a-zß-ÿ]+['’])?{CAPITAL}[\w’'-]*"
_NAME = re.compile(rf"(?<!\w)(?<!\w['’]){_WORD}(?:\s+{_WORD})*")
"""Words with a capital, and with what is elided before it: "Pian dell'Orso" is one word to `fold`."""


def _is_implied(fact: DraftFact, words: str) -> bool:
    understood = fact.written.understood
    return any(fold(words) == fold(it) for it in fact.written.implied) or bool(
        understood and says(understood, words)
    )


def _names_in(text: str, draft: Draft) -> Iterator[str]:
    """Runs of capitalised words; the first word of a sentence only where it is a known name."""
    for match in _NAME.finditer(text):
        name = match.group()
        opens = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ".!?"
        if opens and fold(name) not in draft.known_names:
            name = name.partition(" ")[2]
        if name:
            yield re.sub(r"[’']s?$", "", name)

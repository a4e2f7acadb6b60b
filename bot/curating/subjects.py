"""What a sentence in English is about, and whether it leans on one before it, as its first words tell."""

from __future__ import annotations

import re

from knowledge.about import is_plural
from knowledge.fold import words
from knowledge.patterns import either

from .values.numbers import NUMBER_WORDS

LEANING = frozenset(
    ("it", "he", "she", "they", "this", "that", "these", "those", "such", "but", "and", "or", "so", "however",
     "there", "here", "its", "his", "her", "their", "i", "we", "you", "my", "our", "your", "one", "who",
     "which", "what")
)  # fmt: skip
"""First words of a sentence that says what it is about only with the one before."""

_CIRCUMSTANCES = frozenset(
    ("in", "on", "at", "by", "since", "from", "for", "after", "before", "until", "during", "of", "with", "if",
     "when", "while", "as", "because", "under", "over", "between", "today", "now", "last", "next", "then",
     "every", "each", "only", "also")
)  # fmt: skip
"""First words of a sentence that tell when or where, before what it is about."""

VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|may|must|should|shall|needs?|costs?|gets?|opens?|closes?|"
    r"opened|closed|began|begins|starts|started|lasts|lasted|runs|takes|took|pays|paid|belongs)\b(?!-)"
)


def subject(sentence: str) -> str | None:
    """What *sentence* is about, where its first words before a verb are a name for it."""
    if named := _NAMED.match(sentence):
        return named["name"]
    verbs = (it for it in VERB.finditer(sentence) if not _ARTICLE.fullmatch(sentence[: it.start()]))
    before = sentence[: verb.start() if (verb := next(verbs, None)) else None].split()
    if not 1 <= len(before) <= MOST_OF_A_NAME or len(before) == len(sentence.split()):
        return None
    said = words(" ".join(before))
    if not said or not LEANING.isdisjoint(said) or said[0] in _CIRCUMSTANCES:
        return None  # "I", "Today they", "Since 2023 a boat", "Next is a hall"
    if _PART.match(" ".join(before)):
        return None
    bare = re.sub(r"[\"“”„«»()\[\]{}]", "", " ".join(before)).strip(" .,;:!?'")
    return bare if bare and not re.search(r"[,;:]", bare) else None


_NAMED = re.compile(
    r"(?:The|Our|A|An|Its|Their|His|Her) [^,.;:!?A-Z]{3,40}, "
    rf"(?P<name>(?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*), (?={VERB.pattern})"
)
"""A name behind what it is of: "The newest machine, *the Ibis*, is"."""

_ARTICLE = re.compile(r"(?:The|An?|Our|Its|Their|His|Her|My) ")
"""Behind which no verb stands: "the *cost* has risen"."""

_PART = re.compile(
    r"(?:(?:None|Some|Most|All|Both|Each|Few|Many|Several|Half|Much|Little|Any|Either|Neither|No|Another"
    r"|Part|Nobody|Nothing|Everybody|Everything|Somebody|Something|(?:More|Less|Fewer) than|At least"
    r"|At most|Up to|About|Around|Nearly|Almost|Roughly|Over half"
    r"|A (?:few|lot|third|quarter|fifth|half|part))\b"
    rf"|(?:{either(NUMBER_WORDS)})\b|[$€£]?\d)",
    re.IGNORECASE,
)
"""How words begin that say how much or how many of something, and name nothing: "Some 60 percent of"."""

MOST_OF_A_NAME = 6
"""Words of a title that is taken out of a sentence."""


_NO_SUBJECT = re.compile(
    r"(?:It|He|She|They|Its|His|Her|Their)\b"
    r"|(?:This|That|These|Those|Such)(?= (?:is|are|was|were|has|have|had|can|will|must|may|should|do|does)\b)"
    r"|The (?:first|second|third|last|others?|latter|former|same|next|rest|\w+est|(?:most|least)(?: \w+)?)"
    r"(?: ones?)?(?= (?:is|are|was|were|will|of them|took|takes|has|have|had|comes?|came|goes|went)\b|,)"
    r"|(?:One|Two|Three|Some|None|Both|Each|All|Most) of (?:them|these|those|it)\b"
    r"|(?:Before|After|Since|Until|Besides) (?:that|this|it|then)\b"
)
_OF_A_QUOTE = re.compile(
    rf"You\b|Both\b(?! (?:the|of)\b| \w+s\b)|Each\b(?= (?:{VERB.pattern}|[a-z]\w*[^\Wsu]s\b))"
)
"""What leans in a passage too, where others go before it: "You can join or leave it".

"Each crew" and "both ships" are spoken of themselves: a verb has an s where the noun has none.
"""

_OF_SPEAKER = re.compile(r"(?:We|Our)\b")


def leans(text: str, *, goes_on: bool = False) -> str | None:
    """The first words of *text* that stand for something said before it; none where it stands alone.

    Of a passage that *goes_on* in its paragraph, "you" may be of what is spoken of there.

    >>> leans("It is run by Spokeworks."), leans("The last one took two hours."), leans("The last tram left.")
    ('It', 'The last one', None)
    >>> [leans(f"Each {it} a drill.", goes_on=True) for it in ("holds", "crew holds", "business holds")]
    ['Each', None, None]
    """
    found = _NO_SUBJECT.match(text) or (_OF_A_QUOTE.match(text) if goes_on else None)
    return found.group() if found else None


def names_itself(sentence: str, text: str) -> str | None:
    """The name that *sentence* begins with before any verb in the present, where *text* says it again.

    >>> names_itself("Harbour passes sales to them.", "Harbour is a till. Harbour passes sales to them.")
    'Harbour'
    """
    found = _NAME_FIRST.match(sentence)
    said = re.findall(rf"(?<!\w){re.escape(found['name'])}(?!\w)", text) if found else ()
    return found["name"] if found and len(said) > 1 else None


_NAME_FIRST = re.compile(r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}) [a-z]+[^\Wsu]s(?= )")


def may_stand_for(first: str, name: str) -> bool:
    """Whether the *first* words of a passage may stand for *name*, by their number and sort.

    >>> [may_stand_for(it, "The crane") for it in ("It", "They", "She")]
    [True, False, False]
    >>> may_stand_for("It", "Plots and rents"), may_stand_for("They", "Plots and rents")
    (False, True)
    """
    word, said = first.split()[0].lower(), name.split()
    several = is_plural(name) or "and" in said
    if (
        said[0].lower() in _ASKING
        or said[-1].lower() in _UNFINISHED
        or (" " in first and first.split()[-1] in _HAPPENED)
    ):
        return False
    if word == "the" and len(first.split()) > 1:
        return several  # "the largest" is another than the one before
    if word in ("he", "she", "his", "her"):
        return all(it[0].isupper() or it in ("of", "the") for it in said) and not several
    if word == "both":
        return "and" in said
    if word in ("it", "its", "this", "that"):
        return not several
    return word not in ("they", "their", "these", "those") or several


_HAPPENED = ("then", "that", "this", "it")
"""What stands for all that was said before, behind "since" or "after"."""

_UNFINISHED = ("with", "to", "for", "of", "in", "on", "at", "by", "from", "about")
"""How a heading ends that names nothing: "Works *with*"."""

_ASKING = ("who", "what", "why", "how", "where", "when", "which")
"""How a heading begins that asks, and names nothing."""


def of_speaker(text: str) -> str | None:
    """The first word of *text* that stands for those whom its speaker speaks for."""
    found = _OF_SPEAKER.match(text)
    return found.group() if found else None

"""The sentences of a text as people paste it: in Markdown, wrapped, with abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ..answering.words.asides import without_emoji

LONGEST_SENTENCE = 1_000
"""Characters of a sentence. A longer one is none that people write, and is read in parts."""
_PART = re.compile("|".join(rf".{{1,{LONGEST_SENTENCE}}}{end}" for end in ("$", "[,;:] ", " ", "")))

_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘(]?[^\W\d_a-z]|\d)|\n+|(?<=;)\s+")
_TITLE = re.compile(r"\b(?:Mrs?|Ms|Dr|Prof|St|vs)\.$|\b[Nn][or]\.$")
"""Behind which a sentence goes on whatever follows: "Mr. He", "No. 5"."""
_SHORTENED = re.compile(
    r"(?<!/)\b[A-Za-z]\.$|\b(?:ca|approx|Mio|Mrd|Tsd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
    r"|(?<![$€£])\b\d{1,2}\.$"
)
"""Behind what is only shortened, or the number of a day or an edition, most often a sentence goes on."""
_COUNTED = re.compile(
    r"\b(?:about|and|are|at|by|from|had|has|is|not|of|only|or|over|than|to|was|were|with)\s\d{1,2}\.$"
)
"""Of numbers behind English words none has the dot of "am *12.* Juni"."""
_MONTH = re.compile(r"Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz]")
_OPENS = re.compile(
    r"[\"“‘(]?(?:The|This|That|These|Those|There|It|Its|They|Their|He|She|His|We|Our|You|Your|An?|In|On|At"
    r"|As|By|For|From|But|And|However|Both|All|Yes|Also|If|When|While|After|Before|Since|Is|Are|Was"
    r"|Der|Die|Das|Es|Er|Sie|Wir|Im|Am|Ein|Eine|Und|Aber)\s"
)
"""Words that a sentence begins with, and neither a name nor what a number counts."""
_FAR = 16
"""Characters before the end of a sentence that tell whether it is one."""

_ASKS = re.compile(r"[?？؟](?=[\W_]|$)")
_SAYS = re.compile(r"[^\W_]")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.IGNORECASE
)
_BLOCK = re.compile(
    r"<!--.*?-->|<(?P<hidden>script|style)\b.*?</(?P=hidden)\s*>|<!?/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8});")
"""What HTML that was pasted has between its words; a tag that is not of words parts sentences."""
_EMPHASIS = re.compile(r"(?<![^\W_])[*_`~]{1,3}(?=[^\W_])|(?<=[^\W_%])[*_`~]{1,3}(?![^\W_])")
"""What makes words bold in a message or in Markdown."""
_WRAPPED = re.compile(r"(?<=[^\n]{50})(?<![.!?:;])\n(?=[^\W_])|\n(?=[a-zà-ÿ])")
"""The end of a line within a sentence: of a letter, or a page."""


_NOTE = re.compile('(?<=[^\\W\\d_]{3})[¹²³⁰⁴-⁹]+|(?<=[.,;:!?)”"])[¹²³⁰⁴-⁹]+')
"""The raised number of a footnote, behind a word or the end of a sentence: "600 million¹", and not "km²"."""


def sentences(text: str) -> Iterator[str]:
    """Each sentence of *text* that states something, on one line; of one that asks, what it goes on with.

    >>> list(sentences('Is it long? "Is it 34 km long?" he asked. We met at 10. The corridor is No. 5.'))
    ['he asked.', 'We met at 10.', 'The corridor is No. 5.']
    """
    for sentence in _parted(text):
        asks = [it.end() for it in _ASKS.finditer(sentence)]
        stated = sentence[asks[-1] :].lstrip("\"”’»')]*_ ") if asks else sentence
        if _SAYS.search(stated):
            yield from _in_parts(stated)


def passages(text: str) -> Iterator[str]:
    """Each sentence of *text*, on one line, whether it states or asks something."""
    for sentence in _parted(text):
        yield from _in_parts(sentence)


def _in_parts(sentence: str) -> Iterator[str]:
    return (it.strip() for it in _PART.findall(sentence))


def _parted(text: str) -> Iterator[str]:
    plain = _WRAPPED.sub(" ", _NOTE.sub("", _EMPHASIS.sub("", without_emoji(_unmarked(text)))))
    start = 0
    for end in (*_END.finditer(plain), None):
        sentence = plain[start : end.start() if end else None]
        if end and "\n" not in end.group() and _goes_on(sentence[-_FAR:], plain[end.end() :][:_FAR]):
            continue
        if sentence.strip():
            yield " ".join(sentence.split())
        start = end.end() if end else 0


def _unmarked(text: str) -> str:
    """*text* without the tags and entities of HTML.

    >>> _unmarked("<p>It is <b>34</b>&nbsp;km long.</p>").split("\\n")
    ['', 'It is 34\\xa0km long.', '']
    """
    text = _BLOCK.sub("\n", _INLINE.sub("", text)) if "<" in text else text
    return _ENTITY.sub(lambda it: unescape(it[0]), text) if "&" in text else text


def _goes_on(before: str, after: str) -> bool:
    """Whether what ends with *before* is no whole sentence."""
    if _TITLE.search(before):
        return not before.endswith(("No.", "no.", "Nr.", "nr.")) or after[:1].isdigit()
    if not _SHORTENED.search(before) or _OPENS.match(after):
        return False
    return not _COUNTED.search(before) or bool(_MONTH.match(after))

"""The sentences of a text as people paste it: in Markdown, wrapped, with abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..answering.words.asides import without_emoji

LONGEST_SENTENCE = 1_000
"""Characters of a sentence. A longer one is none that people write, and is read in parts."""
_PART = re.compile("|".join(rf".{{1,{LONGEST_SENTENCE}}}{end}" for end in ("$", "[,;:] ", " ", "")))

_SENTENCE = re.compile(
    # Not behind what is only shortened, nor behind the number of a day or an edition.
    r"(?<!(?<!/)\b[A-Za-z]\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bNo\.)(?<!\bca\.)(?<!approx\.)(?<!\bMio\.)(?<!\bMrd\.)(?<!\bTsd\.)"
    r"(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.)(?<!\bSept\.)"
    r"(?<!(?<![$€£])\b\d\.)(?<!(?<![$€£])\b\d\d\.)"
    r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘(]?[^\W\d_a-z]|\d)|\n+|(?<=;)\s+"
)
_EMPHASIS = re.compile(r"(?<![^\W_])[*_`~]{1,3}(?=[^\W_])|(?<=[^\W_%])[*_`~]{1,3}(?![^\W_])")
"""What makes words bold in a message or in Markdown."""
_WRAPPED = re.compile(r"(?<=[^\n]{50})(?<![.!?:;])\n(?=[^\W_])|\n(?=[a-zà-ÿ])")
"""The end of a line within a sentence: of a letter, or a page."""


_NOTE = re.compile('(?<=[^\\W\\d_]{3})[¹²³⁰⁴-⁹]+|(?<=[.,;:!?)”"])[¹²³⁰⁴-⁹]+')
"""The raised number of a footnote, behind a word or the end of a sentence: "600 million¹", and not "km²"."""


def sentences(text: str) -> Iterator[str]:
    """Each sentence of *text* that states something, on one line."""
    plain = _WRAPPED.sub(" ", _NOTE.sub("", _EMPHASIS.sub("", without_emoji(text))))
    for sentence in (" ".join(it.split()) for it in _SENTENCE.split(plain)):
        if sentence and not sentence.endswith("?"):
            yield from (it.strip() for it in _PART.findall(sentence))

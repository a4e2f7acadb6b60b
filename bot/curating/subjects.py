"""What a sentence in English is about, as far as its first words tell."""

from __future__ import annotations

import re

from knowledge.fold import words

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
    r"opened|closed|began|begins|starts|started|lasts|lasted|runs|takes|took|pays|paid|belongs)\b"
)


def subject(sentence: str) -> str | None:
    """What *sentence* is about, where its first words before a verb are a name for it."""
    before = VERB.split(sentence, maxsplit=1)[0].split()
    if not 1 <= len(before) <= MOST_OF_A_NAME or len(before) == len(sentence.split()):
        return None
    said = words(" ".join(before))
    if not LEANING.isdisjoint(said) or (len(said) > 1 and said[0] in _CIRCUMSTANCES):
        return None  # "I", "Today they", "Since 2023 a boat"
    bare = re.sub(r"[\"“”„«»()\[\]{}]", "", " ".join(before)).strip(" .,;:!?'")
    return bare if bare and not re.search(r"[,;:]", bare) else None


MOST_OF_A_NAME = 6
"""Words of a title that is taken out of a sentence."""

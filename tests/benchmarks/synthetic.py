"""Knowledge and questions of any size, made of realistic words, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.base import SHIPPED, Knowledge, packed
from knowledge.language import Language
from knowledge.load import read
from knowledge.model import Entry, Fact, Span
from knowledge.source import Source

ALIASES = 6

_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "r",
    "s",
    "sh",
    "sk",
    "sl",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ou"]
_CODAS = ["", "", "", *["n", "r", "l", "s", "t", "k", "m", "nd", "rk", "st", "ng"]]
_CHAT = (
    "what is {}",
    "tell me about {} please",
    "how long is {}",
    "when does {} start?",
    "hey, anything on {}?",
    "{}",
)


@dataclass(frozen=True)
class Asked:
    """A question about one synthetic entry."""

    text: str
    entry: str


def word(rng: random.Random) -> str:
    return "".join(
        rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS)
        for _ in range(rng.choice((1, 2, 2, 3, 3)))
    )


def knowledge(entries: int, seed: int = 1) -> Knowledge:
    """Knowledge of *entries* topics with six aliases each.

    Words are drawn as unevenly as in real text: a few are in very many names, most in few.
    """
    rng = random.Random(seed)  # noqa: S311 - questions for a benchmark, not secrets
    words = list(dict.fromkeys(word(rng) for _ in range(int(40 * entries**0.6) + 2_000)))
    weights = [1 / (rank + 3) for rank in range(len(words))]
    common = [f"{word}ing" for word in words[:40]]
    text = "A fact stands here."
    source = Source(
        id="made-up",
        file="none.txt",
        title="None",
        publisher="Nobody",
        date="2025",
        speaker="Nobody",
        text=text,
    )
    span = Span(source="made-up", start=0, end=len(text), paragraph=1)
    made = []
    drawn = iter(rng.choices(words, weights, k=entries * ALIASES * 5))
    for number in range(entries):
        own = next(drawn), next(drawn)
        names = []
        for _ in range(ALIASES):
            extra = [rng.choice(own), next(drawn), *(next(drawn) for _ in range(rng.choice((0, 1, 1))))]
            if rng.random() < 0.3:
                extra.append(rng.choice(common))
            rng.shuffle(extra)
            names.append(" ".join(extra))
        fact = Fact(text=text, quote=text, span=span, said_by="Nobody", published="Nobody, 2025")
        made.append(
            Entry(
                id=f"e{number}",
                kind="project",
                title=names[0],
                aliases={"en": tuple(names[1:])},
                facts=(fact,),
                theme="made-up",
            )
        )
    return Knowledge(sources=(source,), entries=tuple(made), packed_language=packed(_language()))


def questions(made: Knowledge, count: int, seed: int = 2) -> Iterator[Asked]:
    """Names as they are, with typos, and inside chatty questions; each drawn afresh."""
    rng = random.Random(seed)  # noqa: S311
    for _ in range(count):
        entry = rng.choice(made.entries)
        name = rng.choice((entry.title, *entry.aliases["en"]))
        if rng.random() < 0.6:
            name = " ".join(
                typo(word, rng) if len(word) > 4 and rng.random() < 0.6 else word for word in name.split()
            )
        yield Asked(rng.choice(_CHAT).format(name), entry.id)


def typo(word: str, rng: random.Random) -> str:
    """*word* with one letter added, lost, changed or swapped with its neighbour."""
    at = rng.randrange(len(word) - 1)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    match rng.randrange(4):
        case 0:
            return word[:at] + letter + word[at:]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + letter + word[at + 1 :]
        case _:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _language() -> Language:
    """The questions' words, without names and synonyms: those are about the real world."""
    shipped = read(SHIPPED).draft.language
    return Language(questions=shipped.questions)

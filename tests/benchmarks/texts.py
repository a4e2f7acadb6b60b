"""How often the right entry is found first in texts that the bot was not tuned on, beside other ways to search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.answering.reply import Answer
from bot.answering.respond import Responder
from knowledge.base import SHIPPED, Knowledge
from knowledge.fold import words
from knowledge.load import load
from knowledge.model import Entry
from tests.eval.score import FILES, Question, questions

from .peers import Find

TEXTS = Path(__file__).parent.parent / "texts"
HOME = "last"
"""The set of questions about the article that was written last."""


def measure() -> None:
    """Print the table: of the questions that a text answers, the share with the right entry first.

    The others always name an entry. The bot's nearest is what it would name if it had to; what it does
    answer is right more seldom, because it refuses, and what it refuses is mostly not in the text.
    """
    print("| text | questions | bot answers | bot's nearest | FTS5 | scan (WRatio) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    sets = [("article", SHIPPED, FILES[HOME])]
    sets += [(it.name, it, it / "questions.jsonl") for it in sorted(TEXTS.iterdir()) if it.is_dir()]
    for name, directory, file in sets:
        asked = [it for it in questions(file) if it.expect == "answer"]
        made = load(directory)
        finders = (answered(made), nearest(made), full_text(made), scan(made))
        shares = (sum(_is_right(find(it.q), it, made) for it in asked) / len(asked) for find in finders)
        print(f"| {name} | {len(asked)} | {' | '.join(f'{it:.2f}' for it in shares)} |")


def answered(made: Knowledge) -> Find:
    """The entry that the bot answers with."""
    responder = Responder(made)

    def find(text: str) -> str | None:
        reply = responder.reply(text)
        return reply.entry.id if isinstance(reply, Answer) else None

    return find


def nearest(made: Knowledge) -> Find:
    """The entry that the bot finds nearest, whether or not it answers."""
    responder = Responder(made)
    return lambda text: next((it.id for it in responder.suggest(text)), None)


def full_text(made: Knowledge) -> Find:
    """SQLite's full-text search, by BM25 over all that an entry says and is called."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE entries USING fts5(id UNINDEXED, said, tokenize='porter unicode61')")
    base.executemany(
        "INSERT INTO entries VALUES (?, ?)", ((entry.id, " ".join(_said(entry))) for entry in made.entries)
    )

    def find(text: str) -> str | None:
        asked = " OR ".join(f'"{word}"' for word in words(text))
        found = base.execute("SELECT id FROM entries WHERE said MATCH ? ORDER BY rank LIMIT 1", (asked,))
        row: tuple[str] | None = found.fetchone() if asked else None
        return row[0] if row else None

    return find


def scan(made: Knowledge) -> Find:
    """Compare the question with all that an entry says and is called: `process.extractOne(WRatio)`."""
    named = [(text, entry.id) for entry in made.entries for text in _said(entry)]
    texts = [text for text, _ in named]

    def find(text: str) -> str | None:
        found = process.extractOne(text, texts, scorer=fuzz.WRatio)
        return named[found[2]][1] if found else None

    return find


def _said(entry: Entry) -> Iterable[str]:
    yield entry.title
    for aliases in entry.aliases.values():
        yield from aliases
    yield from entry.keywords
    for fact in entry.facts:
        yield from (fact.text, fact.quote, *fact.keywords)


def _is_right(entry_id: str | None, question: Question, made: Knowledge) -> bool:
    entry = made.by_id.get(entry_id or "")
    return entry is not None and any(piece in fact.quote for piece in question.any_of for fact in entry.facts)

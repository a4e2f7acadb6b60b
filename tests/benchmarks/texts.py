"""How often the right entry is found first in texts that the bot was not tuned on, beside other ways to search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import fuzz, process
from tantivy import Document, Index, Occur, Query, SchemaBuilder

from bot.answering.reply import Answer
from bot.answering.respond import Responder
from bot.answering.words.vocabulary import errors_allowed
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
    print("| text | questions | bot answers | bot's nearest | FTS5 | tantivy | scan (WRatio) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    sets = [("article", SHIPPED, FILES[HOME])]
    sets += [(it.name, it, it / "questions.jsonl") for it in sorted(TEXTS.iterdir()) if it.is_dir()]
    for name, directory, file in sets:
        asked = [it for it in questions(file) if it.expect == "answer"]
        made = load(directory)
        finders = (answered(made), nearest(made), full_text(made), tantivy_stemmed(made), scan(made))
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


def tantivy_stemmed(made: Knowledge) -> Find:
    """The same by tantivy: BM25 over stems, each word with the typos that its length allows."""
    builder = SchemaBuilder()
    builder.add_text_field("said", tokenizer_name="en_stem")
    builder.add_text_field("plain", tokenizer_name="default")
    builder.add_unsigned_field("number", stored=True)
    schema = builder.build()
    index = Index(schema)
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    for number, entry in enumerate(made.entries):
        said = " ".join(_said(entry))
        writer.add_document(Document(said=said, plain=said, number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(text: str) -> str | None:
        asked = words(text)
        if not asked:
            return None
        parts = [(Occur.Should, index.parse_query(" ".join(asked), ["said"]))]
        parts += [
            (Occur.Should, Query.fuzzy_term_query(schema, "plain", it, distance=errors_allowed(len(it))))
            for it in asked
        ]
        hits = searcher.search(Query.boolean_query(parts), limit=1).hits
        return made.entries[searcher.doc(hits[0][1])["number"][0]].id if hits else None

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

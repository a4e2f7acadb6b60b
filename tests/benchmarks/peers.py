"""What the bot's lookup is measured beside: other ways to find the entry that a question names."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz, process
from tantivy import Document, Index, Occur, Query, SchemaBuilder

from bot.answering.words.vocabulary import errors_allowed
from knowledge.base import Knowledge
from knowledge.fold import words

Find = Callable[[str], str | None]
"""A question to the id of the entry that is taken to be meant."""

RANKED_AGAIN = 50
"""Names that tantivy finds best and rapidfuzz compares with the whole question."""


def scan(made: Knowledge) -> Find:
    """Compare the question with every name: `rapidfuzz.process.extractOne(WRatio)`."""
    named = _named(made)
    names = [name for name, _ in named]

    def find(text: str) -> str | None:
        found = process.extractOne(text, names, scorer=fuzz.WRatio)
        return named[found[2]][1] if found else None

    return find


def tantivy_fuzzy(made: Knowledge) -> Find:
    """Fuzzy queries of an inverted index in Rust, word by word, and its best names ranked again."""
    named = _named(made)
    builder = SchemaBuilder()
    builder.add_text_field("name", tokenizer_name="whitespace")
    builder.add_unsigned_field("number", stored=True)
    schema = builder.build()
    index = Index(schema)
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for number, (name, _) in enumerate(named):
        writer.add_document(Document(name=" ".join(words(name)), number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(text: str) -> str | None:
        asked = [
            (Occur.Should, Query.fuzzy_term_query(schema, "name", word, distance=errors_allowed(len(word))))
            for word in words(text)
        ]
        hits = searcher.search(Query.boolean_query(asked), limit=RANKED_AGAIN).hits
        numbers: list[int] = [searcher.doc(address)["number"][0] for _, address in hits]
        found = process.extractOne(text, [named[number][0] for number in numbers], scorer=fuzz.WRatio)
        return named[numbers[found[2]]][1] if found else None

    return find


def _named(made: Knowledge) -> list[tuple[str, str]]:
    """Every name with the id of its entry."""
    return [(name, entry.id) for entry in made.entries for name in (entry.title, *entry.aliases["en"])]

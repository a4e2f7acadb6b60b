"""``ots init``, ``ots quote`` and ``ots source``: what a curator begins, quotes and brings in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import ConfigError, KnowledgeError

from .. import streams
from .parts import FOUND, NOT_FOUND, chosen_directory, command, path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from knowledge.source import Source

    from ..curating.sources.documents import Document
    from ..curating.sources.editions import Edition
    from .parts import Commands

MOST_PASSAGES = 3


def add_commands(commands: Commands) -> None:
    """Declare these commands."""
    init = command(commands, "init", _init, "begin a directory of knowledge about a text")
    init.add_argument("directory", type=path, metavar="DIR", help="a directory that holds no knowledge yet")
    init.add_argument(
        "--source",
        type=path,
        metavar="FILE",
        help="the text: plain text, Markdown, HTML or PDF (default: a small sample)",
    )
    init.epilog = "for example: ots init handbook --source handbook.md"

    quote = command(commands, "quote", _quote, "find a passage to quote, ready to paste as YAML")
    looked_for = quote.add_mutually_exclusive_group()
    looked_for.add_argument(
        "words",
        nargs="*",
        default=(),
        type=streams.readable,
        metavar="WORDS",
        help="words of the passage, or like them",
    )
    looked_for.add_argument(
        "--paragraphs",
        action="store_true",
        help="print the number and first words of every paragraph (default: look for WORDS)",
    )
    looked_for.add_argument(
        "--paragraph",
        type=int,
        metavar="N",
        help="print every passage of this paragraph (default: look for WORDS)",
    )
    looked_for.add_argument(
        "--all",
        action="store_true",
        help="print the whole text as a draft, an entry for each heading (default: look for WORDS)",
    )
    quote.add_argument("--source", metavar="ID", help="look in this source only (default: in all)")
    quote.epilog = "for example: ots --knowledge handbook quote days of paid leave"

    source = command(commands, "source", _update, "bring in a text, or the next edition of one")
    actions = source.add_subparsers(title="actions", metavar="ACTION", required=True)
    update = command(actions, "update", _update, "tell what a new edition changes, and accept it")
    update.add_argument("source", metavar="ID", help="the source, as sources.yaml calls it")
    update.add_argument(
        "file", type=path, metavar="FILE", help="the new edition: text, Markdown, HTML or PDF"
    )
    update.add_argument(
        "--accept", action="store_true", help="keep it and renew what refers to it (default: only tell)"
    )
    update.epilog = "for example: ots --knowledge handbook source update handbook handbook-2027.md --accept"
    add = command(actions, "add", _add, "add a text to sources.yaml")
    add.add_argument("file", type=path, metavar="FILE", help="text, Markdown, HTML or PDF")
    add.add_argument("--id", metavar="ID", help="what to call it (default: made from its file name)")
    add.epilog = "for example: ots --knowledge handbook source add travel-policy.pdf"


def _init(options: argparse.Namespace) -> int:
    from shlex import quote as shell_quoted

    from ..curating.begin import SAMPLE, begin
    from ..curating.sources.describe import gives_date

    file: Path | None = options.source
    document = _read(file) if file else SAMPLE
    changed = _day_of(file) if file else None
    begun = begin(options.directory, document, changed)
    if changed and not gives_date(document):
        streams.complain(
            f"ots: {document.name} gives no date, and {changed}, when the file was last changed, is a guess:"
            " write that of its edition in sources.yaml, a year will do"
        )
    for name in begun.files:
        print(f"wrote {options.directory / name}")
    print(f"{document.name}: {begun.paragraphs} paragraphs")
    print("first: make title, publisher, date and speaker true in sources.yaml")
    ots = f"ots --knowledge {shell_quoted(str(options.directory))}"
    print(f"then:  {ots} ask {shell_quoted(begun.question)}")
    print(f"       {ots} quote 'some words'")
    print(f"       {ots} check")
    return FOUND


def _quote(options: argparse.Namespace) -> int:
    from knowledge.draft import closest
    from knowledge.load import read_texts

    from ..curating.outline import outline, placed
    from ..curating.passages import nearest_passages, stating
    from ..curating.sources.describe import guesses

    draft, faults = read_texts(chosen_directory(options))
    sources, language = draft.sources, draft.language
    looked = [it for it in sources if options.source in (None, it.id)]
    if not looked and faults:
        raise KnowledgeError(faults)
    if not looked:
        near = closest(options.source or "", (it.id for it in sources))
        raise ConfigError(f"there is no source {options.source!r} in sources.yaml{near}")
    if options.paragraphs:
        _print_paragraphs(looked)
        return FOUND
    said = " ".join(options.words)
    if options.all or options.paragraph is not None:
        found = list(stating(looked, options.paragraph))
        if not found:
            raise ConfigError(
                f"nothing is stated in paragraph {options.paragraph}: ots quote --paragraphs lists all"
            )
    elif not said:
        raise ConfigError("say some words of the passage, as in: ots quote days of paid leave")
    else:
        found = nearest_passages(said, looked, language, most=MOST_PASSAGES)
    if not found:
        fewer = "fewer words, or " if len(options.words) > 1 or " " in said else ""
        streams.complain(f"ots: no passage is near {said!r}: try {fewer}words of the text")
        return NOT_FOUND
    drafted = (
        outline(found, sources, language) if options.all else (placed(it, sources, language) for it in found)
    )
    if any(guesses(chosen_directory(options))):
        streams.complain(
            "ots: sources.yaml still holds guesses, and what is planned is told by its date:"
            " make them true first"
        )
    print("\n\n".join(drafted))
    return FOUND


def _print_paragraphs(sources: Sequence[Source]) -> None:
    for source in sources:
        for span in source.paragraphs:
            words = source.text[span.start : span.end].split()
            rest = " …" if len(words) > FIRST_WORDS else ""
            print(f"{source.id} {span.paragraph}: {' '.join(words[:FIRST_WORDS])}{rest}")


FIRST_WORDS = 12
"""Words by which a paragraph is known."""


def _update(options: argparse.Namespace) -> int:
    from ..curating.sources.editions import accept, compare

    directory = chosen_directory(options)
    edition = compare(directory, options.source, _read(options.file), options.file)
    _tell(edition)
    if options.accept:
        for path in accept(directory, edition):
            print(f"wrote {path}")
        print(f"{edition.old.id} is still dated {edition.old.date}: write the new date in sources.yaml")
        return FOUND
    return NOT_FOUND if edition.changed else FOUND


def _tell(edition: Edition) -> None:
    from ..curating.paste import scalar

    for it in edition.changed:
        print(f"{it.fact.mark('quote')}: {it.entry}: the quote has changed")
        print(f"  old: {scalar(it.fact.written.quote)}")
        print(f"  {it.says}")
    moved = sum(it.moved for it in edition.quotes)
    elsewhere = f" ({moved} in another paragraph)" if moved else ""
    found = len(edition.quotes) - len(edition.changed)
    quotes = f"{found} of {len(edition.quotes)} quotes found{elsewhere}"
    print(f"{edition.old.id}: {quotes}, {len(edition.changed)} changed")
    if edition.old.voices and edition.is_kept_already:
        print(
            "the old text is gone: look whether the paragraphs of the voices in sources.yaml are still right"
        )
    elif edition.old.voices and (fresh := edition.fresh_paragraphs):
        numbers = ", ".join(map(str, fresh))
        print(f"new paragraphs, spoken by {edition.old.speaker} unless a voice has them: {numbers}")


def _add(options: argparse.Namespace) -> int:
    from ..curating.sources.add import add

    document = _read(options.file)
    source, written = add(chosen_directory(options), document, _day_of(options.file), options.id)
    for file in written:
        print(f"wrote {file}")
    print(f"{source.id}: {len(source.paragraphs)} paragraphs: make title, publisher, date and speaker true")
    return FOUND


def _read(file: Path) -> Document:
    """The document at *file*; what of it is lost is told."""
    from ..curating.sources.documents import read_document

    document = read_document(file)
    if document.lost:
        streams.complain(f"ots: {document.lost}")
    return document


def _day_of(file: Path) -> date:
    """The day on which *file* was last changed."""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()

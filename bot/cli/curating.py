"""``ots check``, ``coverage``, ``gaps`` and ``suggest``: what a curator asks of the knowledge."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import OtsError

from .. import streams
from .parts import FOUND, NOT_FOUND, chosen_directory, chosen_responder, command, in_lines, path

if TYPE_CHECKING:
    from .parts import Commands, path


def add_commands(commands: Commands) -> None:
    """Declare these commands."""
    check = command(commands, "check", _check, "check the knowledge and report every fault")
    check.add_argument(
        "--watch", action="store_true", help="check again on every change, until Ctrl-C (default: once)"
    )
    check.add_argument(
        "--hints",
        action="store_true",
        help="print what is worth typing or naming, a line each (default: how many values)",
    )
    check.epilog = "for example: ots --knowledge my-knowledge check --watch"

    covered = command(commands, "coverage", _coverage, "show which fact-bearing sentences no quote touches")
    covered.add_argument(
        "--json", action="store_true", help="print every sentence as a line of JSON (default: a summary)"
    )
    covered.epilog = "for example: ots coverage"

    gaps = command(commands, "gaps", _gaps, "show what people asked and got no good answer to")
    form = gaps.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all of it as one line of JSON")
    form.add_argument("--html", metavar="FILE", type=path, help="write a page with a picture (default: text)")
    gaps.epilog = "for example: ots gaps --html gaps.html"

    suggested = command(commands, "suggest", _suggest, "suggest phrases that people may search an entry by")
    suggested.add_argument("entry", metavar="ENTRY", help="the id of the entry")
    suggested.add_argument(
        "--accept",
        nargs="*",
        metavar="PHRASE",
        help="write these into the entry, or all that are suggested where none is named "
        "(default: asked for each in a terminal; else they are printed, a line each)",
    )
    suggested.epilog = "for example: ots --knowledge my-knowledge suggest paid-leave"


def _check(options: argparse.Namespace) -> int:
    directory = chosen_directory(options)
    if options.knowledge is None and Path("sources.yaml").is_file() and not directory.samefile("."):
        streams.complain("checking another directory than this one: ots --knowledge . check checks this one")
    if not options.watch:
        return _report(directory, hinted=options.hints)
    from ..curating.watching import watch

    def report(directory: Path) -> None:
        try:
            _report(directory, hinted=options.hints)
        except OtsError as error:
            streams.complain(in_lines(error))

    return watch(directory, report)


def _report(directory: Path, *, hinted: bool) -> int:
    from knowledge.errors import KnowledgeError
    from knowledge.load import read, trusted

    from ..curating.hints import count, hints, without_keywords
    from ..curating.sources.describe import guesses

    loaded = read(directory)
    draft, found = loaded
    if found and hinted:
        for hint in chain(guesses(directory), hints(draft)):
            print(hint, flush=True)
    if found:
        raise KnowledgeError(found)
    if draft.about.examples:
        from ..answering.respond import Responder

        Responder(trusted(loaded))  # which proves that they are answered
    facts = sum(len(entry.facts) for entry in draft.entries)
    for hint in chain(guesses(directory), hints(draft) if hinted else ()):
        print(hint)
    print(f"{len(draft.entries)} entries, {facts} facts: every quote found, no faults", flush=True)
    if last := without_keywords(draft) if hinted else count(draft):
        print(last, flush=True)
    return FOUND


def _coverage(options: argparse.Namespace) -> int:
    from knowledge.coverage import coverage, share
    from knowledge.errors import KnowledgeError
    from knowledge.load import read

    draft, faults = read(chosen_directory(options))
    # What could not be read at all may quote any sentence.
    for source in () if draft.unread else draft.sources:
        found = coverage(draft, source)
        bearing = [sentence for sentence in found if sentence.bears_facts]
        if options.json:
            for sentence in found:
                print(
                    json.dumps(
                        {
                            **vars(sentence.span),
                            "text": sentence.text,
                            "bears_facts": sentence.bears_facts,
                            "touched": sentence.touched,
                        },
                        ensure_ascii=False,
                    )
                )
            continue
        for sentence in bearing:
            if not sentence.touched:
                print(f"paragraph {sentence.span.paragraph}: {sentence.text}")
        touched = sum(sentence.touched for sentence in bearing)
        print(f"{source.id}: {touched} of {len(bearing)} fact-bearing sentences touched ({share(found):.1%})")
    if faults:
        raise KnowledgeError(faults)
    return FOUND


def _gaps(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from knowledge.load import read_texts

    from ..store import require_database

    require_database()
    from ..curating.gaps import as_json, as_page, as_text
    from ..store.gaps import report
    from ..variables import database_url

    small_words = read_texts(chosen_directory(options)).draft.small_words.all
    found = report(chosen_responder(options), small_words, database_url(os.environ))
    if options.html is None:
        print(as_json(found) if options.json else as_text(found))
        return FOUND
    try:
        options.html.write_text(as_page(found, datetime.now(UTC)), encoding="utf-8")
    except OSError as error:
        raise OtsError(f"cannot write {str(options.html)!r} ({error.strerror})") from None
    print(f"wrote {options.html}")
    return FOUND


def _suggest(options: argparse.Namespace) -> int:
    from knowledge.load import read, trusted

    from ..answering.respond import Responder
    from ..curating.lexicons import lexicons, looked_up
    from ..curating.suggest import accept, entry_called, suggest

    loaded = read(chosen_directory(options))
    knowledge = trusted(loaded)
    entry = entry_called(options.entry, loaded.draft)
    phrases: Sequence[str] = options.accept or ()
    if not phrases:
        found = lexicons()
        if not found:
            raise OtsError(looked_up(found))
        phrases = suggest(entry, loaded.draft, Responder(knowledge), found)
        if not phrases:
            none = f"no other words for {options.entry!r}: write how somebody would ask for it"
            streams.complain(f"ots: {none} ({looked_up(found)})")
    asked = options.accept is None
    if asked and not (sys.stdin.isatty() and sys.stdout.isatty()):
        for phrase in phrases:
            print(phrase)
        return FOUND if phrases else NOT_FOUND
    wanted = tuple(_accepted(phrases)) if asked else phrases
    written = accept(entry, wanted, loaded.draft)
    print(f"{entry.page.file}: {entry.written.id}: {len(written)} added: {', '.join(written) or 'none'}")
    return FOUND


def _accepted(phrases: Sequence[str]) -> Iterator[str]:
    """Those of *phrases* that are answered with yes; the end of the input, or q, refuses the rest."""
    for number, phrase in enumerate(phrases, 1):
        try:
            answer = input(f"{number}/{len(phrases)}  {phrase}  [y/n/q] ").strip().lower()
        except EOFError:
            print()
            return
        if answer.startswith("q"):
            return
        if answer.startswith("y"):
            yield phrase

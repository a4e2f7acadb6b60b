"""``ots check``, ``ots coverage`` and ``ots gaps``: what a curator asks of the knowledge."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import OtsError

from .parts import FOUND, chosen_directory, chosen_knowledge, command

if TYPE_CHECKING:
    from .parts import Commands


def add_commands(commands: Commands) -> None:
    """Declare these commands."""
    check = command(commands, "check", _check, "check the knowledge and report every fault")
    check.epilog = "for example: ots --knowledge my-knowledge check"

    covered = command(commands, "coverage", _coverage, "show which fact-bearing sentences no quote touches")
    covered.add_argument(
        "--json", action="store_true", help="print every sentence as a line of JSON (default: a summary)"
    )
    covered.epilog = "for example: ots coverage"

    gaps = command(commands, "gaps", _gaps, "show what people asked and got no good answer to")
    form = gaps.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all of it as one line of JSON")
    form.add_argument("--html", metavar="FILE", type=Path, help="write a page with a picture (default: text)")
    gaps.epilog = "for example: ots gaps --html gaps.html"


def _check(options: argparse.Namespace) -> int:
    from knowledge.load import load

    knowledge = load(chosen_directory(options))
    if knowledge.about.examples:
        from ..answering.respond import Responder

        Responder(knowledge)  # which proves that they are answered
    facts = sum(len(entry.facts) for entry in knowledge.entries)
    print(f"{len(knowledge.entries)} entries, {facts} facts: every quote found, no faults")
    return FOUND


def _coverage(options: argparse.Namespace) -> int:
    from knowledge.coverage import coverage, share

    knowledge = chosen_knowledge(options)
    for source in knowledge.sources:
        found = coverage(knowledge, source)
        bearing = [sentence for sentence in found if sentence.bears_facts]
        if options.json:
            for sentence in found:
                print(
                    json.dumps(
                        {
                            **sentence.span.model_dump(),
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
    return FOUND


def _gaps(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from ..store import require_database

    require_database()
    from ..store.gaps import as_json, as_page, as_text, report

    found = report(chosen_knowledge(options), os.environ.get("DATABASE_URL", "").strip() or None)
    if options.html is None:
        print(as_json(found) if options.json else as_text(found))
        return FOUND
    try:
        options.html.write_text(as_page(found, datetime.now(UTC)), encoding="utf-8")
    except OSError as error:
        raise OtsError(f"cannot write {str(options.html)!r} ({error.strerror})") from None
    print(f"wrote {options.html}")
    return FOUND

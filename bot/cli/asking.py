"""``ots``, ``ots ask`` and ``ots list``: what people ask, in a terminal or a pipe."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from knowledge.model import KINDS

from .. import streams
from .parts import FOUND, NOT_FOUND, chosen_knowledge, chosen_responder, command

if TYPE_CHECKING:
    from ..answering.reply import Reply
    from ..answering.respond import Responder
    from .parts import Commands


ENTRIES, SOURCES = "entries", "sources"
"""What `ots list` lists, beside the entries of one kind."""


def add_commands(commands: Commands) -> None:
    """Declare these commands."""
    ask = command(commands, "ask", _ask, "answer one question, or one a line from standard input")
    ask.add_argument(
        "query",
        nargs="*",
        type=streams.readable,
        metavar="QUERY",
        help="the question (default: read a question a line)",
    )
    ask.add_argument(
        "--json", action="store_true", help="print each reply as one line of JSON (default: text)"
    )
    ask.add_argument(
        "--explain", action="store_true", help="add why: words matched, runners-up and the gap to them"
    )
    ask.add_argument(
        "--follow", action="store_true", help="read each line in the light of the last (default: by itself)"
    )
    ask.add_argument(
        "--quotes", action="store_true", help="print the quotes below a listing (default: its rows alone)"
    )
    ask.epilog = "for example: ots ask --json {other}"

    entries = command(commands, "list", _list, "list the entries, or the sources that they are from")
    entries.add_argument(
        "what",
        nargs="?",
        default=ENTRIES,
        metavar="WHAT",
        help="entries, sources, or a kind of entry such as events (default: entries)",
    )
    entries.add_argument(
        "--kind",
        metavar="KIND",
        help=f"list only entries of this kind: {', '.join(KINDS)}, or one of about.yaml (default: all)",
    )
    entries.add_argument(
        "--json",
        action="store_true",
        help="print each entry or source whole, a line each (default: id and title)",
    )
    entries.epilog = "for example: ots list --kind event --json"
    entries.set_defaults(refuse=entries.error)


def console(options: argparse.Namespace) -> int:
    from ..variables import command_name

    given = command_name(os.environ)
    responder = chosen_responder(options)
    name = given or responder.about.command
    if sys.stdin.isatty():
        from ..console.session import run

        return run(responder, command=name)
    return _converse(responder, name)


def _converse(responder: Responder, command: str) -> int:
    """The console's conversation, with each reply in full, where lines come from a pipe."""
    from ..answering.conversation.turn import Turn
    from ..answering.manners import without_command
    from ..answering.reply import NoAnswer
    from ..console.words import LEAVING, WHY, why

    last: Turn | None = None
    reply: Reply | None = None
    found = False
    for number, line in enumerate(streams.lines(sys.stdin)):
        text = without_command(line, command)
        if text.lower() in LEAVING:
            break
        if number:
            print()
        if text.lower() == WHY:
            print(why(responder, reply))
            continue
        reply = responder.reply(text, after=last)
        last = Turn.of(reply, before=last)
        found = found or not isinstance(reply, NoAnswer)
        _print_reply(reply, sys.stdout, quotes=False)
    return FOUND if found else NOT_FOUND


def _ask(options: argparse.Namespace) -> int:
    queries = iter([" ".join(options.query)]) if options.query else streams.lines(sys.stdin)
    return _answer(options, chosen_responder(options), queries)


def _answer(options: argparse.Namespace, responder: Responder, queries: Iterator[str]) -> int:
    from ..answering.conversation.turn import Turn
    from ..answering.reply import NoAnswer, as_data

    last: Turn | None = None
    found = False
    for number, query in enumerate(queries):
        reply = responder.reply(query, after=last)
        last = Turn.of(reply, before=last) if options.follow else None
        found = found or not isinstance(reply, NoAnswer)
        if options.json:
            data = as_data(reply)
            if options.explain:
                data["explanation"] = responder.explain(reply).as_data()
            print(json.dumps(data, ensure_ascii=False))
            continue
        if number:
            print()
        _print_reply(reply, sys.stdout, quotes=options.quotes)
        if options.explain:
            print(responder.explain(reply))
    return FOUND if found else NOT_FOUND


def _print_reply(reply: Reply, out: TextIO, *, quotes: bool) -> None:
    if out.isatty():
        from ..console.draw import draw

        draw(reply)
    else:
        from ..answering.plain import plain

        print(plain(reply, quotes=quotes), file=out)


def _list(options: argparse.Namespace) -> int:
    if options.what != ENTRIES and options.kind is not None:
        options.refuse("argument --kind: not allowed with argument WHAT")
    if options.what == SOURCES:
        return _list_sources(options)
    knowledge = chosen_knowledge(options)
    named = options.what if options.what != ENTRIES else options.kind
    kind = knowledge.about.kind_called(named) if named else None
    if named and kind is None:
        argument, others = ("--kind", ()) if named == options.kind else ("WHAT", (ENTRIES, SOURCES))
        known = ", ".join((*others, *knowledge.about.every_kind))
        options.refuse(f"argument {argument}: invalid choice: {named!r} (choose from {known})")
    for entry in knowledge.entries:
        if kind in (None, entry.kind):
            print(entry.as_json() if options.json else f"{entry.id:40} {entry.kind:13} {entry.title}")
    return FOUND


def _list_sources(options: argparse.Namespace) -> int:
    from ..answering.reply import source_data

    knowledge = chosen_knowledge(options)
    told = Counter(fact.span.source for entry in knowledge.entries for fact in entry.facts)
    for source in knowledge.sources:
        if options.json:
            data = {**source_data(source), "facts": told[source.id]}
            print(json.dumps(data, ensure_ascii=False))
        else:
            print(f"{source.id:24} {source.published:40} {source.title} ({told[source.id]} facts)")
    return FOUND

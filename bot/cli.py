"""The command line: ``ots``. One place turns words into calls, and errors into a line and an exit code."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from knowledge.errors import ConfigError, KnowledgeError, OtsError
from knowledge.model import KINDS

from . import streams
from .environment import provide_home, read_env_file

# Nothing that is imported or loaded is garbage: collecting begins when there is an answer to give.
gc.disable()
# Looking for plugins of pydantic, of which there are none, takes a tenth of a run's time.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

if TYPE_CHECKING:
    from knowledge.base import Knowledge

    from .answering.reply import Reply
    from .answering.respond import Responder

FOUND, NOT_FOUND, WRONG_USE = 0, 1, 2
INTERRUPTED = 130
"""What a shell expects of a process ended by Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ots`` with *arguments*; the exit code."""
    streams.prepare()
    provide_home()
    return streams.guarded(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    try:
        read_env_file()
        if getattr(options, "json", False):
            streams.print_json()
        code: int = options.run(options)
    except OtsError as error:
        if options.debug:
            raise
        streams.complain(f"ots: {error}" if not isinstance(error, KnowledgeError) else str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError:
        if options.debug:
            traceback.print_exc()
        raise
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        streams.complain(f"{self.prog}: {message}: see {self.prog} --help")
        sys.exit(WRONG_USE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="ots",
        description="Answer questions about the Organization of Turkic States from one interview, "
        "each with the quote that proves it. With no command: the console.",
        epilog="for example: ots ask how long is the zangazur corridor",
    )
    parser.add_argument(
        "--knowledge",
        metavar="DIR",
        type=Path,
        help="answer from the knowledge in DIR (default: OTS_KNOWLEDGE, else what comes with the bot)",
    )
    parser.add_argument(
        "--debug", action="store_true", help="show the traceback of an error (default: one line)"
    )
    parser.set_defaults(run=_console)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    ask = _command(commands, "ask", _ask, "answer one question, or one a line from standard input")
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
    ask.epilog = "for example: ots ask --json who proposed the common alphabet"

    entries = _command(commands, "list", _list, "list the entries")
    entries.add_argument(
        "--kind",
        choices=KINDS,
        metavar="KIND",
        help=f"list only entries of this kind: {', '.join(KINDS)} (default: all)",
    )
    entries.add_argument(
        "--json", action="store_true", help="print each entry whole, a line each (default: id and title)"
    )
    entries.epilog = "for example: ots list --kind event --json"

    check = _command(commands, "check", _check, "check the knowledge and report every fault")
    check.epilog = "for example: ots --knowledge my-knowledge check"

    covered = _command(commands, "coverage", _coverage, "show which fact-bearing sentences no quote touches")
    covered.add_argument(
        "--json", action="store_true", help="print every sentence as a line of JSON (default: a summary)"
    )
    covered.epilog = "for example: ots coverage"

    gaps = _command(commands, "gaps", _gaps, "show what people asked and got no good answer to")
    form = gaps.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all of it as one line of JSON")
    form.add_argument("--html", metavar="FILE", type=Path, help="write a page with a picture (default: text)")
    gaps.epilog = "for example: ots gaps --html gaps.html"

    serve = _command(commands, "serve", _serve, "run the Slack bot until it is told to stop")
    transport = serve.add_mutually_exclusive_group()
    transport.add_argument(
        "--socket",
        dest="transport",
        action="store_const",
        const="socket",
        help="be called on a socket, without a URL",
    )
    transport.add_argument(
        "--http",
        dest="transport",
        action="store_const",
        const="http",
        help="listen on HOST:PORT (default: the socket where SLACK_APP_TOKEN is set, else HTTP)",
    )
    serve.add_argument(
        "--watch",
        action="store_true",
        help="take changed knowledge at once (default: on SIGHUP), if it has no fault",
    )
    serve.epilog = "for example: ots serve --http"

    manifest = _command(commands, "manifest", _manifest, "print the Slack app manifest, ready to paste")
    manifest.add_argument(
        "--url",
        metavar="URL",
        help="where Slack reaches the bot over HTTP (default: a manifest for socket mode)",
    )
    manifest.epilog = "for example: ots manifest --url https://ots.example.org"
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _directory(options: argparse.Namespace) -> Path:
    from knowledge.base import SHIPPED

    chosen: Path | None = options.knowledge
    if chosen is None and (named := os.environ.get("OTS_KNOWLEDGE")):
        chosen = Path(named)
    if chosen is not None and not chosen.is_dir():
        raise ConfigError(
            f"knowledge directory {str(chosen)!r} does not exist: name one with --knowledge DIR"
        )
    return chosen or SHIPPED


def _knowledge(options: argparse.Namespace) -> Knowledge:
    """The knowledge without its language, which is in the responder that it is kept with."""
    return _responder(options).knowledge


def _responder(options: argparse.Namespace) -> Responder:
    from .answering.compiled import responder

    found = responder(_directory(options))
    gc.freeze()
    gc.enable()
    return found


def _console(options: argparse.Namespace) -> int:
    if sys.stdin.isatty():
        from .console.session import run

        return run(_responder(options))
    piped = argparse.Namespace(
        knowledge=options.knowledge, json=False, explain=False, follow=True, quotes=False
    )
    return _answer(piped, streams.lines(sys.stdin))


def _ask(options: argparse.Namespace) -> int:
    queries = iter([" ".join(options.query)]) if options.query else streams.lines(sys.stdin)
    return _answer(options, queries)


def _answer(options: argparse.Namespace, queries: Iterator[str]) -> int:
    from .answering.reply import NoAnswer, as_data
    from .answering.turn import Turn

    if options.json:
        import json
    last: Turn | None = None
    responder = _responder(options)
    found = False
    for number, query in enumerate(queries):
        reply = responder.reply(query, after=last)
        last = Turn.of(reply) if options.follow else None
        found = found or not isinstance(reply, NoAnswer)
        if options.json:
            data = as_data(reply)
            if options.explain:
                data["explanation"] = responder.explain(query).as_data()
            print(json.dumps(data, ensure_ascii=False))
            continue
        if number:
            print()
        _print_reply(reply, sys.stdout, quotes=options.quotes)
        if options.explain:
            print(responder.explain(query))
    return FOUND if found else NOT_FOUND


def _print_reply(reply: Reply, out: TextIO, *, quotes: bool) -> None:
    if out.isatty():
        from .console.draw import draw

        draw(reply)
    else:
        from .answering.wording import plain

        print(plain(reply, quotes=quotes), file=out)


def _serve(options: argparse.Namespace) -> int:
    from itertools import count

    from knowledge.load import load

    from .answering.compiled import responder
    from .answering.respond import Responder
    from .delivery.settings import Settings
    from .serving.serve import Origin, run

    settings = Settings.read(os.environ, force=options.transport)
    directory = _directory(options)
    times = count()

    def loaded() -> Responder:
        # At the start what is kept. Later anew: writing it would hold up those who ask meanwhile.
        return Responder(load(directory)) if next(times) else responder(directory)

    return run(settings, Origin(directory, loaded, watched=options.watch))


def _manifest(options: argparse.Namespace) -> int:
    from .delivery.settings import command_name
    from .slack.manifest import manifest

    url: str | None = options.url
    if url is not None and not url.startswith("https://"):
        raise ConfigError(
            f"--url is {url!r}: Slack calls https:// addresses only, as in https://ots.example.org"
        )
    print(manifest(command=command_name(os.environ), url=url), end="")
    return FOUND


def _gaps(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from .store import require_database

    require_database()
    from .store.gaps import as_json, as_page, as_text, report

    found = report(_knowledge(options), os.environ.get("DATABASE_URL", "").strip() or None)
    if options.html is None:
        print(as_json(found) if options.json else as_text(found))
        return FOUND
    try:
        options.html.write_text(as_page(found, datetime.now(UTC)), encoding="utf-8")
    except OSError as error:
        raise OtsError(f"cannot write {str(options.html)!r} ({error.strerror})") from None
    print(f"wrote {options.html}")
    return FOUND


def _list(options: argparse.Namespace) -> int:
    for entry in _knowledge(options).entries:
        if options.kind in (None, entry.kind):
            print(entry.model_dump_json() if options.json else f"{entry.id:40} {entry.kind:13} {entry.title}")
    return FOUND


def _check(options: argparse.Namespace) -> int:
    from knowledge.load import load

    knowledge = load(_directory(options))
    facts = sum(len(entry.facts) for entry in knowledge.entries)
    print(f"{len(knowledge.entries)} entries, {facts} facts: every quote found, no faults")
    return FOUND


def _coverage(options: argparse.Namespace) -> int:
    import json

    from knowledge.coverage import coverage, share

    knowledge = _knowledge(options)
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

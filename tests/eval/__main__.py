"""``python -m tests.eval``: how well the bot answers, a table per set of questions."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bot.answering.reply import as_data
from bot.answering.respond import Responder
from bot.cli.parts import in_lines
from bot.streams import complain
from knowledge.base import SHIPPED
from knowledge.errors import ConfigError, OtsError
from knowledge.load import load

from .rows import gold, score_rows
from .score import FILES, HERE, Row, questions, score
from .talk import conversations, talk


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=__doc__)
    parser.add_argument(
        "sets", nargs="*", help=f"sets of questions or files (default: {' '.join((*FILES, *OTHERS))})"
    )
    parser.add_argument(
        "--failures", action="store_true", help="list each wrong reply (default: only the table)"
    )
    parser.add_argument("--kind", help="only questions of this kind (default: all)")
    parser.add_argument(
        "--knowledge", type=Path, default=SHIPPED, help="knowledge directory (default: the shipped one)"
    )
    options = parser.parse_args()
    try:
        _run(options)
    except OtsError as error:
        complain(in_lines(error))
        sys.exit(error.exit_code)


def _run(options: argparse.Namespace) -> None:
    if not options.knowledge.is_dir():
        raise ConfigError(f"knowledge directory {str(options.knowledge)!r} does not exist")
    responder = Responder(load(options.knowledge))
    for name in options.sets or (*FILES, *OTHERS):
        if name in OTHERS:
            OTHERS[name](responder, failures=options.failures)
            continue
        if held := own_conversations(Path(name)) if name not in FILES else None:
            talks(responder, failures=options.failures, held=held)
            continue
        asked = [q for q in questions(FILES.get(name, Path(name))) if options.kind in (None, q.kind)]
        rows = score(asked, lambda text: as_data(responder.reply(text)))
        print(f"{name}\n{table(rows)}\n")
        if options.failures:
            for kind, row in rows.items():
                for question, reply in row.failures:
                    got = (
                        reply["entry"]
                        or ",".join(choice["entry"] for choice in reply["choices"])
                        or reply["title"]
                    )
                    lead = reply["facts"][0]["text"][:70] if reply["facts"] else ""
                    print(
                        f"{kind:13} {question.q!r} -> {reply['status']} {reply['reason'] or ''} {got} | {lead} | wants {(question.any_of or question.all_of)[:1]} {question.say[:1]}"
                    )
            print()


def listings(responder: Responder, *, failures: bool) -> None:
    scored = [
        it for listing in gold() for it in score_rows(listing, lambda text: as_data(responder.reply(text)))
    ]
    share = {
        name: sum(getattr(it, name) for it in scored) / len(scored)
        for name in ("recall", "precision", "order", "typed", "score")
    }
    print(f"listings: {len(scored)} asked, " + ", ".join(f"{name} {it:.3f}" for name, it in share.items()))
    for it in scored if failures else ():
        if it.score < 1:
            print(
                f"  {it.score:.2f} {it.q!r} r={it.recall:.2f} p={it.precision:.2f} o={it.order} t={it.typed:.2f}"
            )
            print(f"       missing {it.missing}\n       strange {it.strange}\n       mistyped {it.mistyped}")


def own_conversations(path: Path) -> list[list[dict[str, Any]]] | None:
    """The conversations of a file; None where it holds questions, or cannot be read as conversations."""
    try:
        return conversations(path)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def talks(responder: Responder, *, failures: bool, held: list[list[dict[str, Any]]] | None = None) -> None:
    said = talk(responder, held or conversations())
    for first, name in ((True, "openings"), (False, "follow-ups")):
        turns = [it for it in said if it.first == first]
        print(f"conversations, {name}: {sum(it.points for it in turns):.1f} of {len(turns)}")
        for it in turns if failures else ():
            if it.points < 1:
                reply = it.reply
                lead = reply["facts"][0]["text"][:60] if reply["facts"] else ""
                print(
                    f"  {' > '.join(it.turns)!r}: {reply['status']} {reply['reason'] or ''} {reply['entry']} {reply['lacks']} "
                    f"| {lead} | wants {it.wants['expect']} {it.wants.get('any_of', ())[:1]} {it.wants.get('say', '')}"
                )


def manners(responder: Responder, *, failures: bool) -> None:
    asked = questions(HERE / "manners.jsonl")
    rows = score(asked, lambda text: as_data(responder.reply(text)))
    print(f"manners: {sum(row.points for row in rows.values()):.0f} of {len(asked)}")
    if failures:
        print("  " + ", ".join(f"{q.q!r}→{r['status']}" for row in rows.values() for q, r in row.failures))


def offtopic(responder: Responder, *, failures: bool) -> None:
    asked = [json.loads(line)["q"] for line in (HERE / "offtopic.jsonl").read_text("utf-8").splitlines()]
    got = [(q, as_data(responder.reply(q))) for q in asked]
    wrong = [(q, r) for q, r in got if r["status"] in ("answer", "listing")]
    offered = sum(r["status"] == "choices" for _, r in got)
    print(f"off the topic: {len(wrong)} of {len(asked)} answered, {offered} got choices")
    for q, r in wrong if failures else ():
        lead = (r["facts"] or r["items"])[0]["text"][:70]
        print(f"  {q!r}: {r['status']} {r['entry']} | {lead}")


OTHERS = {"listings": listings, "conversations": talks, "manners": manners, "offtopic": offtopic}


def table(rows: dict[str, Row]) -> str:
    """The rows and their total as a Markdown table."""
    total = Row(
        sum(row.asked for row in rows.values()),
        sum(row.points for row in rows.values()),
        sum(row.false_confident for row in rows.values()),
    )
    lines = ["| kind | asked | right | share | false confident |", "| --- | ---: | ---: | ---: | ---: |"]
    for kind, row in [*sorted(rows.items()), ("all", total)]:
        share = row.points / row.asked if row.asked else 0
        lines.append(f"| {kind} | {row.asked} | {row.points:.1f} | {share:.1%} | {row.false_confident} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()

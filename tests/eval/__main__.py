"""``python -m tests.eval``: how well the bot answers, a table per set of questions."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.answering.reply import as_data
from bot.answering.respond import Responder
from knowledge.base import SHIPPED
from knowledge.load import load

from .score import FILES, Row, questions, score


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=__doc__)
    parser.add_argument("sets", nargs="*", help=f"sets of questions or files (default: {' '.join(FILES)})")
    parser.add_argument(
        "--failures", action="store_true", help="list each wrong reply (default: only the table)"
    )
    parser.add_argument("--kind", help="only questions of this kind (default: all)")
    parser.add_argument(
        "--knowledge", type=Path, default=SHIPPED, help="knowledge directory (default: the shipped one)"
    )
    options = parser.parse_args()
    responder = Responder(load(options.knowledge))
    for name in options.sets or FILES:
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

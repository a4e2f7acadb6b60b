"""``python -m tests.eval.verify``: how well texts are checked against the source."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.verifying.telling import overall
from bot.verifying.verify import Verifier
from knowledge.load import load

from .score import HERE

FILES = {
    name: HERE / f"{name}.jsonl"
    for name in ("verify", "verify-blind", "verify-fresh", "verify-notations", "verify-values")
}

VERDICTS = {"loosely": "agrees, more loosely", "absent": "not in the source", "none": None}


@dataclass
class Score:
    """What a set of sentences got."""

    sentences: int = 0
    given: int = 0
    """Sentences that something was said of."""
    wrong: int = 0
    """Of these, where what was said is not so."""
    falsified: int = 0
    found: int = 0
    """Falsified sentences that were found to differ."""
    true: int = 0
    agreed: int = 0
    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def score(path: Path, verifier: Verifier) -> Score:
    """Check every sentence of *path*.

    A verdict is wrong where it says what is not so. "Not in the source" of a falsified value is so, and only
    a miss; of a sentence that names a topic and a value that no source states, nothing need be said.
    """
    reached = Score()
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        findings = verifier.check(row["text"])
        got = overall(findings)
        wanted = VERDICTS.get(row["verdict"], row["verdict"])
        fits = got == wanted or (wanted == "not in the source" and got is None)
        if got == wanted == "differs":
            fits = any(it.entry.id == row["entry"] for it in findings if it.verdict == "differs")
        missed = wanted == "differs" and got in (None, "not in the source")
        silent = got is None
        reached.sentences += 1
        reached.given += not silent
        reached.wrong += not (fits or missed or silent)
        reached.falsified += wanted == "differs"
        reached.found += wanted == "differs" and fits
        reached.true += row["verdict"] in ("agrees", "loosely")
        reached.agreed += row["verdict"] in ("agrees", "loosely") and fits
        reached.table[str(wanted or "nothing"), str(got or "nothing")] += 1
        if not fits:
            said = "; ".join(f"{it.value}: {it.verdict} ({it.entry.id})" for it in findings)
            mark = "missed" if missed or silent else "WRONG"
            reached.failures.append(f"{mark} {row['text']!r} wants {wanted}, got {said or 'nothing'}")
    return reached


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.verify", description=__doc__)
    parser.add_argument("sets", nargs="*", default=list(FILES), help="sets of sentences (default: all)")
    parser.add_argument("--failures", action="store_true", help="list what is wrong or missed")
    options = parser.parse_args()
    verifier = Verifier(load())
    for name in options.sets:
        got = score(FILES[name], verifier)
        print(
            f"{name}: {got.sentences} sentences, {got.given} verdicts, {got.wrong} wrong; "
            f"falsified found {got.found} of {got.falsified}; true agreed {got.agreed} of {got.true}"
        )
        for (wanted, said), many in sorted(got.table.items()):
            print(f"  {wanted:22} got {said:22} {many}")
        for failure in got.failures if options.failures else ():
            print(f"  {failure}")


if __name__ == "__main__":
    main()

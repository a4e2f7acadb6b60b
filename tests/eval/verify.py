"""``python -m tests.eval.verify``: how well texts are checked against the source."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.verifying.telling import by_sentence, overall
from bot.verifying.verify import Finding, Verifier
from knowledge.load import load

from ..shipped import TEXTS
from .score import HERE

FILES = {
    name: HERE / f"{name}.jsonl"
    for name in (
        "verify",
        "verify-blind",
        "verify-fresh",
        "verify-notations",
        "verify-values",
        "verify-nearest",
        "verify-texts",
    )
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
    """Falsified sentences that were found to differ, each value of them by the fact that says otherwise."""
    values: int = 0
    values_found: int = 0
    """Falsified values, of which a sentence may have several, and those found to differ."""
    true: int = 0
    agreed: int = 0
    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Foreign:
    """A sentence of another text that something was said of, and what."""

    said_by: str
    """The text whose topics the sentence was taken to name."""
    text: str
    findings: tuple[Finding, ...]


@cache
def verifier_of(text: str) -> Verifier:
    """A verifier by the knowledge of another text."""
    return Verifier(load(TEXTS / text))


def score(path: Path, verifier: Verifier) -> Score:
    """Check every sentence of *path*: against the knowledge of the text that its row names, or else of *verifier*.

    A verdict is wrong where it says what is not so, or where a value is said to differ that is not among the
    falsified ones in `gold`, or from a quote that does not hold the piece given there. "Not in the source" of
    a falsified value is so, and only a miss; of a sentence that names a topic and a value that no source
    states, nothing need be said.
    """
    reached = Score()
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        findings = (verifier_of(row["of"]) if "of" in row else verifier).check(row["text"])
        got = overall(findings)
        wanted = VERDICTS.get(row["verdict"], row["verdict"])
        fits = got == wanted or (wanted == "not in the source" and got is None)
        if got == wanted == "differs":
            differing = [it for it in findings if it.verdict == "differs"]
            fits = any(it.entry.id == row["entry"] for it in differing)
            fits = fits and all(_is_cited(it, row.get("gold")) for it in differing)
        missed = wanted == "differs" and got in (None, "not in the source")
        silent = got is None
        reached.sentences += 1
        reached.given += not silent
        reached.wrong += not (fits or missed or silent)
        reached.falsified += wanted == "differs"
        reached.found += wanted == "differs" and fits
        gold = row.get("gold", {})
        reached.values += len(gold)
        reached.values_found += sum(
            any(it.verdict == "differs" and _is_of(it, value) for it in findings) for value in gold
        )
        reached.true += row["verdict"] in ("agrees", "loosely")
        reached.agreed += row["verdict"] in ("agrees", "loosely") and fits
        reached.table[str(wanted or "nothing"), str(got or "nothing")] += 1
        if not fits:
            said = "; ".join(_told(it) for it in findings)
            mark = "missed" if missed or silent else "WRONG"
            reached.failures.append(f"{mark} {row['text']!r} wants {wanted}, got {said or 'nothing'}")
    return reached


def foreign() -> list[Foreign]:
    """What every text of the tests, and the article, says of the sentences of all the others: better nothing."""
    known = {folder.parent.name: load(folder.parent) for folder in sorted(TEXTS.glob("*/sources.yaml"))}
    known["home"] = load()
    found = []
    for name, knowledge in known.items():
        verifier = Verifier(knowledge)
        others = (source.text for other, its in known.items() if other != name for source in its.sources)
        for text in others:
            for sentence, said in by_sentence(verifier.check(text, most=None)):
                found.append(Foreign(name, sentence, tuple(said)))
    return found


def _is_cited(finding: Finding, gold: Mapping[str, str] | None) -> bool:
    """Whether a value was falsified, and the quote shown beside it has what is true."""
    if gold is None:
        return True
    quote = finding.fact.quote if finding.fact else ""
    return any(_is_of(finding, value) and piece in quote for value, piece in gold.items())


def _is_of(finding: Finding, value: str) -> bool:
    """Whether a finding is of a *value* of the gold: "$3 billion", or "Tokayev" of his whole name."""
    said, given = ("".join(it.split()) for it in (finding.value, value))
    return said in given or given in said


def _told(finding: Finding) -> str:
    quote = f": “{finding.fact.quote}”" if finding.verdict == "differs" and finding.fact else ""
    return f"{finding.value}: {finding.verdict} ({finding.entry.id}{quote})"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.eval.verify", description=__doc__)
    parser.add_argument("sets", nargs="*", default=list(FILES), help="sets of sentences (default: all)")
    parser.add_argument("--foreign", action="store_true", help="also count what is said of other texts")
    parser.add_argument("--failures", action="store_true", help="list what is wrong or missed")
    options = parser.parse_args()
    verifier = Verifier(load())
    for name in options.sets:
        got = score(FILES[name], verifier)
        print(
            f"{name}: {got.sentences} sentences, {got.given} verdicts, {got.wrong} wrong; "
            f"falsified found {got.found} of {got.falsified}, values {got.values_found} of {got.values}; "
            f"true agreed {got.agreed} of {got.true}"
        )
        for (wanted, said), many in sorted(got.table.items()):
            print(f"  {wanted:22} got {said:22} {many}")
        for failure in got.failures if options.failures else ():
            print(f"  {failure}")
    if options.foreign:
        strangers = foreign()
        kinds = Counter(it.verdict for one in strangers for it in one.findings)
        print(
            f"foreign: {kinds.total()} verdicts on {len(strangers)} sentences of other texts, {dict(kinds)}"
        )
        for one in strangers if options.failures else ():
            print(f"  {one.said_by}: {one.text!r} got {'; '.join(map(_told, one.findings))}")


if __name__ == "__main__":
    main()

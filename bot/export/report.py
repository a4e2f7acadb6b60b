"""Every fact with a footnote that proves it: Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from knowledge.base import Knowledge

from .names import Names

_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$#^]|:(?=//)|(?<=\w)\.(?=[^\W\d_])")
_ADDRESS = re.compile(r"(?<=[\w.+-])@(?=\w)")
_FIRST = re.compile(r"^(?:[-+=]|(\d+)(?=[.)]))")

APART = "\N{WORD JOINER}"
"""Stands, unseen, where words would become an address: of a backslash GitHub makes one all the same."""


def report(knowledge: Knowledge, names: Names) -> str:
    """All facts by topic, each with a footnote: quote, who said it, publisher, date, paragraph.

    Footnotes are those of GitHub, Pandoc and most others; nothing in a text is taken for markup.
    """
    return "\n".join(_lines(knowledge, names)) + "\n"


def _lines(knowledge: Knowledge, names: Names) -> Iterator[str]:
    numbers = count(1)
    notes = []
    yield f"# {_plain(' · '.join(source.title for source in knowledge.sources))}"
    for entry in knowledge.entries:
        yield from ("", f"## {_plain(entry.title)}", "")
        for fact in entry.facts:
            number = next(numbers)
            plan = " (a plan at that date)" if fact.is_plan else ""
            yield f"- {_plain(fact.text)}{plan}[^{number}]"
            proof = f"{fact.said_by}, {fact.published}, paragraph {fact.span.paragraph}"
            address = names.address(entry, fact)
            link = f" <{address}>" if address else ""
            notes.append(f"[^{number}]: “{_plain(fact.shown_quote)}” — {_plain(proof)}{link}")
    yield ""
    yield from notes


def _plain(text: str) -> str:
    r"""*text* on one line, as nothing but text.

    >>> _plain("- 2 * 3 [see](x) & <b>"), _plain("1. one")
    ('\\- 2 \\* 3 \\[see\\](x) \\& \\<b\\>', '1\\. one')
    >>> _plain("See www.x.org, write to a@x.org") == rf"See www\.x\.org, write to a{APART}@x\.org"
    True
    """
    line = _ADDRESS.sub(f"{APART}@", " ".join(text.split("\n")))
    escaped = _ANYWHERE.sub(lambda match: f"\\{match.group()}", line)
    return _FIRST.sub(
        lambda match: f"{match.group(1)}\\" if match.group(1) else f"\\{match.group()}", escaped
    )

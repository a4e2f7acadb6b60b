"""What people asked and got no good answer to, drawn for curators: JSON, lines, and a page with a picture."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from ..store.gaps import Report, complaint
from ..store.grouping import QuestionGroup

MOST_SHOWN = 20
"""Groups of a sort that the report shows in text and picture; JSON has all."""

MOST_BARS = 15
BAR, ROW, LABEL, WIDTH = 22, 34, 300, 760
"""Sizes of the picture in units of its view box."""

LEADS = (
    "  Below each: words for the entry it is nearest to, and a question for the tests. "
    'Where the source does not say it, expect "none".'
)
COMPLAINTS = (
    "  Below each: what readers wrote, the entry that answered, and a question for the tests. "
    "Put right what it expects."
)
TITLE = "What people asked"
STYLE = (
    ":root{color-scheme:light dark;--bar:#0b5e63}@media(prefers-color-scheme:dark){:root{--bar:#4fb3b8}}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}"
    "svg{width:100%;height:auto}svg text{font:15px system-ui,sans-serif;fill:currentColor}"
    "rect{fill:var(--bar)}"
)


def as_data(found: Report) -> dict[str, Any]:
    """The report as one object: every group with its questions, counts and times (ISO 8601, UTC)."""
    gaps = found.gaps
    return {
        "unanswered": [_group(it, found) for it in gaps.unanswered],
        "ambiguous": [_group(it, found) for it in gaps.ambiguous],
        "unhelpful": [_group(it, found) for it in gaps.unhelpful],
        "asked": dict(gaps.entries),
        "never_asked": [{"entry": entry.id, "title": entry.title} for entry in found.never_asked],
    }


def as_json(found: Report) -> str:
    return json.dumps(as_data(found), ensure_ascii=False)


def _group(group: QuestionGroup, found: Report) -> dict[str, Any]:
    led = found.lead(group)
    return {
        "example": group.example,
        "questions": list(group.questions),
        "outcome": group.outcome,
        "entry": group.entry,
        "count": group.count,
        "first_seen": group.first_seen.isoformat(),
        "last_seen": group.last_seen.isoformat(),
        "shortcomings": dict(group.shortcomings),
        "notes": list(group.notes),
        "lead": led.as_data() if led else None,
    }


def as_text(found: Report) -> str:
    """The report for a terminal: plain lines, the most asked first."""
    return "\n".join(_lines(found))


def _lines(found: Report) -> Iterator[str]:
    for title, groups in found.sections.items():
        yield f"{title}: {_asked(groups)}"
        if groups:
            yield COMPLAINTS if groups[0].outcome == "unhelpful" else LEADS
        for group in groups[:MOST_SHOWN]:
            about = f"  [{group.entry}]" if group.entry else ""
            alike = f"  (and {len(group.questions) - 1} alike)" if len(group.questions) > 1 else ""
            yield f"{group.count:6}  {group.example or '(nothing readable)'}{about}{alike}"
            yield from (f"        “{note}”" for note in group.notes)
            if led := found.lead(group):
                yield from (f"        {line}" for line in led.lines())
        if len(groups) > MOST_SHOWN:
            yield f"        and {len(groups) - MOST_SHOWN} more: see --json"
        yield ""
    yield f"Never asked for: {len(found.never_asked)} entries"
    yield from (f"        {entry.title}" for entry in found.never_asked[:MOST_SHOWN])
    if len(found.never_asked) > MOST_SHOWN:
        yield f"        and {len(found.never_asked) - MOST_SHOWN} more: see --json"


def _asked(groups: Sequence[QuestionGroup]) -> str:
    times = sum(group.count for group in groups)
    return f"asked {times:,} times in {len(groups):,} groups" if groups else "none kept"


def as_page(found: Report, made: datetime) -> str:
    """The report as one page of HTML that needs nothing else: a bar for each group of questions."""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{TITLE}</title><style>{STYLE}</style></head><body><h1>{TITLE}</h1>",
        f"<p>As of {made:%d %B %Y, %H:%M} UTC. Questions are kept folded, without who asked.</p>",
    ]
    for title, groups in found.sections.items():
        parts.append(f"<h2>{title}</h2>")
        parts.append(_chart(title, groups[:MOST_BARS]) if groups else "<p>None kept.</p>")
        told = [_told(group) for group in groups[:MOST_BARS] if group.shortcomings or group.notes]
        parts.append(f"<ul>{''.join(told)}</ul>" if told else "")
        if len(groups) > MOST_BARS:
            parts.append(f"<p>And {len(groups) - MOST_BARS} more: see <code>ots gaps --json</code>.</p>")
    parts.append(f"<h2>Never asked for: {len(found.never_asked)} entries</h2><ul>")
    parts += (f"<li>{html.escape(entry.title)}</li>" for entry in found.never_asked)
    parts.append("</ul></body></html>\n")
    return "".join(parts)


def _told(group: QuestionGroup) -> str:
    """What readers found wrong with one answer, and what they wrote."""
    said = "; ".join((complaint(group), *(f"“{note}”" for note in group.notes)))
    return f"<li>{html.escape(group.example)}: {html.escape(said)}</li>"


def _chart(title: str, groups: Sequence[QuestionGroup]) -> str:
    """A horizontal bar for each group, its question to the left, its count at the end."""
    height, most = ROW * len(groups), max(group.count for group in groups)
    room = WIDTH - LABEL - 60
    bars = []
    for number, group in enumerate(groups):
        y, length = number * ROW, max(2, round(room * group.count / most))
        named = group.example or "(nothing readable)"
        short = named if len(named) <= 34 else f"{named[:33]}…"
        bars.append(
            f"<g><title>{html.escape(named)}: {group.count}</title>"
            f'<text x="{LABEL - 10}" y="{y + BAR}" text-anchor="end">{html.escape(short)}</text>'
            f'<rect x="{LABEL}" y="{y + 6}" width="{length}" height="{BAR}" rx="3"/>'
            f'<text x="{LABEL + length + 8}" y="{y + BAR}">{group.count:,}</text></g>'
        )
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{html.escape(title)}: times asked">'
        f"{''.join(bars)}</svg>"
    )

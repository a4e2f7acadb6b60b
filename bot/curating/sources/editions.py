"""The new edition of a text: every quote is found again, or told with what stands there now."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from rapidfuzz import fuzz

from knowledge.check import faults
from knowledge.draft import DraftFact, closest
from knowledge.errors import ConfigError, KnowledgeError
from knowledge.load import Loaded, read, spans
from knowledge.load_sources import seed
from knowledge.model import Span
from knowledge.proof import at_words
from knowledge.reading.page import At, read_page
from knowledge.source import Factless, Source

from ..edit import changed, edited, renewed, write_all
from ..paste import flow, scalar
from .add import kept
from .describe import counted
from .documents import Document

SAME_PARAGRAPH = 60.0
"""Likeness, of 100, from which a paragraph is another one's next wording."""


@dataclass(frozen=True)
class Requoted:
    """A fact's quote in the new edition."""

    entry: str
    fact: DraftFact
    found: Span | None
    """Where it stands; None where its words have changed, or stand in several places."""
    says: str
    """Where it was not found: what the text says now, or what to do."""
    is_alone: bool = False
    """Whether it stands nowhere else."""
    quote: str | None = None
    """The quote as it stands there, where its lines are broken elsewhere."""

    @property
    def moved(self) -> bool:
        was = self.fact.spans[0].paragraph if self.fact.spans else self.fact.written.paragraph
        return self.found is not None and was not in (None, self.found.paragraph)


@dataclass(frozen=True)
class Edition:
    """What a new edition of a source does to the knowledge."""

    old: Source
    new: Source
    document: Document
    quotes: tuple[Requoted, ...]
    paragraphs: Mapping[int, int]
    """For each paragraph of the old text that is there still, its number in the new one."""
    is_kept_already: bool
    """Whether the text was changed where it lies, so that nobody has the old one."""

    @property
    def changed(self) -> tuple[Requoted, ...]:
        return tuple(it for it in self.quotes if it.found is None)

    @property
    def fresh_paragraphs(self) -> list[int]:
        """The paragraphs that have no counterpart in the old text."""
        kept = set(self.paragraphs.values())
        return [it.paragraph for it in self.new.paragraphs if it.paragraph not in kept]


def compare(directory: Path, source: str, document: Document, path: Path) -> Edition:
    """What *document*, read from *path*, does as the new edition of *source*.

    Raises `ConfigError` where there is no such source, `KnowledgeError` where files cannot be read, for then
    their quotes could not be followed.
    """
    loaded = read(directory)
    draft = loaded.draft
    old = _source(source, loaded)
    kept = seed(directory, old.file)
    in_place = kept is not None and path.exists() and kept.samefile(path)
    text = old.text if in_place and document.original is None else document.text
    new = replace(old, text=text)
    paragraphs = {} if in_place else _aligned(old, new)
    quotes = tuple(
        _requoted(entry.written.id, fact, new, paragraphs)
        for entry in draft.entries
        for fact in entry.facts
        if fact.source is not None and fact.source.id == source
    )
    return Edition(old, new, document, quotes, paragraphs, in_place)


def accept(directory: Path, edition: Edition) -> list[Path]:
    """Keep the new text and renew what is written about it; the files that were written.

    The old text stays where it lies. `sources.yaml` comes last: until then the old text is what is quoted.
    """
    folder = (seed(directory, edition.old.file) or directory / "seeds" / edition.old.file).parent
    files: dict[Path, bytes] = {}
    if edition.is_kept_already and edition.document.original is None:
        name = edition.old.file
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    else:
        files = kept(folder, edition.document)
        name = next(iter(files)).name
        digest = hashlib.sha256(edition.document.data).hexdigest()
    for file, changes in _renumbered(edition).items():
        files[Path(file)] = renewed(Path(file), changes)
    sources = directory / "sources.yaml"
    changes = _renewed(edition, sources, name, digest)
    paragraphs = len(edition.new.paragraphs)
    files[sources] = edited(
        sources, lambda text: _recounted(changed(text, changes), name, paragraphs), changes
    )
    return write_all(files)


def _source(name: str, loaded: Loaded) -> Source:
    """The source called *name*. Raises where it is not there, or nobody could say what its quotes are."""
    draft, found = loaded
    of_rules = set(faults(draft))
    unread = [it for it in found if it not in of_rules and Path(it.at.file).name != "sources.yaml"]
    if unread:
        raise KnowledgeError(tuple(unread))
    source = next((it for it in draft.sources if it.id == name), None)
    if source is None:
        if told := tuple(it for it in found if it.entry == name):
            raise KnowledgeError(told)
        near = closest(name, (it.id for it in draft.sources))
        raise ConfigError(f"there is no source {name!r} in sources.yaml{near}")
    return source


def _aligned(old: Source, new: Source) -> dict[int, int]:
    """For each paragraph of *old* that is there still, in the same words or others, its number in *new*."""
    before, after = ([" ".join(it.text[p.start : p.end].split()) for p in it.paragraphs] for it in (old, new))
    found: dict[int, int] = {}
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.update((i + n, j + n) for n in range(i_end - i))
        elif tag == "replace":
            for place in range(i, i_end):
                best = max(range(j, j_end), key=lambda it: fuzz.ratio(before[place], after[it]), default=None)
                if best is not None and fuzz.ratio(before[place], after[best]) >= SAME_PARAGRAPH:
                    found[place] = best
                    j = best + 1
    taken = set(found.values())
    for place, text in enumerate(before):  # what was put elsewhere
        if place not in found and after.count(text) == 1 and (other := after.index(text)) not in taken:
            found[place] = other
    return {place + 1: other + 1 for place, other in found.items()}


def _requoted(entry: str, fact: DraftFact, new: Source, paragraphs: Mapping[int, int]) -> Requoted:
    quote = fact.written.quote
    places = list(spans(quote, new))
    was = fact.spans[0].paragraph if fact.spans else fact.written.paragraph
    here = paragraphs.get(was) if was else None
    likely = places if len(places) == 1 else [it for it in places if it.paragraph == here]
    if len(likely) == 1:
        return Requoted(entry, fact, likely[0], "", is_alone=len(places) == 1)
    if places:
        numbers = ", ".join(str(it.paragraph) for it in places)
        return Requoted(entry, fact, None, f"stands in paragraphs {numbers} now: say which with `paragraph`")
    rewrapped = {it for it in _rewrapped(quote, new) if len(list(spans(it, new))) == 1}
    if len(rewrapped) == 1:
        now = rewrapped.pop()
        return Requoted(entry, fact, next(spans(now, new)), "", is_alone=True, quote=now)
    return Requoted(entry, fact, None, _nearest(quote, new, here))


def _rewrapped(quote: str, new: Source) -> list[str]:
    """What stands in *new* and differs from *quote* by nothing but white space, inside a paragraph."""
    gap = r"[^\S\n]*(?:\n[^\S\n]*|[^\S\n])"
    return re.findall(gap.join(map(re.escape, quote.split())), new.text) if quote.split() else []


def _nearest(quote: str, new: Source, here: int | None) -> str:
    """What *new* says in place of *quote*, as YAML to paste; from paragraph *here* where it is like it."""
    whole = Span(source=new.id, start=0, end=len(new.text), paragraph=0)
    for within in (*([new.paragraph(here)] if here else ()), whole):
        text = new.text[within.start : within.end]
        found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=SAME_PARAGRAPH)
        if found is None:
            continue
        start, end = at_words(text, found.dest_start, found.dest_end)
        said = re.split(r"\n\s*\n", text[start:end].strip())
        said.sort(key=len)
        place = next(it for it in new.paragraphs if it.end > within.start + start)
        return f"new: {scalar(_ending_like(quote, said[-1]))}  # paragraph {place.paragraph}"
    return "new: nothing like it: the passage is gone"


def _ending_like(quote: str, said: str) -> str:
    """*said* without marks at its ends that *quote* has not: a quote is what is between them."""
    if quote[0] not in _BEFORE_WORDS:
        said = said.lstrip(_BEFORE_WORDS)
    return said if quote[-1] in _BEHIND_WORDS else said.rstrip(_BEHIND_WORDS)


_BEFORE_WORDS, _BEHIND_WORDS = "\"'“‘„«([", "\"'”’“»)].,;:!?"


def _renumbered(edition: Edition) -> dict[str, dict[At, str]]:
    """For each entry file, the paragraph numbers that quotes need now, and those broken into other lines."""
    found: dict[str, dict[At, str]] = {}
    for it in edition.quotes:
        if it.found is None:
            continue
        changes = found.setdefault(it.fact.page.file, {})
        written = it.fact.written.paragraph
        if written != it.found.paragraph and not (written is None and it.is_alone):
            changes[(*it.fact.at, "paragraph")] = str(it.found.paragraph)
        if it.quote is not None:
            changes[(*it.fact.at, "quote")] = scalar(it.quote)
    return {file: changes for file, changes in found.items() if changes}


def _renewed(edition: Edition, sources: Path, name: str, digest: str) -> dict[At, str]:
    """What is written of the source in sources.yaml: its file, its digest, the paragraphs of its voices."""
    page = read_page(sources, str(sources))
    items = page.value if isinstance(page.value, tuple) else ()
    (number,) = (place for place, raw in enumerate(items) if raw["id"] == edition.old.id)
    changes: dict[At, str] = {(number, "sha256"): digest}
    if name != edition.old.file:
        changes[number, "file"] = scalar(name)
    if edition.is_kept_already:
        return changes
    for place, voice in enumerate(edition.old.voices):
        renumbered = [edition.paragraphs[it] for it in voice.paragraphs if it in edition.paragraphs]
        if renumbered != list(voice.paragraphs):
            changes[number, "voices", place, "paragraphs"] = flow(sorted(renumbered))
    for place, factless in enumerate(edition.old.factless):
        paragraph = _paragraph_of(factless, edition)
        if paragraph != factless.paragraph:
            changes[number, "factless", place, "paragraph"] = str(paragraph)
    return changes


def _paragraph_of(factless: Factless, edition: Edition) -> int:
    """Where the sentence of *factless* stands in the new text; where nothing tells, what is written."""
    number = edition.paragraphs.get(factless.paragraph, factless.paragraph)
    places = [
        span.paragraph for _, span in edition.new.sentences() if edition.new.begins(span, factless.begins)
    ]
    # What was parted or joined has the sentence in another paragraph than the one that is most like it.
    return min(places, key=lambda it: abs(it - number), default=number)


def _recounted(sources: str, name: str, paragraphs: int) -> str:
    """*sources* with the number of paragraphs in the comment beside the file called *name*, where one is."""
    beside = rf"(?m)^([ -]*file: {re.escape(scalar(name))}[ ]+#.*?)\b\d+ paragraphs?\b"
    return re.sub(beside, lambda found: f"{found[1]}{counted(paragraphs)}", sources)

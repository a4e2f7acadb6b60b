"""Begins a directory of knowledge that works at once: a text, what is known about it, and one entry."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from knowledge.errors import ConfigError, KnowledgeError, OtsError
from knowledge.fold import is_number, words
from knowledge.headings import heading_above, headings
from knowledge.load import load, read_texts
from knowledge.model import MAX_TEXT
from knowledge.schema import schemas
from knowledge.source import Source

from ..answering.reply import Answer
from ..answering.respond import Responder
from .passages import Passage, passages
from .paste import fact, scalar
from .sources.describe import LONGEST_TITLE, as_yaml, described, slug
from .sources.documents import Document
from .sources.first_lines import JOINING, is_dateline
from .subjects import LEANING, VERB, leans, subject

SAMPLE = Document(
    "sample.txt",
    """\
The riverside library

Opening hours

The library is open from 9:00 to 18:00 on weekdays. On Saturdays it closes at 13:00.

Borrowing

Each reader may borrow 12 books for 4 weeks. A book that comes back late costs 0.50 euros a day.

The building

The library moved to the old mill in March 2019. The mill was built in 1884 and stood empty for 20 years.
""",
    None,
)
"""A text to begin with where there is none yet."""

MOST_TRIED = 15
"""Sentences that are tried for the example; the first of them nearly always serves."""

MOST_LOOKED_AT = 500
"""Sentences at the beginning of a text that the example is chosen from."""

SHORTEST = 3
"""Words that an example has at least."""


@dataclass(frozen=True)
class Begun:
    """A directory as it was begun."""

    files: tuple[str, ...]
    """The files that were written, as they are called below the directory."""
    question: str
    """What can be asked at once."""
    paragraphs: int


def begin(directory: Path, document: Document, changed: date | None = None) -> Begun:
    """Make *directory* one of knowledge about *document*, which was last changed on the day *changed*.

    Raises `ConfigError` where it has knowledge already: nothing is written over, and then nothing is written.
    """
    _refuse_knowledge(directory)
    source = described(document, changed or datetime.now(UTC).date())
    with tempfile.TemporaryDirectory() as tried:
        files, question = _working(Path(tried), document, source)
    seeds = {f"seeds/{document.name}": document.data}
    if document.original:
        seeds[f"seeds/{document.original[0]}"] = document.original[1]
    wanted = seeds | {name: text.encode("utf-8") for name, text in files.items()}
    written = []
    try:
        for name, data in wanted.items():
            path = directory / name
            if path.exists() and not (name in seeds and path.is_file() and path.read_bytes() == data):
                raise ConfigError(f"{path} is there already and nothing was written: take another directory")
        for name, data in wanted.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                with path.open("xb") as file:
                    file.write(data)
                written.append(name)
    except OSError as error:
        raise OtsError(f"cannot write {str(path)!r} ({error.strerror})") from None
    return Begun(tuple(written), question, len(source.paragraphs))


def _refuse_knowledge(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise ConfigError(f"{directory} is a file: name a directory")
    for name in ("sources.yaml", "entries", "about.yaml"):
        if (directory / name).exists():
            raise ConfigError(f"{directory} already has {name} and nothing was written: name a new directory")


def _working(tried: Path, document: Document, source: Source) -> tuple[dict[str, str], str]:
    """The files of a directory, and a question that it answers; *tried* is where they are tried out."""
    for name, data in (("seeds", document.data), ("entries", b"")):
        (tried / name).mkdir()
        if data:
            (tried / name / document.name).write_bytes(data)
    begun = _files(source, document)
    for name, text in begun.items():
        (tried / name).write_text(text, encoding="utf-8")
    language = read_texts(tried).draft.language
    found = list(islice(_examples(source), MOST_TRIED))
    # A title of its own is the best to go on from; that of the text, or the first words, will do.
    titled = (
        *(it for it in found if it[0] != source.title),
        *((source.title, passage) for _, passage in found),
        *((_first_words(passage.text), passage) for _, passage in found),
    )
    for title, passage in titled:
        entry = _ENTRY.format(id=slug(title), title=scalar(title), facts=fact(passage, (source,), language))
        (tried / "entries" / f"{source.id}.yaml").write_text(entry, encoding="utf-8")
        if _answers(tried, title, passage):
            return {**begun, f"entries/{source.id}.yaml": entry}, title
    raise ConfigError(f"{document.name} has no sentence to make an example of: is it the text that is meant?")


def _answers(directory: Path, title: str, passage: Passage) -> bool:
    """Whether *directory* passes the checks, and answers *title* with *passage*."""
    try:
        reply = Responder(load(directory)).reply(title)
    except KnowledgeError:
        return False
    return isinstance(reply, Answer) and reply.facts[0].quote == passage.text


def _first_words(sentence: str) -> str:
    """A title for what nothing else names: the first words of *sentence*."""
    return re.sub(r"[,;:.!?].*$", "", " ".join(sentence.split()[:TITLE_WORDS]))


TITLE_WORDS = 4
"""Words of a sentence that name it."""


def _files(source: Source, document: Document) -> Mapping[str, str]:
    """Every file of a directory but its entries: what is written by hand later on, and its schemas."""
    sources = _SOURCES + as_yaml(source, document)
    return {"sources.yaml": sources, "about.yaml": _ABOUT, **dict(schemas())}


_SOURCES = """\
# yaml-language-server: $schema=sources.schema.json
# The texts that the knowledge is derived from. They lie in seeds/, never edited: a digest tells if one was.
# A next edition comes in with `ots source update`, a further text with `ots source add`.
"""

_ABOUT = """\
# yaml-language-server: $schema=about.schema.json
# What the bot says of itself: take the # away from what you change. Each line may be left out.
# name: Handbook Bot           # the app in Slack, up to 35 characters
# label: Handbook              # in shortcuts: "Ask Handbook"; up to 13
# subject: working here        # "Ask about working here"
# source: the staff handbook   # "A quote from the staff handbook proves every answer"
# text: the handbook           # what a "no" calls it: "The handbook does not speak of that"
# greeting: "Hello! What would you like to know?"
# command: /handbook           # the slash command
# colour: "#0b5e63"            # in quotes, for # begins a comment
# examples: [a topic, a question?]     # each must be answered; without them some are drawn from the entries
# kinds: [{id: policy, plural: policies, words: [rules]}]     # beside theme, project, event and others
# description: >-              # what the app's page in Slack tells: at least 175 characters
#   Ask about leave, pay and working hours. Every answer is one sentence with the passage of the staff
#   handbook that proves it. What the handbook does not say, the bot does not say either.
"""

_ENTRY = """\
# yaml-language-server: $schema=../entries.schema.json
# One topic is one entry, and a file holds as many as you like. This is an example: change it, or take it out.
- id: {id}
  kind: theme            # or project, event, person, place, document, organisation and others
  title: {title}
  # aliases: {{en: [other name]}}     # what else it is called, in any language
  # keywords: [what people say]     # what they call it who do not know its name
  facts:                 # the first is shown when somebody asks for the topic alone
{facts}
      # figures: [{{value: 43, unit: km, of: length}}]   # typed values answer "how long" and the like,
      # dates: [{{date: 2031-05, status: planned}}]      # and all of them stand in the quote:
      # places: [Riga]                                 # `ots check` tells what does not
    # Another fact goes here. `ots quote "some words"` writes one to paste, with its quote to the letter.
"""


def _examples(source: Source) -> Iterator[tuple[str, Passage]]:
    """A title and the passage that an entry of it would quote; the best to begin with come first."""
    found = []
    titles = headings(source)
    for place, passage in enumerate(islice(passages(source), MOST_LOOKED_AT)):
        sentence, span = passage.text, passage.span
        text = _first_part(sentence)
        said = words(text)
        if len(said) < SHORTEST or source.text.count(text) > 1 or span.paragraph in titles:
            continue
        above = heading_above(source, span.paragraph)
        heading = above if above and not is_dateline(above) else None
        about = (subject(text) or "")[:LONGEST_TITLE].strip()
        about = about[:1].upper() + about[1:]
        worse = (
            said[0] in LEANING or leans(text) is not None or not sentence.endswith((".", "!")),
            "\n" in text,
            text != sentence,
            not VERB.search(text),
            heading is None,
            not about,
            not (heading or (_is_name(about, source) and _said(about, source) > 1)),
            not (heading or _said(about, source) > 1),
            about.startswith(("A ", "An ")),
            not any(map(is_number, said)),
            place,
        )
        end = span.start + len(text)
        quoted = replace(passage, text=text, span=replace(span, end=end))
        found.append((worse, heading or about or source.title, quoted))
    found.sort(key=lambda it: it[0])
    for _, title, passage in found:
        yield title, passage


def _first_part(sentence: str) -> str:
    """*sentence*, or as much of it as the text of a fact holds, up to a comma if there is one."""
    if len(sentence) <= MAX_TEXT:
        return sentence
    part = sentence[:MAX_TEXT]
    return (
        re.sub(r"[,;:][^,;:]*$", "", part) if re.search(r"[,;:]", part[20:]) else part.rsplit(maxsplit=1)[0]
    )


def _said(subject: str, source: Source) -> int:
    """How often *source* says a *subject*, with whatever small word before it."""
    return len(re.findall(rf"(?<!\w){re.escape(_bare(subject))}(?!\w)", source.text, re.IGNORECASE))


def _is_name(subject: str, source: Source) -> bool:
    """Whether a *subject* is a name by its capitals, which it has within a sentence of *source* too."""
    name = _bare(subject)
    capitals = all(word[0].isupper() or word in JOINING for word in name.split())
    return capitals and re.search(rf"[\w,] {re.escape(name)}(?!\w)", source.text) is not None


def _bare(subject: str) -> str:
    return re.sub(r"^(?:The|the|An?|Our) ", "", subject)

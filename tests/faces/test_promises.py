"""What every face promises, whichever it is: the same facts, with their proof, and nothing else."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.base import Knowledge
from tests.conftest import KnowledgeDir
from tests.slack_server import BotProcess, SlackServer

from .assistant import Assistant, assistant
from .face import Data, Face
from .served import SERVED, SETTINGS
from .terminal import CommandLine, Console

pytestmark = pytest.mark.slow  # many runs of the command

FACES = ("console", "json", "mcp", *(face.name for face in SERVED))

LENGTH = "how long is the zangazur corridor"
QUESTIONS = (
    LENGTH,
    "corridor",
    "trade turnover",
    "who proposed the common alphabet",
    "how much will the zangazur corridor cost",
    "who is the king of France",
    "green",
    "when is the summit in Turkistan",
    "Срединный коридор",
    "host cities",
    "events in 2026",
)

Faces = dict[str, Face]


async def _running(slack: SlackServer, log: Path, env: dict[str, str]) -> AsyncIterator[Faces]:
    async with (
        BotProcess.start(slack, env={**SETTINGS, **env}) as bot,
        assistant({"OTS_URL": SETTINGS["OTS_URL"], **env}, log) as asked,
    ):
        found: list[Face] = [Console(env), CommandLine(env), asked, *(face(bot) for face in SERVED)]
        yield {face.name: face for face in found}


@pytest.fixture(scope="module")
async def faces(slack: SlackServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Faces]:
    """Every face of the shipped knowledge."""
    async for found in _running(slack, tmp_path_factory.mktemp("faces") / "log", {}):
        yield found


@pytest.fixture(params=FACES)
def face(faces: Faces, request: pytest.FixtureRequest) -> Face:
    return faces[request.param]


@pytest.fixture(scope="module")
def replies(faces: Faces) -> dict[str, Data]:
    """What the command line says to each question."""
    line = faces["json"]
    assert isinstance(line, CommandLine)
    return dict(zip(QUESTIONS, line.replies(list(QUESTIONS)), strict=True))


@pytest.mark.parametrize("question", QUESTIONS)
async def test_the_same_question_gets_the_same_facts_with_the_same_quotes(
    face: Face, replies: dict[str, Data], question: str
) -> None:
    said, expected = await face.ask(question), face.quotes_of(replies[question])
    assert said.quotes == expected[: len(said.quotes)]
    assert bool(said.quotes) == bool(expected)
    if replies[question]["status"] == "answer":
        assert replies[question]["facts"][0]["text"] in said.text


async def test_a_quote_is_the_sources_own_words_but_for_what_is_in_brackets(
    face: Face, knowledge: Knowledge
) -> None:
    (source,) = knowledge.sources
    text = " ".join(source.text.split())
    said = await face.ask(LENGTH)
    assert said.quotes[0].startswith("[the Zangazur Corridor:] By establishing a 43- kilometer transit link")
    for quote in said.quotes:
        assert re.sub(r"^\[[^]]*\] ", "", quote) in text


async def test_who_said_it_and_when_is_said_and_that_a_plan_is_one(face: Face) -> None:
    said = await face.ask(LENGTH)
    assert "Kubanychbek Omuraliyev" in said.text
    assert "Trend, 27 October 2025" in said.text
    assert "paragraph 28" in said.text
    assert said.is_plan


@pytest.mark.parametrize(
    ("question", "which", "named"),
    [
        ("how much will the zangazur corridor cost", "not_stated", "the cost"),
        ("who is the king of France", "unknown_topic", ""),
        ("x " * 1_000, "unreadable", ""),
    ],
)
async def test_every_no_says_which_it_is(face: Face, question: str, which: str, named: str) -> None:
    said = await face.ask(question)
    assert said.no == which
    assert named in said.text


async def test_what_was_nearly_so_is_not_said_to_be_so(face: Face) -> None:
    said = await face.ask("azerbaijan's trade")
    assert "reached nearly $7 billion" in said.text


@pytest.mark.parametrize("question", ["list", "figures", "host cities", "timeline 2026"])
async def test_a_listing_is_whole_over_its_pages(face: Face, faces: Faces, question: str) -> None:
    whole, rows = await faces["json"].rows(question), await face.rows(question)
    assert len(rows) == len(whole) > 1
    for row, what in zip(rows, whole, strict=True):
        if not (face.limits_rows and row == ""):
            assert " ".join(what.split())[:24] in " ".join(row.split())


HOSTILE = (
    "king of <script>alert(1)</script> <!channel> <@U1> *France* [here](https://evil.example) @channel :tada:",
    "who is @channel",
    "<https://evil.example|corridor> & corridor",
    "zangazur corridor **price** `code` ~~old~~ # top",
    "| a | b |\n| --- | --- |\n| c | d |",
)


@pytest.mark.parametrize("question", HOSTILE)
async def test_nothing_in_a_question_does_anything(face: Face, question: str) -> None:
    assert (await face.ask(question)).acts == []


ODD = (
    "x" * 5_000,
    "corridor " * 2_000,
    "🚀🚀🚀",
    "مرحبا بالعالم",
    "a\u202eb\u0007c",
    "\N{REPLACEMENT CHARACTER}",
    "]]>\"'\\",
)


@pytest.mark.parametrize("question", ODD, ids=lambda it: f"{it[:6]!a}")
async def test_odd_questions_get_a_reply_and_the_next_one_is_answered(face: Face, question: str) -> None:
    odd = await face.ask(question)
    assert odd.text.strip()
    if len(question) > 1_000:
        assert odd.no == "unreadable"
    assert (await face.ask(LENGTH)).no is None


async def test_no_question_at_all_harms_nothing(face: Face) -> None:
    assert (await face.ask("")).quotes == []
    assert (await face.ask(LENGTH)).no is None


async def test_a_message_is_no_longer_than_it_may_be(face: Face) -> None:
    for question in ("list", "figures", "corridor", "help", "summary"):
        assert len((await face.ask(question)).text) <= (face.most or float("inf"))


async def test_what_is_asked_is_not_logged(face: Face) -> None:
    for question in ("zebrafinch", "how long is the zangazur corridor for a zebrafinch"):
        await face.ask(question)
    assert "zebrafinch" not in face.log()


MARKUP = "Use <b>bold</b> & *stars* in `code`, [here](https://evil.example) @channel :tada: _now_ ~~old~~ | 1"

TALK = f"""She said: "{MARKUP}" And more.

{"We go on and on, and on. " * 240}
"""

SOURCES = """\
- id: talk
  file: talk.txt
  title: A talk
  publisher: The <i>Paper</i>
  date: 2030-05-01
  speaker: Anna & Berg
"""

ENTRIES = f"""\
- id: markup
  kind: theme
  title: Peace & <i>quiet</i> *always*
  aliases: {{en: [markup]}}
  facts:
    - text: '{MARKUP}'
      quote: '{MARKUP}'
- id: long
  kind: theme
  title: Going on
  facts:
    - text: They go on.
      quote: {("We go on and on, and on. " * 240).strip()}
"""


@pytest.fixture(scope="module")
async def hostile(slack: SlackServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Faces]:
    """Every face of a text that is full of markup."""
    made = KnowledgeDir(tmp_path_factory.mktemp("hostile"))
    made.write("seeds/talk.txt", TALK)
    made.write("sources.yaml", SOURCES)
    made.write("entries/markup.yaml", ENTRIES)
    async for found in _running(
        slack, tmp_path_factory.mktemp("faces") / "log", {"OTS_KNOWLEDGE": str(made.path)}
    ):
        yield found


@pytest.mark.parametrize("name", FACES)
async def test_markup_in_what_the_source_says_is_shown_as_it_is_and_does_nothing(
    hostile: Faces, name: str
) -> None:
    said = await hostile[name].ask("markup")
    assert said.quotes == [MARKUP]
    assert said.acts == []
    for words in (MARKUP, "Peace & <i>quiet</i> *always*", "Anna & Berg", "The <i>Paper</i>"):
        assert words in said.text or (name == "workflow step" and words.startswith("Peace"))


@pytest.mark.parametrize("name", FACES)
async def test_a_quote_longer_than_a_message_breaks_no_face(hostile: Faces, name: str) -> None:
    said = await hostile[name].ask("going on")
    assert "They go on." in said.text
    assert len(said.text) <= (hostile[name].most or float("inf"))


async def test_every_face_is_held_to_it(faces: Faces) -> None:
    assert isinstance(faces["mcp"], Assistant)
    assert list(faces) == list(FACES)

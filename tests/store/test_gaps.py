"""``ots gaps``: what curators learn, from a database as the bot leaves it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.answering.shortcomings import Complaint
from bot.store.database import Database
from bot.store.questions import AskedQuestion, QuestionLog
from tests.conftest import ROOT, Ots, run_warm
from tests.eval.score import Question

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

SOURCE = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")

ASKED: tuple[AskedQuestion | Complaint, ...] = (
    *[AskedQuestion("The weather in Baku?", "unknown_topic")] * 3,
    AskedQuestion("weather in baku", "unknown_topic"),
    *[AskedQuestion("how much will the zangazur corridor cost", "not_stated", "zangazur-corridor")] * 2,
    AskedQuestion("summit", "ambiguous"),
    AskedQuestion("who wrote the <script>alert(1)</script> alphabet", "unhelpful", "common-alphabet"),
    Complaint("who wrote the <script>alert(1)</script> alphabet", "not_asked", "common-alphabet"),
    Complaint(
        "who wrote the <script>alert(1)</script> alphabet",
        "not_asked",
        "common-alphabet",
        note="I asked <who>.",
    ),
    AskedQuestion("corridor", "answered", "middle-corridor"),
)


@pytest.fixture
async def url(tmp_path: Path) -> str:
    """The address of a database in which questions are kept."""
    address = f"sqlite:///{tmp_path / 'ots.db'}"
    async with await Database.open(SecretStr(address)) as database:
        await QuestionLog(database).keep(*ASKED)
    return address


async def test_the_most_asked_comes_first_and_similar_questions_together(url: str) -> None:
    done = run_warm("gaps", env={"DATABASE_URL": url})
    assert done.exit_code == 0
    assert "Not answered: asked 6 times in 2 groups" in done.out
    weather, cost = (done.out.index(it) for it in ("     4  ", "     2  how much will"))
    assert weather < cost
    assert "[zangazur-corridor]" in done.out
    assert "Never asked for: " in done.out


async def test_an_unanswered_question_leads_to_what_could_be_written(url: str) -> None:
    done = run_warm("gaps", env={"DATABASE_URL": url})
    lines = done.out.splitlines()
    (at,) = (number for number, line in enumerate(lines) if "how much will" in line and "     2" in line)
    assert lines[at + 1] == "        zangazur.yaml, zangazur-corridor: keywords: [zangazur corridor cost]"
    question = json.loads(lines[at + 2])
    assert question["q"] == "how much will the zangazur corridor cost"
    assert (question["kind"], question["expect"]) == ("question", "answer")
    assert question["any_of"][0] in SOURCE
    Question(**question)  # as the tests' own


async def test_an_answer_that_did_not_help_says_why_and_what_to_put_right(url: str) -> None:
    asked = "who wrote the script alert 1 script alphabet"
    lines = run_warm("gaps", env={"DATABASE_URL": url}).out.splitlines()
    at = lines.index(f"     1  {asked}  [common-alphabet]")
    assert lines[at + 1] == "        “I asked <who>.”"
    assert lines[at + 2] == "        culture.yaml, common-alphabet: # did not help: Not what I asked (1)"
    question = Question(**json.loads(lines[at + 3]))
    assert (question.q, question.note) == (asked, "did not help: Not what I asked (1)")
    (group,) = json.loads(run_warm("gaps", "--json", env={"DATABASE_URL": url}).out)["unhelpful"]
    assert (group["shortcomings"], group["notes"]) == ({"not_asked": 1}, ["I asked <who>."])
    assert group["lead"]["question"]["note"] == question.note


async def test_what_is_answered_by_now_needs_no_more_words(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'ots.db'}"
    async with await Database.open(SecretStr(address)) as database:
        await QuestionLog(database).keep(AskedQuestion("how long is the zangazur corridor", "unknown_topic"))
    (group,) = json.loads(run_warm("gaps", "--json", env={"DATABASE_URL": address}).out)["unanswered"]
    assert group["lead"]["answered"]
    assert (group["lead"]["entry"], group["lead"]["keywords"]) == ("zangazur-corridor", [])


async def test_what_resembles_nothing_leads_to_a_question_that_is_not_to_be_answered(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'ots.db'}"
    async with await Database.open(SecretStr(address)) as database:
        await QuestionLog(database).keep(AskedQuestion("xylophone", "unknown_topic"))
    (group,) = json.loads(run_warm("gaps", "--json", env={"DATABASE_URL": address}).out)["unanswered"]
    assert group["lead"] == {
        "entry": None, "answered": False, "keywords": [],
        "question": {"q": "xylophone", "kind": "out_of_scope", "expect": "none"},
    }  # fmt: skip


async def test_json_has_all_of_it_on_one_line(url: str) -> None:
    done = run_warm("gaps", "--json", env={"DATABASE_URL": url})
    (line,) = done.out.splitlines()
    found = json.loads(line)
    assert [group["count"] for group in found["unanswered"]] == [4, 2]
    assert found["unanswered"][1]["entry"] == "zangazur-corridor"
    assert found["asked"] == {"middle-corridor": 1, "zangazur-corridor": 2}
    never = {entry["entry"] for entry in found["never_asked"]}
    assert "common-alphabet" in never
    assert not never & set(found["asked"])


async def test_the_page_draws_a_bar_for_each_group_and_escapes_what_was_typed(
    url: str, tmp_path: Path
) -> None:
    page = tmp_path / "gaps.html"
    done = run_warm("gaps", "--html", str(page), env={"DATABASE_URL": url})
    assert done.out == f"wrote {page}\n"
    written = page.read_text("utf-8")
    assert written.count("<rect") == 4
    assert "Not what I asked (1); “I asked &lt;who&gt;.”" in written
    assert "<script" not in written
    widths = list(map(int, re.findall(r'<rect[^>]* width="(\d+)"', written)))
    assert widths[1] == pytest.approx(widths[0] / 2, abs=1)


def test_an_empty_database_is_said_to_be_empty(ots: Ots, tmp_path: Path) -> None:
    done = ots("gaps", env={"DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"})
    assert done.exit_code == 0
    assert "Not answered: none kept" in done.out


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("postgres://ots:hush@127.0.0.1:1/ots", 1, "nothing listens there"),
        ("mysql://ots:hush@db/ots", 2, "not supported"),
    ],
)
def test_a_database_that_cannot_be_used_is_one_line(ots: Ots, url: str, code: int, said: str) -> None:
    done = ots("gaps", env={"DATABASE_URL": url})
    assert done.exit_code == code
    assert len(done.lines) == 1
    assert said in done.err
    assert "hush" not in done.err


@pytest.mark.parametrize(
    "password",
    ["hush@hidden/silent#mute", "hush/hidden", "hush#hidden?silent", "hush:hidden@silent", "100%hidden", "hush hidden@",
     "@@hidden", "hush@[hidden]", "hush%40hidden", "hush@hidden:55/mute?silent=1"],
)  # fmt: skip
@pytest.mark.parametrize("flags", [[], ["--debug"]])
def test_no_piece_of_a_password_is_shown_however_the_address_is_divided(
    ots: Ots, password: str, flags: list[str]
) -> None:
    done = ots(*flags, "gaps", env={"DATABASE_URL": f"postgres://ots:{password}@127.0.0.1:1/ots"})
    assert done.exit_code != 0
    for piece in ("hush", "hidden", "silent", "mute"):
        assert piece not in done.out + done.err

"""The command line as people and scripts use it: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import BRIDGE, ROOT, KnowledgeDir, Ots, run_ots
from tests.eval.score import FILES, questions

KEYS = [
    "query",
    "status",
    "reason",
    "title",
    "entry",
    "score",
    "lacks",
    "facts",
    "choices",
    "items",
    "related",
    "suggestions",
]
FACT_KEYS = [
    "text",
    "quote",
    "understood",
    "speaker",
    "published",
    "source",
    "start",
    "end",
    "paragraph",
    "is_plan",
]
ITEM_KEYS = [
    "entry",
    "title",
    "what",
    "group",
    "who",
    "when",
    "recurs",
    "where",
    "status",
    "value",
    *FACT_KEYS,
]


@pytest.fixture
def started() -> Ots:
    """The command as it starts by itself: where what a start does is tested too."""
    return run_ots


def test_a_question_gets_its_fact_and_the_quote_that_proves_it(started: Ots) -> None:
    asked = started("ask", "how", "long", "is", "the", "zangazur", "corridor?")
    assert asked.exit_code == 0
    assert asked.out.splitlines()[:4] == [
        "Zangazur Corridor (TRIPP) (project)",
        "The Zangazur Corridor (TRIPP) is to be a 43 km transit link between mainland Azerbaijan and the Nakhchivan region.",
        "“[the Zangazur Corridor:] By establishing a 43- kilometer transit link between mainland Azerbaijan and the Nakhchivan region, this route will create a direct land connection across the South Caucasus”",
        "— Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a plan at that date",
    ]


def test_a_plan_is_marked_as_a_plan(ots: Ots) -> None:
    assert "paragraph 45 · a plan at that date" in ots("ask", "tourism capital 2026").out.splitlines()[3]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("how much will the zangazur corridor cost", "The article speaks of Zangazur Corridor (TRIPP), but does not state the cost."),
        ("when will the friendship treaty be signed", "The article speaks of Treaty on Strategic Partnership, Eternal Friendship and Brotherhood, but does not say when and does not state the signing."),
        ("tourism capital 2027", "The article speaks of Turkic World Tourism Capital, but says nothing of 2027 there."),
        ("kazakhstan wind potential", "The article speaks of Azerbaijan's wind energy potential, but says nothing of Kazakhstan there."),
        ("UNESCO", "The article does not speak of UNESCO."),
        ("MoU with UNESCO", "The article speaks of MoU with UN-Habitat, but says nothing of UNESCO there."),
        ("lunch menu", "The article does not speak of that."),
    ],
)  # fmt: skip
def test_a_no_says_which_no_it_is(ots: Ots, query: str, said: str) -> None:
    asked = ots("ask", query)
    assert (asked.exit_code, asked.out.splitlines()[0]) == (1, said)


def test_json_has_all_keys_always(ots: Ots) -> None:
    article = (ROOT / "seeds" / "000_963bd2c952b47720.txt").read_bytes().decode()
    queries = ["corridor", "2026", "how much will the zangazur corridor cost", "help", "nomads and games", ""]
    replies = [json.loads(line) for line in ots("ask", "--json", stdin="\n".join(queries)).out.splitlines()]
    assert [reply["query"] for reply in replies] == queries[:-1]
    for reply in replies:
        assert list(reply) == KEYS
        facts = [*reply["facts"], *(fact for it in reply["choices"] for fact in it["facts"])]
        assert all(list(fact) == FACT_KEYS for fact in facts)
        assert all(list(item) == ITEM_KEYS for item in reply["items"])
        for fact in (*facts, *reply["items"]):
            assert article[fact["start"] : fact["end"]] == fact["quote"]
    assert [reply["status"] for reply in replies[:4]] == ["answer", "listing", "none", "help"]
    assert replies[2]["reason"] == "not_stated"
    assert replies[2]["lacks"] == ["the cost"]
    assert replies[2]["facts"], "what it does say nearest to the question"


def test_a_question_a_line_is_read_from_standard_input(started: Ots) -> None:
    assert started("ask", stdin="corridor\nlunch menu\n").exit_code == 0
    assert started("ask", stdin="lunch menu\n").exit_code == 1
    assert started(stdin="corridor\n").out.startswith("Middle Corridor (project)")


@pytest.mark.slow
def test_every_process_gives_the_same_reply(started: Ots) -> None:
    """Replicas differ in how Python hashes; what they say must not."""
    asked = [question.q for name in ("queries", "tuning") for question in questions(FILES[name])]
    typed = "\n".join(f"{text[: at % len(text)]}e{text[at % len(text) :]}" for at, text in enumerate(asked))
    one, other = (started("ask", "--json", stdin=typed, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert one.lines == other.lines


def test_explain_adds_why(ots: Ots) -> None:
    asked = ots("ask", "--explain", "zangzur coridor")
    assert "why: zangazur-corridor is nearest" in asked.out
    explained = json.loads(ots("ask", "--json", "--explain", "zangzur coridor").out)["explanation"]
    assert explained["candidates"][0]["entry"] == "zangazur-corridor"


@pytest.mark.parametrize(
    ("asked", "then"),
    [("zangazur corridor", "how long is it?"), ("green corridor", "no, I meant the zangazur corridor")],
)
def test_what_is_explained_is_what_was_answered(ots: Ots, asked: str, then: str) -> None:
    said = ots(stdin=f"{asked}\n{then}\nwhy\n").out
    assert "\nwhy: zangazur-corridor is " in said
    followed = ots("ask", "--follow", "--json", "--explain", stdin=f"{asked}\n{then}\n").out.splitlines()[-1]
    explained = json.loads(followed)["explanation"]
    assert (explained["told"] or explained["candidates"][0])["entry"] == "zangazur-corridor"


def test_what_is_told_for_another_reason_than_its_words_is_explained_too(ots: Ots) -> None:
    said = ots(stdin="host cities\nlist\n2\nwhy\n").out
    title = next(line for line in said.splitlines() if line.endswith(")"))
    assert " is told, though by these words alone " in said, title


def test_explain_tells_which_words_were_read_as_asking(ots: Ots) -> None:
    asked = ots("ask", "--explain", "what date was the zangazur corridor proposed, and at what price?")
    assert "\n  asks: when (what date), the cost (price)\n" in asked.out
    assert "asks" not in ots("ask", "--explain", "zangazur corridor").out


@pytest.mark.parametrize(
    "query",
    ["", "   ", "x" * 10_000, "\x01\x02\x7f", "\ud800", "'" * 50],
    ids=lambda query: ascii(query[:8]),
)
def test_what_cannot_be_read_gets_one_clear_line(ots: Ots, query: str) -> None:
    asked = ots("ask", stdin=f"{query}\n".encode("utf-8", "surrogatepass"))
    assert asked.exit_code == 1
    assert len(asked.lines) == 1
    assert asked.out.startswith("I cannot read that: ")
    assert "type a topic such as corridor" in asked.out or "ask in one sentence" in asked.out


def test_an_emoji_gets_a_friendly_line_and_questions_to_ask(ots: Ots) -> None:
    asked = ots("ask", "🎉")
    assert (asked.exit_code, asked.out.splitlines()[0]) == (
        0,
        "I am here, and it works. Ask me, for example:",
    )


def test_lines_of_a_conversation_lean_on_each_other(ots: Ots) -> None:
    lines = "zangazur corridor\nand how long is it?\n"
    told = ots("ask", "--follow", stdin=lines)
    assert "43 km" in told.out.split("\n\n")[1].splitlines()[1]
    assert "I cannot read that: it names no topic" in ots("ask", stdin=lines).out


def test_a_pipe_to_the_console_knows_its_words(ots: Ots) -> None:
    told = ots(stdin="why\n/ots zangzur coridor\nwhy\nand how long is it?\nquit\nlunch menu\n")
    nothing, corridor, why, length = told.out.split("\n\n")
    assert nothing == "Nothing has been answered yet: type a topic such as corridor."
    assert corridor.startswith("Zangazur Corridor (TRIPP)")
    assert "why: zangazur-corridor is nearest" in why
    assert "43 km" in length
    assert told.exit_code == 0


def test_binary_on_standard_input_is_no_crash(started: Ots) -> None:
    asked = started("ask", "--json", stdin=bytes(range(256)) * 4)
    assert asked.err == ""
    assert all(json.loads(line)["status"] == "none" for line in asked.out.splitlines())


def test_a_missing_knowledge_directory_is_one_line(started: Ots) -> None:
    asked = started("--knowledge", "nowhere", "ask", "corridor")
    assert (asked.exit_code, asked.lines) == (
        2,
        ["ots: knowledge directory 'nowhere' does not exist: name one with --knowledge DIR"],
    )


def test_a_file_in_place_of_a_knowledge_directory_is_called_one(ots: Ots, tmp_path: Path) -> None:
    (file := tmp_path / "entries.yaml").write_text("- id: bridge")
    asked = ots("--knowledge", str(file), "ask", "corridor")
    assert asked.lines == [f"ots: knowledge directory '{file}' is a file: name one with --knowledge DIR"]


def test_a_directory_that_is_no_knowledge_is_one_line(ots: Ots, tmp_path: Path) -> None:
    asked = ots("--knowledge", str(tmp_path), "ask", "corridor")
    assert asked.exit_code == 2
    assert asked.lines == [
        f"ots: {tmp_path} is not a knowledge directory: it needs sources.yaml and a folder entries/"
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--frob"], "ots: unrecognized arguments: --frob: see ots --help"),
        (["frob"], "ots: argument COMMAND: invalid choice: 'frob' (choose from "),
        (["list", "--kind", "idea"], "ots list: argument --kind: invalid choice: 'idea' (choose from "),
        (
            ["list", "projects", "--kind", "event"],
            "ots list: argument --kind: not allowed with argument WHAT",
        ),
        (["list", "sources", "--kind", "event"], "ots list: argument --kind: not allowed with argument WHAT"),
        (
            ["quote", "--paragraph", "2", "--all"],
            "ots quote: argument --all: not allowed with argument --par",
        ),
        (["quote", "--all", "some", "words"], "ots quote: argument WORDS: not allowed with argument --all"),
        (["init", ""], "ots init: argument DIR: it is empty: see ots init --help"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(ots: Ots, arguments: list[str], said: str) -> None:
    ran = ots(*arguments)
    assert (ran.exit_code, len(ran.lines)) == (2, 1)
    assert ran.err.startswith(said)


def test_list_shows_entries_of_a_kind(ots: Ots) -> None:
    lines = ots("list", "--kind", "person").out.splitlines()
    assert [line.split()[0] for line in lines] == ["secretary-general", "ilham-aliyev", "erdogan"]


@pytest.mark.parametrize("what", ["people", "person"])
def test_list_takes_a_kind_by_what_it_is_called(ots: Ots, what: str) -> None:
    assert ots("list", what).out == ots("list", "--kind", "person").out


def test_list_says_what_it_can_list(ots: Ots) -> None:
    asked = ots("list", "ideas")
    assert (asked.exit_code, len(asked.lines)) == (2, 1)
    assert "invalid choice: 'ideas' (choose from entries, sources, initiative, project, " in asked.err


def test_coverage_is_told_by_sentence(ots: Ots) -> None:
    assert ots("coverage").out.endswith("fact-bearing sentences touched (100.0%)\n")
    sentences = {it["text"]: it for it in map(json.loads, ots("coverage", "--json").out.splitlines())}
    dateline, heading = (
        sentences["BAKU, Azerbaijan, October 27."],
        sentences["Key takeaways from the Gabala summit"],
    )
    assert (dateline["bears_facts"], dateline["touched"]) == (True, True)
    assert (heading["bears_facts"], heading["touched"]) == (False, False)


def test_any_curated_text_can_be_served(knowledge_dir: KnowledgeDir) -> None:
    assert (
        knowledge_dir.run("ask", "how long is the bridge").out.splitlines()[1]
        == "The bridge is nearly 900 metres long."
    )


def test_a_file_of_the_same_age_and_size_as_the_one_before_is_read_anew(knowledge_dir: KnowledgeDir) -> None:
    entries = knowledge_dir.path / "entries/bridge.yaml"
    assert "The bridge is nearly" in knowledge_dir.run("ask", "bridge").out
    before = entries.stat()
    knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("text: The bridge", "text: One bridge"))
    os.utime(entries, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "One bridge is nearly" in knowledge_dir.run("ask", "bridge").out


def test_the_environment_names_another_knowledge(ots: Ots, knowledge_dir: KnowledgeDir) -> None:
    named = {"OTS_KNOWLEDGE": str(knowledge_dir.path)}
    assert ots("list", env=named).out.split()[0] == "bridge"


def test_an_env_file_is_read_and_the_environment_wins(
    started: Ots, knowledge_dir: KnowledgeDir, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".env").write_text(f"OTS_KNOWLEDGE={knowledge_dir.path}\n")
    assert started("list", cwd=home).out.split()[0] == "bridge"
    assert started("list", cwd=home, env={"OTS_KNOWLEDGE": "gone"}).exit_code == 2


def test_commands_that_list_answer_like_questions_do(ots: Ots) -> None:
    assert ots("ask", "list events").out.startswith("Events: ")
    assert ots("ask", "timeline 2027").out.splitlines()[1].startswith("1. Third Cultural Forum")
    assert ots("ask", "places").out.startswith("Places: ")
    assert ots("ask", "figures").out.startswith("Figures: ")
    assert ots("ask", "share of trade").out.startswith("Intra-OTS trade")

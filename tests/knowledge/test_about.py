"""``about.yaml``: what the bot says of itself, checked like all that a curator writes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.answering.reply import Listing
from bot.answering.respond import Responder
from knowledge.load import load
from knowledge.schema import schemas
from tests.conftest import BRIDGE, PEACE, KnowledgeDir, Ots, run_warm
from tests.handbook import HANDBOOK, of_home
from tests.shipped import TEXTS

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

NOES = {
    "lunch menu": "The handbook does not speak of that.\nTo see what it does speak of, type list.\n",
    "UNESCO": "The handbook does not speak of UNESCO.\nTo see what it does speak of, type list.\n",
    "": "I cannot read that: it is empty: type a topic such as paid leave.\n",
    "???": "I cannot read that: there is no word in it: type a topic such as paid leave.\n",
    "the second one": "I cannot read that: it names no topic, and I know of nothing said before it: name one, such as paid leave.\n",
}


def handbook(*arguments: str, stdin: str = "") -> str:
    """What ``ots`` prints, asked about the handbook; nothing in it belongs to another text."""
    ran = run_warm("--knowledge", str(HANDBOOK), *arguments, stdin=stdin)
    assert not of_home(ran.out + ran.err)
    return ran.out


@pytest.mark.parametrize("command", ["", "ask", "list", "check", "coverage", "gaps", "serve", "manifest"])
def test_the_help_is_about_the_text_that_is_meant(command: str) -> None:
    shown = " ".join(handbook(*filter(None, [command]), "--help").split())
    if not command:
        assert "Answer questions about working at Elm Works from one handbook, each with the quote" in shown
        assert shown.endswith("for example: ots ask when is the summer party")


def test_the_help_of_knowledge_with_faults_says_nothing_of_it(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("entries/peace.yaml", PEACE.replace("theme", "idea"))
    shown = knowledge_dir.run("--help")
    assert shown.exit_code == 0
    assert "Answer questions from a curated text" in shown.out


@pytest.mark.parametrize(("asked", "said"), NOES.items())
def test_each_kind_of_no_calls_the_text_by_its_name(asked: str, said: str) -> None:
    assert handbook("ask", asked) == said


def test_what_is_not_stated_is_said_of_the_text_by_its_name() -> None:
    said = handbook("ask", "how much does remote work cost").splitlines()
    assert said[0] == "The handbook speaks of Remote work, but does not state the cost."


def test_help_and_greeting_have_the_curators_words_and_examples_that_are_answered() -> None:
    said = {
        asked: handbook("ask", asked).splitlines() for asked in ("help", "hello", "who are you", "thanks")
    }
    first, *examples = said["help"]
    assert first == "Ask about working at Elm Works. A quote from one handbook proves every answer."
    assert (examples[0], examples[-1]) == ("  paid leave", "  list policies")
    assert "  when is the summer party?" in examples
    assert said["hello"] == ["Hello! What would you like to know about Elm Works?", *examples]
    assert said["who are you"][0].startswith(
        "I am a bot: I answer from one handbook about working at Elm Works"
    )
    for example in examples:
        status = json.loads(handbook("ask", "--json", example.strip()))["status"]
        assert status in ("answer", "listing"), example


@pytest.mark.parametrize(
    "asked",
    [
        "what is this handbook about",
        "summary of the handbook",
        "summarise this handbook please",
        "what does the handbook say",
        "key points of the handbook",
    ],
)
def test_a_question_about_the_text_itself_is_answered_with_its_key_points(asked: str) -> None:
    assert handbook("ask", asked).startswith("Summary: 7\n")


def test_the_texts_name_does_not_stand_in_the_way_of_a_question() -> None:
    for asked in (
        "what does the handbook say about the gym",
        "according to the handbook, is there a gym",
    ):
        assert handbook("ask", asked).splitlines()[0] == "Gym (benefit)"
    assert handbook("ask", "what is elm bot").startswith("I am a bot")


@pytest.mark.parametrize(
    "asked",
    [
        "list policies",
        "list policy",
        "policies",
        "which policies are there",
        "which rules are there",
        "all rules",
    ],
)
def test_a_curators_own_kind_is_listed_by_all_its_words(asked: str) -> None:
    assert handbook("ask", asked).splitlines()[:4] == [
        "Policies: 3",
        "1. Remote work",
        "2. Expenses",
        "3. Dress rule",
    ]


@pytest.mark.parametrize(
    ("asked", "title"),
    [("expense policy", "Expenses"), ("the dress rule", "Dress rule"), ("gym benefit", "Gym")],
)
def test_the_word_of_a_kind_beside_a_name_is_that_entry(asked: str, title: str) -> None:
    assert json.loads(handbook("ask", "--json", asked))["title"] == title


def test_lines_that_are_piped_may_begin_with_the_command_as_in_slack() -> None:
    said = handbook(stdin="/elm gym\n/elm\n")
    assert said.startswith("Gym (benefit)\n")
    assert "\n\nAsk about working at Elm Works." in said


def test_entries_are_listed_by_a_kind_of_the_curators_own() -> None:
    for kind in ("policy", "policies", "rules"):
        assert [line.split()[0] for line in handbook("list", "--kind", kind).splitlines()] == [
            "remote-work",
            "expenses",
            "dress",
        ]


def test_the_manifest_is_made_of_what_the_bot_says_of_itself() -> None:
    for arguments in ([], ["--url", "https://bot.example.org"]):
        made: dict[str, Any] = json.loads(handbook("manifest", *arguments))
        shown = made["display_information"]
        assert (shown["name"], shown["background_color"]) == ("Elm Bot", "#1a9c8f")
        assert shown["description"] == "Facts about working at Elm Works, each with the quote that proves it"
        assert len(shown["long_description"]) >= 175
        features = made["features"]
        assert features["slash_commands"][0]["command"] == "/elm"
        assert features["slash_commands"][0]["usage_hint"].startswith("paid leave | ")
        assert [it["name"] for it in features["shortcuts"]][:2] == [
            "Ask the handbook",
            "Look up in the handbook",
        ]
        prompts = [it["title"] for it in features["agent_view"]["suggested_prompts"]]
        assert prompts[:2] == ["paid leave", "when is the summer party?"]


def test_the_environment_wins_over_the_command_of_the_file(ots: Ots) -> None:
    made = ots("--knowledge", str(HANDBOOK), "manifest", env={"OTS_COMMAND": "/staff"})
    assert json.loads(made.out)["features"]["slash_commands"][0]["command"] == "/staff"


def test_without_the_file_the_words_are_neutral_and_the_subject_is_the_sources(
    knowledge_dir: KnowledgeDir,
) -> None:
    said = knowledge_dir.run("ask", "help").out
    assert said.splitlines()[0] == "Ask about A talk. A quote from one source proves every answer."
    assert "\n  bridge\n" in said
    assert "what is the length of the bridge?" in said
    assert knowledge_dir.run("ask", "pizza").out.startswith("The source does not speak of that.")


def test_several_texts_are_called_so(knowledge_dir: KnowledgeDir) -> None:
    sources = (knowledge_dir.path / "sources.yaml").read_text("utf-8")
    knowledge_dir.write(
        "sources.yaml", sources + sources.replace("id: talk", "id: speech").replace("A talk", "A speech")
    )
    for name, written in (("peace", PEACE), ("bridge", BRIDGE)):
        knowledge_dir.write(f"entries/{name}.yaml", written.replace("quote:", "source: talk\n      quote:"))
    assert knowledge_dir.run("ask", "pizza").out.startswith("The sources do not speak of that.")
    said = knowledge_dir.run("ask", "help").out
    assert said.startswith("Ask about A talk and A speech. A quote from 2 sources proves every answer.")


def test_a_name_in_the_plural_has_its_verb(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("about.yml", "source: our house rules\n")
    assert knowledge_dir.run("ask", "pizza").out.splitlines() == [
        "Our house rules do not speak of that.",
        "To see what they do speak of, type list.",
    ]
    said = knowledge_dir.run("ask", "help").out
    assert "A quote from our house rules proves every answer." in said


@pytest.mark.parametrize("source", ["the annual report", "the plans and help page"])
def test_a_text_with_a_longer_name_is_called_by_that(knowledge_dir: KnowledgeDir, source: str) -> None:
    knowledge_dir.write("about.yaml", f"source: {source}\n")
    assert f"A quote from {source} proves every answer." in knowledge_dir.run("ask", "help").out


FAULTS = {
    "a list": ("- name: Elm\n", "about.yaml:1: about: must be fields, as in `name: Handbook Bot`"),
    "a field with a slip": ("nmae: Elm\n", "about.yaml:1: about: unknown field 'nmae'; did you mean 'name'?"),
    "a colour that YAML takes for a comment": (
        "name: Elm\ncolour: #1a9c8f\n",
        "about.yaml:2: about: colour is empty: write it, in quotes where it begins with #, or take it out",
    ),
    "a colour by its name": (
        "colour: teal\n",
        'about.yaml:1: about: colour must be # and six of 0-9 and a-f, in quotes, as in "#1a9c8f"',
    ),
    "a command without its slash": (
        "command: elm\n",
        "about.yaml:1: about: command must be / and up to 31 small letters, digits, - or _, as in /handbook",
    ),
    "an example that has no answer": (
        "name: Elm\nexamples:\n  - bridge\n  - how deep is the sea?\n",
        "about.yaml:4: about: example 'how deep is the sea?' is not answered but with"
        " 'The source does not speak of that.': mend it, or take it out",
    ),
    "a kind that is built in": (
        "kinds:\n  - id: theme\n",
        "about.yaml:2: about: kind 'theme' is there already: take it out",
    ),
    "a kind that stands there twice": (
        "kinds: [{id: rule}, {id: rule}]\n",
        "about.yaml:1: about: kind 'rule' is there already: take it out",
    ),
}


@pytest.mark.parametrize(("written", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_line(knowledge_dir: KnowledgeDir, written: str, fault: str) -> None:
    knowledge_dir.write("about.yaml", written)
    for command in (["check"], ["ask", "bridge"]):
        ran = knowledge_dir.run(*command)
        assert (ran.exit_code, ran.lines) == (1, [fault])


def test_an_unknown_kind_names_the_curators_own_and_the_nearest(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("about.yaml", "kinds: [{id: policy, plural: policies}]\n")
    knowledge_dir.write("entries/peace.yaml", PEACE.replace("theme", "polcy"))
    (fault,) = knowledge_dir.run("check").lines
    assert fault.startswith("entries/peace.yaml:2: peace: unknown kind: use one of initiative, project, ")
    assert fault.endswith("theme, policy; did you mean 'policy'?")


def test_the_schema_of_entries_has_a_curators_own_kinds() -> None:
    text = dict(schemas(("theme", "policy")))["entries.schema.json"]
    assert json.loads(text)["$defs"]["WrittenEntry"]["properties"]["kind"]["enum"] == ["theme", "policy"]


@pytest.mark.parametrize(
    "question",
    [
        "worum geht es in dem Interview?",
        "bu röportaj ne hakkında?",
        "müsahibə nə haqqındadır?",
        "бұл сұхбат не туралы",
        "о чём эта статья?",
        "miről szól ez az interjú?",
        "de quoi parle l’article ?",
        "¿de qué trata la entrevista?",
        "what is the document about",
    ],
)
def test_the_text_may_be_called_so_in_every_language_that_is_read(
    responder: Responder, question: str
) -> None:
    reply = responder.reply(question)
    assert isinstance(reply, Listing)
    assert reply.title == "Summary"


@pytest.mark.parametrize(
    ("question", "is_known"),
    [("worum geht es in dem Handbuch?", True), ("el kitabı ne hakkında", True), ("о чём интервью", False)],
)
def test_another_text_is_called_what_it_is(question: str, is_known: bool) -> None:
    assert isinstance(Responder(load(HANDBOOK)).reply(question), Listing) == is_known


def test_a_version_is_the_same_wherever_the_knowledge_stands(tmp_path: Path) -> None:
    copies = [tmp_path / "one", tmp_path / "other" / "deep"]
    for copy in copies:
        shutil.copytree(TEXTS / "campus", copy)  # with kinds and examples of its own
    one, other = map(load, copies)
    assert one.version == other.version
    assert load(TEXTS / "kitchen").version != one.version

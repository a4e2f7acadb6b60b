"""What others wrote is compared with the source, and nothing true is ever said to differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.verifying.verify import Verifier
from knowledge.base import Knowledge
from knowledge.load import load
from tests.conftest import ROOT, KnowledgeDir, Ots
from tests.eval.verify import FILES, foreign, score
from tests.shipped import TEXTS

from .judged import verdicts

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

ARTICLE = ROOT / "seeds" / "000_963bd2c952b47720.txt"

MOST_WRONG = 0.01
"""Share of verdicts that may say what is not so."""

LEAST_FOUND = 0.9
"""Share of falsified values that must be found, and of true ones that must agree."""

MOST_FOREIGN = 62
"""Verdicts that all texts together may give on the sentences of all others: of some, what they say is the same.

17 of them are of the Blue Line, which a tram and a ferry both are, and nine of software that several run.
"""


@pytest.mark.parametrize("name", FILES)
def test_verdicts_are_right_and_what_was_falsified_is_found(verifier: Verifier, name: str) -> None:
    reached = score(FILES[name], verifier)
    assert reached.wrong <= MOST_WRONG * reached.given, reached.failures
    assert reached.found >= LEAST_FOUND * reached.falsified, reached.failures
    assert reached.values_found >= LEAST_FOUND * reached.values, reached.failures
    assert reached.agreed >= LEAST_FOUND * reached.true, reached.failures


def test_next_to_nothing_is_said_of_what_other_texts_say() -> None:
    said = [f"{it.said_by}: {it.text} {one.value}" for it in foreign() for one in it.findings]
    assert len(said) <= MOST_FOREIGN, said


def test_a_topic_of_an_everyday_word_is_known_by_what_is_told_of_it() -> None:
    grove = Verifier(load(TEXTS / "ledger"))
    assert [it.verdict for it in grove.check("Grove costs 95 euros.")] == ["differs"]
    assert [it.verdict for it in grove.check("Grove costs 59 euros.")] == ["agrees"]
    assert grove.check("We planted a grove of 95 oaks.") == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rail", "Heron Ward has eight beds and a birthing pool."),  # a train, by one word alone
        ("tram", "The blue line of the Stockholm metro has 20 stations."),  # everyday words, all else unknown
        (
            "solar",
            "The annual general meeting follows on 5 June at 7 pm in Harrowlaw Town Hall.",
        ),  # strange names
        ("harbour", "Passengers are to ride from the harbour to St Brannock's Hospital in 19 minutes."),
        (
            "bericht",
            "The ticket will cost 4 euros, and children under 12 ride free.",
        ),  # the rest is of no topic
        (
            "allotment",
            "Our panels made 3,412 megawatt-hours of electricity, 14% more than the 2,993 of 2024.",
        ),
    ],
)
def test_nothing_is_said_of_what_shares_a_word_with_a_topic(text: str, sentence: str) -> None:
    assert Verifier(load(TEXTS / text)).check(sentence) == []


@pytest.mark.parametrize(
    ("text", "sentence", "value"),
    [
        ("park", "Valmora National Park counted 421,000 visitors in 2025.", "421,000"),
        (
            "veto",
            "The Spring Open Day in Harrowlaw is on 28 April 2025.",
            "28 April 2025",
        ),  # another each year
        ("tram", "Ingrid Solheim-Baker has led the project since January 2023.", "January 2023"),
        ("tram", "The trams of Tessaro Rail hold 320 passengers each.", "320"),
        ("museum", "The meteorite weighs 4.3 kilograms.", "4.3 kilograms"),
        ("rail", "The Pärnu line cost 468 million euros.", "468 million euros"),  # a fact of another topic
        ("carshare", "Basic has no monthly fee, and Regular costs 19 euros a month.", "19 euros"),
    ],
)
def test_a_text_curated_with_few_values_is_checked_too(text: str, sentence: str, value: str) -> None:
    found = Verifier(load(TEXTS / text)).check(sentence)
    assert [it.value for it in found if it.verdict == "differs"] == [value]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("veto", "Microchip Saturday in Selkirk is on 4 October 2025."),
        (
            "veto",
            "The Winter Fair in Kelso will be held on 29 November 2025.",
        ),  # the source tells of that of 2024
        ("tram", "The Blue Line has 2 kilometres of tunnel."),
        ("tram", "The Blue Line has cost 96 million crowns so far."),
    ],
)
def test_of_another_text_too_what_is_of_something_else_never_differs(text: str, sentence: str) -> None:
    assert "differs" not in verdicts(Verifier(load(TEXTS / text)), sentence).values()


def test_each_value_is_of_the_topic_in_its_own_part_of_a_sentence(verifier: Verifier) -> None:
    text = "The Third Diaspora Youth Forum was held in Tashkent, and the Youth Center of the Turkic World was launched in Bishkek."
    assert verdicts(verifier, text) == {"Third": "agrees", "Tashkent": "agrees", "Bishkek": "differs"}
    text = "The Turkic Ski Cup was held in Uzbekistan and the Turkic Ski Resorts Summit in Shahdag."
    assert verdicts(verifier, text) == {"Uzbekistan": "agrees", "Shahdag": "agrees"}


def test_a_year_said_once_is_of_all_parts_of_a_sentence(verifier: Verifier) -> None:
    text = "In 2023 the combined GDP of the OTS was $1.8 trillion, while its trade volume was $0.9 trillion."
    assert "differs" not in verdicts(verifier, text).values()


def test_what_a_sentence_denies_of_two_topics_is_not_judged_of_the_second(verifier: Verifier) -> None:
    text = "It is not true that the Zangazur Corridor is 34 km long and the Middle Corridor takes 25 days."
    assert verdicts(verifier, text) == {}


def test_two_falsified_values_of_one_sentence_are_both_found(verifier: Verifier) -> None:
    found = verifier.check("TURKUNIB's 8th General Assembly was held in Almaty on 20 October 2025.")
    assert {it.value for it in found if it.verdict == "differs"} == {"Almaty", "20 October 2025"}


def test_the_source_itself_and_every_fact_never_differ_from_the_source(
    verifier: Verifier, knowledge: Knowledge
) -> None:
    found = [it for text in words_of(knowledge) for it in verifier.check(text)]
    assert [it for it in found if it.verdict != "agrees"] == []
    assert len(found) > 900


@pytest.mark.parametrize("folder", sorted(TEXTS.glob("*/sources.yaml")), ids=lambda it: it.parent.name)
def test_nothing_that_any_source_says_is_said_to_be_otherwise_or_not_there(folder: Path) -> None:
    knowledge = load(folder.parent)
    verifier = Verifier(knowledge)
    found = [it for text in words_of(knowledge) for it in verifier.check(text, most=None)]
    assert [it for it in found if not it.verdict.startswith("agrees")] == []
    assert len(found) > 40


def words_of(knowledge: Knowledge) -> Iterator[str]:
    """Everything that is certainly true: the sources, and each fact in its own words and in theirs."""
    yield from (it.text for it in knowledge.sources)
    for entry in knowledge.entries:
        for fact in entry.facts:
            yield from (fact.text, fact.quote)


def test_what_agrees_or_differs_has_a_fact_and_what_is_not_there_has_none(verifier: Verifier) -> None:
    found = verifier.check(
        "The Zangazur Corridor (TRIPP) near Nakhchivan is to be 34 km long and costs $3 billion."
    )
    assert [(it.value, it.verdict, it.fact is not None) for it in found] == [
        ("34 km", "differs", True),
        ("$3 billion", "not in the source", False),
        ("Nakhchivan", "agrees", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 the trade volumes of the OTS were $1.1tn.",
        "In 2024 the trade volumes of the OTS were 1,1 trillion dollars.",
        "In 2024 the trade volumes of the OTS were USD 1100 billion.",
        "In 2024 the trade volumes of the OTS were US$1,100,000,000,000.",
        "In 2024 the trade volumes of the OTS were 1.1 trillion US dollars.",
        "In 2024 the trade volumes of the OTS were 1,1 Billionen Dollar.",
        "In 2024 the trade volumes of the OTS were 1,1 trilyon dolara.",
        "The Zangazur Corridor will be forty-three kilometres long.",
        "The Zangazur Corridor is **43 km** long.",
        "The Gabala Declaration has one hundred and twenty-one points.",
        "The TURKUNIB assembly met in Tashkent on 10/15/2025.",
        "The TURKUNIB assembly met in Tashkent on Oct. 15, 2025.",
        "The TURKUNIB assembly met in Tashkent on 15.10.2025.",
    ],
)
def test_a_value_agrees_however_it_is_written(verifier: Verifier, text: str) -> None:
    assert set(verdicts(verifier, text).values()) == {"agrees"}


@pytest.mark.parametrize(
    "text",
    [
        "The Zangazur Corridor isn't 34 km long.",
        "It is not true that the Zangazur Corridor is 34 km long.",
        "Nobody believes that the Zangazur Corridor is 34 km long.",
        "Der Zangezur-Korridor (TRIPP) ist nicht 34 km lang.",
        "The Zangazur Corridor is not 43 km long.",
        "If the Zangazur Corridor were 34 km long, it would be finished.",
    ],
)
def test_nothing_is_said_of_what_a_sentence_denies(verifier: Verifier, text: str) -> None:
    assert verdicts(verifier, text) == {}


def test_what_may_be_read_in_two_ways_never_differs(verifier: Verifier) -> None:
    """2.000 is two thousand in Berlin and two in London; 03/04 is a day of March there and of April here."""
    assert verdicts(verifier, "The Middle Corridor is 2.000 km shorter.") == {"2.000 km": "agrees"}
    assert verdicts(verifier, "The Middle Corridor is 3.000 km shorter than the Northern Corridor.") == {}
    assert verdicts(verifier, "The TURKUNIB assembly was held in Tashkent on 03/04/2025.") == {
        "TURKUNIB": "agrees",
        "Tashkent": "agrees",
    }


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The combined GDP of the OTS is about two trillion dollars.", "agrees, more loosely"),
        ("The Zangazur Corridor is 27 miles long.", "agrees, more loosely"),
        ("The Middle Corridor takes goods from China to Europe in two weeks.", "agrees, more loosely"),
        ("Azerbaijan's trade with OTS member states was 15% of its foreign trade.", "agrees, more loosely"),
        ("The Gabala Declaration has 100 points.", "differs"),
    ],
)
def test_a_rounder_number_is_said_to_agree_more_loosely(verifier: Verifier, text: str, verdict: str) -> None:
    assert verdict in verdicts(verifier, text).values()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The OTS cooperates in more than 40 areas.", "agrees"),
        ("The OTS cooperates in 40+ areas.", "agrees"),
        ("The OTS cooperates in 40 areas.", "agrees, more loosely"),
        ("The OTS cooperates in fewer than 40 areas.", "differs"),
        ("Azerbaijan's trade with OTS member states reached more than $7 billion in 2024.", "differs"),
        ("Azerbaijan's direct investments in OTS member states are nearly $20 billion.", "differs"),
        ("OTS combined GDP (2024): $2.1tn.", "agrees, more loosely"),
        ("The Gabala Declaration has over 100 points.", "agrees, more loosely"),
        ("The Gabala Declaration has over 150 points.", "differs"),
        ("The Gabala Declaration has a hundred-odd points.", "agrees, more loosely"),
        ("TURKUNIB has more than 100 members.", "agrees, more loosely"),
        ("TURKUNIB has fewer than 100 members.", "differs"),
        ("In 2024 the combined GDP of the OTS region was less than $2 trillion.", "differs"),
        ("The OTS region has a population of 172 million.", "not in the source"),
        ("TURKUNIB has no fewer than 109 institutions.", "agrees"),
        ("The OTS region spreads over 4.5 million square kilometres.", "agrees"),
        ("The OTS region has 170 million people.", "agrees"),  # for "around": a round number says as much
    ],
)
def test_more_is_not_less_and_what_is_left_out_is_said(verifier: Verifier, text: str, verdict: str) -> None:
    found = verdicts(verifier, text).values()
    assert next((it for it in found if it != "agrees"), "agrees") == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan's GDP was $288 billion in 2024, a seventh of the combined GDP of the OTS.",
        "Azerbaijan's trade with Italy reached $10 billion in 2024.",
        "A 12 km section of the Zangazur Corridor is finished.",
        "The 13th OTS Summit will be held in Türkiye in 2026.",
        "OTS leaders hold their next summit in Istanbul.",
        "The Gabala Declaration devotes 20 points to security.",
        "The Gabala Summit was followed by talks in Istanbul.",
        "COP29 in Baku was followed by COP30 in Brazil in 2025.",
        "Turkic Week was first held in Geneva in 2024, and the second is due in Vienna in 2025.",
        "Is the Zangazur Corridor 34 km long?",
        "The Defence Industry Institutions meeting was attended by Aselsan, Ankara.",
        "TURKUNIB held its board meeting in Ankara on 15 October 2025.",
        "The OTS region lost 5 million people.",
        "The railway along the Zangazur Corridor runs 110 km from Horadiz to Agbend.",
        "The Turkic World Tourism Capital for 2027 is still to be chosen.",
        "The Middle Corridor is 43 km from here.",
        "The Middle Corridor carried 3 million tons in 2023.",
        "From January to July 2025 Azerbaijan's trade with OTS states reached $4.41bn ($630m a month).",
        "The Zangazur Corridor has a 9 km tunnel.",
        "The Turkic Investment Fund's first loan was $5 million.",
        "The Third Cultural Forum of the Turkic World follows the second, which was in 2024.",
    ],
)
def test_what_is_of_something_else_never_differs(verifier: Verifier, text: str) -> None:
    assert "differs" not in verdicts(verifier, text).values()


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan's trade with Kazakhstan was $0.5 billion in 2024.",  # the number of another topic
        "The Gabala Summit was cold.",
    ],
)
def test_names_alone_prove_no_sentence(verifier: Verifier, text: str) -> None:
    assert verdicts(verifier, text) == {}


def test_nothing_is_said_of_what_names_no_topic(verifier: Verifier) -> None:
    assert (
        verifier.check("Paris has 2.1 million inhabitants.\n\nOur corridor is 43 m long. Call me at 10.")
        == []
    )


# The command


def test_a_report_is_judged_sentence_by_sentence(ots: Ots) -> None:
    ran = ots("verify", stdin="The Zangazur Corridor is 34 km long.\nIt rained in Paris on 3 May 2024.\n")
    assert ran.exit_code == 1
    assert ran.out.splitlines() == [
        "The Zangazur Corridor is 34 km long.",
        "  ✗ 34 km: differs",
        "    the source says: The Zangazur Corridor (TRIPP) is to be a 43 km transit link between mainland Azerbaijan and the Nakhchivan region.",
        "    “[the Zangazur Corridor:] By establishing a 43- kilometer transit link between mainland Azerbaijan and the Nakhchivan region, this route will create a direct land connection across the South Caucasus”",
        "    Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a plan at that date",
    ]


@pytest.mark.parametrize("command", ["\x1b]0;another title\x07", "\x1b[2J", "\x9b31m", "\r", "\u202e"])
def test_a_text_commands_no_terminal(ots: Ots, command: str) -> None:
    told = ots("verify", stdin=f"The Zangazur Corridor is {command} 43 km long.").out
    assert "43 km: agrees" in told
    assert command not in told


def test_where_nothing_differs_the_exit_code_is_0(ots: Ots) -> None:
    assert ots("verify", stdin="TRIPP is a 43km link.").exit_code == 0
    nothing = ots("verify", stdin="")
    assert (nothing.exit_code, len(nothing.out.splitlines())) == (0, 1)


def test_a_file_as_json_is_a_line_a_sentence(ots: Ots, knowledge_dir: KnowledgeDir) -> None:
    report = knowledge_dir.path / "report.txt"
    report.write_text(
        "Hello. In 2024 the combined GDP of the OTS was about two trillion\ndollars, up a lot.", "utf-8"
    )
    [line] = ots("verify", "--json", str(report)).out.splitlines()
    told = json.loads(line)
    assert told["verdict"] == "agrees, more loosely"
    assert [(it["value"], it["verdict"], it["entry"]) for it in told["values"]] == [
        ("2024", "agrees", "gdp"),
        ("two trillion dollars", "agrees, more loosely", "gdp"),
    ]
    fact = told["values"][0]["fact"]
    assert ARTICLE.read_bytes().decode()[fact["start"] : fact["end"]] == fact["quote"]


def test_another_text_is_checked_by_its_own_knowledge(knowledge_dir: KnowledgeDir) -> None:
    assert knowledge_dir.run("verify", stdin="The bridge is nearly 900 m long.").exit_code == 0
    ran = knowledge_dir.run("verify", stdin="The bridge is nearly 700 metres long.")
    assert ran.exit_code == 1
    assert "✗ 700 metres: differs" in ran.out


def test_units_of_another_text_are_known_in_other_notations(ots: Ots) -> None:
    text = "A Heron has a top speed of 87 mph and recharges in 18 min. A Heron's top speed is 410 km/h. It runs on.\n"
    told = ots("--knowledge", str(ROOT / "tests/texts/rail"), "verify", stdin=text).out
    for line in ("≈ 87 mph: agrees, more loosely", "✓ 18 min: agrees", "✗ 410 km/h: differs"):
        assert line in told


def test_a_long_text_is_read_to_its_end(ots: Ots) -> None:
    ran = ots("verify", stdin="It rained.\n" * 3_000 + "The Zangazur Corridor is 34 km long.\n")
    assert "✗ 34 km: differs" in ran.out
    unbroken = ots("verify", stdin="It rained, " * 3_000 + "and the Zangazur Corridor is 34 km long.\n")
    assert "✗ 34 km: differs" in unbroken.out


def test_a_text_in_german_is_checked_in_german(ots: Ots) -> None:
    text = "Die Straßenbahn hat ein Netz von 71 Kilometern.\nDie Straßenbahn hat ein Netz von 17 Kilometern Länge.\nDie Linie 4 wurde am 8.9.2024 verlängert.\n"
    told = ots("--knowledge", str(ROOT / "tests/texts/bericht"), "verify", stdin=text).out
    for line in ("✓ 71 Kilometern: agrees", "✗ 17 Kilometern: differs", "✓ 8.9.2024: agrees"):
        assert line in told


def test_a_file_that_is_not_there_is_one_line(ots: Ots) -> None:
    ran = ots("verify", "no-such-file.txt")
    assert (ran.exit_code, len(ran.lines)) == (2, 1)

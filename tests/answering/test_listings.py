"""A listing is rows: one thing a row, each once, grouped and in order, with what is known of it and its proof."""

from __future__ import annotations

from itertools import groupby

import pytest

from bot.answering.reply import Listing
from bot.answering.respond import LONGEST_QUESTION, Responder
from knowledge.base import Knowledge

from .listed import rows, told


def test_events_of_a_year_are_the_occasions_of_it_with_place_and_status(responder: Responder) -> None:
    assert sorted(told(rows(responder, "events in 2026"))) == [
        ("2nd Defence Industry Institutions meeting", "2026", ("Baku",), "planned"),
        ("5th Meeting of the Secretaries of the Security Councils", "2026", ("Azerbaijan",), "planned"),
        ("Joint military exercises of the OTS Member States", "2026", ("Azerbaijan",), "proposed"),
        ("Turkic World Tourism Capital", "2026", ("Ankara",), "planned"),
    ]


def test_events_of_a_country_are_those_in_its_cities_too(responder: Responder) -> None:
    items = rows(responder, "events in Kyrgyzstan")
    cities = {item.where[0] for item in items if len(item.where) == 2}
    assert cities == {"Bishkek", "Cholpon-Ata", "Jalal-Abad"}
    assert all("Kyrgyzstan" in (*item.where, *item.who) for item in items)
    assert "6th World Nomad Games" in {item.what for item in items}, "in the country, in no city"


def test_host_cities_are_grouped_by_city_and_ascend_within_each(responder: Responder) -> None:
    items = rows(responder, "host cities")
    groups = [group for group, _ in groupby(items, key=lambda item: item.group)]
    assert groups == sorted(set(filter(None, groups))), "each city once, in the order of the alphabet"
    assert all(item.group == item.where[0] for item in items)
    for _, grouped in groupby(items, key=lambda item: item.group):
        dates = [item.date or "9999" for item in grouped]
        assert dates == sorted(dates), "undated last"
    assert [item.date for item in items if item.group == "Baku"] == [
        "1926",
        "2024",
        "2024",
        "2025-01",
        "2026",
    ]


def test_host_cities_are_those_of_every_occasion_with_a_city(
    responder: Responder, knowledge: Knowledge
) -> None:
    occasions = [fact.occasion for entry in knowledge.entries for fact in entry.facts if fact.occasion]
    expected = sorted((it.what, it.city) for it in occasions if it.city)
    assert sorted((item.what, item.where[0]) for item in rows(responder, "host cities")) == expected


def test_every_occasion_stands_once_among_the_events(responder: Responder, knowledge: Knowledge) -> None:
    occasions = [fact.occasion for entry in knowledge.entries for fact in entry.facts if fact.occasion]
    expected = sorted((it.what, it.date or "") for it in occasions)
    items = rows(responder, "events")
    assert sorted((item.what, item.date or "") for item in items) == expected
    assert len(set(expected)) == len(expected)
    dates = [item.date or "9999" for item in items]
    assert dates == sorted(dates)


def test_a_timeline_is_grouped_by_year_and_undated_ones_come_last(responder: Responder) -> None:
    items = rows(responder, "timeline")
    groups = [item.group for item in items]
    dated = [group for group in groups if group]
    assert dated == sorted(dated)
    assert groups == dated + [None] * (len(groups) - len(dated))
    assert all(item.date is None for item in items if item.group is None)


def test_a_span_of_years_stands_in_each_of_them(responder: Responder, knowledge: Knowledge) -> None:
    for entry in knowledge.entries:
        for fact in entry.facts:
            it = fact.occasion
            if it and it.date:
                for year in range(int(it.date[:4]), int((it.until or it.date)[:4]) + 1):
                    assert it.what in {item.what for item in rows(responder, f"timeline {year}")}


def test_figures_are_the_figures_that_are_typed_one_row_each(
    responder: Responder, knowledge: Knowledge
) -> None:
    items = rows(responder, "figures")
    typed = [figure for entry in knowledge.entries for fact in entry.facts for figure in fact.figures]
    assert all(item.value for item in items)
    assert len({(item.what, item.value) for item in items}) == len(items)
    assert {figure.of for figure in typed} == {item.what.rpartition(": ")[2] for item in items}


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("Azerbaijan: trade with OTS member states", "nearly $7 billion"),
        ("OTS region: combined GDP", "exceeded $2.1 trillion"),
        ("OTS region: population", "around 170 million people"),
        ("Azerbaijan: estimated wind energy potential", "estimated at 157 GW"),
        ("share of intra-OTS trade a few years ago", "just 3%"),
        ("Hungary: annual contribution to the Scientific Research Fund", "EUR 1 million"),
    ],
)
def test_a_figure_is_written_as_the_source_writes_it_with_its_qualifier(
    responder: Responder, what: str, value: str
) -> None:
    assert {item.what: item.value for item in rows(responder, "figures")}[what] == value


def test_every_percentage_and_every_sum_of_money_is_among_the_figures(responder: Responder) -> None:
    figures = {(item.what, item.value) for item in rows(responder, "figures")}
    percentages = {(item.what, item.value) for item in rows(responder, "all percentages")}
    money = {(item.what, item.value) for item in rows(responder, "money")}
    assert percentages == {(what, value) for what, value in figures if value and "%" in value}
    assert money == {
        (what, value) for what, value in figures if value and any(it in value for it in ("$", "USD", "EUR"))
    }


def test_who_proposed_what_stands_under_each_proposer(responder: Responder, knowledge: Knowledge) -> None:
    items = rows(responder, "who proposed what")
    assert [(item.group, item.what) for item in items] == [
        ("Erdogan", "steps toward a Common Turkic Alphabet"),
        ("Ilham Aliyev", "joint military exercises in Azerbaijan in 2026"),
        ("Ilham Aliyev", "Turkic Investment Fund"),
        ("Kyrgyzstan", "an Agreement on a mechanism for joint action against new security threats"),
        ("Uzbekistan", "regular joint meetings of Foreign Ministers and Heads of Special Services"),
    ]
    roles = [role for entry in knowledge.entries for fact in entry.facts for role in fact.roles]
    assert {role.who for role in roles if role.does in ("proposed", "initiated")} == {
        it.group for it in items
    }


LISTED = [
    "host cities",
    "events",
    "events in 2025",
    "events in 2026",
    "events in Baku",
    "events in Azerbaijan",
    "timeline",
    "timeline 2025",
    "upcoming",
    "2025",
    "Istanbul",
    "figures",
    "all percentages",
    "money",
    "proposals",
    "who proposed what",
    "agreements",
    "list events",
    "list agreements",
    "summits",
    "summary",
    "energy",
]


@pytest.mark.parametrize("asked", LISTED)
def test_no_row_stands_twice_and_each_is_proven(
    responder: Responder, knowledge: Knowledge, asked: str
) -> None:
    items = rows(responder, asked)
    seen = [(item.what, item.date, item.where, item.value, item.who) for item in items]
    assert len(set(seen)) == len(seen)
    for item in items:
        span = item.fact.span
        assert knowledge.source_by_id[span.source].text[span.start : span.end] == item.fact.quote


@pytest.mark.parametrize("asked", ["events", "upcoming", "host cities", "timeline"])
def test_what_happens_says_whether_it_is_past_planned_or_proposed(responder: Responder, asked: str) -> None:
    assert {item.status for item in rows(responder, asked)} <= {"past", "planned", "proposed"}


@pytest.mark.parametrize("asked", ["upcoming", "coming events", "what events are coming?"])
def test_what_is_upcoming_is_past_in_no_row(responder: Responder, asked: str) -> None:
    upcoming = rows(responder, asked)
    assert {item.status for item in upcoming} == {"planned", "proposed"}
    expected = {item.what for item in rows(responder, "events") if item.status != "past"}
    assert {item.what for item in upcoming} == expected


def test_a_country_follows_from_its_city(responder: Responder, knowledge: Knowledge) -> None:
    country_of = knowledge.language.names.country_of
    for item in rows(responder, "host cities"):
        assert item.where[1:] == (country_of(item.where[0]),)


def test_what_is_mentioned_in_passing_is_listed_only_where_mentions_are_asked_for(
    responder: Responder,
) -> None:
    happening = rows(responder, "events in Hungary") if _lists(responder, "events in Hungary") else ()
    mentions = rows(responder, "all mentions of Hungary")
    assert len(mentions) > len(happening)
    assert all("Hungar" in item.fact.quote for item in mentions)


def _lists(responder: Responder, text: str) -> bool:
    return isinstance(responder.reply(text), Listing)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("mentions of UNIDO", "UNIDO"),
        ("where does Hungary come up?", "Hungary"),
        ("where is WHO mentioned", "WHO"),
    ],
)
def test_every_mention_of_a_name_is_listed(responder: Responder, asked: str, said: str) -> None:
    items = rows(responder, asked)
    assert len({item.entry.id for item in items}) > 1
    assert all(said in f"{item.fact.text} {item.fact.quote}" for item in items)


def test_mentions_of_a_topic_are_what_it_says_and_what_others_say_once(responder: Responder) -> None:
    items = rows(responder, "references to Vision 2040")
    assert any("Middle Corridor" in item.what for item in items)
    spans = [(item.fact.span.start, item.fact.span.end) for item in items]
    assert len(set(spans)) == len(spans)


def test_who_hosts_what_is_what_happens_by_country(responder: Responder) -> None:
    items = rows(responder, "who hosts what?")
    assert {"Azerbaijan", "Kyrgyzstan", "Uzbekistan"} <= {item.group for item in items}
    groups = [group for group, _ in groupby(items, key=lambda item: item.group)]
    assert len(groups) == len(set(groups)), "each country once"


def test_people_are_listed_who_have_no_topic_of_their_own(responder: Responder) -> None:
    assert "Mahmud Kashgari" in {item.what for item in rows(responder, "which people are named?")}


def test_organisations_are_listed_without_what_they_did(responder: Responder) -> None:
    items = rows(responder, "list organisations")
    own = [item for item in items if item.entry.kind == "organisation"]
    assert all(item.what == item.entry.title for item in own)
    assert not any(item.status or item.date or item.where for item in items)


def test_companies_are_listed_that_have_no_topic_of_their_own(responder: Responder) -> None:
    found = {item.what for item in rows(responder, "which companies are mentioned?")}
    assert {"SOCAR", "ACWA Power", "Masdar"} <= found
    assert not {"Ilham Aliyev", "Azerbaijan", "Heads of State", "Leaders"} & found


def test_everything_on_something_is_what_is_said_of_it_and_not_only_what_is_called_so(
    responder: Responder,
) -> None:
    quotes = [item.fact.quote for item in rows(responder, "everything on customs")]
    assert any("eTIR (electronic customs transit system)" in quote for quote in quotes)


def test_a_plural_like_its_singular_lists_what_is_mentioned(responder: Responder) -> None:
    found = {item.what for item in rows(responder, "Welche Gipfel werden genannt?")}
    assert {"Samarkand Summit", "11th OTS Summit", "12th OTS Summit"} <= found


def test_several_of_a_sort_are_listed_whatever_is_said_of_them(responder: Responder) -> None:
    assert len(rows(responder, "Which anniversaries and jubilees are being celebrated?")) == 3


@pytest.mark.parametrize(
    "asked", ["kim nə təklif edib", "kim ne teklif etti", "кто что предложил", "wer hat was vorgeschlagen"]
)
def test_who_proposed_what_is_asked_in_other_languages(responder: Responder, asked: str) -> None:
    assert {item.what for item in rows(responder, asked)} == {
        item.what for item in rows(responder, "who proposed what")
    }


@pytest.mark.parametrize(
    "asked", ["все мероприятия в Ташкенте", "Taşkent toplantıları", "events in Tashkent"]
)
def test_a_plural_with_an_ending_of_another_language_lists(responder: Responder, asked: str) -> None:
    found = {item.what for item in rows(responder, asked)}
    assert {"8th General Assembly of TURKUNIB", "Third Diaspora Youth Forum"} <= found


@pytest.mark.parametrize("asked", ["percents", "show me all percents", "yüzdeler"])
def test_percents_list_and_are_no_misspelt_percent(responder: Responder, asked: str) -> None:
    assert {"around 7%", "just 3%", "14.5%"} <= {item.value for item in rows(responder, asked)}


def test_names_joined_by_and_are_wanted_one_by_one(responder: Responder) -> None:
    proposers = {who for it in rows(responder, "What did Erdogan and Aliyev each propose?") for who in it.who}
    assert proposers == {"Erdogan", "Ilham Aliyev"}
    places = {item.where[0] for item in rows(responder, "events in Baku & Tashkent")}
    assert places == {"Baku", "Tashkent"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("events in Geneva and events in Vienna", ["turkic-week", "turkic-week"]),
        (
            "Which countries take part in the Green Corridor, and which in the Green Energy Bridge?",
            ["green-corridor", "green-energy-bridge"],
        ),
    ],
)
def test_what_is_asked_twice_in_one_question_is_listed_one_after_the_other(
    responder: Responder, asked: str, found: list[str]
) -> None:
    assert [item.entry.id for item in rows(responder, asked)] == found


@pytest.mark.parametrize("again", ["1,", "corridor and ", "how, "])
def test_who_says_one_word_over_and_over_asks_for_no_lists(responder: Responder, again: str) -> None:
    reply = responder.reply(again * (LONGEST_QUESTION // len(again)))
    assert not (isinstance(reply, Listing) and ";" in reply.title)


def test_people_in_office_are_listed(responder: Responder) -> None:
    items = rows(responder, "Which politicians and officials are named, and what is their office?")
    assert "Kubanychbek Omuraliyev" in {item.what for item in items}


def test_everything_of_a_place_is_all_that_is_said_of_it(responder: Responder) -> None:
    told = [item.fact.quote for item in rows(responder, "south caucasus, all of it")]
    assert any("opening of a new chapter" in quote for quote in told)


def test_what_is_not_signed_yet_is_what_is_still_to_come(responder: Responder) -> None:
    signed, unsigned = (
        {item.what for item in rows(responder, f"which agreements are {it}?")}
        for it in ("signed", "not signed yet")
    )
    assert "Treaty on Strategic Partnership, Eternal Friendship and Brotherhood" in unsigned
    assert signed
    assert signed.isdisjoint(unsigned)


def test_a_word_said_everywhere_narrows_no_kind_that_has_nothing_of_it(responder: Responder) -> None:
    asked = rows(responder, "which Turkic cooperation bodies are named?")
    assert {"TURKSOY", "Turkic Investment Fund"} <= {item.what for item in asked}


def test_an_event_of_one_country_is_none_of_another_that_its_quote_names(responder: Responder) -> None:
    """The Ski Resorts Summit in Azerbaijan is told in one sentence with the Ski Cup in Uzbekistan."""
    listed = {item.what for item in rows(responder, "all mentions of Uzbekistan")}
    assert "Turkic Ski Cup" in listed
    assert "Turkic Ski Resorts Summit" not in listed


def test_a_row_stands_once_though_several_questions_list_it(responder: Responder) -> None:
    items = rows(responder, "list the figures for the middle corridor (distance, days, tons)")
    assert len(items) == len({id(item) for item in items})


@pytest.mark.parametrize(
    "asked", ["which OTS summits are mentioned, with city", "summits with city and year", "summits"]
)
def test_what_every_row_shows_narrows_nothing(responder: Responder, asked: str) -> None:
    assert {item.what for item in rows(responder, asked)} >= {"12th OTS Summit", "11th OTS Summit"}


@pytest.mark.parametrize("asked", ["what does hungary take part in?", "what is Hungary involved in?"])
def test_what_somebody_has_a_part_in_is_all_that_names_them(responder: Responder, asked: str) -> None:
    assert len(rows(responder, asked)) == len(rows(responder, "Hungary's part")) > 1


def test_how_things_are_held_narrows_nothing(responder: Responder) -> None:
    celebrated = rows(responder, "which anniversaries are going to be celebrated?")
    assert [item.what for item in celebrated] == [item.what for item in rows(responder, "anniversaries")]


def test_between_whom_something_happens_is_no_place_of_it(responder: Responder) -> None:
    asked = "what happened in washington between azerbaijan and armenia?"
    assert {item.what for item in rows(responder, asked)} == {
        item.what for item in rows(responder, "what happened in washington?")
    }

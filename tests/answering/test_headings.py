"""What is asked for in the plural is a list, in whatever words and language it is asked."""

from __future__ import annotations

import pytest

from bot.answering.plain import plain
from bot.answering.reply import Answer, Listing, NoAnswer
from bot.answering.respond import Responder
from tests.shipped import answering

from .listed import rows, told


@pytest.mark.parametrize(
    "asked", ["what happens in 2026?", "what is planned for 2026?", "2026 events", "which events are in 2026"]
)
def test_a_year_is_asked_for_in_many_ways(responder: Responder, asked: str) -> None:
    assert told(rows(responder, asked)) == told(rows(responder, "events in 2026"))


def test_a_sort_in_the_plural_is_a_list_and_a_question_about_one_thing_is_not(responder: Responder) -> None:
    assert {item.what for item in rows(responder, "which summits are mentioned?")} >= {
        "12th OTS Summit",
        "11th OTS Summit",
        "Turkic Ski Resorts Summit",
    }
    assert isinstance(responder.reply("which city hosted the 12th summit?"), Answer)


def test_a_year_of_which_nothing_is_said_is_no_empty_listing(responder: Responder) -> None:
    reply = responder.reply("events in 2031")
    assert plain(reply).splitlines()[0] == "The article does not speak of Events · 2031."


@pytest.mark.parametrize("asked", ["list letters of recommendation", "list green tea or coffee"])
def test_a_word_that_nothing_has_does_not_stop_a_list(responder: Responder, asked: str) -> None:
    assert responder.reply(asked).query == asked


@pytest.mark.parametrize("asked", ["list events in 1850", "list event 1850", "list figures of 77"])
def test_a_number_that_nothing_has_is_not_left_out_of_what_is_to_be_listed(
    responder: Responder, asked: str
) -> None:
    assert isinstance(responder.reply(asked), NoAnswer)


def test_either_of_two_things_that_are_asked_for_at_once_is_listed(responder: Responder) -> None:
    both = {item.entry.id for item in rows(responder, "skiing and volunteering, list")}
    assert both == {
        item.entry.id for it in ("skiing", "volunteering") for item in rows(responder, f"all {it}")
    }
    agreements = {item.entry.id for item in rows(responder, "agreements")}
    assert {
        item.entry.id for item in rows(responder, "all agreements or memorandums that were signed")
    } == agreements


@pytest.mark.parametrize("asked", ["what does Azerbaijan host?", "what is hosted by Azerbaijan"])
def test_what_somebody_hosts_is_what_happens_there(responder: Responder, asked: str) -> None:
    assert told(rows(responder, asked)) == told(rows(responder, "events in Azerbaijan"))


@pytest.mark.parametrize(
    ("bound", "year", "first", "last"),
    [
        ("after", "2025", "2026", "2040"),
        ("since", "2026", "2026", "2040"),
        ("before", "2025", "1926", "2024"),
    ],
)
def test_years_before_and_after_one_are_listed(
    responder: Responder, bound: str, year: str, first: str, last: str
) -> None:
    dates = [item.date for item in rows(responder, f"events {bound} {year}")]
    assert all(date and first <= date[:4] <= last for date in dates)
    assert len(dates) > 1


@pytest.mark.parametrize("asked", ["what happened in August 2025", "events of August 2025"])
def test_what_happened_in_a_month_is_a_list_as_that_of_a_year_is(responder: Responder, asked: str) -> None:
    assert {item.date for item in rows(responder, asked)} == {"2025-08"}
    assert len(rows(responder, asked)) > 1


def test_a_phrase_narrows_a_list_as_a_whole(responder: Responder) -> None:
    assert {item.entry.kind for item in rows(responder, "events for young people")}.isdisjoint({"person"})
    assert not isinstance(responder.reply("what is done for young people"), Listing)


@pytest.mark.parametrize("asked", ["memorandum on cities", "money for small businesses"])
def test_a_phrase_that_one_topic_accounts_for_is_no_list(responder: Responder, asked: str) -> None:
    assert isinstance(responder.reply(asked), Answer)
    assert isinstance(responder.reply(f"list {asked.split()[0]}"), Listing)


@pytest.mark.parametrize(
    "asked",
    [
        "who put forward what at the summit",
        "which president proposed which thing",
        "which leader or country proposed what",
        "who suggested which measures",
    ],
)
def test_who_proposed_what_is_asked_in_many_ways(responder: Responder, asked: str) -> None:
    assert rows(responder, asked) == rows(responder, "who proposed what")


@pytest.mark.parametrize(
    "asked", ["Aliyev's proposals and statements", "what has Aliyev proposed or said?", "all about Aliyev"]
)
def test_what_somebody_said_and_proposed_is_all_that_is_told_of_him(responder: Responder, asked: str) -> None:
    quotes = " ".join(item.fact.quote for item in rows(responder, asked))
    assert "single centre of power" in quotes
    assert "joint military exercises" in quotes


def test_where_a_name_is_mentioned_is_a_list(responder: Responder) -> None:
    assert rows(responder, "where is Hungary mentioned?") == rows(responder, "all mentions of Hungary")


def test_a_theme_has_what_is_called_by_its_word_too(responder: Responder) -> None:
    events = {item.what for item in rows(responder, "sports events")}
    assert {"Turkic Ski Cup", "6th World Nomad Games", "III Turkic Universiade"} <= events


@pytest.mark.parametrize(
    "asked",
    ["people", "list the people named in the interview", "names of all the people", "people and roles"],
)
def test_who_is_named_is_listed_however_the_source_is_called(responder: Responder, asked: str) -> None:
    people = [item.what for item in rows(responder, asked)]
    assert "Kubanychbek Omuraliyev" in people
    assert people == [item.what for item in rows(responder, "list people")]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("timeline from 2022 to 2025", "2022", "2025"), ("events 2024-2026", "2024", "2026")],
)
def test_years_between_two_are_listed_with_them(
    responder: Responder, asked: str, first: str, last: str
) -> None:
    years = sorted({item.date[:4] for item in rows(responder, asked) if item.date})
    assert years[0] == first
    assert years[-1] == last


@pytest.mark.parametrize(
    ("asked", "same_as"),
    [
        ("что запланировано на 2026 год?", "what is planned for 2026?"),
        ("2026-cı ildə nələr planlaşdırılır?", "what is planned for 2026?"),
        ("Welche Vorschläge wurden gemacht?", "proposals"),
        ("eğitim alanındaki girişimleri listele", "education initiatives"),
        ("2025 yılındaki bütün etkinlikler", "events in 2025"),
    ],
)
def test_a_list_is_asked_for_in_any_language_read(responder: Responder, asked: str, same_as: str) -> None:
    assert {item.what for item in rows(responder, asked)} == {item.what for item in rows(responder, same_as)}


@pytest.mark.parametrize(
    ("asked", "same_as"),
    [
        ("who is named in the interview?", "list people"),
        ("how much money is mentioned, and for what?", "money"),
        ("which countries are mentioned?", "countries"),
    ],
)
def test_what_is_asked_of_nothing_but_the_source_is_asked_of_all_of_it(
    responder: Responder, asked: str, same_as: str
) -> None:
    assert rows(responder, asked) == rows(responder, same_as)


@pytest.mark.parametrize("asked", ["what has been signed, and where?", "agreements that were signed"])
def test_what_was_signed_is_no_plan_and_no_proposal(responder: Responder, asked: str) -> None:
    signed = rows(responder, asked)
    assert {item.status for item in signed}.isdisjoint({"planned", "proposed"})
    assert "Signing of the Partnership Agreement on the Digital Economy" in {item.what for item in signed}


@pytest.mark.parametrize(
    ("asked", "same_as"),
    [("evnts in uzbekstan", "events in Uzbekistan"), ("propsals", "proposals"), ("agrements", "agreements")],
)
def test_a_heading_with_a_typo_is_that_heading_where_nothing_else_is_said(
    responder: Responder, asked: str, same_as: str
) -> None:
    assert rows(responder, asked) == rows(responder, same_as)
    assert isinstance(responder.reply("sokar masdar memorandom"), Answer)


@pytest.mark.parametrize(
    ("asked", "same_as"),
    [
        ("environment / climate projects", "environment and climate projects"),
        ("skiing / volunteering, list", "skiing and volunteering, list"),
        ("events about customs, skiing or wind", "events about wind or customs or skiing"),
    ],
)
def test_commas_and_slashes_stand_for_and(responder: Responder, asked: str, same_as: str) -> None:
    assert {item.what for item in rows(responder, asked)} == {item.what for item in rows(responder, same_as)}


@pytest.mark.parametrize(
    ("asked", "same_as"),
    [
        ("what's in there about transport? all of it", "everything about transport"),
        ("everything on hungary's part", "everything on Hungary"),
        ("UNIDO mentions", "mentions of UNIDO"),
    ],
)
def test_words_that_want_everything_may_stand_at_the_end(
    responder: Responder, asked: str, same_as: str
) -> None:
    assert rows(responder, asked) == rows(responder, same_as)


@pytest.mark.parametrize(
    "asked",
    [
        "events outside Azerbaijan",
        "events not in Azerbaijan",
        "events except in Azerbaijan",
        "Veranstaltungen außerhalb von Aserbaidschan",
        "мероприятия вне Азербайджана",
        "Azerbaycan dışındaki etkinlikler",
        "Azərbaycandan kənar tədbirlər",
        "eventos fuera de Azerbaiyán",
    ],
)
def test_what_is_denied_is_not_listed(responder: Responder, asked: str) -> None:
    reply = responder.reply(asked)
    assert isinstance(reply, Listing)
    assert reply.title == "Events · not Azerbaijan"
    there, everywhere = (
        {id(it.fact) for it in rows(responder, them)} for them in ("events in Azerbaijan", "events")
    )
    assert {id(it.fact) for it in reply.items} == everywhere - there


def test_a_word_that_denies_leaves_the_rest_as_it_is(responder: Responder) -> None:
    reply = responder.reply("events in 2026 except in Baku")
    assert isinstance(reply, Listing)
    assert reply.title == "Events · 2026 · not Baku"
    assert {it.date for it in reply.items} == {"2026"}
    assert not any("Baku" in it.where for it in reply.items)
    summits = {it.what for it in rows(responder, "summits")}
    assert summits.isdisjoint(it.what for it in rows(responder, "events other than summits"))
    assert told(rows(responder, "events not only in Baku")) == told(rows(responder, "events in Baku"))


@pytest.mark.parametrize(
    ("asked", "events"),
    [
        ("who hosts what in 2026?", "events in 2026"),
        ("which countries hosted something in 2024", "events in 2024"),
        ("which countries host events in 2026", "events in 2026"),
        ("who hosts what in Azerbaijan", "events in Azerbaijan"),
    ],
)
def test_who_hosts_what_is_narrowed_by_when_and_where(responder: Responder, asked: str, events: str) -> None:
    hosted, held = ({it.what: it for it in rows(responder, them)} for them in (asked, events))
    assert hosted.keys() <= held.keys()
    assert hosted.keys() >= {it.what for it in held.values() if it.where}


def test_nobody_hosts_anything_in_a_year_without_events(responder: Responder) -> None:
    assert isinstance(responder.reply("which countries host anything in 2041"), NoAnswer)


def test_a_row_with_a_date_is_of_no_month_that_only_its_quote_names() -> None:
    dates = [item.date for item in rows(answering("hospital"), "which dates are in October") if item.date]
    assert dates == ["2024-10-14", "2025-10-11"]


def test_a_timeline_has_nothing_without_a_time_where_times_are_typed() -> None:
    timeline = rows(answering("hospital"), "timeline")
    assert all(item.date or item.recurs for item in timeline)

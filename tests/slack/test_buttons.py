"""Every button on every kind of reply, the windows and the Home tab."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from knowledge.base import Knowledge
from tests.slack_server import BotProcess, Received, SlackServer, ViewCall
from tests.slack_server.fixtures import quotes, said_to, words


async def asked(bot: BotProcess, slack: SlackServer, text: str) -> Received:
    return await bot.receive(slack.command(text))


async def test_sharing_replaces_the_private_answer_by_one_for_the_channel(
    bot: BotProcess, slack: SlackServer
) -> None:
    answer = await asked(bot, slack, "how long is the zangazur corridor")
    await bot.receive(slack.click(answer, "Share with Channel", user="U2"))
    shared, removed = slack.responses[-2:]
    assert (shared.response_type, shared.replace_original) == ("in_channel", False)
    assert shared.text.startswith("Shared by <@U2>")
    assert quotes(shared.blocks) == quotes(answer.blocks)
    assert removed.delete_original
    assert "Share with Channel" not in slack.buttons(shared)


async def test_sharing_works_where_the_bot_is_no_member(bot: BotProcess, slack: SlackServer) -> None:
    answer = await bot.receive(slack.command("corridor", channel="C9"))
    await bot.receive(slack.click(answer, "Share with Channel"))
    assert slack.responses[-2].post is not None
    assert slack.responses[-2].channel == "C9"


@pytest.mark.parametrize("at_once", [True, False])
async def test_what_is_clicked_twice_is_shared_once(
    bot: BotProcess, slack: SlackServer, at_once: bool
) -> None:
    before = len(slack.posts)
    answer = await bot.receive(slack.command("zangazur corridor"))
    clicks = [slack.click(answer, "Share with Channel") for _ in range(2)]
    if at_once:
        await asyncio.gather(*map(bot.receive, clicks))
    else:
        for click in clicks:
            await bot.receive(click)
    await slack.wait_for(lambda: slack.responses[-1].delete_original)
    assert len(slack.posts) == before + 1
    again = await bot.receive(slack.command("zangazur corridor"))
    await bot.receive(slack.click(again, "Share with Channel"))
    assert len(slack.posts) == before + 2  # another answer


async def test_more_facts_are_shown_in_place(bot: BotProcess, slack: SlackServer) -> None:
    answer = await asked(bot, slack, "zangazur corridor")
    label = next(label for label in slack.buttons(answer) if "More" in label)
    await bot.receive(slack.click(answer, label))
    more = slack.responses[-1]
    assert more.replace_original
    assert len(quotes(more.blocks)) > len(quotes(answer.blocks))
    assert not any("More" in label for label in slack.buttons(more))


async def test_the_quote_is_marked_in_its_paragraph_and_its_neighbours_are_a_step_away(
    bot: BotProcess, slack: SlackServer
) -> None:
    answer = await asked(bot, slack, "how long is the zangazur corridor")
    await bot.receive(slack.click(answer, "Read in Context"))
    window = slack.views[-1]
    runs = window.blocks[0]["elements"][0]["elements"]
    marked = [run["text"] for run in runs if run.get("style", {}).get("bold")]
    assert quotes(answer.blocks)[0] == f"[the Zangazur Corridor:] {marked[0]}"
    assert len(marked) == 1, "what is understood is no part of the paragraph"
    assert "43- kilometer transit link" in marked[0]
    assert "paragraph 28 of 55" in words(window.blocks)
    await bot.receive(slack.click(window, "Show Next"))
    after = slack.views[-1]
    assert (after.method, after.view_id) == ("views.update", window.id)
    assert "paragraph 29 of 55" in words(after.blocks)
    await bot.receive(slack.click(after, "Show Previous"))
    assert words(slack.views[-1].blocks) == words(window.blocks)


@pytest.mark.parametrize(("paragraph", "missing"), [(1, "Show Previous"), (55, "Show Next")])
async def test_there_is_no_step_beyond_the_article(
    bot: BotProcess, slack: SlackServer, paragraph: int, missing: str
) -> None:
    answer = await asked(bot, slack, "how long is the zangazur corridor")
    await bot.receive(slack.click(answer, "Read in Context"))
    window = slack.views[-1]
    click = slack.click(window, "Show Next")
    value = json.loads(click.body["actions"][0]["value"])
    click.body["actions"][0]["value"] = json.dumps({**value, "n": paragraph})
    await bot.receive(click)
    assert missing not in slack.buttons(slack.views[-1])


async def test_related_topics_open_where_the_answer_was(bot: BotProcess, slack: SlackServer) -> None:
    answer = await asked(bot, slack, "zangazur corridor")
    await bot.receive(slack.choose_option(answer, "topic", "Middle Corridor"))
    assert "Middle Corridor" in slack.responses[-1].text.splitlines()[0]


async def test_a_choice_becomes_the_answer_led_by_the_fact_that_was_shown(
    bot: BotProcess, slack: SlackServer, unclear: str
) -> None:
    choices = await asked(bot, slack, unclear)
    assert choices.text.startswith("Which of these do you mean?\n1. ")
    assert slack.buttons(choices) == [str(number + 1) for number in range(len(quotes(choices.blocks)))]
    await bot.receive(slack.click(choices, "2"))
    chosen = slack.responses[-1]
    title = next(line for line in choices.text.splitlines() if line.startswith("2. ")).removeprefix("2. ")
    assert chosen.text.startswith(f"{title} · ")
    assert quotes(chosen.blocks)[0] == quotes(choices.blocks)[1]


async def test_a_topic_nearby_opens_from_a_no(bot: BotProcess, slack: SlackServer) -> None:
    refused = await asked(bot, slack, "how much will the zangazur corridor cost")
    label = slack.buttons(refused)[0]
    await bot.receive(slack.click(refused, label))
    assert slack.responses[-1].text.startswith(f"{label} · ")


async def test_a_row_opens_in_place_and_leads_back_to_its_page(bot: BotProcess, slack: SlackServer) -> None:
    await bot.receive(slack.click(await asked(bot, slack, "figures"), "Show Next"))
    listing = slack.responses[-1]
    row = listing.blocks[-1]["elements"][0]
    option = row["options"][2]
    assert option["text"]["text"].startswith("13. ")
    await bot.receive(slack.choose_option(listing, row["action_id"], option))
    opened = slack.responses[-1]
    assert opened.replace_original
    assert quotes(opened.blocks)
    await bot.receive(slack.click(opened, "Back to List"))
    assert words(slack.responses[-1].blocks) == words(listing.blocks)


async def test_a_no_with_nothing_near_it_leads_to_all_topics(bot: BotProcess, slack: SlackServer) -> None:
    refused = await asked(bot, slack, "xylophone")
    assert slack.buttons(refused) == ["List All Topics"]
    await bot.receive(slack.click(refused, "List All Topics"))
    assert slack.responses[-1].text.startswith("All topics: ")


async def test_an_example_of_the_help_is_asked_by_its_button(bot: BotProcess, slack: SlackServer) -> None:
    shown = await asked(bot, slack, "help")
    await bot.receive(slack.click(shown, "corridor"))
    assert "“" in slack.responses[-1].text


@pytest.mark.parametrize("helpful", [True, False])
async def test_feedback_is_logged_without_the_question(
    bot: BotProcess, slack: SlackServer, helpful: bool
) -> None:
    answer = await said_to(bot, slack.mention("corridor"))
    await bot.receive(slack.feedback(answer, helpful))
    assert slack.responses[-1].ephemeral
    await slack.wait_for(
        lambda: f"feedback entry=middle-corridor helpful={'yes' if helpful else 'no'}" in bot.output
    )
    assert "asked 'corridor'" not in bot.output


REASONS = ["Wrong fact", "Not what I asked", "Something is missing", "Outdated"]


async def test_who_was_not_helped_is_asked_why(bot: BotProcess, slack: SlackServer) -> None:
    answer = await said_to(bot, slack.mention("corridor"))
    await bot.receive(slack.feedback(answer, positive=False))
    why = slack.responses[-1]
    assert (why.ephemeral, why.thread_ts, why.text) == (
        True,
        answer.thread_ts,
        "Thank you. What is wrong with the answer?",
    )
    assert slack.buttons(why) == REASONS
    await bot.receive(slack.click(why, "Outdated"))
    thanks = slack.responses[-1]
    assert (thanks.ephemeral, thanks.replace_original) == (True, True)
    assert thanks.text == "Thank you: that helps to answer better."
    assert slack.buttons(thanks) == []  # no words are asked for where nothing is kept
    await slack.wait_for(lambda: "feedback entry=middle-corridor shortcoming=outdated" in bot.output)


async def test_a_button_whose_topic_is_gone_says_so(bot: BotProcess, slack: SlackServer) -> None:
    answer = await asked(bot, slack, "zangazur corridor")
    for label in ("Read in Context", "Share with Channel", "more"):
        click = slack.click(answer, label)
        click.body["actions"][0]["value"] = json.dumps({"e": "no-such-topic"})
        await bot.receive(click)
        assert "not here any more" in slack.responses[-1].text
        assert slack.responses[-1].ephemeral


@pytest.mark.parametrize(
    ("action", "value", "said"),
    [
        ("choose:0", {"e": "gdp", "q": "gdp"}, "Combined GDP"),
        ("topic:0", {"e": "gdp"}, "Combined GDP"),
        ("topic:0", {"e": "gdp", "f": 999}, "Combined GDP"),
        ("more", {"e": "gdp", "q": "gdp"}, "Combined GDP"),
        ("more", {"e": "gdp", "q": "gdp", "p": -5}, "Combined GDP"),
        ("page:next", {"q": "figures", "p": 999}, "Figures"),
        ("ask:energy", {"q": "list energy"}, "Energy"),
        ("page:next", {"q": "how do i bake bread", "p": 1}, "does not speak of that"),
    ],
)
async def test_a_button_of_an_old_message_still_does_what_it_says(
    bot: BotProcess, slack: SlackServer, action: str, value: dict[str, object], said: str
) -> None:
    answer = await asked(bot, slack, "zangazur corridor")
    click = slack.click(answer, "Read in Context")
    click.body["actions"][0] |= {"action_id": action, "value": json.dumps(value)}
    assert (await bot.receive(click)).status == 200
    assert said in slack.responses[-1].text


@pytest.mark.parametrize("action", ["done_away_with", "page:next", "topic:0", "more", "context"])
@pytest.mark.parametrize("value", ["not even json", None, '{"p": null}'])
async def test_a_button_of_another_version_is_answered_kindly(
    bot: BotProcess, slack: SlackServer, action: str, value: str | None
) -> None:
    answer = await said_to(bot, slack.mention("zangazur corridor"))
    click = slack.click(answer, "Read in Context")
    click.body["actions"][0] |= {"action_id": action, "value": value}
    assert (await bot.receive(click)).status == 200
    assert "not here any more" in slack.responses[-1].text
    assert not slack.responses[-1].replace_original  # what others read stays


async def test_buttons_on_a_message_replace_the_message(bot: BotProcess, slack: SlackServer) -> None:
    answer = await said_to(bot, slack.mention("zangazur corridor"))
    label = next(label for label in slack.buttons(answer) if "More" in label)
    await bot.receive(slack.click(answer, label))
    assert slack.responses[-1].post is answer
    assert answer.edited


async def test_the_home_tab_opens_listings_search_and_examples(bot: BotProcess, slack: SlackServer) -> None:
    await bot.receive(slack.home_opened())
    home = slack.views[-1]
    assert home.method == "views.publish"
    energy = next(select for select in _selects(home) if select["placeholder"]["text"].startswith("Energy"))
    await bot.receive(slack.choose_option(home, energy["action_id"], energy["options"][0]))
    assert slack.views[-1].method == "views.open"
    assert f"{energy['options'][0]['text']['text']} · " in words(slack.views[-1].blocks)
    await bot.receive(slack.click(home, "Search Topics"))
    assert slack.views[-1].view["title"]["text"] == "Ask OTS"
    await bot.receive(slack.click(home, "corridor"))
    assert quotes(slack.views[-1].blocks)


async def test_the_home_tab_counts_what_opens_and_has_every_topic(
    bot: BotProcess, slack: SlackServer, knowledge: Knowledge
) -> None:
    await bot.receive(slack.home_opened())
    reached = []
    for select in _selects(slack.views[-1]):
        assert select["placeholder"]["text"].endswith(f" ({len(select['options'])})")
        reached += [json.loads(option["value"])["e"] for option in select["options"]]
    assert sorted(reached) == sorted(knowledge.by_id)
    youth = sum(entry.theme == "youth-and-sport" for entry in knowledge.entries)
    assert f"Youth and Sport ({youth})" in slack.buttons(slack.views[-1])


def _selects(home: ViewCall) -> list[dict[str, Any]]:
    elements = [one for block in home.blocks if block["type"] == "actions" for one in block["elements"]]
    return [one for one in elements if one["type"] == "static_select"]


async def test_the_messages_tab_publishes_nothing(bot: BotProcess, slack: SlackServer) -> None:
    views = len(slack.views)
    await bot.receive(slack.home_opened(tab="messages"))
    assert len(slack.views) == views


async def test_search_suggests_while_typing_and_answers_in_the_same_window(
    bot: BotProcess, slack: SlackServer
) -> None:
    await bot.receive(slack.shortcut())
    window = slack.views[-1]
    suggested = await bot.receive(slack.suggest(window, "search", "zang"))
    assert suggested.json is not None
    option = suggested.json["options"][0]
    assert option["text"]["text"] == "Zangazur Corridor (TRIPP)"
    await bot.receive(slack.choose_option(window, "search", option))
    answered = slack.views[-1]
    assert (answered.method, answered.view_id) == ("views.update", window.id)
    assert quotes(answered.blocks)
    label = next(label for label in slack.buttons(answered) if "More" in label)
    await bot.receive(slack.click(answered, label))
    assert len(quotes(slack.views[-1].blocks)) > len(quotes(answered.blocks))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("cor", "Corridor"),
        ("mid", "Middle Corridor"),
        ("al", "Common Turkic Alphabet"),
        ("turkic inv", "Turkic Investment Fund"),
        ("zengezur ko", "Zangazur Corridor (TRIPP)"),
        ("зан", "Zangazur Corridor (TRIPP)"),
    ],
)
async def test_search_knows_how_a_topic_goes_on_from_its_first_letters(
    bot: BotProcess, slack: SlackServer, typed: str, first: str
) -> None:
    await bot.receive(slack.shortcut())
    suggested = await bot.receive(slack.suggest(slack.views[-1], "search", typed))
    assert suggested.json is not None
    assert first in suggested.json["options"][0]["text"]["text"]


@pytest.mark.parametrize("typed", ["", "no such thing at all", "x" * 300])
async def test_search_takes_whatever_is_typed(bot: BotProcess, slack: SlackServer, typed: str) -> None:
    await bot.receive(slack.shortcut())
    suggested = await bot.receive(slack.suggest(slack.views[-1], "search", typed))
    assert suggested.json is not None
    assert len(suggested.json["options"]) <= 100


async def test_a_message_can_be_looked_up(bot: BotProcess, slack: SlackServer) -> None:
    message = slack.say("They say the Zangazur Corridor will be 43 km long?")
    await bot.receive(slack.message_shortcut(message))
    said = slack.responses[-1]
    assert said.ephemeral
    assert said.thread_ts is None
    assert "Zangazur Corridor" in said.text


async def test_a_message_in_a_thread_is_looked_up_there(bot: BotProcess, slack: SlackServer) -> None:
    root = slack.say("What do we know?")
    message = slack.say("The Zangazur Corridor is short.", thread_ts=root.ts)
    await bot.receive(slack.message_shortcut(message))
    assert slack.responses[-1].thread_ts == root.ts


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Shall we have lunch at noon?", "The article does not speak of that."),
        ("<@U2>", "I cannot read that: it is empty: type a topic such as corridor."),
    ],
)
async def test_a_message_without_a_topic_is_told_so(
    bot: BotProcess, slack: SlackServer, written: str, said: str
) -> None:
    await bot.receive(slack.message_shortcut(slack.say(written)))
    assert slack.responses[-1].text.splitlines()[0] == said

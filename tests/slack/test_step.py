"""The step for Workflow Builder: a fact with its quote and link, or a plain word that there is none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack_server import BotProcess, Payload, SlackServer

LENGTH = "The Zangazur Corridor (TRIPP) is to be a 43 km transit link between mainland Azerbaijan and the Nakhchivan region."


def execution(payload: Payload) -> str:
    return str(payload.body["event"]["function_execution_id"])


async def ended(bot: BotProcess, payload: Payload) -> Any:
    """How the step that *payload* tells of ended."""
    received = await bot.receive(payload)
    assert received.status == 200
    await bot.slack.wait_for(lambda: bot.slack.steps[execution(payload)] is not None)
    return bot.slack.steps[execution(payload)]


async def test_a_step_gives_the_fact_its_quote_and_whose_words_they_are(
    bot: BotProcess, slack: SlackServer
) -> None:
    given = await ended(bot, slack.step({"question": "how long is the zangazur corridor"}))
    assert given == {
        "fact": LENGTH,
        "quote": "[the Zangazur Corridor:] By establishing a 43- kilometer transit link between mainland Azerbaijan "
        "and the Nakhchivan region, this route will create a direct land connection across the South Caucasus",
        "source": "Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a plan at that date",
        "link": "",
        "status": "answer",
    }
    assert slack.calls[-1].token != slack.bot_token  # what it is done with comes with the event


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        (
            "how much will the zangazur corridor cost",
            "not_stated",
            "The article speaks of Zangazur Corridor (TRIPP), but does not state the cost.",
        ),
        ("how do i bake bread", "unknown_topic", "The article does not speak of that."),
        ("?!", "unreadable", "I cannot read that: "),
    ],
)
async def test_a_no_is_an_outcome_with_nothing_that_could_be_taken_for_an_answer(
    bot: BotProcess, slack: SlackServer, question: str, status: str, said: str
) -> None:
    given = await ended(bot, slack.step({"question": question}))
    assert given["fact"].startswith(said)
    assert (given["status"], given["quote"], given["source"], given["link"]) == (status, "", "", "")


async def test_a_list_is_given_row_by_row_with_a_quote_each(bot: BotProcess, slack: SlackServer) -> None:
    given = await ended(bot, slack.step({"question": "figures"}))
    heading, *rows, left = given["fact"].splitlines()
    assert heading.startswith("Figures: ")
    assert [row.partition(".")[0] for row in rows] == [str(number) for number in range(1, 21)]
    assert left.endswith(" more")
    assert len(given["quote"].splitlines()) == 20


@pytest.mark.parametrize(
    "inputs", [{}, {"question": ""}, {"question": "  "}, {"question": ["corridor"]}, None]
)
async def test_a_step_without_a_question_fails_and_says_what_to_mend(
    bot: BotProcess, slack: SlackServer, inputs: Any
) -> None:
    assert await ended(bot, slack.step(inputs)) == (
        "There is no question: write one into the step, or choose a variable that has one."
    )


async def test_the_link_leads_to_the_page(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack, env={"OTS_URL": "https://ots.example.org"}) as bot:
        given = await ended(bot, own_slack.step({"question": "how long is the zangazur corridor"}))
        assert given["link"] == "https://ots.example.org/f/zangazur-corridor/43-km"
        await own_slack.wait_for(lambda: "answered" in bot.output)
        assert "zangazur corridor" not in bot.output
        assert "surface=step status=answer" in bot.output


async def test_a_step_that_is_told_of_twice_is_ended_once(bot: BotProcess, slack: SlackServer) -> None:
    payload = slack.step({"question": "corridor"})
    await ended(bot, payload)
    assert (await bot.receive(payload)).status == 200
    ends = [it for it in slack.calls if it.arguments.get("function_execution_id") == execution(payload)]
    assert [it.method for it in ends] == ["functions.completeSuccess"]


async def test_a_step_that_could_not_be_ended_is_told_of_again(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        payload = own_slack.step({"question": "corridor"})
        own_slack.fail("functions.completeSuccess", error="service_unavailable", times=1)
        assert (await bot.receive(payload)).status == 503
        assert (await ended(bot, payload))["status"] == "answer"


async def test_what_is_not_of_that_shape_is_refused(own_slack: SlackServer) -> None:
    async with BotProcess.start(own_slack) as bot:
        payload = own_slack.step({"question": "corridor"})
        payload.body["event"]["function_execution_id"] = {"x": 1}
        assert (await bot.receive(payload)).status == 400
        assert (await ended(bot, own_slack.step({"question": "corridor"})))["status"] == "answer"


@pytest.mark.parametrize("callback_id", ["of_an_older_version", "", "look_up_facts"])
async def test_a_step_that_is_not_here_any_more_holds_up_no_workflow(
    bot: BotProcess, slack: SlackServer, callback_id: str
) -> None:
    payload = slack.step({"question": "corridor"}, callback_id=callback_id)
    assert (await ended(bot, payload)).startswith("This step is not offered any more")
    assert (await bot.receive(payload)).status == 200  # told of again, and ended once

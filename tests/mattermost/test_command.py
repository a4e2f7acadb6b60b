"""The slash command of Mattermost: the same reply as Slack's, for those who bring the token."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import pytest

from knowledge.base import Knowledge
from tests.conftest import Ots
from tests.slack_server import BotProcess, Received, SlackServer

TOKEN = "okwexkjpe7ygb8eq1ww58t483w"  # noqa: S105
OTHER = "nezum4kpu3faiec7r7c5zt6tfy"
NO_SLACK = dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "SLACK_API_URL"))
FORM = {
    "channel_id": "jux16pkewjrkfj3ehep1psxyxc",
    "channel_name": "town-square",
    "command": "/turkic",
    "response_url": "http://localhost:8065/hooks/commands/xbrkb8p393gjpq5cawei7npije",
    "team_domain": "test",
    "team_id": "carya1qs77bemjup96ff538snh",
    "text": "",
    "token": TOKEN,
    "trigger_id": "",
    "user_id": "aoa1agao6t8fmx3ikt1j9w5ybw",
    "user_name": "somename",
}
"""As Mattermost sends it."""


@pytest.fixture(scope="module")
async def mattermost(slack: SlackServer) -> AsyncIterator[BotProcess]:
    """A bot that serves Mattermost's teams, two, and not Slack."""
    env = {**NO_SLACK, "MATTERMOST_TOKEN": f"{OTHER}, {TOKEN}", "OTS_URL": "https://ots.example.org"}
    async with BotProcess.start(slack, env=env) as bot:
        yield bot


async def typed(bot: BotProcess, text: str, **more: str) -> Received:
    """What the bot answers to the command with *text*."""
    body = urlencode({**FORM, "text": text, **more}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return await bot.post_raw(body, kind, path="/mattermost/command")


async def test_an_answer_has_its_quote_its_place_and_a_link_to_it(mattermost: BotProcess) -> None:
    received = await typed(mattermost, "how long is the zangazur corridor", user_id="anna")
    assert received.headers["content-type"] == "application/json"
    assert received.json is not None
    assert received.json.keys() == {"response_type", "text", "skip_slack_parsing"}
    assert (received.json["response_type"], received.json["skip_slack_parsing"]) == ("ephemeral", True)
    assert received.text.splitlines()[:4] == [
        "**Zangazur Corridor (TRIPP)** · project",
        "The Zangazur Corridor (TRIPP) is to be a 43 km transit link between mainland Azerbaijan and the Nakhchivan region.",
        "> “\\[the Zangazur Corridor:\\] By establishing a 43- kilometer transit link between mainland Azerbaijan and "
        "the Nakhchivan region, this route will create a direct land connection across the South Caucasus”",
        "> — Kubanychbek Omuraliyev · Trend, 27 October 2025 · paragraph 28 · a plan at that date · "
        "[Read it in the source](https://ots.example.org/f/zangazur-corridor/43-km)",
    ]


async def test_a_conversation_goes_on_for_each_person_in_each_channel(mattermost: BotProcess) -> None:
    await typed(mattermost, "zangazur corridor", user_id="berta")
    followed = await typed(mattermost, "and how long is it?", user_id="berta")
    assert "43 km" in followed.text.splitlines()[1]
    assert "nothing said before" in (await typed(mattermost, "how long is it?", user_id="carl")).text
    elsewhere = await typed(mattermost, "how long is it?", user_id="berta", channel_id="another")
    assert "nothing said before" in elsewhere.text
    more = await typed(mattermost, "more", user_id="berta")
    assert more.text.startswith("**Zangazur Corridor (TRIPP)**")


async def test_a_long_listing_goes_on_with_more_and_a_row_opens_by_its_number(
    mattermost: BotProcess, knowledge: Knowledge
) -> None:
    first = await typed(mattermost, "list", user_id="dora")
    assert first.text.splitlines()[-1] == f"1–40 of {len(knowledge.entries)}, and the next: `/turkic more`"
    second = await typed(mattermost, "/turkic more", user_id="dora")
    assert "\n41. " in second.text
    assert second.text.splitlines()[-1] == f"41–80 of {len(knowledge.entries)}, and the next: `/turkic more`"
    beyond = await typed(mattermost, "999", user_id="dora")
    assert f"there are {len(knowledge.entries)} rows" in beyond.text
    third = await typed(mattermost, "more", user_id="dora")
    assert "\n104. " in third.text
    assert "more" not in third.text.splitlines()[-1]
    last = await typed(mattermost, str(len(knowledge.entries)), user_id="dora")
    assert last.text.startswith("**")
    row = await typed(mattermost, "2", user_id="dora")
    title = next(line for line in first.text.splitlines() if line.startswith("2. "))
    assert row.text.splitlines()[0].startswith(f"**{title.removeprefix('2. ').split(' — ')[0]}")


async def test_an_answer_is_shared_with_the_channel_and_a_no_is_not(mattermost: BotProcess) -> None:
    shared = await typed(mattermost, "share host cities")
    assert json.loads(shared.body)["response_type"] == "in_channel"
    kept = await typed(mattermost, "share how do i bake bread")
    assert json.loads(kept.body)["response_type"] == "ephemeral"
    assert kept.text.endswith("\n\nNot shared with the channel: only an answer or a listing is.")


@pytest.mark.parametrize("text", ["", "  ", "help"])
async def test_help_says_what_may_be_typed(mattermost: BotProcess, text: str) -> None:
    lines = (await typed(mattermost, text)).text.splitlines()
    assert "- `/turkic corridor`" in lines
    assert "- `share QUESTION` — the answer, for everybody in the channel" in lines


async def test_a_command_of_no_name_or_an_odd_one_is_called_as_the_knowledge_has_it(
    mattermost: BotProcess,
) -> None:
    for name in ("", "/a`b", "/" + "x" * 200, "ots"):
        assert "- `/ots corridor`" in (await typed(mattermost, "help", command=name)).text


async def test_either_teams_token_is_taken_and_no_other(mattermost: BotProcess) -> None:
    assert (await typed(mattermost, "corridor", token=OTHER)).status == 200
    for token in ("", TOKEN[:-1], f"{TOKEN}x", f"{OTHER}, {TOKEN}", "é", "\x00", TOKEN.upper()):
        refused = await typed(mattermost, "corridor", token=token)
        assert (refused.status, refused.body) == (401, "the token is missing or wrong")
    assert "no token of Mattermost's that is known here" in mattermost.output


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 401),
        (b"\xff\xfe", 400),
        (b"{}", 401),
        (b"&" * 100 + b"a=b&" * 100, 400),
        (b"token=" + b"x" * 300_000, 413),
        (b"token=okwexkjpe7ygb8eq1ww58t483w", 200),
        (b"token=okwexkjpe7ygb8eq1ww58t483w&text=%ff%00%F0%9F", 200),
        (b"token=okwexkjpe7ygb8eq1ww58t483w&text=" + b"x" * 200_000, 200),
    ],
)
async def test_what_is_no_form_is_refused_and_the_next_one_answered(
    mattermost: BotProcess, body: bytes, status: int
) -> None:
    assert (await mattermost.post_raw(body, path="/mattermost/command")).status == status
    assert (await typed(mattermost, "corridor")).status == 200


async def test_a_token_is_not_to_be_sent_in_an_address(mattermost: BotProcess) -> None:
    asked = await mattermost.get(f"/mattermost/command?{urlencode(FORM)}")
    assert (asked.status, asked.headers["allow"]) == (405, "POST")


async def test_without_slack_nothing_of_slack_is_served_and_the_process_is_ready(
    mattermost: BotProcess,
) -> None:
    assert (await mattermost.get("/readyz")).body == "ready\n"
    assert (await mattermost.post_raw(b"command=/ots")).status == 404


async def test_what_is_asked_is_not_logged(mattermost: BotProcess) -> None:
    await typed(mattermost, "zebrafinch corridor")
    assert "zebrafinch" not in mattermost.output
    assert "answered surface=mattermost status=" in mattermost.output


async def test_it_is_off_unless_its_token_is_set(bot: BotProcess) -> None:
    if bot.transport == "http":
        assert (await typed(bot, "corridor")).status == 404


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_slack_and_mattermost_are_served_side_by_side(own_slack: SlackServer, transport: str) -> None:
    env = {"MATTERMOST_TOKEN": TOKEN, "OTS_LOG_LEVEL": "DEBUG"}
    async with BotProcess.start(own_slack, transport=transport, env=env) as bot:  # type: ignore[arg-type]
        assert (await typed(bot, "corridor")).text.startswith("**Middle Corridor")
        assert (await typed(bot, "corridor", token=TOKEN[1:])).status == 401
        assert (await bot.receive(own_slack.command("corridor"))).text.startswith("Middle Corridor")


@pytest.mark.parametrize(
    ("env", "why"),
    [
        ({"MATTERMOST_TOKEN": "short"}, "MATTERMOST_TOKEN is no token of a slash command"),
        ({"MATTERMOST_TOKEN": f"{TOKEN},,{OTHER}"}, "MATTERMOST_TOKEN is no token of a slash command"),
        ({"MATTERMOST_TOKEN": "tökentökentöken"}, "MATTERMOST_TOKEN is no token of a slash command"),
        ({"MATTERMOST_TOKEN": f'"{TOKEN}"'}, "MATTERMOST_TOKEN stands in quotes"),
        ({"MATTERMOST_TOKEN": TOKEN, "SLACK_BOT_TOKEN": "xoxb-1-a"}, "SLACK_SIGNING_SECRET is not set"),
        ({"MATTERMOST_TOKEN": " "}, "SLACK_SIGNING_SECRET is not set"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_at_the_start(ots: Ots, env: dict[str, str], why: str) -> None:
    ran = ots("serve", env=env)
    assert (ran.exit_code, len(ran.lines)) == (2, 1)
    assert ran.err.startswith(f"ots: {why}")


def test_a_socket_is_slacks_alone(ots: Ots) -> None:
    ran = ots("serve", "--socket", env={"MATTERMOST_TOKEN": TOKEN})
    assert ran.exit_code == 2
    assert ran.err.startswith("ots: SLACK_APP_TOKEN is not set")


async def test_lines_that_each_ask_something_are_questions_of_their_own(mattermost: BotProcess) -> None:
    answer = await typed(mattermost, "how long is the zangazur corridor\nwho proposed the common alphabet")
    assert "43 km" in answer.text
    assert "Erdogan proposed" in answer.text

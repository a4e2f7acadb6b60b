"""Many workspaces: each installs the app from a link, and is served with a token of its own."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from bot.serving.workspaces import KEPT_EVERY
from bot.store.installations import FRESH
from tests.handbook import HANDBOOK, of_home
from tests.slack_server import BotProcess, Received, SlackServer
from tests.slack_server.fixtures import said_to
from tests.store.postgres import Postgres

from .test_shaky_database import Line

pytestmark = pytest.mark.slow


def environment(slack: SlackServer, database: Path | str, **more: str | None) -> dict[str, str | None]:
    url = f"sqlite:///{database}" if isinstance(database, Path) else database
    return {
        "SLACK_BOT_TOKEN": None,
        "SLACK_CLIENT_ID": slack.client_id,
        "SLACK_CLIENT_SECRET": slack.client_secret,
        "DATABASE_URL": url,
        **more,
    }


@pytest.fixture
async def many(own_slack: SlackServer, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A bot that any workspace may install."""
    async with BotProcess.start(own_slack, env=environment(own_slack, tmp_path / "ots.db")) as bot:
        yield bot


async def begin(bot: BotProcess) -> tuple[str, str]:
    """Follow the link to install: the state that goes to Slack, and the cookie that stays in the browser."""
    response = await bot.get("/slack/install")
    assert response.status == 302
    asked = parse_qs(urlsplit(response.headers["location"]).query)
    return asked["state"][0], response.headers["set-cookie"].partition(";")[0]


async def come_back(bot: BotProcess, query: str, cookie: str = "") -> Received:
    return await bot.get(f"/slack/oauth_redirect?{query}", headers={"Cookie": cookie})


async def install(bot: BotProcess, team: str, *, enterprise: str | None = None) -> Received:
    state, cookie = await begin(bot)
    code = bot.slack.code(team, enterprise=enterprise)
    return await come_back(bot, f"code={code}&state={quote(state)}", cookie)


async def test_the_link_leads_to_slack_with_the_scopes_that_the_manifest_asks_for(many: BotProcess) -> None:
    response = await many.get("/slack/install")
    at = urlsplit(response.headers["location"])
    assert at.path == "/oauth/v2/authorize"
    asked = parse_qs(at.query)
    assert asked["client_id"] == [many.slack.client_id]
    assert set(asked["scope"][0].split(",")) >= {"chat:write", "commands", "app_mentions:read"}
    for wanted in ("HttpOnly", "Secure", "Max-Age=600"):
        assert wanted in response.headers["set-cookie"]


async def test_each_workspace_is_answered_with_its_own_token(many: BotProcess) -> None:
    for team in ("T2", "T3"):
        assert (await install(many, team)).status == 200
    for team in ("T3", "T2"):
        await said_to(many, many.slack.mention("corridor").of_team(team))
        call = next(it for it in reversed(many.slack.calls) if it.method == "chat.postMessage")
        assert str(call.token).startswith(f"xoxb-{team}-")


async def test_the_page_says_what_to_do_next(many: BotProcess) -> None:
    page = await install(many, "T2")
    assert "OTS Bot is installed in Team T2" in page.body
    assert "/ots corridor" in page.body
    assert "<script" not in page.body
    assert "default-src 'none'" in page.headers["content-security-policy"]


async def test_the_page_is_that_of_the_text_that_is_served(own_slack: SlackServer, tmp_path: Path) -> None:
    env = environment(own_slack, tmp_path / "ots.db", OTS_KNOWLEDGE=str(HANDBOOK))
    async with BotProcess.start(own_slack, env=env) as bot:
        page = await install(bot, "T2")
        assert "Elm Bot is installed in Team T2" in page.body
        assert "/elm paid leave" in page.body
        assert "#1a9c8f" in page.body
        assert not of_home(page.body)


async def test_a_workspace_that_has_not_installed_the_bot_is_told_so(many: BotProcess) -> None:
    received = await many.receive(many.slack.command("corridor").of_team("T9"))
    assert received.status == 200
    told = [response.text for response in many.slack.responses]
    assert "This workspace has not installed the bot" in "".join([received.body, *told])


async def test_a_state_works_once_and_only_in_its_browser(many: BotProcess) -> None:
    state, cookie = await begin(many)
    strange = await come_back(
        many, f"code={many.slack.code('T2')}&state={state}", "slack-app-oauth-state=other"
    )
    assert strange.status == 400
    assert "This browser did not begin" in strange.body
    assert (await come_back(many, f"code={many.slack.code('T2')}&state={state}", cookie)).status == 200
    again = await come_back(many, f"code={many.slack.code('T2')}&state={state}", cookie)
    assert again.status == 401
    assert "was used before" in again.body


async def test_what_comes_in_the_address_is_never_echoed(many: BotProcess) -> None:
    page = await come_back(many, f"error={quote('<script>alert(1)</script>')}&state={quote('<b>')}")
    assert "alert" not in page.body
    assert "Begin again" in page.body
    assert (await come_back(many, "state=" + "x" * 5_000)).status == 414


async def test_a_code_that_slack_refuses_installs_nothing(many: BotProcess) -> None:
    state, cookie = await begin(many)
    page = await come_back(many, f"code=stolen&state={state}", cookie)
    assert page.status == 401
    assert "Slack did not accept the code" in page.body
    assert "stolen" not in many.output


async def test_a_client_secret_that_slack_refuses_is_told_to_who_runs_the_bot(many: BotProcess) -> None:
    many.slack.fail("oauth.v2.access", error="bad_client_secret")
    assert (await install(many, "T2")).status == 401
    said = "Slack gave no token (bad_client_secret): copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET anew from"
    await many.slack.wait_for(lambda: said in many.output)


async def test_an_organisation_installs_for_all_its_workspaces(many: BotProcess) -> None:
    assert "installed in Org" in (await install(many, "T2", enterprise="E1")).body
    for team in ("T2", "T7"):
        await said_to(many, many.slack.mention("corridor").of_team(team, enterprise="E1"))


async def test_installations_survive_a_restart(many: BotProcess) -> None:
    await install(many, "T2")
    await many.restart()
    await said_to(many, many.slack.mention("corridor").of_team("T2"))


@pytest.mark.parametrize("how", ["uninstalled", "tokens_revoked"])
async def test_a_workspace_that_removes_the_app_is_forgotten(many: BotProcess, how: str) -> None:
    await install(many, "T2")
    removed = getattr(many.slack, how)().of_team("T2")
    removed.body["event_time"] += 5
    assert (await many.receive(removed)).status == 200
    before = len(many.slack.answers)
    await many.receive(many.slack.mention("corridor").of_team("T2"))
    await many.restart()  # whatever was under way is done by then
    assert len(many.slack.answers) == before


async def test_only_a_removal_that_takes_something_away_is_told_of(many: BotProcess) -> None:
    await install(many, "T2")
    await install(many, "T9", enterprise="E1")
    late = many.slack.uninstalled().of_team("T2")
    late.body["event_time"] -= 60
    assert (await many.receive(late)).status == 200
    assert "removed" not in many.output
    await said_to(many, many.slack.mention("corridor").of_team("T2"))
    removed = many.slack.uninstalled().of_team("T5", enterprise="E1")
    removed.body["event_time"] += 5
    assert (await many.receive(removed)).status == 200
    await many.slack.wait_for(lambda: "removed from organisation E1\n" in many.output)


async def test_every_process_answers_a_workspace_that_removed_the_app_and_installed_it_anew(
    own_slack: SlackServer, tmp_path: Path
) -> None:
    env = environment(own_slack, tmp_path / "ots.db", WEB_CONCURRENCY="2")
    async with BotProcess.start(own_slack, env=env) as bot:
        await install(bot, "T2")
        await ask_at_once(bot, 40)
        await own_slack.wait_for(lambda: len(own_slack.answers) == 40)
        (old,) = (it for it in own_slack.tokens if it.startswith("xoxb-T2"))
        removed = own_slack.uninstalled().of_team("T2")
        removed.body["event_time"] += 5
        assert (await bot.receive(removed)).status == 200
        del own_slack.tokens[old]
        await asyncio.sleep(FRESH)
        await install(bot, "T2")
        await ask_at_once(bot, 40)
        await own_slack.wait_for(lambda: len(own_slack.answers) == 80)


async def ask_at_once(bot: BotProcess, number: int) -> None:
    """Ask so much at the same moment that no process takes all of it."""
    asked = [bot.slack.mention("corridor").of_team("T2") for _ in range(number)]
    received = await asyncio.gather(*map(bot.receive, asked))
    assert {it.status for it in received} == {200}


async def test_tokens_that_expire_are_rotated(own_slack: SlackServer, tmp_path: Path) -> None:
    own_slack.token_lives = 60 * 60  # less than the two hours before the end from which Bolt rotates
    async with BotProcess.start(own_slack, env=environment(own_slack, tmp_path / "ots.db")) as bot:
        await install(bot, "T2")
        first = set(own_slack.tokens)
        own_slack.token_lives = 12 * 60 * 60
        for _ in range(2):
            await said_to(bot, own_slack.mention("corridor").of_team("T2"))
        assert len(set(own_slack.tokens) - first) == 1  # once, and kept
        assert "xox" not in bot.output


async def test_a_request_does_not_wait_for_a_token_to_be_rotated(
    own_slack: SlackServer, tmp_path: Path
) -> None:
    own_slack.token_lives = 60 * 60
    async with BotProcess.start(own_slack, env=environment(own_slack, tmp_path / "ots.db")) as bot:
        await install(bot, "T2")
        own_slack.be_silent("oauth.v2.access")
        received = await bot.receive(own_slack.mention("corridor").of_team("T2"))
        assert received.status == 200
        assert received.seconds < 3
        await own_slack.wait_for(lambda: own_slack.answers)


async def install_with_ended_token(bot: BotProcess) -> None:
    """Let T2 install, and nobody ask anything until its token has ended; the next one is good for long."""
    bot.slack.token_lives = -1
    await install(bot, "T2")
    end_tokens(bot.slack)


def end_tokens(slack: SlackServer) -> None:
    for token in [it for it in slack.tokens if it.startswith("xoxb-T2")]:
        del slack.tokens[token]
    slack.token_lives = 12 * 60 * 60


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_a_token_that_has_ended_is_renewed_before_anybody_is_answered(
    own_slack: SlackServer, tmp_path: Path, workers: str
) -> None:
    env = environment(own_slack, tmp_path / "ots.db", WEB_CONCURRENCY=workers)
    async with BotProcess.start(own_slack, env=env) as bot:
        await install_with_ended_token(bot)
        own_slack.fail("oauth.v2.access", status=200, delay=0.9)
        await ask_at_once(bot, 10)
        await own_slack.wait_for(lambda: len(own_slack.answers) == 10)


async def test_what_needs_a_token_is_left_to_a_further_delivery_until_there_is_one(many: BotProcess) -> None:
    await install_with_ended_token(many)
    many.slack.fail("oauth.v2.access", status=503, delay=3.0)
    mention, command = many.slack.mention("corridor").of_team("T2"), many.slack.command("corridor")
    received = await asyncio.gather(many.receive(mention), many.receive(command.of_team("T2")))
    assert [it.status for it in received] == [503, 200]
    assert max(it.seconds for it in received) < 3
    await many.slack.wait_for(lambda: "the token of team T2 was rotated" in many.output)
    assert (await many.receive(mention, retry=1)).status == 200
    await many.slack.wait_for(lambda: many.slack.answers)


async def test_a_new_token_is_not_lost_where_the_database_is_away_as_it_comes(
    own_slack: SlackServer, postgres: Postgres
) -> None:
    async with Line(postgres) as line:
        env = environment(own_slack, line.to_new_database())
        async with BotProcess.start(own_slack, env=env) as bot:
            own_slack.token_lives = 60 * 60
            await install(bot, "T2")
            line.cut_at = b"UPDATE slack_bots"
            await said_to(bot, own_slack.mention("corridor").of_team("T2"))
            await own_slack.wait_for(lambda: "the new token of team T2 is not kept yet" in bot.output)
            (old,) = (token for token in own_slack.tokens if token.endswith("2"))
            del own_slack.tokens[old]
            await said_to(bot, own_slack.mention("corridor").of_team("T2"))
            await asyncio.sleep(KEPT_EVERY + 0.5)
            await bot.restart(signal.SIGKILL)
            await said_to(bot, own_slack.mention("corridor").of_team("T2"))


async def test_a_token_that_comes_while_the_bot_stops_is_kept(many: BotProcess) -> None:
    many.slack.token_lives = 60 * 60
    await install(many, "T2")
    many.slack.fail("oauth.v2.access", status=200, delay=2.5)
    await said_to(many, many.slack.mention("corridor").of_team("T2"))
    await many.restart()
    assert "the token of team T2 was rotated" in many.output
    await said_to(many, many.slack.mention("zangazur corridor").of_team("T2"))


@pytest.mark.parametrize(
    "page", [{"status": 200, "page": "<html>Log in</html>"}, {"status": 200, "half": True}]
)
async def test_an_installation_that_met_another_server_s_page_can_be_begun_again(
    many: BotProcess, page: dict[str, Any]
) -> None:
    many.slack.fail("oauth.v2.access", times=3, **page)
    assert (await install(many, "T2")).status == 503
    many.slack.mend("oauth.v2.access")
    assert (await install(many, "T2")).status == 200
    assert "Traceback" not in many.output


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
async def test_no_level_of_logging_shows_a_token_that_was_given_out(
    own_slack: SlackServer, tmp_path: Path, level: str
) -> None:
    own_slack.token_lives = 60 * 60
    env = environment(own_slack, tmp_path / "ots.db", OTS_LOG_LEVEL=level)
    async with BotProcess.start(own_slack, env=env) as bot:
        for team in ("T2", "T3"):
            assert (await install(bot, team)).status == 200
            await said_to(bot, own_slack.mention("corridor").of_team(team))
        await bot.receive(own_slack.uninstalled().of_team("T3"))
        assert await bot.stop() == 0
        assert len(own_slack.tokens) >= 5
        for secret in {*own_slack.tokens, *own_slack.refreshing, *own_slack.codes, own_slack.client_secret}:
            assert secret not in bot.output
        assert "INSERT" not in bot.output


@pytest.mark.parametrize(
    ("url", "said", "code"),
    [
        ("postgres://ots:hush@127.0.0.1:1/ots", "the database 'ots' on 127.0.0.1:1 cannot be used", 1),
        ("mysql://ots:hush@db/ots", "DATABASE_URL begins with mysql://, which is not supported", 2),
        ("/nowhere", "DATABASE_URL is no address of a database", 2),
    ],
)
async def test_a_database_that_cannot_be_used_is_one_clear_line(
    own_slack: SlackServer, url: str, said: str, code: int
) -> None:
    async with BotProcess.start(own_slack, env=environment(own_slack, url), wait=False) as bot:
        assert await bot.ended() == code
        assert said in bot.output
        assert "Traceback" not in bot.output
        assert "hush" not in bot.output


async def test_without_an_address_installations_are_kept_in_the_state_directory(
    own_slack: SlackServer,
) -> None:
    env = environment(own_slack, "") | {"DATABASE_URL": None}
    async with BotProcess.start(own_slack, env=env) as bot:
        await install(bot, "T2")
        await bot.restart(signal.SIGKILL)
        await said_to(bot, own_slack.mention("corridor").of_team("T2"))

"""The manifest: valid where Slack checks it, current, and asking for nothing that the code does not use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tests.conftest import ROOT, run_warm

ROOMS = ("slack", "delivery", "serving")
"""Where Slack is called, and its events listened to."""

SCOPES_OF_CALLS = {
    "api_test": set(),
    "apps_connections_open": set(),  # with the app-level token
    "assistant_threads_setStatus": {"assistant:write"},
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
    "auth_test": set(),
    "chat_delete": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "conversations_history": {"im:history"},
    "conversations_replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "views_open": set(),
    "views_publish": set(),
    "views_update": set(),
}
"""What Slack's reference asks of a bot token, method by method; history is read of direct messages alone."""

SCOPES_OF_EVENTS = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "assistant_thread_context_changed": {"assistant:write"},
    "assistant_thread_started": {"assistant:write"},
    "function_executed": set(),
    "message.im": {"im:history"},
    "tokens_revoked": set(),
}


PANE_EVENTS = {"assistant_thread_context_changed", "assistant_thread_started"}
"""Of the pane that apps had which are older than agents."""


class Closed(BaseModel):
    """Part of a manifest: Slack refuses keys that it does not know."""

    model_config = ConfigDict(extra="forbid")


Url = Annotated[str, Field(pattern="^https://", max_length=3_000)]
Name = Annotated[str, Field(min_length=1, max_length=50)]


class Display(Closed):
    name: str = Field(min_length=1, max_length=35)
    description: str = Field(min_length=1, max_length=140)
    long_description: str = Field(min_length=175, max_length=4_000)
    background_color: str = Field(pattern="^#[0-9a-f]{6}$")


class Home(Closed):
    home_tab_enabled: bool
    messages_tab_enabled: bool
    messages_tab_read_only_enabled: bool


class Prompt(Closed):
    title: str
    message: str


class Agent(Closed):
    agent_description: str = Field(max_length=300)
    suggested_prompts: list[Prompt] = Field(max_length=4)


class Pane(Closed):
    assistant_description: str = Field(max_length=300)
    suggested_prompts: list[Prompt] = Field(max_length=4)


class BotUser(Closed):
    display_name: str = Field(min_length=1, max_length=80)
    always_online: bool


class Shortcut(Closed):
    name: str = Field(min_length=1, max_length=24)
    type: str = Field(pattern="^(message|global)$")
    callback_id: str = Field(min_length=1, max_length=255)
    description: str = Field(min_length=1, max_length=150)


class Command(Closed):
    command: str = Field(pattern="^/", min_length=2, max_length=32)
    url: Url | None = None
    description: str = Field(min_length=1, max_length=2_000)
    usage_hint: str = Field(min_length=1, max_length=1_000)
    should_escape: bool


class Features(Closed):
    app_home: Home
    agent_view: Agent | None = None
    assistant_view: Pane | None = None
    bot_user: BotUser
    shortcuts: list[Shortcut] = Field(min_length=1, max_length=10)
    slash_commands: list[Command] = Field(min_length=1, max_length=50)
    unfurl_domains: list[Name] = Field(default=[], max_length=5)


class Scopes(Closed):
    bot: list[Name]


class OAuth(Closed):
    scopes: Scopes
    redirect_urls: list[Url] = []


class Events(Closed):
    request_url: Url | None = None
    bot_events: list[Name] = Field(max_length=100)


class Interactivity(Closed):
    is_enabled: bool
    request_url: Url | None = None
    message_menu_options_url: Url | None = None


class Parameter(Closed):
    type: str = Field(pattern="^string$")
    name: str
    title: Name
    description: str
    hint: str | None = None


class Parameters(Closed):
    """As version 2 of the manifest has them: what is required stands beside the properties."""

    properties: dict[str, Parameter]
    required: list[str]


class Function(Closed):
    title: str = Field(min_length=1, max_length=255)
    description: str
    input_parameters: Parameters
    output_parameters: Parameters


class AppSettings(Closed):
    event_subscriptions: Events
    function_runtime: Literal["remote"] | None = None
    interactivity: Interactivity
    org_deploy_enabled: bool
    socket_mode_enabled: bool
    token_rotation_enabled: bool


class Metadata(Closed):
    major_version: int
    minor_version: int


class Manifest(Closed):
    """The parts of Slack's published schema (manifest.schema.2.0.0) that are used here, with its limits."""

    metadata: Metadata = Field(alias="_metadata")
    display_information: Display
    features: Features
    oauth_config: OAuth
    functions: dict[Annotated[str, Field(max_length=100)], Function] = {}
    settings: AppSettings


@cache
def printed(*arguments: str) -> str:
    """What the command prints, which several tests look at."""
    return run_warm("manifest", *arguments).out


def manifest(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(printed(*arguments))
    return found


@pytest.mark.parametrize("arguments", [(), ("--url", "https://ots.example.org")])
def test_slack_would_take_the_manifest(arguments: tuple[str, ...]) -> None:
    TypeAdapter(Manifest).validate_json(printed(*arguments), strict=True)


def test_the_manifest_for_a_socket_names_no_url() -> None:
    assert manifest()["settings"]["socket_mode_enabled"] is True
    assert "http" not in json.dumps(manifest()["settings"])


def test_the_manifest_for_http_sends_everything_to_one_url() -> None:
    made = manifest("--url", "https://ots.example.org/")
    events = "https://ots.example.org/slack/events"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == events
    assert made["settings"]["interactivity"]["request_url"] == events
    assert made["settings"]["interactivity"]["message_menu_options_url"] == events
    assert made["features"]["slash_commands"][0]["url"] == events
    assert made["oauth_config"]["redirect_urls"] == ["https://ots.example.org/slack/oauth_redirect"]


def test_links_to_the_page_are_opened_out_only_where_there_is_one() -> None:
    env = {"OTS_URL": "https://ots.example.org/page"}
    out = run_warm("manifest", env=env).out
    TypeAdapter(Manifest).validate_json(out, strict=True)
    made, without = json.loads(out), manifest()
    assert made["features"].pop("unfurl_domains") == ["ots.example.org"]
    assert "unfurl_domains" not in without["features"]
    scopes, events = (
        made["oauth_config"]["scopes"]["bot"],
        made["settings"]["event_subscriptions"]["bot_events"],
    )
    assert set(scopes) - set(without["oauth_config"]["scopes"]["bot"]) == {"links:read", "links:write"}
    assert set(events) - subscribed() == {"link_shared"}
    assert run_warm("manifest", env={"OTS_URL": "http://localhost:3000"}).out == printed()


def test_a_url_that_slack_does_not_call_is_refused() -> None:
    done = run_warm("manifest", "--url", "http://ots.example.org")
    assert done.exit_code == 2
    assert done.err == (
        "ots: --url is 'http://ots.example.org': Slack calls https:// addresses only, with nothing after the path, as in https://ots.example.org\n"
    )


@pytest.mark.parametrize(
    ("pasted", "base"),
    [
        ("https://ots.example.org/slack/events", "https://ots.example.org"),
        ("https://ots.example.org/slack/events/", "https://ots.example.org"),
        ("https://ots.example.org/slack/oauth_redirect", "https://ots.example.org"),
        ("https://example.org:8443/ots/", "https://example.org:8443/ots"),
        (" HTTPS://ots.example.org/slack/install", "https://ots.example.org"),
        ("https://ots.example.org/slack/events//slack/events", "https://ots.example.org"),
        ("https://localhost.example.org/ots//", "https://localhost.example.org/ots"),
    ],
)
def test_an_address_that_was_pasted_whole_is_taken_for_what_it_begins_with(pasted: str, base: str) -> None:
    made = manifest("--url", pasted)
    assert made["settings"]["event_subscriptions"]["request_url"] == f"{base}/slack/events"
    assert made["oauth_config"]["redirect_urls"] == [f"{base}/slack/oauth_redirect"]


@pytest.mark.parametrize(
    "url",
    [
        "https://",
        "https:///",
        "https://x.org/?x=1",
        "https://x.org/#a",
        "https://x y.org",
        "https://u:p@x.org",
        "https://x.org:99999",
        "https://x.org:0",
    ],
)
def test_an_address_that_cannot_be_called_is_refused(url: str) -> None:
    done = run_warm("manifest", "--url", url)
    assert (done.exit_code, done.out) == (2, "")
    told = url.replace("u:p@", "[hidden]@")
    assert done.err.startswith(f"ots: --url is {told!r}: Slack calls https:// addresses only")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:3000/ots", "bot.localhost", "127.0.0.1:3000"])
def test_an_address_of_this_machine_alone_is_refused(host: str) -> None:
    done = run_warm("manifest", "--url", f"https://{host}/slack/events")
    assert (done.exit_code, done.out) == (2, "")
    assert "by that name only this machine itself can be called" in done.err


@pytest.mark.parametrize("arguments", [(), ("--url", "https://ots.example.org")])
def test_a_new_app_is_an_agent(arguments: tuple[str, ...]) -> None:
    """Slack's schema takes both views, and a new app gets one of them alone."""
    features = manifest(*arguments)["features"]
    assert "assistant_view" not in features
    assert features["agent_view"]["agent_description"]
    assert features["agent_view"]["suggested_prompts"]
    # People write to an agent in its Messages tab, and opening that is told by the event for the Home tab.
    assert features["app_home"]["messages_tab_enabled"] is True
    assert features["app_home"]["messages_tab_read_only_enabled"] is False
    assert subscribed(*arguments) >= {"app_home_opened", "message.im"}
    assert not PANE_EVENTS & subscribed(*arguments)


@pytest.mark.parametrize("arguments", [(), ("--url", "https://ots.example.org")])
def test_an_older_app_may_keep_its_pane(arguments: tuple[str, ...]) -> None:
    new, older = manifest(*arguments), manifest(*arguments, "--assistant-view")
    TypeAdapter(Manifest).validate_json(json.dumps(older), strict=True)
    assert "agent_view" not in older["features"]
    pane, agent = older["features"].pop("assistant_view"), new["features"].pop("agent_view")
    assert pane["assistant_description"] == agent["agent_description"]
    assert pane["suggested_prompts"] == agent["suggested_prompts"]
    subscriptions = (it["settings"]["event_subscriptions"]["bot_events"] for it in (older, new))
    assert set(next(subscriptions)) - set(next(subscriptions)) == PANE_EVENTS
    for made in (older, new):
        del made["settings"]["event_subscriptions"]["bot_events"]
    assert older == new  # in all else


@pytest.mark.parametrize("arguments", [(), ("--url", "https://ots.example.org"), ("--assistant-view",)])
def test_a_step_for_workflows_is_declared_with_what_it_takes_and_gives(arguments: tuple[str, ...]) -> None:
    made = manifest(*arguments)
    (step,) = made["functions"].values()
    assert list(made["functions"]) == ["look_up_fact"]
    assert step["title"] == "Look up a fact"
    assert step["input_parameters"]["required"] == ["question"]
    assert list(step["output_parameters"]["properties"]) == ["fact", "quote", "source", "link", "status"]
    assert step["output_parameters"]["required"] == ["fact", "status"]  # a no has neither quote nor link
    for parameters in (step["input_parameters"], step["output_parameters"]):
        assert all(name == it["name"] for name, it in parameters["properties"].items())
    assert made["settings"]["function_runtime"] == "remote"
    assert made["settings"]["org_deploy_enabled"] is True
    assert "function_executed" in subscribed(*arguments)


def test_an_app_that_is_distributed_has_no_step() -> None:
    printed = run_warm("manifest", "--url", "https://ots.example.org", "--distributed").out
    TypeAdapter(Manifest).validate_json(printed, strict=True)
    made, whole = json.loads(printed), manifest("--url", "https://ots.example.org")
    del whole["functions"], whole["settings"]["function_runtime"]
    whole["settings"]["event_subscriptions"]["bot_events"].remove("function_executed")
    assert made == whole


def test_the_command_may_have_another_name() -> None:
    made = json.loads(run_warm("manifest", env={"OTS_COMMAND": "/turkic"}).out)
    assert made["features"]["slash_commands"][0]["command"] == "/turkic"


def test_the_manifest_file_is_what_the_command_prints() -> None:
    assert (ROOT / "manifest.json").read_text("utf-8") == printed()


def test_the_scopes_are_those_of_the_calls_and_events_in_the_code() -> None:
    needed: set[str] = {"commands"}
    for call in calls():
        needed |= SCOPES_OF_CALLS[call]
    for event in subscribed():
        needed |= SCOPES_OF_EVENTS[event]
    assert set(manifest()["oauth_config"]["scopes"]["bot"]) == needed


def test_every_event_that_is_listened_to_is_subscribed_to_and_no_other() -> None:
    listened = {"message.im" if event == "message" else event for event in events()}
    assert subscribed("--url", "https://ots.example.org") == listened - PANE_EVENTS
    # Nobody installs a socket.
    assert subscribed() == listened - PANE_EVENTS - {"app_uninstalled", "tokens_revoked"}


def subscribed(*arguments: str) -> set[str]:
    return set(manifest(*arguments)["settings"]["event_subscriptions"]["bot_events"])


def calls() -> Iterator[str]:
    """The Web API methods that the face calls."""
    for source in sources():
        yield from re.findall(r"client\)?\.([a-z]+_[A-Za-z_]+)\(", source)


def events() -> Iterator[str]:
    for source in sources():
        yield from re.findall(r'@app\.event\("([a-z_.]+)"', source)
        yield from ["function_executed"] * source.count("@app.function(")


def sources() -> Iterator[str]:
    return (path.read_text("utf-8") for room in ROOMS for path in (ROOT / "bot" / room).glob("*.py"))

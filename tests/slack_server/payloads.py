"""What people do that reaches the bot as a command or an event, as Slack words it."""

from __future__ import annotations

from .records import Json, Payload, Post
from .workspace import Installation, Workspace

VERIFICATION = "verification-token"


class Payloads(Workspace):
    """Makes the payloads of commands and events; what is written also stands in `posts`."""

    def say(self, text: str, *, user: str = "U1", channel: str = "C1", thread_ts: str | None = None) -> Post:
        """Put a person's message into a conversation; the bot is told nothing."""
        return self._written(text, user, channel, thread_ts, None)

    def command(
        self, text: str = "", *, user: str = "U1", channel: str = "C1", name: str = "/ots"
    ) -> Payload:
        """Somebody types the slash command."""
        body = {
            "token": VERIFICATION,
            "team_id": self.team,
            "team_domain": "test",
            "channel_id": channel,
            "channel_name": self.channels[channel].name,
            "user_id": user,
            "user_name": user.lower(),
            "command": name,
            "text": text,
            "api_app_id": self.app_id,
            "is_enterprise_install": "false",
            "response_url": self.new_response_url(channel, user, kind="commands"),
            "trigger_id": self.new_trigger(),
        }
        return Payload("slash_commands", body, self.new_ts())

    def mention(
        self,
        text: str,
        *,
        channel: str = "C1",
        thread_ts: str | None = None,
        event_id: str | None = None,
        user: str = "U1",
        ts: str | None = None,
        edited: bool = False,
    ) -> Payload:
        """Somebody writes a message that names the bot: before *text*, where *text* does not do it.

        Where one is *edited*, Slack tells of it anew, as of a mention like others.
        """
        name = f"<@{self.bot_user}>"
        written = text if name in text else f"{name} {text}".rstrip()
        post = self._written(written, user, channel, thread_ts, ts)
        post.edited = edited
        event = {**post.as_json(), "type": "app_mention", "channel": channel, "event_ts": post.ts}
        event["client_msg_id"] = self.new_id("client-")
        return self._event(event, post, event_id)

    def direct(
        self,
        text: str,
        *,
        user: str = "U1",
        thread_ts: str | None = None,
        event_id: str | None = None,
        ts: str | None = None,
    ) -> Payload:
        """Somebody writes to the bot itself."""
        post = self._written(text, user, "D1", thread_ts, ts)
        return self._event(self._message_event(post), post, event_id)

    def pane_opened(self, *, user: str = "U1", channel: str = "C1") -> Payload:
        """Somebody opens the agent pane beside *channel*: a thread begins, the payload's `thread`."""
        post = self._written("New Assistant Thread", self.bot_user, "D1", None, None)
        post.bot_id, post.subtype, post.thread_ts = self.bot_id, "assistant_app_thread", post.ts
        context = {"channel_id": channel, "team_id": self.team, "enterprise_id": None}
        thread = {"user_id": user, "context": context, "channel_id": "D1", "thread_ts": post.ts}
        event = {"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": post.ts}
        return self._event(event, post)

    def pane_message(self, text: str, thread: str | Payload, *, user: str = "U1") -> Payload:
        """Somebody writes in the agent pane."""
        return self.direct(text, user=user, thread_ts=thread if isinstance(thread, str) else thread.thread)

    def home_opened(self, user: str = "U1", tab: str = "home") -> Payload:
        """Somebody looks at the bot's "home" or "messages" tab."""
        event: Json = {"type": "app_home_opened", "user": user, "channel": "D1", "tab": tab}
        event["event_ts"] = self.new_ts()
        return self._event(event)

    def link_shared(self, *links: str, user: str = "U1", channel: str = "C1") -> Payload:
        """Somebody posts a message with *links* to a domain of the app."""
        post = self._written(" ".join(links), user, channel, None, None)
        event: Json = {
            "type": "link_shared",
            "channel": channel,
            "is_bot_user_member": True,
            "user": user,
            "message_ts": post.ts,
            "unfurl_id": f"{channel}.{post.ts}.{self.new_id('unfurl')}",
            "source": "conversations_history",
            "links": [{"domain": it.split("/")[2], "url": it} for it in links],
            "event_ts": post.ts,
        }
        return self._event(event, post)

    def step(
        self, inputs: Json, *, callback_id: str = "look_up_fact", event_id: str | None = None
    ) -> Payload:
        """A workflow comes to a step of the app: how it ends is in `steps`, under the payload's execution."""
        execution, token = self.new_id("Fx"), f"xwfp-{self.new_id('TOKEN')}"
        self.steps[execution] = None
        self.tokens[token] = Installation(self.team)
        event: Json = {
            "type": "function_executed",
            "function": {
                "id": self.new_id("Fn"),
                "callback_id": callback_id,
                "title": "Look up a fact",
                "description": "",
                "type": "app",
                "input_parameters": [],
                "output_parameters": [],
                "app_id": self.app_id,
                "date_created": 1_694_727_597,
                "date_updated": 1_698_947_481,
                "date_deleted": 0,
            },
            "inputs": inputs,
            "function_execution_id": execution,
            "workflow_execution_id": self.new_id("Wx"),
            "event_ts": self.new_ts(),
            "bot_access_token": token,
        }
        return self._event(event, event_id=event_id)

    def edited(self, message: Payload | Post, text: str | None = None) -> Payload:
        """Somebody changes a message, or Slack adds a preview to it."""
        post = _post(message)
        before = post.as_json()
        post.text, post.edited = post.text if text is None else text, True
        event = self._change(post, "message_changed")
        return self._event(event | {"message": post.as_json(), "previous_message": before}, post)

    def deleted(self, message: Payload | Post) -> Payload:
        """Somebody deletes a message."""
        post = _post(message)
        self.posts.remove(post)
        event = self._change(post, "message_deleted")
        return self._event(event | {"deleted_ts": post.ts, "previous_message": post.as_json()}, post)

    def bot_message(self, text: str, *, channel: str = "D1", bot_id: str = "B2") -> Payload:
        """Another bot writes; with `bot_id=slack.bot_id` the bot hears itself."""
        own = bot_id == self.bot_id
        post = self._written(text, self.bot_user if own else None, channel, None, None)
        post.bot_id, post.subtype = bot_id, None if own else "bot_message"
        return self._event(self._message_event(post), post)

    def uninstalled(self) -> Payload:
        """The app is removed from the workspace."""
        return self._event({"type": "app_uninstalled", "event_ts": self.new_ts()})

    def tokens_revoked(self) -> Payload:
        """The bot's token is taken back."""
        tokens = {"oauth": [], "bot": [self.bot_user]}
        return self._event({"type": "tokens_revoked", "tokens": tokens, "event_ts": self.new_ts()})

    def url_verification(self, challenge: str = "a-challenge") -> Payload:
        """Slack asks whether the request URL is ours."""
        body = {"token": VERIFICATION, "challenge": challenge, "type": "url_verification"}
        return Payload("events_api", body)

    def _written(
        self, text: str, user: str | None, channel: str, thread_ts: str | None, ts: str | None
    ) -> Post:
        if thread_ts is not None:
            assert any(thread_ts in (it.ts, it.thread_ts) for it in self.posts), (
                f"no message {thread_ts} stands in {channel}: begin the thread with say() or mention()"
            )
        post = Post(channel, ts or self.new_ts(), text, user, thread_ts=thread_ts)
        if not any(it.channel == channel and it.ts == post.ts for it in self.posts):
            self.add(post)
        return post

    def _message_event(self, post: Post) -> Json:
        kind = "im" if self.channels[post.channel].is_direct else "channel"
        event = {**post.as_json(), "channel": post.channel, "event_ts": post.ts, "channel_type": kind}
        return event | ({"client_msg_id": self.new_id("client-")} if not post.bot_id else {})

    def _change(self, post: Post, subtype: str) -> Json:
        ts = self.new_ts()
        event = {"type": "message", "subtype": subtype, "hidden": True, "channel": post.channel, "ts": ts}
        kind = "im" if self.channels[post.channel].is_direct else "channel"
        return event | {"event_ts": ts, "channel_type": kind}

    def _event(self, event: Json, post: Post | None = None, event_id: str | None = None) -> Payload:
        authorization = {
            "enterprise_id": None,
            "team_id": self.team,
            "user_id": self.bot_user,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        number = event_id or self.new_id("Ev")
        body = {
            "token": VERIFICATION,
            "team_id": self.team,
            "context_team_id": self.team,
            "context_enterprise_id": None,
            "api_app_id": self.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": number,
            "event_time": int(float(event["event_ts"])),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": f"4-{number}",
        }
        return Payload("events_api", body, post.ts if post else "", post)


def _post(message: Payload | Post) -> Post:
    """The message that is meant."""
    found = message.post if isinstance(message, Payload) else message
    assert found is not None, "this payload is about no message"
    return found

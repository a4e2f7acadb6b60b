"""What people do with what the bot has drawn: buttons, selects, windows and shortcuts."""

from __future__ import annotations

from .drawn import BUTTONS, SELECTS, Drawn, Scene, find, labels, scene
from .payloads import VERIFICATION, Payloads, _post
from .records import Json, Payload, Post, ViewCall


class Interactions(Payloads):
    """Makes the payloads of interactions, with values exactly as they were drawn."""

    def buttons(self, drawn: Drawn) -> list[str]:
        """The labels of everything that can be used on *drawn*, in order."""
        return [label for _, label in labels(scene(drawn).blocks)]

    def click(self, drawn: Drawn, name: str, *, user: str = "U1", response: bool = True) -> Payload:
        """Somebody clicks the button with action id or label *name*.

        Raises AssertionError with the buttons there are where none is called so.
        """
        where = scene(drawn)
        block, button = find(where.blocks, name, BUTTONS)
        kept = ("type", "action_id", "text", "value", "style")
        action: Json = {key: button[key] for key in kept if key in button}
        return self._act(where, block, action, user, response=response)

    def feedback(self, drawn: Drawn, positive: bool, *, user: str = "U1") -> Payload:
        """Somebody says whether an answer helped."""
        where = scene(drawn)
        for block in where.blocks:
            for one in block.get("elements", ()):
                if one.get("type") == "feedback_buttons":
                    chosen = one["positive_button" if positive else "negative_button"]
                    action = {"type": "feedback_buttons", "action_id": one["action_id"]}
                    action |= {"text": chosen["text"], "value": chosen["value"]}
                    return self._act(where, block, action, user)
        raise AssertionError(f"there are no feedback buttons, only {labels(where.blocks)}")

    def choose_option(self, drawn: Drawn, action_id: str, option: Json | str, *, user: str = "U1") -> Payload:
        """Somebody chooses *option*: an object as `suggest` was answered with, or the label of one drawn."""
        where = scene(drawn)
        block, select = find(where.blocks, action_id, SELECTS)
        if isinstance(option, str):
            option = _option(select, option)
        action = {"type": select["type"], "action_id": select["action_id"], "selected_option": option}
        return self._act(where, block, action, user)

    def suggest(self, drawn: Drawn, action_id: str, typed: str, *, user: str = "U1") -> Payload:
        """Somebody has typed *typed* into a select with type-ahead; the acknowledgement has `options`."""
        where = scene(drawn)
        block, select = find(where.blocks, action_id, SELECTS)
        body = self._frame("block_suggestion", user) | where.place()
        body |= {"action_id": select["action_id"], "block_id": block["block_id"], "value": typed}
        return Payload("interactive", body)

    def shortcut(self, callback_id: str = "ask_ots", *, user: str = "U1") -> Payload:
        """Somebody uses a global shortcut."""
        body = self._frame("shortcut", user)
        body |= {"callback_id": callback_id, "trigger_id": self.new_trigger(), "action_ts": self.new_ts()}
        return Payload("interactive", body)

    def message_shortcut(
        self, message: Payload | Post, callback_id: str = "look_up_in_ots", *, user: str = "U1"
    ) -> Payload:
        """Somebody uses a shortcut on a message."""
        post = _post(message)
        body = self._frame("message_action", user)
        body |= {
            "callback_id": callback_id,
            "trigger_id": self.new_trigger(),
            "action_ts": self.new_ts(),
            "response_url": self.new_response_url(post.channel, user, original=post, ephemeral=False),
            "channel": {"id": post.channel, "name": self.channels[post.channel].name},
            "message_ts": post.ts,
            "message": post.as_json(),
        }
        return Payload("interactive", body, post.ts, post)

    def submit_view(self, view: ViewCall, values: Json | None = None, *, user: str = "U1") -> Payload:
        """Somebody submits a window in which *values* are filled in (block id, action id, value)."""
        assert view.view.get("submit"), "this window has nothing to submit"
        body = self._frame("view_submission", user)
        body |= {"trigger_id": self.new_trigger(), "view": view.as_json(values), "response_urls": []}
        return Payload("interactive", body)

    def close_view(self, view: ViewCall, *, user: str = "U1") -> Payload:
        """Somebody closes a window (sent where the view asks for it by `notify_on_close`)."""
        body = self._frame("view_closed", user) | {"view": view.as_json(), "is_cleared": False}
        return Payload("interactive", body)

    def _act(self, where: Scene, block: Json, action: Json, user: str, *, response: bool = True) -> Payload:
        action = {**action, "block_id": block["block_id"], "action_ts": self.new_ts()}
        body = self._frame("block_actions", user) | where.place()
        body |= {"trigger_id": self.new_trigger(), "actions": [action]}
        chosen = {key: action[key] for key in ("type", "selected_option") if key in action}
        state = {block["block_id"]: {action["action_id"]: chosen}} if "selected_option" in action else {}
        if where.view:
            body["view"] = where.view.as_json(state)
        else:
            body["state"] = {"values": state}
            body["channel"] = {"id": where.channel, "name": self.channels[where.channel].name}
            if response:
                body["response_url"] = self.new_response_url(
                    where.channel, user, original=where.post, ephemeral=where.ephemeral
                )
        return Payload("interactive", body, where.ts, where.post)

    def _frame(self, kind: str, user: str) -> Json:
        """What all interactions have in common."""
        person = {"id": user, "username": user.lower(), "name": user.lower(), "team_id": self.team}
        return {
            "type": kind,
            "user": person,
            "api_app_id": self.app_id,
            "token": VERIFICATION,
            "team": {"id": self.team, "domain": "test"},
            "enterprise": None,
            "is_enterprise_install": False,
        }


def _option(select: Json, label: str) -> Json:
    """The option of *select* that is drawn with *label*."""
    groups = [*select.get("option_groups", ()), select]
    drawn: list[Json] = [option for group in groups for option in group.get("options", ())]
    for option in drawn:
        if option["text"]["text"] == label:
            return option
    raise AssertionError(f"no option is called {label!r}: there are {[it['text']['text'] for it in drawn]}")

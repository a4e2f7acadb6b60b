"""The rules of buttons, selects and the other elements of blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .checks import EITHER, Faults, fault, flags, items, keys, objects, one_of, string, text, text_object

Element = dict[str, Any]

MOST_OPTIONS = 100
COMMON = ("action_id", "confirm", "focus_on_load")


def element(value: Any, at: str, allowed: Mapping[str, Callable[[Element, str], Faults]]) -> Faults:
    """*value* is one of the *allowed* elements."""
    if not isinstance(value, dict):
        yield fault("must provide an object", at)
        return
    kind = str(value.get("type"))
    if kind not in allowed:
        yield fault(f"unsupported element here: {kind}", at)
        return
    yield from string(value, "action_id", at, 255)
    if "confirm" in value:
        yield from _confirm(value["confirm"], f"{at}/confirm")
    yield from allowed[kind](value, at)


def option(value: Element, at: str) -> Faults:
    """An option of a select or an overflow menu."""
    yield from keys(value, at, ("text", "value"), ("description", "url"))
    yield from text(value, "text", at, 75)
    yield from string(value, "value", at, 150)
    yield from text(value, "description", at, 75)
    yield from string(value, "url", at, 3_000)


def _confirm(value: Any, at: str) -> Faults:
    if not isinstance(value, dict):
        yield fault("must provide an object", at)
        return
    yield from keys(value, at, ("title", "text", "confirm", "deny"), ("style",))
    for name, most in (("title", 100), ("confirm", 30), ("deny", 30)):
        yield from text(value, name, at, most)
    yield from text(value, "text", at, 300, EITHER)
    yield from one_of(value, "style", at, ("primary", "danger"))


def button(value: Element, at: str) -> Faults:
    """A button: a short label, and up to 2,000 characters that come back when it is clicked."""
    yield from keys(value, at, ("text",), (*COMMON, "value", "url", "style", "accessibility_label"))
    yield from text(value, "text", at, 75)
    yield from string(value, "value", at, 2_000, least=0)
    yield from string(value, "url", at, 3_000)
    yield from string(value, "accessibility_label", at, 75)
    yield from one_of(value, "style", at, ("primary", "danger"))


def icon_button(value: Element, at: str) -> Faults:
    yield from keys(
        value, at, ("icon", "text"), (*COMMON, "value", "accessibility_label", "visible_to_user_ids")
    )
    yield from text(value, "text", at, 75)
    yield from string(value, "value", at, 2_000, least=0)
    yield from string(value, "accessibility_label", at, 75)


def feedback_buttons(value: Element, at: str) -> Faults:
    """Two buttons, one for "helpful" and one for not."""
    yield from keys(value, at, ("positive_button", "negative_button"), ("action_id",))
    for name in ("positive_button", "negative_button"):
        one = value.get(name, {})
        place = f"{at}/{name}"
        if not isinstance(one, dict):
            yield fault("must provide an object", place)
            continue
        yield from keys(one, place, ("text", "value"), ("accessibility_label",))
        yield from text(one, "text", place, 75)
        yield from string(one, "value", place, 2_000)
        yield from string(one, "accessibility_label", place, 75)


def _options(value: Element, at: str, most: int = MOST_OPTIONS) -> Faults:
    yield from items(value, "options", at, most)
    for one, place in objects(value, "options", at):
        yield from option(one, place)


def static_select(value: Element, at: str) -> Faults:
    yield from keys(value, at, (), (*COMMON, "placeholder", "options", "option_groups", "initial_option"))
    yield from text(value, "placeholder", at, 150)
    if ("options" in value) == ("option_groups" in value):
        yield fault("must have either options or option_groups", at)
    yield from _options(value, at)
    yield from items(value, "option_groups", at, MOST_OPTIONS)
    for group, place in objects(value, "option_groups", at):
        yield from keys(group, place, ("label", "options"))
        yield from text(group, "label", place, 75)
        yield from _options(group, place)
    chosen, given = value.get("initial_option"), value.get("options")
    if chosen is not None and isinstance(given, list) and chosen not in given:
        yield fault("initial_option must be one of the options", at)


def external_select(value: Element, at: str) -> Faults:
    yield from keys(value, at, (), (*COMMON, "placeholder", "min_query_length", "initial_option"))
    yield from text(value, "placeholder", at, 150)
    least = value.get("min_query_length", 3)
    if not isinstance(least, int) or isinstance(least, bool) or least < 0:
        yield fault("must provide a number from 0", f"{at}/min_query_length")
    if isinstance(value.get("initial_option"), dict):
        yield from option(value["initial_option"], f"{at}/initial_option")


def overflow(value: Element, at: str) -> Faults:
    yield from keys(value, at, ("options",), COMMON)
    yield from _options(value, at, 5)


def choice(value: Element, at: str) -> Faults:
    """Checkboxes and radio buttons."""
    yield from keys(value, at, ("options",), (*COMMON, "initial_options", "initial_option"))
    yield from items(value, "options", at, 10)
    for one, place in objects(value, "options", at):
        yield from keys(one, place, ("text", "value"), ("description",))
        yield from text(one, "text", place, 75, EITHER)
        yield from string(one, "value", place, 150)


def people_select(value: Element, at: str) -> Faults:
    """Selects whose options Slack fills in, and date and time pickers."""
    yield from text(value, "placeholder", at, 150)


def plain_text_input(value: Element, at: str) -> Faults:
    allowed = ("initial_value", "multiline", "min_length", "max_length", "dispatch_action_config")
    yield from keys(value, at, (), (*COMMON, "placeholder", *allowed))
    yield from text(value, "placeholder", at, 150)
    yield from string(value, "initial_value", at, 3_000, least=0)
    yield from flags(value, at, ("multiline",))


def image(value: Element, at: str) -> Faults:
    yield from keys(value, at, ("alt_text",), ("image_url", "slack_file"))
    yield from string(value, "image_url", at, 3_000)
    yield from string(value, "alt_text", at, 2_000)


def plain_or_mrkdwn(value: Element, at: str) -> Faults:
    yield from text_object(value, at, 2_000, EITHER)


FILLED = (
    "users_select",
    "conversations_select",
    "channels_select",
    "datepicker",
    "timepicker",
    "datetimepicker",
)

CHOOSERS: Mapping[str, Callable[[Element, str], Faults]] = {
    "static_select": static_select,
    "external_select": external_select,
    "checkboxes": choice,
    "radio_buttons": choice,
    **dict.fromkeys(FILLED, people_select),
}
IN_ACTIONS = {"button": button, "overflow": overflow, **CHOOSERS}
IN_MESSAGE_ACTIONS = {kind: check for kind, check in IN_ACTIONS.items() if kind != "external_select"}
"""In messages, a select with type-ahead stands beside a section."""
IN_SECTION = {"image": image, **IN_ACTIONS}
IN_INPUT = {"plain_text_input": plain_text_input, **CHOOSERS}
IN_CONTEXT = {"image": image, "plain_text": plain_or_mrkdwn, "mrkdwn": plain_or_mrkdwn}
IN_CONTEXT_ACTIONS = {"feedback_buttons": feedback_buttons, "icon_button": icon_button}

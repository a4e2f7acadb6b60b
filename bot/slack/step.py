"""A step for Workflow Builder: looks up a fact, and hands it on with its quote and link."""

from __future__ import annotations

import re
import time

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.complete.async_complete import AsyncComplete
from slack_bolt.context.fail.async_fail import AsyncFail
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from ..answering import wording
from ..answering.reply import Answer, Choices, Listing, NoAnswer, Reply, outcome
from ..answering.wording import clipped
from ..delivery.client import heard
from ..delivery.once import Delivery, acknowledgement
from ..faces.lines import in_one
from ..faces.proofs import Proofs
from .blocks import MOST_TEXT
from .bot import Bot
from .markup import escaped, plain_lines
from .payloads import Executed

LOOK_UP_FACT = "look_up_fact"
"""Callback id of the step, as in the manifest."""

OUTPUTS = {
    "fact": ("Fact", "What the source says; or in a sentence that it does not say it, and then no quote"),
    "quote": ("Quote", "The words of the source that prove it"),
    "source": ("Source", "Who said it, where, when, and in which paragraph"),
    "link": ("Link", "Where the quote can be seen in its place, if there is a page of it"),
    "status": ("Status", "answer or listing; else choices, not_stated, unknown_topic, unreadable or help"),
}
"""What the step gives, all of it text: a title, and what it is."""

ALWAYS = ("fact", "status")
"""Outputs that are never empty."""

MOST_ROWS = 20
"""Rows of a listing that are handed on: a message of them can still be read."""

NO_QUESTION = "There is no question: write one into the step, or choose a variable that has one."

GONE = "This step is not offered any more: take it out of the workflow, and look up a fact in its place."


def register(app: AsyncApp, bot: Bot) -> None:
    """Answer the step when a workflow comes to it."""

    @app.function(LOOK_UP_FACT)
    async def look_up(
        request: AsyncBoltRequest, complete: AsyncComplete, fail: AsyncFail, context: AsyncBoltContext
    ) -> BoltResponse:
        executed = Executed.model_validate(request.body["event"])
        delivery = Delivery.of(request)

        async def answer() -> None:
            started = time.perf_counter()
            served = bot.served
            question = in_one(served.responder, plain_lines(executed.question))
            if not question:
                # Nobody asked: whoever made the workflow has something to mend, and is told by Slack.
                await heard(fail(NO_QUESTION))
                return
            reply = served.responder.reply(question)
            # A "no" is an outcome like others, which the workflow may tell on or branch by.
            await heard(complete(outputs(reply, served.proofs)))
            bot.answered("step", reply, started, request=delivery.event, workspace=context.team_id)

        keys = (f"event:{delivery.event}", f"step:{executed.function_execution_id}")
        return acknowledgement(done=await bot.once.run(keys, answer, delivery))

    @app.function(re.compile(""))
    async def gone(request: AsyncBoltRequest, fail: AsyncFail) -> BoltResponse:
        delivery = Delivery.of(request)

        async def tell() -> None:
            # A workflow waits until its step ends.
            await heard(fail(GONE))

        keys = [f"event:{delivery.event}"]
        return acknowledgement(done=await bot.once.run(keys, tell, delivery))


def outputs(reply: Reply, proofs: Proofs) -> dict[str, str]:
    """What the step gives of *reply*: every output, empty where there is nothing of it."""
    status, reason, _ = outcome(reply)
    said = {**dict.fromkeys(OUTPUTS, ""), **_said(reply, proofs), "status": reason or status}
    return {name: escaped(clipped(text, MOST_TEXT)) for name, text in said.items()}


def _said(reply: Reply, proofs: Proofs) -> dict[str, str]:
    match reply:
        case Answer():
            lead = reply.facts[0]
            return {
                "fact": lead.text,
                "quote": lead.shown_quote,
                "source": wording.attribution(lead),
                "link": proofs.of(reply.entry, lead) or "",
            }
        case Listing():
            items = reply.items[:MOST_ROWS]
            left = len(reply.items) - len(items)
            rows = [f"{number}. {''.join(wording.row(item))}" for number, item in enumerate(items, 1)]
            links = [link for item in items if (link := proofs.of(item.entry, item.fact))]
            return {
                "fact": "\n".join([wording.headline(reply), *rows, *([f"… {left} more"] if left else [])]),
                "quote": "\n".join(item.fact.shown_quote for item in items),
                "source": wording.said_by_all(item.fact for item in items) if items else "",
                "link": "\n".join(links),
            }
        case Choices():
            titles = "; ".join(choice.entry.title for choice in reply.choices)
            return {"fact": f"{wording.headline(reply)} {titles}"}
        case NoAnswer():
            # What is nearest to the question is no answer to it: the steps that follow could not tell.
            return {"fact": wording.refusal(reply)}
        case _:
            return {"fact": wording.headline(reply)}

"""``python -m tests.benchmarks.bare PORT``: a Bolt app whose slash command only acknowledges.

With ``--before-response`` it waits for the listener before it responds, as the bot does; without, it is
Bolt as it comes. Signatures are verified by Bolt; the server is the one that the bot uses.
"""

from __future__ import annotations

import argparse
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.slack_server import SlackServer


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--before-response", action="store_true")
    options = parser.parse_args()

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_id="B1", bot_user_id="U1", bot_token="-")  # noqa: S106

    app = AsyncApp(
        signing_secret=SlackServer.signing_secret,
        authorize=authorize,
        process_before_response=options.before_response,
    )

    @app.command("/ots")
    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    starlette = Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])
    uvicorn.run(
        starlette, host="127.0.0.1", port=options.port, http="httptools", access_log=False, log_level="error"
    )


if __name__ == "__main__":
    main()

"""``ots serve`` and ``ots manifest``: what runs the bot in Slack."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from .parts import FOUND, chosen_directory, chosen_responder, command

if TYPE_CHECKING:
    from ..answering.respond import Responder
    from .parts import Commands


def add_commands(commands: Commands) -> None:
    """Declare these commands."""
    serve = command(commands, "serve", _serve, "answer in Slack and Mattermost until it is told to stop")
    transport = serve.add_mutually_exclusive_group()
    transport.add_argument(
        "--socket",
        dest="transport",
        action="store_const",
        const="socket",
        help="be called on a socket, without a URL",
    )
    transport.add_argument(
        "--http",
        dest="transport",
        action="store_const",
        const="http",
        help="listen on HOST:PORT (default: the socket where SLACK_APP_TOKEN is set, else HTTP)",
    )
    serve.add_argument(
        "--watch",
        action="store_true",
        help="take changed knowledge at once (default: on SIGHUP), if it has no fault",
    )
    serve.epilog = "for example: ots serve --http"

    manifest = command(commands, "manifest", _manifest, "print the Slack app manifest, ready to paste")
    manifest.add_argument(
        "--url",
        metavar="URL",
        help="where Slack reaches the bot over HTTP (default: a manifest for socket mode)",
    )
    manifest.add_argument(
        "--assistant-view",
        action="store_true",
        help="for an app made before July 2026, with the pane it has (default: an agent, as new apps are)",
    )
    manifest.add_argument(
        "--distributed",
        action="store_true",
        help="for an app that workspaces of others install: without the step for workflows, with which "
        "Slack distributes none",
    )
    manifest.epilog = "for example: ots manifest --url https://ots.example.org"


def _serve(options: argparse.Namespace) -> int:
    from ..serving.signals import heed_early

    heed_early()  # what follows takes a second
    from itertools import count

    from ..delivery.settings import Settings

    settings = Settings.read(os.environ, force=options.transport)
    directory = chosen_directory(options)

    # Only now, as it takes long: what is wrong with the settings is told at once.
    from ..answering.compiled import responder
    from ..serving.serve import Origin, run

    times = count()

    def loaded() -> Responder:
        if not next(times):
            return responder(directory)  # what is kept
        # Later anew: writing it would hold up those who ask meanwhile.
        from knowledge.load import load  # which most that serve never need

        from ..answering.respond import Responder

        return Responder(load(directory))

    return run(settings, Origin(directory, loaded, watched=options.watch))


def _manifest(options: argparse.Namespace) -> int:
    from ..slack.manifest import manifest
    from ..variables import command_name, public_url

    given = command_name(os.environ)
    responder = chosen_responder(options)
    made = manifest(
        responder,
        command=given or responder.about.command,
        url=options.url,
        page=public_url(os.environ),
        assistant_view=options.assistant_view,
        distributed=options.distributed,
    )
    print(made, end="")
    return FOUND

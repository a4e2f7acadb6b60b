"""Runs the bot until it is told to stop: in one process or several."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Sequence
from pathlib import Path

from knowledge.errors import OtsError

from ..answering.respond import Responder
from ..delivery import metrics
from ..delivery.settings import SECRETS, Settings
from ..slack.bot import Bot
from . import logs
from .listening import bind
from .process import PARENT_CHECKED, Process
from .reload import Origin, in_short
from .shared import database_url
from .workers import require_processes, supervise

__all__ = ["Origin", "run"]

log = logging.getLogger("ots")

COLLECTED_EVERY = 10_000
"""Objects made after which garbage in cycles is looked for: a question makes hundreds, and no cycles."""

Listening = Sequence[socket.socket]


def run(settings: Settings, origin: Origin) -> int:
    """Serve until SIGTERM or SIGINT; the exit code. Raises `OtsError` where it cannot be started."""
    logs.configure(settings)
    _forget_environment()
    if settings.workers > 1:
        require_processes()
    counted = metrics.prepare(settings.workers) if settings.metrics_port else None
    if database_url(settings) is None and settings.workers > 1 and settings.slack:
        log.warning("several processes without DATABASE_URL: what Slack delivers twice may be answered twice")
    responder = origin.load()  # before there are several processes: they share its memory
    gc.freeze()
    gc.set_threshold(COLLECTED_EVERY)
    gc.enable()
    listening = bind(settings.host, settings.port) if settings.listens else []
    try:
        if settings.workers == 1:
            if settings.metrics_port:
                metrics.listen(settings.host, settings.metrics_port, counted)
            return _work(settings, origin, responder, listening)
        return _supervise(settings, origin, responder, listening, counted)
    finally:
        metrics.clean_up(counted)


def _forget_environment() -> None:
    """Take out of the environment what was read: libraries would read it by themselves, and differently."""
    for name in list(os.environ):
        # Bolt warns of tokens beside a client; the SDK takes a proxy for hosts that need none as well.
        if name in SECRETS or name.lower() in ("http_proxy", "https_proxy", "all_proxy"):
            del os.environ[name]


def _supervise(
    settings: Settings, origin: Origin, responder: Responder, listening: Listening, counted: Path | None
) -> int:
    supervisor = os.getpid()

    def work(again: bool) -> int:
        try:
            # What was loaded before may be out of date by now.
            serving = _loaded(origin) or responder if again else responder
            return _work(settings, origin, serving, listening, supervisor=supervisor)
        except OtsError as error:
            log.error("%s", error)
            return error.exit_code

    def show_metrics(_: bool) -> int:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            metrics.listen(settings.host, settings.metrics_port or 0, counted)
        except OtsError as error:
            log.error("%s", error)
            return error.exit_code
        while os.getppid() == supervisor:
            time.sleep(PARENT_CHECKED)
        return 0

    return supervise([work] * settings.workers + ([show_metrics] if settings.metrics_port else []))


def _loaded(origin: Origin) -> Responder | None:
    """The knowledge as it is now; None where it has faults."""
    try:
        return origin.load()
    except (OtsError, OSError) as error:
        log.error("the knowledge stays as it was at the start, because of its faults:\n%s", in_short(error))
        return None


def _work(
    settings: Settings,
    origin: Origin,
    responder: Responder,
    listening: Listening,
    *,
    supervisor: int | None = None,
) -> int:
    counted = metrics.counting() if settings.metrics_port else metrics.Metrics()
    bot = Bot(
        responder,
        metrics=counted,
        proxies=settings.proxies,
        alone=supervisor is None,
        site=settings.url,
        command=settings.command,
    )
    asyncio.run(Process(settings, origin, bot, listening, supervisor).run())
    return 0

"""What is counted while the bot runs, for Prometheus where a port is given for it."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from knowledge.errors import ConfigError

LOOKUPS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)
"""Upper bounds in seconds of the classes that answers are counted in."""


log = logging.getLogger("ots")


class Metrics:
    """Counts nothing: for where nobody asks."""

    def answered(self, surface: str, outcome: str, seconds: float) -> None:
        """A request came by *surface* and was answered after *seconds*."""

    def api_error(self, method: str, error: str) -> None:
        """A call of the Web API failed."""

    def refused(self, reason: str) -> None:
        """A request was refused before it came to the app."""

    def reloaded(self, outcome: str) -> None:
        """The knowledge was loaded anew, or refused."""

    def serves(self, version: str, entries: int, facts: int) -> None:
        """From now on the knowledge of *version* is served."""


class Prometheus(Metrics):
    """Counts for Prometheus; with several processes, into files that `serve` adds up."""

    def __init__(self) -> None:
        from prometheus_client import Counter, Gauge, Histogram

        self._requests = Counter("ots_requests", "Requests answered", ["surface", "outcome"])
        self._lookups = Histogram(
            "ots_answer_seconds", "Time to an answer, from request to reply", ["surface"], buckets=LOOKUPS
        )
        self._api_errors = Counter("ots_slack_api_errors", "Failed Web API calls", ["method", "error"])
        self._refusals = Counter("ots_refused_requests", "Requests refused at the door", ["reason"])
        self._reloads = Counter("ots_reloads", "Loadings of changed knowledge", ["outcome"])
        self._entries = Gauge("ots_knowledge_entries", "Entries served", multiprocess_mode="mostrecent")
        self._facts = Gauge("ots_knowledge_facts", "Facts served", multiprocess_mode="mostrecent")
        self._version = Gauge(
            "ots_knowledge_version", "1 for the version served", ["version"], multiprocess_mode="mostrecent"
        )
        self._served: str | None = None

    def answered(self, surface: str, outcome: str, seconds: float) -> None:
        self._requests.labels(surface, outcome).inc()
        self._lookups.labels(surface).observe(seconds)

    def api_error(self, method: str, error: str) -> None:
        self._api_errors.labels(method, error).inc()

    def refused(self, reason: str) -> None:
        self._refusals.labels(reason).inc()

    def reloaded(self, outcome: str) -> None:
        self._reloads.labels(outcome).inc()

    def serves(self, version: str, entries: int, facts: int) -> None:
        if self._served is not None:
            self._version.labels(self._served).set(0)
        self._version.labels(version).set(1)
        self._entries.set(entries)
        self._facts.set(facts)
        self._served = version


class ErrorCounter(AsyncRetryHandler):
    """Sees every answer of the Web API and counts what failed; never asks for another attempt."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(max_retry_count=0)
        self._metrics = metrics

    async def can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - how the SDK calls it
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        method = request.url.rpartition("/")[2]
        if error is not None:
            self._metrics.api_error(method, "connection")
        elif response is not None and response.status_code != 200:
            self._metrics.api_error(method, f"http_{response.status_code}")
        elif response is not None and response.body and response.body.get("ok") is False:
            self._metrics.api_error(method, str(response.body.get("error", "unknown")))
        return False


KINDS_OF_FILE = ("counter", "histogram", "gauge_mostrecent")
"""How prometheus_client calls the files of a process, each with the process's id."""

MOST_COUNTED = 65_536
"""Bytes taken for each at once: as many as the library maps, some four hundred samples."""


def counting() -> Metrics:
    """What counts in this process; nothing is counted where there is no place for its files.

    They are mapped into memory: where the disk is full, counting the first request would end the process.
    """
    directory = os.environ.get(VARIABLES[0])
    files = [Path(directory, f"{kind}_{os.getpid()}.db") for kind in KINDS_OF_FILE] if directory else []
    try:
        for file in files:
            file.write_bytes(bytes(MOST_COUNTED))
    except OSError as error:
        log.error("nothing is counted here, for there is no place for files (%s)", error.strerror)
        for file in files:
            file.unlink(missing_ok=True)
        return Metrics()
    return Prometheus()


VARIABLES = ("PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir")
"""What tells prometheus_client to count into files. A directory that is named there is another's."""


def prepare(processes: int) -> Path | None:
    """Make ready for counting in *processes* processes, before the first `Prometheus`.

    A directory of our own where there are several, which `clean_up` removes. Raises `ConfigError` where the
    extra is not installed, or there is no place for files.
    """
    for name in VARIABLES:
        os.environ.pop(name, None)
    directory = None
    if processes > 1:
        try:
            directory = Path(tempfile.mkdtemp(prefix="ots-metrics-"))
        except OSError as error:
            raise ConfigError(
                f"OTS_METRICS_PORT is set and there is no place for files ({error.strerror}): "
                "set TMPDIR to a directory that can be written, or WEB_CONCURRENCY to 1"
            ) from None
        os.environ[VARIABLES[0]] = str(directory)
    try:
        import prometheus_client  # noqa: F401 - reads the variable when it is imported
    except ImportError:
        raise ConfigError(
            "OTS_METRICS_PORT is set and prometheus-client is not installed: pip install 'ots-bot[metrics]'"
        ) from None
    return directory


def listen(host: str, port: int, directory: Path | None) -> None:
    """Answer ``/metrics`` on a port of its own, from a thread, with what processes count in *directory*."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    try:
        if directory is not None:
            registry = CollectorRegistry()
            MultiProcessCollector(registry, path=str(directory))  # type: ignore[no-untyped-call]
            start_http_server(port, host, registry)
        else:
            start_http_server(port, host)
    except OSError as error:
        raise ConfigError(f"OTS_METRICS_PORT is {port}: cannot listen there ({error.strerror})") from None


def clean_up(directory: Path | None) -> None:
    """Remove the files that processes counted into."""
    if directory is not None:
        shutil.rmtree(directory, ignore_errors=True)

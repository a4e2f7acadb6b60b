"""What every part of the Slack face shares."""

from __future__ import annotations

from ..answering.respond import Responder
from ..delivery.asking import Asking
from ..delivery.metrics import Metrics
from ..delivery.once import Once
from ..delivery.proxies import Proxies
from ..delivery.service import Service
from ..delivery.turns import Turns
from .recall import Recall


class Bot(Service):
    """The service as Slack needs it: events answered once, and what was said last remembered."""

    def __init__(
        self,
        responder: Responder,
        *,
        metrics: Metrics | None = None,
        proxies: Proxies = Proxies(),  # noqa: B008 - it cannot be changed
        alone: bool = True,
        site: str | None = None,
        command: str | None = None,
    ) -> None:
        super().__init__(responder, metrics=metrics, site=site)
        self._command = command
        self.once = Once()
        self.recall = Recall(alone=alone)
        self.proxies = proxies

    @property
    def command(self) -> str:
        """What the slash command is called: Slack has none in threads, where people type it all the same."""
        return self._command or self.responder.about.command

    def share(self, turns: Turns, recall: Recall, asking: Asking | None) -> None:
        """From now on take turns with replicas, and keep what is asked where *asking* is given."""
        self.once = Once(turns)
        self.recall = recall
        self.asking = asking or Asking()

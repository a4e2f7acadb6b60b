"""Whether the process is ready to answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Health:
    """What must be so for requests to be sent here."""

    knowledge_loaded: bool = False
    slack_reachable: bool = False
    stopping: bool = False

    def problem(self) -> str | None:
        """Why the process is not ready; None when it is."""
        if self.stopping:
            return "stopping"
        if not self.knowledge_loaded:
            return "knowledge is not loaded"
        if not self.slack_reachable:
            return "Slack has not been reached"
        return None

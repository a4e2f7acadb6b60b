"""What the bot said last, kept in memory: most follow-ups then need no call to Slack."""

from __future__ import annotations

from typing import Any

from ..answering.recent import Recent

MOST_RECALLED = 20_000
"""Conversations kept, of some 200 bytes each; those that were begun first go first."""

Kept = dict[str, Any]
"""What a follow-up needs of a reply: the `event_payload` of the message's metadata, as it was posted."""


class Recall:
    """The last turn of conversations, each a channel and a thread; with no thread, the channel itself."""

    def __init__(self, *, alone: bool = True) -> None:
        self.is_certain = alone
        """Whether nobody else may have answered since: no other process, no replica."""
        self._turns: Recent[tuple[str, str | None], Kept] = Recent(MOST_RECALLED)

    def keep(self, channel: str, thread: str | None, turn: Kept) -> None:
        """From now on *turn* is the last."""
        self._turns.pop((channel, thread), None)  # begun anew, it goes last
        self._turns[channel, thread] = turn

    def last(self, channel: str, thread: str | None) -> Kept | None:
        """The last turn; None where it is not known."""
        return self._turns.get((channel, thread))

    def forget(self, channel: str, *threads: str | None) -> None:
        """A message may have changed: what it says now is to be read there."""
        for thread in threads:
            self._turns.pop((channel, thread), None)

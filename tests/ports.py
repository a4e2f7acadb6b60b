"""Ports of loopback for what is started later, which nobody else is given until then."""

from __future__ import annotations

import socket
import sys
from types import TracebackType
from typing import Self


class Port:
    """A port that is kept until it is given back; as a number it is `number`.

    It is bound and not listened to. So whoever connects is refused, the system gives it to nobody who asks
    for any port, nor to a connection going out, and a server that says `SO_REUSEADDR`, as all do, may
    listen there, time and again. On other systems than Linux the server could not, so there nothing is kept.
    """

    def __init__(self) -> None:
        self._kept = socket.socket()
        self._kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._kept.bind(("127.0.0.1", 0))
        self.number = int(self._kept.getsockname()[1])
        if sys.platform != "linux":
            self.give_back()

    def give_back(self) -> None:
        """Keep it no longer."""
        self._kept.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.give_back()

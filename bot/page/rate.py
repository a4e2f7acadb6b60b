"""How often one address may ask: a bucket of tokens each, so many at once and then as they drip in."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from ..answering.recent import Recent

MOST_KEPT = 8_192
"""Addresses that are remembered. Who is forgotten starts with a full bucket."""


class Buckets:
    """Counts in memory, for one process: several processes each allow as much."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = per_minute
        self._per_second = per_minute / 60
        self._clock = clock
        self._left = Recent[str, tuple[float, float]](MOST_KEPT)

    def wait(self, address: str | None) -> int:
        """Take a token of *address*: 0 where there was one, or the seconds until there is.

        >>> buckets = Buckets(2, clock=lambda: 0.0)
        >>> [buckets.wait("192.0.2.1") for _ in range(3)], buckets.wait("192.0.2.2")
        ([0, 0, 30], 0)
        """
        owner, now = _owner(address), self._clock()
        left, at = self._left.pop(owner, (float(self._most), now))
        left = min(float(self._most), left + (now - at) * self._per_second)
        taken = left >= 1
        self._left[owner] = (left - 1 if taken else left, now)
        return 0 if taken else math.ceil((1 - left) / self._per_second)


def _owner(address: str | None) -> str:
    """Whose *address* is: of version 6 everybody has a network of 2^64.

    >>> _owner("2001:db8::1") == _owner("2001:db8::2"), _owner("::ffff:192.0.2.1")
    (True, '192.0.2.1')
    """
    try:
        found = ip_address(address or "")
    except ValueError:
        return address or ""
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or (int(found) >> 64))

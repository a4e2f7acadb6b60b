"""What was worked out lately, kept within bounds."""

from __future__ import annotations

from contextlib import suppress
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(dict[K, V]):
    """A dict that forgets its oldest item where it would grow past *most*.

    >>> recent = Recent[str, int](2)
    >>> for number, word in enumerate(("one", "two", "three")):
    ...     recent[word] = number
    >>> list(recent)
    ['two', 'three']
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= self._most and key not in self:
            with suppress(KeyError, RuntimeError):  # another thread forgets one at the same time
                del self[next(iter(self))]
        super().__setitem__(key, value)

    def __reduce__(self) -> tuple[type[Recent[K, V]], tuple[int]]:
        return type(self), (self._most,)  # a copy in a file begins anew

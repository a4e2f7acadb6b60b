"""For whom somebody acts, as far as a curator types it: what the president proposed, the country did."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from knowledge.fold import fold
from knowledge.model import Does, Entry, Role

BY_SOMEBODY: frozenset[Does] = frozenset(("proposed", "initiated"))
"""What is somebody's own, wherever it is to take place."""


class Agents:
    """Who does what is typed in the roles of *entries*."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        roles = [role for entry in entries for fact in entry.facts for role in fact.roles]
        self._offices = {fold(role.who): fold(role.what) for role in roles if role.does == "is"}

    def acts_for(self, who: str, names: Iterable[str]) -> bool:
        """Whether *who* is one of those *names*, or of one of them: "President of Azerbaijan"."""
        said = f" {fold(who)} {self._offices.get(fold(who), '')}"
        return any(f" {fold(name)}" in said for name in names)

    def are_others(self, roles: Iterable[Role], does: Collection[Does], names: Collection[str]) -> bool:
        """Whether some of *roles* are of what is asked who *does*, and none is of those *names*."""
        doing = [role.who for role in roles if role.does in does and role.does in BY_SOMEBODY]
        return bool(doing) and not any(self.acts_for(who, names) for who in doing)

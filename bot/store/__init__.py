"""What outlives a process and is shared by replicas: claims, installations, questions people asked.

Needs the extra ``ots-bot[database]``; nothing is imported from here where no database is used.
"""

from __future__ import annotations

from importlib.util import find_spec

from knowledge.errors import ConfigError


def require_database() -> None:
    """Raise `ConfigError` where the extra is not installed; to be called before importing its modules."""
    missing = [name for name in ("sqlalchemy", "greenlet", "aiosqlite", "asyncpg") if find_spec(name) is None]
    if missing:
        raise ConfigError(
            f"a database is asked for and {', '.join(missing)} is not installed: "
            "pip install 'ots-bot[database]'"
        )

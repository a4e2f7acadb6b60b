"""Another text than the one that comes with the bot: a staff handbook with words and kinds of its own."""

from __future__ import annotations

import re
from pathlib import Path

HANDBOOK = Path(__file__).parent

_OF_HOME = re.compile(r"OTS(?!_[A-Z])|\b[Aa]rticle|[Ii]nterview|Turkic|[Cc]orridor|/ots\b(?!\.)|Omuraliyev")
"""What only the text that comes with the bot may be called. The program and its variables keep their names."""


def of_home(text: str) -> list[str]:
    """The words of *text* that belong to the text that comes with the bot."""
    return _OF_HOME.findall(text)

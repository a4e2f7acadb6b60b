"""Verdicts as tests compare them."""

from __future__ import annotations

from bot.verifying.verify import Verifier


def verdicts(verifier: Verifier, text: str) -> dict[str, str]:
    """The verdict on each value of *text*, by how that is written."""
    return {it.value: it.verdict for it in verifier.check(text)}

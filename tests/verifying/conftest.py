"""What is compared with the knowledge that comes with the bot."""

from __future__ import annotations

import pytest

from bot.answering.respond import Responder
from bot.verifying.verify import Verifier


@pytest.fixture(scope="module")
def verifier(responder: Responder) -> Verifier:
    return Verifier(responder.knowledge)  # as a bot has it that answers beside

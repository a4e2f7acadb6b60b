"""What finds an answer, as one value for whoever reads questions in the light of others."""

from __future__ import annotations

from typing import NamedTuple

from knowledge.base import Knowledge

from ..decide import Decider
from ..finding.index import Index
from ..finding.interpret import Interpreter
from ..finding.match import Matcher


class Parts(NamedTuple):
    """What is known, and the steps from a question to its answer."""

    knowledge: Knowledge
    indexed: Index
    interpreter: Interpreter
    matcher: Matcher
    decider: Decider

"""The command line: ``ots``. It puts the parts together."""

import gc

# Nothing that is imported or loaded is garbage: collecting begins when there is an answer to give.
gc.disable()

from .main import main  # noqa: E402 - what it imports would be collected for nothing

__all__ = ["main"]

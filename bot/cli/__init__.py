"""The command line: ``ots``. It puts the parts together."""

from .main import main

__all__ = ["main"]

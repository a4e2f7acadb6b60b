"""The README's pictures, drawn from real output: ``python -m tests.pictures`` draws them anew."""

from .console import console
from .slack import answer, in_context, no_answer

PICTURES = {
    "console.svg": console,
    "slack-answer.svg": answer,
    "slack-no-answer.svg": no_answer,
    "slack-in-context.svg": in_context,
}
"""Each picture's file name and what draws it."""

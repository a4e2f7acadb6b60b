"""The README's pictures, drawn from real output: ``python -m tests.pictures`` draws them anew."""

from . import console, slack

PICTURES = {
    "console.svg": console.answer,
    "console-listing.svg": console.listing,
    "console-no-answer.svg": console.no_answer,
    "slack-answer.svg": slack.answer,
    "slack-listing.svg": slack.listing,
    "slack-no-answer.svg": slack.no_answer,
    "slack-in-context.svg": slack.in_context,
}
"""Each picture's file name and what draws it."""

"""Words that are seldom written, and that are no other word with a typo; and small ones that are one together."""

from __future__ import annotations

import pytest

from bot.answering.reply import Answer, NoAnswer
from bot.answering.words.vocabulary import Vocabulary
from tests.shipped import answering


def test_a_rare_word_is_two_letters_away_from_no_other() -> None:
    """Of "callable" capital a text says nothing that only speaks of what is paid in."""
    assert Vocabulary(["valuable"]).misspelt("callable") == {}
    assert Vocabulary(["available"]).misspelt("availble") != {}
    reply = answering("bank").reply("how big is the callable capital")
    assert isinstance(reply, NoAnswer)
    assert reply.topic is not None
    assert reply.topic.id == "upland-development-bank"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how do I make a site read-only", "lfctl site freeze"),
        ("read only access", "read-only access for their first 60 days"),
        ("how do i put a site into read only", "lfctl site freeze"),
    ],
)
def test_small_words_tell_together_where_a_text_joins_them(question: str, told: str) -> None:
    reply = answering("hosting").reply(question)
    assert isinstance(reply, Answer), reply
    assert told in reply.facts[0].text


def test_who_looks_after_something_is_nobody_who_came_after_it() -> None:
    reply = answering("veto").reply("who looks after adoptions?")
    assert not isinstance(reply, NoAnswer) or all("anything but" not in it.text for it in reply.lacks)

"""Plain words inside Mattermost's Markdown, where nothing in them is taken for markup, a link or a call."""

from __future__ import annotations

import re

MARKS = re.compile(r"[\\`*_\[\]|~#]")
"""What stands for itself behind a backslash, in the clients for the browser and for phones alike."""

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
"""The browser's client leaves a backslash before these standing."""

BEGINNINGS = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+]))")
"""What a list begins with; its number comes before the mark that makes it one."""

JOINED = "\N{ZERO WIDTH SPACE}"
"""Stands where words would notify people, become a picture or a link: backslashes are of no use there."""

CALLS = re.compile(
    r"(?<=@)(?=\w)|(?<=:)(?=[\w+-]+:)"
    r"|(?<=[A-Za-z]:)(?=[\w%/])|(?<=\bwww)(?=\d{0,3}\.)|(?<=\w\.)(?=[^\W\d_]{2,4}/)"
)
"""``@channel``, ``:tada:``, and addresses with and without their beginning."""


def escaped(text: str) -> str:
    """*text* on one line, to be read as it is.

    >>> escaped("<b>2 * 3_4</b> & [x](y)")
    '&lt;b&gt;2 \\\\* 3\\\\_4&lt;/b&gt; &amp; \\\\[x\\\\](y)'
    >>> escaped("1. @all :tada: https://x.org") == r"1\\. @-all :-tada: https:-//x.org".replace("-", JOINED)
    True
    """
    text = CALLS.sub(JOINED, " ".join(text.split()))
    text = MARKS.sub(lambda mark: f"\\{mark[0]}", text)
    text = re.sub("[&<>]", lambda mark: ENTITIES[mark[0]], text)
    return BEGINNINGS.sub(r"\1\\", text)

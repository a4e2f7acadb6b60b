"""The console as it is piped, and the command line's JSON."""

from __future__ import annotations

import json
import re

from tests.conftest import run_warm

from .face import Data, Face, Said, quotes_of

QUOTE = re.compile(r"^ *“(.*)”$", re.MULTILINE)
ROW = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)


class Console(Face):
    name = "console"

    def __init__(self, env: dict[str, str]) -> None:
        self._env, self._log = env, ""

    async def ask(self, question: str) -> Said:
        text = self._said(question)
        return Said.read(text, QUOTE.findall(text), re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text))

    async def rows(self, question: str) -> list[str]:
        return [row for _, row in ROW.findall(self._said(question))]

    def log(self) -> str:
        return self._log

    def _said(self, question: str) -> str:
        ran = run_warm(stdin=" ".join(question.split()) + "\n", env=self._env)
        assert ran.exit_code in (0, 1), ran.err
        self._log += ran.err
        return ran.out


class CommandLine(Face):
    """What `ots ask --json` prints. The other faces are compared with it."""

    name = "json"
    quotes_rows = True

    def __init__(self, env: dict[str, str]) -> None:
        self._env, self._log = env, ""

    async def ask(self, question: str) -> Said:
        return said_by(self.reply(question))

    async def rows(self, question: str) -> list[str]:
        return [item["what"] for item in self.reply(question)["items"]]

    def log(self) -> str:
        return self._log

    def reply(self, question: str) -> Data:
        (reply,) = self.replies([question])
        return reply

    def replies(self, questions: list[str]) -> list[Data]:
        lines = "".join(f"{' '.join(it.split())}\n" for it in questions)
        ran = run_warm("ask", "--json", stdin=lines, env=self._env)
        assert ran.exit_code in (0, 1), ran.err
        self._log += ran.err
        return [json.loads(line) for line in ran.out.splitlines()]


def said_by(reply: Data) -> Said:
    """What a program reads in *reply*."""
    facts = [*reply["facts"], *reply["items"], *(it for choice in reply["choices"] for it in choice["facts"])]
    text = "\n".join(
        (
            *filter(None, (reply["reason"], reply["title"], *reply["lacks"], *reply["suggestions"])),
            *(choice["title"] for choice in reply["choices"]),
            *(
                f"{it['text']}\n{it['quote']}\n{it['speaker']} · {it['published']} · paragraph {it['paragraph']}"
                for it in facts
            ),
        )
    )
    quotes = quotes_of(reply, with_rows=True)
    return Said(text, quotes, reply["reason"], any(it["is_plan"] for it in facts))

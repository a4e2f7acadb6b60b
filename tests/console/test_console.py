"""The console as a person uses it: a real terminal, the real command, keys typed and screens read."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.console.session import TopicCompleter
from knowledge.base import Knowledge
from tests import warm
from tests.conftest import ROOT
from tests.handbook import HANDBOOK, of_home
from tests.home import HOME

LONGEST_WAIT = 20.0
"""Seconds a screen may take; a slow machine must not fail the test."""

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\x1b\]0;[^\x07]*\x07|\r")
WHERE_IS_THE_CURSOR, ASKS_FOR_A_LINE = "\x1b[6n", "\x1b[?2004h"
"""What prompt_toolkit sends: a question, which is answered, and that what is pasted be marked."""


def _plain(text: str) -> str:
    return ESCAPES.sub("", text)


class Terminal:
    """The command in a terminal of its own, forked where it need not start by itself.

    The cursor is always said to stand in *row*: in the last one nothing fits below it unless the screen moves up.
    """

    def __init__(
        self,
        *arguments: str,
        columns: int = 100,
        lines: int = 40,
        row: int = 1,
        home: Path = HOME,
        env: Mapping[str, str] | None = None,
        forked: bool = True,
    ) -> None:
        master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (lines, columns))
        environment = {
            **{key: os.environ[key] for key in ("PATH",)},
            "HOME": str(home),
            "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],  # the knowledge is kept there for all homes
            "TERM": "xterm-256color",
            "COLUMNS": str(columns),
            "LINES": str(lines),
            "PYTHONPATH": str(ROOT),
            **(env or {}),
        }
        self.process = (
            warm.Begun(arguments, [slave] * 3, ROOT, environment)
            if forked
            else subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "bot", *arguments],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=environment,
                close_fds=True,
                process_group=0,  # which Ctrl-Z stops the whole of
            )
        )
        os.close(slave)
        self._master = master
        self._where = f"\x1b[{row};1R".encode()
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._asked = 0
        self.screen = ""

    def until(self, text: str) -> str:
        """Read until *text* is shown; everything shown since the last time."""
        return self._until(lambda seen: text in _plain(seen), repr(text))

    def prompted(self, times: int) -> None:
        """Read until a line is asked for once more, the *times*th time.

        What is shown does not tell: a line that is done with is drawn once again with its prompt, and a key
        that comes before the next one is asked for is the terminal's own.
        """
        self._until(lambda _: self._asked == times, f"prompt {times}")

    def _until(self, is_so: Callable[[str], bool], what: str) -> str:
        end = time.monotonic() + LONGEST_WAIT
        seen = ""
        while not is_so(seen):
            if time.monotonic() > end:
                raise AssertionError(f"{what} was not shown; the screen is:\n{self.screen}{_plain(seen)}")
            if select.select([self._master], [], [], 0.1)[0]:
                wheres, asked = seen.count(WHERE_IS_THE_CURSOR), seen.count(ASKS_FOR_A_LINE)
                try:
                    seen += self._decode(os.read(self._master, 65536))
                except OSError:
                    end = 0
                self._asked += seen.count(ASKS_FOR_A_LINE) - asked
                for _ in range(seen.count(WHERE_IS_THE_CURSOR) - wheres):
                    os.write(self._master, self._where)
        self.screen += _plain(seen)
        return _plain(seen)

    def type(self, line: str) -> None:
        os.write(self._master, f"{line}\r".encode())

    def press(self, key: bytes) -> None:
        os.write(self._master, key)

    def ended(self) -> int:
        return self.process.wait(LONGEST_WAIT)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    opened = Terminal()
    opened.until("ots>")
    yield opened
    opened.close()


def test_a_topic_is_answered_as_in_slack_or_bare(terminal: Terminal) -> None:
    for typed in ("corridor", "/ots corridor"):
        terminal.type(typed)
        shown = terminal.until("Related:")
        assert "Middle Corridor" in shown
        assert "│ “" in shown
        assert "Trend, 27 October 2025 · paragraph" in shown


def test_of_lines_that_are_pasted_each_is_a_question(terminal: Terminal) -> None:
    terminal.press(b"\x1b[200~ski cup\n\nsamarkand summit\x1b[201~\r")
    assert "Turkic Ski Cup  event" in terminal.until("Samarkand Summit  event")


def test_more_source_and_why_speak_of_the_last_answer(terminal: Terminal) -> None:
    terminal.type("zangazur corridor")
    terminal.until("type more")
    terminal.type("more")
    terminal.until("Related:")
    terminal.type("zangazur corridor")
    terminal.until("type more")
    terminal.type("source")
    terminal.until("paragraph")
    terminal.type("why")
    terminal.until("why: zangazur-corridor is nearest")


def test_a_number_opens_a_related_topic(terminal: Terminal) -> None:
    terminal.type("zangazur corridor")
    terminal.until("Related: 1 Middle Corridor")
    terminal.type("1")
    assert "Middle Corridor" in terminal.until("Related:")


def test_a_listing_is_paged_and_opened_by_number(terminal: Terminal) -> None:
    terminal.type("list")
    first = terminal.until("more: press Enter")
    assert "All topics: " in first
    assert "“" not in first
    terminal.type("")
    terminal.until("more: press Enter")
    terminal.type("2")
    assert "│ “" in terminal.until("paragraph")


def test_below_a_row_that_was_opened_the_numbers_are_still_those_of_the_rows(terminal: Terminal) -> None:
    terminal.type("corridors")
    terminal.until("4  Green Corridor")
    terminal.type("2")
    terminal.until("Related: Zangazur Corridor (TRIPP), ")
    terminal.type("4")
    terminal.until("Green Corridor  initiative")


@pytest.mark.parametrize("lines", [16, 24, 50])
def test_a_page_of_a_listing_is_whole_above_its_prompt(lines: int) -> None:
    opened = Terminal(lines=lines, row=lines)
    opened.prompted(1)
    opened.type("host cities")
    opened.until("Cities: ")
    opened.prompted(2)
    opened.press(b"\x03")
    opened.prompted(3)
    page = opened.screen[opened.screen.rindex("Cities: ") :]
    page = page[: page.rindex("ots>")]
    assert page.count("\n") < lines
    opened.close()


def test_a_number_beyond_the_rows_leaves_the_listing_where_it_was(terminal: Terminal) -> None:
    terminal.type("list")
    terminal.until("more: press Enter")
    terminal.type("999")
    terminal.until("rows: type the number of one")
    terminal.type("")
    terminal.until("more: press Enter")
    terminal.type("100")
    assert "│ “" in terminal.until("paragraph")


def test_a_follow_up_needs_no_topic(terminal: Terminal) -> None:
    terminal.type("turkic investment fund")
    terminal.until("Related:")
    terminal.type("who initiated it?")
    assert "initiated by President Ilham Aliyev" in terminal.until("Related:")


def test_names_are_completed_as_they_are_typed(terminal: Terminal) -> None:
    terminal.press(b"zangaz")
    terminal.until("Zangazur Corridor (TRIPP)")


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("zangaz", "Zangazur Corridor (TRIPP)"),
        ("  /ots zangaz ", "  /ots Zangazur Corridor (TRIPP)"),
        ("/ots /ots zangaz", "/ots /ots Zangazur Corridor (TRIPP)"),
        ("/otszangaz", None),  # which is no command
        ("/ots", None),
        (" ", None),
    ],
)
def test_what_is_completed_is_what_would_be_asked(
    knowledge: Knowledge, typed: str, completed: str | None
) -> None:
    found = list(
        TopicCompleter(knowledge.entries, command="/ots").get_completions(Document(typed), CompleteEvent())
    )
    made = [f"{typed[: len(typed) + it.start_position]}{it.text}" for it in found]
    assert completed in made if completed else not made


def test_ctrl_c_drops_the_line_and_ctrl_d_leaves(terminal: Terminal) -> None:
    terminal.press(b"half a line\x03")
    terminal.prompted(2)
    terminal.press(b"\x04")
    assert terminal.ended() == 0


def test_ctrl_z_stops_the_console_until_it_is_called_back(tmp_path: Path) -> None:
    opened = Terminal(home=tmp_path, forked=False)
    opened.prompted(1)
    opened.press(b"corr\x1a")
    assert isinstance(opened.process, subprocess.Popen)
    assert os.WIFSTOPPED(os.waitpid(opened.process.pid, os.WUNTRACED)[1])
    os.kill(opened.process.pid, signal.SIGCONT)
    opened.type("idor")
    opened.until("Middle Corridor  project")
    opened.close()


@pytest.mark.parametrize("word", ["quit", "exit"])
def test_quit_leaves(terminal: Terminal, word: str) -> None:
    terminal.type(word)
    assert terminal.ended() == 0


def test_help_tells_what_the_console_alone_can_do(terminal: Terminal) -> None:
    terminal.type("help")
    shown = terminal.until("leave; Ctrl-D does too")
    assert "how long is the zangazur corridor?" in shown


def test_history_is_kept_for_the_next_time(tmp_path: Path) -> None:
    for ask in (True, False):
        opened = Terminal(home=tmp_path, forked=False)
        opened.until("ots>")
        if ask:
            opened.type("turkic week")
            opened.until("Related:")
        else:
            opened.press(b"\x1b[A")
            opened.until("turkic week")
        opened.close()


ODD_HISTORIES: dict[str, Callable[[Path], object]] = {
    "a directory": Path.mkdir,
    "a pipe": os.mkfifo,
    "without an end": lambda at: at.symlink_to("/dev/zero"),
    "no text": lambda at: at.write_bytes(b"\xff\x00\n+\xfe\n" * 1_000),
}


@pytest.mark.parametrize("make", ODD_HISTORIES.values(), ids=ODD_HISTORIES)
def test_a_history_that_cannot_be_kept_is_done_without(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    kept = tmp_path / ".local/state/ots-bot/history"
    kept.parent.mkdir(parents=True)
    make(kept)
    opened = Terminal(home=tmp_path)
    opened.until("ots>")
    opened.type("corridor")
    assert "xception" not in opened.until("Related:")
    opened.type("quit")
    assert opened.ended() == 0
    opened.close()


def test_a_screen_that_says_it_has_no_columns_shows_all_the_same(tmp_path: Path) -> None:
    opened = Terminal("ask", "corridor", columns=0, home=tmp_path)
    opened.until("Middle Corridor")
    assert opened.ended() == 0
    opened.close()


def test_what_is_typed_is_utf8_where_the_locale_knows_ascii_alone(tmp_path: Path) -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    opened = Terminal(home=tmp_path, env=env, forked=False)
    opened.until("ots>")
    opened.type("Срединный коридор")
    opened.until("Related:")
    opened.close()


def test_sixty_columns_are_enough(tmp_path: Path) -> None:
    opened = Terminal("ask", "corridor", columns=60, home=tmp_path)
    shown = opened.until("Related:")
    assert all(len(line) <= 60 for line in shown.splitlines())
    opened.close()


def test_another_text_has_its_own_prompt_and_words() -> None:
    opened = Terminal("--knowledge", str(HANDBOOK))
    try:
        begun = opened.until("elm>")
        assert "Ask about working at Elm Works. Type help for examples, quit to leave." in begun
        opened.type("why")
        assert "type a topic such as paid leave" in opened.until("paid leave.")
        opened.type("help")
        assert "as in: list policies, timeline 2026" in opened.until("leave; Ctrl-D does too")
        opened.type("/elm pizza")
        opened.until("The handbook does not speak of that.")
        assert not of_home(opened.screen)
    finally:
        opened.close()

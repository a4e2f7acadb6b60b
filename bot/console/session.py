"""A conversation in the terminal: what is typed, and what was said last."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console, RenderableType
from rich.text import Text

from knowledge.model import Entry, Fact

from ..answering import wording
from ..answering.conversation.turn import Turn
from ..answering.manners import without_command
from ..answering.reply import Answer, Help, Item, Listing, NoAnswer, Reply
from ..answering.respond import Responder
from ..streams import readable
from .draw import Hanging, Rows, draw, heading, height, marked, said_by, show
from .words import LEAVING, WHY, why

OWN_HELP = (
    ("1, 2, …", "open a row, a choice or a related topic"),
    ("more", "further facts, or the next rows; Enter does too"),
    ("source", "the paragraph of the last fact, with its quote marked"),
    ("why", "why the last question was answered so"),
    ("list, timeline, places, figures", "everything of one sort, as in: list {listed}, timeline 2026"),
    ("quit", "leave; Ctrl-D does too"),
)

FEWEST_ROWS = 5
"""Rows of a listing shown at once, however low the screen is."""

AROUND_ROWS = 3
"""Lines of a screen that are always there beside rows: the question, how to go on, the prompt."""


class Session:
    """Understands what the console alone can do, and leaves the rest to the responder."""

    def __init__(self, responder: Responder, console: Console, *, command: str | None = None) -> None:
        self._responder = responder
        self._command = command or responder.about.command
        self._console = console
        self._said: Reply | None = None
        self._last: Reply | None = None
        """The last reply that people go on from: thanks, say, are about nothing."""
        self._turn: Turn | None = None
        self._rows = 0
        """Rows of the last listing that have been shown."""

    def take(self, line: str) -> bool:
        """Act on a line that was typed; False when it asks to leave."""
        text = without_command(line, self._command)
        word = text.lower()
        if word in LEAVING:
            return False
        if word in ("", "more") and self._left():
            self._next_rows()
        elif word == "source" and (fact := self._fact()):
            show(marked(self._responder.knowledge.source_by_id[fact.span.source], fact), self._console)
        elif word == WHY:
            self._console.print(why(self._responder, self._said))
        elif text:
            self._show(self._responder.reply(text, after=self._turn))
        return True

    def _show(self, reply: Reply) -> None:
        self._said, turn = reply, Turn.of(reply, before=self._turn)
        if turn is not self._turn:
            self._last, self._turn, self._rows = reply, turn, 0
        if isinstance(reply, Listing):
            self._next_rows(heading(reply))
        else:
            draw(reply, self._console)
        if isinstance(reply, Help) and reply.manner == "help":
            for typed, does in OWN_HELP:
                told = does.format(listed=reply.about.listed)
                show(Hanging(Text.assemble((typed, "cyan"), f"  {told}"), by=2), self._console)

    def _left(self) -> Sequence[Item]:
        """The rows of the last listing that are still to be shown."""
        return self._last.items[self._rows :] if isinstance(self._last, Listing) else ()

    def _next_rows(self, *above: RenderableType) -> None:
        """As many rows as the screen has room for, below what stands *above*."""
        left = self._left()
        around = AROUND_ROWS + sum(height(it, self._console) for it in (*above, said_by(left)))
        page = left[: _fitting(left, self._console.height - around)]
        for it in above:
            show(it, self._console)
        show(Rows(page, first=self._rows + 1, last=self._rows + len(left)), self._console)
        self._rows += len(page)
        show(said_by(page), self._console)
        if len(left) > len(page):
            show(Text(f"{len(left) - len(page)} more: press Enter", style="dim"), self._console)

    def _fact(self) -> Fact | None:
        """The fact that the last reply leads with."""
        match self._last:
            case Answer() | NoAnswer() if self._last.facts:
                return self._last.facts[0]
            case _:
                return None


def _fitting(items: Sequence[Item], lines: int) -> int:
    """How many of *items* fit that many *lines*, their headings counted."""
    room, fit = lines, 0
    for named, rows in wording.groups(items):
        room -= 1 if named else 0
        fit += min(len(rows), max(room, 0))
        room -= len(rows)
    return min(max(fit, FEWEST_ROWS), len(items))


class TopicCompleter(Completer):
    """Completes titles and English names: those that begin with what is typed, then those that have it."""

    def __init__(self, entries: Iterable[Entry], *, command: str) -> None:
        self._command = command
        names = {name for entry in entries for name in (entry.title, *entry.aliases.get("en", ()))}
        self._names = sorted(names, key=str.lower)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002 - the library's signature
        typed = document.text_before_cursor
        asked = without_command(typed, self._command)
        begins = typed.rfind(asked)
        if not asked or begins < 0:  # nothing, or the command alone
            return
        low = asked.lower()
        beginning = [name for name in self._names if name.lower().startswith(low)]
        inside = [name for name in self._names if low in name.lower() and name not in beginning]
        for name in (*beginning, *inside):
            yield Completion(name, start_position=begins - len(typed))


def run(responder: Responder, *, command: str) -> int:
    """Talk until the person leaves; the exit code."""
    console = Console(highlight=False)
    session = Session(responder, console, command=command)
    prompt: PromptSession[str] = PromptSession(
        f"{command.removeprefix('/')}> ",
        history=_history(),
        completer=TopicCompleter(responder.knowledge.entries, command=command),
        # Room for the names is made where one is begun: it would push the head of a listing off the screen.
        complete_while_typing=Condition(lambda: _begins_a_name(prompt.default_buffer.text)),
        enable_suspend=True,
    )
    console.print(welcome(responder))
    while True:
        try:
            lines = readable(prompt.prompt()).splitlines()
            # Of several that are pasted each is a question, as where they come from a pipe.
            if not all(map(session.take, filter(str.strip, lines) if len(lines) > 1 else lines or [""])):
                return 0
        except KeyboardInterrupt:
            continue  # as in a shell: Ctrl-C drops the line that was being typed
        except EOFError:
            return 0


def _begins_a_name(typed: str) -> bool:
    return bool(typed.strip()) and not typed.strip().isdecimal()


def welcome(responder: Responder) -> Text:
    """What stands above the first prompt."""
    return Text(f"Ask about {responder.about.subject}. Type help for examples, quit to leave.")


class _Kept(FileHistory):
    """What was typed, in a file; without what cannot be read there, or written any more."""

    def load_history_strings(self) -> Iterable[str]:
        try:
            yield from super().load_history_strings()
        except OSError:
            return

    def store_string(self, string: str) -> None:
        with contextlib.suppress(OSError):
            super().store_string(string)


def _history() -> History:
    """What was typed before, kept in the user's state directory where that can be written."""
    try:
        path: Path = user_state_path("ots-bot", ensure_exists=True) / "history"
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    # A pipe, say, would be waited for.
    return _Kept(path) if path.is_file() else InMemoryHistory()

"""A conversation in the terminal: what is typed, and what was said last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.console import Console, Group
from rich.text import Text

from knowledge.model import Entry, Fact

from ..answering import wording
from ..answering.reply import Answer, Choices, Help, Listing, NoAnswer, Reply
from ..answering.respond import Responder
from ..answering.turn import Turn
from .draw import draw, marked, proofs, show

PROMPT = "ots> "
COMMAND = "/ots"
"""What people type before a question in Slack; here it may be left out."""

LEAVING = frozenset(("quit", "exit", ":q"))

OWN_HELP = (
    ("1, 2, …", "open a choice or a related topic"),
    ("more", "further facts of the last answer"),
    ("source", "the paragraph of the last answer, with its quote marked"),
    ("why", "why the last question was answered so"),
    ("list, timeline, places, figures", "everything of one sort, as in: list event, timeline 2026"),
    ("quit", "leave; Ctrl-D does too"),
)


class Session:
    """Understands what the console alone can do, and leaves the rest to the responder."""

    def __init__(self, responder: Responder, console: Console) -> None:
        self._responder = responder
        self._console = console
        self._asked = ""
        self._shown = 0
        self._last: Reply | None = None

    def take(self, line: str) -> bool:
        """Act on a line that was typed; False when it asks to leave."""
        text = line.strip()
        if text == COMMAND or text.startswith(f"{COMMAND} "):
            text = text.removeprefix(COMMAND).strip() or "help"
        if text.lower() in LEAVING:
            return False
        if text.isdigit() and self._options():
            self._open(int(text))
        elif text == "more":
            self._more()
        elif text == "source":
            self._source()
        elif text == "why":
            self._console.print(str(self._responder.explain(self._asked)) if self._asked else NOTHING_YET)
        elif text:
            after = Turn.of(self._last) if self._last else None
            self._show(self._responder.reply(text, after=after), text)
        return True

    def _show(self, reply: Reply, asked: str) -> None:
        self._last, self._asked, self._shown = reply, asked, wording.SHOWN
        draw(reply, self._console)
        if isinstance(reply, Help):
            for typed, does in OWN_HELP:
                self._console.print(Text.assemble("  ", (typed, "cyan"), f"  {does}"))

    def _options(self) -> Sequence[Entry]:
        """The topics that a number opens."""
        match self._last:
            case Answer():
                return self._last.related
            case Choices():
                return [choice.entry for choice in self._last.choices]
            case NoAnswer():
                return self._last.suggestions
            case Listing():
                return list(dict.fromkeys(item.entry for item in self._last.items))
            case _:
                return ()

    def _open(self, number: int) -> None:
        options = self._options()
        if not 1 <= number <= len(options):
            self._console.print(f"There is no {number} here: type a number from 1 to {len(options)}.")
            return
        entry = options[number - 1]
        chosen = (
            [it for it in self._last.choices if it.entry == entry] if isinstance(self._last, Choices) else []
        )
        fact = entry.facts.index(chosen[0].facts[0]) if chosen else 0
        answer = self._responder.topic(entry.id, fact)
        if answer:
            self._show(answer, entry.title)

    def _more(self) -> None:
        facts = self._last.facts[self._shown :] if isinstance(self._last, Answer) else ()
        if not facts:
            self._console.print(NOTHING_MORE if self._last else NOTHING_YET)
            return
        self._shown += len(facts)
        show(Group(*proofs(facts)), self._console)

    def _source(self) -> None:
        fact = self._fact()
        if fact is None:
            self._console.print(NOTHING_YET)
            return
        show(marked(self._responder.knowledge.source_by_id[fact.span.source], fact), self._console)

    def _fact(self) -> Fact | None:
        match self._last:
            case Answer():
                return self._last.facts[0]
            case Listing():
                return self._last.items[0].fact
            case _:
                return None


NOTHING_YET = "Nothing has been answered yet: type a topic such as corridor."
NOTHING_MORE = "That is everything there is on this topic."


class Names(Completer):
    """Completes titles and English names: those that begin with what is typed, then those that have it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        names = {name for entry in entries for name in (entry.title, *entry.aliases.get("en", ()))}
        self._names = sorted(names, key=str.lower)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002 - the library's signature
        typed = document.text.removeprefix(COMMAND).lstrip()
        if not typed:
            return
        low = typed.lower()
        beginning = [name for name in self._names if name.lower().startswith(low)]
        inside = [name for name in self._names if low in name.lower() and name not in beginning]
        for name in (*beginning, *inside):
            yield Completion(name, start_position=-len(typed))


def run(responder: Responder) -> int:
    """Talk until the person leaves; the exit code."""
    console = Console(highlight=False)
    session = Session(responder, console)
    prompt: PromptSession[str] = PromptSession(
        PROMPT,
        history=_history(),
        completer=Names(responder.knowledge.entries),
        complete_while_typing=True,
    )
    console.print("Ask about the Organization of Turkic States. Type help for examples, quit to leave.")
    while True:
        try:
            if not session.take(prompt.prompt()):
                return 0
        except KeyboardInterrupt:
            continue  # as in a shell: Ctrl-C drops the line that was being typed
        except EOFError:
            return 0


def _history() -> History:
    """What was typed before, kept in the user's state directory where that can be written."""
    try:
        path: Path = user_state_path("ots-bot", ensure_exists=True) / "history"
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)

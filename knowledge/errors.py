"""What can go wrong, said in one line to the person who can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class OtsError(Exception):
    """An expected fault: its text is what people see, `exit_code` what the process returns."""

    exit_code = 1


class ConfigError(OtsError):
    """The command line or the environment asks for what cannot be done."""

    exit_code = 2


class Mark(NamedTuple):
    """A line of a file of the knowledge directory."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the knowledge, where, and what to mend."""

    at: Mark
    entry: str
    """Id of the entry, or of the source or file where no entry is concerned."""
    message: str

    def __str__(self) -> str:
        # What was written may run over lines; a fault is one.
        return f"{self.at}: {self.entry}: {' '.join(self.message.splitlines())}"


class KnowledgeError(OtsError):
    """The knowledge cannot be used: every fault found, in the order of the files."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults

"""Whether a fact tells who does something, by how it has the verb: "is insured *by* Pennant Mutual"."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.fold import fold, is_number
from knowledge.model import Fact
from knowledge.questions import Questions
from knowledge.values import Values

MOST_BESIDE = 5
"""Words of what stands between a subject and its verb: "the maker, *Heliora*, replaced them"."""

MOST_BEFORE_NAME = 3
"""Words from "by" to the name of who does it, itself among them: "by the maker Heliora"."""

_CLAUSE = re.compile(r"([,;:()—–])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Doers:
    """Reads sentences for who does what they say, whoever that is; of a participle it can't always tell."""

    def __init__(self, questions: Questions, values: Values) -> None:
        self._values = values
        self._no_subjects = frozenset(map(fold, questions.no_subjects))
        self._auxiliaries = frozenset(map(fold, questions.closed)) - self._no_subjects
        self._doers = frozenset(map(fold, questions.doers))

    def tells(self, fact: Fact, says: Callable[[str], bool]) -> bool:
        """Whether *fact* has somebody who does what a folded word *says*, or by whom it is done."""
        return any(self._is_told(sentence, says) for sentence in (fact.quote, fact.text))

    def names_one(self, fact: Fact) -> bool:
        """Whether the text of *fact* says of anything by whom it is done."""
        said = _WORD.findall(fact.text)
        return any(self._is_done_by(said[place:]) for place in range(len(said)))

    def _is_told(self, sentence: str, says: Callable[[str], bool]) -> bool:
        before: list[str] = []
        for clause in _CLAUSE.split(sentence)[::2]:
            words = _WORD.findall(clause)
            if 0 < len(before) <= MOST_BESIDE and before[-1][:1].isupper():
                words = [before[-1], *words]
            for place, word in enumerate(words):
                # A word with a capital is part of a name: the "Fund" funds nothing.
                if word[:1].isupper() or not says(fold(word)):
                    continue
                if self._has_subject(words[:place], word) or self._is_done_by(words[place + 1 :]):
                    return True
            before = words
        return False

    def _has_subject(self, before: list[str], verb: str) -> bool:
        """Whether *before* ends with who does what *verb* says; "486 complaints" complain of nothing."""
        said = (fold(word) for word in reversed(before))
        subject = next((word for word in said if word not in self._auxiliaries), "")
        none = not subject or is_number(subject) or subject in self._no_subjects
        return not (none or verb.endswith("ing"))

    def _is_done_by(self, words: list[str]) -> bool:
        """Whether *words*, behind a verb, begin with by whom it is done."""
        if not words or fold(words[0]) not in self._doers:
            return False
        names = words[1 : 1 + MOST_BEFORE_NAME]
        return any(it[:1].isupper() and not self._values.is_time(fold(it)) for it in names)

"""What the language data of every text, and a directory's own, does for questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
import yaml

from knowledge.base import COMMON
from knowledge.fold import fold
from knowledge.load import load
from tests.conftest import KnowledgeDir

COMPARED_FOLDED = ["listings", "manners", "names", "questions", "synonyms"]
"""The files whose words count however they are written: the others are read as they stand."""

SIGNED = """\
- id: treaty
  kind: agreement
  title: The bridge treaty
  facts:
    - text: She says that France has signed the bridge treaty.
      quote: France has signed the bridge treaty
      places: [France]
"""

RUBBISH = """\
- id: rubbish
  kind: theme
  title: Rubbish
  facts:
    - text: Rubbish goes out on Mondays.
      quote: Rubbish goes out on Mondays
"""


def test_a_capital_stands_for_its_country(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add("France has signed the bridge treaty.", "treaty", SIGNED)
    reply = knowledge_dir.ask("has Paris signed the bridge treaty?")
    assert (reply["status"], reply["entry"]) == ("answer", "treaty")
    assert knowledge_dir.ask("has Berlin signed the bridge treaty?")["lacks"] == ["Berlin"]


def test_an_everyday_word_finds_another_for_the_same_thing(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add("Rubbish goes out on Mondays.", "rubbish", RUBBISH)
    assert knowledge_dir.ask("when does the trash go out?")["entry"] == "rubbish"


def test_what_a_speaker_says_is_asked_by_their_name(knowledge_dir: KnowledgeDir) -> None:
    reply = knowledge_dir.ask("how long is the bridge according to Anna Berg?")
    assert reply["facts"][0]["quote"] == "The bridge is nearly 900 metres long"


def test_words_of_the_article_are_read_for_it_alone(knowledge_dir: KnowledgeDir) -> None:
    article, own = load().language, load(knowledge_dir.path).language
    assert "TURKSOY" in set(article.names.bodies) - set(own.names.bodies)
    assert article.synonyms[: len(own.synonyms)] == own.synonyms


@pytest.mark.parametrize("data", COMPARED_FOLDED)
def test_no_word_stands_twice_in_a_group(data: str) -> None:
    read = yaml.load((COMMON / f"{data}.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - as text
    for group in groups(read):
        assert [word for word, count in Counter(map(fold, group)).items() if count > 1] == []


def groups(data: object) -> Iterator[Sequence[str]]:
    """All lists of words in *data*."""
    if isinstance(data, list) and all(isinstance(it, str) for it in data):
        yield data
    elif isinstance(data, list | dict):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from groups(inner)

"""What the README shows is what there is."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT, Ots
from tests.pictures import PICTURES

README = (ROOT / "README.md").read_text("utf-8")


def test_the_help_is_the_one_that_is_printed(ots: Ots) -> None:
    assert ots("--help", env={"COLUMNS": "100"}).out in README


def test_the_check_of_a_sentence_is_shown_whole(ots: Ots) -> None:
    (typed,) = re.findall(r'^\$ echo "(.*)" \| ots verify$', README, re.MULTILINE)
    checked = ots("verify", stdin=f"{typed}\n")
    assert checked.exit_code == 1
    assert f"| ots verify\n{checked.out}```\n" in README


def test_every_room_has_a_line() -> None:
    rooms = {f"bot/{path.parent.name}/" for path in (ROOT / "bot").glob("*/__init__.py")}
    assert rooms == set(re.findall(r"^(bot/\w+/) ", README, re.MULTILINE))


@pytest.mark.slow  # each wants the console or Slack for itself
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_is_drawn_today(name: str) -> None:
    drawn_before = (ROOT / "docs" / name).read_text("utf-8")
    assert drawn_before == PICTURES[name](), "draw the pictures anew: python -m tests.pictures"
    assert f"docs/{name}" in README


def test_every_variable_of_the_example_environment_is_explained() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    for variable in re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE):
        assert f"`{variable}`" in README


def test_every_file_that_is_named_exists() -> None:
    for name in re.findall(r"`((?:bot|knowledge|tests)/[a-z_/]+\.(?:py|yaml))`", README):
        assert (ROOT / name).is_file(), name

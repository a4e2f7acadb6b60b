"""What `ots init` writes of a newspaper's report: whom it is for, and who is quoted in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Ots

REPORT = """\
The mill turns again

By Jonas Petrak, for the Upper Leith Courier, 12 March 2026

The mill in Hythe has 43 members. Its director, Ada Finch, met its founder, Tom Reid, in 2016. "Tom built it on trust,"
she says. "I keep the books."

Last year the mill ground 19 tonnes of flour. "That was our best year," Finch says.

Lena Holm, a farmer and spokeswoman for the residents, argues that it is loud. "Two hundred metres is nothing," she says.

The mayor of Hythe, Ines Calvo, is more favourable. "Our bakers waited for it," she recalls. The council says nothing.
"""


@pytest.mark.slow
def test_a_report_is_of_whom_it_is_written_for_and_its_voices_are_offered(ots: Ots, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    assert ots("init", "mine", "--source", "report.txt", cwd=tmp_path).exit_code == 0
    written = (tmp_path / "mine" / "sources.yaml").read_text("utf-8")
    assert "\n  publisher: Upper Leith Courier\n" in written
    assert "\n  speaker: Jonas Petrak\n" in written
    assert (
        "\n  # voices: [{id: ada-finch, name: Ada Finch, paragraphs: []},"
        " {id: lena-holm, name: Lena Holm, paragraphs: []},"
        " {id: ines-calvo, name: Ines Calvo, paragraphs: []}]  # who is quoted" in written
    )

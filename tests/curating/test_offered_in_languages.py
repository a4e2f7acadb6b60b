"""The values of a passage that is not in English."""

from __future__ import annotations

import pytest

from bot.curating.passages import passages
from bot.curating.paste import fact
from knowledge.load import read_texts
from tests.conftest import SOURCES, TALK, KnowledgeDir

pytestmark = pytest.mark.slow  # many runs of the command, or waiting


def test_a_source_in_german_is_read_as_german(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("sources.yaml", SOURCES + "  language: de\n")
    knowledge_dir.write(
        "seeds/talk.txt",
        "Die Halle ist vom 24. Dezember bis 1. Januar zu. Innerhalb von 30 Tagen kommen 18 neue Züge in Betrieb.\n"
        "Zu ist sie vom 4. bis 8. Mai 2031. Am 3. März 2029 gab es knapp 1.240 Fahrten für 14,5 Millionen Euro. Im Jahr 2025 gab es 27 Fahrten, nach 41 im Jahr 2024. Er ist 32 Meter lang.\n",
    )
    draft = read_texts(knowledge_dir.path).draft
    lines = [
        line.strip()
        for passage in passages(draft.sources[0])
        for line in fact(passage, draft.sources, draft.language).splitlines()[2:]
    ]
    assert lines == [
        "dates: [{date: 24 December, until: 1 January}]",
        "figures: [{value: 18, of: neue Züge}]",
        "dates: [{within: 30 Tagen}]",
        "dates: [{date: '2031-05-04', until: '2031-05-08', status: planned}]",
        "figures:",
        "- {value: 1240, of: Fahrten, qualifier: nearly}",
        "# - {value: 14.5, unit: million Euro, of: …}  # say what of, and take the first # away",
        "dates: [{date: '2029-03-03'}]",
        "figures: [{value: 27, of: Fahrten, as_of: '2025'}, {value: 41, of: Fahrten, as_of: '2024'}]",
        "# figures: [{value: 32, unit: Meter, of: …}]  # say what of, and take the first # away",
    ]


def test_in_turkish_a_share_is_read_and_a_verb_is_nothing_that_is_counted(
    knowledge_dir: KnowledgeDir,
) -> None:
    knowledge_dir.write("sources.yaml", SOURCES + "  language: tr\n")
    knowledge_dir.write(
        "seeds/talk.txt",
        TALK + "\nÜye sayısı yüzde 12 arttı. Ödünç sayısı %8 azaldı. Şube sayısı 40 oldu. "
        "Kütüphaneyi 61.400 kişi ziyaret etti.\n",
    )
    found = [
        it.strip() for it in knowledge_dir.run("quote", "--paragraph", "4").out.splitlines() if "value" in it
    ]
    fill = "  # say what of, and take the first # away"
    assert found == [
        f"# figures: [{{value: 12, unit: '%', of: …}}]{fill}",
        f"# figures: [{{value: 8, unit: '%', of: …}}]{fill}",
        f"# figures: [{{value: 40, of: …}}]{fill}",
        "figures: [{value: 61400, of: kişi}]",
    ]

"""A unit is one word of a question in whichever spelling: "kwh" asks for what is per kilowatt-hour."""

from __future__ import annotations

import pytest

from tests.conftest import KnowledgeDir

SAID = (
    "The tariff is 27 cents per kilowatt-hour. The roof makes 95,000 kWh. The tank holds 40 litres. "
    "A sack weighs 25 kilograms. The hall has 300 square metres. The metro is planned."
)

ENTRIES = "".join(
    f"- {{id: {name}, kind: theme, title: {title}, facts: [{{text: {text!r}, quote: {text!r}}}]}}\n"
    for name, title, text in (
        ("tariff", "Tariff", "The tariff is 27 cents per kilowatt-hour."),
        ("roof", "Roof", "The roof makes 95,000 kWh."),
        ("tank", "Tank", "The tank holds 40 litres."),
        ("sack", "Sack", "A sack weighs 25 kilograms."),
        ("hall", "Hall", "The hall has 300 square metres."),
    )
)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("tariff per kwh", "The tariff is 27 cents per kilowatt-hour."),
        ("kilowatt-hours of the roof", "The roof makes 95,000 kWh."),
        ("how many ltr does the tank hold?", "The tank holds 40 litres."),
        ("how many kg does a sack weigh?", "A sack weighs 25 kilograms."),
        ("how large is the hall in sq m?", "The hall has 300 square metres."),
    ],
)
def test_a_unit_is_found_by_its_short_and_its_long_name(
    knowledge_dir: KnowledgeDir, question: str, quote: str
) -> None:
    knowledge_dir.add(SAID, "units", ENTRIES)
    (reply,) = knowledge_dir.ask_all([question])
    assert reply["status"] == "answer"
    assert reply["facts"][0]["quote"] == quote

"""A figure is listed as its quote writes it, and with the qualifier and unit that it is typed with."""

from __future__ import annotations

from tests.conftest import KnowledgeDir

WRITTEN = {
    "The store is kept at minus 20 degrees.": ("-20, unit: degrees", "minus 20 degrees"),
    "The hall is kept at -5 degrees.": ("-5, unit: degrees", "-5 degrees"),
    # A bound is one, and not its contrary.
    "No more than two guests may stay.": ("2, unit: guests", "no more than two guests"),
    "The rent is no more than 9 crowns a square metre.": ("9, unit: crowns", "no more than 9 crowns"),
    # "Over" may say how long something goes on.
    "The loan is paid back over 18 months.": ("18, unit: months", "18 months"),
    "It took over 19 months.": ("19, unit: months, qualifier: over", "over 19 months"),
    "They need rest, at least eleven hours.": (
        "11, unit: hours, qualifier: at least",
        "at least eleven hours",
    ),
    "About 1,150 trains were cancelled.": ("1150, unit: trains, qualifier: about", "about 1,150 trains"),
    "A server needs at least 3 cores and 4 GB.": ("4, unit: GB, qualifier: at least", "at least 4 GB"),
    # The unit is whole, in the words of the quote, and as it is typed where it stands elsewhere.
    "Its top speed is 140 kilometres an hour.": ("140, unit: kilometres an hour", "140 kilometres an hour"),
    "It is a 43- kilometer link.": ("43, unit: km", "43 kilometer"),
    "There are two extra days.": ("2, unit: days", "two extra days"),
    "It makes 12 megawatt-hours.": ("12, unit: megawatt-hours", "12 megawatt-hours"),
    "The mean rent is €8.90 per square metre.": ("8.9, unit: EUR per square metre", "€8.90 per square metre"),
    "Of 742 kilometres, 431 have a wire.": ("431, unit: kilometres", "431 kilometres"),
    "It cost 486 million crowns, 41 million too much.": ("41, unit: million crowns", "41 million crowns"),
    "In 2025 it was 91 per cent, in 2024 it was 87.5.": ("87.5, unit: '%'", "87.5%"),
    # An accent may stand apart from its letter.
    "He sells 300 cre\u0300mes a day.": ("300, unit: crèmes", "300 cre\u0300mes"),
    "The roof cost us 15 million.": ("15, unit: million crowns", "15 million crowns"),
}


def test_a_figure_is_listed_as_it_is_written(knowledge_dir: KnowledgeDir) -> None:
    facts = (
        f"    - text: {quote}\n      quote: {quote}\n      figures: [{{value: {typed}, of: what no. {number} is}}]\n"
        for number, (quote, (typed, _)) in enumerate(WRITTEN.items(), start=1)
    )
    entry = f"- id: all\n  kind: theme\n  title: All\n  facts:\n{''.join(facts)}"
    knowledge_dir.add("\n\n".join(WRITTEN), "all", entry)
    listed = [it for it in knowledge_dir.ask("figures")["items"] if it["entry"] == "all"]
    figures = [it for it in listed if it["what"] != "All"]  # so a value is called that nobody has typed
    assert {it["quote"]: it["value"] for it in figures} == {
        quote: value for quote, (_, value) in WRITTEN.items()
    }


def test_what_is_told_in_per_cent_is_no_money_and_whose_it_is_is_said(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.add(
        "The Fund paid 60 per cent, the Republic of Livmark 25 per cent.",
        "cost",
        """\
- id: cost
  kind: theme
  title: Cost of the line
  facts:
    - text: The Fund paid 60 per cent, the Republic of Livmark 25 per cent.
      quote: The Fund paid 60 per cent, the Republic of Livmark 25 per cent.
      figures:
        - {value: 60, unit: "%", of: share of the cost, whose: Fund}
        - {value: 25, unit: "%", of: share of the cost, whose: Republic of Livmark}
""",
    )
    money, percentages = knowledge_dir.ask_all(["money", "percentages"])
    assert not any("cent" in it["value"] for it in money["items"])
    assert [it["what"] for it in percentages["items"]] == [
        "Fund: share of the cost",
        "Republic of Livmark: share of the cost",
    ]

"""The values of a passage are offered with it, typed as a check lets pass, and nothing that may be none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from bot.curating.passages import passages
from bot.curating.paste import fact
from knowledge.dates import MONTHS
from knowledge.load import read_texts
from tests.conftest import PEACE, TALK, KnowledgeDir

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

PASTED = "- id: pasted\n  kind: theme\n  title: Pasted\n  facts:\n"

VALUES = {
    "There are four days in 2031: 15 March (paths), 17 May (hedges) and 8 November.": {
        "dates": [
            {"date": "2031-03-15", "status": "planned"},
            {"date": "2031-05-17", "status": "planned"},
            {"date": "2031-11-08", "status": "planned"},
        ],
    },
    "In 2031 they will widen the gate (April, £2,300) and plant a hedge (June, £900).": {
        "dates": [{"date": "2031-04", "status": "planned"}, {"date": "2031-06", "status": "planned"}],
    },
    "Founded in 1921, it closes on 1 April.": {"dates": [{"date": "1921"}, {"date": "1 April"}]},
    "Rent is due on 1 April each year.": {"dates": [{"date": "1 April"}]},
    "It is open every Saturday and Sunday.": {"dates": [{"every": "Saturday"}, {"every": "Sunday"}]},
    "It is open on Saturday and Sunday.": {},
    "There are 31 full plots of 250 square metres and 43 half plots of 125 square metres.": {
        "figures": [
            {"value": 31, "of": "full plots"},
            {"value": 250, "unit": "square metres", "of": "full plots"},
            {"value": 43, "of": "half plots"},
            {"value": 125, "unit": "square metres", "of": "half plots"},
        ]
    },
    "From 4 to 8 May 2031 the hall is closed.": {
        "dates": [{"date": "2031-05-04", "until": "2031-05-08", "status": "planned"}]
    },
    "It is closed between 4 and 8 May, and open from January to March.": {
        "dates": [{"date": "4 May", "until": "8 May"}, {"date": "January", "until": "March"}]
    },
    "In 2025 she handed out 27 warnings, against 41 in 2024.": {
        "figures": [
            {"value": 27, "of": "warnings", "as_of": "2025"},
            {"value": 41, "of": "warnings", "as_of": "2024"},
        ],
    },
    "In 2029 the shepherds lost 47 sheep to wolves, after 82 in 2028; two thirds of them at night.": {
        "figures": [
            {"value": 47, "of": "sheep", "as_of": "2029"},
            {"value": 82, "of": "sheep", "as_of": "2028"},
        ],
    },
    "Most come in July and August, and on 3 May.": {
        "dates": [{"date": "July"}, {"date": "August"}, {"date": "3 May"}],
    },
    "A loan of 146,000 pounds, up from 118,000 in May 2024.": {
        "figures": [
            {"value": 146000, "unit": "pounds", "of": "loan"},
            {"value": 118000, "unit": "pounds", "of": "loan", "as_of": "2024-05"},
        ]
    },
    "On 27 October 2029 they met in Baku and Tashkent.": {
        "dates": [{"date": "2029-10-27"}],
        "places": ["Baku", "Tashkent"],
    },
    "Sales made a profit of 118 million euros in 2025, against 91 million the year before.": {
        "figures": [
            {"value": 118, "unit": "million euros", "of": "profit", "as_of": "2025"},
            {"value": 91, "unit": "million euros", "of": "profit", "as_of": "2024"},
        ],
    },
    "In Baku we open an office in North America.": {"places": ["Baku", "North America"]},
    "Sofia Lindqvist came from Tashkent on Monday.": {"places": ["Tashkent"]},
    "Trade with Kazakhstan made a profit of nearly $7 billion in 2029.": {
        "figures": [{"value": 7, "unit": "billion USD", "of": "profit", "qualifier": "nearly"}],
        "dates": [{"date": "2029"}],
        "places": ["Kazakhstan"],
    },
    "More than 1,250 companies take part from May 2031.": {
        "figures": [{"value": 1250, "of": "companies", "qualifier": "over"}],
        "dates": [{"date": "2031-05", "status": "planned"}],
    },
    "The board meets on 6 and 7 November 2031.": {
        "dates": [{"date": "2031-11-06", "until": "2031-11-07", "status": "planned"}]
    },
    "It is open in weeks 1 to 10 January, April and July.": {
        "dates": [
            {"date": "1 January", "until": "10 January"},
            {"date": "1 April", "until": "10 April"},
            {"date": "1 July", "until": "10 July"},
        ]
    },
    "The board met on 4 and 8 May 2029.": {"dates": [{"date": "2029-05-04"}, {"date": "2029-05-08"}]},
    "It has 72 stations, of which 40 already work.": {"figures": [{"value": 72, "of": "stations"}]},
    "The trip takes 3 hours and 20 minutes.": {"dates": [{"lasts": "3 hours and 20 minutes"}]},
    "Between 18 and 27 members vote.": {
        "figures": [{"value": 18, "of": "members"}, {"value": 27, "of": "members"}]
    },
    "The share rose by 14.5% of the total.": {"figures": [{"value": 14.5, "unit": "%", "of": "total"}]},
}


def test_somebody_whom_a_curator_names_is_no_place_though_called_like_one(
    knowledge_dir: KnowledgeDir,
) -> None:
    knowledge_dir.write("seeds/talk.txt", TALK + "\nSofia Lindqvist opened it.\n")
    knowledge_dir.write("language/names.yaml", "people: {Sofia Lindqvist: []}\n")
    quoted = knowledge_dir.run("quote", "Sofia Lindqvist").out
    assert "places" not in quoted
    assert yaml.safe_load(quoted)[0]["actors"] == ["Sofia Lindqvist"]


@pytest.mark.parametrize(("text", "typed"), VALUES.items())
def test_the_values_of_a_passage_are_typed_as_a_check_lets_pass(
    knowledge_dir: KnowledgeDir, text: str, typed: dict[str, object]
) -> None:
    knowledge_dir.write("seeds/talk.txt", TALK + f"\n{text}\n")
    quoted = knowledge_dir.run("quote", text)
    fact = yaml.safe_load(quoted.out)[0]
    assert {field: value for field, value in fact.items() if field not in ("text", "quote")} == typed
    knowledge_dir.write("entries/pasted.yaml", PASTED + quoted.out.split("\n\n")[0] + "\n")
    assert knowledge_dir.run("check").lines[0] == "3 entries, 3 facts: every quote found, no faults"


PAGE = """\
Staff page

Pay and leave

Bring in a friend and you get a bonus of £1,500: £500 when they start. The line costs 412 million crowns.

The rest, 600 crowns, comes later. Everyone has five study days and 28 days of paid leave a year.

The office is closed from 24 December to 1 January. Buying is open from 1 to 21 March.

Applications open on 15 April and 15 September and must be in by 30 June. Shifts change on Tuesdays at 10:00.

Salaries come on the 26th of each month. Answer a page within 5 minutes. Fares stay so for a year.

Your manager has three working days to answer. After ten years take a six-week sabbatical.

It was repaid over 25 years. Clinics are held on the last Wednesday of each month.

A mechanic comes every other Thursday, but never on Sundays. Reports are due every 15 minutes.

Ring 0113 555 0142 or extension 4410 before 9.30 am. The app leaks since version 4.18.

The shop is at 7 Exchange Place. Severity 1 means trouble for the 14 bus. The proxy listens on port 8443.

We ring +49 30 5550 118 between 6 and 9 pm. Lessons in French and Dutch are free.

We have offices in Riga, Cork and Ghent. You can ask in either.

The last run took 2 hours and 10 minutes. Seventy-one years passed. Slots of 3 hours are spread over five rooms.

Nobody keeps more than two dogs, and no more than 3 cats. In December pay comes on the 18th.

The fund gave 24,500 pounds to nine projects, after 19,000 to seven in 2024. Closed 4–8 May 2031.

It ran from 28 April to 3 May 2026. She left after 20 years in 2024. It lasts three hours or more.

Thirty-eight are new, eighteen are from the old mill, and 431 have wire. The valley has nine trains on weekdays and six at weekends.

Of a network of 742 kilometres, 431 have wire. By coach it takes two and a half hours. They want half of what we use.

It cost 486 million euros, 41 million more than the budget of 2019. Less than five minutes late is on time. Power is 70% of what we use.

In 2025, 91.2 per cent of its trains ran; in 2024 it was 87.5. The weakest is a branch with about 640. Our goal is 93.

The single track between Brack and Lower Teal, at Strenči, stays. Rides on the steam engine of 1926 are free. The port is 8443.

The roof made 14% more than in 2024. The pack holds 2 megawatt-hours and the field 3 square metres.

Applicants must be between 18 and 27 years old. I have read of eight dollars. The town has 72 stations, of which 40 already work.

Its base is Cape Sorrel in Morrow. The news stood in The Shoreline Review in Port Holm. The plan is led by Dr. Henrik Berg.

The grants come from the Lakes Development Bank and the European Investment Bank.

Bronze costs 9 euros a month, Silver 24 euros and Gold 59. The interface takes 120 requests on Silver and 600 on Gold.

Everybody gets 1 locker. Leave with 30 days' notice. Ten per cent of the monthly fee is credited. We ask in English, Velmoran and Castrelian.

Sofia Lindqvist runs the Baku Book Fair. A stop in Upper America closed.

It drives at 1.8 metres per second. A dealer put 12 robots there and now runs 310.

We expect between 3 and 4 million guests. Our host runs PostgreSQL 14 and Redis 7 on 3 servers.
"""

OFFERED = {
    "Bring in a friend": ["# {value: 500, unit: GBP, of: …}", "{value: 1500, unit: GBP, of: bonus}"],
    "The line costs": ["# {value: 412, unit: million crowns, of: …}"],
    "The rest": ["# understood 'Pay and leave:'", "# {value: 600, unit: crowns, of: …}"],
    "Everyone has": ["{value: 5, unit: days, of: study days}", "{value: 28, unit: days, of: paid leave}"],
    "The office": ["{date: 24 December, until: 1 January}"],
    "Buying": ["{date: 1 March, until: 21 March}"],
    "Applications": ["{date: 15 April}", "{date: 15 September}", "{date: 30 June}"],
    "Shifts": ["{every: Tuesday}"],
    "Salaries": ["{every: month, date: 26}"],
    "Answer": ["{within: 5 minutes}"],
    "Your manager": ["{within: three working days}"],
    "After ten": ["# {value: 10, unit: years, of: …}", "{lasts: six weeks}"],
    "It was repaid": ["# understood '…:'", "{lasts: 25 years}"],
    "Clinics": ["{every: last Wednesday}"],
    "A mechanic": ["{every: other Thursday}"],
    "Reports": ["{every: 15 minutes}"],
    "Ring": [],
    "The app": [],
    "The shop": [],
    "Severity": [],
    "The proxy": [],
    "We ring": ["# understood '…:'"],
    "Lessons": [],
    "We have": ["# understood '…:'", "# places Ghent, Riga, Cork", "Ghent", "Riga"],
    "You can": ["# understood 'Pay and leave:'"],
    "The last run": ["{lasts: 2 hours and 10 minutes}"],
    "Seventy-one": ["# {value: 71, unit: years, of: …}"],
    "Slots": ["{value: 3, unit: hours, of: slots}", "{value: 5, of: rooms}"],
    "Nobody": ["{value: 2, of: dogs, qualifier: over}", "{value: 3, of: cats, qualifier: at most}"],
    "In December": ["{date: December}"],
    "The fund": [
        "# {value: 24500, unit: pounds, of: …}",
        "{value: 9, of: projects}",
        "# {value: 19000, unit: pounds, of: …, as_of: '2024'}",
    ],
    "Closed": ["{date: '2031-05-04', until: '2031-05-08', status: planned}"],
    "It ran": ["# understood '…:'", "{date: '2026-04-28', until: '2026-05-03'}"],
    "She left": ["# understood '…:'", "# {value: 20, unit: years, of: …}", "{date: '2024'}"],
    "It lasts": ["# understood '…:'", "# {value: 3, unit: hours, of: …, qualifier: at least}"],
    "The roof": ["# {value: 14, unit: '%', of: …}"],
    "Thirty-eight": ["# {value: 38, of: …}", "# {value: 18, of: …}", "# {value: 431, of: …}"],
    "The valley": ["{value: 9, of: trains}", "# {value: 6, of: …}"],
    "Of a network": [
        "{value: 742, unit: kilometres, of: network}",
        "# {value: 431, unit: kilometres, of: …}",
    ],
    "By coach": ["{lasts: two and a half hours}"],
    "They want": ["# understood 'Pay and leave:'"],
    "It cost": [
        "# understood '…:'",
        "# {value: 486, unit: million euros, of: …}",
        "# {value: 41, unit: million euros, of: …}",
    ],
    "Less than": ["# {value: 5, unit: minutes, of: …, qualifier: under}"],
    "Power is": ["# {value: 70, unit: '%', of: …}"],
    "In 2025, 91": [
        "{value: 91.2, unit: '%', of: trains, as_of: '2025'}",
        "{value: 87.5, unit: '%', of: trains, as_of: '2024'}",
    ],
    "The weakest": ["# understood 'Pay and leave:'", "# {value: 640, of: …, qualifier: about}"],
    "Our goal": ["# understood '…:'", "# {value: 93, of: …}"],
    "The single": ["# places [Brack, Lower Teal, Strenči]"],
    "Rides on": [],
    "The port": [],
    "Applicants": ["# {value: 18, unit: years, of: …}", "# {value: 27, unit: years, of: …}"],
    "I have read": ["# {value: 8, unit: dollars, of: …}"],
    "The town has": ["{value: 72, of: stations}", "# {value: 40, of: …}"],
    "Its base": ["# understood '…:'", "# places [Cape Sorrel, Morrow]"],
    "The news": ["# places [Port Holm]"],
    "The plan": ["# actors [Henrik Berg]"],
    "The grants": ["European Investment Bank", "# actors European Investment Bank, Lakes Development Bank"],
    "Bronze costs": [
        "# {value: 9, unit: euros, of: …, whose: Bronze}",
        "# {value: 24, unit: euros, of: …, whose: Silver}",
        "# {value: 59, unit: euros, of: …, whose: Gold}",
    ],
    "The interface": [
        "{value: 120, of: requests, whose: Silver}",
        "{value: 600, of: requests, whose: Gold}",
    ],
    "Everybody gets": ["{value: 1, of: locker}"],
    "Leave with": ["{value: 30, unit: days, of: notice}"],
    "Ten per cent": ["{value: 10, unit: '%', of: monthly fee}"],
    "We ask": ["# understood '…:'"],
    "We expect": [
        "# understood '…:'",
        "# {value: 3, unit: million guests, of: …}",
        "# {value: 4, unit: million guests, of: …}",
    ],
    "Sofia": ["# places [Baku, Sofia]"],
    "A stop": ["# places [Upper America]"],
    "It drives": ["# understood '…:'", "# {value: 1.8, unit: metres per second, of: …}"],
    "A dealer put": ["{value: 12, of: robots}", "# {value: 310, of: …}"],
    "Our host": ["# understood '…:'", "{value: 3, of: servers}"],
    "The pack": ["# {value: 2, unit: megawatt-hours, of: …}", "# {value: 3, unit: square metres, of: …}"],
}
"""How sentences of the page begin, and every value that is offered for each; # where in a comment."""


def test_only_what_surely_is_a_value_is_offered(knowledge_dir: KnowledgeDir) -> None:
    knowledge_dir.write("seeds/talk.txt", PAGE)
    draft = read_texts(knowledge_dir.path).draft
    found = {}
    for passage in passages(draft.sources[0]):
        lines = fact(passage, draft.sources, draft.language).splitlines()[2:]
        begins = next((it for it in OFFERED if passage.text.startswith(it)), None)
        if begins:
            found[begins] = sorted(it for line in lines for it in _offered(line.strip()))
    assert found == {begins: sorted(offered) for begins, offered in OFFERED.items()}


def _offered(line: str) -> Iterator[str]:
    """The values of a line of a fact, without their field, each behind a # where it is in a comment."""
    comment = "# " if line.startswith("# ") else ""
    maybe = re.search(r"  # or \[(.*)\]", line)
    line = line.removeprefix("# ").partition("  # ")[0]
    if comment and line.startswith(("understood:", "places: [", "actors: [")):
        yield comment + line.replace(":", "", 1)
    elif line.startswith(("places: ", "actors: ")):
        yield from line.partition(": ")[2].strip("[]").split(", ")
        if maybe:
            yield f"# {line.partition(':')[0]} {maybe[1]}"
    else:
        yield from (comment + it for it in re.findall(r"{.*?}", line))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("They vote on it in May.", "May"),
        ("The first ones are trained this May, they say.", "May"),
        ("In October we meet.", "October"),
        ("She may come by April Jones’s house.", None),
        ("Their march ended in Riga.", None),
        ("June Okafor chairs it.", None),
    ],
)
def test_a_month_alone_is_offered_with_what_to_write_where_it_is_of_one_year(
    knowledge_dir: KnowledgeDir, text: str, month: str | None
) -> None:
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{text}\n")
    told = [it.strip() for it in knowledge_dir.run("quote", text).out.split("\n\n")[0].splitlines()]
    dates = [it for it in told if it.startswith("dates:")]
    if month is None:
        assert dates == []
        return
    iso = f"2030-{MONTHS.index(month) + 1:02}"
    comment = f"# every {month}? else with its year: date: {iso}, understood: 'in 2030:'"
    assert dates == [f"dates: [{{date: {month}}}]  {comment}"]


@pytest.mark.parametrize("heading", ["Events in 2029", "Events"])
def test_the_year_of_a_heading_is_offered_for_a_day_without_one(
    knowledge_dir: KnowledgeDir, heading: str
) -> None:
    text = "The swap of seeds is on 21 May."
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\n{heading}\n\n{text}\n")
    told = knowledge_dir.run("quote", text).out
    comment = "  # in 2029, as it says above? then date: 2029-05-21, understood: 'in 2029:'"
    assert f"dates: [{{date: 21 May}}]{comment if '2029' in heading else ''}\n" in told
    typed = f"{told.replace('{date: 21 May}', '{date: 2029-05-21}')}      understood: 'in 2029:'\n"
    knowledge_dir.write("entries/peace.yaml", PEACE + typed)
    assert (knowledge_dir.run("check").exit_code == 0) == ("2029" in heading)


def test_the_year_of_a_day_is_the_one_that_stands_before_it_and_never_that_of_the_byline(
    knowledge_dir: KnowledgeDir,
) -> None:
    page = "A page\n\nBy Ada Finch, Courier, 4 May 2030\n\nWe meet on 5 May. In June 2031 we sell it. It is shown on 8 July."
    knowledge_dir.write("seeds/talk.txt", page)
    assert "dates: [{date: 5 May}]\n" in knowledge_dir.run("quote", "We meet").out
    assert "date: 2031-07-08" in knowledge_dir.run("quote", "It is shown").out


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Sheds may be up to 2.4 by 1.8 metres.",
            ["value: 2.4, unit: metres, qualifier: at most", "value: 1.8, unit: metres, qualifier: at most"],
        ),
        ("Ponds may be 40 centimetres deep.", ["value: 40, unit: centimetres"]),
        ("Rents may not go up by more than £5.", ["value: 5, unit: GBP, qualifier: at most"]),
        ("Keep hens, at most six to a plot.", ["value: 6, qualifier: at most"]),
        (
            "A gate (April, £2,300), a hedge (June, £900).",
            ["value: 2300, unit: GBP", "value: 900, unit: GBP"],
        ),
        (
            "Of 64 members, 41 voted for it, 17 against and 6 abstained.",
            ["value: 41", "value: 17", "value: 6"],
        ),
    ],
)
def test_amounts_of_which_nothing_says_what_they_are_of_are_left_to_fill_in(
    knowledge_dir: KnowledgeDir, text: str, figures: list[str]
) -> None:
    knowledge_dir.write("seeds/talk.txt", TALK + f"\n{text}\n")
    blank = re.findall(r"\{([^{]*?), of: …([^}]*)\}", knowledge_dir.run("quote", text).out.split("\n\n")[0])
    assert ["".join(it) for it in blank] == figures

"""What people see and do on the page, in a real browser; left out where there is none."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import KnowledgeDir, run_ots
from tests.slack_server import BotProcess, SlackServer

from .browser import Tab, browser, chromium

pytestmark = pytest.mark.slow

READABLE = 4.5
"""Contrast of text with what is behind it, at least: WCAG's AA."""

TARGET = 24
"""Pixels that what is clicked measures, at least: WCAG's AA."""

PATHS = (
    "/",
    "/topics",
    "/timeline",
    "/cities",
    "/figures",
    "/proposals",
    "/f/zangazur-corridor",
    "/f/zangazur-corridor/43-km",
    "/f/zangazur-corridor/43-km?#quote",
    "/ask?q=how+long+is+the+zangazur+corridor",
    "/ask?q=host+cities",
    "/ask?q=how+much+will+the+zangazur+corridor+cost",
)

CONTRAST = """(() => {
  const light = ([r, g, b]) => [r, g, b]
    .map(it => (it /= 255) <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4)
    .reduce((sum, it, at) => sum + it * [0.2126, 0.7152, 0.0722][at], 0);
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const behind = element => {
    for (let it = element; it; it = it.parentElement) {
      const found = numbers(getComputedStyle(it).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some(it => it.nodeType === 3 && it.data.trim());
    if (!own || element.closest("svg") || !element.getClientRects().length) continue;
    const colours = [numbers(getComputedStyle(element).color), behind(element)];
    const [one, other] = colours.map(light).sort((a, b) => b - a);
    found.push([`${element.tagName} ${element.textContent.slice(0, 40)}`, (one + 0.05) / (other + 0.05)]);
  }
  return found;
})()"""
"""Every text that is seen, with its contrast."""

VISIBLE = "[...document.querySelectorAll({})].filter(it => it.checkVisibility()).map(it => it.textContent)"


def seen(selector: str) -> str:
    """The texts of what is seen of *selector*, as an expression."""
    return VISIBLE.format(json.dumps(selector))


@pytest.fixture(scope="module")
async def site(slack: SlackServer) -> AsyncIterator[str]:
    """The address of a bot that serves the page."""
    async with BotProcess.start(slack, env={"OTS_PAGE": "1"}) as bot:
        yield bot.url


@pytest.fixture(scope="module")
async def chrome() -> AsyncIterator[Tab]:
    path = chromium()
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    async with browser(path) as opened:
        yield opened


@pytest.fixture
async def tab(chrome: Tab) -> AsyncIterator[Tab]:
    """A tab as people have it at first. It must have nothing to complain of in the end."""
    await chrome.resize(1_000)
    await chrome.prefer()
    chrome.complaints.clear()
    yield chrome
    assert chrome.complaints == []


async def test_a_click_on_a_mark_shows_what_it_proves(tab: Tab, site: str) -> None:
    await tab.open(site)
    assert await tab.see(seen(".note")) == []
    await tab.click('a[href="#zangazur-corridor/43-km"]')
    await tab.wait(f"{seen('.note')}.length === 1")
    (note,) = await tab.see(seen(".note"))
    assert "The Zangazur Corridor (TRIPP) is to be a 43 km transit link" in note
    await tab.wait("document.querySelector('mark.lit') !== null")  # the note needs no script, this does
    lit = "".join(await tab.see(seen("mark.lit")))
    assert lit.startswith("By establishing a 43- kilometer transit link")
    await tab.click(".note:has(:target) > a")
    await tab.wait(f"{seen('.note')}.length === 0")


async def test_it_works_without_scripts(tab: Tab, site: str) -> None:
    await tab.prefer(scripts=False)
    await tab.open(f"{site}/#zangazur-corridor/43-km")
    # Expressions of the tests run all the same.
    assert len(await tab.see(seen(".note"))) == 1
    await tab.open(f"{site}/figures")
    assert len(await tab.see(seen("tbody tr"))) > 20
    assert await tab.see(seen("thead button")) == []


async def test_a_permanent_address_opens_the_quote_in_sight(tab: Tab, site: str) -> None:
    await tab.open(f"{site}/f/zangazur-corridor/43-km")
    quote = await tab.see("document.querySelector('mark').textContent")
    assert quote.startswith("By establishing a 43- kilometer transit link")
    assert await tab.see("document.querySelector('mark').getBoundingClientRect().bottom < innerHeight")
    await tab.click(".ways a")
    await tab.wait("location.pathname.startsWith('/sources/') && document.querySelector('mark.lit') !== null")
    assert "".join(await tab.see(seen("mark.lit"))) == quote
    await tab.wait(
        "(() => { const box = document.querySelector('mark.lit').getBoundingClientRect(); return box.top >= 0 && box.bottom <= 800 })()"
    )


async def test_the_search_box_answers(tab: Tab, site: str) -> None:
    await tab.open(site)
    await tab.click("#q")
    await tab.type("how long is the zangazur corridor")
    await tab.press("Enter", 13, "\r")
    await tab.wait("location.pathname === '/ask' && document.readyState === 'complete'")
    (headline,) = await tab.see(seen("h1"))
    assert headline == "Zangazur Corridor (TRIPP) (project)"
    assert "43 km" in (await tab.see(seen(".says")))[0]
    assert await tab.see("document.querySelector('#q').value") == "how long is the zangazur corridor"


async def test_a_table_is_sorted_by_the_head_that_is_pressed(tab: Tab, site: str) -> None:
    await tab.open(f"{site}/timeline")
    column = "[...document.querySelectorAll('tbody tr')].map(it => it.cells[1].textContent)"
    before = await tab.see(column)
    await tab.click("thead th:nth-child(2) button")
    assert await tab.see(column) == sorted(before, key=str.lower)
    assert await tab.see("document.querySelectorAll('thead th')[1].ariaSort") == "ascending"
    await tab.click("thead th:nth-child(2) button")
    assert await tab.see(column) == sorted(before, key=str.lower, reverse=True)
    await tab.click("thead th:nth-child(3) button")
    dates = await tab.see("[...document.querySelectorAll('tbody tr')].map(it => it.cells[2].dataset.key)")
    assert dates == sorted(dates)


async def test_what_has_no_date_stands_last_whichever_way_dates_run(tab: Tab, site: str) -> None:
    await tab.open(f"{site}/cities")
    dates = "[...document.querySelectorAll('tbody tr')].map(it => it.cells[2].textContent)"
    for _ in ("ascending", "descending"):
        await tab.click("thead th:nth-child(3) button")
        shown = await tab.see(dates)
        assert set(shown[shown.index("") :]) == {""}


async def test_amounts_are_sorted_by_how_much_they_are(tab: Tab, site: str) -> None:
    await tab.open(f"{site}/figures")
    await tab.click("thead th:nth-child(2) button")
    shown = await tab.see("[...document.querySelectorAll('tbody tr')].map(it => it.cells[1].textContent)")
    in_order = [
        "121 points",
        "$500 million",
        "$600 million",
        "$4.41 billion",
        "nearly $7 billion",
        "$1.1 trillion",
    ]
    assert sorted(in_order, key=shown.index) == in_order


BROKEN = """[...document.querySelectorAll(".date")]
  .filter(it => it.getClientRects().length > 1).map(it => it.textContent)"""
"""The dates that stand on several lines."""


@pytest.mark.parametrize("width", [360, 1_000])
async def test_a_date_stands_on_one_line(tab: Tab, site: str, width: int) -> None:
    await tab.resize(width)
    for path in ("/timeline", "/cities", "/figures", "/ask?q=timeline"):
        await tab.open(site + path)
        assert await tab.see(seen(".date"))
        assert await tab.see(BROKEN) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_text_can_be_read_by_day_and_by_night(tab: Tab, site: str, scheme: str) -> None:
    await tab.prefer(scheme)
    for path in (*PATHS, "/#zangazur-corridor/43-km"):
        await tab.open(site + path)
        found = await tab.see(CONTRAST)
        assert len(found) > 10
        assert [it for it in found if it[1] < READABLE] == [], path
    paper = await tab.see("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, paper[4:-1].split(","))) > 380) == (scheme == "light")


async def test_a_phone_shows_every_page_without_scrolling_sideways(tab: Tab, site: str) -> None:
    await tab.resize(360)
    for path in (*PATHS, "/#zangazur-corridor/43-km", "/no/such/page"):
        await tab.open(site + path)
        widths = await tab.see("[document.documentElement.scrollWidth, innerWidth]")
        assert widths == [360, 360], path
    tab.complaints[:] = [it for it in tab.complaints if "404" not in it]


async def test_the_keyboard_reaches_the_text_and_shows_where_it_is(tab: Tab, site: str) -> None:
    await tab.open(f"{site}/figures")
    await tab.press("Tab", 9)
    assert await tab.see("document.activeElement.className") == "skip"
    assert await tab.see("document.activeElement.getBoundingClientRect().left >= 0")
    assert await tab.see("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    await tab.press("Enter", 13, "\r")
    await tab.wait("document.activeElement.id === 'main'")
    await tab.press("Tab", 9)
    assert await tab.see("document.querySelector('main').contains(document.activeElement)")


async def test_the_keyboard_opens_a_mark_and_goes_on_in_what_it_proves(tab: Tab, site: str) -> None:
    await tab.open(site)
    await tab.see("document.querySelector('a[href=\"#zangazur-corridor/43-km\"]').focus()")
    await tab.press("Enter", 13, "\r")
    await tab.wait(f"{seen('.note')}.length === 1 && document.activeElement.closest('li:target') !== null")
    assert "43 km transit link" in await tab.see("document.activeElement.textContent")
    await tab.press("Tab", 9)
    assert await tab.see("document.activeElement.closest('.note') !== null")


async def test_on_paper_it_is_a_report_with_footnotes(tab: Tab, site: str) -> None:
    await tab.open(site)
    await tab.prefer(media="print")
    notes, numbers = await tab.see(seen(".note li")), await tab.see(seen("sup"))
    assert len(notes) > 250
    assert sorted(int(it) for number in numbers for it in number.split()) == list(range(1, len(notes) + 1))
    assert await tab.see(seen("nav, form, .skip")) == []
    size = "parseFloat(getComputedStyle(document.querySelector('{}')).fontSize)"
    assert await tab.see(f"{size.format('.note small')} <= {size.format('.note li')}")


async def test_on_paper_nothing_is_dark_for_whoever_reads_by_night(tab: Tab, site: str) -> None:
    await tab.open(f"{site}/timeline")
    await tab.prefer("dark", media="print")
    plan = "getComputedStyle(document.querySelector('.line .plan {}')).fill"
    assert await tab.see(plan.format("rect")) == "rgb(255, 255, 255)"
    assert await tab.see(plan.format("text")) == "rgb(0, 0, 0)"


async def test_marks_are_large_enough_to_be_hit(tab: Tab, site: str) -> None:
    await tab.open(site)
    heights = await tab.see(
        "[...document.querySelectorAll('.text p > a')].map(it => it.getClientRects()[0].height)"
    )
    assert min(heights) >= TARGET
    spaced = "parseFloat(getComputedStyle(document.querySelector('.text p')).lineHeight)"
    assert max(heights) <= await tab.see(spaced)  # those of two lines do not cover each other


STOPS = """[...document.querySelectorAll("mark, q")].map(it => {
  const left = at => {
    const sign = new Range();
    sign.setStart(it.firstChild, at);
    sign.setEnd(it.firstChild, at + 1);
    return sign.getBoundingClientRect().left;
  };
  return left(it.firstChild.length - 1) < left(0);
})"""
"""Of every quote, whether the full stop at its end stands to the left of its first letter."""


async def test_what_is_written_from_the_right_ends_on_the_left(tab: Tab, knowledge_dir: KnowledgeDir) -> None:
    said = "המחיר הוא 17 אירו ליום."
    figure = "{value: 17, unit: euros, of: day}"
    fact = f"{{text: It costs 17 euros a day., quote: {said}, figures: [{figure}]}}"
    knowledge_dir.write("seeds/talk.txt", said)
    knowledge_dir.write("entries/peace.yaml", f"[{{id: fee, kind: theme, title: Fee, facts: [{fact}]}}]")
    (knowledge_dir.path / "entries/bridge.yaml").unlink()
    assert knowledge_dir.run("page", "out").exit_code == 0
    for path, quotes in {"index.html": 1, "f/fee/17-euros/index.html": 2}.items():
        await tab.open((knowledge_dir.path / "out" / path).as_uri())
        assert await tab.see(STOPS) == [True] * quotes, path


async def test_the_folder_works_from_the_disk(tab: Tab, tmp_path: Path) -> None:
    assert run_ots("page", str(tmp_path)).exit_code == 0
    await tab.open((tmp_path / "index.html").as_uri())
    assert await tab.see(seen("form")) == []
    await tab.click('a[href="#zangazur-corridor/43-km"]')
    await tab.wait(f"{seen('.note')}.length === 1")
    await tab.click("li:target a")
    await tab.wait("document.querySelector('mark#quote') !== null")
    await tab.click("nav li:nth-child(3) a")
    await tab.wait(f"{seen('h1')}[0] === 'Timeline' && document.querySelector('thead button') !== null")

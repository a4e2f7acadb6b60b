"""What every message must be, whatever is said: inside Slack's limits, and the same in words as on screen."""

from __future__ import annotations

from functools import cache
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.conversation.turn import Turn
from bot.answering.finding.demands import Lack
from bot.answering.reply import Answer, Choice, Choices, Help, Item, Listing, NoAnswer, Reply
from bot.slack.blocks import MOST_ROW, Surface, draw
from bot.slack.interactions import ButtonValue
from knowledge.model import Fact
from tests.shipped import knowledge
from tests.slack_server.fixtures import quotes
from tests.slack_server.limits import MOST_TEXT, faults, metadata_error

SURFACES: tuple[Surface, ...] = ("ephemeral", "message", "modal")


@cache
def known() -> frozenset[str]:
    """Every quote of the shipped knowledge."""
    return frozenset(fact.shown_quote for entry in knowledge().entries for fact in entry.facts)


entries = st.deferred(lambda: st.sampled_from(knowledge().entries))
texts = st.text(max_size=1_000)
names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=75)


@st.composite
def items(draw: st.DrawFn) -> Item:
    entry = draw(entries)
    return Item(
        draw(names),
        entry,
        draw(st.sampled_from(entry.facts)),
        draw(st.none() | st.sampled_from(["2025", "Baku", "Riga"])),
        tuple(draw(st.lists(names, max_size=3))),
        draw(st.sampled_from([None, "2025", "2025-08", "2025-08-22"])),
        draw(st.sampled_from([None, "2026", "2025-10", "2025-08-25"])),
        draw(st.sampled_from([(), ("Baku", "Azerbaijan"), ("Riga",)])),
        draw(st.sampled_from([None, "past", "planned", "proposed"])),
        draw(st.none() | names),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    entry = draw(entries)
    facts = draw(st.permutations(entry.facts))
    some, others = (tuple(draw(st.lists(entries, unique_by=lambda it: it.id, max_size=3))) for _ in range(2))
    return Answer(draw(texts), entry, tuple(facts), 100.0, some, others)


choices = st.lists(entries, max_size=5, unique_by=lambda it: it.id).map(
    lambda some: tuple(Choice(entry, entry.facts, 90.0) for entry in some)
)
listings = st.builds(Listing, texts, names, st.lists(items(), max_size=45).map(tuple))
noes = st.builds(
    lambda query, entry, near: NoAnswer(
        query, "not_stated", entry, entry.facts[:1], (Lack("name", query[:60]),), suggestions=tuple(near)
    ),
    texts,
    entries,
    st.lists(entries, max_size=3, unique_by=lambda it: it.id),
)
replies: st.SearchStrategy[Reply] = st.one_of(
    answers(),
    st.builds(Choices, texts, choices),
    listings,
    noes,
    st.builds(Help, texts, st.deferred(lambda: st.sampled_from([knowledge().about.examples, ()]))),
)


@given(replies, st.sampled_from(SURFACES), st.integers(0, 30), st.booleans())
def test_every_message_keeps_every_limit_and_says_in_words_what_it_shows(
    reply: Reply, surface: Surface, page: int, more: bool
) -> None:
    drawing = draw(reply, surface, page=page, more=more)
    assert faults(drawing.blocks, surface) == []
    assert drawing.metadata is not None
    assert metadata_error(drawing.metadata) is None
    assert len(drawing.text) <= MOST_TEXT
    said, shown = unescape(drawing.text), quotes(drawing.blocks)
    assert [quote for quote in shown if f"“{quote}”" not in said] == []
    assert set(shown) <= known()
    assert said.count("“") >= len(shown)
    hidden = {fact.shown_quote for fact in _facts(reply)} - set(shown)
    assert [quote for quote in hidden if f"“{quote}”" in said.splitlines()] == []


def _facts(reply: Reply) -> tuple[Fact, ...]:
    match reply:
        case Answer() | NoAnswer():
            return reply.facts
        case Choices():
            return tuple(fact for choice in reply.choices for fact in choice.facts)
        case Listing():
            return tuple(item.fact for item in reply.items)
        case _:
            return ()


@given(listings.filter(lambda it: bool(it.items)), st.integers(0, 5))
def test_a_page_shows_ten_rows_each_on_a_line_and_each_to_be_opened(listing: Listing, page: int) -> None:
    drawing = draw(listing, "ephemeral", page=page)
    last = (len(listing.items) - 1) // 10
    page = min(page, last)
    rich = next(block for block in drawing.blocks[1:] if block["type"] == "rich_text")
    rows = [
        "".join(node["text"] for node in row["elements"])
        for part in rich["elements"]
        if part["type"] == "rich_text_list"
        for row in part["elements"]
    ]
    assert len(rows) == len(listing.items[page * 10 : page * 10 + 10])
    assert all(len(row) <= MOST_ROW and "\n" not in row for row in rows)
    select = drawing.blocks[-1]["elements"][0]
    opened = [ButtonValue.read(option["value"]) for option in select["options"]]
    meant = listing.items[page * 10 : page * 10 + 10]
    assert [(value.entry, value.fact) for value in opened] == [
        (item.entry.id, item.entry.facts.index(item.fact)) for item in meant
    ]
    assert len({option["value"] for option in select["options"]}) == len(rows)


@given(answers())
def test_showing_more_reaches_every_fact(answer: Answer) -> None:
    seen: list[str] = []
    page = 0
    while True:
        drawing = draw(answer, "ephemeral", page=page, more=True)
        seen += quotes(drawing.blocks)
        buttons = [one for block in drawing.blocks if block["type"] == "actions" for one in block["elements"]]
        further = next((one for one in buttons if one["action_id"] == "more"), None)
        if further is None:
            break
        page = ButtonValue.read(further["value"]).page
    assert seen == [fact.shown_quote for fact in answer.facts]


@given(st.text(max_size=2_000), st.integers(0, 99))
def test_a_button_s_value_fits_whatever_was_asked(query: str, fact: int) -> None:
    written = ButtonValue(entry="gdp", query=query, fact=fact).written()
    assert len(written) <= 2_000
    read = ButtonValue.read(written)
    assert (read.entry, read.fact) == ("gdp", fact)
    assert query.startswith(read.query)


def test_thanks_get_no_list_of_commands() -> None:
    assert "share" not in draw(Help("thanks", knowledge().about.examples, "thanks"), "ephemeral").text


def test_sharing_is_offered_to_who_can_share() -> None:
    help_, entry = Help("help", knowledge().about.examples), knowledge().entries[0]
    assert "share QUESTION" in draw(help_, "ephemeral").text
    assert "share QUESTION" not in draw(help_, "message").text
    answer = Answer("?", entry, entry.facts, 100.0)
    labels = [str(draw(answer, surface).blocks).count("Share with Channel") for surface in SURFACES]
    assert labels == [1, 0, 0]


def test_what_was_said_is_kept_with_the_message() -> None:
    entry = knowledge().entries[0]
    answer = Answer("?", entry, entry.facts, 100.0)
    drawing = draw(answer, "message")
    assert drawing.metadata is not None
    kept = Turn.read(drawing.metadata["event_payload"])
    assert kept == Turn.of(answer, drawn=len(quotes(drawing.blocks)))

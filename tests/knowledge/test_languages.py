"""Sources in other languages: quotes stay as they are, and are held against texts in whichever language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dates import MONTHS, long_date
from knowledge.fold import numbers
from knowledge.times import Times
from tests.conftest import KnowledgeDir
from tests.shipped import knowledge

pytestmark = pytest.mark.slow  # many runs of the command, or waiting

LANGUAGE = knowledge().language
READ = sorted(LANGUAGE.numerals)
WORDED = [it for it in READ if LANGUAGE.numerals[it].words]
"""Those of which the words for numbers are read too."""
TIMES = Times(LANGUAGE.values, [it for group in LANGUAGE.endings for it in group])
ENTRY = """\
- id: news
  kind: theme
  title: News
  facts:
    - text: {text}
      quote: {quote}
"""


def faults(directory: KnowledgeDir, language: str, quote: str, text: str, typed: str = "") -> list[str]:
    """What the check says of a fact whose quote is all of a source in *language*."""
    for name in ("entries/peace.yaml", "entries/bridge.yaml"):
        (directory.path / name).unlink(missing_ok=True)
    directory.write("seeds/talk.txt", quote)
    directory.write(
        "sources.yaml",
        "- {id: talk, file: talk.txt, title: News, publisher: Press, date: 2026-01, speaker: Press, "
        f"language: {language}}}\n",
    )
    directory.write("entries/news.yaml", ENTRY.format(text=f'"{text}"', quote=f'"{quote}"') + typed)
    return [line.split(": ", 2)[2] for line in directory.run("check").err.splitlines()]


TRUE = [
    (
        "de",
        "Rund 61,4 Millionen Fahrgäste fuhren im Jahr 2024 mit.",
        "About 61.4 million passengers travelled in 2024.",
        "      figures: [{value: 61.4, unit: million passengers, of: passengers, qualifier: about}]\n",
    ),
    (
        "de",
        "Ende 2024 arbeiteten dort 1.284 Menschen in zwölf Ämtern.",
        "At the end of 2024, 1,284 people worked in twelve offices.",
        "      figures: [{value: 1284, unit: people, of: staff}]\n",
    ),
    (
        "de",
        "Am 14. Mai 2025 wurde die Brücke eröffnet.",
        "Am 14. Mai 2025 wurde die Brücke eröffnet.",
        "      dates: [{date: 2025-05-14}]\n",
    ),
    (
        "de",
        "Das Fest findet jeden Oktober am 5. und 6. statt und dauert zwei Wochen.",
        "It is held every October, on the 5th and 6th, for two weeks.",
        "      dates: [{every: year, date: October}, {lasts: two weeks}]\n",
    ),
    (
        "de",
        "Der Neubau ist für 2027 geplant.",
        "The new building is planned for 2027.",
        "      dates: [{date: 2027, status: planned}]\n",
    ),
    (
        "de",
        "Am Telefon wurden am 03.06.2024 fünfmal Fragen gestellt.",
        "Questions were asked five times on 3 June 2024.",
        "      dates: [{date: 2024-06-03}]\n",
    ),
    (
        "tr",
        "Türkiye'de nüfus 2024'te yaklaşık 85,4 milyon oldu.",
        "The population of Turkey was about 85.4 million in 2024.",
        "      figures: [{value: 85.4, unit: million, of: population, qualifier: about}]\n      places: [Turkey]\n",
    ),
    (
        "tr",
        "Köprü 29 Ekim 2026'da açılacak.",
        "The bridge is to open on 29 October 2026.",
        "      dates: [{date: 2026-10-29, status: planned}]\n",
    ),
    (
        "tr",
        "Her ayın 25'inde, 1.250 lira ödenir.",
        "1,250 lira are paid on the 25th of each month.",
        "      dates: [{every: month, date: 25}]\n",
    ),
    (
        "az",
        "Görüş 2025-ci il oktyabrın 7-də Bakıda keçirilib, 15 min nəfər qatılıb.",
        "15,000 people met in Baku on 7 October 2025.",
        "      dates: [{date: 2025-10-07}]\n      places: [Baku]\n",
    ),
    (
        "ru",
        "В Турции 5 мая 2025 года открыли почти 1 234,5 км дорог.",
        "Nearly 1,234.5 km of roads were opened in Turkey on 5 May 2025.",
        "      dates: [{date: 2025-05-05}]\n      figures: [{value: 1234.5, unit: km, of: roads, qualifier: nearly}]\n      places: [Turkey]\n",
    ),
    ("ru", "Мост построила Ольга Петрова.", "A bridge was built by Olga Petrova.", "      actors: [Olga Petrova]\n"),
    ("ru", "Мост построила Ольга Петрова.", "Мост построен Ольгой Петровой.", "      actors: [Ольгой Петровой]\n"),
    ("ru", "Мост открыт Анной.", "Мост открыла Анна.", ""),
    ("az", "Körpünü Əliyeva Şəkidə tikib.", "Tikilib: Əliyevanın körpüsü, Şəkinin yanında.", ""),
    ("tr", "Köprüyü Ayşe Yılmaz Şanlıurfa'da yaptı.", "Köprü Ayşe Yılmaz'ın, şimdi Şanlıurfa'nın.", ""),
    (
        "de",
        "Der Umsatz stieg auf 138 Millionen Euro.",
        "Der Umsatz stieg auf 138 Millionen Euro.",
        "      figures: [{value: 138, unit: million Euro, of: Umsatz}]\n",
    ),
    (
        "de",
        "Der Umsatz lag bei 138 Mio. Euro, und Achtzig Leute kamen.",
        "Der Umsatz lag bei 138 Millionen Euro, und Achtzig Leute kamen.",
        "      figures: [{value: 138, unit: million Euro, of: Umsatz}]\n",
    ),
    (
        "en",
        "She says: Eight hundred metres is nothing at night.",
        "She says: Eight hundred metres is nothing at night.",
        "      figures: [{value: 800, unit: metres, of: length}]\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "quote", "text", "typed"), TRUE)
def test_what_the_quote_says_in_its_own_language_is_no_fault(
    knowledge_dir: KnowledgeDir, language: str, quote: str, text: str, typed: str
) -> None:
    assert faults(knowledge_dir, language, quote, text, typed) == []


FALSE = [
    ("de", "Es kamen 1.284 Menschen.", "1,285 people came.", "", "number 1285 does not stand in the quote"),
    ("de", "Am 14. Mai 2025 kam sie.", "She came on 14 June 2025.", "", "name 'June' does not stand in the quote"),
    ("de", "Am 14. Mai 2025 kam sie.", "She came.", "      dates: [{date: 2025-05-15}]\n", "date 2025-05-15 does not stand in the quote"),
    ("ru", "Мост построила Ольга Петрова.", "Мост построил Иван Сидоров.", "", "name 'Иван Сидоров' does not stand in the quote"),
    ("ru", "Мост построила Ольга Петрова.", "Мост построен Ольгой Петренко.", "", "name 'Ольгой Петренко' does not stand in the quote"),
    ("ru", "Поезд идёт в Иран.", "Поезд идёт в Ирак.", "", "name 'Ирак' does not stand in the quote"),
    ("az", "Körpünü Səmədova Şəkidə tikib.", "Körpü Əliyevanın.", "", "name 'Əliyevanın' does not stand in the quote"),
    ("de", "Es sind knapp 58 Prozent.", "It is 58 percent.", "",
     "the quote says 'knapp', the text none of nearly, almost, just under: keep it, or give a reason under `unhedged`"),
    ("de", "Er zahlt über 500 Euro.", "He pays 500 euros.", "",
     "the quote says 'über', the text none of over, more than, above, exceeded, exceeding, exceeds, passed:"
     " keep it, or give a reason under `unhedged`"),
    ("tr", "Yaklaşık 20 kişi geldi.", "20 people came.", "",
     "the quote says 'yaklaşık', the text none of around, about, approximately, roughly, some:"
     " keep it, or give a reason under `unhedged`"),
    ("ru", "Приехали не более 20 человек.", "More than 20 people came.", "",
     "the quote says 'не более', the text none of up to, at most, as many as, as much as, no more than, not more than: keep it, or give a reason under `unhedged`"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "quote", "text", "typed", "fault"), FALSE)
def test_what_it_does_not_say_is_one(
    knowledge_dir: KnowledgeDir, language: str, quote: str, text: str, typed: str, fault: str
) -> None:
    assert faults(knowledge_dir, language, quote, text, typed) == [fault]


@pytest.mark.parametrize("text", ["Um die 58 Prozent, knapp.", "Nearly 58 percent."])
def test_a_hedge_may_be_kept_in_either_language(knowledge_dir: KnowledgeDir, text: str) -> None:
    assert faults(knowledge_dir, "de", "Es sind knapp 58 Prozent.", text) == []


def test_a_word_that_is_a_hedge_in_english_is_none_elsewhere(knowledge_dir: KnowledgeDir) -> None:
    assert faults(knowledge_dir, "de", "Sie will wachsen, über alle Grenzen.", "She wants to grow.") == []


def test_a_name_may_be_told_as_the_quote_has_it(knowledge_dir: KnowledgeDir) -> None:
    quote, text = "Das Schiff fährt auf dem Bodensee.", "The ship sails on Lake Constance."
    assert faults(knowledge_dir, "de", quote, text) == ["name 'Lake Constance' does not stand in the quote"]
    assert faults(knowledge_dir, "de", quote, text, "      translated: {Lake Constance: Bodensee}\n") == []


def test_an_answer_keeps_the_quote_in_its_language(knowledge_dir: KnowledgeDir) -> None:
    language, quote, text, typed = TRUE[1]
    assert faults(knowledge_dir, language, quote, text, typed) == []
    assert knowledge_dir.run("ask", "news").lines[1:3] == [text, f"“{quote}”"]
    assert knowledge_dir.run("ask", "figures").lines[1] == "1. News: staff — 1,284 people"


# The laws of reading numbers and dates


@given(st.sampled_from(READ), st.integers(0, 10**9), st.integers(0, 99))
def test_a_number_is_the_same_in_every_language(language: str, whole: int, hundredths: int) -> None:
    numerals = LANGUAGE.numerals[language]
    for group in numerals.groups:
        written = f"{whole:,}".replace(",", group) + f"{numerals.decimal}{hundredths:02}"
        assert numerals.numbers(f"— {written} —") == numbers(f"{whole}.{hundredths:02}"), written


@given(st.sampled_from(WORDED), st.integers(2, 99), st.data())
def test_a_word_for_a_number_is_that_number(language: str, number: int, data: st.DataObject) -> None:
    numerals = LANGUAGE.numerals[language]
    tens, ones = number // 10 * 10, number % 10
    parts = [number] if number in numerals.words else [tens, ones]
    if 1 in parts:
        return  # it is the article too
    first = [data.draw(st.sampled_from(numerals.words[part][:1])) for part in parts]
    written = " ".join(first)
    if numerals.joins and len(first) > 1:
        written = f"{first[1]}{numerals.joint}{first[0]}"
    assert numerals.numbers(written) == {str(number)}, written


@given(st.sampled_from(READ), st.integers(2, 999), st.data())
def test_a_scale_counts_as_in_english(language: str, number: int, data: st.DataObject) -> None:
    numerals = LANGUAGE.numerals[language]
    scale = data.draw(st.sampled_from(sorted(numerals.scales)))
    word = data.draw(st.sampled_from(numerals.scales[scale]))
    assert numerals.numbers(f"{number} {word}") == numbers(f"{number} {scale}")


@given(st.sampled_from(READ), st.text())
def test_any_text_can_be_read(language: str, text: str) -> None:
    numerals = LANGUAGE.numerals[language]
    plain = numerals.plain(text)
    assert numbers(plain) == numerals.numbers(text)
    assert TIMES.says_date(plain, "2026")


@given(st.integers(1, 12), st.integers(1, 28), st.data())
def test_a_date_is_found_in_every_language_and_no_other_is(month: int, day: int, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(LANGUAGE.values.months[month - 1]))
    date = f"--{month:02}-{day:02}"
    for text in (f"am {day}. {name} 2025", f"on {name} {day}, 2025", f"{day:02}.{month:02}.2025"):
        assert TIMES.says_date(text, date), text
        assert not TIMES.says_date(text, f"--{month % 12 + 1:02}"), text
    assert long_date(date) == f"{day} {MONTHS[month - 1]}"

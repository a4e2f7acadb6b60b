"""Folding: what different ways of writing one thing have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain

MAX_LETTERS = 8
"""Latin letters that one character may become; an emoji's long name is no word people type."""

_ONE = frozenset(("a", "an", "one"))
_COUNTED_BY_ONE = frozenset(("hundred", "thousand", "million", "billion", "trillion"))
"""Words that count only before a scale, and these scales: "one million", but "a bin" is no Turkish 1,000."""
_LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
"""Scales only where they touch the number: "1m", but not "1 m"."""
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    **dict.fromkeys(
        ("million", "millions", "milion", "milions", "millon", "millons", "mln", "mio", "mn"), 10**6
    ),
    **dict.fromkeys(("billion", "billions", "bilion", "billon", "bln", "bn"), 10**9),
    **dict.fromkeys(("trillion", "trillions", "trn", "tn"), 10**12),
    # Turkish and Azerbaijani, Russian, Hungarian, German; "million" is the same in most.
    **dict.fromkeys(("bin", "tysyach", "tysyacha", "tysyachi", "tys", "ezer", "tausend"), 10**3),
    **dict.fromkeys(("milyon", "millionov", "milliona", "millio", "millionen"), 10**6),
    **dict.fromkeys(("milyar", "milyard", "milliard", "milliarda", "milliardov", "mlr", "mlrd"), 10**9),
    **dict.fromkeys(("milliarde", "milliarden", "mrd"), 10**9),
    **dict.fromkeys(("trilyon", "trilliona", "trillionov", "trln", "billio"), 10**12),
}
_UNITS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ORDINALS = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
# "one" and "first" are left out: in "one of its decisions" and "at first" they count nothing.
_CARDINALS = {
    **{word: value for value, word in enumerate(_UNITS.split(), 2)},
    **{word: value * 10 for value, word in enumerate(_TENS.split(), 2)},
}
_ADDED = {"one": 1, "first": 1}
"""What counts behind another number alone: "twenty-one"."""
_NUMBER_WORDS = {
    **_CARDINALS,
    **{word: value for value, word in enumerate(_ORDINALS.split(), 2)},
    "hundredth": 100,
}
_COUNTING = _NUMBER_WORDS.keys() | _COUNTED_BY_ONE
"""Words of which one at least stands where a number is written without a digit."""
_MAY_COUNT = _NUMBER_WORDS.keys() | _ONE
ROMAN = {
    f"{tens}{ones}": 10 * at + value
    for at, tens in enumerate(("", "X", "XX"))
    for value, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if len(tens + ones) > 1
}
"""Roman numbers to 29; a letter alone is more often none."""
_ROMAN_WORD = re.compile(r"\b(?:" + "|".join(ROMAN) + r")\b")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
"""An abbreviation with dots: "W.H.O."."""
_PARTED = re.compile(r"(?<=\b[Cc]o)-(?=[a-z])")
"""The hyphen of "co-operation"."""
_ELIDED = re.compile(
    r"\b(?:[dlcsnjmt]|qu|quell|[dn]ell|d?all|sull|coll|un)['’](?=[aeiouyhàâéèêëîïôûüœ])", re.IGNORECASE
)
"""What French and Italian leave of a small word before a vowel: "d'habitants", "dell'Orso"."""
_MORE_THAN = re.compile(r"(?<=\d)\+")
"""A plus behind a number: "40+"."""
_VERSION = re.compile(r"\b[vV](?=\d+\.\d)")
"""What stands for the word before its number: "v4.18"."""
_APOSTROPHES = dict.fromkeys(map(ord, "‘’ʻʼ`´"), "'")
_POSSESSIVE = re.compile(r"'s\b")
_CONTRACTED = re.compile(r"\b(i|you|he|she|it|we|they|that|there|who|what)'(?:d|ll|ve|re|m)\b")
"""A small English word with a verb behind it: "I'd" is no id, and "we'll" not well."""
# Turkish parts an ending from an abbreviation or number so: "BM'de", "2026'da"; "O'zbekiston" is whole.
_ENDING_APART = re.compile(r"(?<=[^\W\d_a-z][^\W\d_a-z]|\w\d)'[^\W\d_]{1,6}\b")
_OF_ORDINALS = r"(?:i?n)?c[iu]|nj[iu]|sh[iy]|chi|ya?|go|mu"
_ENDING_JOINED = re.compile(
    rf"(?<=[A-Z][A-Z]|\w\d)-(?:{_OF_ORDINALS}|b[ae]n?|bol|r[ae]|rol|k[ae]|g[ae]|[dt][ae]n?|"
    r"n[iy]n?g?|[dt][iy]n?|[oeai][st]|i)\b"
)
"""What joins a number or abbreviation in languages with endings: "2026-cı", "12-й", "ENSZ-ben"."""
_APOSTROPHE_INSIDE = re.compile(r"(?<=\w)'(?=\w)")
CURRENCIES = {"$": "usd", "€": "eur", "£": "gbp", "¥": "yen", "₺": "lira", "₽": "rub", "₸": "tenge"}
"""Signs of money, and the words that they are folded to: each stands before its number."""
MONEY = "".join(CURRENCIES)
"""These signs, for a class of characters."""
_SIGNS = str.maketrans(
    {"%": " percent ", "&": " and ", "+": " plus "} | {sign: f" {word} " for sign, word in CURRENCIES.items()}
)
_DIGITS = frozenset("0123456789")
_SIGNS_ALONE = frozenset(map(chr, _SIGNS))
_WORD = re.compile(
    r"[a-z]+(?:\d+[a-z]*)*"
    r"|(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+[.,]\d+|\d+)(?:[kmbt]\b)?"
)
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_ORDINAL = re.compile(
    rf"\b(?:\d+(?:{'|'.join(sorted(_ORDINAL_ENDINGS))}|-(?:{_OF_ORDINALS})|\.(?=\s[^\W\d_]))|"
    rf"(?:(?:{_TENS.replace(' ', '|')})[\s-])?(?:first|{_ORDINALS.replace(' ', '|')}|hundredth))(?![^\W_])"
)
"""How a place in a row is written, in small Latin letters: "12th", "twenty-first", "2-ci", "3. Gipfel"."""
_MAX_DIGITS = 18
"""Digits kept of a number: a longer one is no amount that anybody states."""
_TOO_LARGE = 10**_MAX_DIGITS


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return what different spellings of one name or number have in common.

    >>> fold("“Zəngəzur”  DƏHLİZİ")
    'zengezur dehlizi'
    >>> fold("Срединный коридор"), fold("O‘zbekiston"), fold("Azerbaijan’s")
    ('sredinnyy koridor', 'ozbekiston', 'azerbaijan')
    >>> fold("$2.1 trillion") == fold("$2.1tn"), fold("1,000,000") == fold("1m")
    (True, True)
    >>> fold("one million"), fold("a billion"), fold("BM'de"), fold("2026'da")
    ('1000000', '1000000000', 'bm', '2026')
    >>> fold("43- kilometer"), fold("43km"), fold("III"), fold("the 12th"), fold("14.5%")
    ('43 kilometer', '43 km', '3', 'the 12', '14.5 percent')

    Latin words of small letters and plain numbers, one space between them. Folding twice changes
    nothing, and nothing raises. Does not tell homographs apart: that is for matching.
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The folded words of *text*, in order."""
    if text.isalpha() and text.isascii() and text.islower() and text not in _COUNTING:
        return [text]  # one word, folded already: most of what is learnt is that
    return list(_words(text))


@lru_cache(maxsize=256)  # one question is read several times over: for manners, for words, for its numbers
def _words(text: str) -> tuple[str, ...]:
    # Each pattern runs only where it can match at all: most text has none of it, and much text is folded.
    if "." in text:
        text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
        text = _VERSION.sub("version ", text)
    if "-" in text:
        text = _PARTED.sub("", text)
    if "'" in text or "’" in text:
        text = _ELIDED.sub("", text)
    if "+" in text:
        text = _MORE_THAN.sub("", text)
    if "I" in text or "V" in text or "X" in text:
        text = _ROMAN_WORD.sub(lambda match: str(ROMAN[match.group()]), text)
    if not text.isascii():
        text = _latin(text)
    if "'" in text:
        text = _ENDING_APART.sub(" ", text)
        text = _CONTRACTED.sub(r"\1", _POSSESSIVE.sub(" ", text.lower()))
        text = _APOSTROPHE_INSIDE.sub("", text)
    if "-" in text:
        text = _ENDING_JOINED.sub(" ", text)
    text = text.lower()
    if not _SIGNS_ALONE.isdisjoint(text):
        text = text.translate(_SIGNS)
    found = _WORD.findall(text)
    if _COUNTING.isdisjoint(found) and _DIGITS.isdisjoint(text):
        return tuple(found)
    return tuple(_with_plain_numbers(found))


def is_number(word: str) -> bool:
    """Whether a folded word is a number.

    >>> is_number("2025"), is_number("14.5"), is_number("cop29")
    (True, True, False)
    """
    return "0" <= word < ":"  # which comes after 9


def is_scale(word: str) -> bool:
    """Whether *word* behind a number makes it so many thousands or more, in any language that is read.

    >>> is_scale("bn"), is_scale("K"), is_scale("млрд"), is_scale("Mio"), is_scale("rooms")
    (True, True, True, True, False)
    """
    folded = fold(word)
    return folded in _SCALES or folded in _LETTER_SCALES


def cardinals(text: str) -> frozenset[str]:
    """The numbers that *text* writes as words, folded: "three" says less than "3" does.

    >>> sorted(cardinals("three of the 12 in the third year"))
    ['3']
    """
    return frozenset(str(_CARDINALS[word]) for word in _CARDINALS.keys() & text.lower().split())


def ordinals(text: str) -> frozenset[str]:
    """The numbers that *text* writes as places in a row, folded; Roman numerals are such.

    >>> sorted(ordinals("three of the 12th in the second year, and the IV Forum"))
    ['12', '2', '4']
    """
    romans = (str(ROMAN[it]) for it in _ROMAN_WORD.findall(text))
    written = (numbers(it) for it in _ORDINAL.findall((text if text.isascii() else _latin(text)).lower()))
    return frozenset(chain(romans, *written))


def numbers(text: str) -> frozenset[str]:
    """The numbers of *text*, folded."""
    return frozenset(filter(is_number, _words(text)))


def _latin(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS).translate(_APOSTROPHES)
    return "".join([char if char.isascii() else _latin_letters(char) for char in text])


@lru_cache(maxsize=4096)  # a language has few letters, and texts have many
def _latin_letters(char: str) -> str:
    # Imported here because it costs more than folding an English question does.
    from anyascii import anyascii

    if unicodedata.category(char).startswith("S"):
        return " "  # an emoji is no word, though it has a name
    # The Cyrillic hard and soft signs come as apostrophes; people leave them out.
    letters = anyascii(char).strip("'`")
    return letters if len(letters) <= MAX_LETTERS else " "


def _with_plain_numbers(found: list[str]) -> Iterator[str]:
    """The words with every number in plain digits, scale words multiplied in, and "twenty-one" added up."""
    amount: Decimal | None = None
    spelt = False
    for place, word in enumerate(found):
        if amount is None and word > ":" and word not in _MAY_COUNT:  # ":" comes after 9
            yield word
            continue
        if word in _ONE and " ".join(found[place + 1 : place + 2]) in _COUNTED_BY_ONE:
            word = "1"
        if amount is not None and word in _SCALES and amount * _SCALES[word] < _TOO_LARGE:
            amount *= _SCALES[word]
            continue
        if amount is not None and spelt and _is_added(amount, found[place : place + 3]):
            amount += 0 if word == "and" else _small(word)
            continue
        follows_number = amount is not None
        if amount is not None:
            yield f"{amount.normalize():f}"
        amount = _amount(word) if word[0].isdigit() or word in _NUMBER_WORDS else None
        spelt = word in _NUMBER_WORDS or (word == "1" and found[place] in _ONE)
        if amount is None and not (follows_number and word in _ORDINAL_ENDINGS):
            yield word
    if amount is not None:
        yield f"{amount.normalize():f}"


def _is_added(amount: Decimal, behind: list[str]) -> bool:
    """Whether the words *behind* a number in words go on with it: "a hundred *and five*", "twenty-*one*"."""
    said = behind[1:] if behind[0] == "and" and amount % 100 == 0 else behind
    value = _small(said[0]) if said else 0
    if not value or not _SCALES.keys().isdisjoint(said[1:2]):
        return False  # "between two hundred and five hundred"
    tens = amount % 100
    return value < (100 if tens == 0 else 10 if tens >= 20 and tens % 10 == 0 else 0)


def _small(word: str) -> int:
    """The number that *word* adds to another; 0 for what is none."""
    return _ADDED.get(word) or _NUMBER_WORDS.get(word, 0)


def _amount(word: str) -> Decimal:
    """The number that *word* writes, in digits or as one of `_NUMBER_WORDS`."""
    if word in _NUMBER_WORDS:
        return Decimal(_NUMBER_WORDS[word])
    scale = _LETTER_SCALES.get(word[-1], 1)
    digits = word.rstrip("kmbt")
    if "," in digits and "." in digits:
        digits = digits.replace(",", "")  # "1,234.5"
    if re.fullmatch(r"\d+[.,]\d{1,2}|\d+\.\d+", digits):
        digits = digits.replace(",", ".").rstrip("0").rstrip(".")
    else:
        digits = digits.replace(",", "").replace(".", "")
    amount = Decimal(digits[:_MAX_DIGITS])
    return amount * scale if amount * scale < _TOO_LARGE else amount

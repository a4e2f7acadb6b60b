"""How times, places and what reaches somebody are written, in any text."""

from __future__ import annotations

import re

from .patterns import CAPITAL

DAY_OF_MONTH = re.compile(
    r"\b(?:(?:by|on|from|until|before|after) the \d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th) of)\b"
)


CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-4]):[0-5]\d\b|\b(?:1[0-2]|0?[1-9])(?:[.:][0-5]\d)? ?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|"
    r"\b\d{1,2}(?:[.:]\d\d)? Uhr\b|\b(?:noon|midnight|o[’']clock)\b",
    re.IGNORECASE,
)
"""A time of day: "9.30 am", "01:30", "7 Uhr"."""

UNTIL_THE_CLOCK = re.compile(rf"\d ?(?:[-–]|to|until|till|bis) ?(?:{CLOCK.pattern})", re.IGNORECASE)
"""Hours of which the first is a number alone: "from 9 to 5 pm"."""

EDITION = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|[IVX]{2,4}|"
    r"(?i:inaugural|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)) "
    r"(?:[A-Z]|edition|Ausgabe)"
)
"""Which one of its kind something is: "the 12th OTS Summit", "the second edition"."""

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

PHONE = re.compile(
    r"\b(?:extension|ext\.?|Durchwahl) (?:is |number )?\d{2,5}\b|"
    r"(?:(?<=\bcall )|(?<=\bdial )|(?<=\bring )|(?<=phone on )|(?<=\breached on ))\d{3,6}\b(?![.,]\d|\s?%)|"
    r"(?<![\w.,])(?:\+\d|0\d|\d{3}[ -](?=\d{4}\b))[\d ()/-]{3,}\d(?![\w%])",
    re.IGNORECASE,
)

CONTACT = re.compile(f"{EMAIL.pattern}|{PHONE.pattern}", re.IGNORECASE)

ADDRESS = re.compile(
    rf"\b[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{{2,}}\b|\b\d{{1,4}}[a-z]? {CAPITAL}[\w'’-]+ {CAPITAL}[\w'’-]+"
)
"""Where something is found, in a street or the net: "12 Chandler Quay", "status.parcelwise.example"."""

AGE = re.compile(
    r"\baged? (?:about |over |under )?\d|\b\d+[ -]years?[ -]old\b|\b\d+ years of age\b|\bat the age of\b|"
    r"\b(?:must|have to|has to) be (?:at least |over |under )?\d{1,2}(?! ?[%\w])",
    re.IGNORECASE,
)
"""How old somebody is or must be: "aged 41", "must be at least 16"."""

WRITTEN = {
    "contact": CONTACT, "email": EMAIL, "phone": PHONE, "address": ADDRESS, "edition": EDITION, "age": AGE,
}  # fmt: skip
"""What is known for a value of its sort by how it is written."""

PLACE = re.compile(
    r"\b(?:in|at|on|behind|beside|near|opposite|under|inside|in front of) (?:the|a) [a-zäöüß]|"
    r"(?:^|\s)/[\w.-]+/[\w.-]+|"
    r"\bat \d+\w? [A-Z]|"
    r"\b(?:im|am|beim|hinter|neben|unter) (?:de[mnr] )?[A-ZÄÖÜ]"
)
"""Something in or beside something; a path of a file."""

NAMED_PLACE = re.compile(rf"\b(?:in|at|near) ({CAPITAL}[\w'’-]+)")
"""What stands where a place may: "in Stenning Town Hall"; a month does too."""


UNTIL = re.compile(r"\b(?:until|till|from (\S+)(?: \S+)? to|within|for up to|bis|innerhalb)\b", re.IGNORECASE)
"""What a time stands behind that tells how long something lasts or may take."""

PURPOSE = re.compile(r"\bto (?!(?:the|an?|its|their|his|her|our|all|be|have)\b)[a-z]{2,}")
"""What a purpose is told by: "to develop a wind farm", and not "to the council", "from $5 to $6 million"."""

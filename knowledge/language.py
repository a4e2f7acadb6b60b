"""Words that are not about any one source: names of the world, synonyms, question words, hedges.

They help to understand what people ask. No fact is ever taken from them.
"""

from __future__ import annotations

from typing import Literal

from .model import Kind, Line, Model, Question, Slug

Words = tuple[Line, ...]
View = Literal["figures", "timeline", "upcoming", "cities", "countries", "places"]
"""Ways to cut through all facts, whatever their entries."""


class Hedge(Model):
    """A word that weakens a claim, and the words that keep it weak in another wording."""

    quote: Words
    """Spellings in a source: ``[nearly, almost]``."""
    text: Words
    """What the text of a fact must have at least one of."""


class Names(Model):
    """Places and bodies people may ask about, whether or not a source speaks of them."""

    countries: dict[Line, Words] = {}
    """Usual English name, and its other names and adjectives in any language."""
    cities: dict[Line, Words] = {}
    bodies: dict[Line, Words] = {}
    """Organisations, companies, treaties and routes."""


class Questions(Model):
    """Words that show what kind of answer is wanted, in any language."""

    asks: dict[Question, Words] = {}
    listing: Words = ()
    """Words that ask for everything there is: ``list``, ``all``."""
    details: dict[Line, Words] = {}
    """Details a source may leave out, such as a cost or a founding date, with the words for them."""
    chatter: Words = ()
    """Words that carry no meaning for the search: ``please``, ``about``."""
    which: Words = ()
    """Words before the sort of thing that is asked for: ``which`` bodies."""
    closings: Words = ()
    """Words that end a question for the purpose: "what is it *for*"."""
    vague: Words = ()
    """Words that seldom decide what is meant: ``new``, ``together``."""


class Group(Model):
    """Names that people ask for together."""

    words: Words
    names: Words


class Listings(Model):
    """What people call the things that can be listed."""

    kinds: dict[Kind, Words] = {}
    themes: dict[Slug, Words] = {}
    """By the name of the entry file."""
    views: dict[View, Words] = {}
    groups: dict[Line, Group] = {}


class Language(Model):
    """All of it, as one value."""

    names: Names = Names()
    synonyms: tuple[Words, ...] = ()
    """Words of about the same meaning, in any language; the first is the usual English one."""
    questions: Questions = Questions()
    listings: Listings = Listings()
    endings: tuple[Words, ...] = ()
    """Endings under which a word is still the same word, in any language."""
    hedges: tuple[Hedge, ...] = ()

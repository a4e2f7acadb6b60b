"""The interface for programs: the JSON of the command line, over HTTP."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

from knowledge.links import Addresses, quote_link
from knowledge.model import KINDS, Entry, Fact
from knowledge.source import Source

from ..answering.reply import Reply, as_data, fact_data, source_data
from ..answering.respond import LONGEST_QUESTION, Responder
from ..faces.served import Heard


class RefusedError(Exception):
    """What is asked cannot be given: why, and the HTTP status that says so."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Api:
    """What programs can get from one version of the knowledge."""

    def __init__(self, responder: Responder, *, version: str, public: str | None, heard: Heard) -> None:
        self._responder = responder
        self._knowledge = responder.knowledge
        self._addresses = Addresses(responder.knowledge)
        self._version = version
        self._public = public
        self._heard = heard
        self._kinds = (*KINDS, *(it.id for it in responder.about.kinds))

    def ask(self, text: str | None) -> Reply:
        """The reply to *text*. Raises `RefusedError` where it is empty or too long."""
        if text is None or not text.strip():
            raise RefusedError(400, "there is no question: ask as in /api/ask?q=corridor")
        if len(text) > LONGEST_QUESTION:
            raise RefusedError(414, f"q is longer than {LONGEST_QUESTION:,} characters: ask in one sentence")
        started = time.perf_counter()
        reply = self._responder.reply(text)
        self._heard("api", reply, started)
        return reply

    def get(self, path: Sequence[str], asked: str | None, kind: str | None) -> str:
        """The JSON at *path*, below ``/api/``. Raises `RefusedError` where there is none."""
        match path:
            case ["ask"]:
                return as_json(self.ask(asked))
            case ["openapi.json"]:
                from .openapi import openapi

                return _json(openapi(self._responder.about.name, self._kinds, self._version, self._public))
            case ["entries"]:
                if kind is not None and kind not in self._kinds:
                    raise RefusedError(400, f"kind is none of {', '.join(self._kinds)}")
                found = [it for it in self._knowledge.entries if kind in (None, it.kind)]
                return f"[{','.join(it.as_json() for it in found)}]"
            case ["entries", name]:
                return self._entry(name).as_json()
            case ["facts", name]:
                entry = self._entry(name)
                return f"[{','.join(self._addressed(entry, it) for it in entry.facts)}]"
            case ["facts", name, slug]:
                told = self._addresses.fact(name, slug)
                if told is None:
                    self._entry(name)
                    raise RefusedError(404, "the entry has no such fact: see /api/facts/ENTRY")
                return self._addressed(*told)
            case ["sources"]:
                return f"[{','.join(map(_source, self._knowledge.sources))}]"
            case ["sources", name]:
                source = self._knowledge.source_by_id.get(name)
                if source is None:
                    raise RefusedError(404, "there is no such source: see /api/sources")
                return _source(source)
            case _:
                raise RefusedError(404, "there is nothing at this address: see /api/openapi.json")

    def _entry(self, name: str) -> Entry:
        entry = self._knowledge.by_id.get(name)
        if entry is None:
            raise RefusedError(404, "there is no such entry: see /api/entries")
        return entry

    def _addressed(self, entry: Entry, fact: Fact) -> str:
        from .openapi import AddressedFact

        source = self._knowledge.source_by_id[fact.span.source]
        return AddressedFact.model_validate(
            {
                "entry": entry.id,
                "title": entry.title,
                **fact_data(fact),
                "slug": self._addresses.name(entry, fact).partition("/")[2],
                "link": f"{self._public or ''}/{self._addresses.path(entry, fact)}",
                "source_link": quote_link(source, fact.span),
            }
        ).model_dump_json()


def as_json(reply: Reply) -> str:
    """*reply* as programs get it."""
    from ..answering.shapes import ReplyData

    return ReplyData.model_validate(as_data(reply)).model_dump_json()


def _source(source: Source) -> str:
    from .openapi import SourceData

    return SourceData.model_validate(
        {
            **source_data(source),
            "text": source.text,
            "paragraphs": [
                {
                    "number": it.paragraph,
                    "start": it.start,
                    "end": it.end,
                    "speaker": source.voice(it.paragraph),
                }
                for it in source.paragraphs
            ],
        }
    ).model_dump_json()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

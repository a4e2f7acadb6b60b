"""HTML as a tree, as far as the tests look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = ("meta", "link", "input", "br", "rect", "path")
"""Elements that nothing stands in."""


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        return "".join(it if isinstance(it, str) else it.text for it in self.inside)

    def all(self, *tags: str) -> Iterator[Element]:
        """Every element below, in order; of *tags* where there are any."""
        for it in self.inside:
            if isinstance(it, Element):
                if not tags or it.tag in tags:
                    yield it
                yield from it.all(*tags)

    def one(self, tag: str, **attributes: str) -> Element:
        """The only element of *tag* with these attributes."""
        (found,) = (it for it in self.all(tag) if attributes.items() <= it.attributes.items())
        return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li" and self.open[-1].tag == "li":
            self.open.pop()  # its end may be left out
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag == "li" and tag in ("ol", "ul"):
            self.open.pop()
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Element:
    """The document; AssertionError where its elements are not nested well."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [builder.root], f"<{builder.open[-1].tag}> has no end"
    return builder.root

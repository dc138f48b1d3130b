"""What every annotation tool can hold: a text, labelled spans, labelled arcs between them, attributes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from pipeline.errors import SourceError

Bounds = tuple[int, int]
_BMP = 0xFFFF


@dataclass(frozen=True)
class Item:
    """A labelled span: code points of the text, a mention type, attributes as an annotator would type them.

    `extra` is what the attributes don't say of the record (its rule, say), and a digest of what it is for: it
    holds only as long as nobody changed the span.
    """

    id: str
    start: int
    end: int
    type: str
    attributes: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Any] | None = None

    def digest(self) -> str:
        """Return a short digest of what the span says."""
        return _digest([self.start, self.end, self.type, sorted(self.attributes.items())])


@dataclass(frozen=True)
class Link:
    """A labelled arc between two items; `trigger` is the word that says it, `time` and `figure` are items."""

    id: str
    predicate: str
    subject: str
    object: str
    trigger: Bounds | None = None
    negated: bool = False
    modality: str = "asserted"
    time: str | None = None
    figure: str | None = None
    extra: dict[str, Any] | None = None

    def digest(self, items: Mapping[str, Item]) -> str:
        """Return a short digest of what the arc says, its ends included."""
        names = (self.subject, self.object, self.time or "", self.figure or "")
        ends = [items[name].digest() if name in items else None for name in names]
        return _digest([self.predicate, self.trigger, self.negated, self.modality, *ends])


@dataclass
class Document:
    """An annotated text. `meta`: what its document record says that the text doesn't.

    `dropped` names what a tool's file holds and the records can't.
    """

    id: str
    text: str
    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    meta: dict[str, Any] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:10]


def to_utf16(text: str) -> list[int]:
    """Return, for each code point offset of the text, its offset in UTF-16 units, as Java and JavaScript count."""
    return list(accumulate((2 if ord(char) > _BMP else 1 for char in text), initial=0))


def from_utf16(text: str) -> list[int]:
    """Return, for each UTF-16 offset of the text, its code point offset."""
    offsets = []
    for index, char in enumerate(text):
        offsets += [index] * (2 if ord(char) > _BMP else 1)
    return [*offsets, len(text)]


def located(text: str, start: int, end: int, surface: str | None, where: str) -> Bounds:
    """Return a tool's span in code points: offsets that give the surface, counted in UTF-16 if need be.

    Raises SourceError, naming `where`, when neither gives it or the span is not in the text.
    """
    if 0 <= start < end <= len(text) and (surface is None or text[start:end] == surface):
        return start, end
    units = from_utf16(text)
    if surface is not None and 0 <= start < end < len(units) and text[units[start] : units[end]] == surface:
        return units[start], units[end]
    raise SourceError(f"{where}: the span {start}-{end} is not {surface!r} in its text")



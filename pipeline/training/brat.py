"""Reading of brat files: a text beside its stand-off annotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import SourceError

LABELS = {"Organization": "ORG", "Person": "PER", "Location": "LOC", "Event": "MISC", "Product": "MISC"}


class Span(NamedTuple):
    """An annotated name: code point offsets and the model's label."""

    start: int
    end: int
    label: str


class Text(NamedTuple):
    """A document: its path, its text, its annotated names."""

    path: Path
    text: str
    spans: tuple[Span, ...]


def read_folder(folder: Path) -> Iterator[Text]:
    """Yield the documents under a folder, sorted by path. Raises SourceError when there is none."""
    paths = sorted(folder.rglob("*.ann"))
    if not paths:
        raise SourceError("no brat file (.ann beside .txt) in the folder", path=folder)
    for path in paths:
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as source:
            text = source.read()
        yield Text(path, text, tuple(read_spans(path)))


def read_spans(path: Path) -> Iterator[Span]:
    """Yield the names of a `.ann` file; a discontinuous one from its first to its last character."""
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if not line.startswith("T") or len(fields) < 3:
            continue
        kind, *offsets = fields[1].replace(";", " ").split()
        if kind in LABELS:
            yield Span(int(offsets[0]), int(offsets[-1]), LABELS[kind])


def flat(spans: Iterable[Span]) -> list[Span]:
    """Return names that do not overlap, by start: the outermost ones, an event's or a product's own name only
    where no organization, person or place lies in it."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda item: (item.label == "MISC", item.start - item.end, item)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)

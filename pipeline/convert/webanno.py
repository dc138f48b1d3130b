"""INCEpTION's WebAnno TSV 3.3: a `.tsv` a text, and its `.txt` beside it.

Mentions are the span layer `webanno.custom.DepecheMention`, relations the relation layer
`webanno.custom.DepecheRelation` on it, from subject to object; the features are those of the header.
Offsets are UTF-16 units; what stands between two sentences is not in the format: it is read from the `.txt`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from pipeline.convert.files import META, write
from pipeline.convert.model import Bounds, Document, Item, Link, to_utf16
from pipeline.convert.natives import as_json
from pipeline.convert.tokens import words
from pipeline.convert.webanno_read import read_folder
from pipeline.segment import sentence_bounds

__all__ = ["read_folder", "tsv", "write_folder"]

SPAN = "webanno.custom.DepecheMention"
ARC = "webanno.custom.DepecheRelation"
SPAN_FEATURES = (
    "label", "form", "entity", "name", "acronym", "category", "kind", "value", "low", "high", "unit", "counted",
    "modifier", "extra",
)  # fmt: skip
ARC_FEATURES = ("predicate", "negated", "modality", "trigger", "time", "figure", "extra")
RENAMED = {"class": "category", "mod": "modifier"}
_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n*]")
_LETTERS = {"\t": "t", "\n": "n", "\r": "r"}


def write_folder(documents: Sequence[Document], target: Path, **_options: object) -> None:
    """Write each document's `.tsv` and `.txt`, and what else is known of it."""
    for document in documents:
        write(target / f"{document.id}.tsv", tsv(document))
        write(target / f"{document.id}.txt", document.text)
        if document.meta:
            write(target / f"{document.id}{META}", as_json(document.meta) + "\n")


def tsv(document: Document) -> str:
    """Return the document's `.tsv`."""
    lines = ["#FORMAT=WebAnno TSV 3.3", f"#T_SP={SPAN}|{'|'.join(SPAN_FEATURES)}"]
    lines += [f"#T_RL={ARC}|{'|'.join(ARC_FEATURES)}|BT_{SPAN}", ""]
    rows = _Rows(document)
    for number, (start, end, tokens) in enumerate(rows.sentences, 1):
        lines += ["", *(f"#Text={_escape_text(line)}" for line in document.text[start:end].split("\n"))]
        for place, token in enumerate(tokens, 1):
            lines.append("\t".join(rows.row(f"{number}-{place}", token)) + "\t")
    return "\n".join(lines) + "\n"


class _Rows:
    """The rows of one document: which items lie on a word, which arcs end there."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.sentences = _sentences(document)
        self._numbers = {item.id: number for number, item in enumerate(document.items, 1)}
        self._names: dict[int, str] = {}
        for number, (_, _, tokens) in enumerate(self.sentences, 1):
            self._names.update({start: f"{number}-{place}" for place, (start, _) in enumerate(tokens, 1)})
        self._on: dict[int, list[Item]] = defaultdict(list)
        self._first: dict[str, int] = {}
        self._units = to_utf16(document.text)
        starts = sorted(self._names)
        for item in document.items:
            here = starts[bisect_left(starts, item.start) : bisect_left(starts, item.end)]
            for start in here:
                self._on[start].append(item)
            if here:
                self._first[item.id] = here[0]
        self._arcs: dict[int, list[Link]] = defaultdict(list)
        for link in document.links:
            if link.subject in self._first and link.object in self._first:
                self._arcs[self._first[link.object]].append(link)
        self._places = {item.id: f"{item.start}-{item.end}" for item in document.items}

    def row(self, name: str, token: Bounds) -> list[str]:
        """Return the cells of a word."""
        start, end = token
        items, arcs = self._on[start], self._arcs[start]
        cells = [name, f"{self._units[start]}-{self._units[end]}", _escape_text(self.text[start:end])]
        for feature in SPAN_FEATURES:
            cells.append("|".join(f"{_value(_said(item, feature))}[{self._numbers[item.id]}]" for item in items) or "_")
        for feature in ARC_FEATURES:
            cells.append("|".join(_value(self._arc(link, feature)) for link in arcs) or "_")
        cells.append("|".join(map(self._source, arcs)) or "_")
        return cells

    def _arc(self, link: Link, feature: str) -> str | None:
        values: dict[str, str | None] = {
            "predicate": link.predicate,
            "negated": "true" if link.negated else "false",
            "modality": link.modality,
            "trigger": f"{link.trigger[0]}-{link.trigger[1]}" if link.trigger else None,
            "time": self._places.get(link.time or ""),
            "figure": self._places.get(link.figure or ""),
            "extra": as_json(link.extra) if link.extra else None,
        }
        return values[feature]

    def _source(self, link: Link) -> str:
        """Return where an arc comes from: its subject's first word, and both ends' numbers."""
        where = self._names[self._first[link.subject]]
        return f"{where}[{self._numbers[link.subject]}_{self._numbers[link.object]}]"


def _sentences(document: Document) -> list[tuple[int, int, list[Bounds]]]:
    """Return the sentences that hold words, with them."""
    found: list[tuple[int, int, list[Bounds]]] = []
    tokens = words(document)
    starts = [start for start, _ in tokens]
    for start, end in sentence_bounds(document.text):
        inside = tokens[bisect_left(starts, start) : bisect_left(starts, end)]
        if inside:
            found.append((start, end, inside))
    return found


def _said(item: Item, feature: str) -> str | None:
    if feature == "label":
        return item.type
    if feature == "extra":
        return as_json(item.extra) if item.extra else None
    names = {renamed: name for name, renamed in RENAMED.items()}
    return item.attributes.get(names.get(feature, feature))


def _value(value: str | None) -> str:
    """Return a feature's value as a cell: `*` for none, reserved signs escaped."""
    if value is None:
        return "*"
    return _RESERVED.sub(lambda sign: "\\" + _LETTERS.get(sign.group(), sign.group()), value)


def _escape_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r")

"""Reading WebAnno TSV 3: any span layer whose labels are known, any relation layer on it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.convert.files import META, read, read_meta, under
from pipeline.convert.labels import known_predicate, known_type
from pipeline.convert.model import Bounds, Document, Item, Link, from_utf16
from pipeline.convert.natives import ENTITY, FIGURE
from pipeline.errors import SourceError

_NAMES = {"category": "class", "modifier": "mod", "identifier": "entity"}
_LABELS = ("label", "value", "type", "entity_type")
_PREDICATES = ("predicate", "value", "label", "relation", "DependencyType")
_ROW = re.compile(r"(\d+-\d+)(?:\.\d+)?\Z")
_ID = re.compile(r"(?<!\\)\[(\d+)\]\Z")
_FROM = re.compile(r"(\d+-\d+(?:\.\d+)?)(?:\[(\d+)_(\d+)\])?\Z")
_BACK = {"t": "\t", "n": "\n", "r": "\r"}


@dataclass
class _Layer:
    """A layer of the header: its features and its first column."""

    name: str
    features: list[str]
    column: int
    base: str | None = None


@dataclass
class _Span:
    layer: str
    start: int
    end: int
    features: dict[str, str]


@dataclass
class _File:
    """What the rows say, in UTF-16 offsets of the text as far as it was rebuilt."""

    layers: list[_Layer] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    length: int = 0
    pending: list[str] = field(default_factory=list)
    spans: dict[tuple[str, str], _Span] = field(default_factory=dict)
    arcs: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)


def read_folder(source: Path, **_options: object) -> list[Document]:
    """Return the documents of a folder of `.tsv`, their texts from the `.txt` beside them where there is one.

    Raises SourceError (file, line).
    """
    return [
        parse(doc, read(path), path, _beside(path), read_meta(path.with_suffix(META)))
        for doc, path in under(source, ".tsv")
    ]


def _beside(path: Path) -> str | None:
    text = path.with_suffix(".txt")
    return read(text) if text.is_file() else None


def parse(
    doc: str, content: str, path: Path, text: str | None = None, meta: dict[str, Any] | None = None
) -> Document:
    """Return the document of a `.tsv`. `text`: the source, where it is at hand. Raises SourceError (file, line)."""
    if not content.startswith("#FORMAT=WebAnno TSV 3"):
        raise SourceError("not WebAnno TSV 3", path=path, line=1)
    file = _File()
    for number, line in enumerate(content.split("\n"), 1):
        try:
            _read_line(file, line.rstrip("\r"))
        except (ValueError, IndexError, KeyError) as error:
            raise SourceError(f"not a line of WebAnno TSV 3: {line[:60]!r}", path=path, line=number) from error
    rebuilt = "".join(file.text)
    if text is not None and not _same(text, rebuilt):
        raise SourceError("the .txt beside it is another text", path=path)
    return _assemble(Document(doc, rebuilt if text is None else text, meta=meta or {}), file)


def _same(text: str, rebuilt: str) -> bool:
    """Return whether two texts differ in blanks at most (those between sentences are not in the format)."""
    head, tail = text[: len(rebuilt)], text[len(rebuilt) :]
    same = all(a == b or (a.isspace() and b.isspace()) for a, b in zip(head, rebuilt, strict=False))
    return same and len(head) == len(rebuilt) and not tail.strip()


def _read_line(file: _File, line: str) -> None:
    if line.startswith("#Text="):
        file.pending.append(_unescape(line.removeprefix("#Text=")))
    elif line.startswith(("#T_SP=", "#T_RL=")):
        name, *features = line[6:].split("|")
        base = next((f.removeprefix("BT_") for f in features if f.startswith("BT_")), None)
        own = [feature for feature in features if not feature.startswith("BT_") and feature]
        column = file.layers[-1].column + _width(file.layers[-1]) if file.layers else 3
        file.layers.append(_Layer(name, own, column, base if line.startswith("#T_RL=") else None))
    elif line.startswith("#T_CH="):
        name, *features = line[6:].split("|")
        column = file.layers[-1].column + _width(file.layers[-1]) if file.layers else 3
        file.layers.append(_Layer(f"#{name}", features, column))
    elif line and not line.startswith("#"):
        _read_row(file, line.split("\t"))


def _width(layer: _Layer) -> int:
    return max(len(layer.features), 1) + (layer.base is not None)


def _read_row(file: _File, cells: list[str]) -> None:
    name = cells[0]
    if not _ROW.match(name):
        raise ValueError(name)
    start, end = map(int, cells[1].split("-"))
    if file.pending:
        sentence = "\n".join(file.pending)
        file.pending.clear()
        file.text.append("\n" * (start - file.length) + sentence)
        file.length = start + len(sentence.encode("utf-16-le")) // 2
    for layer in file.layers:
        columns = cells[layer.column : layer.column + max(len(layer.features), 1)]
        if not columns or columns[0] == "_" or layer.name.startswith("#"):
            continue
        stacks = [_split(cell) for cell in columns]
        for index in range(len(stacks[0])):
            values = [stack[index] for stack in stacks]
            if layer.base is None:
                _add_span(file, layer, name, (start, end), index, values)
            else:
                features = dict(zip(layer.features, map(_plain, values), strict=False))
                source = _split(cells[layer.column + max(len(layer.features), 1)])[index]
                file.arcs.append((layer.base, name, _said(features), source))


def _add_span(file: _File, layer: _Layer, name: str, bounds: Bounds, index: int, values: list[str]) -> None:
    """Add a word to its span: the one with its number, or one of its own."""
    number = _ID.search(values[0])
    key = (layer.name, f"[{number[1]}]" if number else f"{name}#{index}")
    plain = [_plain(_ID.sub("", value)) for value in values]
    span = file.spans.setdefault(key, _Span(layer.name, *bounds, _said(dict(zip(layer.features, plain, strict=False)))))
    span.start, span.end = min(span.start, bounds[0]), max(span.end, bounds[1])
    file.spans[layer.name, name + (f"[{number[1]}]" if number else "")] = span
    file.spans.setdefault((layer.name, name), span)


def _said(features: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in features.items() if value is not None}


def _split(cell: str) -> list[str]:
    """Return the stacked values of a cell."""
    return re.split(r"(?<!\\)\|", re.sub(r"\\\\", "\0", cell)) if "\\" in cell else cell.split("|")


def _plain(value: str) -> str | None:
    """Return a value without its escapes; None for `*`."""
    return None if value == "*" else _unescape(value.replace("\0", "\\\\"))


def _unescape(text: str) -> str:
    return re.sub(r"\\(->|.)", lambda m: _BACK.get(m[1], m[1]), text)


def _assemble(document: Document, file: _File) -> Document:
    units = from_utf16(document.text)
    ids: dict[int, str] = {}
    for span in file.spans.values():
        if id(span) in ids:
            continue
        source = next((name for name in _LABELS if name in span.features), "")
        label = span.features.get(source, "")
        known = known_type(label)
        if known is None:
            document.dropped.append(f"{document.id}: {span.layer} {label}")
            ids[id(span)] = ""
            continue
        ids[id(span)] = f"T{len(document.items) + 1}"
        said = {_NAMES.get(name, name): value for name, value in span.features.items() if name != source}
        attributes = {**known[1], **{name: value for name, value in said.items() if name in (*ENTITY, *FIGURE)}}
        extra = _as_object(span.features.get("extra"))
        document.items.append(
            Item(ids[id(span)], units[span.start], units[span.end], known[0], attributes, extra)
        )
    for number, arc in enumerate(file.arcs, 1):
        _read_arc(document, file, arc, f"R{number}", ids)
    return document


def _read_arc(
    document: Document, file: _File, arc: tuple[str, str, dict[str, str], str], id_: str, ids: dict[int, str]
) -> None:
    base, here, features, source = arc
    label = next((features[name] for name in _PREDICATES if name in features), "")
    predicate = known_predicate(label)
    where = _FROM.match(source)
    subject = object_ = ""
    if where:
        subject, object_ = _end(file, base, where[1], where[2], ids), _end(file, base, here, where[3], ids)
    if predicate is None or not subject or not object_:
        document.dropped.append(f"{document.id}: relation {label}")
        return
    places = {(item.start, item.end): item.id for item in document.items if item.type in ("date", "figure")}
    time, figure, trigger = (_bounds(features.get(name)) for name in ("time", "figure", "trigger"))
    document.links.append(
        Link(
            id_, predicate, subject, object_, trigger, features.get("negated") == "true", features.get("modality", "asserted"),
            places.get(time) if time else None, places.get(figure) if figure else None,
            _as_object(features.get("extra")),
        )
    )  # fmt: skip


def _end(file: _File, base: str, place: str, number: str | None, ids: dict[int, str]) -> str:
    """Return the item at a word, the one with that number where the word has several; empty for none."""
    span = file.spans.get((base, place + (f"[{number}]" if number and number != "0" else "")))
    return ids.get(id(span), "") if span else ""


def _bounds(value: str | None) -> Bounds | None:
    match = re.fullmatch(r"(\d+)-(\d+)", value or "")
    return (int(match[1]), int(match[2])) if match else None


def _as_object(value: str | None) -> dict[str, Any] | None:
    try:
        found = json.loads(value) if value else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None

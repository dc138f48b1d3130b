"""Prodigy: JSON lines in the format of its `relations` and `spans` interfaces.

Spans and relations keep any key of ours beside Prodigy's own: `attributes`, `trigger`, `negated`, `modality`…
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.convert.files import documents_of_lines, target_file, write
from pipeline.convert.labels import known_predicate, known_type
from pipeline.convert.model import Bounds, Document, Item, Link, located
from pipeline.convert.natives import as_json
from pipeline.convert.tokens import covering, words

FILE = "prodigy.jsonl"
Line = dict[str, Any]


def write_folder(documents: Sequence[Document], target: Path, **_options: object) -> None:
    """Write the texts to one file."""
    write(target_file(target, FILE), "".join(as_json(_line(document)) + "\n" for document in documents))


def _line(document: Document) -> Line:
    tokens = words(document)
    spans = {item.id: _span(item, tokens) for item in document.items}
    return {
        "text": document.text,
        "tokens": [_token(document.text, index, bounds) for index, bounds in enumerate(tokens)],
        "spans": list(spans.values()),
        "relations": [_relation(link, spans) for link in document.links],
        "meta": {"doc": document.id, "depeche": document.meta},
        "_view_id": "relations",
        "answer": "accept",
    }


def _token(text: str, index: int, bounds: Bounds) -> Line:
    start, end = bounds
    return {"text": text[start:end], "start": start, "end": end, "id": index, "ws": text[end : end + 1].isspace()}


def _span(item: Item, tokens: list[Bounds]) -> Line:
    first, last = covering(tokens, item.start, item.end)
    span: Line = {
        "id": item.id, "start": item.start, "end": item.end, "token_start": first, "token_end": last,
        "label": item.type, "attributes": item.attributes,
    }  # fmt: skip
    return {**span, "extra": item.extra} if item.extra else span


_HEAD = ("id", "start", "end", "token_start", "token_end", "label")


def _relation(link: Link, spans: dict[str, Line]) -> Line:
    """Return the arc from its subject (`head`) to its object (`child`), each at its span's last word."""
    head, child = ({name: spans[id_][name] for name in _HEAD} for id_ in (link.subject, link.object))
    arc = {"head": head["token_end"], "child": child["token_end"], "head_span": head, "child_span": child}
    said = {"trigger": link.trigger, "time": link.time, "figure": link.figure, "extra": link.extra}
    more = {name: value for name, value in said.items() if value is not None}
    return {**arc, "label": link.predicate, "negated": link.negated, "modality": link.modality, **more}


def read_folder(source: Path, **_options: object) -> list[Document]:
    """Return the accepted texts of an export. Raises SourceError (file, line)."""
    return documents_of_lines(source, FILE, "Prodigy", _accepted)


def _accepted(line: Line, number: int) -> Document | None:
    return _document(line, number) if line.get("answer", "accept") == "accept" else None


def _document(line: Line, number: int) -> Document:
    meta = line.get("meta") or {}
    document = Document(str(meta.get("doc") or f"text-{number}"), line["text"], meta=meta.get("depeche") or {})
    ids: dict[tuple[int, int, str], str] = {}
    for index, span in enumerate(line.get("spans") or [], 1):
        known = known_type(span["label"])
        if known is None:
            document.dropped.append(f"{document.id}: {span['label']} at {span['start']}-{span['end']}")
            continue
        id_ = str(span.get("id") or f"T{index}")
        start, end = located(document.text, span["start"], span["end"], span.get("text"), f"{document.id}: {id_}")
        attributes = {**known[1], **(span.get("attributes") or {})}
        document.items.append(Item(id_, start, end, known[0], attributes, span.get("extra")))
        ids[span["start"], span["end"], span["label"]] = id_
    for index, arc in enumerate(line.get("relations") or [], 1):
        _read_arc(document, arc, f"R{index}", ids)
    return document


def _read_arc(document: Document, arc: Line, id_: str, ids: dict[tuple[int, int, str], str]) -> None:
    predicate = known_predicate(arc["label"])
    ends = [_end(arc.get(name) or {}, ids) for name in ("head_span", "child_span")]
    subject, object_ = ends
    if predicate is None or subject is None or object_ is None:
        document.dropped.append(f"{document.id}: relation {arc['label']}")
        return
    known = set(ids.values())
    time, figure = (arc.get(name) if arc.get(name) in known else None for name in ("time", "figure"))
    trigger = tuple(arc["trigger"]) if arc.get("trigger") else None
    document.links.append(
        Link(
            id_, predicate, subject, object_, trigger, bool(arc.get("negated")), arc.get("modality", "asserted"),
            time, figure, arc.get("extra"),
        )
    )  # fmt: skip


def _end(span: Line, ids: dict[tuple[int, int, str], str]) -> str | None:
    """Return the item an arc's end is: by place and label, by place alone where it has no label."""
    place = (span.get("start"), span.get("end"))
    label = span.get("label")
    found = [id_ for (start, end, name), id_ in ids.items() if (start, end) == place and label in (None, "", name)]
    return found[0] if found else None

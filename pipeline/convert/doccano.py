"""Doccano: JSON lines, a text a line, with `entities` and `relations` (its "Relation Extraction" format).

Doccano holds labels only. The rest goes along under `depeche`, which Doccano keeps as the text's metadata.
`label` lists (`[start, end, label]`) of sequence labelling are read too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.convert.files import documents_of_lines, target_file, write
from pipeline.convert.labels import known_predicate, known_type
from pipeline.convert.model import Document, Item, Link, located
from pipeline.convert.natives import as_json

FILE = "doccano.jsonl"


def write_folder(documents: Sequence[Document], target: Path, **_options: object) -> None:
    """Write the texts to one file; ids are unique in it."""
    lines, shift = [], 0
    for number, document in enumerate(documents, 1):
        lines.append(as_json(_line(document, number, shift)) + "\n")
        shift += len(document.items) + len(document.links)
    write(target_file(target, FILE), "".join(lines))


def _line(document: Document, number: int, shift: int) -> dict[str, Any]:
    ids = {item.id: shift + index for index, item in enumerate(document.items, 1)}
    arcs = {link.id: shift + len(ids) + index for index, link in enumerate(document.links, 1)}
    more: dict[str, Any] = {"doc": document.id, "meta": document.meta, "entities": {}, "relations": {}}
    for item in document.items:
        extra = {"extra": item.extra} if item.extra else {}
        more["entities"][str(ids[item.id])] = {"attributes": item.attributes, **extra}
    for link in document.links:
        said: dict[str, Any] = {"trigger": link.trigger, "negated": link.negated, "modality": link.modality}
        said |= {"time": ids.get(link.time or ""), "figure": ids.get(link.figure or ""), "extra": link.extra}
        more["relations"][str(arcs[link.id])] = {name: value for name, value in said.items() if value is not None}
    return {
        "id": number,
        "text": document.text,
        "entities": [
            {"id": ids[item.id], "label": item.type, "start_offset": item.start, "end_offset": item.end}
            for item in document.items
        ],
        "relations": [
            {"id": arcs[link.id], "from_id": ids[link.subject], "to_id": ids[link.object], "type": link.predicate}
            for link in document.links
        ],
        "Comments": [],
        "depeche": more,
    }


def read_folder(source: Path, **_options: object) -> list[Document]:
    """Return the documents of an export. Raises SourceError (file, line)."""
    return documents_of_lines(source, FILE, "Doccano", _document)


def _document(line: dict[str, Any], number: int) -> Document:
    more = line.get("depeche") or (line.get("metadata") or {}).get("depeche") or {}
    text = line["text"] if "text" in line else line["data"]
    document = Document(str(more.get("doc") or f"text-{line.get('id', number)}"), text, meta=more.get("meta") or {})
    spans = line.get("entities") or []
    for index, (start, end, label) in enumerate(line.get("label") or line.get("labels") or []):
        spans = [*spans, {"id": f"L{index}", "label": label, "start_offset": start, "end_offset": end}]
    known_ids: set[Any] = set()
    for span in spans:
        known = known_type(span["label"])
        if known is None:
            document.dropped.append(f"{document.id}: {span['id']} {span['label']}")
            continue
        said = (more.get("entities") or {}).get(str(span["id"])) or {}
        where = f"{document.id}: {span['id']}"
        start, end = located(text, span["start_offset"], span["end_offset"], None, where)
        attributes = {**known[1], **(said.get("attributes") or {})}
        document.items.append(Item(f"T{span['id']}", start, end, known[0], attributes, said.get("extra")))
        known_ids.add(span["id"])
    for arc in line.get("relations") or []:
        _read_arc(document, arc, (more.get("relations") or {}).get(str(arc["id"])) or {}, known_ids)
    return document


def _read_arc(document: Document, arc: dict[str, Any], said: dict[str, Any], known: set[Any]) -> None:
    predicate = known_predicate(arc["type"])
    if predicate is None or not known.issuperset((arc["from_id"], arc["to_id"])):
        document.dropped.append(f"{document.id}: {arc['id']} {arc['type']}")
        return
    time, figure = (f"T{said[name]}" if said.get(name) in known else None for name in ("time", "figure"))
    trigger = tuple(said["trigger"]) if said.get("trigger") else None
    document.links.append(
        Link(
            f"R{arc['id']}", predicate, f"T{arc['from_id']}", f"T{arc['to_id']}", trigger,
            bool(said.get("negated")), said.get("modality", "asserted"), time, figure, said.get("extra"),
        )
    )  # fmt: skip

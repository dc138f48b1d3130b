"""Records to spans and arcs with attributes, and back.

What attributes say is all that gold says: names, codes, days covered, SI values and sentences are computed on
the way back as they are for gold. What can't be computed so (a rule, a confidence) goes along as `extra`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, get_args

from pipeline.convert.model import Document, Item, Link
from pipeline.errors import SourceError
from pipeline.evaluation.annotation import LETTERS, Annotation, EntityLine, Mark, RelationLine
from pipeline.evaluation.facts import EntityFacts
from pipeline.evaluation.markup import Compiler, document_fields
from pipeline.records import (
    AnyRecord,
    DateRecord,
    DocumentRecord,
    FigureRecord,
    MentionRecord,
    OrganizationRecord,
    RelationRecord,
    dump_record,
    parse_record,
)
from pipeline.vocabulary import DateKind, DateMod, FigureKind, FigureMod, Form, OrganizationClass

Line = dict[str, Any]
_LETTER = {type_: letter for letter, type_ in LETTERS.items()}
ENTITY = ("form", "entity", "name", "acronym", "class")
DATE = ("kind", "value", "mod")
FIGURE = ("kind", "value", "low", "high", "unit", "counted", "mod")
CHOICES: dict[str, tuple[str, ...]] = {
    "form": get_args(Form),
    "kind": (*get_args(DateKind), *get_args(FigureKind)),
    "mod": tuple(dict.fromkeys((*get_args(DateMod), *get_args(FigureMod)))),
    "class": get_args(OrganizationClass),
}
TEXTS = ("entity", "value", "low", "high", "unit", "counted", "name", "acronym")
_KINDS = {"date": get_args(DateKind), "figure": get_args(FigureKind)}


def from_records(records: Sequence[AnyRecord], text: str) -> Document:
    """Return the records of one text as items and links; raises SourceError when there is no document record."""
    if not records or not isinstance(records[0], DocumentRecord):
        raise SourceError("no document record")
    document = Document(records[0].doc, text)
    ids: dict[str, str] = {}
    for record in records[1:]:
        if not isinstance(record, DocumentRecord | RelationRecord):
            ids[record.id] = f"T{len(ids) + 1}"
            attributes = natives_of(record)
            document.items.append(Item(ids[record.id], record.start, record.end, record.type, attributes))
    relations = [record for record in records if isinstance(record, RelationRecord)]
    groups = _same_arc(relations)
    for number, group in enumerate(groups, 1):
        document.links.append(_link(f"R{number}", group[0], ids))
    mentions = [r for r in records if not isinstance(r, DocumentRecord | RelationRecord)]
    _add_extras(document, [dump_record(m) for m in mentions], [[dump_record(r) for r in g] for g in groups])
    document.meta = _meta(records[0], text)
    return document


def natives_of(record: MentionRecord) -> dict[str, str]:
    """Return a mention's attributes, those that are null left out."""
    if isinstance(record, DateRecord):
        values = {name: getattr(record, name) for name in DATE}
    elif isinstance(record, FigureRecord):
        values = {name: getattr(record, name) for name in FIGURE}
    else:
        key = "+".join(record.members) if record.members else record.entity
        values = {"form": record.form, "entity": key}
        if record.type != "country":
            values["name"] = record.name
        if isinstance(record, OrganizationRecord):
            values |= {"acronym": record.acronym, "class": record.class_}
    return {name: str(value) for name, value in values.items() if value is not None}


def _same_arc(relations: Iterable[RelationRecord]) -> list[list[RelationRecord]]:
    """Return the relations in groups that one arc says: a plural argument makes several of one."""
    groups: dict[tuple[object, ...], list[RelationRecord]] = {}
    for r in relations:
        key = (r.predicate, r.subject, r.object, r.trigger, r.negated, r.modality, r.time, r.figure)
        groups.setdefault(key, []).append(r)
    return list(groups.values())


def _link(id_: str, relation: RelationRecord, ids: dict[str, str]) -> Link:
    try:
        subject, object_ = ids[relation.subject], ids[relation.object]
    except KeyError as error:
        raise SourceError(f"{relation.doc}: {relation.id} names a mention that is not there") from error
    time, figure = (ids.get(name) if name else None for name in (relation.time, relation.figure))
    return Link(
        id_, relation.predicate, subject, object_, relation.trigger, relation.negated, relation.modality, time, figure
    )


def _meta(record: DocumentRecord, text: str) -> Line:
    computed = parse_record(document_fields(text, record.doc)).model_dump(by_alias=True, mode="json")
    said = record.model_dump(by_alias=True, mode="json")
    meta = {name: value for name, value in said.items() if computed[name] != value and name != "text"}
    return {**meta, "with_text": True} if record.text is not None else meta


def _add_extras(document: Document, mentions: list[Line], relations: list[list[Line]]) -> None:
    """Give each item and link what can't be computed from its attributes."""
    compiled, arcs = _compiled(document)
    for index, (item, said) in enumerate(zip(document.items, mentions, strict=True)):
        fields = _differences(said, _dumped(compiled[item.id]))
        if fields:
            document.items[index] = replace(item, extra={"for": item.digest(), "fields": fields})
    items = {item.id: item for item in document.items}
    for index, (link, group) in enumerate(zip(document.links, relations, strict=True)):
        computed = [_dumped(line) for line in arcs[link.id]]
        if [line["id"] for line in computed] != [line["id"] for line in group]:
            extra: Line = {"records": group}
        else:
            fields = {a["id"]: d for a, b in zip(group, computed, strict=True) if (d := _differences(a, b))}
            extra = {"fields": fields} if fields else {}
        if extra:
            document.links[index] = replace(link, extra={"for": link.digest(items), **extra})


def _dumped(line: Line) -> Line:
    return dump_record(parse_record(line))


def _differences(said: Line, computed: Line) -> Line:
    return {name: said.get(name) for name in (*said, *computed) if said.get(name) != computed.get(name)}


def to_records(document: Document) -> list[AnyRecord]:
    """Return the document's records in the format's order.

    Raises SourceError for an attribute that no record may have.
    """
    compiled, arcs = _compiled(document)
    items = {item.id: item for item in document.items}
    mentions: dict[str, Line] = {}
    for item in document.items:
        line = compiled[item.id]
        if item.extra and item.extra.get("for") == item.digest():
            line = {**_dumped(line), **item.extra.get("fields", {})}
        mentions.setdefault(line["id"], line)
    relations: dict[str, Line] = {}
    for link in document.links:
        lines = arcs[link.id]
        if link.extra and link.extra.get("for") == link.digest(items):
            fields = link.extra.get("fields", {})
            computed = [{**_dumped(line), **fields.get(line["id"], {})} for line in lines]
            lines = link.extra.get("records") or computed
        for line in lines:
            relations.setdefault(line["id"], line)
    return [
        parse_record(line)
        for line in (
            _document_line(document),
            *sorted(mentions.values(), key=lambda m: (m["start"], -m["end"], m["type"])),
            *sorted(
                relations.values(),
                key=lambda r: (r["start"], r["predicate"], r["subject"], r["object"], r["id"]),
            ),
        )
    ]


def _document_line(document: Document) -> Line:
    computed = document_fields(document.text, document.id)
    meta = {name: value for name, value in document.meta.items() if name in computed}
    if meta.get("chars", computed["chars"]) != computed["chars"]:
        meta = {}
    text = {"text": document.text} if document.meta.get("with_text") else {}
    return {**computed, **meta, **text}


def _compiled(document: Document) -> tuple[dict[str, Line], dict[str, list[Line]]]:
    """Return the mention of each item and the relations of each link, as gold's would be compiled."""
    marks = {item.id: _mark(item, document.id) for item in document.items}
    annotation = Annotation(document.text, list(marks.values()), entities=_entities(document))
    compiler = Compiler(annotation, EntityFacts(annotation), document.id)
    arcs = {link.id: compiler.relation(_relation_line(link, document)) for link in document.links}
    return {id_: compiler.mention(mark) for id_, mark in marks.items()}, arcs


def _mark(item: Item, doc: str) -> Mark:
    """Return the item as gold's markup would have it. Raises SourceError for an attribute out of form."""
    given = item.attributes
    for name, value in given.items():
        allowed = _KINDS.get(item.type, ()) if name == "kind" else CHOICES.get(name, ())
        if allowed and value not in allowed:
            where = f"{doc}: {item.type} at {item.start}-{item.end}"
            raise SourceError(f"{where}: {name} {value!r} is none of {', '.join(allowed)}")
    options: tuple[str, ...] = ("form",)
    words: tuple[str, ...] = (given.get("entity", "null"),)
    if item.type == "figure":
        for name in ("value", "low", "high"):
            _check_number(given.get(name), f"{doc}: {name} of the figure at {item.start}-{item.end}")
        words = (given.get("kind", "number"), given.get("value", "null"))
        options = ("unit", "low", "high", "counted", "mod")
    elif item.type == "date":
        words, options = (given.get("value", "null"),), ("kind", "mod")
    chosen = {name: given[name] for name in options if name in given}
    return Mark(item.start, item.end, _LETTER[item.type], words, chosen, item.id, 0)  # type: ignore[index]


def _check_number(word: str | None, where: str) -> None:
    try:
        float(word or 0)
    except ValueError as error:
        raise SourceError(f"{where}: {word!r} is no number", remedy="write it like 300000000") from error


def _entities(document: Document) -> dict[str, EntityLine]:
    """Return what the items say of entities that the tables don't hold."""
    found: dict[str, dict[str, str]] = {}
    for item in document.items:
        key = item.attributes.get("entity")
        if key and item.type in ("organization", "person", "place"):
            said = found.setdefault(key, {})
            for name in ("name", "acronym", "class"):
                if name in item.attributes:
                    said.setdefault(name, item.attributes[name])
    return {
        key: EntityLine(key, said.get("name"), said.get("acronym"), said.get("class"), 0)
        for key, said in found.items()
    }


def _relation_line(link: Link, document: Document) -> RelationLine:
    """Return the link as gold's markup would have it; a trigger that nobody gave is the point before its subject."""
    subject = next((item for item in document.items if item.id == link.subject), None)
    start, end = link.trigger or ((subject.start,) * 2 if subject else (0, 0))
    word = document.text[start:end]
    if "*" in word:
        word = ""
    return RelationLine(
        link.predicate, link.subject, link.object, word, link.negated, link.modality, link.time, link.figure, start, 0
    )


def as_json(value: Any) -> str:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

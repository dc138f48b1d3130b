"""A document's records as rows of the tables of `tables.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.export.bundle import Bundle
from pipeline.export.outside import INVERSE, named, plover_context, quad_class, quad_code
from pipeline.export.schema import MENTION_TABLES
from pipeline.facts import Fact, document_facts, fact_id
from pipeline.records import DateRecord, FigureRecord, MentionRecord, RelationRecord

Row = dict[str, Any]
_ALIASES = {"class_": "class"}


def rows(bundle: Bundle) -> Iterator[tuple[str, Row]]:
    """Yield the document's rows with the name of their table."""
    yield "documents", _document(bundle)
    for mention in bundle.mentions.values():
        yield MENTION_TABLES[mention.type], _mention(mention)
    for relation in bundle.relations:
        yield "relations", _relation(bundle, relation)
        if relation.plover:
            yield "events", _event(bundle, relation)
    for fact in document_facts(bundle.records):
        yield "document_facts", {"doc": bundle.document.doc, **fact_row(fact)}


def _document(bundle: Bundle) -> Row:
    record, row = bundle.document, bundle.row
    manifest = ("title", "origin", "licence", "genre", "region", "period", "split")
    return {
        **{name: getattr(record, name) for name in ("doc", "source", "sha256", "chars", "date", "language", "warnings")},
        "schema": record.schema_,
        **record.producer.__dict__,
        **{name: getattr(row, name, None) for name in manifest},
        "mentions": len(bundle.mentions),
        "relations": len(bundle.relations),
        "with_text": bundle.text is not None,
    }


def _mention(mention: MentionRecord) -> Row:
    row = {_ALIASES.get(name, name): value for name, value in mention.__dict__.items()}
    del row["type"]
    row["sentence_start"], row["sentence_end"] = row.pop("sentence")
    if isinstance(mention, FigureRecord):
        si = row.pop("si")
        row["si_value"], row["si_unit"] = (si.value, si.unit) if si else (None, None)
    return row


def _relation(bundle: Bundle, relation: RelationRecord) -> Row:
    subject, target = bundle.mentions.get(relation.subject), bundle.mentions.get(relation.object)
    date, figure = _date(bundle, relation), _figure(bundle, relation)
    row = dict(relation.__dict__)
    del row["type"]
    row["trigger_start"], row["trigger_end"] = row.pop("trigger")
    return {
        **row,
        "evidence": bundle.span((relation.start, relation.end)),
        "subject_type": relation.subject.split(":", 1)[0],
        "subject_text": subject.text if subject else None,
        "object_type": relation.object.split(":", 1)[0],
        "object_text": target.text if target else None,
        "trigger": bundle.span(relation.trigger),
        "time_value": date.value if date else None,
        "time_earliest": date.earliest if date else None,
        "time_latest": date.latest if date else None,
        "figure_value": figure.value if figure else None,
        "figure_unit": figure.unit if figure else None,
        "quad_class": quad_class(relation.plover),
        "fact": fact_id(relation),
    }


def _date(bundle: Bundle, relation: RelationRecord) -> DateRecord | None:
    found = bundle.mentions.get(relation.time or "")
    return found if isinstance(found, DateRecord) else None


def _figure(bundle: Bundle, relation: RelationRecord) -> FigureRecord | None:
    found = bundle.mentions.get(relation.figure or "")
    return found if isinstance(found, FigureRecord) else None


def _event(bundle: Bundle, relation: RelationRecord) -> Row:
    date, figure = _date(bundle, relation), _figure(bundle, relation)
    day = (date.earliest or date.latest) if date else None
    reported = bundle.document.date
    return {
        "doc": relation.doc,
        "relation": relation.id,
        "date": day or reported,
        "date_source": "sentence" if day else "document" if reported else None,
        "actor": relation.subject_entity,
        "actor_type": relation.subject.split(":", 1)[0],
        "actor_name": argument_name(bundle, relation.subject, relation.subject_entity),
        "event": relation.plover,
        "quad_code": quad_code(relation.plover),
        "quad_class": quad_class(relation.plover),
        "target": relation.object_entity,
        "target_type": relation.object.split(":", 1)[0],
        "target_name": argument_name(bundle, relation.object, relation.object_entity),
        "context": plover_context(negated=relation.negated, modality=relation.modality),
        "magnitude": figure.value if figure else None,
        "magnitude_unit": figure.unit if figure else None,
        "predicate": relation.predicate,
        "confidence": relation.confidence,
    }


def argument_name(bundle: Bundle, ident: str, entity: str | None) -> str | None:
    """Return the name of a relation's argument: its entity's in the tables or the records, else its surface."""
    mention = bundle.mentions.get(ident)
    known = named(ident.split(":", 1)[0], entity).name if entity else None
    if known or mention is None:
        return known or entity
    same = getattr(mention, "entity", None) == entity
    return (getattr(mention, "name", None) if same else entity) or mention.text


def fact_row(fact: Fact) -> Row:
    """Return a fact's columns."""
    counted = {name: getattr(fact, name) for name in Fact.__slots__ if name != "confidence"}
    return {
        "fact": fact.id,
        **counted,
        "conflict": fact.conflict,
        "confidence": fact.confidence,
        "wikidata_property": fact.wikidata_property,
        "wikidata_inverse": fact.predicate in INVERSE if fact.wikidata_property else None,
        "plover": fact.plover,
        "quad_class": quad_class(fact.plover),
    }

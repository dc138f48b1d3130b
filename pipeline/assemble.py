"""Records from a processed Doc."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from spacy.tokens import Doc, Span

from pipeline.confidence import with_confidence
from pipeline.entities.tables import countries
from pipeline.extensions import MENTIONS
from pipeline.read import Source
from pipeline.records import (
    AnyRecord,
    CountryRecord,
    DateRecord,
    DocumentRecord,
    FigureRecord,
    MentionRecord,
    OrganizationRecord,
    PersonRecord,
    PlaceRecord,
    Producer,
    RelationRecord,
)
from pipeline.segment import sentence_bounds
from pipeline.vocabulary import plover_class, wikidata_property


def to_records(doc: Doc, source: Source, producer: Producer, *, with_text: bool = False) -> list[AnyRecord]:
    """Return the document's records in the order of the format: document, mentions, relations."""
    sentences = sentence_bounds(doc.text)
    mentions = [_mention(span, source, sentences) for span in doc.spans.get(MENTIONS, [])]
    relations = [_relation(relation, source.id) for relation in doc._.relations]
    relations.sort(key=lambda record: (record.start, record.predicate, record.subject, record.object, record.id))
    return with_confidence([_document(doc, source, producer, with_text), *mentions, *relations])


def mention_id(span: Span) -> str:
    """Return the id of the mention's record."""
    return f"{span.label_}:{span.start_char}-{span.end_char}"


def _document(doc: Doc, source: Source, producer: Producer, with_text: bool) -> DocumentRecord:
    return DocumentRecord(
        doc=source.id,
        source=source.path,
        sha256=source.sha256,
        chars=len(source.text),
        date=source.date,
        language=source.language,
        producer=producer,
        warnings=[*source.warnings, *doc._.depeche_warnings],
        text=source.text if with_text else None,
    )


def _mention(span: Span, source: Source, sentences: list[tuple[int, int]]) -> MentionRecord:
    data: dict[str, Any] = span._.depeche
    common: dict[str, Any] = {
        "doc": source.id,
        "id": mention_id(span),
        "start": span.start_char,
        "end": span.end_char,
        "text": source.text[span.start_char : span.end_char],
        "sentence": containing(sentences, span.start_char, span.end_char),
        "rule": span.id_,
        "confidence": None,
    }
    record: MentionRecord = _BUILDERS[span.label_](common, data)
    return record


def containing(sentences: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence (or the run of sentences) that holds `start`–`end`."""
    first = max(bisect_right(sentences, (start, 1 << 60)) - 1, 0)
    last = max(bisect_right(sentences, (max(end - 1, start), 1 << 60)) - 1, first)
    return sentences[first][0], max(sentences[last][1], end)


def _country(common: dict[str, Any], data: dict[str, Any]) -> CountryRecord:
    entry = countries().get(data["entity"] or "")
    return CountryRecord(
        **common,
        form=data["form"],
        entity=data["entity"],
        members=data.get("members"),
        name=entry.name if entry else None,
        alpha_2=(entry.alpha_2 or None) if entry else None,
        alpha_3=(entry.alpha_3 or None) if entry else None,
        status=entry.status if entry else None,
        wikidata=(entry.wikidata or None) if entry else None,
    )


def _organization(common: dict[str, Any], data: dict[str, Any]) -> OrganizationRecord:
    return OrganizationRecord(
        **common,
        form=data["form"],
        entity=data["entity"],
        members=data.get("members"),
        name=data.get("name"),
        acronym=data.get("acronym") or None,
        class_=data.get("class") or None,
        wikidata=data.get("wikidata") or None,
    )


def _person(common: dict[str, Any], data: dict[str, Any]) -> PersonRecord:
    return PersonRecord(**common, form=data["form"], entity=data["entity"], name=data.get("name"))


def _place(common: dict[str, Any], data: dict[str, Any]) -> PlaceRecord:
    return PlaceRecord(**common, form=data["form"], entity=data["entity"], name=data.get("name"))


def _date(common: dict[str, Any], data: dict[str, Any]) -> DateRecord:
    return DateRecord(**common, **{key: data.get(key) for key in ("kind", "value", "earliest", "latest", "mod")})


def _figure(common: dict[str, Any], data: dict[str, Any]) -> FigureRecord:
    keys = ("kind", "value", "low", "high", "unit", "si", "counted", "mod")
    return FigureRecord(**common, **{key: data.get(key) for key in keys})


_BUILDERS: dict[str, Any] = {
    "country": _country,
    "organization": _organization,
    "person": _person,
    "place": _place,
    "date": _date,
    "figure": _figure,
}


def _relation(relation: dict[str, Any], doc_id: str) -> RelationRecord:
    predicate, negated, modality = relation["predicate"], relation["negated"], relation["modality"]
    start, end = relation["sentence"]
    pair = f"{relation['subject']}>{relation['object']}"
    entities = ""
    if relation.get("plural"):
        entities = f":{relation['subject_entity']}>{relation['object_entity']}"
    return RelationRecord(
        doc=doc_id,
        id=f"relation:{predicate}:{pair}{entities}@{relation['trigger'][0]}",
        start=start,
        end=end,
        rule=relation["rule"],
        confidence=None,
        predicate=predicate,
        subject=relation["subject"],
        object=relation["object"],
        subject_entity=relation["subject_entity"],
        object_entity=relation["object_entity"],
        trigger=relation["trigger"],
        negated=negated,
        modality=modality,
        time=relation.get("time"),
        figure=relation.get("figure"),
        wikidata_property=wikidata_property(predicate, relation["object"].split(":", 1)[0]),
        plover=plover_class(predicate, negated=negated, modality=modality),
    )

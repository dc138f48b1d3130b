"""The error browser: one HTML page that holds every mistake, and fetches nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from pipeline.evaluation.causes import Causes
from pipeline.evaluation.folders import Records
from pipeline.evaluation.matching import entity_key, subtype
from pipeline.evaluation.mistakes import Mistake, mistakes_of
from pipeline.records import DateRecord, FigureRecord, MentionRecord, RelationRecord

_PLACE = "/*DATA*/"
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
Folders = Mapping[str, Mapping[str, Records]]
Place = tuple[str, int, int]
_NEAR = 300


def error_page(gold: Folders, predicted: Folders, texts: Mapping[str, str]) -> str:
    """Return the page, for runs by split, then by document.

    The data is JSON with nothing in it that HTML could read; the page shows it as text only.
    """
    template = files("pipeline.evaluation").joinpath("browser.html").read_text(encoding="utf-8")
    return template.replace(_PLACE, _as_script(error_data(gold, predicted, texts)))


def error_data(gold: Folders, predicted: Folders, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows: `sentences`, each once with both sides, and `mistakes` that point to them."""
    sentences: dict[Place, dict[str, Any]] = {}
    mistakes = []
    for split, documents in gold.items():
        for doc, records in documents.items():
            other = predicted.get(split, {}).get(doc, Records(doc, (), ()))
            causes = Causes(records, other)
            for mistake in mistakes_of(records, other):
                place = _place(mistake, records, other)
                if place not in sentences:
                    sentences[place] = _sentence(place, len(sentences), records, other, texts.get(doc))
                mistakes.append(_line(mistake, causes.cause(mistake), split, sentences[place]["index"]))
    return {"sentences": list(sentences.values()), "mistakes": mistakes}


def _as_script(data: dict[str, Any]) -> str:
    script = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _UNSAFE.items():
        script = script.replace(sign, escaped)
    return script


def _place(mistake: Mistake, gold: Records, predicted: Records) -> Place:
    """Return the sentence to show, with the near ones that hold arguments of a relation."""
    start, end = mistake.start, mistake.end
    if mistake.sort != "relation":
        return mistake.doc, start, end
    for side, id_ in ((gold, mistake.gold), (predicted, mistake.predicted)):
        relation = next((r for r in side.relations if r.id == id_), None)
        arguments = (relation.subject, relation.object) if relation else ()
        for mention in side.mentions:
            if mention.id in arguments and abs(mention.start - mistake.start) < _NEAR:
                start, end = min(start, mention.sentence[0]), max(end, mention.sentence[1])
    return mistake.doc, start, end


def _sentence(
    place: Place, index: int, gold: Records, predicted: Records, text: str | None
) -> dict[str, Any]:
    doc, start, end = place
    return {
        "index": index,
        "doc": doc,
        "start": start,
        "text": text[start:end] if text else None,
        "gold": _side(gold, start, end),
        "predicted": _side(predicted, start, end),
    }


def _side(document: Records, start: int, end: int) -> dict[str, Any]:
    inside = [m for m in document.mentions if start <= m.start and m.end <= end]
    said = [r for r in document.relations if start <= r.start < end]
    return {
        "mentions": [_mention(mention, start) for mention in inside],
        "relations": [_relation(relation, start) for relation in said],
    }


def _mention(mention: MentionRecord, shift: int) -> dict[str, Any]:
    return {
        "id": mention.id,
        "start": mention.start - shift,
        "end": mention.end - shift,
        "type": mention.type,
        "label": _label(mention),
        "rule": mention.rule,
    }


def _label(mention: MentionRecord) -> str:
    """Return what a mention says beside its type, in a few words."""
    parts: list[str | None] = [subtype(mention)]
    if isinstance(mention, FigureRecord):
        bounds = f"{mention.low}..{mention.high}" if mention.value is None else None
        value = None if mention.value is None else str(mention.value)
        counted = mention.counted and f"de {mention.counted}"
        parts += [value, bounds, mention.unit, counted, mention.mod]
    elif isinstance(mention, DateRecord):
        parts += [mention.value or "null", mention.mod]
    else:
        parts.append(entity_key(mention) or "null")
    return " ".join(part for part in parts if part)


def _relation(relation: RelationRecord, shift: int) -> dict[str, Any]:
    flags = ["negated"] if relation.negated else []
    flags += [relation.modality] if relation.modality != "asserted" else []
    return {
        "id": relation.id,
        "predicate": relation.predicate,
        "subject": relation.subject,
        "object": relation.object,
        "said": f"{relation.predicate}({relation.subject_entity}, {relation.object_entity})",
        "flags": flags,
        "trigger": [offset - shift for offset in relation.trigger],
        "rule": relation.rule,
    }


def _line(mistake: Mistake, cause: str, split: str, sentence: int) -> dict[str, Any]:
    return {
        "sentence": sentence,
        "split": split,
        "doc": mistake.doc,
        "kind": mistake.kind,
        "type": mistake.sort,
        "cause": cause,
        "rule": mistake.rule or "(none)",
        "what": mistake.what,
        "gold": mistake.gold,
        "predicted": mistake.predicted,
    }

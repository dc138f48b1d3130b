"""Why the pipeline found what it found: candidates, winners, losers with their reason, links, relations."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Span

import pipeline
from pipeline.extensions import CANDIDATES, MENTIONS
from pipeline.wraps import unwrapped


def explain(text: str, date: str | None = None) -> dict[str, Any]:
    """Return `sentences` (words with their function), `mentions`, `lost`, `coreference` and `relations` of a text.

    Every mention and every loser has its rule; a loser has the reason why another won.
    """
    nlp = pipeline.load()
    doc = nlp.make_doc(unwrapped(text))
    doc._.date = date
    doc = nlp(doc)
    return {
        "sentences": [_parse(sent) for sent in doc.sents],
        "mentions": [_mention(span) for span in doc.spans.get(MENTIONS, [])],
        "lost": [_lost(span) for span in doc.spans.get(CANDIDATES, []) if span._.depeche and "lost" in span._.depeche],
        "coreference": list(doc._.depeche_reasons),
        "relations": [_relation(doc, relation) for relation in doc._.relations],
    }


def _parse(sent: Span) -> list[str]:
    return [f"{token.text}/{token.pos_}/{token.dep_}→{token.head.text}" for token in sent if not token.is_space]


def _mention(span: Span) -> dict[str, Any]:
    data = {key: value for key, value in span._.depeche.items() if value is not None}
    return {"text": span.text, "start": span.start_char, "end": span.end_char, "type": span.label_, "rule": span.id_, **data}


def _lost(span: Span) -> dict[str, Any]:
    return {
        "text": span.text,
        "start": span.start_char,
        "end": span.end_char,
        "type": span.label_,
        "rule": span.id_,
        "reason": span._.depeche["lost"],
    }


def _relation(doc: Doc, relation: dict[str, Any]) -> dict[str, Any]:
    def surface(bounds: Any) -> str:
        return str(doc.text[bounds[0] : bounds[1]])

    def mention(key: str) -> str | None:
        value = relation.get(key)
        return surface([int(part) for part in value.split(":", 1)[1].split("-")]) if value else None

    return {
        **{key: relation[key] for key in ("predicate", "subject_entity", "object_entity", "negated", "modality", "rule")},
        "subject": mention("subject"),
        "object": mention("object"),
        "time": mention("time"),
        "figure": mention("figure"),
        "trigger": surface(relation["trigger"]),
        "sentence": surface(relation["sentence"]),
    }

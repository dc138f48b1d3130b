"""The Doc and Span extensions and the span groups, declared once. They hold plain JSON-able values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

CANDIDATES = "depeche_candidates"
MENTIONS = "depeche"
MODEL = "depeche_model"
NAMES = "depeche_names"


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate mention: code point offsets into the text, the rule that found it, its type's fields."""

    start: int
    end: int
    type: str
    rule: str
    data: dict[str, Any] = field(default_factory=dict)


_DOC_EXTENSIONS: dict[str, Any] = {"date": None, "relations": [], "depeche_warnings": [], "depeche_reasons": []}


def declare() -> None:
    """Declare the extensions; safe to call again.

    `doc._.date`: str or None, the ISO date that relative dates are resolved against.
    `doc._.relations`: list of dict. `doc._.depeche_warnings`: list of str.
    `doc._.depeche_reasons`: list of str, how nominals were linked and where the parse was mended.
    `span._.depeche`: dict, the mention's fields beside its span, label (type), id (rule) and kb_id (entity).
    """
    for name, default in _DOC_EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Span.has_extension("depeche"):
        Span.set_extension("depeche", getter=_data, setter=_set_data)


def _key(span: Span) -> tuple[str, int, int, str, str]:
    """Return where a span's data lies in `doc.user_data`: spaCy's own key would be the same for rival candidates."""
    return ("depeche", span.start_char, span.end_char, span.label_, span.id_)


def _data(span: Span) -> dict[str, Any] | None:
    return span.doc.user_data.get(_key(span))  # type: ignore[no-any-return]


def _set_data(span: Span, data: dict[str, Any]) -> None:
    span.doc.user_data[_key(span)] = data


def propose(doc: Doc, found: Iterable[Found]) -> None:
    """Add candidates to `doc.spans[CANDIDATES]`, expanded to whole tokens where they cut one."""
    spans = [make_span(doc, item) for item in found]
    group(doc, CANDIDATES).extend(spans)


def make_span(doc: Doc, found: Found) -> Span:
    """Return the candidate as a Span: label its type, id its rule, kb_id its entity, `_.depeche` its fields."""
    span = doc.char_span(
        found.start,
        found.end,
        label=found.type,
        kb_id=found.data.get("entity") or "",
        span_id=found.rule,
        alignment_mode="expand",
    )
    span._.depeche = found.data
    return span


def group(doc: Doc, name: str) -> SpanGroup:
    """Return the span group of that name, made empty when it is not there."""
    if name not in doc.spans:
        doc.spans[name] = SpanGroup(doc, name=name)
    return doc.spans[name]

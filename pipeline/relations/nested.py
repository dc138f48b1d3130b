"""What a name says of itself: whose organ it is (`ministère … du Kazakhstan`, `Conseil de sécurité de l'ONU`)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from pipeline.extensions import MENTIONS

_STATE_ORGANS = frozenset({"government", "legislature", "judiciary", "military", "finance"})
RULE = "organe-dans-le-nom"


def organs(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """Yield each organization with the state or organization that its own name says it is an organ of."""
    outer: list[Span] = []
    for span in doc.spans.get(MENTIONS, []):
        outer = [holder for holder in outer if holder.end > span.start]
        holder = outer[-1] if outer else None
        if holder is not None and holder.label_ == "organization" and _is_organ(holder, span):
            yield holder, span
        if span.label_ in ("organization", "place"):
            outer.append(span)


def _is_organ(holder: Span, inner: Span) -> bool:
    if inner.start == holder.start and inner.label_ == "organization":
        return False
    kind = holder._.depeche.get("class")
    if inner.label_ == "country":
        return kind in _STATE_ORGANS and bool(inner._.depeche.get("entity")) and "internation" not in holder.text.lower()
    if inner.label_ == "organization":
        return kind != "company" and inner.kb_id_ != holder.kb_id_ and bool(inner.kb_id_)
    return False

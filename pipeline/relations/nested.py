"""What a name says of itself: whose organ it is (`ministère … du Kazakhstan`, `Conseil de sécurité de l'ONU`)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.tree import Mention, Tree
from pipeline.vocabulary import Predicate

_STATE_ORGANS = frozenset({"government", "legislature", "judiciary", "military", "finance"})
_FIELD_WORDS = frozenset(
    ["mission", "force", "opération", "bureau", "bureaux", "représentation", "délégation", "office", "programme", "autorité"]
)
RULE = "organe-dans-le-nom"


def organs(doc: Tree) -> Iterator[tuple[Mention, Mention, Predicate]]:
    """Yield each organization with the state or body its own name says it is an organ of, or works in, and which."""
    outer: list[Mention] = []
    for span in doc.mentions:
        outer = [holder for holder in outer if holder.end > span.start]
        holder = outer[-1] if outer else None
        if holder is not None and holder.label_ == "organization":
            if _works_in(holder, span):
                yield holder, span, "operates_in"
            elif _is_organ(holder, span):
                yield holder, span, "part_of"
        if span.label_ in ("organization", "place"):
            outer.append(span)


def _works_in(holder: Mention, inner: Mention) -> bool:
    """Tell whether the name says where a mission works: `Mission des Nations unies au Mali`."""
    if inner.label_ not in ("country", "place") or inner.start == holder.start or inner.data.get("form") == "demonym":
        return False
    before = inner.doc[inner.start - 1].lower_
    before = inner.doc[inner.start - 2].lower_ if before in ("la", "le", "l'", "l’") and inner.start - 2 > holder.start else before
    return before in ("au", "en", "aux", "à", "dans", "pour") and any(token.lower_ in _FIELD_WORDS for token in holder)


def _is_organ(holder: Mention, inner: Mention) -> bool:
    if inner.start == holder.start and inner.label_ == "organization":
        return False
    kind = holder.data.get("class")
    if inner.label_ == "country":
        return kind in _STATE_ORGANS and bool(inner.data.get("entity")) and "internation" not in holder.text.lower()
    if inner.label_ == "organization":
        return kind != "company" and inner.kb_id_ != holder.kb_id_ and bool(inner.kb_id_)
    return False

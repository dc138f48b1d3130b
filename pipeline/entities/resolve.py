"""One winner a place: chooses among all candidates, and leaves the losers their reason."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.extensions import CANDIDATES, MENTIONS, declare, group
from pipeline.vocabulary import ENTITY_TYPES, MENTION_TYPES

_NESTS = {
    "organization": {"organization", "country", "place", "person"},
    "place": {"country", "place", "organization", "person"},
    "country": {"country"},
    "person": set(),
    "date": set(),
    "figure": {"country"},
}
_TYPE_ORDER = {name: index for index, name in enumerate(MENTION_TYPES)}
_TITLES = ("ministre", "ministres", "secrétaire", "chancelier")
_MODEL_RULES = ("model", "modele")


@Language.factory("depeche_resolve", requires=["doc.spans"], assigns=["doc.spans", "doc.ents"])
class Resolver:
    """Fills `doc.spans["depeche"]` and `doc.ents` with the winners among `doc.spans["depeche_candidates"]`.

    Tables beat patterns, patterns beat the model; within a source the longest wins. Names may nest where the
    guide lets them, nothing crosses, and a date or a figure inside a name is part of the name.
    A loser keeps its reason in `span._.depeche["lost"]`.
    """

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        holders: dict[int, list[Span]] = {}
        winners = []
        amounts = {index for span in group(doc, CANDIDATES) if span.label_ == "figure" for index in range(span.start, span.end)}
        for span in sorted(group(doc, CANDIDATES), key=_priority):
            around = _around(span, holders)
            reason = (
                _complement_of_title(span)
                or _in_currency(span, amounts)
                or next((why for other in around if (why := _conflict(span, other))), None)
            )
            if reason:
                span._.depeche = {**span._.depeche, "lost": reason}
                continue
            winners.append(span)
            for index in range(span.start, span.end):
                holders.setdefault(index, []).append(span)
        set_mentions(doc, winners)
        return doc


def set_mentions(doc: Doc, spans: list[Span]) -> None:
    """Make `spans` the document's mentions, in the order of the record format, and `doc.ents` the outermost names."""
    ordered = sorted(spans, key=lambda span: (span.start_char, -span.end_char, span.label_))
    doc.spans[MENTIONS] = ordered
    doc.ents = filter_spans([span for span in ordered if span.label_ in ENTITY_TYPES])


def _priority(span: Span) -> tuple[int, int, int, int]:
    return (_rank(span), -(span.end - span.start), span.start, _TYPE_ORDER[span.label_])


def _rank(span: Span) -> int:
    if span.label_ in ("date", "figure"):
        return 2
    if span.id_.startswith(_MODEL_RULES):
        return 3
    return 1 if "-motif" in span.id_ or span.label_ == "person" else 0


def _around(span: Span, holders: dict[int, list[Span]]) -> list[Span]:
    seen = {id(other): other for index in range(span.start, span.end) for other in holders.get(index, ())}
    return list(seen.values())


def _in_currency(span: Span, amounts: set[int]) -> str | None:
    """Return why the demonym of a currency's name (`francs suisses`) is no mention, or None."""
    inside = span._.depeche.get("form") == "demonym" and amounts.issuperset(range(span.start, span.end))
    return "partie du nom d'une monnaie" if inside else None


def _complement_of_title(span: Span) -> str | None:
    """Return why `Affaires étrangères` in `ministre des Affaires étrangères` is no organization, or None."""
    if span.label_ != "organization" or span.start < 2:
        return None
    before = [token.lower_ for token in span.doc[max(span.start - 3, 0) : span.start]]
    direct = before[-1] in ("des", "du") and before[-2] in _TITLES
    articled = before[-2:] in (["de", "la"], ["de", "l'"], ["de", "l’"]) and before[0] in _TITLES
    return "complément d'un titre de personne" if direct or articled else None


def _conflict(span: Span, other: Span) -> str | None:
    """Return why `span` can't stand beside the accepted `other`, or None."""
    bounds, others = (span.start, span.end), (other.start, other.end)
    what = f"{other.label_} « {other.text} » ({other.id_})"
    if bounds == others:
        return f"même place que {what}"
    if others[0] <= bounds[0] and bounds[1] <= others[1]:
        outer, inner = other, span
    elif bounds[0] <= others[0] and others[1] <= bounds[1]:
        outer, inner = span, other
    else:
        return f"croise {what}"
    if outer is span and _rank(span) == 3 and inner.start == outer.start and _rank(inner) < 3:
        return f"déborde {what}"
    if inner.label_ not in _NESTS[outer.label_]:
        return f"ne s'emboîte pas avec {what}"
    if inner is span and _rank(outer) == 0 and _rank(inner) == 1 and outer.label_ == inner.label_ == "organization":
        return f"partie de {what}"
    if outer.label_ == inner.label_ == "country" or _same_name(outer, inner):
        return f"partie de {what}" if inner is span else f"contient {what}"
    return None


def _same_name(outer: Span, inner: Span) -> bool:
    """Tell whether the inner name only repeats its outer one (`Nations unies` in its full form)."""
    return outer.label_ == inner.label_ and outer.kb_id == inner.kb_id and bool(outer.kb_id)

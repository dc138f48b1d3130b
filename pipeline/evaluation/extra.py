"""What else the field measures of mentions: nested spans, entity linking, dates as TempEval-3 does."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evaluation.folders import Records
from pipeline.evaluation.matching import entity_key, keys_of, match_spans, of_type, same_value
from pipeline.evaluation.tally import Metric, Tallies, Tally
from pipeline.records import DateRecord, MentionRecord
from pipeline.vocabulary import ENTITY_TYPES, MENTION_TYPES

ROLES = ("flat", "outer", "inner")
LINKING = ("strong", "weak", "document")
TEMPORAL = ("relaxed", "strict", "value", "kind")


def nested_tallies(gold: Records, predicted: Records) -> Tallies:
    """Return the tallies of `flat` mentions, of those that hold another (`outer`) and of those in one (`inner`).

    Matched: the same span and type, in the same role on both sides. A mention in the middle is `inner`.
    """
    roles = [_roles(document.mentions) for document in (gold, predicted)]
    pairs = [
        pair
        for type_ in MENTION_TYPES
        for pair in match_spans(of_type(gold, type_), of_type(predicted, type_), exact=True)
    ]
    out = {}
    for role in ROLES:
        left, right = (sum(name == role for name in side.values()) for side in roles)
        both = sum(roles[0][a.id] == roles[1][b.id] == role for a, b in pairs)
        out[Metric("nested", role, "exact")] = Tally(left, right, both)
    return out


def _roles(mentions: Sequence[MentionRecord]) -> dict[str, str]:
    """Return each mention's role by its id."""
    roles = {mention.id: "flat" for mention in mentions}
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
    for index, outer in enumerate(ordered):
        for inner in ordered[index + 1 :]:
            if inner.start >= outer.end:
                break
            if inner.end <= outer.end and (inner.start, inner.end) != (outer.start, outer.end):
                roles[inner.id] = "inner"
                if roles[outer.id] == "flat":
                    roles[outer.id] = "outer"
    return roles


def linking_tallies(gold: Records, predicted: Records) -> Tallies:
    """Return the tallies of entity linking, by type and for all, of the mentions that have a key.

    `strong`: same span and key; `weak`: overlapping span and same key (Cornolti et al., WWW 2013);
    `document`: the distinct entities of the text.
    """
    out: Tallies = {}
    for type_ in ENTITY_TYPES:
        left, right = (_linked(document, type_) for document in (gold, predicted))
        for measure, exact in (("strong", True), ("weak", False)):
            pairs = match_spans(left, right, exact=exact)
            same = sum(entity_key(a) == entity_key(b) for a, b in pairs)
            out[Metric("linking", type_, measure)] = Tally(len(left), len(right), same)
        here, there = ({key for mention in side for key in keys_of(mention)} for side in (left, right))
        out[Metric("linking", type_, "document")] = Tally(len(here), len(there), len(here & there))
    for measure in LINKING:
        total = Tally()
        for type_ in ENTITY_TYPES:
            total = total.plus(out[Metric("linking", type_, measure)])
        out[Metric("linking", "all", measure)] = total
    return out


def _linked(document: Records, type_: str) -> list[MentionRecord]:
    return [mention for mention in of_type(document, type_) if entity_key(mention) is not None]


def temporal_tallies(gold: Records, predicted: Records) -> Tallies:
    """Return the tallies of dates as TempEval-3 defines them (UzZaman et al., SemEval 2013).

    F1 of overlapping (`relaxed`) and identical (`strict`) spans, of overlapping spans with the right `value`,
    and with the right `kind` (its TIMEX3 type).
    """
    left, right = ([m for m in side.mentions if isinstance(m, DateRecord)] for side in (gold, predicted))
    loose = match_spans(left, right, exact=False)
    matched = {
        "relaxed": len(loose),
        "strict": len(match_spans(left, right, exact=True)),
        "value": sum(same_value(a, b) for a, b in loose),
        "kind": sum(a.kind == b.kind for a, b in loose),
    }
    return {
        Metric("temporal", "date", name): Tally(len(left), len(right), count)
        for name, count in matched.items()
    }

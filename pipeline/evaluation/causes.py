"""The probable cause of a mistake, told from what gold and prediction say around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.evaluation.folders import Records
from pipeline.evaluation.matching import Fact, entity_key, facts_of, keys_of, overlap, subtype
from pipeline.evaluation.mistakes import Mistake
from pipeline.records import DateRecord, FigureRecord, MentionRecord
from pipeline.vocabulary import PREDICATES

_HALF = 0.5
_OF_ATTRIBUTE = {
    "form": "form told wrong",
    "kind": "kind told wrong",
    "mod": "modifier missed or misread",
    "counted": "counted phrase cut wrong",
    "range": "bounds of the amount misread",
    "polarity": "polarity",
    "modality": "modality",
}


class Causes:
    """Tells the probable cause of the mistakes of one document."""

    def __init__(self, gold: Records, predicted: Records) -> None:
        self._gold, self._predicted = gold.mentions, predicted.mentions
        self._by_id = [{m.id: m for m in side} for side in (gold.mentions, predicted.mentions)]
        self._facts = facts_of(gold), facts_of(predicted)

    def cause(self, mistake: Mistake) -> str:
        """Return a few words, the same for mistakes of one cause."""
        if mistake.sort == "relation" and mistake.kind in ("missed", "spurious"):
            side = 0 if mistake.kind == "missed" else 1
            return self._of_relation(mistake, side)
        one, other = self._by_id[0].get(mistake.gold), self._by_id[1].get(mistake.predicted)
        if mistake.kind == "missed" and one:
            return self._of_missed(one)
        if mistake.kind == "spurious" and other:
            return self._of_spurious(other)
        if mistake.kind == "bounds" and one and other:
            return _of_bounds(one, other)
        return self._of_attribute(mistake.kind, one)

    def _of_missed(self, mention: MentionRecord) -> str:
        around = [other for other in self._predicted if overlap(mention, other) > 0]
        if any(other.type != mention.type and overlap(mention, other) >= _HALF for other in around):
            return "another type taken"
        if subtype(mention) == "nominal":
            return "nominal not resolved"
        if any(other.start <= mention.start and mention.end <= other.end for other in around):
            return "inside a longer mention"
        same = [other for other in self._predicted if other.type == mention.type]
        key = entity_key(mention)
        if any(other.text == mention.text or (key and entity_key(other) == key) for other in same):
            return "known elsewhere in the text"
        return "never found"

    def _of_spurious(self, mention: MentionRecord) -> str:
        around = [other for other in self._gold if overlap(mention, other) > 0]
        if any(other.type != mention.type and overlap(mention, other) >= _HALF for other in around):
            return "another type taken"
        if any(other.type == mention.type for other in around):
            return "piece of a gold mention"
        return "nominal that is none" if subtype(mention) == "nominal" else "not in the gold"

    def _of_attribute(self, kind: str, gold: MentionRecord | None) -> str:
        if kind == "entity":
            plain = gold is None or subtype(gold) != "nominal"
            return "linked to another entity" if plain else "wrong antecedent"
        if kind == "value" and isinstance(gold, DateRecord):
            year = any(len(word) == len("2024") for word in _digits(gold.text))
            return "date misread" if year else "relative date resolved wrong"
        if kind == "value_and_unit" and isinstance(gold, FigureRecord):
            return "number or unit misread"
        return _OF_ATTRIBUTE.get(kind, kind)

    def _of_relation(self, mistake: Mistake, side: int) -> str:
        wanted = mistake.gold or mistake.predicted
        fact = next(
            (f for f in self._facts[side] if f.record.id == wanted and _said(f) == mistake.what), None
        )
        if fact is None:
            return "other"
        others = [other for other in self._facts[1 - side] if overlap(fact, other) > 0]
        return (
            _turned(fact, others)
            or _renamed(fact, others)
            or self._argument(fact, 1 - side)
            or _neighbour(fact, others)
            or _elsewhere(fact, self._facts[1 - side])
            or ("no rule fired" if side == 0 else "not in the gold")
        )

    def _argument(self, fact: Fact, side: int) -> str | None:
        """Return what is wrong with an argument's mention on the other side, or None."""
        for id_, key in ((fact.record.subject, fact.record.subject_entity),
                         (fact.record.object, fact.record.object_entity)):  # fmt: skip
            mention = self._by_id[1 - side].get(id_)
            if mention is None:
                continue
            over = [o for o in (self._predicted, self._gold)[1 - side] if o.type == mention.type]
            over = [other for other in over if overlap(mention, other) > 0]
            if not over:
                return "argument's mention missed" if side else "argument's mention not in the gold"
            if key is not None and all(key not in keys_of(other) for other in over):
                return "argument linked to another entity"
        return None


def _digits(text: str) -> list[str]:
    return "".join(char if char.isdecimal() else " " for char in text).split()


def _said(fact: Fact) -> str:
    return f"{fact.predicate}({fact.subject}, {fact.object})"


def _of_bounds(gold: MentionRecord, predicted: MentionRecord) -> str:
    left, right = gold.start != predicted.start, gold.end != predicted.end
    if left and right:
        return "both edges"
    if left:
        return "starts too late" if predicted.start > gold.start else "starts too early"
    return "ends too late" if predicted.end > gold.end else "ends too early"


def _turned(fact: Fact, others: Iterable[Fact]) -> str | None:
    if PREDICATES[fact.record.predicate].symmetric:
        return None
    turned = (fact.predicate, fact.object, fact.subject)
    return "arguments turned round" if any(other.triple == turned for other in others) else None


def _renamed(fact: Fact, others: Iterable[Fact]) -> str | None:
    pair = {fact.subject, fact.object}
    same = [o for o in others if {o.subject, o.object} == pair and o.predicate != fact.predicate]
    return "another predicate" if same else None


def _neighbour(fact: Fact, others: Iterable[Fact]) -> str | None:
    shared = [
        other
        for other in others
        if other.predicate == fact.predicate and {other.subject, other.object} & {fact.subject, fact.object}
    ]
    return "one argument chosen wrong" if shared else None


def _elsewhere(fact: Fact, others: Sequence[Fact]) -> str | None:
    same = any(other.triple == fact.triple for other in others)
    return "said in another sentence" if same else None

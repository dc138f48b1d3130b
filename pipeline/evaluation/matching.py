"""Which gold record a predicted one stands for: one-to-one matches of mentions and of relation facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pipeline.evaluation.folders import Records
from pipeline.records import (
    CountryRecord,
    DateRecord,
    FigureRecord,
    MentionRecord,
    OrganizationRecord,
    PersonRecord,
    PlaceRecord,
    RelationRecord,
)
from pipeline.vocabulary import ENTITY_TYPES, PREDICATES

EntityRecord = CountryRecord | OrganizationRecord | PersonRecord | PlaceRecord


class _Bounded(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Bounded)
Pairs = list[tuple[S, S]]


def overlap(a: _Bounded, b: _Bounded) -> float:
    """Return the shared part of two spans over their union, 0 to 1."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(shared, 0) / (max(a.end, b.end) - min(a.start, b.start))


def match_spans(gold: Sequence[S], predicted: Sequence[S], *, exact: bool) -> Pairs[S]:
    """Return the pairs (gold, predicted), one-to-one, best overlap first; identical spans when `exact`."""
    candidates = [
        (-share, g, p)
        for g, p in _near(gold, predicted)
        if (share := overlap(gold[g], predicted[p])) > 0 and (share == 1 or not exact)
    ]
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for _, g, p in sorted(candidates):
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            pairs.append((g, p))
    return [(gold[g], predicted[p]) for g, p in sorted(pairs)]


def _near(gold: Sequence[S], predicted: Sequence[S]) -> Iterable[tuple[int, int]]:
    """Yield the indices of the pairs that may overlap."""
    order = sorted(range(len(predicted)), key=lambda p: predicted[p].start)
    longest = max((p.end - p.start for p in predicted), default=0)
    low = 0
    for g in sorted(range(len(gold)), key=lambda g: gold[g].start):
        while low < len(order) and predicted[order[low]].start + longest <= gold[g].start:
            low += 1
        for place in range(low, len(order)):
            if predicted[order[place]].start >= gold[g].end:
                break
            yield g, order[place]


def subtype(mention: MentionRecord) -> str:
    """Return a mention's form, or its kind."""
    return mention.kind if isinstance(mention, DateRecord | FigureRecord) else mention.form


def entity_key(mention: MentionRecord) -> str | None:
    """Return what a mention names as one string: its key, `CHN+KAZ` for a plural, a date's value."""
    if isinstance(mention, DateRecord):
        return mention.value
    if isinstance(mention, FigureRecord):
        return None
    return "+".join(mention.members) if mention.members else mention.entity


def keys_of(mention: MentionRecord) -> list[str | None]:
    """Return the keys a mention stands for, several for a plural."""
    members = getattr(mention, "members", None)
    return [*members] if members else [entity_key(mention)]


def same_number(a: float | None, b: float | None, *, tolerance: float = 1e-9) -> bool:
    """Return whether two numbers are one, within a relative tolerance; nothing is only itself."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def same_value(gold: MentionRecord, predicted: MentionRecord) -> bool:
    """Return whether two mentions have the same normalised value.

    Dates: the value. Figures: value and unit, and the bounds where the gold has no value. Others: the entity.
    """
    if isinstance(gold, DateRecord) and isinstance(predicted, DateRecord):
        return gold.value == predicted.value
    if isinstance(gold, FigureRecord) and isinstance(predicted, FigureRecord):
        tolerance = 2e-3 if gold.kind == "fraction" else 1e-9
        bounds = same_number(gold.low, predicted.low) and same_number(gold.high, predicted.high)
        value = same_number(gold.value, predicted.value, tolerance=tolerance)
        return value and gold.unit == predicted.unit and (gold.value is not None or bounds)
    return entity_key(gold) == entity_key(predicted)


def of_type(document: Records, type_: str) -> list[MentionRecord]:
    """Return the document's mentions of a type."""
    return [mention for mention in document.mentions if mention.type == type_]


def aligned_keys(a: Records, b: Records) -> dict[str, str]:
    """Return, for each entity key of B, the key A gives most often to the same mentions."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for type_ in (*ENTITY_TYPES, "date"):
        for one, other in match_spans(of_type(a, type_), of_type(b, type_), exact=False):
            here, there = entity_key(one), entity_key(other)
            if here and there and "+" not in here + there:
                votes[there][here] += 1
    return {key: min(count, key=lambda k: (k != key, -count[k], k)) for key, count in votes.items()}


@dataclass(frozen=True)
class Fact:
    """What a relation says: `subject` and `object` are entity keys, alphabetical when it is symmetric."""

    predicate: str
    subject: str
    object: str
    negated: bool
    modality: str
    start: int
    end: int
    record: RelationRecord

    @property
    def triple(self) -> tuple[str, str, str]:
        """Predicate, subject, object."""
        return (self.predicate, self.subject, self.object)


def facts_of(document: Records, *, keys: dict[str, str] | None = None) -> list[Fact]:
    """Return the document's facts, each once a sentence; a plural argument stands for each of its members.

    An argument without a key is known by its mention's id. `keys` renames entity keys.
    """
    by_id = {mention.id: mention for mention in document.mentions}
    seen: dict[tuple[object, ...], Fact] = {}
    for relation in document.relations:
        for subject, object_ in _arguments(relation, by_id):
            pair = [(keys or {}).get(key, key) for key in (subject, object_)]
            if PREDICATES[relation.predicate].symmetric:
                pair.sort()
            fact = Fact(
                relation.predicate, pair[0], pair[1], relation.negated, relation.modality,
                relation.start, relation.end, relation,
            )  # fmt: skip
            seen.setdefault((fact.triple, fact.negated, fact.modality, fact.start), fact)
    return list(seen.values())


def _arguments(relation: RelationRecord, by_id: dict[str, MentionRecord]) -> list[tuple[str, str]]:
    left = _keys(relation.subject_entity, relation.subject, by_id)
    right = _keys(relation.object_entity, relation.object, by_id)
    if len(left) == 1 and len(right) == 1:
        return [(left[0], right[0])]
    symmetric = PREDICATES[relation.predicate].symmetric
    pairs = [(a, b) for a in left for b in right if a != b]
    return [(a, b) for a, b in pairs if a < b or not symmetric or (b, a) not in pairs]


def _keys(entity: str | None, mention: str, by_id: dict[str, MentionRecord]) -> list[str]:
    if entity is not None:
        return [entity]
    record = by_id.get(mention)
    members = getattr(record, "members", None)
    return list(members) if members else [mention]


def match_facts(
    gold: Sequence[Fact], predicted: Sequence[Fact], *, polarity: bool = False, modality: bool = False
) -> list[tuple[Fact, Fact]]:
    """Return the pairs (gold, predicted) of one triple whose sentences overlap, one-to-one.

    `polarity` and `modality` ask for the same one of each.
    """
    buckets: dict[tuple[object, ...], tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((gold, predicted)):
        for fact in facts:
            key = (*fact.triple, fact.negated if polarity else None, fact.modality if modality else None)
            buckets[key][side].append(fact)
    pairs: list[tuple[Fact, Fact]] = []
    for left, right in buckets.values():
        free = list(right)
        for fact in left:
            near = [other for other in free if overlap(fact, other) > 0]
            if near:
                best = max(near, key=lambda o: (o.negated == fact.negated, o.modality == fact.modality))
                free.remove(best)
                pairs.append((fact, best))
    return pairs


def mention_level(document: Records) -> dict[tuple[str, str, str], RelationRecord]:
    """Return the relations by predicate and ids of both argument mentions, each once.

    A symmetric one's arguments are in alphabetical order; a plural argument is one mention.
    """
    found: dict[tuple[str, str, str], RelationRecord] = {}
    for relation in document.relations:
        pair = [relation.subject, relation.object]
        if PREDICATES[relation.predicate].symmetric:
            pair.sort()
        found.setdefault((relation.predicate, pair[0], pair[1]), relation)
    return found


def same_place(a: str | None, b: str | None) -> bool:
    """Return whether two ids of mentions name one type and overlapping spans; none is only itself."""
    if a is None or b is None:
        return a is b
    (one, left), (other, right) = (id_.rsplit(":", 1) for id_ in (a, b))
    (start, end), (first, last) = (map(int, span.split("-")) for span in (left, right))
    return one == other and min(end, last) > max(start, first)

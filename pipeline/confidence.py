"""How far a record can be trusted: the share of right ones among those like it on the gold's dev split.

rules/confidence.toml holds, for each cell, how many records of the dev split fell into it and how many of them were right;
`make calibrate` counts them anew. A record's cells go from the general to the particular (its type, its form, its rule),
each one's share drawn towards the one above it the more, the fewer records it rests on (empirical Bayes: Efron & Morris 1975).
A relation's share is then moved, in log-odds, by where its arguments stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from pipeline.records import AnyRecord, DocumentRecord, MentionRecord, RelationRecord
from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root

R = TypeVar("R", bound=MentionRecord | RelationRecord)
_PRIOR = 10.0
_FACTOR_PRIOR = 25.0
_NEAR, _FAR = 60, 160
_LEAST, _MOST = 0.02, 0.99


class Count(NamedTuple):
    """How many records fell into a cell, and how many of them were right."""

    right: int
    seen: int


Counts = Mapping[str, Count]


class Cells(NamedTuple):
    """A record's cells: a chain from the general to the particular, and factors beside it."""

    chain: tuple[str, ...]
    factors: tuple[str, ...] = ()


@cache
def counts() -> dict[str, Count]:
    """Return rules/confidence.toml; empty where nothing was counted."""
    path = rules_root() / "confidence.toml"
    if not path.is_file():
        return {}
    return {cell: Count(int(pair[0]), int(pair[1])) for cell, pair in read_toml(path)["cells"].items()}


def cells_of(record: MentionRecord | RelationRecord, spans: Mapping[str, tuple[int, int]]) -> Cells:
    """Return a record's cells; `spans`: the bounds of the document's mentions by id."""
    if isinstance(record, RelationRecord):
        predicate = f"relation/{record.predicate}"
        return Cells(("relation", predicate, f"{predicate}/{record.rule}"), _factors(record, spans))
    kind = getattr(record, "form", None) or getattr(record, "kind", "")
    form = f"{record.type}/{kind}"
    return Cells((record.type, form, f"{form}/{record.rule}"))


def _factors(record: RelationRecord, spans: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    ends = [spans[key] for key in (record.subject, record.object) if key in spans]
    outside = sum(not (record.start <= start and end <= record.end) for start, end in ends)
    trigger = record.trigger[0]
    distance = max((min(abs(trigger - start), abs(trigger - end)) for start, end in ends), default=0)
    reach = "near" if distance < _NEAR else "middle" if distance < _FAR else "far"
    return (f"arguments/outside-{outside}", f"distance/{reach}", f"modality/{record.modality}{'-negated' if record.negated else ''}")


def confidence(cells: Cells, known: Counts) -> float | None:
    """Return the expected share of right records among those like it (0.02 to 0.99), or None where nothing was counted."""
    base = known.get(cells.chain[0])
    if base is None:
        return None
    overall = share = (base.right + 1) / (base.seen + 2)
    for cell in cells.chain[1:]:
        count = known.get(cell, Count(0, 0))
        share = (count.right + _PRIOR * share) / (count.seen + _PRIOR)
    odds = _odds(share)
    for factor in cells.factors:
        count = known.get(factor, Count(0, 0))
        odds += _odds((count.right + _FACTOR_PRIOR * overall) / (count.seen + _FACTOR_PRIOR)) - _odds(overall)
    return round(min(max(1 / (1 + math.exp(-odds)), _LEAST), _MOST), 3)


def _odds(share: float) -> float:
    share = min(max(share, _LEAST), _MOST)
    return math.log(share / (1 - share))


def with_confidence(records: Sequence[AnyRecord], known: Counts | None = None) -> list[AnyRecord]:
    """Return a document's records with their confidence."""
    table = counts() if known is None else known
    if not table:
        return list(records)
    spans = spans_of(records)
    return [record if isinstance(record, DocumentRecord) else rated(record, spans, table) for record in records]


def rated(record: R, spans: Mapping[str, tuple[int, int]], known: Counts) -> R:
    """Return the record with its confidence."""
    return cast(R, record.model_copy(update={"confidence": confidence(cells_of(record, spans), known)}))


def spans_of(records: Iterable[Any]) -> dict[str, tuple[int, int]]:
    """Return the bounds of the mentions among the records by id."""
    return {record.id: (record.start, record.end) for record in records if not isinstance(record, DocumentRecord | RelationRecord)}

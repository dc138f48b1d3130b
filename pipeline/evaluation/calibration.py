"""Confidence against precision: of the records that say 0.9, nine in ten should be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from pipeline.evaluation.folders import Records
from pipeline.evaluation.matching import facts_of, match_facts, match_spans, of_type, same_value
from pipeline.records import MentionRecord, RelationRecord
from pipeline.vocabulary import MENTION_TYPES

EDGES = (0.5, 0.7, 0.8, 0.9, 0.95)


class Bin(NamedTuple):
    """Records of one type and one range of confidence (`none` where it is null): how many, how many of them right."""

    type: str
    range: str
    records: int
    right: int
    confidence: float | None

    @property
    def precision(self) -> float:
        """Right over all."""
        return self.right / self.records


def judged(gold: Records, predicted: Records) -> list[tuple[MentionRecord | RelationRecord, bool]]:
    """Return each predicted record with whether it is right.

    A mention: its span, and its value. A relation: its fact, polarity and modality.
    """
    right = set()
    for type_ in MENTION_TYPES:
        pairs = match_spans(of_type(gold, type_), of_type(predicted, type_), exact=True)
        right |= {other.id for one, other in pairs if same_value(one, other)}
    facts = match_facts(facts_of(gold), facts_of(predicted), polarity=True, modality=True)
    right |= {other.record.id for _, other in facts}
    return [(record, record.id in right) for record in (*predicted.mentions, *predicted.relations)]


def calibration(gold: Mapping[str, Records], predicted: Mapping[str, Records]) -> list[Bin]:
    """Return the bins that hold records, by type, then by confidence."""
    found: dict[tuple[str, int], list[tuple[float | None, bool]]] = defaultdict(list)
    for doc, records in gold.items():
        for record, right in judged(records, predicted.get(doc, Records(doc, (), ()))):
            score = record.confidence
            index = -1 if score is None else sum(score >= edge for edge in EDGES)
            found[record.type, index].append((score, right))
    order = {type_: place for place, type_ in enumerate((*MENTION_TYPES, "relation"))}
    bins = []
    for (type_, index), items in sorted(found.items(), key=lambda item: (order[item[0][0]], item[0][1])):
        scores = [score for score, _ in items if score is not None]
        mean = sum(scores) / len(scores) if scores else None
        bins.append(Bin(type_, _range(index), len(items), sum(right for _, right in items), mean))
    return bins


def _range(index: int) -> str:
    edges = (0.0, *EDGES, 1.0)
    return "none" if index < 0 else f"{edges[index]:g}–{edges[index + 1]:g}"


def calibration_error(bins: list[Bin]) -> float | None:
    """Return the expected calibration error (Naeini et al., AAAI 2015); None where nothing has a confidence."""
    scored = [one for one in bins if one.confidence is not None]
    total = sum(one.records for one in scored)
    if not total:
        return None
    return sum(one.records * abs(one.precision - (one.confidence or 0.0)) for one in scored) / total


def print_calibration(console: Console, title: str, bins: list[Bin]) -> None:
    """Print the table, and the error where there is a confidence."""
    table = Table(title=f"confidence against precision, {title}", title_justify="left")
    table.add_column("type", no_wrap=True)
    for name in ("confidence", "records", "mean", "precision", "difference"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in bins:
        gap = "–" if one.confidence is None else f"{one.precision - one.confidence:+.3f}"
        mean = "–" if one.confidence is None else f"{one.confidence:.3f}"
        table.add_row(one.type, one.range, str(one.records), mean, f"{one.precision:.3f}", gap)
    console.print(table)
    error = calibration_error(bins)
    said = "no record has a confidence" if error is None else f"expected calibration error: {error:.3f}"
    console.print(said, markup=False)

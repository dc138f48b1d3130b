"""Floors: scores that may not fall. They stand in tests/gold/floors.toml and only ever rise."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.evaluation.report import HEADLINES
from pipeline.evaluation.tally import Tallies, add_up

_HEAD = """# F1 by metric (TABLE/ROW/MEASURE) that `make test` and `make evaluate` hold, for a set of documents.
# `make evaluate ARGS=--raise-floors` raises them to the scores of the day; nothing lowers them. A split that has grown
# gets a set of its own, and the floors of the smaller one go on holding for its documents.
"""


@dataclass(slots=True)
class FloorSet:
    """Floors by metric, for the documents of a split that they were measured on."""

    split: str
    documents: list[str]
    rows: dict[str, float] = field(default_factory=dict)

    def scores(self, scores: Mapping[str, Mapping[str, Tallies]]) -> dict[str, float] | None:
        """Return the F1 of each metric over the set's documents, or None where not all of them were scored."""
        scored = scores.get(self.split, {})
        if not set(self.documents) <= set(scored):
            return None
        total = add_up(scored[document] for document in self.documents)
        return {str(metric): tally.f1 for metric, tally in total.items()}


Floors = dict[str, FloorSet]


def read_floors(path: Path) -> Floors:
    """Return the floors by the name of their set; none where there is no file. Raises UsageError for a bad one."""
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: _read_set(dict(table)) for name, table in content.items()}
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"not a floors file: {error}", path=path) from error


def _read_set(table: dict[str, object]) -> FloorSet:
    split, documents = table.pop("split"), table.pop("documents")
    if not isinstance(documents, list):
        raise TypeError("documents is a list of ids")
    return FloorSet(str(split), [str(item) for item in documents], {metric: float(str(value)) for metric, value in table.items()})


def fallen(floors: Floors, scores: Mapping[str, Mapping[str, Tallies]]) -> list[str]:
    """Return a line for each floor that the scores (by split, by document) don't reach."""
    lines = []
    for name, kept in floors.items():
        reached = kept.scores(scores)
        if reached is None:
            continue
        for metric, floor in kept.rows.items():
            if reached.get(metric, 0.0) < floor:
                lines.append(f"{name} {metric}: {reached.get(metric, 0.0):.4f}, the floor is {floor:.3f}")
    return lines


def raised(floors: Floors, scores: Mapping[str, Mapping[str, Tallies]]) -> Floors:
    """Return the floors raised to the scores (rounded down to a thousandth), never lower than they were.

    A split whose documents no set has gets one.
    """
    result = {name: FloorSet(kept.split, kept.documents, dict(kept.rows)) for name, kept in floors.items()}
    for split, documents in scores.items():
        if not any(kept.split == split and set(kept.documents) == set(documents) for kept in result.values()):
            result[f"{split}-{len(documents)}"] = FloorSet(split, sorted(documents))
    for kept in result.values():
        reached = kept.scores(scores) or {}
        for metric in (*kept.rows, *map(str, HEADLINES)):
            score = math.floor(reached.get(metric, 0.0) * 1000 + 1e-9) / 1000
            if score > kept.rows.get(metric, 0.0):
                kept.rows[metric] = score
    return result


def write_floors(path: Path, floors: Floors) -> None:
    """Write the sets and their metrics in order."""
    parts = [_HEAD]
    for name, kept in sorted(floors.items()):
        listed = ", ".join(f'"{document}"' for document in kept.documents)
        lines = [f'"{metric}" = {value:.3f}' for metric, value in sorted(kept.rows.items())]
        parts.append("\n".join([f"[{name}]", f'split = "{kept.split}"', f"documents = [{listed}]", *lines]) + "\n")
    path.write_text("\n".join(parts), encoding="utf-8")

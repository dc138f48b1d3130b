"""Floors: scores that may not fall. They stand in tests/gold/floors.toml and only ever rise."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.evaluation.report import HEADLINES
from pipeline.evaluation.tally import Tallies, add_up

Floors = dict[str, dict[str, float]]
_HEAD = """# F1 by split and metric (TABLE/ROW/MEASURE) that `make test` and `make evaluate` hold.
# `make evaluate ARGS=--raise-floors` raises them to the scores of the day; nothing lowers them.
"""


def read_floors(path: Path) -> Floors:
    """Return the floors by split and metric; none where there is no file. Raises UsageError for a bad one."""
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return {split: {str(m): float(v) for m, v in rows.items()} for split, rows in content.items()}
    except (tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as error:
        raise UsageError(f"not a floors file: {error}", path=path) from error


def fallen(
    floors: Mapping[str, Mapping[str, float]], scores: Mapping[str, Mapping[str, Tallies]]
) -> list[str]:
    """Return a line for each floor that the scores (by split, by document) don't reach."""
    lines = []
    for split, rows in floors.items():
        if split not in scores:
            continue
        reached = _scores(scores[split])
        for metric, floor in rows.items():
            if reached.get(metric, 0.0) < floor:
                lines.append(f"{split} {metric}: {reached.get(metric, 0.0):.4f}, the floor is {floor:.3f}")
    return lines


def raised(floors: Floors, scores: Mapping[str, Mapping[str, Tallies]]) -> Floors:
    """Return the floors raised to the scores (rounded down to a thousandth), never lower than they were."""
    result = {split: dict(rows) for split, rows in floors.items()}
    for split, documents in scores.items():
        rows = result.setdefault(split, {})
        reached = _scores(documents)
        for metric in (*rows, *map(str, HEADLINES)):
            score = math.floor(reached.get(metric, 0.0) * 1000 + 1e-9) / 1000
            if score > rows.get(metric, 0.0):
                rows[metric] = score
    return result


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors, splits and metrics in order."""
    parts = [_HEAD]
    for split, rows in sorted(floors.items()):
        lines = [f'"{metric}" = {value:.3f}' for metric, value in sorted(rows.items())]
        parts.append("\n".join([f"[{split}]", *lines]) + "\n")
    path.write_text("\n".join(parts), encoding="utf-8")


def _scores(documents: Mapping[str, Tallies]) -> dict[str, float]:
    total = add_up(documents.values())
    return {str(metric): tally.f1 for metric, tally in total.items()}

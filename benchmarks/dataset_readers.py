"""A dataset read back by readers that the project does not install: frictionless, mlcroissant, `datasets`.

    python benchmarks/dataset_readers.py DATASET

Prints what each reader counts for each table, and exits with 1 when one disagrees with the CSV files or finds the
metadata wrong. Needs the packages of `make dataset-readers`, not the project's own; uses no network.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = os.environ["HF_DATASETS_OFFLINE"] = "1"


def lines(out: Path) -> dict[str, int]:
    """Return the rows of each CSV file."""
    counts = {}
    for path in sorted((out / "csv").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            counts[path.stem] = sum(1 for _ in csv.reader(file)) - 1
    return counts


def by_frictionless(out: Path) -> dict[str, int]:
    """Return the valid rows of each resource; keys and foreign keys are checked. Raises ValueError for what is wrong."""
    import frictionless

    report = frictionless.validate(str(out / "datapackage.json"))
    if not report.valid:
        raise ValueError(report.flatten(["taskNumber", "rowNumber", "fieldName", "type", "note"])[:5])
    return {task.name: task.stats["rows"] for task in report.tasks}


def by_mlcroissant(out: Path) -> dict[str, int]:
    """Return the records of each record set."""
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(out / "croissant.json"))
    return {item.name: sum(1 for _ in dataset.records(item.uuid)) for item in dataset.metadata.record_sets}


def by_datasets(out: Path) -> dict[str, int]:
    """Return the rows of each configuration of the card."""
    import datasets

    names = datasets.get_dataset_config_names(str(out))
    return {name: datasets.load_dataset(str(out), name, split="train").num_rows for name in names}


def main() -> int:
    """Print the counts, return the exit code."""
    out = Path(sys.argv[1]).resolve()
    expected, wrong = lines(out), 0
    readers: tuple[Callable[[Path], dict[str, int]], ...] = (by_frictionless, by_mlcroissant, by_datasets)
    for reader in readers:
        name = reader.__name__.removeprefix("by_")
        try:
            counts = reader(out)
        except Exception as error:
            print(f"{name:14}failed: {error}")
            wrong = 1
            continue
        bad = {table: (counts.get(table), rows) for table, rows in expected.items() if counts.get(table) != rows}
        print(f"{name:14}{len(counts)} tables, {sum(counts.values())} rows{f', differs: {bad}' if bad else ', all equal'}")
        wrong |= bool(bad)
    return wrong


if __name__ == "__main__":
    sys.exit(main())

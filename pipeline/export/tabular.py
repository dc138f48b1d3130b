"""Parquet and CSV: a folder of Parquet parts and one CSV file a table. Rows stream through; little is kept."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.rows import Row
from pipeline.export.schema import Table

GROUP = 10_000  # rows kept before they are written
SEPARATOR = "|"


class TableWriter:
    """Writes rows of one table: a new Parquet part, and the CSV file, added to or (`anew`) made again.

    A column that a row lacks, or has beside the table's, is a mistake of ours: KeyError.
    """

    def __init__(self, table: Table, out: Path, part: int, *, anew: bool = False):
        self.table = table
        self.schema = table.arrow()
        folder = out / "parquet" / table.name
        folder.mkdir(parents=True, exist_ok=True)
        (out / "csv").mkdir(exist_ok=True)
        self.path = folder / f"part-{part:06d}.parquet"
        self._first = part == 0
        self._rows: list[Row] = []
        self._parquet: pq.ParquetWriter | None = None
        self._csv, self._writer = self._open(out / "csv" / f"{table.name}.csv", anew)

    def _open(self, path: Path, anew: bool) -> tuple[IO[str], Any]:
        file = path.open("w" if anew else "a", encoding="utf-8", newline="")
        writer = csv.writer(file, lineterminator="\n")
        if file.tell() == 0:
            writer.writerow(self.table.names)
        return file, writer

    def write(self, row: Row) -> None:
        """Write one row, sooner or later."""
        if row.keys() != set(self.table.names):
            raise KeyError(f"{self.table.name}: {sorted(row.keys() ^ set(self.table.names))}")
        self._rows.append(row)
        if len(self._rows) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._parquet is None:
            self._parquet = pq.ParquetWriter(self.path, self.schema, compression="zstd")
        self._parquet.write_table(pa.Table.from_pylist(self._rows, schema=self.schema))
        names = self.table.names
        self._writer.writerows([cell(row[name]) for name in names] for row in self._rows)
        self._rows.clear()

    def close(self) -> None:
        """Write what is left. The first part is written even when it has no row, so that readers find a schema."""
        if self._rows or (self._first and self._parquet is None):
            self._flush()
        if self._parquet is not None:
            self._parquet.close()
        self._csv.close()


def cell(value: Any) -> str:
    """Return a value as CSV has it: nothing for null, `true`, `false`, a list's members between `|`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(value)
    return str(value)


def write_anew(table: Table, out: Path, rows: Iterable[Row]) -> int:
    """Write a table that is made anew each time; return its rows. What was there is replaced."""
    folder = out / "parquet" / table.name
    for old in folder.glob("part-*"):
        old.unlink()
    writer = TableWriter(table, out, 0, anew=True)
    count = 0
    for row in rows:
        writer.write(row)
        count += 1
    writer.close()
    return count

"""DuckDB: what is summed up over all the parts, and the database file with its views and example queries."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipeline.entities.tables import countries
from pipeline.export.outside import named
from pipeline.export.rows import Row, fact_row
from pipeline.export.schema import Table, tables
from pipeline.facts import Fact, merge

DATABASE_NAME = "dataset.duckdb"
MEMORY = "256MB"
_BATCH = 5_000
_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "list": "VARCHAR[]"}
_SQL = Path(__file__).with_name("sql")


@contextmanager
def connect(out: Path, database: str = ":memory:") -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection that keeps to `MEMORY` and spills what is more into the dataset's folder."""
    spill = out / ".spill"
    name = database if database == ":memory:" else str(out / database)
    settings: dict[str, Any] = {"memory_limit": MEMORY, "temp_directory": str(spill), "threads": 2}
    connection = duckdb.connect(name, config=settings)
    connection.execute("SET enable_progress_bar = false")
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def parts(out: Path, table: str, first: int = 0) -> list[str]:
    """Return the table's Parquet parts from number `first` on, in order."""
    paths = sorted((out / "parquet" / table).glob("part-*.parquet"))
    return [str(path) for path in paths if int(path.stem.removeprefix("part-")) >= first]


def stream(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[Row]:
    """Yield the rows of a query as dicts, a few thousand fetched at a time."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    while batch := cursor.fetchmany(_BATCH):
        for row in batch:
            yield dict(zip(names, row, strict=True))


def corpus_facts(out: Path) -> Iterator[Row]:
    """Yield the rows of the corpus' distinct facts, by key, merged from those of the documents."""
    names = list(Fact.__slots__)
    with connect(out) as connection:
        read = _read(connection, out, "document_facts")
        key = "predicate, subject_type, subject, object_type, object, doc"
        found = stream(connection, f"SELECT {', '.join(names)} FROM {read} ORDER BY {key}")
        for fact in merge(Fact(**row) for row in found):
            yield fact_row(fact)


def corpus_entities(out: Path) -> Iterator[Row]:
    """Yield the rows of everything named, by type and key. `facts` must have been written."""
    with connect(out) as connection:
        for name in ("countries", "organizations", "persons", "places", "facts"):
            _read(connection, out, name)
        for row in stream(connection, (_SQL / "entities.sql").read_text(encoding="utf-8")):
            yield _completed(row)


def _completed(row: Row) -> Row:
    """Fill in from the project's tables what is only a member of a plural and never named by itself."""
    if row["name"] is None:
        row["name"], row["wikidata"] = named(row["type"], row["entity"])
        country = countries().get(row["entity"]) if row["type"] == "country" else None
        if country:
            row["alpha_2"], row["alpha_3"] = country.alpha_2 or None, country.alpha_3 or None
            row["status"] = country.status
    return row


def _read(connection: duckdb.DuckDBPyConnection, out: Path, table: str) -> str:
    """Make a view of the table's parts, under its name, and return it."""
    connection.read_parquet(parts(out, table)).create_view(table)
    return table


def write_database(out: Path, count: int) -> None:
    """Bring the database up to `count` parts, make the derived tables and the views anew.

    A database that is not at an earlier count of this dataset is made again whole.
    """
    path = out / DATABASE_NAME
    done = _parts_in(path) if path.exists() else None
    if done is None or done > count:
        for old in (path, path.with_suffix(".duckdb.wal")):
            old.unlink(missing_ok=True)
        done = 0
    with connect(out, DATABASE_NAME) as connection:
        connection.begin()
        for table in tables().values():
            _fill(connection, out, table, 0 if table.derived else done)
        connection.execute("CREATE OR REPLACE TABLE depeche_parts AS SELECT ?::BIGINT AS parts", [count])
        connection.execute((_SQL / "views.sql").read_text(encoding="utf-8"))
        _examples(connection)
        connection.commit()
    (out / "queries.sql").write_text((_SQL / "queries.sql").read_text(encoding="utf-8"), encoding="utf-8")


def _parts_in(path: Path) -> int | None:
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute("SELECT parts FROM depeche_parts").fetchone()
            return int(found[0]) if found else None
    except duckdb.Error:
        return None


def _fill(connection: duckdb.DuckDBPyConnection, out: Path, table: Table, first: int) -> None:
    """Insert the table's parts from `first` on; from the first on, the table is made anew with its comments."""
    if first == 0:
        columns = ", ".join(f'"{column.name}" {_TYPES[column.type]}' for column in table.columns)
        connection.execute(f"CREATE OR REPLACE TABLE {table.name} ({columns})")
        connection.execute(f"COMMENT ON TABLE {table.name} IS {_quoted(table.title)}")
        for column in table.columns:
            connection.execute(f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_quoted(column.description)}')
    for path in parts(out, table.name, first):
        connection.execute(f"INSERT INTO {table.name} SELECT * FROM read_parquet({_quoted(path)})")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _examples(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE OR REPLACE TABLE example_queries (title VARCHAR, query VARCHAR)")
    connection.executemany("INSERT INTO example_queries VALUES (?, ?)", example_queries())


def example_queries() -> list[tuple[str, str]]:
    """Return the example queries with their titles, as `queries.sql` has them."""
    found = []
    for block in (_SQL / "queries.sql").read_text(encoding="utf-8").split("\n\n"):
        title, _, query = block.strip().partition("\n")
        if title.startswith("-- ") and query.strip():
            found.append((title.removeprefix("-- "), query.strip()))
    return found

"""The papers a reader opens: the dataset card (README.md) with counts, scores and licences, and the data dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline import __version__
from pipeline.export.database import DATABASE_NAME, connect
from pipeline.export.graphml import EDGES
from pipeline.export.schema import tables
from pipeline.rulebook.load import read_toml
from pipeline.write import write_atomically

_SHOWN = ("mention/all/exact", "mention/all/value", "relation/all/aligned", "relation/all/polarity", "coreference/nominals/value")
_FILES = (
    ("`parquet/TABLE/*.parquet`, `csv/TABLE.csv`", "the tables below; in CSV null is empty, `|` parts a list's members"),
    ("`dataset.duckdb`, `queries.sql`", "the same tables with views (`named_facts`, `fact_evidence`, `state_pairs`…) and example queries"),
    ("`facts.ttl`", "RDF: Wikidata's properties and items, each statement with the sentence that says it"),
    ("`graph.graphml`", f"states, organizations, persons and places linked by facts, the {EDGES} best supported at most, for Gephi"),
    ("`csv/events.csv`", "events in the manner of PLOVER: actor, event, target, date, quad class"),
    ("`docbin/*.spacy`", "spaCy DocBin: `ents`, `spans['depeche']`, `_.relations`"),
    ("`corpus.conllup`", "CoNLL-U Plus: words with the mentions they are in"),
    ("`timeml/DOC.tml`", "TimeML: TIMEX3, EVENT, TLINK"),
    ("`datapackage.json`, `croissant.json`, `data-dictionary.md`", "metadata: Frictionless, Croissant, and for people"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says that the tables don't: the dataset's name, a TOML file of scores."""

    name: str
    scores: Path | None = None


def write_card(out: Path, card: Card) -> dict[str, int]:
    """Write README.md and data-dictionary.md from the database; return the rows of each table."""
    with connect(out, DATABASE_NAME) as connection:
        counts = {name: _one(connection, f"SELECT count(*) FROM {name}") for name in tables()}
        lines = [*_front(card, connection), *_body(card, connection, counts)]
    write_atomically(out / "README.md", ("\n".join(lines) + "\n").encode("utf-8"))
    write_atomically(out / "data-dictionary.md", ("\n".join(_dictionary()) + "\n").encode("utf-8"))
    return counts


def licence(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the one licence that every text has by its manifest, else `other`."""
    found = connection.execute("SELECT DISTINCT licence FROM documents").fetchall()
    return str(found[0][0]) if len(found) == 1 and found[0][0] else "other"


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    found = connection.execute(sql).fetchone()
    return found[0] if found else None


def _front(card: Card, connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Yield the front matter that Hugging Face's `datasets` reads: a configuration for each table."""
    yield from ("---", "language: [fr]", f"license: {licence(connection).lower()}", f"pretty_name: {card.name}", "configs:")
    for name in tables():
        yield from (f"- config_name: {name}", f"  data_files: parquet/{name}/*.parquet")
    yield "---"


def _body(card: Card, connection: duckdb.DuckDBPyConnection, counts: dict[str, int]) -> Iterator[str]:
    yield from ("", f"# {card.name}", "")
    yield f"Countries, organizations, dates, figures, persons, places and relations found in French texts by Dépêche {__version__}."
    yield from ("", "## What is in it", "", *_grid(("file", "holds"), _FILES))
    yield from ("", "## Counts", "")
    yield from _grid(("table", "rows", ""), ((f"`{name}`", counts[name], table.title) for name, table in tables().items()))
    yield ""
    yield from _grid(("of the texts", ""), _texts(connection))
    yield from ("", "## Scores", "", *_scores(card))
    yield from ("", "## Licences", "")
    sql = "SELECT coalesce(licence, 'not said'), coalesce(origin, 'not said'), count(*) FROM documents GROUP BY ALL ORDER BY ALL"
    yield from _grid(("licence of the texts", "origin", "texts"), connection.execute(sql).fetchall())
    yield ""
    yield (
        "The records quote the texts (mentions, evidence sentences, corpus formats): those parts are under the texts' licences. "
        "Names and codes are from the project's tables (MIT); Wikidata's items and properties are CC0; PLOVER is named, not copied."
    )
    yield from ("", "## How it was made", "")
    sql = "SELECT version, model, rules, count(*) FROM documents GROUP BY ALL ORDER BY ALL"
    yield from _grid(("Dépêche", "model", "digest of the rules", "texts"), connection.execute(sql).fetchall())
    yield from ("", "Relations rest on a parse and are sometimes wrong: read the evidence before you quote one.")


def _texts(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Any]]:
    for said, sql in (
        ("dated, from", "min(date)"), ("dated, to", "max(date)"), ("characters", "sum(chars)"),
        ("whose text was at hand", "count(*) FILTER (WHERE with_text)"),
        ("languages", "string_agg(DISTINCT language, ', ' ORDER BY language)"),
        ("with warnings", "count(*) FILTER (WHERE len(warnings) > 0)"),
        ("of the test split", "count(*) FILTER (WHERE split = 'test')"),
    ):  # fmt: skip
        yield said, _one(connection, f"SELECT {sql} FROM documents")


def _scores(card: Card) -> Iterator[str]:
    """Yield the table of scores; a score is an F1 by split and metric, as `tests/gold/floors.toml` has them."""
    if card.scores is None:
        yield "None given (`--scores`)."
        return
    scores = read_toml(card.scores)
    names = [name for name in _SHOWN if any(name in split for split in scores.values())]
    rows = ((f"`{name}`", *(split.get(name) for split in scores.values())) for name in names)
    yield "F1 that the project's tests hold its rules to, on texts they were written with (dev) and on held-out texts (test):"
    yield from ("", *_grid(("", *scores), rows))


def _dictionary() -> Iterator[str]:
    yield from ("# Data dictionary", "", "Columns are added at the end, never renamed. Made from `pipeline/export/tables.toml`.")
    for name, table in tables().items():
        yield from ("", f"## {name}", "", f"{table.title}. Key: {', '.join(f'`{column}`' for column in table.key)}.")
        for foreign in table.foreign:
            yield f"{', '.join(f'`{column}`' for column in foreign.columns)} → `{foreign.table}` ({', '.join(foreign.to)})."
        yield ""
        yield from _grid(("column", "type", "holds"), ((f"`{c.name}`", c.type, c.description) for c in table.columns))


def _grid(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join('' if value is None else str(value).replace('|', chr(92) + '|') for value in row)} |"

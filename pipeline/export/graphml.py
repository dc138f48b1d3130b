"""GraphML for Gephi: entities as nodes, facts as edges, through networkx."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from pipeline.export.database import DATABASE_NAME, connect, stream
from pipeline.export.rows import Row
from pipeline.write import write_atomically

EDGES = 10_000
"""The facts in the graph at most, those said by the most sentences: more than anyone can look at, and memory is bounded."""

_FACTS = f"""
SELECT * FROM facts WHERE object_type <> 'date' ORDER BY sentences DESC, fact LIMIT {EDGES}
"""
_NODES = f"""
SELECT * FROM entities SEMI JOIN (
  SELECT unnest([subject_type, object_type]) AS type, unnest([subject, object]) AS entity FROM ({_FACTS})
) USING (type, entity) ORDER BY type, entity
"""


def write_graph(out: Path) -> tuple[int, int]:
    """Write `graph.graphml` from the database; return how many nodes and edges it has."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with connect(out, DATABASE_NAME) as connection:
        for row in stream(connection, _NODES):
            found.add_node(f"{row['type']}/{row['entity']}", **_node(row))
        for row in stream(connection, _FACTS):
            ends = (f"{row['subject_type']}/{row['subject']}", f"{row['object_type']}/{row['object']}")
            found.add_edge(*ends, key=row["fact"], **_edge(row))
    lines = nx.generate_graphml(found, prettyprint=True)
    write_atomically(out / "graph.graphml", "\n".join([*lines, ""]).encode("utf-8"))
    return found.number_of_nodes(), found.number_of_edges()


def _node(row: Row) -> dict[str, str | int]:
    names = ("type", "entity", "acronym", "class", "alpha_2", "alpha_3", "status", "wikidata", "mentions", "documents")
    return {"label": row["name"] or row["entity"], **{name: row[name] for name in names if row[name] is not None}}


def _edge(row: Row) -> dict[str, str | int | float]:
    names = (
        "predicate", "first_date", "last_date", "first_reported", "last_reported", "documents", "sentences", "affirmed",
        "denied", "planned", "possible", "confidence", "wikidata_property", "plover", "quad_class",
    )  # fmt: skip
    polarity = "conflict" if row["conflict"] else "denied" if row["denied"] else "affirmed" if row["affirmed"] else "open"
    found = {name: row[name] for name in names if row[name] is not None}
    return {"label": row["predicate"], "weight": float(row["sentences"]), "polarity": polarity, **found}

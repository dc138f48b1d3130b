"""The tables of the dataset and their columns, as `tables.toml` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipeline.rulebook.load import read_toml

if TYPE_CHECKING:
    import pyarrow as pa

ColumnType = Literal["string", "integer", "number", "boolean", "list"]
MENTION_TABLES = {
    "country": "countries",
    "organization": "organizations",
    "date": "dates",
    "figure": "figures",
    "person": "persons",
    "place": "places",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, what it holds."""

    name: str
    type: ColumnType
    description: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Columns that name rows of another table."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `derived` says that it is made anew from the others each time, not added to."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    foreign: tuple[Foreign, ...]
    derived: bool

    @property
    def names(self) -> list[str]:
        """The columns' names, in order."""
        return [column.name for column in self.columns]

    def arrow(self) -> pa.Schema:
        """Return its Arrow schema, with each column's description."""
        import pyarrow as pa

        types = {
            "string": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "boolean": pa.bool_(),
            "list": pa.list_(pa.string()),
        }
        fields = [
            pa.field(column.name, types[column.type], metadata={"description": column.description})
            for column in self.columns
        ]
        return pa.schema(fields, metadata={"title": self.title})


@cache
def tables() -> dict[str, Table]:
    """Return the tables by name, in the order of the data dictionary."""
    content = read_toml(Path(__file__).with_name("tables.toml"))
    return {entry["name"]: _table(entry, content) for entry in content["table"]}


def _table(entry: dict[str, Any], content: dict[str, Any]) -> Table:
    rows = [row for name in entry.get("includes", ()) for row in content[name]["columns"]] + entry["columns"]
    foreign = [Foreign(tuple(item["columns"]), item["table"], tuple(item["to"])) for item in entry.get("foreign", ())]
    mention = "mention" in entry.get("includes", ())
    if mention:
        foreign.append(Foreign(("doc",), "documents", ("doc",)))
    return Table(
        name=entry["name"],
        title=entry["title"],
        key=tuple(entry.get("key", ("doc", "id"))),
        columns=tuple(Column(*row) for row in rows),
        foreign=tuple(foreign),
        derived=entry.get("derived", False),
    )

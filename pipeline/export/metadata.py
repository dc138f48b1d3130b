"""Metadata for machines: a Frictionless `datapackage.json` and a Croissant description, both of the CSV files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from pipeline import __version__
from pipeline.export.card import licence
from pipeline.export.database import DATABASE_NAME, connect
from pipeline.export.schema import Column, Table, tables
from pipeline.journal import file_digest
from pipeline.write import write_atomically

_FRICTIONLESS = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "list": "string"}
_CROISSANT = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "list": "sc:Text"}
_DESCRIPTION = "Countries, organizations, dates, figures, persons, places and relations found in French texts"
_TERMS = (
    "citeAs", "column", "data", "dataBiases", "dataCollection", "dataType", "examples", "extract", "field", "fileProperty",
    "fileObject", "fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path",
    "personalSensitiveInformation", "recordSet", "references", "regex", "repeated", "replace", "separator", "source",
    "subField", "transform", "samplingRate", "equivalentProperty",
)  # fmt: skip


def write_datapackage(out: Path, name: str) -> None:
    """Write `datapackage.json`: each CSV file with its schema, keys, size and digest."""
    resources = [_resource(table, out / "csv" / f"{table.name}.csv") for table in tables().values()]
    content = {
        "profile": "tabular-data-package",
        "name": name.lower(),
        "title": name,
        "description": _DESCRIPTION,
        "version": __version__,
        "licenses": [{"name": _licence(out)}],
        "resources": resources,
    }
    _write(out / "datapackage.json", content)


def _resource(table: Table, path: Path) -> dict[str, Any]:
    foreign = [
        {"fields": list(item.columns), "reference": {"resource": item.table, "fields": list(item.to)}}
        for item in table.foreign
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"csv/{path.name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_digest(path)}",
        "schema": schema | ({"foreignKeys": foreign} if foreign else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    note = "; several are parted by |" if column.type == "list" else ""
    return {"name": column.name, "type": _FRICTIONLESS[column.type], "description": column.description + note}


def write_croissant(out: Path, name: str) -> None:
    """Write `croissant.json`, Croissant 1.0: the CSV files and a record set for each."""
    content = {
        "@context": _context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": name.lower(),
        "description": _DESCRIPTION,
        "version": _semantic(__version__),
        "license": _licence(out),
        "isLiveDataset": True,
        "distribution": [_file(out / "csv" / f"{table.name}.csv") for table in tables().values()],
        "recordSet": [_record_set(table) for table in tables().values()],
    }
    _write(out / "croissant.json", content)


def _context() -> dict[str, Any]:
    special: dict[str, Any] = {
        "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/", "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/", "dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo",
    }  # fmt: skip
    terms: dict[str, Any] = {term: f"cr:{term}" for term in _TERMS}
    for term in ("data", "examples"):
        terms[term] = {"@id": f"cr:{term}", "@type": "@json"}
    terms["dataType"] = {"@id": "cr:dataType", "@type": "@vocab"}
    return special | terms


def _file(path: Path) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path.name,
        "name": path.name,
        "contentUrl": f"csv/{path.name}",
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": "text/csv",
        "sha256": file_digest(path),
    }


def _record_set(table: Table) -> dict[str, Any]:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{table.name}/{column.name}",
            "name": column.name,
            "description": column.description,
            "dataType": _CROISSANT[column.type],
            "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
        }
        for column in table.columns
    ]
    key = [{"@id": f"{table.name}/{column}"} for column in table.key]
    return {"@type": "cr:RecordSet", "@id": table.name, "name": table.name, "description": table.title, "key": key, "field": fields}


def _semantic(version: str) -> str:
    return ".".join([*version.split(".")[:3], "0", "0"][:3])


def _licence(out: Path) -> str:
    with connect(out, DATABASE_NAME) as connection:
        return licence(connection)


def _write(path: Path, content: dict[str, Any]) -> None:
    write_atomically(path, orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n")

"""Folders of records and of markup, and the manifest that says which split a document is of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonlines

from pipeline.errors import SourceError, UsageError
from pipeline.records import (
    AnyRecord,
    DocumentRecord,
    MentionRecord,
    RelationRecord,
    dump_record,
    parse_record,
)

SUFFIX = ".gold.txt"


@dataclass(frozen=True)
class Records:
    """One document's records, apart by sort. `text` is the source, None where it is not at hand."""

    doc: str
    mentions: tuple[MentionRecord, ...]
    relations: tuple[RelationRecord, ...]
    text: str | None = None


def group_records(records: Sequence[AnyRecord], *, text: str | None = None) -> Records:
    """Return a document's records apart by sort."""
    doc = records[0].doc if records else ""
    mentions = [r for r in records if not isinstance(r, DocumentRecord | RelationRecord)]
    return Records(doc, tuple(mentions), tuple(r for r in records if isinstance(r, RelationRecord)), text)


def read_records(path: Path) -> list[AnyRecord]:
    """Return the records of a `.jsonl` file. Raises SourceError (file, line) for a line out of format."""
    with jsonlines.open(path) as reader:
        return [_parse(line, path, number) for number, line in enumerate(reader, 1)]


def _parse(line: Any, path: Path, number: int) -> AnyRecord:
    try:
        return parse_record(line)
    except ValueError as error:
        what = " ".join(str(error).split())[:300]
        raise SourceError(f"not a record: {what}", path=path, line=number) from error


def write_records(path: Path, records: Sequence[AnyRecord]) -> None:
    """Write the records, one a line, UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(records_bytes(records))


def records_bytes(records: Sequence[AnyRecord]) -> bytes:
    """Return the records as the bytes of their file."""
    lines = (json.dumps(dump_record(r), ensure_ascii=False, separators=(",", ":")) for r in records)
    return "".join(f"{line}\n" for line in lines).encode()


def read_folder(folder: Path) -> dict[str, Records]:
    """Return the documents of a folder of `.jsonl` files by id. Raises UsageError when there are none."""
    documents = {}
    for path in sorted(folder.rglob("*.jsonl")):
        records = read_records(path)
        if records and isinstance(records[0], DocumentRecord):
            documents[records[0].doc] = group_records(records)
    if not documents:
        raise UsageError(
            "no records here", path=folder, remedy="give a folder of .jsonl files that extract wrote"
        )
    return documents


def read_manifest(corpus: Path) -> dict[str, dict[str, Any]]:
    """Return the manifest's entries by document id; empty where a corpus has no manifest."""
    path = corpus / "manifest.jsonl"
    if not path.is_file():
        return {}
    with jsonlines.open(path) as reader:
        return {entry["id"]: entry for entry in reader}


def read_source(path: Path) -> str:
    """Return a source text as it stands, line ends included. Raises SourceError when it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError("the text is not UTF-8", path=path) from error

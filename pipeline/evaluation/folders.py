"""Folders of records, and which documents a split holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonlines

from pipeline.decode import decode
from pipeline.errors import SourceError, UsageError
from pipeline.manifest import ManifestRow, read_manifest
from pipeline.records import AnyRecord, DocumentRecord, MentionRecord, RelationRecord, parse_record

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
    records = []
    with jsonlines.open(path) as reader:
        try:
            for number, line in enumerate(reader, 1):
                records.append(_parse(line, path, number))
        except jsonlines.InvalidLineError as error:
            raise SourceError("not a JSON object", path=path, line=error.lineno) from error
    return records


def parse_lines(text: str) -> list[AnyRecord]:
    """Return the records of a file's text. Raises ValueError for a line out of format."""
    return [parse_record(json.loads(line)) for line in text.splitlines() if line]


def _parse(line: Any, path: Path, number: int) -> AnyRecord:
    try:
        return parse_record(line)
    except ValueError as error:
        what = " ".join(str(error).split())[:200]
        raise SourceError(f"not a record: {what}", path=path, line=number) from error


def read_folder(folder: Path, *, only: Iterable[str] | None = None) -> dict[str, Records]:
    """Return the documents of a folder of `.jsonl` files by id, those of `only` where it is given.

    Raises UsageError when the folder holds no records, SourceError for a line out of format.
    """
    wanted = None if only is None else set(only)
    paths = sorted(path for path in folder.rglob("*.jsonl") if path.name != "manifest.jsonl")
    if not paths:
        raise UsageError(
            "no records here", path=folder, remedy="give a folder of the .jsonl files extract wrote"
        )
    documents = {}
    for path in paths:
        if wanted is not None and path.relative_to(folder).with_suffix("").as_posix() not in wanted:
            continue
        records = read_records(path)
        if records and isinstance(records[0], DocumentRecord):
            documents[records[0].doc] = group_records(records)
    return documents


def read_text(path: Path) -> tuple[str, str]:
    """Return a text as offsets count in it, and the SHA-256 of its bytes.

    No rule is loaded. Raises SourceError for a file that is missing or no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror or error}", path=path) from error
    return decode(data, path)[0], hashlib.sha256(data).hexdigest()


def documents_of(gold: Path) -> list[str]:
    """Return the ids of the gold documents in a folder, none of them opened."""
    return sorted(path.relative_to(gold).with_suffix("").as_posix() for path in gold.rglob("*.jsonl"))


def splits(documents: Iterable[str], corpus: Path | None) -> dict[str, list[str]]:
    """Return the documents by the split that the corpus's manifest gives them; `all` where it gives none."""
    rows: dict[str, ManifestRow] = read_manifest(corpus) if corpus else {}
    result: dict[str, list[str]] = {}
    for doc in documents:
        row = rows.get(doc)
        result.setdefault((row.split if row else None) or "all", []).append(doc)
    return dict(sorted(result.items()))

"""A document to export: its records, checked, and its text where it can be had."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from pydantic import ValidationError

from pipeline.decode import decode
from pipeline.errors import SourceError
from pipeline.manifest import ManifestRow, read_manifest
from pipeline.records import AnyRecord, DocumentRecord, MentionRecord, RelationRecord, parse_record


@dataclass(slots=True)
class Bundle:
    """The records of one document, mentions by id; `text` is None where the source can't be found as it was."""

    document: DocumentRecord
    text: str | None
    row: ManifestRow | None
    mentions: dict[str, MentionRecord] = field(default_factory=dict)
    relations: list[RelationRecord] = field(default_factory=list)

    @property
    def records(self) -> Iterator[AnyRecord]:
        """All the records, in the order of the file."""
        yield self.document
        yield from self.mentions.values()
        yield from self.relations

    def span(self, bounds: tuple[int, int]) -> str | None:
        """Return the text between two offsets, None without a text."""
        return None if self.text is None else self.text[bounds[0] : bounds[1]]


class Reader:
    """Reads bundles, looking for texts where the records say, then under `texts`; keeps the manifests it read."""

    def __init__(self, texts: Path | None = None):
        self.texts = texts
        self._manifests: dict[Path, dict[str, ManifestRow]] = {}

    def read(self, path: Path) -> Bundle:
        """Return the bundle of a .jsonl file. Raises SourceError with file and line for what is no such file."""
        records = _records(path)
        document = next(records, None)
        if not isinstance(document, DocumentRecord):
            raise SourceError("its first line is no document record", path=path, remedy="name a folder of `make extract`")
        bundle = Bundle(document, self._text(document), self._row(document))
        for record in records:
            if isinstance(record, RelationRecord):
                bundle.relations.append(record)
            elif isinstance(record, DocumentRecord):
                raise SourceError("a second document record", path=path)
            else:
                bundle.mentions[record.id] = record
        return bundle

    def _text(self, document: DocumentRecord) -> str | None:
        if document.text is not None:
            return document.text
        for path in self._places(document):
            try:
                data = path.read_bytes()
            except OSError:
                continue
            if hashlib.sha256(data).hexdigest() == document.sha256:
                return decode(data, path)[0]
        return None

    def _places(self, document: DocumentRecord) -> Iterator[Path]:
        source = Path(document.source)
        if document.source:
            yield source
        if self.texts is not None:
            yield self.texts / f"{document.doc}{source.suffix}"

    def _row(self, document: DocumentRecord) -> ManifestRow | None:
        for path in self._places(document):
            stem = path.with_suffix("").as_posix()
            if stem == document.doc or stem.endswith(f"/{document.doc}"):
                row = self._manifest(Path(stem.removesuffix(document.doc))).get(document.doc)
                if row:
                    return row
        return None

    def _manifest(self, folder: Path) -> dict[str, ManifestRow]:
        if folder not in self._manifests:
            self._manifests[folder] = read_manifest(folder)
        return self._manifests[folder]


def _records(path: Path) -> Iterator[AnyRecord]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield parse_record(orjson.loads(line))
            except orjson.JSONDecodeError as error:
                raise SourceError(f"not JSON: {error}", path=path, line=number) from error
            except ValidationError as error:
                first = error.errors()[0]
                said = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
                raise SourceError(f"not a record: {said}", path=path, line=number) from error


def record_files(extracted: Path) -> dict[str, Path]:
    """Return the record files under a folder by document id, sorted. Raises SourceError where there is none."""
    if not extracted.is_dir():
        raise SourceError("no such folder", path=extracted, remedy="make it with `depeche extract`")
    found = {path.relative_to(extracted).with_suffix("").as_posix(): path for path in _jsonl(extracted)}
    if not found:
        raise SourceError("no records in this folder", path=extracted, remedy="make them with `depeche extract`")
    return dict(sorted(found.items()))


def _jsonl(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        yield from (Path(root) / name for name in names if name.endswith(".jsonl") and not name.startswith("."))

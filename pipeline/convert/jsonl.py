"""Our own records: a `.jsonl` a text; the texts are read from the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.convert.files import under
from pipeline.convert.model import Document
from pipeline.convert.natives import from_records, to_records
from pipeline.errors import SourceError, UsageError
from pipeline.evaluation.folders import read_records, read_text
from pipeline.manifest import MANIFEST_NAME
from pipeline.records import DocumentRecord
from pipeline.write import write_records


def read_folder(source: Path, *, corpus: Path | None = None, **_options: object) -> list[Document]:
    """Return the documents of a folder of records.

    A text is the one in its document record, else `<corpus>/<doc>.txt` or `.md`. Raises SourceError for a text
    that is missing or has other mentions than the records say, or for a line that is no record.
    """
    documents = []
    for doc, path in under(source, ".jsonl"):
        if path.name == MANIFEST_NAME:
            continue
        records = read_records(path)
        if not records or not isinstance(records[0], DocumentRecord):
            raise SourceError("its first line is no document record", path=path, line=1)
        text = records[0].text
        if text is None:
            text = _text(corpus or source, doc)
        for record in records:
            if hasattr(record, "text") and record.type != "document" and text[record.start : record.end] != record.text:
                raise SourceError(f"{record.id} is not {record.text!r} in the text", path=path, remedy="--corpus")
        documents.append(from_records(records, text))
    return documents


def _text(corpus: Path, doc: str) -> str:
    for ending in (".txt", ".md"):
        path = corpus / f"{doc}{ending}"
        if path.is_file():
            return read_text(path)[0]
    raise SourceError(f"no text of {doc!r} here", path=corpus, remedy="name its folder with --corpus")


def write_folder(documents: Sequence[Document], target: Path, **_options: object) -> None:
    """Write each document's records to `<target>/<doc>.jsonl`."""
    for document in documents:
        try:
            write_records(target / f"{document.id}.jsonl", to_records(document))
        except OSError as error:
            raise UsageError(f"can't be written: {error.strerror or error}", path=target) from error

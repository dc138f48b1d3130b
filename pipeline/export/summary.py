"""The facts of a folder of records as JSON lines, without the dataset's packages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from pipeline.export.bundle import Reader, record_files
from pipeline.export.rows import fact_row
from pipeline.facts import document_facts, merge


def fact_lines(extracted: Path, *, by_document: bool = False) -> Iterator[str]:
    """Yield a JSON line for each distinct fact, of all the documents or of each, sorted by key.

    The columns are those of `facts`, `document_facts` (docs/dataset.md). Raises SourceError.
    """
    reader = Reader()
    if by_document:
        for ident, path in record_files(extracted).items():
            yield from _lines({"doc": ident, **fact_row(fact)} for fact in document_facts(reader.read(path).records))
        return
    facts = [fact for path in record_files(extracted).values() for fact in document_facts(reader.read(path).records)]
    yield from _lines(map(fact_row, merge(sorted(facts, key=lambda fact: fact.key))))


def _lines(rows: Iterable[dict[str, object]]) -> Iterator[str]:
    for row in rows:
        yield orjson.dumps(row).decode()

"""The commands `convert` and `preannotate`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pipeline
from pipeline.convert.files import write
from pipeline.convert.formats import RECORDS, format_module, format_named, guess, guess_target
from pipeline.convert.model import Document
from pipeline.convert.natives import from_records
from pipeline.errors import SourceError, UsageError
from pipeline.gather import gather
from pipeline.read import read_source

_SHOWN = 5


def convert(
    source: Path,
    target: Path,
    *,
    from_: str | None = None,
    to: str | None = None,
    corpus: Path | None = None,
    texts: Path | None = None,
) -> str:
    """Convert what one tool holds for another and return a line that says what was done.

    `corpus`: where the texts of records are. `texts`: a folder to write the texts to.
    Raises UsageError for formats that don't fit, SourceError for a file out of form.
    """
    here = format_named(from_) if from_ else guess(source)
    there = format_named(to) if to else guess_target(target, here)
    if here == there and source.resolve() == target.resolve():
        raise UsageError("the source is the target", path=target)
    documents = format_module(here).read_folder(source, corpus=corpus)
    if not documents:
        raise SourceError("no annotated text here", path=source)
    _check_ids(documents, source)
    format_module(there).write_folder(documents, target)
    for document in documents if texts else ():
        write(Path(texts or ".") / f"{document.id}.txt", document.text)
    _say_dropped(documents)
    return said(documents, there, target)


def preannotate(paths: Iterable[Path], target: Path, *, to: str, date: str | None = None) -> str:
    """Extract the texts, write the predictions for an annotator to mend, and return a line that says so.

    Raises UsageError, SourceError (a text that can't be read).
    """
    name = format_named(to)
    documents = []
    for item in gather(paths).items:
        source = read_source(item.path, item.root, date=date or item.date)
        documents.append(from_records(pipeline.extract_source(source), source.text))
    format_module(name).write_folder(documents, target, predictions=True)
    return said(documents, name, target)


def said(documents: Sequence[Document], name: str, target: Path) -> str:
    """Return what was written, in a line."""
    items = sum(len(document.items) for document in documents)
    links = sum(len(document.links) for document in documents)
    what = "record files" if name == RECORDS else name
    return f"{len(documents)} texts, {items} mentions, {links} relations → {what} in {target}"


def _check_ids(documents: Iterable[Document], source: Path) -> None:
    """Raise SourceError for an id that can't name a file under the target, or is given twice."""
    seen: set[str] = set()
    for document in documents:
        parts = Path(document.id).parts
        if not parts or Path(document.id).is_absolute() or ".." in parts or not document.id.isprintable():
            raise SourceError(f"the id {document.id!r} can't name a file", path=source)
        if document.id in seen:
            raise SourceError(f"two texts have the id {document.id!r}", path=source, remedy="rename one")
        seen.add(document.id)


def _say_dropped(documents: Iterable[Document]) -> None:
    dropped = [name for document in documents for name in document.dropped]
    if dropped:
        more = f" and {len(dropped) - _SHOWN} more" if len(dropped) > _SHOWN else ""
        print(f"depeche: left out, no label of ours: {', '.join(dropped[:_SHOWN])}{more}", file=sys.stderr)

"""From the paths of a command to the texts they stand for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SourceError, UsageError
from pipeline.manifest import MANIFEST_NAME, ManifestRow, read_manifest
from pipeline.read import source_id

ENDINGS = frozenset({".txt", ".md"})


@dataclass(frozen=True, slots=True)
class Item:
    """A text to read: its id, its path as given, the folder its id is under, the date its manifest gives."""

    id: str
    path: Path
    root: Path
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The texts, sorted by id; the files passed over; the manifests' ids that no text has."""

    items: tuple[Item, ...]
    skipped: tuple[Path, ...]
    unknown: tuple[str, ...]


def gather(paths: Iterable[Path]) -> Gathered:
    """Return the texts under `paths`: files, and folders searched through (hidden names left out).

    Raises SourceError for a path that is missing or holds no text, UsageError for two texts with one id.
    """
    items: dict[str, Item] = {}
    skipped: list[Path] = []
    unknown: list[str] = []
    for path in paths:
        found, passed, rows = _under(path)
        for item in found:
            other = items.setdefault(item.id, item)
            if other.path.resolve() != item.path.resolve():
                raise UsageError(
                    f"{other.path} and {item.path} have one id, {item.id!r}", remedy="rename one of them"
                )
        skipped += passed
        unknown += sorted(set(rows) - {item.id for item in found}) if path.is_dir() else []
    return Gathered(tuple(sorted(items.values(), key=lambda item: item.id)), tuple(skipped), tuple(unknown))


def _under(path: Path) -> tuple[list[Item], list[Path], dict[str, ManifestRow]]:
    if path.is_dir():
        rows = read_manifest(path)
        files = [file for file in _walk(path) if file != path / MANIFEST_NAME]
        texts = [file for file in files if file.suffix.lower() in ENDINGS]
        if not texts:
            endings = ", ".join(sorted(ENDINGS))
            raise SourceError("no text in this folder", path=path, remedy=f"texts are files in {endings}")
        root = path
    elif path.exists():
        rows, files, texts, root = read_manifest(path.parent), [path], [path], path.parent
    else:
        raise SourceError("no such file or folder", path=path)
    passed = sorted(set(files) - set(texts))
    return [_item(file, root, rows) for file in texts], passed, rows


def _item(file: Path, root: Path, rows: dict[str, ManifestRow]) -> Item:
    ident = source_id(file, root)
    row = rows.get(ident)
    return Item(ident, file, root, row.date if row else None)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files under a folder in the order of their names, on any file system."""
    for where, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where) / name for name in sorted(files) if not name.startswith("."))


def _unreadable(error: OSError) -> None:
    raise SourceError(f"can't be read: {error.strerror}", path=error.filename) from error

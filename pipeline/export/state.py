"""What a dataset folder holds: its documents, its parts, how long each file that grows is.

`OUT/.depeche-dataset` is written when a run has added its documents, so that what a killed run left behind is
known and taken away by the next one.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import IO, Any

import orjson

from pipeline import __version__
from pipeline.errors import UsageError
from pipeline.journal import lock
from pipeline.write import write_atomically

STATE_NAME = ".depeche-dataset"
LOCK_NAME = ".depeche-dataset-lock"
FORMAT = 1
FOLDERS = ("parquet", "csv", "docbin", "timeml")
GROWING = ("corpus.conllup", "facts.ttl")
MADE = (
    "dataset.duckdb", "dataset.duckdb.wal", "queries.sql", "graph.graphml", "datapackage.json", "croissant.json",
    "data-dictionary.md", "README.md",
)  # fmt: skip


class State:
    """The memory of a dataset folder, locked against a second run while it is open.

    `documents`: the SHA-256 of each document's records. `parts`: how many runs added to it. `sizes`: the bytes
    of each growing file, by its path in the folder. `whole`: whether what is made of the parts was made.
    """

    def __init__(self, out: Path):
        self.out = out
        self.path = out / STATE_NAME
        self.documents: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.parts = 0
        self.whole = False
        self._file: IO[bytes] | None = None

    def open(self) -> None:
        """Make or read the folder and lock it. Raises UsageError for one in use, or that holds something else."""
        if self.out.exists() and not self.out.is_dir():
            raise UsageError("can't write there: not a folder", path=self.out)
        if self.out.is_dir() and not (self.out / LOCK_NAME).exists() and any(self.out.iterdir()):
            raise UsageError("the folder holds something else than a dataset", path=self.out, remedy="name another")
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            self._file = (self.out / LOCK_NAME).open("ab")
        except OSError as error:
            raise UsageError(f"can't write there: {error.strerror}", path=self.out) from error
        lock(self._file, self.out)
        self._read()

    def _read(self) -> None:
        try:
            content: dict[str, Any] = orjson.loads(self.path.read_bytes())
        except FileNotFoundError:
            return self.clear()
        if (content["format"], content["version"]) != (FORMAT, __version__):
            return self.clear()
        self.documents, self.sizes = content["documents"], content["sizes"]
        self.parts, self.whole = content["parts"], content["whole"]
        self._take_back()

    def _take_back(self) -> None:
        """Take away what a killed run added."""
        for name in self._growing():
            path = self.out / name
            size = self.sizes.get(name, 0)
            if path.exists() and path.stat().st_size > size:
                with path.open("r+b") as file:
                    file.truncate(size)
        for path in self.out.glob("*/**/part-*"):
            number = path.name.removeprefix("part-")[:6]
            if not number.isdigit() or int(number) >= self.parts:
                path.unlink()
        for path in (self.out / "timeml").rglob("*.tml"):
            if path.relative_to(self.out / "timeml").with_suffix("").as_posix() not in self.documents:
                path.unlink()

    def _growing(self) -> list[str]:
        csv = [path.relative_to(self.out).as_posix() for path in (self.out / "csv").glob("*.csv")]
        return [*GROWING, *(name for name in csv if name not in ("csv/facts.csv", "csv/entities.csv"))]

    def clear(self) -> None:
        """Remove every file of the dataset, and start afresh; the state first, so that a killed run knows nothing."""
        self.path.unlink(missing_ok=True)
        for name in FOLDERS:
            shutil.rmtree(self.out / name, ignore_errors=True)
        for name in (*GROWING, *MADE):
            (self.out / name).unlink(missing_ok=True)
        self.documents, self.sizes, self.parts, self.whole = {}, {}, 0, False

    def save(self, *, whole: bool) -> None:
        """Note what the folder holds now."""
        self.whole = whole
        self.sizes = {name: path.stat().st_size for name in self._growing() if (path := self.out / name).exists()}
        content = {
            "format": FORMAT, "version": __version__, "whole": whole, "parts": self.parts, "sizes": self.sizes,
            "documents": self.documents,
        }  # fmt: skip
        write_atomically(self.path, orjson.dumps(content))

    def close(self) -> None:
        """Let go of the folder."""
        if self._file is not None:
            self._file.close()
            self._file = None

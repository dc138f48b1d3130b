"""Records to JSON lines, each file written whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonlines
import orjson

from pipeline.records import AnyRecord, dump_record

TEMPORARY = ".depeche-tmp-"


def dump_lines(records: Iterable[AnyRecord]) -> bytes:
    """Return the records as JSON lines: UTF-8, `\\n` ends, keys in the format's order."""
    buffer = io.BytesIO()
    with jsonlines.Writer(buffer, dumps=_dumps) as writer:
        writer.write_all(dump_record(record) for record in records)
    return buffer.getvalue()


def _dumps(line: Any) -> bytes:
    return orjson.dumps(line)


def write_records(path: Path, records: Iterable[AnyRecord]) -> str:
    """Write the records to `path`, whole or not at all, and return the SHA-256 (hex) of the bytes written."""
    data = dump_lines(records)
    write_atomically(path, data)
    return hashlib.sha256(data).hexdigest()


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to a file beside `path`, then give it its name: nobody ever sees half of it.

    Makes the folder. Raises OSError; the file that was there stays, and nothing is left beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f"{TEMPORARY}{os.getpid()}-{threading.get_ident()}"
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> int:
    """Remove what a killed run left half written under `folder`; return how many files."""
    left = list(folder.rglob(f"{TEMPORARY}*"))
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)

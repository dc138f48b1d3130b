"""Reading and writing the files of the formats, with errors that say which file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.convert.model import Document
from pipeline.errors import SourceError, UsageError
from pipeline.write import write_atomically

META = ".meta.json"


def read(path: Path) -> str:
    """Return a UTF-8 file's text, line ends as they are. Raises SourceError."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror or error}", path=path) from error
    except UnicodeDecodeError as error:
        raise SourceError("not UTF-8", path=path) from error


def write(path: Path, text: str) -> None:
    """Write the file, whole or not at all. Raises UsageError."""
    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"can't be written: {error.strerror or error}", path=path) from error


def under(source: Path, ending: str) -> list[tuple[str, Path]]:
    """Return the files with an ending under a folder, or the one file, with their document ids, sorted.

    Raises SourceError when there are none.
    """
    if source.is_dir():
        found = [
            (path.relative_to(source).as_posix().removesuffix(ending), path)
            for path in source.rglob(f"*{ending}")
            if path.is_file()
        ]
    else:
        found = [(source.name.removesuffix(ending), source)] if source.is_file() else []
    if not found:
        raise SourceError(f"no {ending} here", path=source)
    return sorted(found)


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a JSON lines file with their line. Raises SourceError (file, line)."""
    for number, line in enumerate(read(path).split("\n"), 1):
        if line.strip():
            value = loads(line, path, number)
            if not isinstance(value, dict):
                raise SourceError("not a JSON object", path=path, line=number)
            yield number, value


def documents_of_lines(
    source: Path, name: str, tool: str, read_line: Callable[[dict[str, Any], int], Document | None]
) -> list[Document]:
    """Return the documents of a JSON lines file, or of the one of that name in a folder; lines read as None are left out.

    Raises SourceError (file, line) for a line that is not one of the tool's.
    """
    file = source / name if source.is_dir() else source
    documents = []
    for number, line in json_lines(file):
        try:
            document = read_line(line, number)
        except SourceError as error:
            raise SourceError(error.what, path=file, line=number) from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SourceError(f"not a line of {tool}: {error!r}", path=file, line=number) from error
        if document is not None:
            documents.append(document)
    return documents


def loads(text: str, path: Path, line: int | None = None) -> Any:
    """Return the JSON's value. Raises SourceError."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise SourceError(f"not JSON: {error}", path=path, line=line) from error


def target_file(target: Path, name: str) -> Path:
    """Return the file to write: the target itself when it has an ending, else `name` in that folder."""
    return target if target.suffix else target / name


def read_meta(path: Path) -> dict[str, Any]:
    """Return what a file beside a text says of its document record; nothing where there is none."""
    if not path.is_file():
        return {}
    value = loads(read(path), path)
    return value if isinstance(value, dict) else {}

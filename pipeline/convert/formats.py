"""The formats by name, and which one a path holds."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from pipeline.convert.files import json_lines
from pipeline.convert.model import Document
from pipeline.errors import SourceError, UsageError
from pipeline.manifest import MANIFEST_NAME


class Format(Protocol):
    """A module of a format."""

    def read_folder(self, source: Path, **options: Any) -> list[Document]:
        """Return the documents of a file or folder."""

    def write_folder(self, documents: Sequence[Document], target: Path, **options: Any) -> None:
        """Write the documents to a file or folder."""


RECORDS = "records"
FORMATS = {
    RECORDS: "jsonl",
    "brat": "brat",
    "label-studio": "labelstudio",
    "doccano": "doccano",
    "prodigy": "prodigy",
    "webanno": "webanno",
    "docbin": "docbin",
}
_ALIASES = {"labelstudio": "label-studio", "inception": "webanno", "spacy": "docbin", "jsonl": RECORDS}
_ENDINGS = {".ann": "brat", ".json": "label-studio", ".tsv": "webanno", ".spacy": "docbin"}
_FILES = {"label-studio.json": "label-studio", "doccano.jsonl": "doccano", "prodigy.jsonl": "prodigy"}


def format_named(name: str) -> str:
    """Return a format's own name. Raises UsageError for one that is none."""
    plain = _ALIASES.get(name.lower(), name.lower())
    if plain not in FORMATS:
        raise UsageError(f"no format {name!r}", remedy=f"one of {', '.join(FORMATS)}")
    return plain


def format_module(name: str) -> Format:
    """Return the module that reads and writes the format."""
    return cast(Format, import_module(f"pipeline.convert.{FORMATS[format_named(name)]}"))


def guess(path: Path) -> str:
    """Return the format of what lies at a path. Raises SourceError where nothing tells."""
    if not path.exists():
        raise SourceError("no such file or folder", path=path)
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    for file in files:
        if file.name in _FILES:
            return _FILES[file.name]
    for file in files:
        named = _ENDINGS.get(file.suffix)
        if named and not file.name.endswith(".meta.json"):
            return named
    for file in files:
        if file.suffix == ".jsonl" and file.name != MANIFEST_NAME:
            return _guess_lines(file)
    raise SourceError("nothing to convert here", path=path, remedy="name its format with --from")


def _guess_lines(path: Path) -> str:
    first = next((line for _, line in json_lines(path)), {})
    if first.get("type") == "document":
        return RECORDS
    if {"tokens", "spans", "_input_hash", "answer"} & first.keys():
        return "prodigy"
    if {"entities", "label", "labels"} & first.keys():
        return "doccano"
    raise SourceError("can't tell which tool this is from", path=path, remedy="name its format with --from")


def guess_target(path: Path, source: str) -> str:
    """Return the format that a target's ending says; records where there is none, unless they are the source.

    Raises UsageError where nothing tells.
    """
    named = _ENDINGS.get(path.suffix) or _FILES.get(path.name)
    if named:
        return named
    if source != RECORDS:
        return RECORDS
    raise UsageError("to which format?", remedy=f"--to, one of {', '.join(FORMATS)}")

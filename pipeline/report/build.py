"""The page: its sources under this folder, the libraries bundled in `vendor/`, and the data put into one file."""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.report.data import ReportData, report_data
from pipeline.write import write_atomically

SCRIPTS = ("store", "words", "dom", "state", "filters", "overview", "map", "timeline", "network", "facts", "documents",
           "text", "inspector", "reader", "main")  # fmt: skip
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class Report:
    """What a page holds: documents, records, distinct facts, its size in bytes, the documents shown without text."""

    documents: int
    records: int
    facts: int
    bytes: int
    without_text: list[str]

    @property
    def rows(self) -> dict[str, int]:
        """Its counts by name."""
        return {"documents": self.documents, "records": self.records, "facts": self.facts, "bytes": self.bytes}


def build_report(extracted: Path, out: Path, *, texts: Path | None = None) -> Report:
    """Write the page of the records under `extracted` to the file `out`.

    `texts` is where sources are looked for beside their own path. Raises SourceError for a folder without
    records and for a line that is no record, UsageError for a file that can't be written.
    """
    data = report_data(extracted, texts)
    page = report_page(data).encode("utf-8")
    try:
        write_atomically(out, page)
    except OSError as error:
        raise UsageError(f"can't be written: {error.strerror}", path=out, remedy="name a file: --out report.html") from error
    records = sum(data.index["counts"].values()) + len(data.documents)
    return Report(len(data.documents), records, len(data.index["facts"]), len(page), data.without_text)


def report_page(data: ReportData) -> str:
    """Return the page. The data is JSON with nothing in it that HTML could read; the page shows it as text only."""
    style = "".join(_source("styles", f"{name}.css") for name in ("page", "document", "print"))
    script = _script()
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {_digest(style)}; script-src {_digest(script)}"
    parts = {
        "POLICY": policy,
        "STYLE": style,
        "DATA": "\n".join(_data(data)),
        "SCRIPT": script,
    }
    page = _source("page.html")
    head, *rest = page.split("{{")
    pieces = [head]
    for part in rest:
        name, _, tail = part.partition("}}")
        pieces += [parts[name], tail]
    return "".join(pieces)


def _script() -> str:
    own = "\n".join(_source("scripts", f"{name}.js") for name in SCRIPTS)
    return f"{_source('vendor', 'vendor.js').strip()}\n(() => {{\n\"use strict\";\n{own}}})();\n"


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode()}'"


def _data(data: ReportData) -> Iterator[str]:
    yield _block("index", data.index)
    yield _block("texts", _texts())
    yield _block("world", json.loads(_source("vendor", "world.json")))
    yield _block("licences", _source("vendor", "LICENCES.txt"))
    for number, document in enumerate(data.documents):
        yield _block(f"document-{number}", document)


def _texts() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_source("texts.toml"))


def _block(ident: str, value: Any) -> str:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _UNSAFE.items():
        content = content.replace(sign, escaped)
    return f'<script type="application/json" id="data-{ident}">{content}</script>'


def _source(*path: str) -> str:
    return files("pipeline.report").joinpath(*path).read_text(encoding="utf-8")

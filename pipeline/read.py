"""Reading a source: its text, its date, its language, and what is doubtful about it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline import decode
from pipeline.day import parse_day
from pipeline.errors import SourceError
from pipeline.manifest import ManifestRow

_DATE_LINE = re.compile(r"date[ \t\u00a0\u202f]{0,4}:[ \t\u00a0\u202f]{0,4}(\S[^\r\n]{0,60})", re.IGNORECASE)
_HEADER_LINE = re.compile(r"[\w-]{1,30}[ \t\u00a0\u202f]{0,4}:[ \t\u00a0\u202f]{0,4}\S")
_HEADER_LINES = 40


@dataclass(frozen=True, slots=True)
class Source:
    """A text to extract from.

    `text` is the decoded source, character for character; offsets count in it. `path` is the path as it
    was given, with `/`. `sha256` is of the source's bytes. `date` is the ISO day relative dates are resolved
    against, or None. `language` is an ISO 639-1 code, `und` with too little text to tell.
    `warnings` say what is doubtful about the source.
    """

    id: str
    path: str
    text: str
    sha256: str
    date: str | None
    language: str
    warnings: tuple[str, ...]


def read_source(
    path: Path | str, root: Path | str | None = None, *, date: str | None = None,
    manifest: Mapping[str, ManifestRow] | None = None,
) -> Source:  # fmt: skip
    """Return the source in a file. Its id is its path under `root` (default: its folder), without its ending.

    Its date is `date`, else the manifest's for its id, else the one its own text gives (see `text_date`).
    Raises SourceError for a file that is missing, can't be read, or is no text.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror or error}", path=path) from error
    ident = source_id(path, path.parent if root is None else Path(root))
    row = (manifest or {}).get(ident)
    text, warnings = decode.decode(data, path)
    digest = hashlib.sha256(data).hexdigest()
    return _source(ident, path.as_posix(), text, digest, date or (row.date if row else None), warnings)


def source_from_text(text: str, *, doc: str = "text", path: str = "", date: str | None = None) -> Source:
    """Return the source of a text that is already decoded; its digest is that of its UTF-8 bytes.

    Raises SourceError for a text with a lone surrogate, which no record could hold.
    """
    try:
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise SourceError(f"not Unicode: a lone surrogate at {error.start}", path=path or doc) from error
    return _source(doc, path, text, digest, date, [])


def _source(ident: str, path: str, text: str, sha256: str, date: str | None, warnings: list[str]) -> Source:
    language = decode.language(text)
    found = [*warnings, *decode.doubts(text)]
    if language not in ("fr", "und"):
        found.append(f"language: looks like {language}, not French")
    return Source(ident, path, text, sha256, date or text_date(text), language, tuple(found))


def source_id(path: Path, root: Path) -> str:
    """Return a source's id: its path under `root`, with `/`, without its ending.

    Raises SourceError for a name that is no Unicode (it could be written in no record).
    """
    ident = path.relative_to(root).with_suffix("").as_posix()
    if not ident.isprintable():
        raise SourceError("a file's name must be printable Unicode", path=repr(str(path)), remedy="rename it")
    return ident


def text_date(text: str) -> str | None:
    """Return the ISO day on which the text itself says it was written, or None.

    A `date:` line of its front matter (between `---` lines, or among `key: value` lines at its top), else its
    dateline.
    """
    return front_matter_date(text) or dateline(text)


def front_matter_date(text: str) -> str | None:
    """Return the ISO day of a `date:` line in the text's front matter, or None when there is none."""
    lines = text[:8_000].lstrip("\ufeff").splitlines()[:_HEADER_LINES]
    fenced = bool(lines) and lines[0].rstrip() == "---"
    for line in lines[1:] if fenced else lines:
        found = _DATE_LINE.match(line)
        if found:
            return parse_day(found[1].strip())
        if line.rstrip() == "---" or not (fenced or _HEADER_LINE.match(line)):
            return None
    return None


def dateline(text: str) -> str | None:
    """Return the ISO day of the text's dateline (`PARIS, 3 mai 2024 (Agence) –`), or None."""
    from pipeline.dates import find_document_date

    return find_document_date(text)

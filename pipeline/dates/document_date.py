"""The date a document says of itself: front matter, dateline, `Publié le …`."""

from __future__ import annotations

import re

from pipeline.dates.find import find_dates

_HEAD_LINES = 12
_HEAD_CHARS = 3000
_FULL = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:Z]+)?")
_FIELD = re.compile(
    r"(?:date|published|publié|pubdate|date de publication)[ \t\u00a0]{0,4}:[ \t\u00a0\"']{0,4}", re.I
)
_SAID = re.compile(
    r"(?:publi[ée]e?|mis en ligne|mise? à jour|diffusée?|paru|posté|modifié|communiqué de presse)"
    r"(?: par [^,\n]{1,40},?)?(?: le| du|,)[ \u00a0]\Z",
    re.I,
)
_PLACE = re.compile(r"[^\W\d_][^\d\n,;:!?]{0,60}(?:,|\()[ \u00a0](?:le[ \u00a0])?\Z")
_AFTER_DATELINE = re.compile(
    r"[ \u00a0]?(?:\([^)\n]{1,40}\)|\)|/)?[ \u00a0]?(?:/[^/\n]{1,30}/)?[ \u00a0]?(?:[-–—:.]|\n|\Z)"
)


def find_document_date(text: str) -> str | None:
    """Return the ISO date the text's first lines give as its own, or None.

    Only a full date counts: a `date:` field, `Publié le …`, a dateline (`PARIS, 3 mai 2012 (AFP) –`), a
    date alone on its line.
    """
    head = text[:_HEAD_CHARS]
    lines = [match.span() for match in re.finditer(r"[^\r\n]+", head) if match[0].strip()][:_HEAD_LINES]
    if not lines:
        return None
    head = head[: lines[-1][1]]
    for item in find_dates(head):
        value = item.data["value"]
        if value and _FULL.fullmatch(value):
            low, high = next(span for span in lines if span[0] <= item.start < span[1])
            if _is_own(head[low : item.start], head[item.end : high], head[item.end :]):
                return str(value)[:10]
    return None


def _is_own(before: str, after: str, rest: str) -> bool:
    start = before.lstrip(' \t\ufeff«"-–*#(')
    if not start.strip():
        return not after.strip(" \t.)*")
    if _FIELD.fullmatch(start) or _SAID.search(before[-70:]):
        return True
    return bool(_PLACE.fullmatch(start)) and bool(_AFTER_DATELINE.match(rest))

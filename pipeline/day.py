"""A day as a person writes it in an option, a manifest or a front matter."""

from __future__ import annotations

import re
from datetime import date, datetime

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_BASE = datetime(2000, 1, 1)  # what dateparser would fill holes from; strict form lets no hole through


def parse_day(words: str) -> str | None:
    """Return the ISO date that `words` say, when they say a whole day and nothing else; else None.

    `2024-05-03`, and with dateparser in strict form `3 mai 2024`, `1er mars 2020`, `03/05/2024` (day first).
    """
    words = words.strip().strip("\"'")
    if _ISO_DAY.match(words):
        try:
            return date.fromisoformat(words).isoformat()
        except ValueError:
            return None
    if len(words) > 40 or not any(char.isdigit() for char in words):
        return None
    import dateparser

    settings = {
        "STRICT_PARSING": True, "DATE_ORDER": "DMY", "PREFER_LOCALE_DATE_ORDER": False,
        "PARSERS": ["absolute-time"], "RELATIVE_BASE": _BASE,
    }  # fmt: skip
    found = dateparser.parse(words, languages=["fr"], settings=settings)
    return found.date().isoformat() if found else None

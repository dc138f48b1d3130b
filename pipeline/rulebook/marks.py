"""The marks of an example sentence: `L'accord du [3 mai 2012](2012-05-03) …`."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"\\(?P<escaped>[\[\]()\\])|(?P<open>\[)|\]\((?P<label>[^()]*(?:\([^()]*\)[^()]*)*)\)")


class Mark(NamedTuple):
    """A marked span of an example: code point offsets into the plain text, and its label."""

    start: int
    end: int
    label: str


def parse_marks(sentence: str) -> tuple[str, list[Mark]]:
    """Return the sentence without its marks, and the marks in order of their start.

    Marks are `[span](label)`, may nest, and a backslash makes a bracket literal.
    Raises ValueError when a bracket is left open.
    """
    plain: list[str] = []
    marks: list[Mark] = []
    opened: list[int] = []
    length = last = 0
    for match in _TOKEN.finditer(sentence):
        before = sentence[last : match.start()]
        plain.append(before)
        length += len(before)
        last = match.end()
        if match["escaped"]:
            plain.append(match["escaped"])
            length += 1
        elif match["open"]:
            opened.append(length)
        elif opened:
            marks.append(Mark(opened.pop(), length, match["label"]))
        else:
            raise ValueError(f"a mark is closed that was never opened: {match[0]}")
    if opened:
        raise ValueError("a mark is opened and never closed")
    plain.append(sentence[last:])
    return "".join(plain), sorted(marks, key=lambda mark: (mark.start, -mark.end))

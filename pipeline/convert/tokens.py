"""Words for the tools that annotate words, cut so that every mention begins and ends at one's edge."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from pipeline.convert.model import Bounds, Document

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+(?:['’ʼ](?=\w))?|\d+|\S")


def words(document: Document) -> list[Bounds]:
    """Return the words' offsets: runs of letters, of digits, or one other character, never a blank.

    They are cut where a mention or a trigger begins or ends.
    """
    edges = {edge for item in document.items for edge in (item.start, item.end)}
    edges |= {edge for link in document.links if link.trigger for edge in link.trigger}
    found = []
    for match in _WORD.finditer(document.text):
        cuts = [cut for cut in range(match.start() + 1, match.end()) if cut in edges]
        found += list(zip([match.start(), *cuts], [*cuts, match.end()], strict=True))
    return found


def covering(tokens: list[Bounds], start: int, end: int) -> tuple[int, int]:
    """Return the first and last word that a span touches; the same word twice where it touches none."""
    first = bisect_right(tokens, start, key=lambda token: token[1])
    last = bisect_left(tokens, end, key=lambda token: token[0]) - 1
    return (first, last) if first <= last else (0, 0)


def pieces(text: str, tokens: Iterable[Bounds]) -> tuple[list[str], list[bool]]:
    """Return the text as spaCy builds a Doc of: words, blanks other than one space among them, and which end in a space."""
    found: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in [*tokens, (len(text), len(text))]:
        gap = text[at:start]
        if gap.startswith(" ") and found:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            found.append(gap)
            spaces.append(False)
        if end > start:
            found.append(text[start:end])
            spaces.append(False)
        at = end
    return found, spaces

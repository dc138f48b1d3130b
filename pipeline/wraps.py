"""Lines broken for want of room, told from lines that end: in a text set to a width, a sentence runs over several."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"(?<![^\r\n])[^\r\n]++(?:\r?\n[^\r\n]++)++")
_BREAK = re.compile(r"\r?\n")
_NARROWEST, _WIDEST = 45, 110
_SLACK = 2
_RAGGED = 18
_SHARE = 0.6
_LOOSE = 0.7
_FINAL = (".", "!", "?", ":", ";", "…", "»", '"')
_ITEM = re.compile(r"\s*(?:[-–—•*·○●▪>|#]|\(?(?:\d{1,3}|[a-z])[.)°]\s)")
_CELLS = re.compile(r"\t|\||(?<=\S)[ \u00a0]{3}")


def unwrapped(text: str) -> str:
    """Return the text with blanks for the line breaks that its width alone made: same length, same offsets.

    A line is taken for broken when the first word of the next one would not have fit in, or when the next one goes on
    in lower case after a long line; never before an item of a list, after an end of sentence or a colon, or in a table.
    """
    if "\n" not in text:
        return text
    pieces: list[str] = []
    at = 0
    for block in _BLOCK.finditer(text):
        for start, end in _soft_breaks(text, block.start(), block.end()):
            pieces += (text[at:start], " " * (end - start))
            at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _soft_breaks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    breaks = [match.span() for match in _BREAK.finditer(text, start, end)]
    starts = [start, *(stop for _, stop in breaks)]
    ends = [*(first for first, _ in breaks), end]
    lines = [text[first:last] for first, last in zip(starts, ends, strict=True)]
    width = max(len(line.rstrip()) for line in lines)
    if not _NARROWEST <= width <= _WIDEST:
        return []
    filled = sum(len(line) >= width - _RAGGED for line in lines[:-1]) >= _SHARE * len(breaks)
    room = width if filled else _WIDEST * 2
    pairs = zip(breaks, lines, lines[1:], strict=False)
    return [bounds for bounds, line, following in pairs if _runs_on(line.rstrip(), following, width, room)]


def _runs_on(line: str, following: str, width: int, room: int) -> bool:
    if not line or line.endswith(_FINAL) or _ITEM.match(following) or _CELLS.search(line) or _CELLS.search(following):
        return False
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    if not word:
        return False
    if word[0].islower() and len(line) >= _LOOSE * width:
        return True
    return len(line) + 1 + len(word) > room - _SLACK

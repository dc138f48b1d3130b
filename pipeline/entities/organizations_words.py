"""A text as units: words with their inner hyphens, and what parts them. What the name patterns walk over."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.entities.matcher import fold

_UNIT = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+){0,8}|\d+")
_APOSTROPHES = "'’ʼ"
_SENTENCE_ENDS = '.!?…:;\n\r•«"“*–—('
_LONGEST_GAP = 6


class Unit(NamedTuple):
    """A word: its offsets and its folded form (no case, no accents)."""

    start: int
    end: int
    folded: str


class Units:
    """The units of a text, by index."""

    def __init__(self, text: str):
        self.text = text
        self.items = [Unit(found.start(), found.end(), _folded(found[0])) for found in _UNIT.finditer(text)]

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def at(self) -> dict[int, int]:
        """The index of the unit that starts at an offset."""
        return {unit.start: index for index, unit in enumerate(self.items)}

    def folded(self, index: int) -> str:
        """Return the folded unit, or an empty string beyond the text's end."""
        return self.items[index].folded if 0 <= index < len(self.items) else ""

    def surface(self, index: int) -> str:
        """Return the unit as it stands, or an empty string beyond the text's end."""
        return self.text[self.items[index].start : self.items[index].end] if 0 <= index < len(self.items) else ""

    def capital(self, index: int) -> bool:
        """Tell whether the unit begins with a capital."""
        return 0 <= index < len(self.items) and self.text[self.items[index].start].isupper()

    def gap(self, index: int) -> str:
        """Return what parts the unit from the next: a blank, `'` or the signs without their blanks."""
        if not 0 <= index < len(self.items) - 1:
            return "\n\n"
        left, right = self.items[index].end, self.items[index + 1].start
        if right - left > _LONGEST_GAP:
            return "\n\n"
        between = self.text[left:right]
        if between == " ":
            return " "
        if between.count("\n") > 1:
            return "\n\n"
        signs = "".join(between.split())
        if not signs:
            return " "
        return "'" if signs in _APOSTROPHES else signs

    def index_from(self, offset: int) -> int:
        """Return the index of the first unit that starts at or after the offset."""
        low, high = 0, len(self.items)
        while low < high:
            middle = (low + high) // 2
            if self.items[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def opens_sentence(self, index: int) -> bool:
        """Tell whether the unit is the first of its sentence, its line or its quotation."""
        start = self.items[index].start
        before = self.text[max(0, start - 4) : start].rstrip(" \t\u00a0\u202f\u2009")
        return (not before and start <= 4) or (before[-1:] in _SENTENCE_ENDS and before[-1:] != "")


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return fold(word).replace("\u2010", "-").replace("\u2011", "-")


@lru_cache(maxsize=2)
def units_of(text: str) -> Units:
    """Return the text's units, kept for the next that asks: several finders walk over the same text."""
    return Units(text)

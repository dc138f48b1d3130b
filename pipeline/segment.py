"""Cutting a text into sentences: lines first, then ends of sentences within a line.

A heading without a full stop is a sentence of its own, because a line is never joined to the next one,
unless the text is set to a width (`pipeline.wraps`).
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root
from pipeline.wraps import unwrapped

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_CLOSERS = "\"'»”’)\\]\u00a0\u202f "
_END = re.compile(rf"(?:\.{{1,6}}|[!?…]{{1,6}})(?:[{_CLOSERS}]{{1,6}})(?=[^\s])|(?<=[^\s.])\.(?=[A-ZÀÂÉÈÊÎÔÛŒ][a-zà-ÿ'’])")
_WORD_BEFORE = re.compile(r"(?:^|[\s(«“\"'’\u00a0\u202f-])([^\s(«“\"'’\u00a0\u202f-]{1,12})$")
_OPENER = re.compile(r"[\s\"'«“‘(\[\u00a0\u202f–—-]*")


@cache
def abbreviations() -> frozenset[str]:
    """Return the abbreviations (without their last full stop) that never end a sentence."""
    return frozenset(read_toml(rules_root() / "tokens" / "abbreviations.toml")["never_final"])


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Return the sentences' code point offsets, in order, without the blanks around them.

    Every character that is no blank lies in exactly one sentence.
    """
    text = unwrapped(text)
    bounds: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for cut in _cuts(text, line.start(), line.end()):
            _add(text, start, cut, bounds)
            start = cut
        _add(text, start, line.end(), bounds)
    return bounds


def _add(text: str, start: int, end: int, bounds: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        bounds.append((start, end))


def _cuts(text: str, start: int, end: int) -> list[int]:
    cuts = []
    for match in _END.finditer(text, start, end):
        cut = _after_closers(text, match.start(), match.end())
        if cut < end and _starts_sentence(text, cut, end) and not _abbreviated(text, start, match.start()):
            cuts.append(cut)
    return cuts


def _after_closers(text: str, start: int, end: int) -> int:
    """Return where the next sentence starts: an opening quote after the last blank belongs to it."""
    chunk = text[start:end]
    blank = max(chunk.rfind(" "), chunk.rfind("\u00a0"), chunk.rfind("\u202f"))
    tail = chunk[blank + 1 :]
    if blank >= 0 and tail and set(tail) <= set("\"'“"):
        return start + blank + 1
    return end


def _starts_sentence(text: str, cut: int, end: int) -> bool:
    opener = _OPENER.match(text, cut, min(end, cut + 12))
    at = opener.end() if opener else cut
    if at >= end:
        return False
    char = text[at]
    return char.isupper() or char.isdigit()


def _abbreviated(text: str, start: int, stop: int) -> bool:
    """Tell whether the full stop at `stop` ends an abbreviation, an initial or a list number."""
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return False
    before = _WORD_BEFORE.search(text, max(start, stop - 14), stop)
    if before is None:
        return False
    word = before[1]
    if len(word) == 1 and word.isupper():
        return not _ends_on_letter_name(text, start, stop)
    if word.isdigit() and len(word) <= 3 and before.start(1) <= start + 1:
        return True
    return word in abbreviations() or word.lower() in abbreviations()


def _ends_on_letter_name(text: str, start: int, stop: int) -> bool:
    """Tell whether a lone capital ends a phrase (`le plan B.`) rather than abbreviate a first name."""
    before = text[max(start, stop - 16) : stop - 1].rstrip("\u00a0\u202f ").rsplit(" ", 1)[-1]
    return before.lower() in {"plan", "groupe", "hépatite", "vitamine", "catégorie", "annexe", "point", "classe"}

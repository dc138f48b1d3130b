"""Titles and headings: lines that stand alone and say what follows is about."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.tree import Tree

_WORDS = 14
_TITLE_WORDS = 25
_FINAL = (".", "!", "?", "…", ";", ",", "»", '"')


class Headings:
    """The numbers of the sentences that are headings; `title` is the first line's when it is one, else None."""

    def __init__(self, doc: Tree):
        self.numbers: list[int] = []
        self.title: int | None = None
        text = doc.text  # spaCy joins it anew each time it is asked for
        for number, sent in enumerate(doc.sents):
            start, end = sent.start_char, sent.end_char
            stripped = sent.text.strip()
            if not stripped:
                continue
            start += len(sent.text) - len(sent.text.lstrip())
            end = start + len(stripped)
            alone = _opens_line(text, start) and _closes_line(text, end)
            words = stripped.count(" ") + 1
            if (
                alone
                and self.title is None
                and not self.numbers
                and number == 0
                and words <= _TITLE_WORDS
                and stripped[-1] not in ".;,"
            ):
                self.title = number
            if alone and words <= _WORDS and not stripped.endswith(_FINAL) and stripped[0] not in "-–—•*":
                self.numbers.append(number)

    def over(self, sentence: int) -> int | None:
        """Return the number of the heading the sentence stands under, the title left out; None when there is none."""
        at = bisect_left(self.numbers, sentence) - 1
        if at < 0 or self.numbers[at] == self.title:
            return None
        return self.numbers[at]


def _opens_line(text: str, start: int) -> bool:
    while start and text[start - 1] in " \t\u00a0":
        start -= 1
    return start == 0 or text[start - 1] in "\r\n"


def _closes_line(text: str, end: int) -> bool:
    while end < len(text) and text[end] in " \t\u00a0":
        end += 1
    return end == len(text) or text[end] in "\r\n"

"""From a text to its figures: numbers, then what excludes, joins and bounds them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.figures.atoms import scan
from pipeline.figures.context import counted, plural_follows, settle
from pipeline.figures.grammar import FigureGrammar, figure_grammar
from pipeline.figures.model import Figure
from pipeline.figures.shapes import Shadow, shape

MASK = "\ue00e"
_PRIVATE = re.compile("[\ue000-\ue00f]")
_MASKED = re.compile(
    r"https?://\S{1,500}|www\.\S{1,500}|\S{1,80}@\S{1,80}"
    r"|(?<![\d,])(?:\+\d{1,3}[ .\u00a0-]?(?:\(0\))?|0)\d(?:[ .\u00a0\u202f-]?\d\d){4}(?!\d)|\+\d{1,3}(?:[ .-]\d{2,4}){2,5}(?!\d)"
    r"|(?<![\d/])\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?![\d/])"
)


def figures(text: str, blocked: Sequence[tuple[int, int]] = (), home: str | None = None) -> list[Figure]:
    """Return the figures of the text; those that are none are left out."""
    return [figure for figure in analyse(text, blocked, home) if figure.kind != "none"]


def analyse(text: str, blocked: Sequence[tuple[int, int]] = (), home: str | None = None) -> list[Figure]:
    """Return the figures of the text and, with kind `none`, the numbers that are no figure and why (`rule`)."""
    grammar = figure_grammar()
    masked = _mask(text, blocked)
    numbers = scan(masked, home)
    if not numbers:
        return []
    shadow = Shadow(masked, numbers)
    _exclude(shadow, grammar)
    shaped = shape(shadow, grammar)
    _modify(Shadow(masked, [figure for figure in shaped if not _article(masked, figure)]), grammar)
    for figure in shaped:
        if figure.kind not in ("none", "ordinal") and figure.counted is None:
            figure.counted = counted(masked, figure)
        settle(masked, figure)
    return [figure for figure in shaped if MASK not in masked[figure.start : figure.end]]


def _mask(text: str, blocked: Sequence[tuple[int, int]]) -> str:
    """Return the text, same length, with a sign for each character in which no figure may lie."""
    if _PRIVATE.search(text):
        text = _PRIVATE.sub(" ", text)
    spans = [*blocked, *(match.span() for match in _MASKED.finditer(text))]
    if not spans:
        return text
    chars = list(text)
    for start, end in spans:
        chars[start:end] = MASK * (end - start)
    return "".join(chars)


def _exclude(shadow: Shadow, grammar: FigureGrammar) -> None:
    pattern, rules = grammar.exclusions
    for match in pattern.finditer(shadow.text):
        rule = rules[match.lastgroup or ""]
        for figure in shadow.within(match.start(), match.end()):
            if rule.kind == "year" and not _year(shadow, figure):
                continue
            if rule.kind == "place" and plural_follows(shadow.source, figure.end):
                continue
            if rule.kind in ("number", "place") and (figure.written == "words" or not figure.bare or figure.scale > 1):
                continue
            figure.exclude(rule.id)


def _year(shadow: Shadow, figure: Figure) -> bool:
    return figure.bare and figure.end - figure.start == 4 and 1000 <= (figure.value or 0) <= 2150


def _modify(shadow: Shadow, grammar: FigureGrammar) -> None:
    for (pattern, rules), index in ((grammar.modifiers, -1), (grammar.late_modifiers, 0)):
        for match in pattern.finditer(shadow.text):
            rule = rules[match.lastgroup or ""]
            figure = shadow.within(match.start(), match.end())[index]
            if figure.mod is None or index == -1:
                figure.mod = rule.mod
                figure.trace.append(rule.id)


def _article(text: str, figure: Figure) -> bool:
    return text[figure.start : figure.end].lower() in ("un", "une")

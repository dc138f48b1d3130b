"""From a text to its figures: numbers, then what excludes, joins and bounds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline.figures.atoms import scan
from pipeline.figures.context import counted, is_article, plural_follows, resume, settle, take_over
from pipeline.figures.currencies import take_currency
from pipeline.figures.grammar import FigureGrammar, Joined, figure_grammar
from pipeline.figures.model import Figure
from pipeline.figures.shapes import Shadow, shape
from pipeline.rulebook.model import GrammarRule

MASK = "\ue00e"
_PRIVATE = re.compile("[\ue000-\ue00f]")
_ADDRESS = re.compile(r"https?://\S{1,500}|www\.\S{1,500}|[\w.+-]{1,80}@[\w.-]{1,80}")
_MASKED = (
    re.compile(r"0(?<![\d,]0)\d(?:[ .\u00a0\u202f-]?\d\d){4}(?!\d)"),
    re.compile(r"\+\d{1,3}[ .\u00a0-]?(?:\(0\))?\d{1,4}(?:[ .\u00a0\u202f-]?\d{2,4}){2,5}(?!\d)"),
    re.compile(r"\d(?<![\d/.-]\d)\d{0,3}([/.-])\d{1,2}\1\d{2,4}(?![\d/])"),
    re.compile(
        r"\d(?<!\d\d)\d{0,2} ?° ?\d{1,2}(?:[.,]\d{1,4})? ?['\u2019\u2032]"
        r"(?: ?\d{1,2}(?:[.,]\d{1,4})? ?[\"\u201d\u2033])?"
    ),
)
"""Phone numbers, dates in digits, coordinates; each begins with what is quick to find."""
_BEFORE, _AFTER = 70, 90
"""How far around a number the rules over the shadow may look."""


def figures(text: str, blocked: Sequence[tuple[int, int]] = (), home: str | None = None) -> list[Figure]:
    """Return the figures of the text; those that are none are left out."""
    return [figure for figure in analyse(text, blocked, home) if figure.kind != "none"]


def analyse(text: str, blocked: Sequence[tuple[int, int]] = (), home: str | None = None) -> list[Figure]:
    """Return the figures of the text and, with kind `none`, those that are none and why (`rule`)."""
    grammar = figure_grammar()
    masked = _mask(text, blocked)
    numbers = scan(masked, home)
    if not numbers:
        return []
    _exclude(Shadow(masked, _without_articles(masked, numbers)), grammar)
    shaped = shape(Shadow(masked, numbers), grammar)
    _modify(Shadow(masked, _without_articles(masked, shaped)), grammar)
    earlier: Figure | None = None
    model: Figure | None = None
    for figure in shaped:
        if is_article(masked, figure):
            figure.exclude("article")
            continue
        if figure.kind not in ("none", "ordinal") and figure.counted is None:
            figure.counted = counted(masked, figure)
        if figure.like is not None:
            figure.counted = figure.like.counted
        resume(masked, figure, earlier)
        settle(masked, figure)
        take_over(masked, figure, model)
        if figure.kind == "count" and figure.counted:
            earlier = figure
        if figure.kind in ("money", "percent", "measure") or (figure.kind == "count" and figure.counted):
            model = figure
    _currencies(masked, shaped)
    return [figure for figure in shaped if MASK not in masked[figure.start : figure.end]]


def _currencies(text: str, figures: list[Figure]) -> None:
    """Give amounts without a currency that of the money before or behind them."""
    kept = [figure for figure in figures if figure.kind != "none"]
    money: Figure | None = None
    for figure, after in zip_longest(kept, kept[1:]):
        take_currency(text, figure, money, after)
        if figure.kind == "money" and figure.scale >= 10**6:
            money = figure


def _mask(text: str, blocked: Sequence[tuple[int, int]]) -> str:
    """Return the text, same length, with a sign for each character in which no figure may lie."""
    if _PRIVATE.search(text):
        text = _PRIVATE.sub(" ", text)
    patterns = [*_MASKED, _ADDRESS] if "://" in text or "www." in text or "@" in text else _MASKED
    spans = [*blocked, *(match.span() for pattern in patterns for match in pattern.finditer(text))]
    if not spans:
        return text
    chars = list(text)
    for start, end in spans:
        chars[start:end] = MASK * (end - start)
    return "".join(chars)


def _around(shadow: Shadow, rules: Joined) -> Iterator[tuple[GrammarRule, list[Figure]]]:
    """Yield each rule that matches from before a figure or at it, with the figures its match covers."""
    last = 0
    for figure in shadow.figures.values():
        last = max(last, figure.start - _BEFORE)
        limit = min(len(shadow.text), figure.end + _AFTER)
        begun = rules.before.search(shadow.text, last, figure.end) if last <= figure.start else None
        early = begun and rules.before.match(shadow.text, begun.start(), limit)
        late = rules.at.match(shadow.text, figure.start, limit)
        for match, named in ((late, rules.late), (early, rules.early)):
            if match:
                yield named[match.lastgroup or ""], shadow.within(match.start(), match.end())
                last = max(last, match.end())


def _exclude(shadow: Shadow, grammar: FigureGrammar) -> None:
    for rule, figures in _around(shadow, grammar.exclusions):
        for figure in figures:
            if _excludes(rule, figure, shadow):
                figure.exclude(rule.id)


def _excludes(rule: GrammarRule, figure: Figure, shadow: Shadow) -> bool:
    if rule.kind == "year":
        return figure.bare and figure.end - figure.start == 4 and 1000 <= (figure.value or 0) <= 2150
    if rule.kind == "place" and plural_follows(shadow.source, figure.end):
        return False
    return rule.kind not in ("number", "place") or (
        figure.written == "digits" and figure.bare and figure.scale == 1
    )


def _modify(shadow: Shadow, grammar: FigureGrammar) -> None:
    for rule, figures in _around(shadow, grammar.modifiers):
        figures[-1].mod = rule.mod
        figures[-1].trace.append(rule.id)


def _without_articles(text: str, figures: list[Figure]) -> list[Figure]:
    return [figure for figure in figures if not is_article(text, figure)]

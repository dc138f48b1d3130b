"""A figure rule's own examples, checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.figures.find import analyse
from pipeline.figures.model import Figure
from pipeline.rulebook.load import read_rules
from pipeline.rulebook.marks import Mark
from pipeline.rulebook.model import GrammarRule

_FIELD = re.compile(r"(?P<key>low|high|mod|kind|counted)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>\S+))")


def read(path: Path) -> list[GrammarRule]:
    """Return the rules of a file. Raises RuleError (file, line) for one that can't be used."""
    return read_rules(path, GrammarRule, extra=frozenset({"fragments", "tables"}))[0]


def check_example(rule: GrammarRule, text: str, marks: Sequence[Mark]) -> list[str]:
    """Return what is wrong with a `yes` sentence.

    Each mark must be found with its span and value, and one figure by the rule.
    """
    figures = analyse(text)
    problems = [problem for mark in marks for problem in _check_mark(mark, text, figures)]
    if not any(_by(rule, figure) for figure in figures):
        problems.append(f"nothing found by {rule.id}; found: {describe(text, figures)}")
    return problems


def check_counter(rule: GrammarRule, text: str) -> list[str]:
    """Return what is wrong with a `no` sentence: the rule has found something in it."""
    return [
        f"found {text[figure.start : figure.end]!r} by {rule.id}"
        for figure in analyse(text)
        if _by(rule, figure)
    ]


def _by(rule: GrammarRule, figure: Figure) -> bool:
    if rule.mod or rule.path.stem == "exclusions" or rule.kind == "none":
        return rule.id in figure.trace and (figure.kind == "none") == (not rule.mod)
    return figure.rule == rule.id and figure.kind != "none"


def _check_mark(mark: Mark, text: str, figures: Sequence[Figure]) -> list[str]:
    surface = text[mark.start : mark.end]
    same = [figure for figure in figures if (figure.start, figure.end) == (mark.start, mark.end)]
    if mark.label == "-":
        inside = [f for f in figures if f.kind != "none" and f.start < mark.end and mark.start < f.end]
        return [f"{surface!r} is taken for a figure: {describe(text, inside)}"] if inside else []
    if not same or same[0].kind == "none":
        return [f"{surface!r} is not found; found: {describe(text, figures)}"]
    data = same[0].found().data
    fields = {match["key"]: match["quoted"] or match["plain"] for match in _FIELD.finditer(mark.label)}
    value, unit = [*_FIELD.sub("", mark.label).split(), ""][:2]
    expected: dict[str, object] = {"value": value, "unit": unit or None, **fields}
    return [
        f"{surface!r}: {key} is {data[key]!r}, expected {wanted!r}"
        for key, wanted in expected.items()
        if _text(data[key]) != _text(wanted)
    ]


def _text(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", value):
        value = float(value)
    return "null" if value is None else f"{value:.10g}" if isinstance(value, int | float) else str(value)


def describe(text: str, figures: Sequence[Figure]) -> str:
    """Return the figures with their values and rules, for an error message."""
    return "; ".join(
        f"[{text[figure.start : figure.end]}]"
        f"({figure.value} {figure.unit or ''} {figure.kind} {'>'.join(figure.trace)})"
        for figure in figures
    )

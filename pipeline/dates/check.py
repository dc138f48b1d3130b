"""The examples of a date rule, checked: what the rule's own sentences must and must not find."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.dates.find import find_dates
from pipeline.dates.model import DateRule
from pipeline.extensions import Found
from pipeline.rulebook.load import read_rules
from pipeline.rulebook.marks import Mark
from pipeline.rulebook.model import Rule

_TABLES = frozenset({"fragments", "tables"})


def read(path: Path) -> list[Rule]:
    """Return the file's date rules. Raises RuleError for one that can't be used."""
    return list(read_rules(path, DateRule, extra=_TABLES)[0])


def check_example(rule: Rule, text: str, marks: Sequence[Mark]) -> list[str]:
    """Return what is wrong with a `yes` sentence: a mark not found as it stands, or nothing from this rule.

    A label is `value`, then `mod=…` and `kind=…` where they are to be compared; `null` is no value.
    """
    found = _find(rule, text)
    problems = [problem for mark in marks if (problem := _compare(mark, text, found))]
    if not any(item.rule == rule.id for item in found):
        problems.append(f"rien de la règle {rule.id} ; trouvé : {_shown(found, text)}")
    return problems


def problems_of(
    text: str, marks: Sequence[Mark], reference: str | None = None, *, exact: bool = False
) -> list[str]:
    """Return what is wrong with a marked text, whatever rule finds its dates; `exact`: nothing else may be
    found.
    """
    found = find_dates(text, reference)
    problems = [problem for mark in marks if (problem := _compare(mark, text, found))]
    if exact:
        spans = {(mark.start, mark.end) for mark in marks}
        extra = [item for item in found if (item.start, item.end) not in spans]
        problems += [f"trouvé en trop : {_shown([item], text)}" for item in extra]
    return problems


def check_counter(rule: Rule, text: str) -> list[str]:
    """Return what is wrong with a `no` sentence: what this rule finds in it."""
    return [f"trouvé à tort : {_shown([item], text)}" for item in _find(rule, text) if item.rule == rule.id]


def _find(rule: Rule, text: str) -> list[Found]:
    reference = rule.reference if isinstance(rule, DateRule) else None
    return find_dates(text, reference)


def _compare(mark: Mark, text: str, found: Sequence[Found]) -> str | None:
    item = next((item for item in found if (item.start, item.end) == (mark.start, mark.end)), None)
    if item is None:
        return f"« {text[mark.start : mark.end]} » n'est pas trouvé ; trouvé : {_shown(found, text)}"
    value, *others = mark.label.split()
    expected = {"value": value, **dict(other.split("=", 1) for other in others)}
    for key, said in expected.items():
        if item.data.get(key) != (None if said == "null" else said):
            return f"« {text[mark.start : mark.end]} » : {key} vaut {item.data.get(key)}, attendu {said}"
    return None


def _shown(found: Sequence[Found], text: str) -> str:
    shown = [
        f"[{text[f.start : f.end]}]({f.data['value']} {f.data['mod']} {f.data['kind']} {f.rule})"
        for f in found
    ]
    return ", ".join(shown) or "rien"

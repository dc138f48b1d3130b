"""The examples of an organization rule, checked: what the rule's own sentences must and must not find."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.entities.countries import find_countries
from pipeline.entities.organizations import find_organizations
from pipeline.entities.organizations_rules import read_organization_rules
from pipeline.extensions import Found
from pipeline.rulebook.marks import Mark
from pipeline.rulebook.model import Rule


def read(path: Path) -> list[Rule]:
    """Return the file's rules. Raises RuleError for one that can't be used."""
    return list(read_organization_rules(path))


def check_example(rule: Rule, text: str, marks: Sequence[Mark]) -> list[str]:
    """Return what is wrong with a `yes` sentence: a mark not found with its key, or nothing from this
    rule."""
    found = _find(text)
    problems = [problem for mark in marks if (problem := _compare(mark, text, found))]
    if not any(item.rule == rule.id for item in found):
        problems.append(f"rien de la règle {rule.id} ; trouvé : {_shown(found, text)}")
    return problems


def check_counter(rule: Rule, text: str) -> list[str]:
    """Return what is wrong with a `no` sentence: what this rule finds in it."""
    return [f"trouvé à tort : {_shown([item], text)}" for item in _find(text) if item.rule == rule.id]


def _find(text: str) -> list[Found]:
    return find_organizations(text, find_countries(text))


def _compare(mark: Mark, text: str, found: Sequence[Found]) -> str | None:
    here = [item for item in found if (item.start, item.end) == (mark.start, mark.end)]
    surface = text[mark.start : mark.end]
    if not here:
        return f"« {surface} » n'est pas trouvé ; trouvé : {_shown(found, text)}"
    if all(item.data.get("entity") != mark.label for item in here):
        return f"« {surface} » a la clé {here[0].data.get('entity')}, attendu {mark.label}"
    return None


def _shown(found: Sequence[Found], text: str) -> str:
    return ", ".join(f"[{text[f.start : f.end]}]({f.data['entity']} {f.rule})" for f in found) or "rien"

"""Whether a frame's own sentences bear it out."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import cast

from pipeline.relations.frames import FrameRule, read_frames
from pipeline.rulebook.marks import Mark
from pipeline.rulebook.model import Rule
from pipeline.vocabulary import PREDICATES


def read(path: Path) -> list[Rule]:
    """Return the frames of a file."""
    return list(read_frames(path))


def relations_of(text: str) -> list[dict[str, object]]:
    """Return the relations the whole pipeline finds in a text, as plain dicts."""
    import pipeline

    doc = pipeline.load()(text)
    return list(doc._.relations)


def check_example(rule: Rule, text: str, marks: list[Mark]) -> list[str]:
    """Return what is missing: every marked subject must be related to every marked object by the frame's predicate.

    Labels are `subject`, `object`, and on any mark `negated`, `planned` or `possible`, which all its pairs must be.
    """
    frame = cast(FrameRule, rule)
    subjects = [mark for mark in marks if "subject" in mark.label.split()]
    objects = [mark for mark in marks if "object" in mark.label.split()]
    if not subjects or not objects:
        return ["the example marks no subject or no object"]
    flags = {word for mark in marks for word in mark.label.split()} - {"subject", "object"}
    found = relations_of(text)
    problems = [problem for pair in product(subjects, objects) if (problem := _missing(frame, text, found, *pair, flags))]
    if not any(rule.id in cast(list[str], relation["rules"]) for relation in found):
        rules = sorted({str(relation["rule"]) for relation in found})
        problems.append(f"the rule itself finds nothing (found by: {', '.join(rules) or 'none'})")
    return problems


def check_counter(rule: Rule, text: str) -> list[str]:
    """Return what the rule finds in a sentence where it should find nothing."""
    return [f"found {_show(text, relation)}" for relation in relations_of(text) if rule.id in cast(list[str], relation["rules"])]


def _missing(rule: FrameRule, text: str, found: list[dict[str, object]], subject: Mark, target: Mark, flags: set[str]) -> str | None:
    if subject == target:
        return None
    for relation in found:
        if relation["predicate"] != rule.predicate or not _joins(rule, relation, subject, target):
            continue
        got = {str(relation["modality"])} - {"asserted"} | ({"negated"} if relation["negated"] else set())
        if got != flags:
            return f"{_show(text, relation)} is {sorted(got) or 'asserted'}, expected {sorted(flags) or 'asserted'}"
        return None
    shown = "; ".join(_show(text, relation) for relation in found) or "nothing"
    return f"no {rule.predicate} between « {text[subject.start : subject.end]} » and « {text[target.start : target.end]} »; found: {shown}"


def _joins(rule: FrameRule, relation: dict[str, object], subject: Mark, target: Mark) -> bool:
    ends = (_bounds(relation["subject"]), _bounds(relation["object"]))
    wanted = ((subject.start, subject.end), (target.start, target.end))
    return ends == wanted or (PREDICATES[rule.predicate].symmetric and ends == wanted[::-1])


def _bounds(mention: object) -> tuple[int, int]:
    start, end = str(mention).split(":", 1)[1].split("-")
    return int(start), int(end)


def _show(text: str, relation: dict[str, object]) -> str:
    left, right = (slice(*_bounds(relation[key])) for key in ("subject", "object"))
    return f"{text[left]} —{relation['predicate']}→ {text[right]} ({relation['rule']})"

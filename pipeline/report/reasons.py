"""What a rule says of itself: where it stands, its note, an example, read from the rule files."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.errors import RuleError
from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root

_MARK = re.compile(r"\[([^\[\]]{1,300})\]\([^()]{0,200}\)")


class Reason(NamedTuple):
    """A rule's file under the rules folder, its note and its first example without marks; empty where it has none."""

    file: str
    note: str
    example: str


@cache
def reasons() -> dict[str, Reason]:
    """Return the rules that stand in rule files by id; a file that can't be read is passed over."""
    root = rules_root()
    found: dict[str, Reason] = {}
    for path in sorted(root.rglob("*.toml")):
        try:
            rules = read_toml(path).get("rule", [])
        except RuleError:
            continue
        for rule in rules:
            example = next(iter(rule.get("yes", [])), "")
            found.setdefault(rule.get("id", ""), Reason(path.relative_to(root).as_posix(), rule.get("note", ""), plain(example)))
    return found


def plain(sentence: str) -> str:
    """Return an example sentence without its marks: `[Mali](subject)` is `Mali`."""
    while (stripped := _MARK.sub(r"\1", sentence)) != sentence:
        sentence = stripped
    return sentence

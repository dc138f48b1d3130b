"""Sports: words whose sentence tells of a contest, where `la Suède a battu la Chine` says nothing of the two states."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root


class Arenas(NamedTuple):
    """The words of contests, and the predicates that they take the sense from."""

    words: frozenset[str]
    predicates: frozenset[str]


@cache
def arenas() -> Arenas:
    """Return the table of rules/relations/arenas.toml, read once."""
    table = read_toml(rules_root() / "relations" / "arenas.toml")["arenas"]
    return Arenas(frozenset(table["words"]), frozenset(table["predicates"]))

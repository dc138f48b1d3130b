"""The tables of rules/coreference/nominals.toml: which nouns refer back, and to what."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.entities.organizations_table import organizations
from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root


class Tables(NamedTuple):
    """The nouns, adjectives and kinds of nominals, as sets and dicts of lower-case words."""

    singular: frozenset[str]
    plural: frozenset[str]
    bare_plural: frozenset[str]
    described: frozenset[str]
    relational: frozenset[str]
    relational_plural: frozenset[str]
    feminine: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    known_by: dict[str, frozenset[str]]
    kinds: dict[str, frozenset[str]]
    never: dict[str, frozenset[str]]
    dated: frozenset[str]
    coloniser: frozenset[str]
    colonies: dict[str, frozenset[str]]
    namesakes: dict[str, frozenset[str]]
    titles: frozenset[str]
    classes: dict[str, frozenset[str]]
    generic: frozenset[str]
    weak: frozenset[str]
    national: frozenset[str]
    short: frozenset[str]
    representatives: frozenset[str]


@cache
def tables() -> Tables:
    """Return rules/coreference/nominals.toml."""
    content = read_toml(rules_root() / "coreference" / "nominals.toml")
    country, organization, adjectives = content["country"], content["organization"], content["adjectives"]

    def sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
        return {name: frozenset(values) for name, values in table.items()}

    return Tables(
        singular=frozenset(country["singular"]),
        plural=frozenset(country["plural"]),
        bare_plural=frozenset(country["bare_plural"]),
        described=frozenset(country["described"]),
        relational=frozenset(country["relational"]),
        relational_plural=frozenset(country["relational_plural"]),
        feminine=frozenset(country["feminine"]),
        before=frozenset(adjectives["before"]),
        after=frozenset(adjectives["after"]),
        known_by=sets(content["known_by"]),
        kinds=sets(content["kinds"]),
        never=sets(content["never"]),
        dated=frozenset(country["with_former"]),
        coloniser=frozenset(country["coloniser"]),
        colonies=sets(content["colonies"]),
        namesakes=sets(content["namesakes"]),
        titles=frozenset(country["titles"]),
        classes=sets(content["classes"]),
        generic=frozenset(organization["generic"]),
        weak=frozenset(organization["weak"]),
        national=frozenset(organization["national"]),
        short=frozenset(organization["short"]),
        representatives=frozenset(country["representatives"]),
    )


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """Return each state's neighbours, of rules/coreference/neighbours.toml."""
    found: dict[str, set[str]] = {}
    for state, others in read_toml(rules_root() / "coreference" / "neighbours.toml")["neighbours"].items():
        for other in others:
            found.setdefault(state, set()).add(other)
            found.setdefault(other, set()).add(state)
    return {state: frozenset(others) for state, others in found.items()}


@cache
def nominals_of_table() -> dict[str, frozenset[str]]:
    """Return each noun of the organizations' table with the keys it can refer back to."""
    nouns: dict[str, set[str]] = {}
    for key, entry in organizations().items():
        for noun in entry.nominals:
            nouns.setdefault(noun.lower(), set()).add(key)
    return {noun: frozenset(found) for noun, found in nouns.items()}

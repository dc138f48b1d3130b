"""What the constructions of organization names are made of: their rules, head nouns and words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.entities.matcher import fold
from pipeline.errors import RuleError
from pipeline.rulebook.load import read_rules, read_table, validate_row
from pipeline.rulebook.locate import rules_root
from pipeline.rulebook.model import Rule
from pipeline.vocabulary import OrganizationClass

Kind = Literal["state", "alone", "ministry", "body", "alone_any", "place", "role", "name", "party"]
Piece = Literal["country", "demonym", "domain", "free", "holder", "proper", "adjective", "quoted", "form", "acronym"]
_COLUMNS = ["head", "class", "gender", "slug", "kinds"]
_TABLES = frozenset({"tables"})


class OrgRule(Rule):
    """A construction of organization names.

    `kinds`: the kinds of head nouns it takes (rules/gazetteers/org_heads.tsv). `case`: the head with its
    capital, in
    lower case, or any. `needs`: each entry names pieces (`country|domain`) of which one must follow the head.
    `without`: pieces that must not. `refuses`: words that must not stand before the head; `after`: words
    of which one
    must. `adjectives`: the table an adjective must be in. `span`: the whole, or only
    the name that follows the head.
    """

    kinds: tuple[Kind, ...] = ()
    case: Literal["any", "capital", "lower"] = "any"
    needs: tuple[str, ...] = ()
    without: tuple[Piece, ...] = ()
    refuses: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    adjectives: str = ""
    span: Literal["whole", "name"] = "whole"
    special: str = ""


class Head(BaseModel):
    """A head noun: its class, the slug of what it names, and the kinds of constructions it enters."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    head: str = Field(min_length=2)
    class_: OrganizationClass = Field(alias="class")
    gender: str = Field(pattern=r"^(m|f|mp|fp)$")
    slug: str = Field(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")
    kinds: frozenset[Kind]

    @field_validator("kinds", mode="before")
    @classmethod
    def _split(cls, value: str) -> frozenset[str]:
        return frozenset(part for part in value.split("|") if part)


class HeadForm(NamedTuple):
    """A head as the units of a text show it: its folded words and what stands between them."""

    words: tuple[str, ...]
    head: Head


class Vocabulary(NamedTuple):
    """The words that the constructions know, folded."""

    adjectives: frozenset[str]
    domains: frozenset[str]
    never: frozenset[str]
    legal_forms: frozenset[str]
    verbs: frozenset[str]
    placed: frozenset[str]
    not_organizations: frozenset[str]
    not_first: frozenset[str]
    before_others: frozenset[str]
    before_products: frozenset[str]
    before_places: frozenset[str]
    not_places: frozenset[str]
    platforms: frozenset[str]
    before_platform: frozenset[str]
    sharing: frozenset[str]
    acronym_heads: frozenset[str]
    party_adjectives: frozenset[str]


def folder() -> Path:
    """Return where the rules of organization names are."""
    return rules_root() / "grammars" / "organizations"


def read_organization_rules(path: Path) -> list[OrgRule]:
    """Return the file's rules. Raises RuleError for one that can't be used."""
    return read_rules(path, OrgRule, extra=_TABLES)[0]


@cache
def organization_rules() -> tuple[OrgRule, ...]:
    """Return every rule, in the order of the files and of the rules in them: the first that fits wins."""
    return tuple(rule for path in sorted(folder().glob("*.toml")) for rule in read_organization_rules(path))


@cache
def heads() -> dict[str, tuple[HeadForm, ...]]:
    """Return the head nouns by their first folded word, longest first. Raises RuleError (file, line) for a
    bad row."""
    path = rules_root() / "gazetteers" / "org_heads.tsv"
    found: dict[str, list[HeadForm]] = {}
    seen: set[str] = set()
    for row in read_table(path, _COLUMNS):
        head: Head = validate_row(row, Head)
        if head.head in seen:
            raise RuleError(f"the head {head.head!r} stands twice", path=path, line=row.line, remedy="merge the rows")
        seen.add(head.head)
        words = head_words(head.head)
        found.setdefault(words[0], []).append(HeadForm(words, head))
    return {word: tuple(sorted(forms, key=lambda form: -len(form.words))) for word, forms in found.items()}


def head_words(surface: str) -> tuple[str, ...]:
    """Return the folded units of a head (`cour d'appel` → `cour`, `d`, `appel`)."""
    return tuple(fold(word) for word in surface.replace("'", " ").split())


@cache
def vocabulary() -> Vocabulary:
    """Return the words of rules/grammars/organizations/vocabulaire.toml."""
    tables: dict[str, Any] = read_rules(folder() / "vocabulaire.toml", OrgRule, extra=_TABLES)[1]["tables"]

    def inflected(name: str) -> frozenset[str]:
        return frozenset(form for word in tables[name].split() for form in inflections(fold(word)))

    def folded(name: str) -> frozenset[str]:
        return frozenset(map(fold, tables[name].split()))

    return Vocabulary(
        adjectives=inflected("adjectifs"),
        domains=folded("domaines"),
        never=folded("jamais"),
        legal_forms=frozenset(tables["formes_juridiques"].split()),
        verbs=folded("verbes"),
        placed=folded("lieux"),
        not_organizations=folded("jamais_organisation"),
        not_first=folded("debuts_non_organisation"),
        before_others=folded("avant_autre_chose"),
        before_products=folded("avant_ni_lieu"),
        before_places=folded("avant_lieu"),
        not_places=folded("debuts_non_lieu"),
        platforms=folded("plateformes"),
        before_platform=folded("avant_plateforme"),
        sharing=folded("debuts_de_partage"),
        acronym_heads=folded("tetes_sigles"),
        party_adjectives=inflected("adjectifs_de_parti"),
    )


def inflections(adjective: str) -> Iterator[str]:
    """Yield the four inflections of a folded masculine adjective, by its ending."""
    stem = adjective.removesuffix("s") if adjective.endswith("es") else adjective
    yield from (adjective, stem)
    for masculine, feminine, plural in (
        ("al", "ale", "aux"),
        ("el", "elle", "els"),
        ("ien", "ienne", "iens"),
        ("een", "eenne", "eens"),
        ("if", "ive", "ifs"),
        ("eux", "euse", "eux"),
        ("er", "ere", "ers"),
        ("ic", "ique", "ics"),
        ("an", "anne", "ans"),
        ("et", "ete", "ets"),
        ("teur", "trice", "teurs"),
    ):
        if stem.endswith(masculine):
            base = stem.removesuffix(masculine)
            yield from (base + feminine, base + feminine + "s", base + plural)
    yield from (stem + "s", stem + "e", stem + "es")
    if stem == "public":
        yield from ("publique", "publiques")

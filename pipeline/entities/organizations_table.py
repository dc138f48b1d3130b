"""The table of known organizations: its rows, and every form under which a text may name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.entities.matcher import Matcher
from pipeline.errors import RuleError
from pipeline.rulebook.load import read_table, validate_row
from pipeline.rulebook.locate import rules_root
from pipeline.vocabulary import OrganizationClass

COLUMNS = ["key", "acronym", "name", "class", "gender", "wikidata", "parent", "aliases", "nominals"]
WEAK = "?"
SIGNS = "+!"
_SMALL = frozenset(
    "de du des d' la le les l' et pour en au aux à sur contre of the and for".split()  # noqa: SIM905
)
_VOWEL = re.compile(r"[AEIOUYÉ]")
_TITLE_CASE_WORDS = frozenset({"GRECO"})


class Organization(BaseModel):
    """A row of rules/gazetteers/organizations.tsv.

    `aliases` ending in `?` are weak: they count only where the document also names it in full, or its parent.
    `nominals` are the nouns that can refer back to it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    acronym: str | None
    name: str = Field(min_length=2)
    class_: OrganizationClass = Field(alias="class")
    gender: str = Field(pattern=r"^(m|f|mp|fp)$")
    wikidata: str | None = Field(pattern=r"^Q[1-9]\d*$")
    parent: str | None
    aliases: tuple[str, ...]
    nominals: tuple[str, ...]

    @field_validator("acronym", "wikidata", "parent", mode="before")
    @classmethod
    def _empty_is_none(cls, value: str) -> str | None:
        return value or None

    @field_validator("aliases", "nominals", mode="before")
    @classmethod
    def _split(cls, value: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in value.split("|") if part.strip())

    def data(self) -> dict[str, Any]:
        """Return the fields of a mention that names it."""
        return {
            "form": "name",
            "entity": self.key,
            "name": self.name,
            "acronym": self.acronym,
            "class": self.class_,
            "wikidata": self.wikidata,
        }


class Form(NamedTuple):
    """A surface form of an organization; `weak` ones need the document's support."""

    surface: str
    key: str
    weak: bool


@cache
def organizations() -> dict[str, Organization]:
    """Return the table by key. Raises RuleError (file, line) for a bad row, a double key or an unknown
    parent."""
    path = rules_root() / "gazetteers" / "organizations.tsv"
    rows = read_table(path, COLUMNS)
    table: dict[str, Organization] = {}
    for row in rows:
        entry: Organization = validate_row(row, Organization)
        if entry.key in table:
            raise RuleError(f"the key {entry.key!r} stands twice", path=path, line=row.line, remedy="merge the rows")
        table[entry.key] = entry
    for row in rows:
        parent = table[row.cells["key"]].parent
        if parent and parent not in table:
            raise RuleError(f"unknown parent {parent!r}", path=path, line=row.line, remedy="add its row")
    return table


def forms_of(entry: Organization) -> Iterator[Form]:
    """Yield the forms of an organization: name, acronym, aliases, and the spellings that follow from them."""
    surfaces = [entry.name, *([entry.acronym] if entry.acronym else []), *entry.aliases]
    for surface in surfaces:
        weak = surface.endswith(WEAK)
        plain = surface.removesuffix(WEAK)
        yield Form(plain, entry.key, weak)
        if not weak:
            yield from (Form(other, entry.key, False) for other in _spellings(plain))


def _spellings(surface: str) -> Iterator[str]:
    parts = surface.replace("'", "' ").split()
    content = [part for part in parts if part.lower() not in _SMALL]
    if len(parts) == 1:
        pronounced = surface.isupper() and surface.isalpha() and len(surface) >= 5 and _VOWEL.search(surface)
        if pronounced and surface not in _TITLE_CASE_WORDS:
            yield surface.capitalize()
        return
    if len(content) >= 3 and surface[0].isupper() and not parts[0].isupper():
        yield surface[0].lower() + surface[1:]


@cache
def signed_forms() -> dict[str, Form]:
    """Return the forms that end in a sign, which a matcher of words passes over (`OPEP+`, `BRICS+`, `Yahoo!`)."""
    forms = (form for entry in organizations().values() for form in forms_of(entry))
    return {form.surface.replace(" ", ""): form for form in forms if form.surface[-1] in SIGNS}


@cache
def organization_matcher() -> Matcher[tuple[Form, ...]]:
    """Return the matcher over all forms; a form that several rows share carries them all."""
    shared: dict[str, list[Form]] = {}
    for entry in organizations().values():
        for form in forms_of(entry):
            if form.surface[-1] in SIGNS:
                continue
            known = shared.setdefault(form.surface, [])
            if all(other.key != form.key for other in known):
                known.append(form)
    return Matcher((surface, tuple(forms)) for surface, forms in shared.items())

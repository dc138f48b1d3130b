"""The gazetteers of states, their demonyms, seats of power and places, typed and loaded once."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pipeline.errors import RuleError
from pipeline.rulebook.load import read_table, validate_row
from pipeline.rulebook.locate import rules_root
from pipeline.vocabulary import Status

Gender = Literal["m", "f", "mp", "fp"]
SeatKind = Literal["capital", "palace", "street", "city", "former"]
PlaceKind = Literal[
    "continent", "region", "subnational", "city", "sea", "strait", "canal", "river", "lake", "island", "site",
]  # fmt: skip


def _alternatives(cell: Any) -> Any:
    """Return the cell's alternatives (`a|b`), in order; a tuple passes through."""
    return tuple(part.strip() for part in cell.split("|") if part.strip()) if isinstance(cell, str) else cell


def _year(cell: Any) -> Any:
    return int(cell) if isinstance(cell, str) and cell else (cell or None)


Alternatives = Annotated[tuple[str, ...], BeforeValidator(_alternatives)]
Year = Annotated[int | None, BeforeValidator(_year)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Country(_Row):
    """A state: its key, its codes (empty when it has none), its French names, its years when historical."""

    key: str = Field(pattern=r"^([A-Z]{3,4}|[a-z0-9]+(-[a-z0-9]+)*)$")
    alpha_2: str = Field(pattern=r"^([A-Z]{2})?$")
    alpha_3: str = Field(pattern=r"^([A-Z]{3})?$")
    status: Status
    wikidata: str = Field(pattern=r"^(Q\d+)?$")
    name: str = Field(min_length=2)
    gender: Gender
    aliases: Alternatives
    since: Year = Field(alias="from")
    until: Year = Field(alias="to")


class Demonym(_Row):
    """A state's demonym: its four inflections, its prefixes (`franco`), the forms of its variants."""

    key: str
    masculine: str = Field(min_length=2)
    masculine_plural: str = Field(min_length=2)
    feminine: str = Field(min_length=2)
    feminine_plural: str = Field(min_length=2)
    prefixes: Alternatives
    variants: Alternatives

    @property
    def forms(self) -> tuple[str, ...]:
        """Return every inflected form, without the prefixes, each once."""
        inflections = (self.masculine, self.masculine_plural, self.feminine, self.feminine_plural)
        return tuple(dict.fromkeys((*inflections, *self.variants)))


class Seat(_Row):
    """A capital, palace or street that may stand for a state or an organization (`type`, `key`)."""

    type: Literal["country", "organization"]
    key: str
    name: str = Field(min_length=2)
    aliases: Alternatives
    kind: SeatKind


class Place(_Row):
    """A named location that is no state."""

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=2)
    aliases: Alternatives
    kind: PlaceKind


class Ambiguity(_Row):
    """What a form is in a context: see rules/gazetteers/README.md for the cells' meaning."""

    form: Alternatives = Field(min_length=1)
    reading: str = Field(pattern=r"^(rien|état|lieu:[a-z0-9-]+|siège|[A-Z]{3,4}|[a-z0-9]+(-[a-z0-9]+)*)$")
    before: Alternatives
    after: Alternatives
    anywhere: Alternatives
    unless: Alternatives
    example: str


class FirstName(_Row):
    """A first name: what stands after it is a surname."""

    name: str = Field(min_length=2)


R = TypeVar("R", bound=_Row)


@cache
def countries() -> dict[str, Country]:
    """Return the states by key. Raises RuleError (file, line) for a bad row or a key that stands twice."""
    return _by_key("countries.tsv", Country)


@cache
def demonyms() -> dict[str, Demonym]:
    """Return the demonyms by the state's key. Raises RuleError for a bad row or an unknown state."""
    rows = _by_key("demonyms.tsv", Demonym)
    for key in rows:
        _known_state("demonyms.tsv", key)
    return rows


@cache
def seats() -> tuple[Seat, ...]:
    """Return the seats of power. Raises RuleError for a bad row or an unknown state."""
    rows = _load("seats.tsv", Seat)
    for row in rows:
        if row.type == "country":
            _known_state("seats.tsv", row.key)
    return rows


@cache
def places() -> dict[str, Place]:
    """Return the places by key. Raises RuleError (file, line) for a bad row or a key that stands twice."""
    return _by_key("places.tsv", Place)


@cache
def ambiguities() -> tuple[Ambiguity, ...]:
    """Return the rows of ambiguous.tsv, in their order: the first that applies decides."""
    return _load("ambiguous.tsv", Ambiguity)


@cache
def first_names() -> frozenset[str]:
    """Return the first names."""
    return frozenset(row.name for row in _load("first_names.tsv", FirstName))


def _load(name: str, model: type[R]) -> tuple[R, ...]:
    columns = [field.alias or key for key, field in model.model_fields.items()]
    path = rules_root() / "gazetteers" / name
    return tuple(validate_row(row, model) for row in read_table(path, columns))


def _by_key(name: str, model: type[R]) -> dict[str, R]:
    rows: dict[str, R] = {}
    path = rules_root() / "gazetteers" / name
    for row in read_table(path, [field.alias or key for key, field in model.model_fields.items()]):
        key = row.cells["key"]
        if key in rows:
            raise RuleError(f"the key {key!r} stands twice", path=path, line=row.line, remedy="join the rows")
        rows[key] = validate_row(row, model)
    return rows


def _known_state(table: str, key: str) -> None:
    if key not in countries():
        path = rules_root() / "gazetteers" / table
        raise RuleError(f"no state has the key {key!r}", path=path, remedy="see countries.tsv")

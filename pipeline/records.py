"""The record models: the only place where a field's name is spelled.

Their fields stand in the order of the lines' keys (docs/records.md). Unknown fields are refused.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from pipeline.vocabulary import (
    DateKind,
    DateMod,
    FigureKind,
    FigureMod,
    Form,
    Modality,
    OrganizationClass,
    PloverClass,
    Predicate,
    Status,
)

SCHEMA_VERSION = "1"


class Record(BaseModel):
    """What every record is: immutable, with no field the format does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Producer(Record):
    """What made the records: the package's version, the model with its version, the digest of the rules."""

    version: str
    model: str
    rules: str


class DocumentRecord(Record):
    """A source text: the first line of its file."""

    type: Literal["document"] = "document"
    doc: str
    schema_: str = Field(default=SCHEMA_VERSION, alias="schema")
    source: str
    sha256: str
    chars: int
    date: str | None
    language: str
    producer: Producer
    warnings: list[str]
    text: str | None = None

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class _Spanned(Record):
    doc: str
    id: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class CountryRecord(_Spanned):
    """A mention of a state; `entity` is null and `members` lists the states for a plural nominal."""

    type: Literal["country"] = "country"
    doc: str
    id: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    rule: str
    confidence: float | None
    form: Form
    entity: str | None
    members: list[str] | None = None
    name: str | None
    alpha_2: str | None
    alpha_3: str | None
    status: Status | None
    wikidata: str | None


class OrganizationRecord(_Spanned):
    """A mention of a named institution."""

    type: Literal["organization"] = "organization"
    doc: str
    id: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    rule: str
    confidence: float | None
    form: Form
    entity: str | None
    members: list[str] | None = None
    name: str | None
    acronym: str | None
    class_: OrganizationClass | None = Field(alias="class")
    wikidata: str | None

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class DateRecord(_Spanned):
    """A date, a duration, a set or a time; `value` is EDTF or ISO 8601."""

    type: Literal["date"] = "date"
    doc: str
    id: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    rule: str
    confidence: float | None
    kind: DateKind
    value: str | None
    earliest: str | None
    latest: str | None
    mod: DateMod | None


class SI(Record):
    """A measure in SI base or coherent units."""

    value: float
    unit: str


class FigureRecord(_Spanned):
    """A number that says how much, how many or which rank."""

    type: Literal["figure"] = "figure"
    doc: str
    id: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    rule: str
    confidence: float | None
    kind: FigureKind
    value: int | float | None
    low: int | float | None
    high: int | float | None
    unit: str | None
    si: SI | None
    counted: str | None
    mod: FigureMod | None


class _Named(_Spanned):
    doc: str
    id: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    rule: str
    confidence: float | None
    form: Form
    entity: str | None
    members: list[str] | None = None
    name: str | None


class PersonRecord(_Named):
    """A mention of a person."""

    type: Literal["person"] = "person"


class PlaceRecord(_Named):
    """A mention of a named location that is no state."""

    type: Literal["place"] = "place"


class RelationRecord(_Spanned):
    """A relation said by one sentence, its evidence (`start`, `end`)."""

    type: Literal["relation"] = "relation"
    doc: str
    id: str
    start: int
    end: int
    rule: str
    confidence: float | None
    predicate: Predicate
    subject: str
    object: str
    subject_entity: str | None
    object_entity: str | None
    trigger: tuple[int, int]
    negated: bool
    modality: Modality
    time: str | None
    figure: str | None
    wikidata_property: str | None
    plover: PloverClass | None


MentionRecord: TypeAlias = (
    CountryRecord | OrganizationRecord | DateRecord | FigureRecord | PersonRecord | PlaceRecord
)
AnyRecord: TypeAlias = DocumentRecord | MentionRecord | RelationRecord
_ADAPTER: TypeAdapter[AnyRecord] = TypeAdapter(Annotated[AnyRecord, Field(discriminator="type")])
_KEY_ORDER = {"type": 0, "doc": 1, "id": 2, "start": 3, "end": 4}
_OPTIONAL = {"members", "text"}


def parse_record(line: dict[str, Any]) -> AnyRecord:
    """Return the typed record of a decoded line. Raises pydantic.ValidationError for one out of format."""
    return _ADAPTER.validate_python(line)


def dump_record(record: AnyRecord) -> dict[str, Any]:
    """Return the record as a JSON-able dict with its keys in the format's order.

    A field that is only for some (`members`, a document's `text`) is left out when it is null.
    """
    dumped = record.model_dump(by_alias=True, mode="json")
    ordered = sorted(dumped.items(), key=lambda item: _KEY_ORDER.get(item[0], len(_KEY_ORDER)))
    return {key: value for key, value in ordered if value is not None or key not in _OPTIONAL}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one line."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_ADAPTER.json_schema(by_alias=True)}

"""The fields of a mention record that its mark says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.evaluation.annotation import Mark
from pipeline.evaluation.facts import EntityFacts, date_bounds, si_of


def or_none(word: str | None) -> str | None:
    """Return the word, None for `null`."""
    return None if word in (None, "null") else word


def _number(word: str | None) -> int | float | None:
    """Return the number written, an int when it is whole."""
    if or_none(word) is None:
        return None
    value = float(str(word))
    return int(value) if value.is_integer() else value


def entity_keys(mark: Mark) -> list[str | None]:
    """Return the entity keys of a mark, several for a plural nominal, alphabetical."""
    return [or_none(key) for key in sorted(mark.words[0].split("+"))]


def _entity_fields(mark: Mark) -> dict[str, Any]:
    keys = entity_keys(mark)
    form = mark.options.get("form", "nominal" if len(keys) > 1 else "name")
    plural = {"members": keys} if len(keys) > 1 else {}
    return {"form": form, "entity": None if plural else keys[0], **plural}


def _country(mark: Mark, facts: EntityFacts) -> dict[str, Any]:
    return {**_entity_fields(mark), **facts.country(mark.words[0])}


def _organization(mark: Mark, facts: EntityFacts) -> dict[str, Any]:
    return {**_entity_fields(mark), **facts.organization(mark.words[0])}


def _named(mark: Mark, facts: EntityFacts) -> dict[str, Any]:
    return {**_entity_fields(mark), "name": facts.name(mark.letter, mark.words[0])}


def _date(mark: Mark, _facts: EntityFacts) -> dict[str, Any]:
    kind = mark.options.get("kind", "date")
    value, mod = or_none(mark.words[0]), or_none(mark.options.get("mod"))
    earliest, latest = date_bounds(kind, value)
    return {"kind": kind, "value": value, "earliest": earliest, "latest": latest, "mod": mod}


def _figure(mark: Mark, _facts: EntityFacts) -> dict[str, Any]:
    kind, value = mark.words[0], _number(mark.words[1])
    unit = or_none(mark.options.get("unit")) or ("%" if kind == "percent" else None)
    return {
        "kind": kind,
        "value": value,
        "low": _number(mark.options.get("low")),
        "high": _number(mark.options.get("high")),
        "unit": unit,
        "si": si_of(kind, value, unit),
        "counted": mark.options.get("counted"),
        "mod": or_none(mark.options.get("mod")),
    }


FIELDS: dict[str, Callable[[Mark, EntityFacts], dict[str, Any]]] = {
    "c": _country,
    "o": _organization,
    "p": _named,
    "l": _named,
    "d": _date,
    "f": _figure,
}

"""What the outside world calls our predicates and entities: PLOVER quad classes, Wikidata, its direction and ids."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.entities.organizations_table import organizations
from pipeline.entities.tables import countries, places
from pipeline.vocabulary import Modality, PloverClass, Predicate

INVERSE: frozenset[Predicate] = frozenset({"founder_of", "chairs", "leader_of"})
"""Predicates whose Wikidata property goes from our object to our subject (docs/records.md)."""

QUAD_CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""The quad classes in their usual numbering from 1, the one of ICEWS and GDELT."""

_QUAD: dict[PloverClass, int] = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REJECT": 3, "DISAPPROVE": 3,
    "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


class Named(NamedTuple):
    """What the tables under rules/gazetteers say of an entity; None where they are silent."""

    name: str | None
    wikidata: str | None


def quad_code(plover: PloverClass | None) -> int | None:
    """Return the number (1 to 4) of the quad class of a PLOVER class.

    Source: the PLOVER manual (draft 0.7, 2021), where each category says its class. Our DISAPPROVE is its
    ACCUSE, under its older name.
    """
    return _QUAD[plover] if plover else None


def quad_class(plover: PloverClass | None) -> str | None:
    """Return the name of the quad class of a PLOVER class."""
    code = quad_code(plover)
    return QUAD_CLASSES[code - 1] if code else None


def plover_context(*, negated: bool, modality: Modality) -> list[str]:
    """Return the PLOVER contexts of polarity and modality: `negation`, `future`, `hypothetical`."""
    return [
        *(["negation"] if negated else []),
        *(["future"] if modality == "planned" else []),
        *(["hypothetical"] if modality == "possible" else []),
    ]


def named(kind: str, key: str) -> Named:
    """Return the canonical name and the QID that the project's tables give the entity. Raises RuleError."""
    if kind == "country":
        country = countries().get(key)
        return Named(country.name, country.wikidata or None) if country else Named(None, None)
    if kind == "organization":
        body = organizations().get(key)
        return Named(body.name, body.wikidata or None) if body else Named(None, None)
    place = places().get(key) if kind == "place" else None
    return Named(place.name if place else None, None)

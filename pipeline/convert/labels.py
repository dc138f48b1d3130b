"""Labels that are not ours: what a tool's user most likely meant by them."""

from __future__ import annotations

from pipeline.vocabulary import MENTION_TYPES, PREDICATES

_ALIASES: dict[str, tuple[str, dict[str, str]]] = {
    "org": ("organization", {}),
    "organisation": ("organization", {}),
    "per": ("person", {}),
    "pers": ("person", {}),
    "personne": ("person", {}),
    "loc": ("place", {}),
    "location": ("place", {}),
    "lieu": ("place", {}),
    "pays": ("country", {}),
    "gpe": ("country", {}),
    "norp": ("country", {"form": "demonym"}),
    "time": ("date", {"kind": "time"}),
    "money": ("figure", {"kind": "money"}),
    "percent": ("figure", {"kind": "percent"}),
    "quantity": ("figure", {"kind": "measure"}),
    "ordinal": ("figure", {"kind": "ordinal"}),
    "cardinal": ("figure", {"kind": "number"}),
    "chiffre": ("figure", {}),
}


def known_type(label: str) -> tuple[str, dict[str, str]] | None:
    """Return the mention type a label stands for, with the attributes it implies; None for no type of ours."""
    name = label.strip().lower()
    return (name, {}) if name in MENTION_TYPES else _ALIASES.get(name)


def known_predicate(label: str) -> str | None:
    """Return the predicate a label stands for (`Member of` too), or None."""
    name = label.strip().lower().replace(" ", "_").replace("-", "_")
    return name if name in PREDICATES else None

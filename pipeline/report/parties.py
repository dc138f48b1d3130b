"""Who facts are about: entities by number, with their names in French and English and their place on the map."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from pipeline.entities.tables import countries
from pipeline.export.outside import named
from pipeline.records import CountryRecord, OrganizationRecord, PersonRecord, PlaceRecord

_Named = CountryRecord | OrganizationRecord | PersonRecord | PlaceRecord


class Parties:
    """Entities met in records and facts."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._mentions: Counter[str] = Counter()
        self._documents: dict[str, set[int]] = {}

    def saw(self, mention: _Named) -> None:
        """Remember the name that a record gives its entity."""
        if mention.entity and mention.name:
            self._names.setdefault((mention.type, mention.entity), mention.name)

    def named(self, key: str, document: int) -> None:
        """Count a mention of a state in a document."""
        self._mentions[key] += 1
        self._documents.setdefault(key, set()).add(document)

    def number(self, kind: str, key: str) -> int:
        """Return an entity's number in `rows`."""
        return self._numbers.setdefault((kind, key), len(self._numbers))

    def states(self) -> list[list[int]]:
        """Return [number, mentions, documents] of each state named, the most named first."""
        order = sorted(self._mentions.items(), key=lambda item: (-item[1], item[0]))
        return [[self.number("country", key), mentions, len(self._documents[key])] for key, mentions in order]

    def rows(self) -> list[list[Any]]:
        """Return [type, key, French name, English name or null, id on the map or null] by number."""
        self.states()
        return [[kind, key, self._name(kind, key), *_outside(kind, key)] for kind, key in self._numbers]

    def _name(self, kind: str, key: str) -> str:
        known = None if kind == "date" else named(kind, key).name
        return known or self._names.get((kind, key)) or key


def _outside(kind: str, key: str) -> tuple[str | None, str | None]:
    country = countries().get(key) if kind == "country" else None
    if country is None or country.status == "historical":
        return None, None
    return _english().get(country.alpha_2), _numeric().get(country.alpha_3, country.alpha_3 or None)


@cache
def _english() -> dict[str, str]:
    """Return English names by alpha-2 code, from CLDR."""
    from babel import Locale

    return dict(Locale("en").territories)


@cache
def _numeric() -> dict[str, str]:
    """Return ISO 3166-1 numeric codes, the map's ids, by alpha-3 code."""
    import pycountry

    return {country.alpha_3: country.numeric for country in pycountry.countries}

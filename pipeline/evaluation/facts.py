"""What the gold compiler knows of entities, dates and units beyond the markup: the project's own tables."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, get_args

from pipeline.dates.calendar import bounds
from pipeline.dates.contents import Moment
from pipeline.entities.organizations_table import organizations
from pipeline.entities.tables import countries, places
from pipeline.evaluation.annotation import Annotation, EntityLine, MarkupError
from pipeline.figures.tables import Unit, to_si, unit_names, unit_symbols
from pipeline.vocabulary import OrganizationClass

_DAY = re.compile(r"(-?)([\dX]{4})(?:-(\d\d))?(?:-(\d\d))?(T[\d:]+\S*)?~?", re.ASCII)
_SCALES = ("year", "decade", "century", "millennium")
_FIRST_SEASON = 21
_SECONDS = {
    "d": 86400.0,
    "a": 31557600.0,
    "mo": 2629800.0,
    "h": 3600.0,
    "s": 1.0,
    "min": 60.0,
    "wk": 604800.0,
}


class EntityFacts:
    """The fields of entity records that the key settles: tables, `E` lines, the text's own names.

    Without `link` the project's tables are not asked.
    """

    def __init__(self, annotation: Annotation, *, link: bool = True) -> None:
        self._lines, self._link, self._path = annotation.entities, link, annotation.path
        self._names: dict[tuple[str, str], str] = {}
        for mark in annotation.marks:
            if mark.letter in "copl" and mark.options.get("form", "name") == "name":
                key, surface = (mark.letter, mark.words[0]), annotation.text[mark.start : mark.end]
                self._names[key] = max(self._names.get(key, ""), surface, key=len)

    def name(self, letter: str, key: str) -> str | None:
        """Return the entity's canonical name: its `E` line's, or its longest name in the text."""
        line = self._lines.get(key)
        if line and line.name:
            return line.name
        known = places().get(key) if letter == "l" and self._link else None
        return known.name if known else self._names.get((letter, key))

    def country(self, key: str) -> dict[str, Any]:
        """Return name, alpha_2, alpha_3, status, wikidata of a state, nulls for a key the table has not."""
        entry = countries().get(key) if self._link else None
        names = ("name", "alpha_2", "alpha_3", "status", "wikidata")
        return {name: (getattr(entry, name) or None) if entry else None for name in names}

    def organization(self, key: str) -> dict[str, Any]:
        """Return name, acronym, class, wikidata of an organization: the table's, else its `E` line's."""
        entry = organizations().get(key) if self._link else None
        if entry:
            return {name: entry.data()[name] for name in ("name", "acronym", "class", "wikidata")}
        line = self._lines.get(key)
        acronym = line.acronym if line else None
        class_ = line.class_ if line and self._is_class(line) else None
        return {"name": self.name("o", key), "acronym": acronym, "class": class_, "wikidata": None}

    def _is_class(self, line: EntityLine) -> bool:
        """Say whether the line's class is one; with `link` an unknown one is a MarkupError (file, line)."""
        known = get_args(OrganizationClass)
        if line.class_ is None or line.class_ in known:
            return True
        if self._link:
            what = f"unknown class {line.class_!r}"
            raise MarkupError(what, path=self._path, line=line.line, remedy=f"one of {', '.join(known)}")
        return False


def date_bounds(kind: str, value: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day an EDTF value covers, ISO; None where open or unknown."""
    if value is None or kind not in ("date", "time"):
        return None, None
    first, _, last = value.partition("/")
    return _covered(first)[0], _covered(last or first)[1]


def _covered(value: str) -> tuple[str | None, str | None]:
    """Return the first and last day of an EDTF value that is no interval."""
    match = _DAY.fullmatch(value)
    if match is None:
        return None, None
    sign, digits, month, day, _clock = match.groups()
    unknown = len(digits) - len(digits.rstrip("X"))
    if unknown >= len(_SCALES) or "X" in digits.rstrip("X"):
        return None, None
    year = int(digits.replace("X", "0")) * (-1 if sign else 1)
    scale = _SCALES[unknown] if month is None else "day" if day else "month"
    if month and int(month) >= _FIRST_SEASON:
        scale = "season"
    return bounds(
        Moment(scale, year=year, month=int(month) if month else None, day=int(day) if day else None)
    )


def si_of(kind: str, value: int | float | None, code: str | None) -> dict[str, Any] | None:
    """Return a measure in SI units, or None."""
    if kind != "measure" or value is None or code is None:
        return None
    unit = _units().get(code)
    if unit is None and "/" in code:
        whole, _, period = code.rpartition("/")
        base = _units().get(whole)
        if base and base.factor is not None and period in _SECONDS:
            unit = Unit(code, base.factor / _SECONDS[period], f"{base.si}/s")
    return to_si(value, unit) if unit else None


@cache
def _units() -> dict[str, Unit]:
    """Return the units by their code."""
    return {unit.code: unit for table in (unit_names(), unit_symbols()) for unit in table.values()}

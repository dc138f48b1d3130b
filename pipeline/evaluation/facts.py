"""What the gold compiler knows of entities, dates and units beyond the markup: the project's own tables."""

from __future__ import annotations

from typing import Any

from pipeline.evaluation.annotation import Annotation


class EntityFacts:
    """The fields of entity records that the key settles: tables, `E` lines, the text's own names."""

    def __init__(self, annotation: Annotation) -> None:
        self._lines = annotation.entities
        self._names: dict[tuple[str, str], str] = {}
        for mark in annotation.marks:
            if mark.letter in "copl" and mark.options.get("form", "name") == "name":
                key, surface = (mark.letter, mark.words[0]), annotation.text[mark.start : mark.end]
                self._names[key] = max(self._names.get(key, ""), surface, key=len)

    def name(self, letter: str, key: str) -> str | None:
        """Return the entity's canonical name: its `E` line's, or its longest name in the text."""
        line = self._lines.get(key)
        return line.name if line and line.name else self._names.get((letter, key))

    def country(self, key: str) -> dict[str, Any]:
        """Return name, alpha_2, alpha_3, status, wikidata of a state."""
        return {"name": None, "alpha_2": None, "alpha_3": None, "status": None, "wikidata": None}

    def organization(self, key: str) -> dict[str, Any]:
        """Return name, acronym, class, wikidata of an organization."""
        line = self._lines.get(key)
        return {
            "name": self.name("o", key),
            "acronym": line.acronym if line else None,
            "class": line.class_ if line else None,
            "wikidata": None,
        }


def date_bounds(kind: str, value: str | None, mod: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day a date covers, ISO; None where open or unknown."""
    return None, None


def si_of(kind: str, value: int | float | None, unit: str | None) -> dict[str, Any] | None:
    """Return a measure in SI units, or None."""
    return None

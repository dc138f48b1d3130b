"""The mentions of one person: surnames alone, and one entity for all the forms of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from wordfreq import zipf_frequency

from pipeline.entities.matcher import fold
from pipeline.entities.organizations_keys import slug
from pipeline.entities.organizations_words import Units
from pipeline.extensions import Found

SURNAME_RULE = "personne-nom-seul"
INVERTED = re.compile(r"(?<![\w.-])([A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]{2,20}(?:-[A-ZÀ-Þ][^\W\d_]{1,20})?)[ \u00a0]((?:[A-ZÀÂÉÈÎÔÛ]\.[ \u00a0]?){1,3})")
_RARE = 3.5


def _surname(surface: str) -> str:
    """Return the folded surname of a name: its last word, or its first before initials."""
    inverted = INVERTED.match(surface + " ")
    words = [inverted[1]] if inverted else re.findall(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*", surface)
    return fold(words[-1]).replace("y", "i") if words else ""


def surnames(text: str, persons: Sequence[Found], units: Units, taken: AbstractSet[int]) -> Iterator[Found]:
    """Yield the mentions of a full name's surname alone, outside the offsets already `taken`."""
    first: dict[str, int] = {}
    for item in persons:
        surface = text[item.start : item.end]
        if " " in surface.replace("\u00a0", " ") and len(_surname(surface)) >= 3:
            name = _surname(surface)
            first[name] = min(first.get(name, item.end), item.end)
    covered = {index for item in persons for index in range(item.start, item.end)}
    for index, unit in enumerate(units.items):
        known = first.get(unit.folded.replace("y", "i"))
        if known is None or (unit.start < known and not _rare(units, index)) or unit.start in covered or unit.start in taken:
            continue
        follows = units.gap(index - 1) == " " and units.capital(index - 1) and _rare(units, index - 1)
        if units.capital(index) and not follows and not (units.gap(index) == " " and units.capital(index + 1)):
            yield Found(unit.start, unit.end, "person", SURNAME_RULE)


def _rare(units: Units, index: int) -> bool:
    """Tell whether a word before its full name, in a headline say, can only be a surname."""
    return float(zipf_frequency(units.surface(index).lower(), "fr")) < _RARE


def linked(text: str, persons: Sequence[Found]) -> list[Found]:
    """Return the persons with one entity a surname: the fullest name of those that agree."""
    surfaces = [" ".join(text[item.start : item.end].split()) for item in persons]
    fullest: dict[str, list[str]] = {}
    for surface in surfaces:
        names = fullest.setdefault(_surname(surface), [])
        for index, name in enumerate(names):
            if _agree(surface, name):
                names[index] = max(name, surface, key=len)
                break
        else:
            names.append(surface)
    linked = []
    for item, surface in zip(persons, surfaces, strict=True):
        name = next((name for name in fullest[_surname(surface)] if _agree(surface, name)), surface)
        data = {"form": "name", "entity": slug(name, whole=True), "name": name}
        linked.append(Found(item.start, item.end, "person", item.rule, data))
    return linked


def _agree(left: str, right: str) -> bool:
    """Tell whether two names of one surname may be one person's: alike, or one without first name, or by
    initials."""
    firsts = [
        [fold(word) for word in re.findall(r"[^\W\d_]+", name) if fold(word).replace("y", "i") != _surname(name)] for name in (left, right)
    ]
    if not all(firsts):
        return True
    a, b = firsts[0][0], firsts[1][0]
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])

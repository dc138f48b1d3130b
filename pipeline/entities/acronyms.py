"""Acronyms a document defines, and the short forms it then uses for organizations it has named in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.entities.matcher import fold
from pipeline.entities.organizations_keys import slug
from pipeline.entities.organizations_rules import heads, vocabulary
from pipeline.entities.organizations_table import organization_matcher, organizations
from pipeline.entities.organizations_words import Units, units_of
from pipeline.extensions import Found

ACRONYM_RULE = "org-sigle"
DEFINED_RULE = "org-sigle-definition"
MEMORY_RULE = "org-memoire"

_SIGN = r"[A-ZÀÂÉÈÊÎÔÛ][\w&.+/-]{0,9}[A-ZÀÂÉÈÊÎÔÛ0-9+.][a-z]{0,2}"
_OPENING = re.compile(
    rf"[ \t\u00a0\u202f]?\(\s?(?:ci-après |en anglais |en français |dite? |sigle :? ?)?[«\"“]?\s?({_SIGN})(?=\s?[»\"”]?\s?[),;])"
)
_SHORT_NAME = re.compile(rf"[ \t\u00a0\u202f]?\((?:ci-après |dite? )?[«\"“]?\s?([A-ZÀ-Þ][^\W\d_]{{2,20}}) ({_SIGN})(?=\s?[»\"”]?\))")
_OR = re.compile(rf"\s?,?\s(?:ou|dite?|soit|alias|abrégée? en)\s(?:l['’]|la |le |les )?({_SIGN})\b")
_PARENTHESIS = re.compile(rf"(?<!\w)({_SIGN})[ \t\u00a0\u202f]\(")
_TOKEN = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w&.+-]{1,14}")
_SMALL = frozenset(
    "de du des d la le les l et pour en au aux a sur of the and for".split()  # noqa: SIM905
)
_MOST_WORDS = 14


class Definition(NamedTuple):
    """What a document says an acronym is: its span, the fields of the organization, the span of the full
    name."""

    start: int
    end: int
    full: tuple[int, int]
    data: dict[str, Any]
    named: bool


def find_acronyms(text: str, organizations: Sequence[Found]) -> list[Found]:
    """Return the mentions of the acronyms that the text defines, everywhere in it, and of full names met
    only there."""
    return _mentions(text, definitions(text, organizations))


def settle(text: str, organizations: Sequence[Found]) -> list[Found]:
    """Return the organizations with the document's acronyms: full names take the acronym's key, both agree
    everywhere.

    A reading of the table that the document's own definition contradicts is dropped.
    """
    defined = definitions(text, organizations)
    extra = _mentions(text, defined)
    fields = {definition.full: definition.data for definition in defined}
    keys = {old: new for item in organizations if (new := fields.get((item.start, item.end))) for old in [item.data.get("entity")]}
    taken = {(item.start, item.end) for item in extra}
    kept = [_renamed(item, keys) for item in organizations if (item.start, item.end) not in taken]
    return sorted([*kept, *extra], key=lambda item: (item.start, -item.end))


def _renamed(item: Found, keys: dict[Any, dict[str, Any]]) -> Found:
    new = keys.get(item.data.get("entity"))
    if new is None:
        return item
    return Found(item.start, item.end, item.type, item.rule, {**new, "form": item.data.get("form", "name")})


def definitions(text: str, organizations: Sequence[Found]) -> list[Definition]:
    """Return the acronyms the text defines, in order: `Long name (ABC)`, `ABC (Long name)`, `Long name, ou
    ABC,`."""
    ends: dict[int, Found] = {}
    starts: dict[int, Found] = {}
    for item in organizations:
        if item.end not in ends or ends[item.end].start > item.start:
            ends[item.end] = item
        if item.start not in starts or starts[item.start].end < item.end:
            starts[item.start] = item
    found = [*_after_name(text, ends), *_before_name(text, starts)]
    return sorted(found, key=lambda item: item.start)


def _after_name(text: str, ends: dict[int, Found]) -> Iterator[Definition]:
    for match in _SHORT_NAME.finditer(text):
        full = ends.get(match.start())
        if full is not None and fold(match[1]) == fold(text[full.start : full.end].split()[0]):
            yield _definition(match.start(1), match.end(2), (full.start, full.end), text, f"{match[1]} {match[2]}", full)
    for match in [*_OPENING.finditer(text), *_OR.finditer(text)]:
        sign = match[1]
        full = ends.get(match.start())
        if full is None and text[match.start() : match.end()].lstrip().startswith("("):
            bounds = _by_initials(text, match.start(), sign)
            if bounds is not None and _has_head(text[bounds[0] : bounds[1]]):
                yield _definition(match.start(1), match.end(1), bounds, text, sign, None)
        elif full is not None and _is_sign(sign) and text[full.start : full.end] != sign and " " in text[full.start : full.end]:
            yield _definition(match.start(1), match.end(1), (full.start, full.end), text, sign, full)


def _before_name(text: str, starts: dict[int, Found]) -> Iterator[Definition]:
    for match in _PARENTHESIS.finditer(text):
        sign = match[1]
        close = text.find(")", match.end(), match.end() + 160)
        if close < 0 or not _is_sign(sign):
            continue
        inner = match.end() + (len(text[match.end() : close]) - len(text[match.end() : close].lstrip('«"“ \u00a0')))
        full = starts.get(inner)
        if full is not None and full.end <= close:
            yield _definition(match.start(1), match.end(1), (full.start, full.end), text, sign, full)
        elif _has_head(text[inner:close]) and _initials(text[inner:close]).startswith(_letters(sign)) and text[inner : inner + 1].isupper():
            end = inner + len(text[inner:close].split(",")[0].rstrip('»"” \u00a0'))
            yield _definition(match.start(1), match.end(1), (inner, end), text, sign, None)


def _definition(start: int, end: int, full: tuple[int, int], text: str, sign: str, known: Found | None) -> Definition:
    surface = " ".join(text[full[0] : full[1]].split())
    data: dict[str, Any]
    if known is not None and known.data.get("entity") in organizations():
        data = {**known.data, "form": "name"}
    elif (listed := _listed(sign, surface)) is not None:
        data = listed
    else:
        base = known.data if known is not None else {"class": _class_of(surface), "wikidata": None}
        data = {**base, "form": "name", "name": surface[0].upper() + surface[1:], "acronym": sign}
        data["entity"] = base["entity"] if known is not None and _national(known) else slug(sign.replace(".", ""))
        data.pop("needs_country", None)
    return Definition(start, end, full, data, known is not None)


def _national(known: Found) -> bool:
    """Tell whether the key already says whose organ it is (`mae-kaz`)."""
    return known.data.get("needs_country", False) or (bool(re.search(r"-[a-z]{3}$", str(known.data.get("entity")))) and known.rule in (
        "org-motif-etat", "org-motif-ministere",
    ))  # fmt: skip


def _listed(sign: str, surface: str) -> dict[str, Any] | None:
    """Return the table's organization of that acronym when its name says much the same as `surface`."""
    words = _stems(surface)
    for match in organization_matcher().find(sign.replace(".", "")):
        for form in match.payload:
            names = [organizations()[form.key].name, *organizations()[form.key].aliases]
            for name in names:
                stems = _stems(name)
                if len(stems) > 1 and len(words & stems) * 5 >= 3 * max(len(words), len(stems)):
                    return organizations()[form.key].data()
    return None


def _stems(name: str) -> frozenset[str]:
    return frozenset(fold(word)[:5] for word in re.findall(r"[^\W\d_]+", name) if fold(word) not in _SMALL)


def _class_of(surface: str) -> str:
    forms = heads().get(fold(surface.split()[0]), ())
    return forms[-1].head.class_ if forms else "other"


def _has_head(surface: str) -> bool:
    """Tell whether a full name has a head noun of organizations, French or English."""
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", surface)]
    known = vocabulary().acronym_heads
    return bool(words) and (words[0] in known or words[-1] in known or words[0] in heads() or not known.isdisjoint(words[:3]))


def _is_sign(sign: str) -> bool:
    """Tell whether capitals make at least half of the letters, and two (`UpM`, `CAfDHP`, not `Sud-Est`)."""
    letters = [char for char in sign if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return capitals >= 2 and capitals * 2 >= len(letters)


def _letters(sign: str) -> str:
    return "".join(fold(char) for char in sign if char.isalpha())


def _initials(surface: str) -> str:
    return "".join(fold(word)[0] for word in re.findall(r"[^\W\d_]+", surface) if fold(word) not in _SMALL)


def _by_initials(text: str, end: int, sign: str) -> tuple[int, int] | None:
    """Return the bounds of the words before `end` whose initials the acronym spells, or None."""
    letters = _letters(sign)
    if len(letters) < 3 or not _is_sign(sign):
        return None
    window = text[max(0, end - 160) : end]
    words = list(re.finditer(r"[^\W\d_]+", window))[-_MOST_WORDS:]
    for first in range(len(words) - 1, -1, -1):
        name = window[words[first].start() :]
        if any(sign in name for sign in ".;:!?\n()") or len(words) - first > len(letters) * 2 + 2:
            return None
        if name[0].isupper() and fold(words[first][0])[0] == letters[0] and _spells(letters, name):
            return end - len(name), end
    return None


def _spells(letters: str, name: str) -> bool:
    """Tell whether the initials of the name's words, small ones left out or not, are the letters."""
    return _initials(name) == letters or "".join(fold(word)[0] for word in re.findall(r"[^\W\d_]+", name)) == letters


def _mentions(text: str, defined: Sequence[Definition]) -> list[Found]:
    found: dict[tuple[int, int], Found] = {}
    for item in defined:
        if not item.named:
            found[item.full] = Found(*item.full, "organization", DEFINED_RULE, item.data)
        found[item.start, item.end] = Found(item.start, item.end, "organization", ACRONYM_RULE, item.data)
    meanings: dict[str, dict[str, Any]] = {}
    for item in defined:
        meanings.setdefault(text[item.start : item.end], item.data)
    for start, end in _signs(text, meanings):
        found.setdefault((start, end), Found(start, end, "organization", ACRONYM_RULE, meanings[text[start:end]]))
    return sorted(found.values(), key=lambda item: (item.start, -item.end))


def _signs(text: str, known: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield where the known acronyms stand, whole or before a hyphen (`OIT-Paris`)."""
    if not known:
        return
    for match in _TOKEN.finditer(text):
        token = match[0].rstrip(".+-&")
        for sign in (match[0], token, token.partition("-")[0]):
            if sign in known:
                yield match.start(), match.start() + len(sign)
                break


def find_short_forms(text: str, organizations: Sequence[Found]) -> list[Found]:
    """Return the head nouns that stand, with their capital and article, for a name the text gave in full
    before.

    `la Commission nationale des droits humains … la Commission`: a nominal with the same key.
    """
    units = units_of(text)
    covered = {index for item in organizations for index in range(item.start, item.end)}
    given = sorted((item for item in organizations if " " in text[item.start : item.end]), key=lambda item: item.end)
    known: dict[str, dict[str, Any]] = {}
    found = []
    position = 0
    for index, unit in enumerate(units.items):
        while position < len(given) and given[position].end <= unit.start:
            item = given[position]
            known[fold(text[item.start : item.end].split()[0])] = item.data
            position += 1
        data = known.get(unit.folded)
        if data is None or unit.start in covered or not _short(units, index):
            continue
        found.append(Found(unit.start, unit.end, "organization", MEMORY_RULE, {**data, "form": "nominal"}))
    return found


def _short(units: Units, index: int) -> bool:
    surface = units.surface(index)
    if not surface[0].isupper() or surface.isupper() or units.folded(index) not in heads():
        return False
    if units.folded(index - 1) not in ("la", "le", "l", "du", "au", "cette", "ce", "cet"):
        return False
    following = units.folded(index + 1)
    return not (units.gap(index) == " " and (following in ("de", "du", "des", "d", "pour") or units.capital(index + 1)))

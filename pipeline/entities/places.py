"""Places that are no state, and seats of power, in raw text. Pure functions of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

from pipeline.entities.ambiguity import AS_IS, NOTHING, View, decider, place_key
from pipeline.entities.matcher import Match, Matcher, words
from pipeline.entities.tables import Place, Seat, countries, places, seats
from pipeline.extensions import Found

T = TypeVar("T")
_FRENCH_ARTICLE = re.compile(r"(?:Le|La|Les) (?!Paz\b)(?=[A-ZÀ-Ý])")
_JOINED_BEFORE = re.compile(r"([^\W\d_]{1,10})[-‑]\Z")
_JOINED_AFTER = re.compile(r"[-‑]([^\W\d_])")
_SMALL = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "sur", "sous", "en", "et", "val"})
_BEFORE_BARE = frozenset({"au", "du", "aux", "des", "le", "la", "les"})
_GENERIC = frozenset({
    "baie", "bande", "bassin", "canal", "cap", "delta", "détroit", "détroits", "fleuve", "golfe",
    "hauteurs", "île", "îles", "isthme", "jardin", "lac", "massif", "mer", "mont", "océan", "passage",
    "plaine", "plateau", "pôle", "province", "péninsule", "sous", "vallée", "région", "palais",
    "château", "hôtel", "pays",
})  # fmt: skip


def find_places(text: str) -> list[Found]:
    """Return the places named in the text that are no seat of power, in order.

    `data`: `form` (`name`), `entity` (the place's key) and `name`.
    """
    view = View(text)
    return _longest(_place_matcher().find_all(text), lambda match: _read_place(view, match))


def find_seats(text: str) -> list[Found]:
    """Return the capitals, palaces and streets that may stand for a power, in order.

    They are `place`s as they stand; `data` also holds `metonym_of` (the key of the state or organization),
    `metonym_type` (`country`, `organization`) and `seat` (capital, city, palace, street).
    """
    view = View(text)
    return _longest(_seat_matcher().find_all(text), lambda match: _read_seat(view, match))


def _longest(matches: Iterator[Match[T]], read: Callable[[Match[T]], Found | None]) -> list[Found]:
    """Return what the matches are read as, the longest at each place that is anything."""
    found: list[Found] = []
    end = 0
    for match in matches:
        item = read(match) if match.start >= end else None
        if item is not None:
            found.append(item)
            end = match.end
    return found


def _read_place(view: View, match: Match[Place]) -> Found | None:
    start, end, place = match
    reading = decider().decide(view, start, end, ("<lieu>",))
    if reading == NOTHING or not _whole(view, start, end, place.name, region=place.kind != "city"):
        return None
    chosen = places().get(place_key(reading) or "", place)
    return _place(start, end, "lieu-nom", chosen.key, chosen.name)


def _read_seat(view: View, match: Match[Seat]) -> Found | None:
    start, end, seat = match
    reading = decider().decide(view, start, end, ("<siège>",))
    if reading == NOTHING or not _whole(view, start, end, seat.name, region=False):
        return None
    item = _place(start, end, "siege", place_key(reading) or slug(seat.name), seat.name)
    if reading == AS_IS:
        item.data.update(metonym_of=seat.key, metonym_type=seat.type, seat=seat.kind)
    return item


def slug(name: str) -> str:
    """Return the key of a French name: its letters without accents, in lower case, joined by hyphens."""
    letters = name.casefold().replace("œ", "oe").replace("ø", "o").replace("ł", "l")
    plain = unicodedata.normalize("NFD", letters)
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def _place(start: int, end: int, rule: str, key: str, name: str) -> Found:
    return Found(start, end, "place", rule, {"form": "name", "entity": key, "name": name})


def _whole(view: View, start: int, end: int, name: str, *, region: bool) -> bool:
    """Tell whether the name is no part of a longer hyphenated one, and has its article.

    A region's or a river's name stands in many (`Seine-Saint-Denis`, `Pyrénées-Orientales`); a city's is
    only continued by a small word (`Dol-de-Bretagne`, `Paris-sur-mer`). A name found without its article
    (`Caire`) must follow one (`au Caire`), and `Berlin est` is no `Berlin-Est`.
    """
    text = view.text
    before, after = _JOINED_BEFORE.search(text[max(0, start - 12) : start]), _JOINED_AFTER.match(text, end)
    if (before and (region or before[1].lower() in _SMALL)) or (after and (region or after[1].islower())):
        return False
    if text.endswith(" est", start, end):
        return False
    if not _FRENCH_ARTICLE.match(name) or len(words(text[start:end])) == len(words(name)):
        return True
    left = view.left(start)
    return bool(left) and left[0].lower() in _BEFORE_BARE


def _spellings(name: str) -> list[str]:
    """Return the forms looked for: with and without the article (`Caire`), generic heads lowered."""
    forms = [name]
    if _FRENCH_ARTICLE.match(name):
        forms.append(name.split(" ", 1)[1])
    head = re.split(r"[ -]", name)[0]
    if head.lower() in _GENERIC and head != name:
        forms.append(name[0].lower() + name[1:])
    return forms


@cache
def _seat_matcher() -> Matcher[Seat]:
    forms: dict[str, Seat] = {}
    named = {form for country in countries().values() for form in (country.name, *country.aliases)}
    for seat in sorted(seats(), key=lambda row: row.type == "organization"):
        for name in (seat.name, *seat.aliases):
            for form in _spellings(name):
                if form not in named:
                    forms[form] = seat
    return Matcher(forms)


@cache
def _place_matcher() -> Matcher[Place]:
    forms: dict[str, Place] = {}
    for place in places().values():
        for name in (place.name, *place.aliases):
            for form in _spellings(name):
                forms.setdefault(form, place)
    return Matcher(forms)

"""Places that are no state, and seats of power, in raw text. Pure functions of the text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.entities.ambiguity import AS_IS, NOTHING, View, decider, place_key
from pipeline.entities.matcher import Matcher, words
from pipeline.entities.tables import Place, Seat, countries, places, seats
from pipeline.extensions import Found

_FRENCH_ARTICLE = re.compile(r"(?:Le|La|Les) (?!Paz\b)(?=[A-ZÀ-Ý])")
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
    found = []
    for match in _place_matcher().find(text):
        place = match.payload
        reading = decider().decide(view, match.start, match.end, ("<lieu>",))
        if reading != NOTHING and _whole(view, match.start, match.end, place.name):
            chosen = places().get(place_key(reading) or "", place)
            found.append(_place(match.start, match.end, "lieu-nom", chosen.key, chosen.name))
    return found


def find_seats(text: str) -> list[Found]:
    """Return the capitals, palaces and streets that may stand for a power, in order.

    They are `place`s as they stand; `data` also holds `metonym_of` (the key of the state or organization),
    `metonym_type` (`country`, `organization`) and `seat` (capital, city, palace, street).
    """
    view = View(text)
    found = []
    for match in _seat_matcher().find(text):
        seat = match.payload
        reading = decider().decide(view, match.start, match.end, ("<siège>",))
        if reading == NOTHING or not _whole(view, match.start, match.end, seat.name):
            continue
        item = _place(match.start, match.end, "siege", place_key(reading) or slug(seat.name), seat.name)
        if reading == AS_IS:
            item.data.update(metonym_of=seat.key, metonym_type=seat.type, seat=seat.kind)
        found.append(item)
    return found


def slug(name: str) -> str:
    """Return the key of a French name: its letters without accents, in lower case, joined by hyphens."""
    letters = name.casefold().replace("œ", "oe").replace("ø", "o").replace("ł", "l")
    plain = unicodedata.normalize("NFD", letters)
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def _place(start: int, end: int, rule: str, key: str, name: str) -> Found:
    return Found(start, end, "place", rule, {"form": "name", "entity": key, "name": name})


def _whole(view: View, start: int, end: int, name: str) -> bool:
    """Tell whether the name is no part of a longer hyphenated one (`Paris-Plage`), and has its article.

    A name found without its article (`Caire`) must follow one (`au Caire`).
    """
    after = view.text[end : end + 2]
    continued = len(after) == 2 and after[0] in "-‑" and after[1].islower()
    if continued or view.text.endswith("Saint-", 0, start):
        return False
    if not _FRENCH_ARTICLE.match(name) or len(words(view.text[start:end])) == len(words(name)):
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

"""States by their names and demonyms, in raw text. Pure functions of the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.entities.ambiguity import AS_IS, NOTHING, View, decider, place_key
from pipeline.entities.matcher import Match, Matcher, fold, words
from pipeline.entities.tables import Country, countries, demonyms, places
from pipeline.extensions import Found

_HYPHENS = "-‑–‐"
_GENERIC_HEADS = frozenset({
    "archipel", "bailliage", "collectivite", "commonwealth", "confederation", "condominium", "duche",
    "emirat", "emirats", "empire", "etat", "etats", "federation", "grand", "ile", "iles", "khanat",
    "principaute", "province", "republique", "royaume", "sultanat", "territoire", "territoires", "union",
})  # fmt: skip
_NEVER_LOWERED = frozenset({"États-Unis", "États confédérés", "Émirats"})
_ARTICLES = ("La ", "Le ", "Les ")
_MASCULINE_BEFORE = frozenset({
    "un", "le", "du", "au", "ce", "cet", "chaque", "aucun", "tout", "premier", "jeune", "autre",
    "l'autre",
})  # fmt: skip
_EPICENE_NAMES = frozenset({"suisse"})


class Reading(NamedTuple):
    """What a form may be: a state's `name`, its `demonym` or the `prefix` of one (`franco`)."""

    kind: str
    key: str


def find_countries(text: str) -> list[Found]:
    """Return the states named in the text, by name or demonym, in order.

    `data`: `form` (`name`, `demonym`) and `entity` (the state's key). A form that its context makes a
    place (`Géorgie` of Atlanta) is a `place` with `form`, `entity` and `name`.
    """
    view = View(text)
    found: list[Found] = []
    end = 0
    for match in _matcher().find_all(text):
        if match.start < end:
            continue
        item = _decide(view, match)
        if item is not None:
            found.append(item)
            end = match.end
    return found


def name_forms(country: Country) -> list[str]:
    """Return the forms of the state's names looked for: without article, generic heads in lower case."""
    return [form for name in (country.name, *country.aliases) for form in _spellings(name)]


def _spellings(name: str) -> Iterator[str]:
    bare = next((name[len(article) :] for article in _ARTICLES if name.startswith(article)), name)
    parts = words(bare)
    lowered = len(parts) > 1 and parts[0].folded in _GENERIC_HEADS and name not in _NEVER_LOWERED
    yield bare[0].lower() + bare[1:] if lowered and not bare.isupper() and "-Unis" not in bare[:10] else bare


@cache
def _matcher() -> Matcher[Reading]:
    forms: dict[str, Reading] = {}
    for key, demonym in demonyms().items():
        forms.update((form, Reading("demonym", key)) for form in demonym.forms)
    for key, demonym in demonyms().items():
        for prefix in demonym.prefixes:
            forms.setdefault(prefix, Reading("prefix", key))
    names = {form: Reading("name", key) for key, row in countries().items() for form in name_forms(row)}
    return Matcher([*names.items(), *forms.items()])


def _decide(view: View, match: Match[Reading]) -> Found | None:
    start, end = match.start, match.end
    kind, key = match.payload
    if kind == "prefix" and not _joined(view.text, end):
        return None
    if kind == "demonym" and view.text.startswith("est ", start):
        return None
    reading = decider().decide(view, start, end, _classes(view.text[start:end], match.payload))
    if reading == NOTHING:
        return None
    place = place_key(reading)
    if place is not None:
        data = {"form": "name", "entity": place, "name": places()[place].name}
        return Found(start, end, "place", "lieu-contexte", data)
    form = "name" if kind == "name" and not _is_inhabitant(view, start, end) else "demonym"
    rule = {"name": "pays-nom", "demonym": "pays-gentile", "prefix": "pays-prefixe"}[kind]
    return Found(start, end, "country", rule, {"form": form, "entity": key if reading == AS_IS else reading})


def _joined(text: str, end: int) -> bool:
    """Tell whether a hyphen and a word follow, as they do after a prefix."""
    return end + 1 < len(text) and text[end] in _HYPHENS and text[end + 1].isalpha()


def _classes(form: str, reading: Reading) -> tuple[str, ...]:
    if reading.kind == "name":
        return ("<nom>",)
    if reading.kind == "prefix":
        return ("<préfixe>",)
    if form[0].isupper():
        return ("<gentilé>", "<gentilé-Maj>")
    return ("<gentilé>", "<gentilé-ms>") if form in _masculine_singulars() else ("<gentilé>",)


@cache
def _masculine_singulars() -> frozenset[str]:
    return frozenset(demonym.masculine for demonym in demonyms().values()) | frozenset(
        form for demonym in demonyms().values() for form in demonym.variants
    )


def _is_inhabitant(view: View, start: int, end: int) -> bool:
    """Tell whether a name that is its own demonym (`un Suisse`) is the inhabitant here."""
    if fold(view.text[start:end]) not in _EPICENE_NAMES:
        return False
    left = view.left(start)
    return bool(left) and left[0].lower() in _MASCULINE_BEFORE

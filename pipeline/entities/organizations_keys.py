"""Keys and canonical names of the organizations that no table lists."""

from __future__ import annotations

import re
from typing import Any

from pipeline.entities.matcher import fold
from pipeline.entities.organizations_parse import Phrase
from pipeline.entities.organizations_rules import Head
from pipeline.entities.tables import countries

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "pour", "en", "au", "aux", "a", "sur"})
_VOWELS = frozenset("aeiouyhAEIOUYHÀÂÉÈÊËÎÏÔÖÛÜŒàâéèêëîïôöûüœ")
_NO_ARTICLE = frozenset(
    [
        "CUB",
        "ISR",
        "CHY",
        "CYP",
        "MLT",
        "MDG",
        "MCO",
        "MUS",
        "SGP",
        "TWN",
        "OMN",
        "BHR",
        "DJI",
        "HTI",
        "PRI",
        "TON",
        "VUT",
        "FJI",
        "KIR",
        "NRU",
        "PLW",
        "TUV",
        "WSM",
        "LCA",
        "AND",
        "SMR",
    ]
)
_FOREIGN_AFFAIRS = frozenset({"etrangeres", "exterieures", "exterieur"})


def slug(text: str, *, whole: bool = False) -> str:
    """Return the key made of the text's words, without accents (`banque-mondiale`).

    Articles and prepositions are left out unless `whole`.
    """
    words = [fold(word) for word in _WORD.findall(text)]
    if whole:
        return "-".join(words)
    return "-".join([word for word in words if word not in _SMALL] or words)


def of_country(key: str) -> str:
    """Return the state with its preposition: `du Kazakhstan`, `de la Russie`, `des États-Unis`, `de Cuba`."""
    entry = countries().get(key)
    name = entry.name if entry else key
    vowel = name[0] in _VOWELS
    if key in _NO_ARTICLE:
        return f"d'{name}" if vowel else f"de {name}"
    if entry is not None and entry.gender in ("mp", "fp"):
        return f"des {name}"
    if vowel:
        return f"de l'{name}"
    return f"de la {name}" if entry is not None and entry.gender == "f" else f"du {name}"


def describe(text: str, start: int, end: int, head: Head, phrase: Phrase) -> dict[str, Any]:
    """Return the fields of the organization that a head and its complements name.

    A national organ's key is its type and its state's (`mae-kaz`); without a state it has `needs_country`.
    """
    surface = " ".join(text[start:end].split())
    state = phrase.countries[0].data.get("entity") if phrase.countries else None
    data: dict[str, Any] = {"form": "name", "acronym": None, "class": head.class_, "wikidata": None}
    if phrase.countries or phrase.holders:
        data["states"] = True
    kind = _type_slug(head, phrase)
    if not kind:
        return {**data, "entity": slug(surface), "name": _capitalised(surface)}
    if phrase.holders:
        owner = phrase.holders[-1].data
        return {**data, "entity": f"{kind}-{owner.get('entity')}", "name": surface}
    if state is not None and not phrase.proper:
        states = "-".join(str(item.data["entity"]).lower() for item in phrase.countries)
        return {
            **data,
            "entity": f"{kind}-{states}",
            "name": f"{_title(head, phrase, surface)} {of_country(state)}",
        }
    if phrase.proper:
        return {**data, "entity": slug(surface), "name": surface}
    return {**data, "entity": kind, "name": surface, "needs_country": True}


def _type_slug(head: Head, phrase: Phrase) -> str:
    if head.slug != "ministere":
        return head.slug
    if not phrase.domains:
        return ""
    if phrase.domains[0] == "affaires":
        if _FOREIGN_AFFAIRS & set(phrase.adjectives):
            return "mae"
        return "-".join(["ministere-affaires", *phrase.adjectives[:1]])
    return f"ministere-{phrase.domains[0]}"


def _title(head: Head, phrase: Phrase, surface: str) -> str:
    """Return the name without its state: the surface up to the state, or the head and its domain."""
    state = phrase.countries[0]
    if "demonym" in phrase.pieces:
        words = [word for word in surface.split() if fold(word) not in _demonym_words(state, phrase)]
        return " ".join(words)
    return re.sub(r"\s+(?:d[eu]s?|d['’]|de la|de l['’])?\s*$", "", surface[: -(state.end - state.start)]) or head.head


def _demonym_words(state: Any, phrase: Phrase) -> frozenset[str]:
    return frozenset(fold(word) for word in phrase.demonyms) if phrase.demonyms else frozenset({str(state)})


def _capitalised(surface: str) -> str:
    return surface[0].upper() + surface[1:]

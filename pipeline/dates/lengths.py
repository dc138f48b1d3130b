"""The functions that rules name in `build` for durations and recurrences."""

from __future__ import annotations

import re

from pipeline.dates.contents import Content, Length, Recurrence
from pipeline.dates.grammar import Hit
from pipeline.dates.readers import number_of
from pipeline.dates.registry import builder


@builder
def times(hit: Hit) -> Content | None:
    """So many times a period: `deux fois par an` comes back every half year."""
    number = number_of(hit.captures["nombre"]) if "nombre" in hit.captures else 1.0
    unit = hit.value("unite")
    if not number:
        return None
    whole = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("TH", 24)}.get(unit)
    if number > 1 and whole and whole[1] % number == 0:
        return Recurrence(Length(((whole[0], whole[1] / number),)))
    return Recurrence(Length(((unit, 1.0),)))


@builder
def length(hit: Hit) -> Content | None:
    """A duration from nombre and unite, nombre2 and unite2, a half more, a vague amount."""
    unit = hit.value("unite") or hit.value("duree_mot")
    number: float | None = None
    if "nombre" in hit.captures:
        number = number_of(hit.captures["nombre"])
        if number is None:
            return None
        if hit.rule.value:
            return Length(((unit, number),))
    elif hit.rule.value:
        number = None if hit.rule.value == "X" else float(hit.rule.value)
    elif "collectif" in hit.captures:
        number = hit.value("collectif")
    if number is not None and "demi" in hit.captures:
        number += 0.5 if "quart" not in hit.captures["demi"] else 0.25
    if number is not None and "echelle" in hit.captures:
        number *= hit.value("echelle")
    amounts = [(unit, number)]
    if "nombre2" in hit.captures:
        second = number_of(hit.captures["nombre2"])
        if "unite2" not in hit.captures:
            return Length(((unit, number),), ((unit, second),))
        amounts.append((hit.value("unite2", "unite"), second))
        if "nombre3" in hit.captures:
            fine = hit.captures["unite3"]
            amounts.append(
                (
                    "TS" if fine == "s" else hit.grammar.tables["unite"][fine],
                    number_of(hit.captures["nombre3"]),
                )
            )
    return Length(tuple(amounts), approx="collectif" in hit.captures)


@builder
def word_length(hit: Hit) -> Content | None:
    """A duration said in one word (`un demi-siècle`): its ISO value in the table."""
    match = re.fullmatch(r"(\d+)(\w+)", str(hit.value("duree")))
    return Length(((match[2], float(match[1])),)) if match else None


@builder
def recurrence(hit: Hit) -> Content | None:
    """A set: `chaque année`, `tous les trois ans`, `annuel`."""
    said = hit.value("frequence") if "frequence" in hit.captures else None
    if said is not None:
        match = re.fullmatch(r"(\d+)(\w+)", str(said))
        return Recurrence(Length(((match[2], float(match[1])),))) if match else None
    if "jsem" in hit.captures or "jours" in hit.captures:
        return Recurrence(Length((("W", 1.0),)))
    if "mois" in hit.captures or "saison" in hit.captures or "fete" in hit.captures:
        return Recurrence(Length((("Y", 1.0),)))
    number = number_of(hit.captures["nombre"]) if "nombre" in hit.captures else 1.0
    unit = hit.value("unite") or "D"
    return None if number is None else Recurrence(Length(((unit, number),)))

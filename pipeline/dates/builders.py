"""The functions that rules name in `build`: what a match's captures say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.dates.calendar import SPANS, is_valid
from pipeline.dates.contents import Content, Interval, Length, Moment, Recurrence, Shift
from pipeline.dates.grammar import Hit
from pipeline.dates.readers import clock_of, day_of, number_of, rank_of, year_of

Build = Callable[[Hit], Content | None]
BUILDERS: dict[str, Build] = {}


def builder(function: Build) -> Build:
    """Register a function under its name."""
    BUILDERS[function.__name__] = function
    return function


def build(hit: Hit) -> Content | None:
    """Return what the match says, or None when it says nothing (a 32nd day). Raises KeyError for an
    unknown build.
    """
    return BUILDERS[hit.rule.build](hit)


@builder
def calendar(hit: Hit) -> Content | None:
    """A date from its captures jsem, jour, mois, annee, ere, sens, heure…"""
    month = hit.value("mois")
    if month is None and "mois_n" in hit.captures:
        month = int(hit.captures["mois_n"])
    day = day_of(hit.captures["jour"]) if "jour" in hit.captures else None
    year = _year(hit)
    scale = "day" if day is not None else "month" if month is not None else "year"
    if (month is not None and not 1 <= month <= 12) or (scale == "year" and year is None) or day == 0:
        return None
    moment = Moment(
        scale, year=year, month=month, day=day, weekday=hit.value("jsem"), clock=clock_of(hit.captures) or ""
    )
    return _toward(hit, moment) if is_valid(moment) else None


def _year(hit: Hit) -> int | None:
    if "annee" not in hit.captures:
        return None
    if "ere" in hit.captures:
        year = int(hit.captures["annee"])
        return 1 - year if hit.value("ere") == -1 else year
    return year_of(hit.captures["annee"])


def _toward(hit: Hit, moment: Moment) -> Moment:
    said = hit.value("sens")
    if said is None:
        return moment
    anchor, _, step = str(said).partition(" ")
    return replace(moment, toward=int(step), anchor=anchor)


@builder
def weekday(hit: Hit) -> Content | None:
    """A day of the week, last, next, by its verb, or the one just said (`ce même lundi`)."""
    day = Moment("day", weekday=hit.value("jsem"))
    return (
        replace(day, toward=0, anchor="last")
        if hit.said.startswith(("ce même", "le même"))
        else _toward(hit, day)
    )


@builder
def decade(hit: Hit) -> Content | None:
    """A decade from `decennie`: four digits, two of the twentieth century, or words (`soixante`)."""
    year = number_of(hit.captures["decennie"])
    if year is None or year % 10:
        return None
    year = int(year)
    return Moment("decade", year=year + 1900 if year < 100 else year)


@builder
def century(hit: Hit) -> Content | None:
    """A century from its rank and its era."""
    rank = rank_of(hit.captures["rang"])
    if rank is None or not 1 <= rank <= 99:
        return None
    size = SPANS[hit.rule.value or "century"]
    before = hit.value("ere") == -1
    return Moment(hit.rule.value or "century", year=-(rank - 1) * size if before else (rank - 1) * size)


@builder
def season(hit: Hit) -> Content | None:
    """A season, a quarter, a half: its EDTF code, its year or what it is counted from."""
    code = hit.value("saison")
    if code is None:
        rank = hit.captures.get("rang") or hit.captures.get("numero", "")
        number = hit.value("rang_partie", "rangs") if "rang_partie" in hit.captures else rank_of(rank)
        base, parts = (33, 4) if hit.value("partie") == "quarter" else (40, 2)
        if number is None or (number != -1 and not 1 <= number <= parts):
            return None
        code = base + (parts if number == -1 else number) - 1
    moment = Moment("season", year=_year(hit), month=code)
    if hit.said.startswith(("ce ", "cet ")):
        return replace(moment, toward=0, anchor="last" if hit.said.endswith("là") else "now")
    return _toward(hit, moment)


@builder
def holiday(hit: Hit) -> Content | None:
    """A feast or an observance: `MM-DD` or a distance from Easter."""
    said = str(hit.value("fete"))
    year = _year(hit)
    if said == "null":
        return Moment("day", year=year)
    if said.startswith("easter"):
        return _toward(hit, Moment("day", year=year, easter=int(said.split()[1])))
    month, day = map(int, said.split("-"))
    return _toward(hit, Moment("day", year=year, month=month, day=day))


@builder
def years(hit: Hit) -> Content | None:
    """Two years that make one period: `1939-1945`, `2012/13`."""
    first, last = year_of(hit.captures["annee"]), year_of(hit.captures["annee2"])
    if first is None or last is None:
        return None
    if len(hit.captures["annee2"]) == 2:
        last = first // 100 * 100 + int(hit.captures["annee2"])
    if not first < last <= first + 999:
        return None
    return Interval(Moment("year", year=first), Moment("year", year=last))


@builder
def numeric(hit: Hit) -> Content | None:
    """A date in figures, day first."""
    year = year_of(hit.captures["annee"])
    day, month = int(hit.captures["jour"]), int(hit.captures["mois_n"])
    moment = Moment("day", year=year, month=month, day=day)
    return moment if year is not None and is_valid(moment) else None


@builder
def short_quarter(hit: Hit) -> Content | None:
    """`T3 2021`, `S1 2020`."""
    number, half = int(hit.captures["numero"]), hit.captures["sigle"] == "s"
    if half and number > 2:
        return None
    return Moment("season", year=_year(hit), month=(39 if half else 32) + number)


@builder
def calendar_day(hit: Hit) -> Content | None:
    """A day of the week and of a month that is not said: `samedi 18`."""
    return Moment("day", day=day_of(hit.captures["jour"]), weekday=hit.value("jsem"))


@builder
def week_of(hit: Hit) -> Content | None:
    """The week a day lies in."""
    day = calendar(hit)
    return replace(day, scale="week", weekday=None) if isinstance(day, Moment) else None


@builder
def shift_words(hit: Hit) -> Content | None:
    """A shift whose unit is the match's first word."""
    anchor, step = hit.rule.value.split()
    word = hit.grammar.tables["periode"][hit.said.split()[0]]
    return Shift(anchor, word, int(step))


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
def shift(hit: Hit) -> Content | None:
    """A distance: `value` is `now -1`, `last 0` or, with a captured number, `now -`."""
    anchor, step, *rest = (hit.rule.value or str(hit.value("deictique"))).split()
    unit = rest[0] if rest else hit.value("periode") or _unit_scale(hit)
    if unit is None:
        return None
    if step in ("+", "-"):
        number = number_of(hit.captures["nombre"]) if "nombre" in hit.captures else None
        size = {"TH": 0, "TM": 0, "TS": 0}.get(hit.value("unite") or "", 1)
        amount = int(number) if number is not None and size else None
        said = Length(((hit.value("unite"), number),))
        return Shift(anchor, unit, amount if amount is None or step == "+" else -amount, said)
    return Shift(anchor, unit, int(step))


def _unit_scale(hit: Hit) -> str | None:
    unit = hit.value("unite")
    return {
        "Y": "year",
        "M": "month",
        "W": "week",
        "D": "day",
        "C": "century",
        "E": "decade",
        "K": "millennium",
        "3M": "quarter",
        "6M": "half",
        "TH": "day",
        "TM": "day",
        "TS": "day",
        "15D": "day",
    }.get(unit or "")


@builder
def directed(hit: Hit) -> Content | None:
    """A period by its direction: `l'an dernier`, `la semaine prochaine`, `l'année suivante`, `ce mois-ci`."""
    anchor, _, step = str(hit.value("sens")).partition(" ")
    return Shift(anchor, hit.value("periode"), int(step))


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


@builder
def clock(hit: Hit) -> Content | None:
    """A clock time alone."""
    said = clock_of(hit.captures)
    return Moment("time", clock=said) if said else None

"""The functions that rules name in `build`: what a match's captures say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.dates import lengths  # noqa: F401  (registers its functions)
from pipeline.dates.calendar import SPANS, days_in, is_valid
from pipeline.dates.contents import Content, Interval, Length, Moment, Shift
from pipeline.dates.grammar import Hit
from pipeline.dates.readers import clock_of, day_of, number_of, rank_of, year_of
from pipeline.dates.registry import BUILDERS, builder


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
    if hit.said.startswith(("ce même", "le même")):
        return replace(day, toward=0, anchor="last")
    return replace(day, anchor="near") if hit.said.startswith("ce ") else _toward(hit, day)


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
def nth_weekday(hit: Hit) -> Content | None:
    """`premier lundi de septembre 2011`; without a year only the month is known."""
    year, month, rank = _year(hit), hit.value("mois"), hit.value("rang_jour", "rangs")
    if year is None:
        return Moment("month", month=month)
    last = days_in(year, month)
    days = [day for day in range(1, last + 1) if date(year, month, day).weekday() == hit.value("jsem")]
    return Moment("day", year=year, month=month, day=days[rank if rank < 0 else rank - 1])


@builder
def nth_week(hit: Hit) -> Content | None:
    """`première semaine de juin`: its seven days, `seconde quinzaine`: the month's second half."""
    year, month, rank = _year(hit), hit.value("mois"), hit.value("rang_semaine", "rangs")
    last = days_in(year or 2000, month)
    if hit.captures["tranche"] == "quinzaine":
        first, end = (1, 15) if rank == 1 else (16, last)
    else:
        first, end = (last - 6, last) if rank < 0 else (rank * 7 - 6, rank * 7)
    return Interval(Moment("day", year, month, first), Moment("day", year, month, end))


@builder
def shift_words(hit: Hit) -> Content | None:
    """A shift whose unit is the match's first word."""
    anchor, step = hit.rule.value.split()
    word = hit.grammar.tables["periode"][hit.said.split()[0]]
    return Shift(anchor, word, int(step))


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
def clock(hit: Hit) -> Content | None:
    """A clock time alone."""
    said = clock_of(hit.captures)
    return Moment("time", clock=said) if said else None

"""Calendar arithmetic on moments, and their EDTF values with the days they cover."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from pipeline.dates.contents import Moment

SPANS = {"millennium": 1000, "century": 100, "decade": 10, "year": 1}
_SEASON_MONTHS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 14),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}


def render(moment: Moment) -> tuple[str | None, str | None, str | None]:
    """Return the moment's EDTF value (ISO 8601 for a clock time), its first and its last day.

    What is unspecified in the middle (a day without its month) gives None.
    """
    first, last = bounds(moment)
    value = _value(moment, first, last)
    if value is not None and moment.approx and "/" not in value and "T" not in value:
        value += "~"
    return value, first, last


def _value(moment: Moment, first: str | None, last: str | None) -> str | None:
    scale, year = moment.scale, moment.year
    if scale == "time":
        return f"T{moment.clock}" if moment.clock else None
    if scale in ("week", "weekend"):
        return f"{first}/{last}" if first else None
    if scale in SPANS:
        return _wide(scale, year)
    head = _year(year) if year is not None else "XXXX"
    if moment.month is None:
        return None
    value = f"{head}-{moment.month:02d}"
    if scale == "day":
        if moment.day is None:
            return None
        value += f"-{moment.day:02d}"
        if moment.clock:
            value += f"T{moment.clock}"
    return value


def _wide(scale: str, year: int | None) -> str | None:
    if year is None:
        return None
    digits = {"millennium": 1, "century": 2, "decade": 3, "year": 4}[scale]
    text = _year(year)
    sign, figures = ("-", text[1:]) if text[0] == "-" else ("", text)
    return sign + figures[:digits] + "X" * (4 - digits)


def _year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def bounds(moment: Moment) -> tuple[str | None, str | None]:
    """Return the first and the last day the moment covers, ISO, or (None, None) when its year is unknown."""
    year, scale = moment.year, moment.scale
    if year is None or scale == "time":
        return None, None
    if scale in SPANS:
        far = SPANS[scale] - 1
        low, high = (year, year + far) if year >= 0 else (year - far, year)
        return f"{_year(max(low, 1) if year >= 0 else low)}-01-01", f"{_year(high)}-12-31"
    if moment.month is None:
        return None, None
    if scale in ("week", "weekend"):
        return _week_bounds(moment)
    if scale == "day":
        day = None if moment.day is None else f"{_year(year)}-{moment.month:02d}-{moment.day:02d}"
        return day, day
    low_month, high_month = (
        _SEASON_MONTHS[moment.month] if scale == "season" else (moment.month, moment.month)
    )
    last_year, last_month = (year + 1, high_month - 12) if high_month > 12 else (year, high_month)
    return (
        f"{_year(year)}-{low_month:02d}-01",
        f"{_year(last_year)}-{last_month:02d}-{days_in(last_year, last_month)}",
    )


def _week_bounds(moment: Moment) -> tuple[str | None, str | None]:
    day = to_date(moment)
    if day is None:
        return None, None
    monday = day - timedelta(day.weekday())
    first = monday + timedelta(5 if moment.scale == "weekend" else 0)
    return first.isoformat(), (monday + timedelta(6)).isoformat()


def days_in(year: int, month: int) -> int:
    """Return the number of days of the month (Gregorian, proleptic)."""
    return monthrange(year % 400 + 2000, month)[1]


def to_date(moment: Moment) -> date | None:
    """Return the moment's day as a `date`, or None when it has none or lies outside the years 1 to 9999."""
    if moment.year is None or moment.month is None or moment.day is None or not 1 <= moment.year <= 9999:
        return None
    try:
        return date(moment.year, moment.month, moment.day)
    except ValueError:
        return None


def of_day(day: date, scale: str = "day") -> Moment:
    """Return the moment of that scale the day lies in."""
    if scale in SPANS:
        return Moment(scale, year=floor(day.year, scale))
    if scale == "month":
        return Moment(scale, year=day.year, month=day.month)
    return Moment(scale, year=day.year, month=day.month, day=day.day)


def floor(year: int, scale: str) -> int:
    """Return the first year of the century, decade… the year lies in (the nearest to year 0 before our
    era).
    """
    size = SPANS[scale]
    return year // size * size if year >= 0 else -(-year // size * size)


def shift(moment: Moment, unit: str, amount: int) -> Moment | None:
    """Return the moment of scale `unit` that lies `amount` units from the one given, or None when that
    can't be said.

    A moment finer than the unit is first widened; one wider than the unit (days after a year) gives None.
    """
    if unit in SPANS:
        if moment.year is None:
            return None
        return Moment(unit, year=floor(moment.year + amount * SPANS[unit], unit))
    if unit in ("quarter", "half"):
        return _shift_part(moment, unit, amount)
    if unit == "month":
        if moment.year is None or moment.month is None or moment.scale == "season":
            return None
        year, month = divmod(moment.year * 12 + moment.month - 1 + amount, 12)
        return Moment("month", year=year, month=month + 1)
    day = to_date(moment)
    if day is None:
        return None
    try:
        moved = day + timedelta(amount * (7 if unit in ("week", "weekend") else 1))
    except OverflowError:
        return None
    return of_day(moved, unit)


def _shift_part(moment: Moment, unit: str, amount: int) -> Moment | None:
    if moment.year is None or moment.month is None or moment.scale == "season":
        return None
    size, base = (3, 33) if unit == "quarter" else (6, 40)
    year, part = divmod(moment.year * (12 // size) + (moment.month - 1) // size + amount, 12 // size)
    return Moment("season", year=year, month=base + part)


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year. Method: Meeus, Jones, Butcher (Astronomical Algorithms,
    1991).
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def with_easter(moment: Moment) -> Moment:
    """Return a movable feast with its month and day, when its year is known."""
    if moment.easter is None or moment.year is None or not 1583 <= moment.year <= 9998:
        return moment
    day = easter(moment.year) + timedelta(moment.easter)
    return replace(moment, month=day.month, day=day.day)


def is_valid(moment: Moment) -> bool:
    """Say whether its day exists in its month (29 February in some year)."""
    if moment.month is None or moment.day is None:
        return True
    if moment.scale == "season" or not 1 <= moment.month <= 12:
        return moment.scale == "season"
    limit = (
        days_in(moment.year, moment.month)
        if moment.year is not None
        else (29 if moment.month == 2 else days_in(2001, moment.month))
    )
    return 1 <= moment.day <= limit

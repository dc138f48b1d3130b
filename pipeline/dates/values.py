"""What a resolved content is worth in a record: kind, value, first and last day."""

from __future__ import annotations

from typing import Any

from pipeline.dates.calendar import render
from pipeline.dates.contents import Content, Interval, Length, Moment, Recurrence

_YEARS = {"C": 100, "E": 10, "K": 1000}


def fields(content: Content, mod: str | None) -> dict[str, Any]:
    """Return the record's fields `kind`, `value`, `earliest`, `latest`, `mod`."""
    kind, value, earliest, latest = _fields(content)
    return {"kind": kind, "value": value, "earliest": earliest, "latest": latest, "mod": mod}


def _fields(content: Content) -> tuple[str, str | None, str | None, str | None]:
    if isinstance(content, Moment):
        value, earliest, latest = render(content)
        return ("time" if content.clock else "date"), value, earliest, latest
    if isinstance(content, Interval):
        return _interval(content)
    if isinstance(content, Recurrence):
        return "set", f"R/{duration(content.every.amounts)}", None, None
    assert isinstance(content, Length)
    low = duration(content.amounts)
    return "duration", f"{low}/{duration(content.high)}" if content.high else low, None, None


def _interval(content: Interval) -> tuple[str, str | None, str | None, str | None]:
    assert isinstance(content.first, Moment)
    assert isinstance(content.last, Moment)
    low, earliest, _ = render(content.first)
    high, _, latest = render(content.last)
    kind = "time" if content.first.clock or content.last.clock else "date"
    if low is None or high is None:
        return kind, None, earliest, latest
    low, high = low.split("/")[0], high.split("/")[-1]
    return kind, f"{low}/{high}", earliest, latest


def duration(amounts: tuple[tuple[str, float | None], ...]) -> str:
    """Return the ISO 8601 duration: `P1Y6M`, `PT30M`, `PXY` for a vague amount; centuries and decades in
    years.
    """
    days: dict[str, float | None] = {}
    times: dict[str, float | None] = {}
    for unit, amount in amounts:
        _add(unit, amount, days, times)
    head = "".join(f"{_number(days[unit])}{unit}" for unit in "YMWD" if unit in days)
    tail = "".join(f"{_number(times[unit])}{unit}" for unit in "HMS" if unit in times)
    return f"P{head}" + (f"T{tail}" if tail else "")


def _add(
    unit: str, amount: float | None, days: dict[str, float | None], times: dict[str, float | None]
) -> None:
    if unit.startswith("T"):
        _put(times, unit[1:], amount, "H", "M", 60)
        return
    factor = int(unit[:-1]) if unit[:-1].isdecimal() else _YEARS.get(unit, 1)
    unit = "Y" if unit in _YEARS else unit[-1]
    _put(days, unit, None if amount is None else amount * factor, "Y", "M", 12)


def _put(
    store: dict[str, float | None], unit: str, amount: float | None, large: str, small: str, size: int
) -> None:
    if amount is not None and unit == large and amount != int(amount):
        whole, rest = int(amount), (amount - int(amount)) * size
        if whole:
            store[large] = whole
        if rest == int(rest):
            store[small] = rest
        else:
            store[large] = amount
        return
    previous = store.get(unit)
    store[unit] = amount if previous is None or amount is None else previous + amount


def _number(amount: float | None) -> str:
    if amount is None:
        return "X"
    return str(int(amount)) if amount == int(amount) else f"{amount:g}"

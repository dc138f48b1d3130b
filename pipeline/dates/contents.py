"""What a date expression says, before it is resolved: moments, shifts, intervals, lengths, recurrences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

SUBYEAR = "season"
"""The scale of seasons, quarters and halves: `month` then holds the EDTF code 21–24, 33–36, 40–41."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in the calendar; what the text leaves out is None.

    `scale`: millennium, century, decade, year, season, month, week, weekend, day, time. `year` is
    astronomical (1 BCE is 0);
    a century's is its first (1800), a decade's too (1990). `toward` is -1 for the last one before the
    reference, 1 for the next,
    0 for the current one. `owner` is where the missing larger parts come from (`décembre de la même année`).
    `easter` is a distance in days from Easter. `clock` is `18:30` with its zone, or empty.
    """

    scale: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: str = ""
    toward: int | None = None
    anchor: str = "now"
    owner: Shift | None = None
    easter: int | None = None
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance from an anchor: `now` (the document's date), `last` (the last date of the text)
    or `here` (the document's date, or else the last date).

    `amount` is None when it is vague (`quelques jours plus tard`); `length` is the distance as it is said.
    """

    anchor: str
    unit: str
    amount: int | None
    length: Length | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """From a first to a last moment, both covered."""

    first: Moment | Shift
    last: Moment | Shift


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: ISO 8601 unit → amount (None for a vague one); `high` where it has two bounds."""

    amounts: tuple[tuple[str, float | None], ...]
    high: tuple[tuple[str, float | None], ...] = ()
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Something that comes back every `every`."""

    every: Length


Content: TypeAlias = Moment | Shift | Interval | Length | Recurrence


@dataclass(slots=True)
class Mention:
    """A candidate date in the text: its offsets, the rule that found it, what it says.

    `parts` are the simple mentions a composed one was made of, `cut` the `start`, `mid` or `end` that its
    words say,
    `mod` what the words before it say.
    """

    start: int
    end: int
    rule: str
    content: Content
    partial: bool = False
    weight: int = 0
    resolved: bool = False
    cut: str | None = None
    mod: str | None = None
    parts: tuple[Mention, ...] = ()

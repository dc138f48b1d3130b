"""Our dates as TIMEX3 (TimeML): type, value and mod, for those who compare or exchange.

TIMEX3 has no ranges and parts a day from its clock time; `pieces` gives what an annotator of TimeML would
have marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from pipeline.dates.contents import Content, Interval, Mention, Moment, Shift
from pipeline.dates.find import find
from pipeline.dates.grammar import fold, grammar
from pipeline.dates.resolve import Tense
from pipeline.dates.values import duration, fields
from pipeline.rulebook.grammar import alternatives

_SEASONS = {
    21: "SP",
    22: "SU",
    23: "FA",
    24: "WI",
    33: "Q1",
    34: "Q2",
    35: "Q3",
    36: "Q4",
    40: "H1",
    41: "H2",
}
_MODS = {
    "start": "START",
    "mid": "MID",
    "end": "END",
    "approx": "APPROX",
    "before": "BEFORE",
    "after": "AFTER",
    "more_than": "MORE_THAN",
    "less_than": "LESS_THAN",
    "at_least": "EQUAL_OR_MORE",
    "at_most": "EQUAL_OR_LESS",
}
_SUBYEAR = re.compile(r"(-?\w{4})-(2[1-4]|3[3-6]|4[01])")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")
_PARTS = (("après-midi", "AF"), ("matin", "MO"), ("soir", "EV"), ("nuit", "NI"))
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 tag's attributes; `value` is empty where TimeML would say PAST_REF, FUTURE_REF or leave it
    out.
    """

    type: str
    value: str
    mod: str | None = None


class Piece(NamedTuple):
    """A TIMEX3 tag over a span."""

    start: int
    end: int
    timex: Timex


def to_timex3(data: dict[str, Any], surface: str = "") -> Timex:
    """Return the TIMEX3 attributes of a date record's fields.

    `surface` is the record's text: it says the part of the day and the weekday that our values leave out.
    """
    kind, value, mod = data["kind"], data["value"] or "", _MODS.get(data.get("mod") or "")
    if kind == "duration":
        return Timex("DURATION", value.split("/")[0], mod)
    if kind == "set":
        return Timex("SET", _set(value, fold(surface)), mod)
    if kind == "time":
        return Timex("TIME", value.split("/")[0], mod)
    value = _date(value)
    part = next((code for word, code in _PARTS if word in fold(surface)), None)
    if part and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return Timex("TIME", f"{value}T{part}", mod)
    return Timex("DATE", value, mod)


def _set(value: str, surface: str) -> str:
    for number, word in enumerate(_WEEKDAYS, 1):
        if word in surface:
            return f"XXXX-WXX-{number}"
    return value.removeprefix("R/")


def _date(value: str) -> str:
    value = value.rstrip("~")
    days = _DAYS.fullmatch(value)
    if days:
        first, last = date.fromisoformat(days[1]), date.fromisoformat(days[2])
        year, week, weekday = first.isocalendar()
        if last - first == timedelta(6) and weekday == 1:
            return f"{year}-W{week:02d}"
        if last - first == timedelta(1) and weekday == 6:
            return f"{year}-W{week:02d}-WE"
    value = value.split("/")[0]
    part = _SUBYEAR.fullmatch(value)
    if part:
        return f"{part[1]}-{_SEASONS[int(part[2])]}"
    return value.rstrip("X") if re.fullmatch(r"-?\d+X+", value) else value


def pieces(text: str, reference: str | None = None, tense: Tense | None = None) -> list[Piece]:
    """Return the text's dates as TIMEX3 tags: the bounds of a range apart, a clock time apart from its day.

    A clock time alone takes the day of the last date before it, as TimeML's annotators do.
    """
    found: list[Piece] = []
    day = reference
    for mention, content in find(text, reference, tense):
        for part, said in _parts(mention, content):
            timex = _timex(part, said, text[part.start : part.end])
            if timex.value.startswith("T") and timex.type == "TIME" and day:
                timex = Timex("TIME", day + timex.value, timex.mod)
            if re.match(r"\d{4}-\d{2}-\d{2}", timex.value):
                day = timex.value[:10]
            if not part.rule.startswith("age"):
                found.append(Piece(part.start, part.end, timex))
    return sorted([*found, *_references(fold(text), found)])


def _references(folded: str, found: list[Piece]) -> Iterator[Piece]:
    """Yield what TimeML marks and the guide does not: `désormais`, `auparavant`, `quinquennat`."""
    table = grammar().tables["renvois"]
    for match in re.finditer(rf"(?<!\w)(?:{alternatives(table)})(?!\w)", folded):
        if not any(piece.start < match.end() and match.start() < piece.end for piece in found):
            kind, value = table[match[0]].split()
            yield Piece(match.start(), match.end(), Timex(kind, value))
    for match in re.finditer(r"(?<= par )(?:an|mois|semaine|jour|trimestre|semestre|heure)(?!\w)", folded):
        if not any(piece.start < match.end() and match.start() < piece.end for piece in found):
            every = duration(((grammar().tables["unite"][match[0]], 1.0),))
            yield Piece(match.start(), match.end(), Timex("SET", every))


def _timex(mention: Mention, content: Content, surface: str) -> Timex:
    timex = to_timex3(fields(content, mention.mod or mention.cut), surface)
    if timex.value or not isinstance(mention.content, Shift) or mention.content.length is None:
        return timex
    return to_timex3(fields(mention.content.length, mention.cut), surface)


def _parts(mention: Mention, content: Content) -> list[tuple[Mention, Content]]:
    if len(mention.parts) != 2:
        return [(mention, content)]
    first, last = mention.parts
    if isinstance(content, Interval):
        return [(first, content.first), (last, content.last)]
    if isinstance(content, Moment) and content.clock:
        day = Moment("day", content.year, content.month, content.day)
        clock_first = isinstance(first.content, Moment) and first.content.scale == "time"
        return [(first, content), (last, day)] if clock_first else [(first, day), (last, content)]
    return [(mention, content)]

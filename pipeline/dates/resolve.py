"""Relative dates resolved against the document's date or the last date of the text. The cases: docs/dates.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from pipeline.dates.calendar import SPANS, is_valid, of_day, shift, to_date, with_easter
from pipeline.dates.contents import SUBYEAR, Content, Interval, Mention, Moment, Shift

Tense: TypeAlias = Callable[[int, int], str | None]
_NEAR = 600


class Resolver:
    """Resolves a text's mentions in their order; remembers the last date said."""

    def __init__(self, reference: date | None, folded: str, tense: Tense | None = None):
        self.reference = reference
        self.folded = folded
        self.tense = tense
        self.last: Moment | None = None
        self.last_end = 0
        self.explicit = False

    def resolve(self, mention: Mention) -> Content:
        """Return the mention's content with every moment and shift resolved as far as the text allows."""
        content = self._content(mention.content, mention)
        self._remember(content, mention)
        return content

    def _content(self, content: Content, mention: Mention) -> Content:
        if isinstance(content, Interval):
            first = self._content(content.first, mention)
            if isinstance(first, Moment) and first.scale not in ("time",) and self._known(first):
                self.last = first
            last = self._content(content.last, mention)
            assert isinstance(first, Moment)
            assert isinstance(last, Moment)
            if last.scale == "time" and first.scale == "day":
                return replace(first, clock=last.clock)
            return Interval(first, last)
        if isinstance(content, Shift):
            return self._shift(content)
        if isinstance(content, Moment):
            return self._moment(content, mention)
        return content

    def _remember(self, content: Content, mention: Mention) -> None:
        last = content.last if isinstance(content, Interval) else content
        if isinstance(last, Moment) and last.scale != "time" and self._known(last):
            self.last, self.last_end = last, mention.end
            raw = mention.content
            self.explicit = isinstance(raw, Moment) and raw.year is not None and raw.month is not None

    @staticmethod
    def _known(moment: Moment) -> bool:
        return moment.year is not None

    def _shift(self, content: Shift) -> Moment:
        base = self._now() if content.anchor != "last" else self.last
        if content.anchor == "here" and base is None:
            base = self.last
        moved = None if base is None or content.amount is None else shift(base, content.unit, content.amount)
        return moved or Moment(content.unit)

    def _now(self) -> Moment | None:
        return of_day(self.reference) if self.reference else None

    def _moment(self, moment: Moment, mention: Mention) -> Moment:
        if moment.scale == "time" or moment.scale in SPANS:
            return moment
        if moment.owner is not None:
            owner = self._shift(moment.owner)
            return with_easter(replace(moment, year=owner.year, owner=None))
        if moment.year is not None:
            return with_easter(moment)
        if moment.month is None and moment.easter is None:
            return self._weekday(moment, mention) if moment.weekday is not None else moment
        return with_easter(replace(moment, year=self._year(moment, mention)))

    def _weekday(self, moment: Moment, mention: Mention) -> Moment:
        base = self.last if moment.anchor == "last" else self._now()
        day = to_date(base) if base is not None else None
        if day is None or moment.weekday is None:
            return moment
        ahead = (moment.weekday - day.weekday()) % 7
        toward = moment.toward
        if toward is None:
            toward = 1 if self._said(mention) == "future" else -1
            step = ahead if toward > 0 else ahead - 7 if ahead else 0
        else:
            step = (ahead or 7) if toward > 0 else (ahead - 7)
        found = of_day(day + timedelta(step))
        return replace(found, clock=moment.clock, approx=moment.approx)

    def _said(self, mention: Mention) -> str | None:
        said = self.tense(mention.start, mention.end) if self.tense else None
        return said or ("future" if mention.mod in ("until", "before") else None)

    def _year(self, moment: Moment, mention: Mention) -> int | None:
        if moment.toward is not None and moment.anchor == "last":
            return self._beside(moment, self.last, moment.toward)
        now = self._now()
        if now is None:
            return self._narrative(moment, mention) if moment.toward is None else None
        if moment.toward == 0:
            return now.year
        if moment.toward is not None:
            return self._beside(moment, now, moment.toward)
        if moment.weekday is not None:
            return self._by_weekday(moment, now)
        if self.explicit and self._same_sentence(mention):
            return self._narrative(moment, mention)
        tense = self._said(mention)
        if tense in ("past", "future"):
            return self._beside(moment, now, -1 if tense == "past" else 1, inclusive=True)
        return self._nearest(moment, now)

    def _same_sentence(self, mention: Mention) -> bool:
        return ". " not in self.folded[self.last_end : mention.start] and "\n" not in self.folded[self.last_end : mention.start]

    def _narrative(self, moment: Moment, mention: Mention) -> int | None:
        """Return the year of the last date said near by, the next one when the month would fall long before it."""
        last = self.last
        if last is None or last.year is None or last.scale in ("century", "decade", "millennium"):
            return None
        gap = self.folded[self.last_end : mention.start]
        if len(gap) > _NEAR or gap.count("\n\n") > 1:
            return None
        month, said = moment.month, last.month
        if month is not None and said is not None and last.scale in ("day", "month") and said - month > 8:
            return last.year + 1
        return last.year

    def _by_weekday(self, moment: Moment, now: Moment) -> int | None:
        assert now.year is not None
        years = sorted(range(now.year - 6, now.year + 7), key=lambda year: self._distance(moment, year, now))
        for year in years[:3]:
            day = to_date(with_easter(replace(moment, year=year)))
            if day is not None and day.weekday() == moment.weekday:
                return year
        return years[0]

    def _nearest(self, moment: Moment, now: Moment) -> int | None:
        assert now.year is not None
        return min((now.year, now.year - 1, now.year + 1), key=lambda year: self._distance(moment, year, now))

    @staticmethod
    def _distance(moment: Moment, year: int, now: Moment) -> float:
        made = with_easter(replace(moment, year=year))
        if not is_valid(made):
            return 10_000.0
        return abs(_position(made) - _position(now))

    def _beside(self, moment: Moment, base: Moment | None, toward: int, *, inclusive: bool = False) -> int | None:
        """Return the year of the last (-1) or next (1) such date from `base`."""
        if base is None or base.year is None or base.month is None:
            return None if base is None else base.year
        for year in (base.year + step * toward for step in (-1, 0, 1, 2, 3, 4)):
            made = with_easter(replace(moment, year=year))
            if not is_valid(made):
                continue
            there, here = _position(made), _position(base, moment.scale)
            if (there - here) * toward > 0 or (inclusive and there == here):
                return year
        return None


def _position(moment: Moment, scale: str | None = None) -> float:
    """Return where the moment lies in days, roughly; that of `scale` it lies in when one is given."""
    scale = scale or moment.scale
    month = moment.month or 6
    if moment.scale == SUBYEAR:
        month = {21: 4, 22: 7, 23: 10, 24: 13, 33: 2, 34: 5, 35: 8, 36: 11, 40: 3, 41: 9}[month]
    day = (moment.day or 15) if scale == "day" else 15
    return (moment.year or 0) * 372 + month * 31 + day

"""Relative dates resolved against the document's date or the last date of the text. The cases:
docs/dates.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from pipeline.dates.calendar import SPANS, is_valid, of_day, shift, to_date, with_easter
from pipeline.dates.contents import SUBYEAR, Content, Interval, Mention, Moment, Shift
from pipeline.dates.tense import is_compound, is_told, tense_around

Tense: TypeAlias = Callable[[int, int], str | None]
_NEAR = 600
_DAY_UNITS = ("day", "week", "weekend")
_BOUNDS = ("since", "until", "before", "after")
_SENTENCE_END = re.compile(r"[.!?…] |\n")
_BACKGROUND = re.compile(r"(?:(?<!\w)(?:de|du|des)(?: la| l')? ?|d'|[(\d-])\Z")
_BULLET = re.compile(r"\n ?[-–—•*]")
_OLD = 2
"""A story is told of a year at least so many years before the document's."""
_GOES_ON = re.compile(r"(?:,|;)? (?:et|puis|mais|tandis que|alors que) ")
_DEPENDS = re.compile(r" (?:que|qui|dont|où) | qu'")


class Said(NamedTuple):
    """A date the text has said: what, where it ends, whether it bounds something (`depuis 1992`), whether
    it was complete, whether something is told to have been then (`en 1992`, not `l'accord de 1992`).
    """

    moment: Moment
    end: int
    bound: bool
    full: bool
    story: bool = False


class Resolver:
    """Resolves a text's mentions in their order; remembers the dates said."""

    def __init__(self, reference: date | None, folded: str, tense: Tense | None = None):
        self.now = of_day(reference) if reference else None
        self.folded = folded
        self.tense = tense
        self.said: list[Said] = []
        self.following: Mention | None = None

    def resolve(self, mention: Mention, following: Mention | None = None) -> Content:
        """Return the mention's content with every moment and shift resolved as far as the text allows.

        `following` is the text's next mention, still unresolved.
        """
        self.following = following
        content = self._content(mention.content, mention)
        last = content.last if isinstance(content, Interval) else content
        if isinstance(last, Moment) and last.scale != "time" and last.year is not None:
            raw = mention.content
            full = isinstance(raw, Moment) and raw.year is not None and raw.month is not None
            story = not _BACKGROUND.search(self.folded, max(0, mention.start - 12), mention.start)
            self.said.append(Said(last, mention.end, mention.mod in _BOUNDS, full, story))
        elif (
            isinstance(last, Moment)
            and last.scale == "time"
            and self.said
            and self._reaches(self.said[-1], mention)
        ):
            self.said.append(self.said[-1]._replace(end=mention.end))
        return content

    def _content(self, content: Content, mention: Mention) -> Content:
        if isinstance(content, Interval):
            first = self._content(content.first, mention)
            assert isinstance(first, Moment)
            last = self._content(self._after(content.last, first), mention)
            assert isinstance(last, Moment)
            if last.scale == "time" and first.scale == "day":
                return replace(first, clock=last.clock)
            return Interval(first, last)
        if isinstance(content, Shift):
            return self._shift(content, mention)
        return self._moment(content, mention) if isinstance(content, Moment) else content

    def _after(self, last: Moment | Shift, first: Moment) -> Moment | Shift:
        """Return a range's last bound, of the year that makes it follow the first when it says none."""
        lacks = (
            isinstance(last, Moment) and last.year is None and last.month is not None and last.owner is None
        )
        if not lacks or first.year is None or first.month is None or not isinstance(last, Moment):
            return last
        return replace(last, year=self._beside(last, first, 1, inclusive=True))

    def _last(self, mention: Mention, *, day: bool = False) -> Moment | None:
        """Return the last date said (the last day, when `day`), rather not one that only bounds something."""
        near = [said for said in self.said[-12:] if self._reaches(said, mention)]
        if day:
            near = [said for said in near if to_date(said.moment) is not None]
        free = [said for said in near if not said.bound]
        chosen = free or near
        return chosen[-1].moment if chosen else None

    def _reaches(self, said: Said, mention: Mention) -> bool:
        gap = self.folded[said.end : mention.start]
        return len(gap) <= _NEAR and gap.count("\n\n") <= 2

    def _shift(self, content: Shift, mention: Mention) -> Moment:
        base = self.now if content.anchor != "last" else None
        if base is None and content.anchor != "now":
            base = self._last(mention, day=content.unit in _DAY_UNITS)
        if base is None or content.amount is None:
            return Moment(content.unit)
        amount = content.amount
        if content.anchor == "last" and content.length and content.unit == "year" and abs(amount) == 1:
            return shift(base, "month", 12 * amount) or shift(base, "year", amount) or Moment("year")
        if (
            content.unit == "weekend"
            and amount == 0
            and self._is_workday(base)
            and self._tense(mention) == "past"
        ):
            amount = -1
        return shift(base, content.unit, amount) or Moment(content.unit)

    @staticmethod
    def _is_workday(moment: Moment) -> bool:
        day = to_date(moment)
        return day is not None and day.weekday() < 4

    def _moment(self, moment: Moment, mention: Mention) -> Moment:
        if moment.scale == "time" or moment.scale in SPANS:
            return moment
        if moment.owner is not None:
            owner = self._shift(moment.owner, mention)
            month = moment.month if moment.month is not None else owner.month
            return with_easter(replace(moment, year=owner.year, month=month, owner=None))
        if moment.year is not None:
            return with_easter(moment)
        if moment.day is not None and moment.weekday is not None and moment.month is None:
            return self._weekday_of_month(moment)
        if moment.month is None and moment.easter is None:
            return self._weekday(moment, mention) if moment.weekday is not None else moment
        return with_easter(replace(moment, year=self._year(moment, mention)))

    def _weekday(self, moment: Moment, mention: Mention) -> Moment:
        base = self._last(mention, day=True) if moment.anchor == "last" else self.now
        day = to_date(base) if base is not None else None
        if day is None or moment.weekday is None:
            return moment
        ahead = (moment.weekday - day.weekday()) % 7
        if moment.toward in (-1, 1):
            step = (ahead or 7) if moment.toward > 0 else ahead - 7
        elif moment.toward == 0:
            step = ahead
        else:
            tense = self._tense(mention)
            near = moment.anchor == "near" and tense is None and ahead <= 3
            step = ahead if near or tense == "future" or not ahead else ahead - 7
        found = of_day(day + timedelta(step))
        return replace(found, clock=moment.clock, approx=moment.approx)

    def _weekday_of_month(self, moment: Moment) -> Moment:
        """Return the day nearest to the document's date with that weekday and that day of the month
        (`samedi 18`).
        """
        day = to_date(self.now) if self.now else None
        if day is None:
            return moment
        for step in sorted(range(-200, 201), key=abs):
            near = day + timedelta(step)
            if near.day == moment.day and near.weekday() == moment.weekday:
                return replace(of_day(near), clock=moment.clock)
        return moment

    def _tense(self, mention: Mention) -> str | None:
        said = tense_around(self.folded, mention.start, mention.end)
        if said is None and self.tense:
            said = self.tense(mention.start, mention.end)
        return said or ("future" if mention.mod in ("until", "before") else None)

    def _year(self, moment: Moment, mention: Mention) -> int | None:
        if moment.toward is not None and moment.anchor == "last":
            return self._beside(moment, self._last(mention), moment.toward)
        now = self.now
        if now is None:
            return self._narrative(moment, mention) if moment.toward is None else None
        if moment.toward is not None:
            return self._beside(moment, now, moment.toward)
        if moment.weekday is not None:
            return self._by_weekday(moment, now)
        if self.said and self.said[-1].full and self._sentences_since(mention) == 0:
            return self._narrative(moment, mention)
        tense = self._tense(mention)
        if tense == "past" and (year := self._story_year(moment, mention)) is not None:
            return year
        if tense != "future" and (year := self._old_story(moment, mention, tense)) is not None:
            return year
        if moment.scale == SUBYEAR and tense is None:
            return None
        if tense in ("past", "future"):
            return self._beside(moment, now, -1 if tense == "past" else 1, inclusive=True)
        return self._nearest(moment, now)

    def _sentences_since(self, mention: Mention) -> int:
        """Return how many sentences ended since the last date said."""
        return len(_SENTENCE_END.findall(self.folded[self.said[-1].end : mention.start]))

    def _story_year(self, moment: Moment, mention: Mention) -> int | None:
        """Return the year of a full date in the sentence before, or of one coordinated to this one in its sentence."""
        last = self.said[-1] if self.said else None
        if last and last.full and not last.bound and self._sentences_since(mention) == 1:
            return self._narrative(moment, mention)
        then = self.following.content if self.following else None
        if self.following is None or not isinstance(then, Moment) or then.year is None or then.month is None or moment.month is None:
            return None
        gap = self.folded[mention.end : self.following.start]
        tells = _GOES_ON.search(gap) and not _DEPENDS.search(gap) and not _SENTENCE_END.search(gap)
        return then.year if tells and moment.month <= then.month else None

    def _old_story(self, moment: Moment, mention: Mention, tense: str | None) -> int | None:
        """Return the year of a story told near by, when it lies well before the document's date.

        Only a verb in the simple past goes on with it: the passé composé leaves the story for what is new.
        """
        last = next((said for said in reversed(self.said[-6:]) if said.story and not said.bound), None)
        if last is None or self.now is None or self.now.year is None or last.moment.year is None:
            return None
        gap = self.folded[last.end : mention.start]
        if not self._reaches(last, mention) or _BULLET.search(gap) or last.moment.year > self.now.year - _OLD:
            return None
        if tense != "past" and len(_SENTENCE_END.findall(gap)) > 1:
            return None
        if is_compound(self.folded, mention.start, mention.end) or not is_told(self.folded, mention.start, mention.end):
            return None
        return self._narrative(moment, mention)

    def _narrative(self, moment: Moment, mention: Mention) -> int | None:
        """Return the year of the last date said near by, the next one when the month would fall long
        before it.
        """
        last = self._last(mention)
        if last is None or last.year is None or last.scale in ("century", "decade", "millennium"):
            return None
        month, said = moment.month, last.month
        if month is not None and said is not None and last.scale in ("day", "month") and said - month > 8:
            return last.year + 1
        return last.year

    def _by_weekday(self, moment: Moment, now: Moment) -> int | None:
        assert now.year is not None
        years = sorted(range(now.year - 6, now.year + 7), key=lambda year: _distance(moment, year, now))
        for year in years[:3]:
            day = to_date(with_easter(replace(moment, year=year)))
            if day is not None and day.weekday() == moment.weekday:
                return year
        return years[0]

    @staticmethod
    def _nearest(moment: Moment, now: Moment) -> int | None:
        assert now.year is not None
        return min((now.year, now.year - 1, now.year + 1), key=lambda year: _distance(moment, year, now))

    @staticmethod
    def _beside(moment: Moment, base: Moment | None, toward: int, *, inclusive: bool = False) -> int | None:
        """Return the year of the last (-1), current (0) or next (1) such date from `base`."""
        if base is None or base.year is None or base.month is None or toward == 0:
            return None if base is None else base.year
        for year in (base.year + step * toward for step in (-1, 0, 1, 2, 3, 4)):
            made = with_easter(replace(moment, year=year))
            if not is_valid(made):
                continue
            there, here = _position(made), _position(base, moment.scale)
            if (there - here) * toward > 0 or (inclusive and there == here):
                return year
        return None


def _distance(moment: Moment, year: int, now: Moment) -> float:
    made = with_easter(replace(moment, year=year))
    return abs(_position(made) - _position(now)) if is_valid(made) else 10_000.0


def _position(moment: Moment, scale: str | None = None) -> float:
    """Return where the moment lies in days, roughly; that of `scale` it lies in when one is given."""
    scale = scale or moment.scale
    month = moment.month or 6
    if moment.scale == SUBYEAR:
        month = {21: 4, 22: 7, 23: 10, 24: 13, 33: 2, 34: 5, 35: 8, 36: 11, 40: 3, 41: 9}[month]
    day = (moment.day or 15) if scale == "day" else 15
    return (moment.year or 0) * 372 + month * 31 + day

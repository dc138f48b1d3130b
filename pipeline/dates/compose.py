"""Dates made of dates and of the words around them: cuts, approximations, ranges, clock times,
prepositions.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates.connectors import AT, DASH, LEFT, ON, before, part_of_day, quantity_after, table
from pipeline.dates.contents import Interval, Length, Mention, Moment, Recurrence, Shift
from pipeline.dates.elisions import (
    days_of_said_month,
    fill,
    fill_forward,
    is_bare_day,
    opens_range,
    own,
    with_left_parts,
)

_SIDES = {"less_than": ("before", "after"), "more_than": ("after", "before")}  # later, earlier
_SHOWN = re.compile(r"(?<!\w)ce \Z")
_ALMOST = re.compile(r"(?<!\w)(?:presque|pratiquement|quasiment) \Z")
_LISTED = re.compile(r"\d, \Z")
_BARE_TO = re.compile(r" (?:à|au) ")


def compose(mentions: list[Mention], folded: str) -> list[Mention]:
    """Return the final, unresolved mentions, in order, without overlaps or partial ones."""
    bare = [mention for mention in mentions if is_bare_day(mention)]
    mentions = with_left_parts((mention for mention in mentions if not is_bare_day(mention)), folded)
    fill(mentions, folded)
    fill_forward(mentions, folded)
    mentions = days_of_said_month(mentions, bare, folded)
    mentions = own([mention for mention in mentions if not mention.partial], folded)
    for mention in mentions:
        _extend(mention, folded)
        _mod(mention, folded)
    mentions = _ranges(_join_clock(mentions, folded), folded)
    for mention in mentions:
        _slice_of(mention, folded)
        _mod(mention, folded)
    return mentions


def _left_of(mention: Mention, folded: str) -> str:
    return folded[max(0, mention.start - LEFT) : mention.start]


def _extend(mention: Mention, folded: str) -> None:
    """Take in the words that cut or approach the date, and the part of the day."""
    content = mention.content
    if isinstance(content, Moment | Shift):
        tail = part_of_day().match(folded, mention.end) if _is_day(content) else None
        mention.end = tail.end() if tail else mention.end
        _cut(mention, content, _left_of(mention, folded))
    if isinstance(content, Moment):
        left = _left_of(mention, folded)
        near = before("approches").search(left)
        if near:
            mention.content = replace(content, approx=True)
            mention.start -= len(left) - near.start("word")
            mention.cut = mention.cut or "approx"
    if isinstance(content, Moment) and content.day is not None and (shown := _SHOWN.search(_left_of(mention, folded))):
        mention.start -= len(shown[0])
    if isinstance(content, Recurrence) and (almost := _ALMOST.search(_left_of(mention, folded))):
        mention.start -= len(almost[0])
        mention.cut = "approx"
    if isinstance(content, Length) or (isinstance(content, Shift) and content.amount not in (0, None)):
        _measure(mention, folded)


def _cut(mention: Mention, content: Moment | Shift, left: str) -> None:
    cut = before("coupes").search(left)
    if cut is None or _is_day(content) or (isinstance(content, Moment) and content.scale == "time"):
        return
    mention.cut = table("coupes")[cut["word"]]
    mention.start -= len(left) - cut.start("word")


def _measure(mention: Mention, folded: str) -> None:
    content, left = mention.content, _left_of(mention, folded)
    if isinstance(content, Length) and content.approx:
        mention.cut = "approx"
    if folded.startswith("il y a", mention.start):
        return
    quantity, after = before("quantites").search(left), quantity_after().match(folded, mention.end)
    if quantity:
        mention.cut = table("quantites")[quantity["word"]]
        mention.start -= len(left) - quantity.start("word")
        _bound(mention)
    elif after:
        mention.cut = table("quantites")[after["word"]]
        mention.end = after.end()


def _bound(mention: Mention) -> None:
    """Turn `moins d'un an plus tard` into a bound: `before` the moment a year later."""
    content = mention.content
    if isinstance(content, Shift) and content.anchor == "last" and content.amount and mention.cut in _SIDES:
        mention.cut = _SIDES[mention.cut][content.amount < 0]


def _is_day(content: Moment | Shift) -> bool:
    return (content.scale if isinstance(content, Moment) else content.unit) == "day"


def _join_clock(mentions: list[Mention], folded: str) -> list[Mention]:
    """Join a day and its clock time: `3 mars 2020 à 18 heures`, `vers 15 h 30, hier`."""
    result: list[Mention] = []
    for mention in mentions:
        last = result[-1] if result else None
        if last is not None and not last.parts:
            gap = folded[last.end : mention.start]
            if _is_dayless_clock(mention) and _is_clockless_day(last) and AT.fullmatch(gap):
                result[-1] = _joined(last, mention, last, mention)
                continue
            if _is_dayless_clock(last) and _is_clockless_day(mention) and ON.fullmatch(gap):
                result[-1] = _joined(last, mention, mention, last)
                continue
        result.append(mention)
    return result


def _joined(first: Mention, last: Mention, day: Mention, clock: Mention) -> Mention:
    said, time = day.content, clock.content
    assert isinstance(time, Moment)
    assert isinstance(said, Moment | Shift)
    content = replace(said, clock=time.clock) if isinstance(said, Moment) else Interval(said, time)
    return Mention(first.start, last.end, day.rule, content, cut=day.cut or clock.cut, parts=(first, last))


def _is_dayless_clock(mention: Mention) -> bool:
    return isinstance(mention.content, Moment) and mention.content.scale == "time"


def _is_clockless_day(mention: Mention) -> bool:
    content = mention.content
    return isinstance(content, Moment | Shift) and _is_day(content) and not getattr(content, "clock", "")


def _ranges(mentions: list[Mention], folded: str) -> list[Mention]:
    """Join the two bounds of a range with their brackets."""
    result: list[Mention] = []
    for mention in mentions:
        last = result[-1] if result else None
        start = None if last is None or last.parts else _range_start(last, mention, folded)
        if last is not None and start is not None:
            first, final = last.content, mention.content
            assert isinstance(first, Moment | Shift)
            assert isinstance(final, Moment | Shift)
            result[-1] = Mention(start, mention.end, last.rule, Interval(first, final), parts=(last, mention))
            continue
        result.append(mention)
    return result


def _range_start(left: Mention, right: Mention, folded: str) -> int | None:
    a, b = left.content, right.content
    if not (isinstance(a, Moment | Shift) and isinstance(b, Moment | Shift)) or _mixed(a, b):
        return None
    gap = folded[left.end : right.start]
    opener = opens_range(left, gap, folded)
    if opener and not opener[0].startswith("depuis"):
        return left.start - len(opener[0])
    if isinstance(a, Moment) and isinstance(b, Moment) and DASH.fullmatch(gap):
        return left.start
    listed = _LISTED.search(folded, max(0, left.start - 6), left.start)
    if isinstance(a, Moment) and isinstance(b, Moment) and gap == " et " and _follows(a, b) and not listed:
        return left.start
    bare = _BARE_TO.fullmatch(gap) and isinstance(a, Moment) and a.scale in ("year", "month")
    return left.start if bare else None


def _follows(first: Moment, last: Moment) -> bool:
    """Say whether two days or two months are one after the other and the first borrows its rest (`26 et 27 mai`)."""
    if first.scale != last.scale or first.year != last.year or first.clock or last.clock:
        return False
    if first.scale == "day" and first.day and last.day:
        return first.month == last.month and last.day == first.day + 1
    return first.scale == "month" and first.month is not None and last.month == first.month + 1


def _mixed(a: Moment | Shift, b: Moment | Shift) -> bool:
    times = [isinstance(bound, Moment) and bound.scale == "time" for bound in (a, b)]
    return times[0] != times[1]


def _slice_of(mention: Mention, folded: str) -> None:
    """Take in the part of the day that stands before it (`soirée du 3 mai`); a range begins with its own `du`."""
    day = mention.content
    if isinstance(day, Moment | Shift) and _is_day(day):
        left = _left_of(mention, folded)
        found = before("tranches").search(left)
        if found:
            mention.start -= len(left) - found.start("word")


def _mod(mention: Mention, folded: str) -> None:
    found = before("prepositions").search(_left_of(mention, folded))
    if found:
        mention.mod = table("prepositions")[found["word"]]

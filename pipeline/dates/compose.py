"""Dates made of dates: elided parts, ranges, cuts, approximations, owners, clock times.

Each step takes the simple mentions in order and the folded text, and returns mentions in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pipeline.dates.contents import Interval, Length, Mention, Moment, Shift
from pipeline.dates.grammar import grammar
from pipeline.dates.readers import day_of
from pipeline.rulebook.grammar import alternatives

_ARTICLES = r"(?:(?:de|du|des|au|aux|à|en|le|la|les|dans|mois|ce|cette|cet) |d'|l'){0,3}"
_COORDINATED = re.compile(rf"(?:,|,? et|,? ou|,? puis|,? comme|,? ainsi que|,? mais aussi) {_ARTICLES}")
_TO = re.compile(rf" (?:à|au|aux|jusqu'(?:à|au|aux|en)) {_ARTICLES}|-|–")
_AND = re.compile(rf" et {_ARTICLES}")
_DASH = re.compile(r" ?[-–—/] ?")
_FROM_OPENER = re.compile(r"(?<!\w)(?:(?:du|de|des|depuis) (?:l'|la |le |les )?|d')\Z")
_AND_OPENER = re.compile(r"(?<!\w)entre (?:le |la |l'|les )?\Z")
_OWNED = re.compile(r",? (?:de|du|en) (?:la |le |l')?|,? (?:de )?l'| ")
_AT = re.compile(r"(?:,? (?:à|dès|à partir de|avant|après|jusqu'à)|,)? ")
_ON = re.compile(r",? (?:le |ce |du )?")
_LEFT_DAY = re.compile(r"(?<![\w.,/])(?P<day>1er|[12]?\d|3[01])(?P<gap>, (?:le )?| (?:et|ou|à|au) (?:le |du )?| et au |-|–| - | – )\Z")
_LEFT_RANK = re.compile(r"(?<!\w)(?P<rank>[ivx]{1,6}e|\d{1,2}e)(?P<gap>,? (?:et|ou|au|à) (?:au |le |du )?|, |-|–)\Z")
_LEFT = 60


@cache
def _left(table: str, after: str, before: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){before}(?P<word>{alternatives(grammar().tables[table])}){after}\Z")


def _cut() -> re.Pattern[str]:
    return _left("coupes", r"(?:-| )(?:(?:de l'|de la |de |du |des |d'|les |le mois de ){0,1})", r"(?P<article>(?:le |la |l'))?")


def _approach() -> re.Pattern[str]:
    return _left("approches", r" (?:de |des |du |d')?(?:le |la |l'|les )?")


def _quantity() -> re.Pattern[str]:
    return _left("quantites", r"(?: (?:de |d')?)")


def _preposition() -> re.Pattern[str]:
    return _left("prepositions", rf"(?: |')(?:en |à la |à l')?{_ARTICLES}")


def _slice() -> re.Pattern[str]:
    return _left("tranches", r" (?:de la |de l'|du |de |des |d')?(?:le )?")


def _tail() -> re.Pattern[str]:
    words = alternatives(grammar().tables["moment"])
    return re.compile(rf"(?:,? (?:au |dans la |dans l'|en (?:fin de |début de )?|tard dans la |à la mi-)?|-)(?:{words})(?!\w)")


_tail = cache(_tail)


def compose(mentions: list[Mention], folded: str) -> list[Mention]:
    """Return the final, unresolved mentions, in order, without overlaps or partial ones."""
    mentions = _with_left_parts(mentions, folded)
    _fill(mentions, folded)
    _fill_forward(mentions, folded)
    mentions = _own([m for m in mentions if not m.partial], folded)
    for mention in mentions:
        _extend(mention, folded)
        _mod(mention, folded)
    mentions = _join_clock(mentions, folded)
    mentions = _ranges(mentions, folded)
    for mention in mentions:
        _slice_of(mention, folded)
        _mod(mention, folded)
    return mentions


def _with_left_parts(mentions: Iterable[Mention], folded: str) -> list[Mention]:
    """Add the days and ranks that stand before a date and borrow its rest: `3, 4` in `3, 4 et 5 mai`."""
    result: list[Mention] = []
    floor = 0
    for mention in mentions:
        content = mention.content
        added: list[Mention] = []
        while isinstance(content, Moment):
            low = added[0].start if added else mention.start
            made = _left_part(folded[max(floor, low - _LEFT) : low], low, content, mention.rule)
            if made is None:
                break
            added.insert(0, made)
        result += [*added, mention]
        floor = mention.end
    return result


def _left_part(left: str, low: int, content: Moment, rule: str) -> Mention | None:
    if content.scale == "day" and content.day is not None and content.month is not None and not content.clock:
        match = _LEFT_DAY.search(left)
        day = day_of(match["day"]) if match else None
        if match is None or day is None:
            return None
        made = replace(content, day=day, weekday=None)
        start = low - len(left) + match.start("day")
        return Mention(start, start + len(match["day"]), rule, made, partial=False)
    if content.scale == "century":
        match = _LEFT_RANK.search(left)
        if match:
            from pipeline.dates.readers import rank_of

            rank = rank_of(match["rank"])
            start = low - len(left) + match.start("rank")
            if rank and content.year is not None:
                year = (rank - 1) * (100 if content.year >= 0 else -100)
                return Mention(start, start + len(match["rank"]), rule, replace(content, year=year))
    return None


def _linked(gap: str) -> bool:
    return bool(_COORDINATED.fullmatch(gap) or _TO.fullmatch(gap) or _DASH.fullmatch(gap))


def _fill(mentions: list[Mention], folded: str) -> None:
    """Give each moment the year its right neighbour says: `mars` in `entre mars et juin 2010`."""
    for left, right in reversed(list(zip(mentions, mentions[1:], strict=False))):
        a, b = left.content, right.content
        if not (isinstance(a, Moment) and isinstance(b, Moment)) or right.partial and not right.content:
            continue
        gap = folded[left.end : right.start]
        if not _linked(gap):
            continue
        if a.scale == b.scale == "year" and (left.partial or right.partial) and not (left.partial and right.partial):
            left.partial = right.partial = False
        elif a.scale == b.scale == "year" and left.partial and _opened(left, gap, folded):
            left.partial = right.partial = False
        elif _dated(a) and a.year is None and a.scale in ("day", "month", "season") and b.scale in ("day", "month", "season"):
            _borrow(left, a, right, b, gap)


def _dated(moment: Moment) -> bool:
    return moment.month is not None or moment.easter is not None


def _opened(left: Mention, gap: str, folded: str) -> bool:
    head = folded[max(0, left.start - 20) : left.start]
    return bool((_TO.fullmatch(gap) and _FROM_OPENER.search(head)) or (_AND.fullmatch(gap) and _AND_OPENER.search(head)))


def _borrow(left: Mention, a: Moment, right: Mention, b: Moment, gap: str) -> None:
    if right.partial:
        return
    if b.year is not None and b.month is not None and a.month is not None:
        if gap.startswith(",") and a.scale != b.scale:
            return
        before = a.month > b.month and not _COORDINATED.fullmatch(gap) and a.scale == b.scale
        left.content = replace(a, year=b.year - 1 if before else b.year)
    elif b.toward is not None and a.toward is None:
        left.content = replace(a, toward=b.toward, anchor=b.anchor)
    elif not left.partial:
        return
    left.partial = False


def _fill_forward(mentions: list[Mention], folded: str) -> None:
    """Give each moment what its left neighbour says: `5 juin` in `du 3 mai 2010 au 5 juin`, `1970` after `années 1960 et`."""
    for left, right in zip(mentions, mentions[1:], strict=False):
        a, b = left.content, right.content
        if left.partial or not (isinstance(a, Moment) and isinstance(b, Moment)):
            continue
        gap = folded[left.end : right.start]
        if not _linked(gap):
            continue
        if a.scale == "decade" and b.scale == "year" and b.year is not None and b.year % 10 == 0:
            right.content, right.partial = replace(b, scale="decade"), False
        elif a.scale == b.scale == "year" and right.partial:
            right.partial = False
        elif right.partial and a.month is not None and b.scale == "month" and a.scale == "month":
            right.partial = False
        if a.year is not None and a.month is not None and b.year is None and b.month is not None and b.toward is None:
            later = b.month < a.month and not _COORDINATED.fullmatch(gap)
            right.content = replace(b, year=a.year + 1 if later else a.year)


def _own(mentions: list[Mention], folded: str) -> list[Mention]:
    """Join a date and the period it belongs to: `décembre de la même année`, `le 3 de ce mois`."""
    result: list[Mention] = []
    for mention in mentions:
        last = result[-1] if result else None
        if last and isinstance(last.content, Moment) and isinstance(mention.content, Shift):
            a, b = last.content, mention.content
            smaller = a.month is not None and a.year is None and a.owner is None and a.toward is None
            if smaller and b.unit == "year" and _OWNED.fullmatch(folded[last.end : mention.start]):
                last.content, last.end = replace(a, owner=b), mention.end
                continue
        result.append(mention)
    return result


def _extend(mention: Mention, folded: str) -> None:
    """Take in the words that cut or approach the date, and the part of the day."""
    content = mention.content
    left = folded[max(0, mention.start - _LEFT) : mention.start]
    counted = isinstance(content, Length) or (isinstance(content, Shift) and content.amount not in (0, None))
    if isinstance(content, Moment | Shift):
        tail = _tail().match(folded, mention.end) if _is_day(content) else None
        if tail:
            mention.end = tail.end()
        cut = _cut().search(left)
        if cut and _can_cut(content, cut["word"]):
            mention.cut = grammar().tables["coupes"][cut["word"]]
            kept = cut["article"] and _preposition().search(left[: cut.start()])
            mention.start -= len(left) - (cut.start() if kept else cut.start("word"))
            left = folded[max(0, mention.start - _LEFT) : mention.start]
    if isinstance(content, Moment):
        near = _approach().search(left)
        if near:
            mention.content = replace(content, approx=True)
            mention.start -= len(left) - near.start("word")
            mention.cut = mention.cut or "approx"
    if isinstance(content, Length) and content.approx:
        mention.cut = "approx"
    if counted and folded[mention.start : mention.start + 5] != "il y ":
        quantity = _quantity().search(left)
        if quantity:
            mention.cut = grammar().tables["quantites"][quantity["word"]]
            mention.start -= len(left) - quantity.start("word")
        after = re.compile(r" (?:environ|au moins|au plus|au maximum|au minimum)(?!\w)").match(folded, mention.end)
        if after and not quantity:
            mention.cut = grammar().tables["quantites"][after[0].strip()]
            mention.end = after.end()


def _is_day(content: Moment | Shift) -> bool:
    return (content.scale if isinstance(content, Moment) else content.unit) == "day"


def _can_cut(content: Moment | Shift, word: str) -> bool:
    if _is_day(content):
        return False
    return not (isinstance(content, Moment) and content.scale == "time") or word in ("mi",)


def _join_clock(mentions: list[Mention], folded: str) -> list[Mention]:
    """Join a day and its clock time: `3 mars 2020 à 18 heures`, `vers 15 h 30, hier`."""
    result: list[Mention] = []
    for mention in mentions:
        last = result[-1] if result else None
        if last is not None and not last.parts:
            gap = folded[last.end : mention.start]
            if _is_dayless_clock(mention) and _is_clockless_day(last) and _AT.fullmatch(gap):
                result[-1] = _joined(last, mention, last, mention)
                continue
            if _is_dayless_clock(last) and _is_clockless_day(mention) and _ON.fullmatch(gap):
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
        if last is not None and not last.parts and (start := _range_start(last, mention, folded)) is not None:
            parts = (replace(last), mention)
            first, final = last.content, mention.content
            assert isinstance(first, Moment | Shift)
            assert isinstance(final, Moment | Shift)
            result[-1] = Mention(start, mention.end, last.rule, Interval(first, final), parts=parts)
            continue
        result.append(mention)
    return result


def _range_start(left: Mention, right: Mention, folded: str) -> int | None:
    a, b = left.content, right.content
    if not (isinstance(a, Moment | Shift) and isinstance(b, Moment | Shift)):
        return None
    gap, head = folded[left.end : right.start], folded[max(0, left.start - 20) : left.start]
    opener = _FROM_OPENER.search(head) if _TO.fullmatch(gap) else _AND_OPENER.search(head) if _AND.fullmatch(gap) else None
    if opener and not (opener[0].startswith("depuis") or _mixed(a, b)):
        word = opener[0]
        return left.start - len(word)
    if _DASH.fullmatch(gap) and not _mixed(a, b) and isinstance(a, Moment) and isinstance(b, Moment):
        return left.start
    if re.fullmatch(r" (?:à|au) ", gap) and not _mixed(a, b) and isinstance(a, Moment) and a.scale in ("year", "month"):
        return left.start
    return None


def _mixed(a: Moment | Shift, b: Moment | Shift) -> bool:
    times = [isinstance(x, Moment) and x.scale == "time" for x in (a, b)]
    return times[0] != times[1]


def _slice_of(mention: Mention, folded: str) -> None:
    """Take in the part of the day that stands before it: `nuit du 3 au 4 mai`, `soirée du 3 mai`."""
    content = mention.content
    day = content.first if isinstance(content, Interval) else content
    if isinstance(day, Moment | Shift) and _is_day(day):
        left = folded[max(0, mention.start - _LEFT) : mention.start]
        found = _slice().search(left)
        if found:
            mention.start -= len(left) - found.start("word")


def _mod(mention: Mention, folded: str) -> None:
    left = folded[max(0, mention.start - _LEFT) : mention.start]
    found = _preposition().search(left)
    if found:
        mention.mod = grammar().tables["prepositions"][found["word"]]

"""What a date leaves to its neighbour: `3` in `3 et 4 mai`, `mars` in `entre mars et juin 2010`, `1970`
after `années 1960 et`.

Each function takes the simple mentions in order and the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from pipeline.dates.calendar import is_valid
from pipeline.dates.connectors import AND, AND_OPENER, COORDINATED, DASH, FROM_OPENER, HEAD, LEFT, TO
from pipeline.dates.contents import Mention, Moment, Shift
from pipeline.dates.readers import day_of, rank_of

_LEFT_DAY = re.compile(
    r"(?<![\w.,/])(?P<day>1 ?er|[12]?\d|3[01])"
    r"(?P<gap>, (?:le )?| (?:et|ou|à|au) (?:le |du )?| et au |-|–| - | – )\Z"
)
_LEFT_RANK = re.compile(
    r"(?<!\w)(?P<rank>[ivx]{1,6}e|\d{1,2}e)(?P<gap>,? (?:et|ou|au|à) (?:au |le |du )?(?:(?:à la |la )?(?:fin|début|milieu) du )?|, |-|–)\Z"
)
_OWNED = re.compile(r",? (?:de|du|en) (?:la |le |l')?|,? (?:de )?l'| ")
_DAY_OF_MONTH = re.compile(r"(?<![\w.,/])(?P<day>1 ?er|[12]?\d|3[01]) (?:de|du) \Z")
_SENTENCE_END = re.compile(r"[.!?…] |\n")
_DATED = ("day", "month", "season")


def with_left_parts(mentions: Iterable[Mention], folded: str) -> list[Mention]:
    """Return the mentions with the days and ranks that stand before one and borrow its rest: `3, 4` in `3,
    4 et 5 mai`.
    """
    result: list[Mention] = []
    floor = 0
    for mention in mentions:
        added: list[Mention] = []
        while True:
            low = added[0].start if added else mention.start
            made = _left_part(folded[max(floor, low - LEFT) : low], low, mention)
            if made is None:
                break
            added.insert(0, made)
        result += [*added, mention]
        floor = mention.end
    return result


def _left_part(left: str, low: int, mention: Mention) -> Mention | None:
    content = mention.content
    if not isinstance(content, Moment):
        return None
    if content.scale == "day" and content.day is not None and content.month is not None and not content.clock:
        match = _LEFT_DAY.search(left)
        day = day_of(match["day"]) if match else None
        if match is None or day is None:
            return None
        start = low - len(left) + match.start("day")
        return Mention(
            start, start + len(match["day"]), mention.rule, replace(content, day=day, weekday=None)
        )
    match = _LEFT_RANK.search(left) if content.scale == "century" else None
    rank = rank_of(match["rank"]) if match else None
    if match is None or not rank or content.year is None:
        return None
    start = low - len(left) + match.start("rank")
    year = (rank - 1) * (100 if content.year >= 0 else -100)
    return Mention(start, start + len(match["rank"]), mention.rule, replace(content, year=year))


def _linked(gap: str) -> bool:
    return any(link.fullmatch(gap) for link in (COORDINATED, TO, DASH))


def _moments(left: Mention, right: Mention) -> tuple[Moment, Moment] | None:
    a, b = left.content, right.content
    return (a, b) if isinstance(a, Moment) and isinstance(b, Moment) else None


def fill(mentions: list[Mention], folded: str) -> None:
    """Give each moment, from the last to the first, the year its right neighbour says."""
    for left, right in reversed(list(pairwise(mentions))):
        both, gap = _moments(left, right), folded[left.end : right.start]
        if both is None or not _linked(gap):
            continue
        a, b = both
        if a.scale == b.scale == "year" and left.partial:
            if not right.partial or opens_range(left, gap, folded):
                left.partial = right.partial = False
        elif _lacks_year(a) and a.scale in _DATED and b.scale in _DATED and not right.partial:
            _borrow(left, a, b, gap)
        elif a.weekday is not None and a.day and not a.month and not a.year and b.scale == "day" and b.month:
            left.content = replace(a, month=b.month, year=b.year)


def _lacks_year(moment: Moment) -> bool:
    return moment.year is None and (moment.month is not None or moment.easter is not None)


def _borrow(left: Mention, a: Moment, b: Moment, gap: str) -> None:
    if b.year is not None and b.month is not None and a.month is not None:
        if gap.startswith(",") and a.scale != b.scale:
            return
        before = a.month > b.month and not COORDINATED.fullmatch(gap) and a.scale == b.scale
        left.content = replace(a, year=b.year - 1 if before else b.year)
    elif b.toward is not None and a.toward is None:
        left.content = replace(a, toward=b.toward, anchor=b.anchor)
    left.partial = False


def opens_range(left: Mention, gap: str, folded: str) -> re.Match[str] | None:
    """Return the word that opens a range before `left` where the gap is its middle: `de … à`, `entre …
    et`.
    """
    head = folded[max(0, left.start - HEAD) : left.start]
    if TO.fullmatch(gap):
        return FROM_OPENER.search(head)
    return AND_OPENER.search(head) if AND.fullmatch(gap) else None


def fill_forward(mentions: list[Mention], folded: str) -> None:
    """Give each moment what its left neighbour says: the scale of a decade, the year of a range's first
    bound.
    """
    for left, right in pairwise(mentions):
        both, gap = _moments(left, right), folded[left.end : right.start]
        if both is None or left.partial or not _linked(gap):
            continue
        a, b = both
        if a.scale == "decade" and b.scale == "year" and b.year is not None and b.year % 10 == 0:
            right.content, right.partial = replace(b, scale="decade"), False
        elif a.scale == b.scale and b.scale in ("year", "month") and right.partial:
            right.partial = False
        if a.year is not None and a.month is not None and _lacks_year(b) and b.month and b.toward is None:
            later = b.month < a.month and not COORDINATED.fullmatch(gap)
            right.content = replace(b, year=a.year + 1 if later else a.year)


def own(mentions: list[Mention], folded: str) -> list[Mention]:
    """Return the mentions with a date and the year it belongs to joined: `décembre de la même année`."""
    result: list[Mention] = []
    for mention in mentions:
        last = result[-1] if result else None
        if last and isinstance(last.content, Moment) and isinstance(mention.content, Shift):
            a, b = last.content, mention.content
            smaller = a.month is not None and a.year is None and a.owner is None and a.toward is None
            if smaller and b.unit == "year" and _OWNED.fullmatch(folded[last.end : mention.start]):
                last.content, last.end = replace(a, owner=b), mention.end
                continue
        result.append(_day_of(mention, folded))
    return result


def _day_of(mention: Mention, folded: str) -> Mention:
    """Return the mention with the day that stands before it: `5` in `le 5 du même mois`."""
    content = mention.content
    if isinstance(content, Shift) and content.unit == "month" and content.amount is not None:
        left = folded[max(0, mention.start - HEAD) : mention.start]
        match = _DAY_OF_MONTH.search(left)
        day = day_of(match["day"]) if match else None
        if match and day:
            start = mention.start - len(left) + match.start()
            return Mention(start, mention.end, mention.rule, Moment("day", day=day, owner=content))
    return mention


def is_bare_day(mention: Mention) -> bool:
    """Say whether the mention is a day whose month another date must say: `le 5` in `en mai : le 5 par …`."""
    content = mention.content
    return mention.partial and isinstance(content, Moment) and content.scale == "day" and content.month is None


def days_of_said_month(mentions: list[Mention], bare: list[Mention], folded: str) -> list[Mention]:
    """Return the mentions with the bare days that stand after a month of their sentence, in that month."""
    result: list[Mention] = []
    month: Mention | None = None
    for mention in sorted([*mentions, *bare], key=lambda mention: mention.start):
        made: Mention | None = mention
        if is_bare_day(mention):
            made = _in_month(mention, month, folded) if month else None
        elif result and mention.start < result[-1].end:
            result.pop()
        if made is None:
            continue
        result.append(made)
        content = made.content
        if isinstance(content, Moment) and content.scale in ("day", "month") and content.month is not None:
            month = made
    return result


def _in_month(bare: Mention, said: Mention, folded: str) -> Mention | None:
    """Return the bare day in the month said, when it comes after what was said, in the same sentence."""
    month, day = said.content, bare.content
    assert isinstance(month, Moment)
    assert isinstance(day, Moment)
    if bare.start < said.end or _SENTENCE_END.search(folded, said.end, bare.start) or (month.day or 0) >= (day.day or 0):
        return None
    content = replace(month, scale="day", day=day.day, weekday=None, clock="")
    return replace(bare, content=content, partial=False) if is_valid(content) else None

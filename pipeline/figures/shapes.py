"""Figures read together: ranges, changes, ratios, lists that share a unit, ellipses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from pipeline.figures.context import is_article, noun_follows, plural_follows
from pipeline.figures.grammar import FIGURE, FILL, FigureGrammar
from pipeline.figures.model import Figure, Number

_CHANGE = re.compile(
    r"(?i:\bpassage\b|(?<!\bune )(?<!\bla )(?<!\bsa )(?<!\bleur )\b"
    r"(?:re)?(?:pass|port|ramen|tomb|grimp|lev|lèv|évolu|abaiss|élarg|mont|descend)"
    r"(?:e|ent|é|ée|és|ées|er|a|èrent|ait|aient|ant|era|eront|erait|eraient|re|u|us|ue|ues|it)(?!\w))"
    r"[^.;!?\n]{0,70}\Z"
)


class Shadow:
    """A text whose figures are one sign each and its filling, same length."""

    def __init__(self, text: str, figures: list[Figure]):
        self.source = text
        self.figures = {figure.start: figure for figure in figures}
        parts: list[str] = []
        last = 0
        for figure in figures:
            parts += [text[last : figure.start], FIGURE, FILL * (figure.end - figure.start - 1)]
            last = figure.end
        self.text = "".join([*parts, text[last:]])

    def within(self, start: int, end: int) -> list[Figure]:
        """Return the figures between two offsets."""
        found = []
        at = self.text.find(FIGURE, start, end)
        while at >= 0:
            found.append(self.figures[at])
            at = self.text.find(FIGURE, at + 1, end)
        return found


def shape(shadow: Shadow, grammar: FigureGrammar) -> list[Figure]:
    """Return the figures after the rules of plages.toml, those swallowed by a range left out."""
    swallowed: set[int] = set()
    taken: set[int] = set()
    for rule, pattern in grammar.shapes:
        for match in pattern.finditer(shadow.text):
            figures = shadow.within(match.start(), match.end())
            if any(id(figure) in taken for figure in figures):
                continue
            builder = BUILDERS[rule.build]
            before = [(figure.end, figure.value, figure.unit, figure.kind, figure.like) for figure in figures]
            gone = builder(shadow, match, figures)
            if gone is None:
                continue
            swallowed |= {id(figure) for figure in gone}
            if rule.build not in ("share", "ellipsis"):
                taken |= {id(figure) for figure in figures}
            for figure, was in zip(figures, before, strict=True):
                if (
                    was != (figure.end, figure.value, figure.unit, figure.kind, figure.like)
                    and figure.kind != "none"
                ):
                    figure.shaped_by(rule.id)
    return [figure for figure in shadow.figures.values() if id(figure) not in swallowed]


def change(shadow: Shadow, match: re.Match[str], figures: list[Figure]) -> list[Figure] | None:
    """`passer de [10] à [15] %`: two mentions, the unit shared."""
    first, last = figures[0], figures[-1]
    adjacent = shadow.text[first.end : last.start].strip(" \u00a0\u202f") in ("à", "au", "aux")
    if "none" in (first.kind, last.kind):
        return _exclude_bare(first, last) if adjacent else None
    falls = _below(last, first)
    said = _CHANGE.search(shadow.text, max(0, match.start() - 110), match.start())
    if not (said or (falls and adjacent)) or len(figures) > 2:
        return None
    lend([first], last)
    return []


def bounds(shadow: Shadow, match: re.Match[str], figures: list[Figure]) -> list[Figure] | None:
    """`entre X et Y`, `X-Y`: one mention with `low` and `high`."""
    first, last = figures[0], figures[-1]
    if "none" in (first.kind, last.kind):
        return _exclude_bare(first, last)
    if first.value is None or last.value is None or len(figures) > 2:
        return None
    if not _alike(first, last):
        return None
    lend([first], last)
    _thousands(first, last)
    if _is_score_or_years(shadow, first, last):
        for figure in figures:
            figure.exclude("score")
        return []
    if not first.value < last.value or (first.unit or "") != (last.unit or ""):
        return None
    return _merge(first, last, match.start())


def either(shadow: Shadow, match: re.Match[str], figures: list[Figure]) -> list[Figure] | None:
    """`deux ou trois`: one mention."""
    del shadow
    first, last = figures[0], figures[-1]
    if "none" in (first.kind, last.kind):
        return _exclude_bare(first, last)
    lend([first], last)
    _thousands(first, last)
    if first.unit != last.unit or first.value is None or last.value is None or not first.value < last.value:
        return None
    return _merge(first, last, match.start())


def ratio(shadow: Shadow, match: re.Match[str], figures: list[Figure]) -> list[Figure] | None:
    """`un sur cinq`, `deux Libanais sur trois`: a fraction."""
    first, last = figures[0], figures[-1]
    if not (first.kind == last.kind == "count") or plural_follows(shadow.text, last.end):
        return None
    up, down = first.value, last.value
    if not (isinstance(up, int) and isinstance(down, int) and 0 < up < down <= 1000):
        return None
    first.kind, first.value = "fraction", round(float(Fraction(up, down)), 4)
    first.counted = (match["nom"] or "").strip(" \u00a0\u202f") or None
    first.end = first.tail = last.end
    return [last]


def share(shadow: Shadow, match: re.Match[str], figures: list[Figure]) -> list[Figure] | None:
    """`10, 20 et 30 millions d'euros`: the earlier ones take the last one's unit and multiplier."""
    del match
    *earlier, last = figures
    if last.kind == "none":
        return _exclude_bare(*earlier, last) if last.rule in ("duree", "jour-du-mois", "heure") else None
    gap = shadow.text[figures[-2].end : last.start].strip(" \u00a0\u202f")
    if gap == "," or any(figure.kind == "none" for figure in earlier):
        return None
    if gap == "contre" and last.bare:
        return None
    lend([figure for figure in earlier if figure.written == last.written], last)
    for figure in earlier:
        if figure.bare and last.bare and not noun_follows(shadow.text, figure.end):
            figure.like = last if noun_follows(shadow.text, last.end) else None
    return []


def ellipsis(shadow: Shadow, match: re.Match[str], figures: list[Figure]) -> list[Figure] | None:
    """`16 millions de victimes, dont [8] en Éthiopie`: takes what it leaves out from the figure before it."""
    near = shadow.within(max(0, match.start() - 200), match.start())
    before = [other for other in near if other.kind != "none"]
    if not before or re.search(r"[.!?\n] ?", shadow.text[before[-1].end : match.start()]):
        return None
    model = before[-1]
    if model.kind in ("ordinal", "fraction") or model.value is None:
        return None
    for figure in figures:
        if is_article(shadow.source, figure):
            break
        if not figure.bare or figure.value is None or noun_follows(shadow.text, figure.end):
            break
        if figure.scale == 1 and model.scale > 1 and figure.value * model.scale <= model.value:
            figure.rescale_by(model.scale)
        figure.kind, figure.unit, figure.measured, figure.like = model.kind, model.unit, model.measured, model
    return []


def odds(shadow: Shadow, match: re.Match[str], figures: list[Figure]) -> list[Figure] | None:
    """`3 contre 1`: a fraction; not a vote, whose first number counts something."""
    first, last = figures[0], figures[-1]
    before = shadow.text[max(0, match.start() - 4) : match.start()].strip(" \u00a0\u202f")
    if not (first.bare and last.bare and before.split(" ")[-1] in ("de", "à")) or noun_follows(
        shadow.text, last.end
    ):
        return None
    if not (isinstance(first.value, int) and isinstance(last.value, int) and last.value):
        return None
    first.kind, first.value = "fraction", round(float(Fraction(first.value, last.value)), 4)
    first.value = int(first.value) if first.value.is_integer() else first.value
    first.end = first.tail = last.end
    return [last]


def lend(earlier: Iterable[Figure], last: Figure) -> None:
    """Give bare numbers the unit and the multiplier of the last one."""
    for figure in earlier:
        if not figure.bare or figure.value is None:
            continue
        if figure.scale == 1 and last.scale > 1 and figure.value < 1000:
            figure.rescale_by(last.scale)
        if last.kind in ("money", "percent", "measure"):
            figure.kind, figure.unit, figure.measured = last.kind, last.unit, last.measured


def _thousands(first: Figure, last: Figure) -> None:
    """`dix à quinze mille`, `10 à 15 000`, `deux ou trois cents`: the round part stands for both."""
    if first.written != last.written or first.scale > 1 or not isinstance(last.value, int):
        return
    for size in (1000, 100):
        if last.value % size == 0 and first.value and first.value < min(last.value / size, size):
            if size == 1000 or first.written == "words":
                first.value *= size
            return


def _merge(first: Figure, last: Figure, start: int) -> list[Figure]:
    first.low, first.high, first.value = first.value, last.value, None
    first.start, first.end, first.tail, first.scale = start, last.end, last.tail, last.scale
    first.kind, first.unit, first.measured = last.kind, last.unit, last.measured
    return [last]


def _exclude_bare(*figures: Figure) -> list[Figure] | None:
    """When one is no figure (`deux à trois ans`), the bare ones beside it are none either."""
    if figures[-1].kind != "none" or figures[-1].rule not in ("duree", "jour-du-mois", "heure"):
        return None
    for figure in figures:
        if figure.bare:
            figure.exclude(figures[-1].rule)
    return []


def _alike(first: Figure, last: Figure) -> bool:
    return first.kind == last.kind or first.bare


def _below(first: Figure, last: Figure) -> bool:
    return first.value is not None and last.value is not None and first.value < last.value


def _is_score_or_years(shadow: Shadow, first: Figure, last: Figure) -> bool:
    if not last.bare or last.scale > 1 or last.written == "words":
        return False
    if _year(first.value) and _year(last.value) and not plural_follows(shadow.text, last.end):
        return True
    gap = shadow.text[first.end : last.start].strip(" \u00a0\u202f")
    return gap in ("-", "–", "—") and not noun_follows(shadow.text, last.end)


def _year(value: Number | None) -> bool:
    return isinstance(value, int) and 1000 <= value <= 2200


BUILDERS: dict[str, Callable[[Shadow, re.Match[str], list[Figure]], list[Figure] | None]] = {
    builder.__name__: builder for builder in (change, bounds, either, ratio, odds, share, ellipsis)
}

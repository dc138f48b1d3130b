"""Single figures: a number with its multiplier and unit, or a word that is a number by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.figures.context import is_article
from pipeline.figures.grammar import FigureGrammar, figure_grammar
from pipeline.figures.model import Figure
from pipeline.figures.tables import currency, is_currency_of, normal, unit
from pipeline.figures.words import BUILDERS
from pipeline.numerals import digits_value, numeral_table, scientific_value, times, words_value
from pipeline.rulebook.model import GrammarRule

_FACTORS = {"bp": 0.01, "permille": 0.1}
_SIGN_SCALES = {"k": 10**3, "K": 10**3, "M": 10**6, "m": 10**6, "MM": 10**6, "G": 10**9}
_GLUED_BEFORE = re.compile(r"[^\W\d_][-\u2010\u2011+/_]\Z|\d[.:/+]\Z|[#@_&]\Z|n°\Z|\d,\Z")
_GLUED_AFTER = re.compile(r"[-\u2010\u2011][^\W\d_]|[.:/_+]\d|,\d|[^\W\d_]|/[^\W\d_]|\+(?!\w)")

_AFTER_ARTICLE = frozenset(
    {"pourcentage", "points-de-pourcentage", "monnaie-nom", "mesure-nom", "duree", "nombre"}
)
_MINUS = re.compile(r"\([-\u2212\u2013][ \u00a0\u202f]\Z")
"""A minus parted from its number, as in `(- 0,2 %)`."""


def scan(text: str, home: str | None) -> list[Figure]:
    """Return every number of the text in order, those that are no figure (`kind` none) too."""
    return list(_scan(text, home, figure_grammar()))


def _scan(text: str, home: str | None, grammar: FigureGrammar) -> Iterator[Figure]:
    pattern, rules = grammar.heads
    position = 0
    while begun := grammar.trigger.search(text, position):
        match = pattern.match(text, begun.start())
        if match is None:
            position = begun.end()
            continue
        name = match.lastgroup or ""
        figure = _number(text, match, grammar) if name in ("words", "power", "digits") else None
        if name in rules:
            figure = _word(text, match, rules[name])
        if figure is None:
            position = match.end()
            continue
        if figure.kind == "count":
            _suit(text, figure, home, grammar)
        position = max(figure.end, figure.tail)
        yield figure


def _word(text: str, match: re.Match[str], rule: GrammarRule) -> Figure | None:
    figure = Figure(
        match.start(), match.end(), match.end(), rule.kind, None, "other", rule.id, trace=[rule.id]
    )
    return figure if BUILDERS[rule.build](text, figure) else None


def _number(text: str, match: re.Match[str], grammar: FigureGrammar) -> Figure:
    written = "words" if match.lastgroup == "words" else "digits"
    figure = Figure(
        match.start(), match.end(), match.end(), "count", _value(match), written, "nombre", trace=["nombre"]
    )
    if written == "digits" and _MINUS.search(text, max(0, figure.start - 4), figure.start):
        figure.value = -(figure.value or 0)
        figure.start = text.rindex("(", 0, figure.start) + 1
    if written == "words":
        _trim_scale_of_words(text, figure)
    _scale(text, figure, grammar)
    return figure


def _value(match: re.Match[str]) -> int | float:
    if match["words"]:
        return words_value(match["words"])
    body = match[0].lstrip("+-\u2212\u00b1")
    value = scientific_value(body) if match["power"] else digits_value(body)
    return -value if match[0][0] in "-\u2212" else value


def _trim_scale_of_words(text: str, figure: Figure) -> None:
    last = re.split(r"[-\s\u2010\u2011]", text[figure.start : figure.end])[-1].lower().removesuffix("s")
    figure.scale = int(numeral_table()["scales"].get(last, 1))


def _scale(text: str, figure: Figure, grammar: FigureGrammar) -> None:
    match = grammar.scale.match(text, figure.end)
    if match is None or match.end() == figure.end:
        return
    assert figure.value is not None
    if match["aine"]:
        figure.mod = "approx"
    for name in ("scale", "scale2", "aine", "aines"):
        if match[name]:
            factor = scale_value(match[name])
            figure.value, figure.scale = times(figure.value, factor), figure.scale * factor
    if match["half"]:
        figure.value = figure.value + figure.scale // 2 if figure.scale > 1 else figure.value + 0.5
    figure.end = figure.tail = match.end()


@cache
def scale_value(word: str) -> int:
    """Return the value of a multiplier, in words or signs."""
    plain = word.strip("\u00a0\u202f\u2009 ")
    table = numeral_table()["approximate"] | numeral_table()["scales"]
    named = table.get(plain.lower().removesuffix("s"))
    plain = plain.removesuffix(".")
    signs = {
        "mille": 1000,
        "md": 10**9,
        "mds": 10**9,
        "mrd": 10**9,
        "mrds": 10**9,
        "mia": 10**9,
        "mio": 10**6,
    }
    return int(named or signs.get(plain.lower()) or _SIGN_SCALES[plain])


def _suit(text: str, figure: Figure, home: str | None, grammar: FigureGrammar) -> None:
    """Give the number what follows it: the longest of the rules that match there."""
    best: tuple[int, GrammarRule, re.Match[str]] | None = None
    article = is_article(text, figure)
    for rule, pattern in grammar.suites:
        if article and rule.id not in _AFTER_ARTICLE:
            continue
        match = pattern.match(text, figure.end)
        if match and (best is None or match.end() > best[0]) and _fits(rule, figure, match, home):
            best = (match.end(), rule, match)
    if _front(text, figure, home, grammar) or best is None:
        return
    _, rule, match = best
    if rule.kind == "none":
        figure.tail = match.end()
        figure.exclude(rule.id)
        return
    if rule.id != "nombre":
        _apply(rule, figure, match, home)
        figure.shaped_by(rule.id)
    elif (figure.written != "words" and _glued(text, figure)) or (
        figure.written == "words" and re.match(r"[-\u2010\u2011][^\W\d_]", text[figure.end : figure.end + 2])
    ):
        figure.exclude("colle")
    if figure.kind != "count" and _GLUED_BEFORE.search(text, max(0, figure.start - 2), figure.start):
        figure.exclude("colle")


def _glued(text: str, figure: Figure) -> bool:
    before = _GLUED_BEFORE.search(text, max(0, figure.start - 2), figure.start)
    return bool(before or _GLUED_AFTER.match(text, figure.end))


def _fits(rule: GrammarRule, figure: Figure, match: re.Match[str], home: str | None) -> bool:
    groups = match.groupdict()
    name = normal(groups.get("monnaie") or (groups.get("unite") if rule.kind == "measure" else "") or "")
    one = figure.value == 1 and figure.written == "words"
    if name and one and " " not in name and name not in figure_grammar().tables["apres_un"]:
        return False
    if "symbole_unite" in groups and rule.kind == "measure":
        return figure.scale > 1 or (figure.written == "digits" and not groups["de_"])
    if "signe_monetaire" in groups:
        sign = groups["signe_monetaire"] or groups["signe"]
        written = figure.scale > 1 or (figure.written == "digits" and not groups["de_"])
        return written and currency(sign, home) is not None
    if "monnaie" in groups:
        everyday = normal(groups["monnaie"]).lower() in figure_grammar().tables["mots_courants"]
        return not everyday or figure.scale >= 10**6 or is_currency_of(groups["monnaie"], home)
    return True


def _apply(rule: GrammarRule, figure: Figure, match: re.Match[str], home: str | None) -> None:
    groups = match.groupdict()
    figure.kind, figure.end = rule.kind, match.end()
    if groups.get("signe_echelle"):
        figure.rescale_by(scale_value(groups["signe_echelle"]))
    if rule.unit in _FACTORS:
        figure.unit = "%"
        if figure.value is not None:
            figure.value = figure.value * _FACTORS[rule.unit]
    elif rule.kind == "money":
        figure.unit = currency(groups.get("monnaie") or groups["signe_monetaire"] or groups["signe"], home)
        per_form = groups.get("symbole_unite") or groups.get("unite")
        if per_form:
            per = unit(per_form)
            figure.unit = f"{figure.unit}/{per.code}" if per else figure.unit
    elif rule.kind == "measure":
        form = groups.get("unite") or groups.get("symbole_unite") or "°C"
        figure.measured = unit(form, groups.get("periode") or _LONG.get(groups.get("court") or ""))
        figure.unit = figure.measured.code if figure.measured else None
    else:
        figure.unit = rule.unit or None


_LONG = {"j": "jour", "jour": "jour", "an": "an", "h": "heure", "s": "seconde"}


def _front(text: str, figure: Figure, home: str | None, grammar: FigureGrammar) -> bool:
    """Take the currency sign that stands before the number, if one does."""
    start = figure.start
    if start == 0 or figure.written != "digits" or text[start - 1] not in _FRONT_ENDS:
        return False
    rule, before, after = grammar.front
    match = before.search(text, max(0, start - 8), start)
    code = currency(match["signe_devant"], home) if match else None
    if match is None or code is None or "/" in match[0]:
        return False
    figure.kind, figure.unit, figure.start = rule.kind, code, match.start()
    tail = after.match(text, figure.end)
    if tail and tail["signe_echelle"]:
        figure.rescale_by(scale_value(tail["signe_echelle"]))
        figure.end = figure.tail = tail.end()
    figure.shaped_by(rule.id)
    return True


_FRONT_ENDS = frozenset("$€£¥₽₺₴₦₩₪₫฿₱₡₲₵₸₼₾֏₹ \u00a0\u202fDRFSNY")

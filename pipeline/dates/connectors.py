"""The words that link, open, cut and announce dates, as patterns over the folded text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.dates.grammar import grammar
from pipeline.rulebook.grammar import alternatives

LEFT, HEAD = 60, 20
"""How many characters before a mention are read for what extends it, and for what opens a range."""

_ARTICLES = r"(?:(?:de|du|des|au|aux|à|en|le|la|les|dans|mois|ce|cette|cet) |d'|l'){0,3}"
_CUT = r"(?:(?:début|fin|milieu|mi)(?: |-)(?:d'|de |du )?)?"
COORDINATED = re.compile(rf"(?:,|,? et|,? ou|,? puis|,? comme|,? ainsi que|,? mais aussi) {_ARTICLES}{_CUT}")
TO = re.compile(rf" (?:à|au|aux|jusqu'(?:à|au|aux|en)) {_ARTICLES}{_CUT}")
AND = re.compile(rf" et {_ARTICLES}{_CUT}")
DASH = re.compile(rf" ?[-–—/] ?{_CUT}")
FROM_OPENER = re.compile(r"(?<!\w)(?:(?:du|de|des|depuis) (?:l'|la |le |les )?|d')\Z")
AND_OPENER = re.compile(r"(?<!\w)entre (?:le |la |l'|les )?\Z")
AT = re.compile(r"(?:,? (?:à|dès|à partir de|avant|après|jusqu'à)|,)? ")
ON = re.compile(r",? (?:le |ce |du )?")

_SHAPES = {
    "coupes": (r"(?P<article>le |la |l')?", r"(?:-| )(?:de l'|de la |de |du |des |d'|les |le mois de )?"),
    "approches": ("", r" (?:de |des |du |d')?(?:le |la |l'|les )?"),
    "quantites": ("", r" (?:de |d')?"),
    "prepositions": ("", rf"(?: |')(?:en |à la |à l')?{_ARTICLES}"),
    "tranches": ("", r" (?:de la |de l'|du |de |des |d')?(?:le )?"),
}


def table(name: str) -> dict[str, Any]:
    """Return the table of connectors of that name (rules/grammars/dates/connectors.toml)."""
    return grammar().tables[name]


@cache
def before(name: str) -> re.Pattern[str]:
    """Return the pattern of a word of the table at the end of a text, captured as `word`."""
    head, tail = _SHAPES[name]
    return re.compile(rf"(?<!\w){head}(?P<word>{alternatives(table(name))}){tail}\Z")


@cache
def part_of_day() -> re.Pattern[str]:
    """Return the pattern of a part of the day after a date: `hier soir`, `le 3 mai au matin`."""
    link = r",? (?:au |dans la |dans l'|en (?:fin de |début de )?|tard dans la |à la mi-)?"
    return re.compile(rf"(?:{link}|-)(?:{alternatives(table('moment'))})(?!\w)")


@cache
def quantity_after() -> re.Pattern[str]:
    """Return the pattern of an approximation after a duration: `dix ans environ`."""
    return re.compile(r" (?P<word>environ|au moins|au plus|au maximum|au minimum)(?!\w)")

"""Amounts that leave their currency to another amount near by."""

from __future__ import annotations

import re

from pipeline.figures.context import has_complement, noun_follows, stands_alone
from pipeline.figures.model import Figure

_B = " \t\u00a0\u202f\u2009"
_REACH = 320
_SENTENCE_END = re.compile(rf"[.!?][{_B}]|[\n\r]")
_PEOPLE = re.compile(r"\b(?i:habitants?|populations?|personnes|réfugiés|déplacés|victimes|morts|électeurs|tonnes|barils|hommes|voix)\b")
_PAID = re.compile(rf"[{_B}](?:ont été|seront|par|de plus|dès|sous|d['\u2019]ici|supplémentaires)\b|[{_B}]\(")
_WORTH = re.compile(
    rf"[{_B}]+d(?:e[{_B}]+|['\u2019])(?:prêts?|dons?|aides?|crédits?|dettes?|recettes|dépenses|subventions|pertes|dégâts|dommages|"
    rf"bénéfices|excédents?|déficits?|exportations|importations|investissements?|financements?|avoirs|actifs|réserves|capitaux|"
    rf"garanties|intérêts|échanges|ventes|achats|contrats|fonds|dépôts|transferts|revenus|plus|moins)(?!\w)"
)


def take_currency(text: str, figure: Figure, before: Figure | None, after: Figure | None) -> None:
    """Give an amount of millions the currency said just before it, or next in its sentence.

    It counts nothing (`20 millions en 2020`), or what is worth money (`3 milliards de prêts`).
    """
    if figure.kind not in ("number", "count") or figure.scale < 10**6:
        return
    worth = _WORTH.match(text, figure.end)
    counts = figure.counted or has_complement(text, figure.end) or noun_follows(text, figure.end)
    if not worth and (counts or not (stands_alone(text, figure.end) or _PAID.match(text, figure.end))):
        return
    for other in (before, after):
        if other is None:
            continue
        gap = text[other.end : figure.start] if other is before else text[figure.end : other.start]
        if other.kind != "money" or other.scale < 10**6 or len(gap) > _REACH:
            continue
        ends = len(_SENTENCE_END.findall(gap))
        if ends > 2 * (other is before) or "\n\n" in gap or _PEOPLE.search(gap):
            continue
        figure.kind, figure.unit, figure.measured = "money", other.unit, None
        figure.trace.append("monnaie-voisine")
        return

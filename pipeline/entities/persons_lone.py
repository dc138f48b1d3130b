"""Lone names that the model alone takes for a person's: kept where the text treats them as one somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extensions import Found

_DOES = re.compile(
    r"[ \u00a0]?,?[ \u00a0](?:(?:n['’]|ne[ \u00a0]|l['’]|s['’]|se[ \u00a0]|en[ \u00a0]|y[ \u00a0]|lui[ \u00a0])?"
    r"(?:a|avait|aura|aurait|est|était|fut|sera)[ \u00a0])?(?:ainsi[ \u00a0]|aussi[ \u00a0]|été[ \u00a0]|pas[ \u00a0])?"
    r"(?:déclar|affirm|estim|expliqu|ajout|précis|assur|soulign|promet|promis|écri|racont|confi|rappel|dit\b|disait|juge\b|jugea|né\b|née\b|mort\b|morte\b"
    r"|mour|meur|assassin|élu|nomm|arrêt|emprison|épous|démission|succèd|succéd|abdiq|rêv|voul|veut\b|croi|refus|gouvern|régn|jur|plaid|hésit|tent"
    r"|rencontr|reçoi|reçu|invit|dîn|déjeun|visit|rend|arriv|salu|téléphon|parl|discut|quitt|retourn|voyag|félicit|remerci|savait|sait\b|répond|répét|martel|dénon|condamn|accus|pens|espér|craign|négoci|sign)"
)
_OF_SOMEONE = re.compile(
    r"(?:\b(?:selon|dixit|famille|époux|clan)|\b(?:assassinat|mort|décès|gouvernement|élection|réélection|régime|successeur|prédécesseur|présidence"
    r"|fils|fille|veuve|père|mère|frère|disparition|chute|arrestation|discours|cabinet|procès|avocat|partisans?|proches?|mandat|visite|démission|entourage|époque|mots?)"
    r"[ \u00a0](?:de|d['’]))[ \u00a0]?$",
    re.I,
)
_AROUND = 40
_OFTEN = 2


def supported(text: str, persons: Iterable[Found]) -> list[Found]:
    """Return the model's persons without the names of one word, said once, that nothing in the text says are a person's."""
    held = list(persons)
    alone = {text[item.start : item.end] for item in held if _lone(text, item)}
    kept = {name for name in alone if _human_somewhere(text, name)}
    return [item for item in held if not _lone(text, item) or text[item.start : item.end] in kept]


def _human_somewhere(text: str, name: str) -> bool:
    found = list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    return len(found) >= _OFTEN or any(_human(text, one) for one in found)


def _lone(text: str, item: Found) -> bool:
    return re.fullmatch(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text[item.start : item.end]) is not None


def _human(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - _AROUND) : found.start()]
    return bool(_DOES.match(text, found.end()) or _OF_SOMEONE.search(before))

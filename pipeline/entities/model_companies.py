"""Names that the model takes for a person's or a place's where the words around them speak of a company."""

from __future__ import annotations

import re
from functools import cache

from pipeline.entities.matcher import fold
from pipeline.entities.tables import demonyms, first_names

_AROUND = 90
_OWNED = re.compile(
    r"(?:\b(?:appartien(?:t|nent|drait)|appartenait|appartenaient|revient|reviennent|cédée?s?|vendue?s?|confiée?s?|attribuée?s?)\b[^.;:!?\n]{0,40}\b(?:à|au)"
    r"|\b(?:rachetée?s?|exploitée?s?|opérée?s?|détenue?s?|contrôlée?s?|construite?s?)\b[^.,;:!?\n]{0,30}\bpar"
    r"|%\s(?:de|du|d['’])|\b(?:filiales?|actionnaires?|actions|parts|titres)\s(?:de|du|d['’])|\bassociée?s?\b[^.;:!?\n]{0,20}\b(?:à|avec))\s?\Z"
)
_OWNS = re.compile(
    r"\s(?:a|ont|avait|avaient|aurait)\s(?:racheté|acquis|repris|cédé|vendu|investi|exploité)\b"
    r"|\s(?:en\s)?(?:possèdent|possède|détiennent|détient|exploitent|exploite|rachètent|rachète|acquiert|extrait|commercialise)\b"
    r"|\s?,\s(?:déjà\s)?(?:détent(?:eur|rice)|actionnaire|filiale|entreprise|groupe|compagnie|société|constructeur|opérateur)\b"
    r"|\srachetée?\spar\b"
)
_BUSINESS = re.compile(
    r"%|\b(?:milliards|millions|parts?|mines?|gisements?|usines?|concessions?|groupe|filiale|coentreprise|actionnaires?"
    r"|contrats?|capital)\b"
)
_NATIONAL = re.compile(r"\b(?:le|du|au|l['’])\s?([\w-]{4,25})\s\Z")
_LONGEST = 3


def is_company(text: str, start: int, end: int) -> bool:
    """Tell whether a name without a known first name owns, is owned as a company is, or is `le japonais Xyz`."""
    words = text[start:end].split()
    if not words or len(words) > _LONGEST or words[0] in first_names():
        return False
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    national = _NATIONAL.search(before)
    if national is not None and national[1].islower() and fold(national[1].split("-")[-1]) in _masculine():
        return True
    if not _BUSINESS.search(before + after):
        return False
    return bool(_OWNED.search(_unlisted(before)) or _OWNS.match(after))


def _unlisted(before: str) -> str:
    """Return what stands before the list that the name goes on with (`appartient à A, à B et à`)."""
    for _ in range(_LONGEST):
        shorter = re.sub(r"(?:à\s|de\s|par\s|d['’])?[A-ZÀ-Þ][\w-]{1,24}(?:,|\set)\s(?:(?:à|de|par)\s|d['’])?\Z", "", before)
        if shorter == before:
            break
        before = shorter if re.search(r"\b(?:à|de|par)\s\Z", shorter) else before[: len(shorter)] + _link(before[len(shorter) :])
    return before


def _link(rest: str) -> str:
    found = re.match(r"(?:à|de|par)\s|d['’]", rest)
    return found[0] if found else ""


@cache
def _masculine() -> frozenset[str]:
    return frozenset(fold(entry.masculine.split("-")[-1]) for entry in demonyms().values())

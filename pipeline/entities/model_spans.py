"""The model's spans put together: halves joined at a hyphen, pieces of known names, acronyms of what is no organization."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.extensions import Found

ModelEntity = tuple[int, int, str]

LEADING = re.compile(
    r"(?:(?:l|d|qu|s|n|j|c)['’ʼ]|(?:le|la|les|de|du|des|un|une|au|aux|à|en|et|par|pour|dans|sur|que|ce|cette|ces|son|sa"
    r"|ses|leur|leurs|avec|sans|chez|vers|selon|m\.|mme|mm\.|mlle|monsieur|madame|dr|général|président|ministre|pape|roi|reine|prince|monseigneur|saint)\s)+",
    re.I,
)
_HYPHENS = "\u2010\u2011-"
_HYPHENED = re.compile(rf"(?<![\w{_HYPHENS}])[A-ZÀ-Þ][^\W\d_]{{0,20}}[{_HYPHENS}]$")
_DEFINED = re.compile(r"[ \u00a0]\(([A-ZÀ-Þ]{2,6})\)")
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "à", "au", "aux", "en", "pour", "sur", "par", "dans"})
_BACK = 120


def joined(text: str, entities: Iterable[ModelEntity]) -> list[ModelEntity]:
    """Return the entities with those that a hyphen joins made one (`Cap-Haïtien` read as two places)."""
    joined: list[ModelEntity] = []
    for start, end, label in sorted(entities):
        entity = (_hyphened(text, start), end, label) if label == "ORG" else (start, end, label)
        last = joined[-1] if joined else None
        if last and last[2] == entity[2] and entity[0] - last[1] == 1 and text[last[1]] in _HYPHENS:
            joined[-1] = (last[0], entity[1], entity[2])
        else:
            joined.append(entity)
    return joined


def _hyphened(text: str, start: int) -> int:
    """Return where the word begins that a capital and a hyphen tie to the one at `start` (`I-Télé` read as `Télé`)."""
    before = _HYPHENED.search(text, max(0, start - 24), start)
    return before.start() if before else start


def without_parts(text: str, items: Iterable[Found], names: Iterable[Found]) -> list[Found]:
    """Return the model's organizations and places that only cut short one of `names`, at its start or at its end, dropped."""
    names = list(names)
    starts = {(item.start, item.type): item.end for item in sorted(names, key=lambda item: item.end)}
    ends = {(item.end, item.type): item.start for item in sorted(names, key=lambda item: -item.start)}
    kept = []
    for item in items:
        cut = starts.get((item.start, item.type), 0) > item.end
        late = ends.get((item.end, item.type), item.start) < item.start
        if not cut and not (late and (item.type == "place" or _only_article(text, ends[item.end, item.type], item.start))):
            kept.append(item)
    return kept


def _only_article(text: str, start: int, end: int) -> bool:
    return LEADING.fullmatch(text, start, end) is not None


@lru_cache(maxsize=8)
def things_acronyms(text: str) -> frozenset[str]:
    """Return the acronyms that the text defines by a phrase in lower case with no capital: `produit intérieur brut (PIB)`."""
    found = set()
    for match in _DEFINED.finditer(text):
        words = [word for word in _LETTERS.findall(text, max(0, match.start() - _BACK), match.start()) if word.lower() not in _SMALL]
        last = words[-len(match[1]) :]
        if "".join(word[0].upper() for word in last) == match[1] and all(map(str.islower, last)):
            found.add(match[1])
    return frozenset(found)

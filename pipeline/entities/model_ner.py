"""The model's entity spans, trimmed and sifted: what a statistical model gets wrong is known by its shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from wordfreq import zipf_frequency

from pipeline.entities.matcher import fold
from pipeline.entities.organizations_keys import slug
from pipeline.extensions import Found

MODEL_RULE = "model"
TYPES = {"ORG": "organization", "PER": "person", "LOC": "place"}
ModelEntity = tuple[int, int, str]

_WORD = re.compile(r"[^\W_]+")
_LEADING = re.compile(
    r"(?:(?:l|d|qu|s|n|j|c)['’ʼ]|(?:le|la|les|de|du|des|un|une|au|aux|à|en|et|par|pour|dans|sur|que|ce|cette|ces|son|sa"
    r"|ses|leur|leurs|avec|sans|chez|vers|selon|m\.|mme|mm\.|mlle|monsieur|madame|dr|général|président|ministre)\s)+",
    re.I,
)
_SIGNS = " \t\u00a0\u202f\u2009\"'«»“”‘’.,;:!?()[]–—-•*"
_COMMON = 3.4
_MOST_WORDS = 9
_ARTICLE_NAMES = re.compile(r"(?:La|Le|Les|L['’]|El|Al|De|Du)\b")
_NEVER = frozenset(
    [
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "internet",
        "dieu",
        "noel",
        "monsieur",
        "madame",
    ]
)


def filter_model(text: str, entities: Iterable[ModelEntity]) -> list[Found]:
    """Return the model's entities (`ORG`, `PER`, `LOC` spans by characters) that may be names, trimmed.

    Dropped: spans over a line break, without a capital, of one common word that opens a sentence or a line, of a day
    or month, too long. Trimmed: articles, prepositions, titles, quotes, and signs at both ends.
    """
    found = []
    for start, end, label in entities:
        kind = TYPES.get(label)
        if kind is None:
            continue
        bounds = trim(text, start, end)
        if bounds is None or not plausible(text, *bounds):
            continue
        surface = " ".join(text[bounds[0] : bounds[1]].split())
        data = {"form": "name", "entity": slug(surface), "name": surface}
        if kind == "organization":
            data |= {"acronym": None, "class": "other", "wikidata": None}  # type: ignore[dict-item]
        found.append(Found(*bounds, kind, MODEL_RULE, data))
    return found


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds without signs at the ends and without leading articles, prepositions and titles."""
    while start < end:
        while start < end and text[start] in _SIGNS:
            start += 1
        while end > start and text[end - 1] in _SIGNS:
            end -= 1
        leading = _LEADING.match(text, start, end)
        if leading is None or _is_part_of_name(text, start, leading.end()):
            break
        start = leading.end()
    return (start, end) if end - start > 1 else None


def _is_part_of_name(text: str, start: int, after: int) -> bool:
    """Tell whether a leading article has its capital inside a sentence (`La Haye`, `Les Républicains`)."""
    before = text[max(0, start - 3) : start].rstrip(" \u00a0\u202f")
    opens = not before or before[-1] in '.!?:«"“\n–—('
    return not opens and _ARTICLE_NAMES.match(text, start, after) is not None


def plausible(text: str, start: int, end: int) -> bool:
    """Tell whether the span can be a name at all."""
    surface = text[start:end]
    words = _WORD.findall(surface)
    if not words or len(words) > _MOST_WORDS or "\n" in surface or "\r" in surface:
        return False
    if not any(char.isupper() for char in surface):
        return False
    if len(words) == 1:
        return _single(text, start, words[0])
    return any(word[0].isupper() for word in words) and not all(
        _common(word) and word.islower() for word in words[1:]
    )


def _single(text: str, start: int, word: str) -> bool:
    folded = fold(word)
    if folded in _NEVER or len(word) == 1 or word.isdigit():
        return False
    if word.isupper() and len(word) <= 6:
        return True
    return not (_common(word) and _opens(text, start))


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \t\u00a0\u202f")
    return not before or before[-1] in '.!?:;«"“\n–—(•*…'


@lru_cache(maxsize=1 << 14)
def _common(word: str) -> bool:
    return zipf_frequency(word.lower(), "fr") >= _COMMON and word.lower() not in _PROPER_AND_COMMON


_PROPER_AND_COMMON = frozenset({"paris", "marseille", "lyon", "obama", "macron"})

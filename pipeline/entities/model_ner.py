"""The model's entity spans, trimmed and sifted: what a statistical model gets wrong is known by its shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from wordfreq import zipf_frequency

from pipeline.entities.matcher import fold
from pipeline.entities.model_companies import is_company
from pipeline.entities.model_spans import LEADING, ModelEntity, joined, things_acronyms
from pipeline.entities.organizations_keys import slug
from pipeline.entities.organizations_rules import vocabulary
from pipeline.entities.tables import demonyms
from pipeline.extensions import Found
from pipeline.numerals import number_tokens

MODEL_RULE = "model"
TYPES = {"ORG": "organization", "PER": "person", "LOC": "place"}

_WORD = re.compile(r"[^\W_]+")
_SIGNS = " \t\u00a0\u202f\u2009\"'«»“”‘’.,;:!?()[]–—-•*"
_YEAR = re.compile(r"(?:^| )(?:1[89]|20)\d\d$")
_MODEL_NUMBER = re.compile(r"(?:^|[ -])[A-Z]{1,3}-?\d{2,4}[a-z]*\b")
_BUSINESS = re.compile(r"[a-zà-ÿ] [B-DF-HJ-NP-TV-XZ]{2,5}$")  # letters no surname is made of: `Yamal LNG`
_DIRECTIONS = frozenset({"nord", "sud", "est", "ouest", "nord-est", "occident", "orient", "centre", "etat", "etats"})
_INHABITANT = re.compile(r"(?:ais|aise|aises|ois|oise|oises|iens?|iennes?|ains?|aines?)$")
_ARTICLE_BEFORE = re.compile(r"(?:\b(?:les?|la|une?|des|du|aux?)\s|\bl['’]\s?)$", re.I)
_BEFORE = re.compile(r"(?:\b([^\W\d_]{1,16})[ \u00a0])?([^\W\d_]{1,16})(?:[ \u00a0]|['’])$")
_OF = frozenset({"de", "d", "du", "des"})
_WHERE = frozenset({"a", "en", "vers"})
_TRAILING = re.compile(r"(?:[ \u00a0](?:du|de|des|la|le|les|au|aux|et|en)|[ \u00a0][dl]['’])+\Z")
_COMMON = 3.4
_MOST_WORDS = 9
_ARTICLE_NAMES = re.compile(r"L['’]|(?:La|Le|Les|El|Al|De|Du)\b")
_WORLDS = frozenset({"mars", "terre"})
_TITLES = frozenset({"president", "presidente", "republique", "roi", "pape", "homme", "ministre", "general", "seigneur"})
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

    Dropped: spans over a line break, without a capital, of one common word that opens a sentence or a
    line, of a day
    or month, too long. Trimmed: articles, prepositions, titles, quotes, and signs at both ends.
    """
    things = things_acronyms(text)
    found = []
    for start, end, label in joined(text, entities):
        read = _read(text, start, end, TYPES[label]) if label in TYPES else None
        if read is None:
            continue
        bounds, kind = read
        surface = " ".join(text[bounds[0] : bounds[1]].split())
        if surface in things and kind != "person":
            continue
        data = {"form": "name", "entity": slug(surface), "name": surface}
        if kind == "organization":
            data |= {"acronym": None, "class": "other", "wikidata": None}  # type: ignore[dict-item]
        found.append(Found(*bounds, kind, MODEL_RULE, data))
    return found


def _read(text: str, start: int, end: int, kind: str) -> tuple[tuple[int, int], str] | None:
    """Return the bounds and the type of the name a span is, or None when it is none."""
    bounds = trim(text, start, end)
    if bounds is None or not plausible(text, *bounds, kind):
        return None
    if kind == "person" and _BUSINESS.search(text, *bounds):
        kind = "organization"
    if kind != "organization" and is_company(text, *bounds):
        kind = "organization"
    inner = _after_demonym(text, *bounds)
    if inner is not None and kind != "place":
        bounds, kind = inner, "person"
    before = _words_before(text, bounds[0])
    if before[1:] and before[1] in _OF and before[0] in vocabulary().before_places:
        kind = "place"
    if kind == "organization" and _stands_where(text, bounds, before):
        kind = "place"
    if before and _announced_otherwise(before[-1], kind):
        return None
    if kind == "place" and not _place(text, *bounds):
        return None
    if kind == "organization" and (_heading(text, *bounds) or not _organization(text[bounds[0] : bounds[1]])):
        return None
    return bounds, kind


def _stands_where(text: str, bounds: tuple[int, int], before: list[str]) -> bool:
    """Tell whether a lone name in small letters stands after a bare `à` or `en`, as a town's or a region's does."""
    surface = text[bounds[0] : bounds[1]]
    return bool(before) and before[-1] in _WHERE and surface.isalpha() and surface.istitle()


def _words_before(text: str, start: int) -> list[str]:
    """Return the one or two folded words right before an offset, without a sign between."""
    found = _BEFORE.search(text, max(0, start - 40), start)
    return [fold(word) for word in found.groups() if word] if found else []


def _announced_otherwise(before: str, kind: str) -> bool:
    """Tell whether the word before says that the name is a thing's: `ouragan X`, `gazoduc X`, `quatre X`."""
    if kind != "person" and before in number_tokens():
        return True
    return before in (vocabulary().before_products if kind == "place" else vocabulary().before_others)


def _after_demonym(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds of the person that a demonym announces (`Thaïlandaise Sopita Tanasan`), or None."""
    first, blank, rest = text[start:end].partition(" ")
    if not blank or not rest[:1].isupper() or fold(first) not in _demonyms():
        return None
    return start + len(first) + 1, end


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(fold(form) for entry in demonyms().values() for form in entry.forms)


def _organization(surface: str) -> bool:
    """Tell whether the name is not that of an event, a text, a product, a place or a class."""
    words = [fold(word) for word in _WORD.findall(surface)]
    known = vocabulary()
    if len(words) == 1:
        return words[0] not in known.not_organizations and words[0] not in _demonyms() and not _MODEL_NUMBER.search(surface)
    if words[0] in known.not_first or _YEAR.search(surface) or _MODEL_NUMBER.search(surface):
        return False
    return not (words[0] == "groupe" and len(words[-1]) == 1)


def _heading(text: str, start: int, end: int) -> bool:
    """Tell whether the span is a line of its own of common words (`Coopération économique`)."""
    alone = (start == 0 or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")
    words = _WORD.findall(text[start:end]) if alone else []
    return len(words) > 1 and all(word.islower() for word in words[1:]) and all(map(_common, words))


def _place(text: str, start: int, end: int) -> bool:
    """Tell whether a place may be one: no inhabitant (`les Lyonnaises`), no point of the compass, no
    domain."""
    words = [fold(word) for word in _WORD.findall(text[start:end])]
    if words[0] in vocabulary().not_places or _YEAR.search(text[start:end]):
        return False
    if len(words) > 1 or words[0] in _WORLDS:
        return True
    if words[0] in _DIRECTIONS or words[0] in vocabulary().domains or words[0] in vocabulary().not_organizations:
        return False
    return not (_INHABITANT.search(words[0]) and _ARTICLE_BEFORE.search(text, max(0, start - 6), start))


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds without signs at the ends and without leading articles, prepositions and titles."""
    while start < end:
        while start < end and text[start] in _SIGNS:
            start += 1
        while end > start and text[end - 1] in _SIGNS:
            end -= 1
        trailing = _TRAILING.search(text, start, end)
        end = trailing.start() if trailing is not None else end
        leading = LEADING.match(text, start, end)
        if leading is None or _is_part_of_name(text, start, leading.end()):
            break
        start = leading.end()
    return (start, end) if end - start > 1 else None


def _is_part_of_name(text: str, start: int, after: int) -> bool:
    """Tell whether a leading article has its capital inside a sentence (`La Haye`, `Les Républicains`, `« Le Figaro »`)."""
    before = text[max(0, start - 3) : start].rstrip(" \u00a0\u202f")
    return bool(before) and before[-1] not in ".!?…\n\r–—" and _ARTICLE_NAMES.match(text, start, after) is not None


_BROKEN = re.compile(r"[\r\n]|[ \u00a0][-–—][ \u00a0]|[ \u00a0]{2}|[|\t]")
_PARTICIPLE = re.compile(r"[a-zà-ÿ]{2}(?:é|ée|és|ées|ant)$")
_TOWN = re.compile(r"[a-zà-ÿ]{3}(?:ville|bourg|burg|grad|stan|abad|polis)$")


def plausible(text: str, start: int, end: int, kind: str) -> bool:
    """Tell whether the span can be a name of that type at all."""
    surface = text[start:end]
    words = _WORD.findall(surface)
    if not words or len(words) > _MOST_WORDS or _BROKEN.search(surface):
        return False
    if not any(char.isupper() for char in surface):
        return False
    if len(words) == 1:
        return _single(text, start, words[0], kind) and fold(words[0]) not in _TITLES
    return any(word[0].isupper() for word in words)


def _single(text: str, start: int, word: str, kind: str) -> bool:
    folded = fold(word)
    if kind == "person" and ((_opens(text, start) and _PARTICIPLE.search(word)) or _TOWN.search(word)):
        return False
    if folded in _WORLDS and kind == "place" and word.istitle():
        return not _opens(text, start)
    if folded in _NEVER or len(word) == 1 or word.isdigit():
        return False
    if kind != "organization" or (word.isupper() and len(word) <= 6):
        return True
    return not (_common(word) and _opens(text, start))


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \t\u00a0\u202f")
    return not before or before[-1] in '.!?;«"“\n–—•*…'


@lru_cache(maxsize=1 << 14)
def _common(word: str) -> bool:
    return zipf_frequency(word.lower(), "fr") >= _COMMON and word.lower() not in _PROPER_AND_COMMON


_PROPER_AND_COMMON = frozenset({"paris", "marseille", "lyon", "obama", "macron"})

"""Constructions read off the order of words where the parse is seldom right.

Clefts (`C'est avec X que …`), participles that open a sentence (`Fondée par X, l'organisation …`) and
headings (`Corée : essai de missile`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.relations.phrases import Phrases
from pipeline.tree import Word

_BE = frozenset(["est", "sont", "était", "étaient", "fut", "furent", "sera", "seront", "serait", "seraient"])
_OPENING_REACH = 12
_PAST = (
    "é",
    "ée",
    "és",
    "ées",
    "i",
    "ie",
    "is",
    "ies",
    "ise",
    "ises",
    "u",
    "ue",
    "us",
    "ues",
    "ert",
    "erte",
    "erts",
    "ertes",
    "int",
    "inte",
    "ints",
    "intes",
)
_AFTER_PARTICIPLE = frozenset(
    ["par", "avec", "à", "au", "aux", "en", "entre", "dans", "de", "d'", "du", "des", "depuis", "contre", "sur", "pour", "auprès", "comme"]
)
_OPENERS = frozenset({'"', "«", "“", "-", "–", "—", "("})
_BEFORE_NOUN = ("DET", "ADJ", "NUM", "SPACE")


def cleft_focus(head: Word, phrases: Phrases) -> Iterator[Word]:
    """Yield the heads of the names in the focus of the cleft that holds `head` after its `que`."""
    seen: set[int] = set()
    for index in _focus(head):
        span = phrases.owner_of.get(index)
        if span is not None and span.start not in seen:
            seen.add(span.start)
            yield span.root


def _focus(head: Word) -> range:
    """Return the indexes between `C'est` and the `que` whose verb is `head` or governs it."""
    doc = head.doc
    for token in head.sent:
        if token.i + 2 >= head.i:
            break
        if token.plain not in ("c'", "ce") or doc[token.i + 1].plain not in _BE:
            continue
        for index in range(token.i + 3, min(head.i, token.i + 26)):
            if doc[index].plain in ("que", "qu'"):
                between = [other for other in doc[index + 1 : head.i] if other.pos_ == "VERB" and other.i != head.head.i]
                return range(0) if between else range(token.i + 2, index)
    return range(0)


def cleft_verb(focus: Word) -> Word | None:
    """Return the verb of the cleft in whose focus the token stands: `C'est en accord avec X que Y agit`."""
    sent, doc = focus.sent, focus.doc
    if not any(token.plain in ("c'", "ce") and doc[token.i + 1].plain in _BE for token in sent if token.i < focus.i):
        return None
    for token in sent:
        if token.i > focus.i and token.plain in ("que", "qu'"):
            return next((later for later in sent if later.i > token.i and later.pos_ == "VERB"), None)
    return None


def opening_participle(token: Word) -> bool:
    """Tell whether the token is a participle that opens its sentence, its noun coming after a comma."""
    if token.is_space or len(token) < 4:
        return False
    index = token.sent.start
    if token.i - index > _OPENING_REACH:
        return False
    while index < token.i and (token.doc[index].is_space or token.doc[index].text in _OPENERS or token.doc[index].pos_ == "ADV"):
        index += 1
    if index != token.i or token.i + 1 >= token.sent.end:
        return False
    word = token.plain
    if word.endswith("ant"):
        return bool(token.pos_ == "VERB")
    following = token.doc[token.i + 1]
    follows = following.plain in _AFTER_PARTICIPLE or (following.pos_ == "X" and following.dep_ == "dep")
    return word.endswith(_PAST) and follows and any(other.text == "," for other in token.sent)


def after_comma(token: Word, phrases: Phrases) -> Word | None:
    """Return the noun phrase after the comma that closes the participle's own: `Basée à X, l'organisation`."""
    doc = token.doc
    for index in range(token.i + 1, token.sent.end - 1):
        if doc[index].text != ",":
            continue
        target = index + 1
        while target < token.sent.end and doc[target].pos_ in _BEFORE_NOUN and target not in phrases.owner_of:
            if doc[target].plain in ("du", "des", "au", "aux"):
                break
            target += 1
        if target >= token.sent.end or doc[target].plain in ("qui", "dont", "où"):
            continue
        if doc[target].pos_ not in ("NOUN", "PROPN", "X", "PRON") and target not in phrases.owner_of:
            continue
        span = phrases.owner_of.get(target)
        if span is None:
            return doc[target]
        if min(phrases.groups.get(span.start, [span.start])) > index:
            return span.root
    return None


def heading(token: Word, phrases: Phrases) -> list[Word]:
    """Return the names before the colon that opens the token's sentence: `Pérou-Chili : reprise du dialogue`."""
    sent = token.sent
    colon = next((other.i for other in sent if other.text == ":" and other.i - sent.start <= 16), None)
    if colon is None or token.i < colon:
        return []
    found: dict[int, Word] = {}
    for index in range(sent.start, colon):
        span = phrases.owner_of.get(index)
        if span is not None:
            found.setdefault(span.start, span.root)
        elif sent.doc[index].pos_ not in ("DET", "PUNCT", "SPACE", "CCONJ", "SYM", "ADP") and sent.doc[index].text not in "-–—‑/":
            return []
    return list(found.values())

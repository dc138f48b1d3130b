"""Arguments read off the order of phrases, where the parse hangs them elsewhere or has no verb to hang them on.

`with_preposition`: the `avec X` or `entre X et Y` that follows a word with no clause begun between.
`party`: who else an agreement, a meeting or a border is about, one of them being known: the subject of a verb above
(`Par le traité conclu avec X, Y a cédé…`), else the name that opens the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.relations.phrases import HYPHENS, Phrases
from pipeline.tree import Word

_LOOSE = frozenset({"avec", "entre"})
_AGENT = frozenset({"par"})
_BREAKS = frozenset({";", ":", "qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "car", "mais", "puis", "lorsque"})
_REACH = 16
_CONJUNCTIONS = ("VERB", "AUX")


def finite(word: Word) -> bool:
    """Tell whether the word is a verb in a personal form."""
    return word.pos_ in _CONJUNCTIONS and "Fin" in word.morph.get("VerbForm")


def with_preposition(head: Word, names: Iterable[Word], prepositions: set[str], phrases: Phrases) -> list[Word]:
    """Return the first of `names` after the head with one of the prepositions that attach anywhere, no clause begun between."""
    wanted = prepositions & (_LOOSE | _AGENT if head.pos_ == "VERB" else _LOOSE)
    if not wanted:
        return []
    for name in names:
        if name.i <= head.i or phrases.preposition(name) not in wanted:
            continue
        start = phrases.start_of_phrase(name)
        if start - head.i > _REACH or any(word.plain in _BREAKS or finite(word) for word in head.doc[head.i + 1 : start]):
            return []
        return [name]
    return []


def party(head: Word, subject: Callable[[Word], list[Word]], phrases: Phrases) -> list[Word]:
    """Return the subject of the nearest verb above the head, else of a later verb of the same clause, else what opens the sentence."""
    above = head
    for _ in range(8):
        if above.head is above:
            break
        above = above.head
        if any(word.text == ";" for word in head.doc[min(above.i, head.i) : max(above.i, head.i)]):
            break
        if finite(above) or any(child.dep_.startswith(("aux", "cop")) for child in above.children):
            found = [token for token in subject(above) if token.i != head.i]
            if found:
                return found
    return _subject_after(head, phrases) or _opening(head, phrases)


def _subject_after(head: Word, phrases: Phrases) -> list[Word]:
    """Return the bare name after a comma that a finite verb follows: `Par le traité signé avec X, Y s'engagea`."""
    comma = False
    for word in head.doc[head.i + 1 : min(head.sent.end, head.i + 30)]:
        if word.text in (";", ":"):
            return []
        comma = comma or word.text == ","
        if comma and word.i in phrases.direct and word.dep_.startswith("nsubj") and not phrases.preposition(word):
            return [word]
    return []


def _opening(head: Word, phrases: Phrases) -> list[Word]:
    """Return the name that opens a sentence without a personal verb before the head: `Le Chili, accord avec le Pérou`."""
    for word in head.doc[head.sent.start : head.i]:
        if finite(word) or word.text in (";", ":"):
            return []
        if word.i in phrases.direct:
            return [] if phrases.preposition(word) else [word]
        if word.pos_ not in ("DET", "PUNCT", "SPACE", "NUM", "SYM") and word.text not in "-–—•*":
            return []
    return []


def hyphenated(head: Word, phrases: Phrases) -> list[Word]:
    """Return the first of two names joined by a hyphen that follow the head: `la rencontre Poutine-Xi`, `le bras de fer Oslo-Moscou`."""
    for word in head.doc[head.i + 1 : min(head.sent.end, head.i + 6)]:
        span = phrases.owner_of.get(word.i)
        if span is not None and span.start == word.i:
            joined = span.start in phrases.groups and span.end < head.sent.end and head.doc[span.end].text in HYPHENS
            return [span.root] if joined and not phrases.preposition(word) else []
        if word.pos_ not in ("ADJ", "ADP", "NOUN", "SPACE") and word.text not in HYPHENS:
            return []
    return []

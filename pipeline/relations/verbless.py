"""Lines without a personal verb: headlines, captions, rows of a table, telegraphic notes.

`Kazakhstan à l'OMC, 162e membre`, `OEA : départ du Nicaragua`, `CEI 1991 membre fondateur`, `Burundi hors de la CPI`:
the names that stand before a word in such a line are its arguments.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.relations.phrases import Phrases
from pipeline.relations.surface import finite
from pipeline.tree import Mention, Word

_REACH = 30
_OPENERS = frozenset({",", ":", ";", "-", "–", "—", "•", "*", "(", "|", "\t"})


def is_verbless(head: Word) -> bool:
    """Tell whether no personal verb stands in the head's sentence, or in the part of it that a semicolon closes."""
    first, last = head.sent.start, head.sent.end
    for word in head.sent:
        if word.text == ";":
            first, last = (word.i + 1, last) if word.i < head.i else (first, min(last, word.i))
    if last - first > _REACH:
        return False
    return not any((finite(word) and word.i != head.i) or word.dep_ in ("aux:tense", "aux:pass", "cop") for word in head.doc[first:last])


def names_before(head: Word, types: tuple[str, ...], phrases: Phrases) -> list[Mention]:
    """Return the names of the types that stand before `head` in its verbless line: those of the nearest list."""
    found: list[Mention] = []
    for index in range(head.i - 1, head.sent.start - 1, -1):
        span = phrases.owner_of.get(index)
        if head.doc[index].text == ";":
            break
        if span is None or span.start != index or span.data.get("form") == "demonym":
            continue
        if span.label_ in types and not _inside_title(span, phrases):
            found.append(span)
    if len(found) > 1:
        group = set(phrases.groups.get(found[0].start, ()))
        found = [found[0], *(span for span in found[1:] if span.start in group)]
    return found[::-1]


def _inside_title(span: Mention, phrases: Phrases) -> bool:
    """Tell whether the name is the complement of a noun (`président de X`), no member of the line."""
    return phrases.preposition(span.root) in ("de", "par", "avec", "entre", "sur", "pour", "contre")


def detached(head: Word) -> bool:
    """Tell whether the word opens its part of the line: after a comma, a colon, a dash, a number, or the names."""
    index = head.i - 1
    while index >= head.sent.start and (head.doc[index].pos_ in ("ADJ", "NUM", "SPACE") or head.doc[index].text.isdigit()):
        index -= 1
    return index < head.sent.start or head.doc[index].text in _OPENERS or head.doc[index].pos_ == "X"


def name_after(head: Word, phrases: Phrases) -> Iterator[Word]:
    """Yield the name that follows the head with only articles and prepositions between."""
    for index in range(head.i + 1, min(head.sent.end, head.i + 5)):
        span = phrases.owner_of.get(index)
        if span is not None:
            yield span.root
            return
        if head.doc[index].pos_ not in ("DET", "ADP", "SPACE"):
            return

"""Who does it with the subject: `aux côtés du Bénin`, `avec le Chili et le Pérou, la Colombie a fondé…`."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.relations.phrases import Phrases
from pipeline.relations.surface import BREAKS, finite
from pipeline.tree import Word

_REACH = 32


def companions(head: Word, names: Iterable[Word], phrases: Phrases) -> list[Word]:
    """Return the names that do it with the subject: `aux côtés du Bénin`, `avec le Chili, X a fondé…`, no other verb between."""
    found = []
    for name in names:
        if phrases.preposition(name) not in ("avec", "aux côtés de"):
            continue
        first, last = sorted((head.i, phrases.start_of_phrase(name)))
        between = head.doc[first + 1 : last]
        own = {head.head.i, *(child.i for child in head.children)}
        if last - first <= _REACH and not any(word.plain in BREAKS or (finite(word) and word.i not in own) for word in between):
            found.append(name)
    return found

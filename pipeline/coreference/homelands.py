"""Whose state a person speaks for: `le Premier ministre salomonais Jeremiah Manele`, `Mme Sandu, présidente de la Moldavie`."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.coreference.tables import tables
from pipeline.entities.matcher import fold
from pipeline.entities.persons_titles import titles
from pipeline.tree import Mention, Word

_BEFORE = 9
_AFTER = 9
_OFFICES = ("office", "rank")
_STOPS = frozenset({".", ";", ":", "(", ")", "«", "»"})


def homelands(mentions: Iterable[Mention]) -> dict[str, str]:
    """Return the state of each person whose office the text gives with it, by the person's key."""
    known = list(mentions)
    states = {span.start: span for span in known if span.label_ == "country" and not span.data.get("members")}
    found: dict[str, str] = {}
    for span in known:
        entity = str(span.data.get("entity"))
        if span.label_ == "person" and entity not in found:
            state = _before(span, states) or _after(span, states)
            if state is not None:
                found[entity] = state
    return found


def _before(person: Mention, states: dict[int, Mention]) -> str | None:
    """Return the state between the office and the name, or that of the demonym right before (`le Kényan X`)."""
    doc = person.doc
    state: str | None = None
    for index in range(person.start - 1, max(person.sent.start, person.start - _BEFORE) - 1, -1):
        word = doc[index]
        if word.text in _STOPS:
            return None
        if index in states:
            nearest = states[index]
            state = str(nearest.data.get("entity"))
            if nearest.data.get("form") == "demonym" and nearest.end == person.start and word.text[:1].isupper():
                return state
        elif _office(word):
            return state
    return None


def _after(person: Mention, states: dict[int, Mention]) -> str | None:
    """Return the state of the office apposed to the name (`, alors président des Palaos,`)."""
    doc = person.doc
    if person.end >= person.sent.end or doc[person.end].text != ",":
        return None
    office = False
    for index in range(person.end + 1, min(person.sent.end, person.end + 1 + _AFTER)):
        word = doc[index]
        if word.text in _STOPS or word.text == ",":
            return None
        if index in states and office:
            return str(states[index].data.get("entity"))
        office = office or _office(word)
    return None


def _office(word: Word) -> bool:
    if word.plain in tables().titles | tables().representatives:
        return True
    return any(title.kind in _OFFICES for _, title in titles().get(fold(word.plain), ()))

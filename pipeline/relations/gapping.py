"""Verbs left out: `le Rwanda a été admis en 1962, l'Algérie le 8 octobre et l'Ouganda peu après` says three admissions.

A bare name after a match's verb, parted from it by a comma, a semicolon or `et`, with a date or an adverb of time at once
after it and no verb of its own, is one more subject; one of the object's type, not of the subject's, one more object.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.relations.functions import Functions
from pipeline.relations.match import Match
from pipeline.relations.phrases import Filler
from pipeline.relations.surface import finite
from pipeline.tree import Mention, Tree, Word

_PARTING = frozenset({",", ";", "et", "puis"})
_WHEN = frozenset({"quand", "lorsque", "peu", "quelques", "plus", "aussi", "également", "depuis", "dès", "en", "le", "l'"})
_SUBJECTS = ("country", "organization")
_REACH = 45


def gapped(doc: Tree, functions: Functions, matches: list[Match]) -> Iterator[Match]:
    """Yield the matches that the sentence repeats without their verb."""
    dates = {span.start for span in doc.mentions if span.label_ == "date"}
    for match in matches:
        if match.trigger.pos_ != "VERB" or match.subject.type not in _SUBJECTS or match.object.type == "date":
            continue
        for span in _fragments(match.trigger, functions, dates):
            filler = Filler(span, span.keys, span.root.i)
            known = {match.subject_entity, match.object_entity}
            for entity in span.keys:
                if entity in known:
                    continue
                if span.label_ == match.subject.type and span.start > match.subject.span.end:
                    yield replace(match, subject=filler, subject_entity=entity)
                elif span.label_ == match.object.type and span.start > match.object.span.end:
                    yield replace(match, object=filler, object_entity=entity)


def _fragments(verb: Word, functions: Functions, dates: set[int]) -> Iterator[Mention]:
    """Yield the bare names after the verb that a date follows, none having a verb of its own."""
    doc, phrases = verb.doc, functions.phrases
    index, last = verb.i + 1, min(verb.sent.end, verb.i + _REACH)
    while index < last:
        word, span = doc[index], phrases.owner_of.get(index)
        if finite(word):
            return
        if span is None or span.start != index or span.data.get("form") == "demonym":
            index += 1
            continue
        end = _end_of_list(span, functions)
        if _opens(span, verb) and not phrases.preposition(span.root) and _timed(doc, end, last, dates):
            for start in phrases.groups.get(span.start, [span.start]):
                yield phrases.owner_of[start]
        index = max(end, index + 1)


def _end_of_list(span: Mention, functions: Functions) -> int:
    group = functions.phrases.groups.get(span.start, [span.start])
    return int(functions.phrases.owner_of[max(group)].end) if max(group) >= span.start else span.end


def _opens(span: Mention, verb: Word) -> bool:
    index = span.start - 1
    while index > verb.i and span.doc[index].pos_ == "DET":
        index -= 1
    return index > verb.i + 1 and span.doc[index].plain in _PARTING


def _timed(doc: Tree, index: int, last: int, dates: set[int]) -> bool:
    """Tell whether a date, or an adverb of time, follows at once, or past one apposition between commas."""
    for _ in range(2):
        if index >= last:
            return False
        if index in dates or (index + 1 in dates and doc[index].plain in _WHEN):
            return True
        if doc[index].plain in ("quand", "lorsque", "quelques", "peu"):
            return True
        if doc[index].text != ",":
            return False
        after = index + 1
        if after < last and (after in dates or after + 1 in dates or doc[after].plain in ("quand", "lorsque", "peu", "quelques")):
            return True
        index = next((word.i for word in doc[after : min(after + 6, last)] if word.text == ","), last)
        if any(finite(word) for word in doc[after:index]):
            return False
    return index in dates or index + 1 in dates

"""Who does as another did: `la Géorgie lui emboîta le pas`, `Kiribati en fit autant`, `le Mali suivit`, `imitant le Niger`.

The relation last told, in the same sentence or the one before, holds of the new subject too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.relations.functions import Functions
from pipeline.relations.match import Match, lemmas
from pipeline.relations.phrases import Filler
from pipeline.tree import Tree, Word

_TYPES = ("country", "organization")
_REACH = 60
_SAME = frozenset({"autant", "même", "pareil"})


def echoes(doc: Tree, functions: Functions, matches: list[Match]) -> Iterator[tuple[Match, Match]]:
    """Yield each match that an echo repeats, and its repetition with the new subject."""
    for word in doc:
        if word.pos_ not in ("VERB", "NOUN") or word.i in functions.phrases.owner_of or not _echoes(word):
            continue
        told = _last_told(word, matches)
        if not told:
            continue
        for subject in _subjects(word, functions):
            for match in told:
                for entity in subject.entities:
                    if entity not in (match.subject_entity, match.object_entity):
                        yield match, replace(match, trigger=word, subject=subject, subject_entity=entity)


def _echoes(word: Word) -> bool:
    names = lemmas(word)
    following = [other.plain for other in word.doc[word.i + 1 : min(word.i + 5, word.sent.end)]]
    if "emboîter" in names or "emboîtaient" in names or word.plain.startswith("emboît"):
        return "pas" in following
    if names & {"suivre", "imiter"} or word.plain in ("suivit", "suivirent", "suivra", "suivront"):
        return word.pos_ == "VERB" and not any(child.dep_ in ("obj", "ccomp") and child.i > word.i for child in word.children)
    return bool(names & {"faire", "fit", "firent", "fait"}) and bool(_SAME & set(following[:3])) and word.pos_ == "VERB"


def _last_told(word: Word, matches: Iterable[Match]) -> list[Match]:
    """Return the matches of the nearest trigger before the word whose subject is a state or a body."""
    before = [match for match in matches if match.trigger.i < word.i <= match.trigger.i + _REACH and match.subject.type in _TYPES]
    before = [match for match in before if word.sent.start - match.trigger.sent.end <= 1]
    if not before:
        return []
    last = max(before, key=lambda match: match.trigger.i)
    subject = last.subject_entity
    return [match for match in before if match.trigger.i == last.trigger.i and match.subject_entity == subject and match.rule is last.rule]


def _subjects(word: Word, functions: Functions) -> list[Filler]:
    found = [filler for token in functions.surface_subject(word) for filler in functions.fill(token, _TYPES)]
    return [filler for filler in found if filler.through == "name"]

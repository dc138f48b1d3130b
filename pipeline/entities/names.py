"""Known names of several words, found before the parse so that the model reads each as one word.

`l'Union européenne finance le Yémen` is parsed as `l'Union finance le Yémen`: a state of several words is read as a
common one of its gender and number, an organization as its own first noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.entities.countries import find_countries
from pipeline.entities.organizations_table import organization_matcher
from pipeline.entities.tables import countries
from pipeline.extensions import NAMES, declare

_STATES = {"m": "Japon", "f": "France", "mp": "Pays-Bas", "fp": "Philippines"}
_VOWEL_STATES = {"m": "Iran", "f": "Italie", "mp": "États-Unis", "fp": "États-Unis"}
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"\b(?:vingt|trente|quarante|cinquante|soixante|septante|quatre-vingts?|nonante|cent)[a-zéè -]{1,24}ième\b")
_VOWEL = re.compile(r"[aeiouyhàâéèêëîïôöûüœAEIOUYHÀÂÉÈÊËÎÏÔÖÛÜŒ]")


@Language.factory("depeche_names", assigns=["doc.spans"])
class Names:
    """Fills `doc.spans["depeche_names"]`: each span's id is the word the model reads in its place."""

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        spans = filter_spans([span for span in _spans(doc) if len(span) > 1])
        doc.spans[NAMES] = sorted(spans, key=lambda span: span.start)
        return doc


def _spans(doc: Doc) -> Iterator[Span]:
    text = doc.text  # spaCy joins it anew each time it is asked for
    for found in find_countries(text):
        if found.data["form"] == "name":
            entry = countries().get(found.data["entity"])
            word = _state_word(text[found.start], entry.gender if entry else "m")
            yield _span(doc, found.start, found.end, word)
    for match in organization_matcher().find(text):
        first = _FIRST_WORD.search(text, match.start, match.end)
        if first is not None and not any(form.weak for form in match.payload):
            yield _span(doc, match.start, match.end, first[0])
    for start, end in _ordinals(text):
        yield _span(doc, start, end, "dixième")


def _ordinals(text: str) -> Iterator[tuple[int, int]]:
    for match in _ORDINAL.finditer(text):
        yield match.start(), match.end()


def _state_word(initial: str, gender: str) -> str:
    return (_VOWEL_STATES if _VOWEL.match(initial) else _STATES)[gender or "m"]


def _span(doc: Doc, start: int, end: int, word: str) -> Span:
    return doc.char_span(start, end, label="name", span_id=word, alignment_mode="expand")

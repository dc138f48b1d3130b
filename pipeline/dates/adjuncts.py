"""Date adjuncts and bracketed acronyms, which the model reads better without.

`Stockholm et Helsinki étaient depuis 1994 des partenaires` is parsed as `Stockholm et Helsinki étaient des partenaires`:
what a sentence says of when stands beside its grammar, and misleads the parser more than it helps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.dates.find import find_dates
from pipeline.extensions import NAMES, declare

_BEFORE = re.compile(
    r"(?:^|(?<=[\s\u00a0\u202f(,;]))(?:(?:depuis|dès|jusqu(?:'|\u2019)(?:en|au|à)|à partir (?:du|de|d['\u2019])|"
    r"à compter (?:du|de)|d['\u2019]ici (?:à|au)?|avant|après|vers|fin|début|courant|durant|pendant|pour|dans|lors|en|au|aux|du|de|à|dans)"
    r"[\s\u00a0]{1,2})?(?:(?:le|la|les|du|de la|des|ce|cette|ces|de|au)[\s\u00a0]{1,2}|(?:l|d)['\u2019])?$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[ \u00a0]\((?:[A-ZÉ][\w.&-]{1,14})\)")
_LOOK_BACK = 32


@Language.factory("depeche_adjuncts", assigns=["doc.spans"])
class Adjuncts:
    """Adds to `doc.spans["depeche_names"]` the stretches that the model does not read: their id is empty."""

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text  # spaCy joins it anew each time it is asked for
        names = list(doc.spans.get(NAMES, []))
        taken = {index for span in names for index in range(span.start, span.end)}
        for start, end in [*_dates(text), *_acronyms(text)]:
            span = doc.char_span(start, end, label="adjunct", alignment_mode="contract")
            if span is not None and not taken.intersection(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                names.append(span)
        doc.spans[NAMES] = sorted(names, key=lambda span: span.start)
        return doc


def _acronyms(text: str) -> Iterator[tuple[int, int]]:
    for match in _ACRONYM.finditer(text):
        yield match.start(), match.end()


def _dates(text: str) -> Iterator[tuple[int, int]]:
    for found in find_dates(text):
        if found.data["kind"] not in ("date", "time", "duration"):
            continue
        start = _start(text, found.start)
        opens = _opens_sentence(text, start)
        comma = text[found.end : found.end + 1] == ","
        if opens and not comma:
            continue
        if found.data["kind"] == "duration" and start == found.start:
            continue
        end = found.end
        if opens and comma:
            end += 2 if text[end + 1 : end + 2] in (" ", "\u00a0") else 1
        yield start, end


def _start(text: str, start: int) -> int:
    """Return where the adjunct starts, its preposition and its article included."""
    first = max(start - _LOOK_BACK, 0)
    before = _BEFORE.search(text[first:start])
    return first + before.start() if before is not None else start


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(start - 3, 0) : start].rstrip(" \u00a0\u202f«")
    return not before or before[-1] in "\n\r.!?:;–—-"

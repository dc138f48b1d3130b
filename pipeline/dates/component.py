"""The spaCy component that proposes a document's dates."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.dates.find import find_dates
from pipeline.dates.resolve import Tense
from pipeline.extensions import declare, propose


class DateFinder:
    """Proposes every date of a doc; relative ones are resolved against `doc._.date`."""

    def __init__(self) -> None:
        declare()

    def __call__(self, doc: Doc) -> Doc:
        """Return the doc with its dates among the candidates."""
        propose(doc, find_dates(doc.text, doc._.date, verb_tense(doc)))
        return doc


def verb_tense(doc: Doc) -> Tense | None:
    """Return a function that says `past` or `future` of the verb that governs a span, or None without
    morphology.
    """
    if not doc.has_annotation("MORPH"):
        return None

    def tense(start: int, end: int) -> str | None:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        low, high = _sentence(doc, span.start, span.end)
        verbs = [token for token in doc[low:high] if token.pos_ in ("VERB", "AUX")]
        near = sorted(verbs, key=lambda token: min(abs(token.i - span.start), abs(token.i - span.end)))
        return next((said for token in near[:3] if (said := _tense_of(token))), None)

    return tense


def _sentence(doc: Doc, start: int, end: int) -> tuple[int, int]:
    if doc.has_annotation("SENT_START"):
        sentence = doc[start].sent
        return sentence.start, sentence.end
    return max(0, start - 15), min(len(doc), end + 15)


def _tense_of(token: Token) -> str | None:
    tense, form = token.morph.get("Tense"), token.morph.get("VerbForm")
    if "Fut" in tense:
        return "future"
    if "Past" in tense or "Imp" in tense:
        return "past"
    return "future" if "Inf" in form and token.i and token.nbor(-1).lemma_ in ("devoir", "aller") else None


@Language.factory("depeche_dates", assigns=["doc.spans"])  # type: ignore[untyped-decorator]
def make_dates(nlp: Language, name: str) -> DateFinder:
    """Return the component."""
    del nlp, name
    return DateFinder()

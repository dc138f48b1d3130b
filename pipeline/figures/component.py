"""The spaCy component that proposes the figures of a Doc, their counted noun phrases taken from the parse."""

from __future__ import annotations

import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.extensions import CANDIDATES, Found, propose
from pipeline.figures import find_figures
from pipeline.numerals import parse_number

_INSIDE = frozenset(
    {
        "amod",
        "nmod",
        "acl",
        "compound",
        "flat:name",
        "flat:foreign",
        "fixed",
        "nummod",
        "appos",
        "det",
        "case",
    }
)
_BOUNDARY = frozenset({"VERB", "AUX", "PUNCT", "PRON", "SCONJ", "CCONJ", "ADV", "SPACE"})
_LAST_YEAR_OF_FRANCS = "2001"
_BARE_FRANC = re.compile(r"\b(?:[fF]rancs?|F)\Z")
_OF = frozenset({"de", "d'", "d\u2019", "du", "des"})


class Figures:
    """Adds the figures to the candidates; spans that are dates are left to them."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the doc with its figure candidates added."""
        spans = doc.spans.get(CANDIDATES, [])
        dates = [(span.start_char, span.end_char) for span in spans if span.label_ == "date"]
        states = Counter(span.kb_id_ for span in spans if span.label_ == "country" and span.kb_id_)
        home = states.most_common(1)[0][0] if states else None
        text = doc.text  # spaCy joins it anew each time it is asked for
        founds = find_figures(text, dates, home)
        if home == "FRA" and _after_francs(doc):
            founds = [_without_franc(text, found) for found in founds]
        if doc.has_annotation("DEP"):
            founds = [_with_counted(doc, text, found) for found in founds]
        propose(doc, founds)
        return doc


@Language.factory(  # type: ignore[untyped-decorator]
    "depeche_figures", requires=["doc.spans"], assigns=["doc.spans"]
)
def make_figures(nlp: Language, name: str) -> Figures:
    """Return the component."""
    del nlp, name
    return Figures()


def _after_francs(doc: Doc) -> bool:
    """Return whether the text is dated after 2001 and speaks of no earlier time."""
    if not doc._.date or doc._.date[:4] <= _LAST_YEAR_OF_FRANCS:
        return False
    dates = [span._.depeche for span in doc.spans.get(CANDIDATES, []) if span.label_ == "date"]
    return not any((data["earliest"] or "9999")[:4] <= _LAST_YEAR_OF_FRANCS for data in dates)


def _without_franc(text: str, found: Found) -> Found:
    """Return the figure, its currency open where a bare `franc` was taken for the French one."""
    if found.data["unit"] != "FRF" or not _BARE_FRANC.search(text, found.start, found.end):
        return found
    return Found(found.start, found.end, found.type, found.rule, {**found.data, "unit": None})


def _with_counted(doc: Doc, text: str, found: Found) -> Found:
    counted = found.data["counted"]
    if counted is None:
        return found
    start = text.find(counted, found.end)
    parsed = counted_phrase(doc, start) if start >= 0 else None
    if parsed and counted.startswith(f"{parsed}-"):
        parsed = counted
    return Found(found.start, found.end, found.type, found.rule, {**found.data, "counted": parsed or counted})


def counted_phrase(doc: Doc, start: int) -> str | None:
    """Return the noun phrase that begins at the offset, by the parse: adjectives and complements with `de`.

    None where the parse sees no noun there.
    """
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None:
        return None
    head = _noun(span[0])
    if head is None:
        return None
    last = head
    for token in doc[head.i + 1 : head.sent.end]:
        if token.pos_ in _BOUNDARY and token.dep_ not in ("amod", "acl"):
            break
        if _glued(token) or (token.pos_ == "VERB" and token.lower_.endswith("ant")):
            break
        if token.pos_ == "ADP" and token.lower_ not in _OF:
            break
        if token.pos_ == "NUM" and parse_number(token.text) is not None:
            break
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "X", "NUM") and not _belongs(token, head):
            break
        if token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "X", "NUM"):
            last = token
    return str(doc[span.start : last.i + 1].text[start - span.start_char :])


def _glued(token: Token) -> bool:
    """Tell whether the token begins in the middle of a word, two having been glued together."""
    before = token.nbor(-1)
    return bool(before.is_alpha and token.is_alpha and not before.whitespace_)


def _noun(token: Token) -> Token | None:
    """Return the noun of the phrase the token opens: itself, or the one its adjective stands before."""
    for candidate in token.doc[token.i : min(token.i + 4, token.sent.end)]:
        if candidate.pos_ in ("NOUN", "PROPN"):
            return candidate
        if candidate.pos_ not in ("ADJ", "DET"):
            return None
    return None


def _belongs(token: Token, head: Token) -> bool:
    """Return whether the parse hangs the token on the noun, through adjectives and complements only."""
    while token.i != head.i:
        if token.dep_ not in _INSIDE or token.head.i == token.i or token.head.i < head.i:
            return False
        token = token.head
    return True

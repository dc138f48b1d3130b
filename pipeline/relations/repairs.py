"""The parser's known confusions, mended in one place before anything reads the parse.

`verbe-pris-pour-nom`: in `La Grèce finance le port` or `La Cour siège à Paris` the model takes the verb for a noun
or an adjective on the name; the name right before it becomes its subject, what follows its object or complement.
"""

from __future__ import annotations

import numpy
from spacy.attrs import DEP, HEAD, LEMMA, POS
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.extensions import MENTIONS, declare
from pipeline.relations.frames import finite_forms
from pipeline.relations.phrases import plain

_NAMES = ("country", "organization", "person")
_FINITE = ("VERB", "AUX")


@Language.factory("depeche_repairs", requires=["token.dep", "doc.spans"], assigns=["token.dep", "token.head", "token.pos"])
class Repairs:
    """Mends the parse where it is known to err; `doc._.depeche_reasons` says where it did."""

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        names = {span.end: span for span in doc.spans.get(MENTIONS, []) if span.label_ in _NAMES}
        changes: dict[int, tuple[int, str, str, str]] = {}
        for sent in doc.sents:
            found = _mistaken_verb(sent, names)
            if found is not None:
                changes.update(_as_verb(sent, *found))
                doc._.depeche_reasons.append(f"verbe-pris-pour-nom : « {found[1].text} » ({found[1].idx})")
        if changes:
            _apply(doc, changes)
        return doc


def _mistaken_verb(sent: Span, names: dict[int, Span]) -> tuple[Span, Token] | None:
    """Return the name and the word after it that must be the sentence's verb, or None."""
    if any(token.pos_ in _FINITE and _is_finite(token) and token.dep_ in ("ROOT", "cop", "aux:tense", "aux:pass") for token in sent):
        return None
    for token in sent:
        span = names.get(token.i)
        if span is None or span._.depeche.get("form") == "demonym" or span.start < sent.start:
            continue
        if plain(token) in finite_forms() and _is_subject(span, sent) and _continues(token, sent):
            return span, token
    return None


def _is_finite(token: Token) -> bool:
    return "Fin" in token.morph.get("VerbForm") or bool(token.morph.get("Mood"))


def _is_subject(span: Span, sent: Span) -> bool:
    before = [token for token in sent.doc[sent.start : span.start] if not token.is_space]
    return not before or before[-1].pos_ == "DET" and (len(before) == 1 or before[-2].pos_ in ("PUNCT", "CCONJ", "SCONJ"))


def _continues(token: Token, sent: Span) -> bool:
    """Tell whether an object or a complement follows, as it does a verb."""
    return token.i + 1 < sent.end and sent.doc[token.i + 1].pos_ in ("DET", "ADP", "PRON", "ADV")


def _as_verb(sent: Span, name: Span, verb: Token) -> dict[int, tuple[int, str, str, str]]:
    """Return the new (head, label, tag, lemma) of the words the repair changes."""
    changes = {verb.i: (verb.i, "ROOT", "VERB", finite_forms()[plain(verb)])}
    inside = set(range(name.start, name.end))
    changes[name.root.i] = (verb.i, "nsubj", name.root.pos_, name.root.lemma_)
    for token in sent:
        outside = token.i > verb.i and token.head.i in inside
        stray = token.i != verb.i and token.head.i == token.i and token.i not in inside
        if outside or stray:
            case = any(child.dep_ == "case" for child in token.children)
            label = token.dep_ if token.pos_ == "PUNCT" else "obl:arg" if case else "obj"
            changes[token.i] = (verb.i, label, token.pos_, token.lemma_)
    return changes


def _apply(doc: Doc, changes: dict[int, tuple[int, str, str, str]]) -> None:
    strings = doc.vocab.strings
    array = doc.to_array([HEAD, DEP, POS, LEMMA])
    for index, (head, label, tag, lemma) in changes.items():
        row = [head - index, strings.add(label), strings[tag], strings.add(lemma)]
        array[index] = numpy.array([value % 2**64 for value in row], dtype="uint64")
    doc.from_array([HEAD, DEP, POS, LEMMA], array)

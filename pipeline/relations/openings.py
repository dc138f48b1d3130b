"""Repair `participe-en-tete`: the name after the comma that closes an opening participle's phrase is the verb's subject.

In `Proclamé le 17 mars 1861, le royaume d'Italie fut reconnu par Londres` the model takes the participle for a name.
"""

from __future__ import annotations

from pipeline.relations.relatives import Change
from pipeline.relations.word_order import opening_participle
from pipeline.tree import Mention, Sentence, Word

_FINITE = ("VERB", "AUX")
_REACH = 30


def mended_opening(sent: Sentence, names: dict[int, Mention]) -> dict[int, Change]:
    """Return the new (head, label, tag, lemma) of an opening participle and of its sentence's subject; `names` by their end."""
    first = next((word for word in sent if not word.is_space), None)
    if first is None or not opening_participle(first):
        return {}
    starts = {span.start: span for span in names.values() if span.data.get("form") != "demonym"}
    for comma in sent.doc[first.i + 1 : min(sent.end, first.i + _REACH)]:
        if comma.pos_ in _FINITE and "Fin" in comma.morph.get("VerbForm"):
            return {}
        if comma.text != ",":
            continue
        index = comma.i + 1
        while index < sent.end and sent.doc[index].pos_ == "DET" and index not in starts:
            index += 1
        span = starts.get(index)
        verb = _verb(sent, span.end) if span is not None else None
        if span is not None and verb is not None:
            return _subject(first, span, verb)
    return {}


def _verb(sent: Sentence, index: int) -> Word | None:
    for word in sent.doc[index : min(index + 4, sent.end)]:
        if word.pos_ == "VERB" or (word.pos_ == "AUX" and word.head.i == word.i):
            return word
        if word.pos_ == "AUX" and word.head.i > word.i:
            return word.head
        if word.pos_ not in ("ADV", "PRON", "SPACE"):
            return None
    return None


def _subject(participle: Word, name: Mention, verb: Word) -> dict[int, Change]:
    root = name.root
    if root.head.i == verb.i and root.dep_.startswith("nsubj"):
        return {}
    head = verb
    while head.head.i != head.i:
        head = head.head
        if name.start <= head.i < name.end or head.i == participle.i:
            return {}
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    changes = {root.i: (verb.i, "nsubj:pass" if passive else "nsubj", root.pos_, root.lemma_)}
    if participle.pos_ not in ("VERB", "ADJ") or participle.dep_.startswith("nsubj"):
        changes[participle.i] = (verb.i, "advcl", "VERB", participle.lemma_)
    return changes

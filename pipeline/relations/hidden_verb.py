"""Repair `verbe-sous-son-sujet`: a finite verb the parser hung on its own subject as if it were an attribute.

In `Vienne annexa la Bosnie`, `un contingent russe de 1 500 hommes stationne à Tiraspol`, the verb is labelled a name's part
or an adjective. It takes its subject's place in the tree, the subject and what follows it come below it.
"""

from __future__ import annotations

from pipeline.relations.frames import past_forms
from pipeline.tree import Sentence, Word

Change = tuple[int, str, str, str]

_ATTRIBUTES = frozenset({"amod", "flat:name", "nmod", "appos", "acl", "flat:foreign", "dep"})
_TOPS = frozenset({"ROOT", "nsubj", "dep", "conj", "parataxis", "punct", "nsubj:pass"})
_SUBORDINATE = frozenset({"que", "qu'", "qui", "dont", "où", "lequel", "laquelle", "si", "s'", "comme", "auquel"})
_FOLLOWS = frozenset({"DET", "ADP", "PRON", "ADV", "PROPN", "ADJ"})


def hidden_verbs(sent: Sentence) -> dict[int, Change]:
    """Return the new (head, label, tag, lemma) of the words around the sentence's finite verbs hung on their subject."""
    changes: dict[int, Change] = {}
    for token in sent:
        top = _subject_above(token) if token.dep_ in _ATTRIBUTES and _is_finite(token) else None
        if top is not None and top.i not in changes and token.i not in changes:
            changes.update(_as_clause(sent, top, token))
    return changes


def _is_finite(token: Word) -> bool:
    if token.pos_ in ("VERB", "AUX"):
        return "Fin" in token.morph.get("VerbForm") or token.plain in past_forms()
    return token.pos_ in ("NOUN", "ADJ", "PROPN", "X") and token.plain in past_forms() and token.text[0].islower()


def _subject_above(verb: Word) -> Word | None:
    """Return the head of the noun phrase the verb hangs on, where that must be its subject."""
    if not _follows(verb):
        return None
    if any(child.plain in _SUBORDINATE or child.dep_.startswith("nsubj") for child in verb.children):
        return None
    top = verb.head
    while top.dep_ == "nmod" and top.head.i < top.i and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if top.i >= verb.i or top.pos_ not in ("NOUN", "PROPN") or top.dep_ not in _TOPS:
        return None
    if any(child.dep_ in ("case", "cop") or child.plain in _SUBORDINATE for child in top.children):
        return None
    between = verb.doc[top.i + 1 : verb.i]
    parted = any(word.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ") or word.plain in _SUBORDINATE for word in between)
    return None if parted else top


def _follows(verb: Word) -> bool:
    after = verb.i + 1
    return after < verb.sent.end and (verb.doc[after].pos_ in _FOLLOWS or verb.doc[after].dep_ == "dep")


def _as_clause(sent: Sentence, top: Word, verb: Word) -> dict[int, Change]:
    own = {top.i} | {word.i for word in top.subtree if word.i < verb.i}
    root = top.head.i == top.i
    label = "ROOT" if root else "parataxis" if top.dep_.startswith("nsubj") or top.dep_ == "punct" else top.dep_
    changes = {
        verb.i: (verb.i if root else top.head.i, label, "VERB", past_forms().get(verb.plain, verb.lemma_)),
        top.i: (verb.i, "nsubj", top.pos_, top.lemma_),
    }
    for word in sent:
        if word.i > verb.i and word.head.i in own:
            case = any(child.dep_ == "case" for child in word.children)
            label = "obl:arg" if case else "obj" if word.dep_ in ("nmod", "appos", "amod", "nsubj") else word.dep_
            changes[word.i] = (verb.i, label, word.pos_, word.lemma_)
    return changes

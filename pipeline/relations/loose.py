"""Objects, antecedents and predicates that the parse hangs elsewhere or that two words share.

`bare_objects`: nouns without a preposition that follow a verb in its clause (`a prêté au Kosovo, en avril, 235 millions`).
`gap`: the antecedent of `que` whose place is that of an infinitive's object (`la somme que X propose d'accorder à Y`).
`fellow` and `gapped`: predicates coordinated (`le client et le fournisseur de Y`) or without their verb (`X est son allié, Z son client`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.relations.phrases import Phrases
from pipeline.tree import Word

_REACH = 18
_STOPS = frozenset({";", ":", "qui", "que", "qu'", "dont", "où", "mais", "car", "puis", "(", "«"})
_PARTITIVE = frozenset({"", "de", "jusqu'à", "près de", "plus de"})
_DETERMINERS = frozenset({"un", "une", "l'", "de", "des", "son", "sa", "ses"})
_BEFORE = ("DET", "ADJ", "ADV", "NUM", "SPACE")
_ORDINALS = frozenset({"premier", "première", "premiers", "premières", "seul", "seule", "seuls", "seules", "dernier", "dernière", "rares"})


def _finite(word: Word) -> bool:
    return word.pos_ in ("VERB", "AUX") and "Fin" in word.morph.get("VerbForm")


def bare_objects(verb: Word, phrases: Phrases) -> Iterator[Word]:
    """Yield the common nouns after the verb that no preposition governs, up to the next clause."""
    reflexive = any(child.plain in ("se", "s'") for child in verb.children)
    for word in verb.doc[verb.i + 1 : min(verb.i + _REACH, verb.sent.end)]:
        if word.plain in _STOPS or _finite(word):
            return
        if word.pos_ not in ("NOUN", "SYM", "X", "PROPN") or word.i in phrases.owner_of:
            continue
        before = _preposition(word, phrases)
        if before in _PARTITIVE and not (before == "de" and reflexive) and not _inside(word):
            yield word


def _preposition(word: Word, phrases: Phrases) -> str:
    found = phrases.preposition(word)
    if found:
        return found
    before = word.doc[word.i - 1]
    return "" if before.pos_ != "ADP" else before.plain


def _inside(word: Word) -> bool:
    """Tell whether the noun is the complement of another noun just before it: `une ligne de crédit`."""
    head = word.head
    return word.dep_ == "nmod" and head.i < word.i and head.pos_ == "NOUN" and word.doc[word.i - 1].plain in ("de", "d'")


def gap(verb: Word) -> Word | None:
    """Return the noun that stands before the `que` of the clause that governs the infinitive, its object's place being empty."""
    if "Inf" not in verb.morph.get("VerbForm"):
        return None
    above = verb
    for _ in range(4):
        if above.dep_ == "acl:relcl" or above.head.i == above.i:
            break
        if above.dep_ not in ("xcomp", "obl:arg", "obl:mod", "advcl", "ccomp", "obj") or above.head.pos_ not in ("VERB", "AUX"):
            return None
        above = above.head
    if above is verb or above.dep_ != "acl:relcl" or any(child.dep_ == "obj" and child.i > above.i for child in above.children):
        return None
    pronoun = next((child for child in above.children if child.plain in ("que", "qu'")), None)
    return above.head if pronoun is not None and above.head.i < pronoun.i else None


def fellow(noun: Word) -> Word | None:
    """Return the predicate noun that `noun` is coordinated with: `X est le client et le fournisseur de Y`."""
    head = noun.head
    return head if noun.dep_ == "conj" and noun.pos_ == "NOUN" and head.pos_ == "NOUN" and head.i < noun.i else None


def shared(noun: Word) -> Word | None:
    """Return the noun coordinated after `noun` whose complement is both's, where `noun` has none of its own."""
    if noun.pos_ != "NOUN":
        return None
    after = [child for child in noun.children if child.dep_ == "conj" and child.pos_ == "NOUN" and child.i > noun.i]
    between = noun.doc[noun.i + 1 : after[0].i] if after else []
    return after[0] if after and not any(word.pos_ == "ADP" or word.text == "," for word in between) else None


def gapped(noun: Word, phrases: Phrases) -> Word | None:
    """Return the bare name right before a predicate noun without a verb: `…, la Corée l'un de ses investisseurs`."""
    index = noun.i - 1
    while index > noun.sent.start and index not in phrases.owner_of:
        if noun.doc[index].pos_ not in _BEFORE and noun.doc[index].plain not in _DETERMINERS:
            break
        index -= 1
    span = phrases.owner_of.get(index)
    if span is None or span.data.get("form") == "demonym" or index == noun.i - 1 or phrases.preposition(span.root):
        return None
    start = phrases.start_of_phrase(span.root)
    before = noun.doc[start - 1] if start > noun.sent.start else None
    return span.root if before is not None and before.text in (",", ";", "et") else None


def ranked(head: Word) -> bool:
    """Tell whether the word ranks who does what its infinitive says: `le premier à livrer`."""
    return head.plain in _ORDINALS or any(child.plain in _ORDINALS for child in head.children)

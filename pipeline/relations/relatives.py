"""Repair `noms-sous-relatif`: names between a relative pronoun and a verb are that verb's subject.

In `le Conseil que l'Azerbaïdjan, le Kazakhstan et la Turquie ont fondé` the model often hangs the names on the noun
before the pronoun, or the first on the second; the order of words leaves no doubt.
"""

from __future__ import annotations

from pipeline.tree import Mention, Sentence, Word

Change = tuple[int, str, str, str]

_OBJECT = frozenset({"que", "qu'"})
_OTHERS = frozenset({"dont", "où", "auquel", "auxquels", "auxquelles", "duquel", "laquelle", "lequel", "lesquels", "lesquelles"})
_LIST = frozenset({",", "et", "seul", "seule", "seuls", "seules", "ni", "tant", "même", "l'", "le", "la", "les", "ainsi", "ou", "puis"})
_FINITE = ("VERB", "AUX")


def mended_relatives(sent: Sentence, names: dict[int, Mention]) -> dict[int, Change]:
    """Return the new (head, label, tag, lemma) of the words of relatives whose subjects are names; `names` by their end."""
    starts = {span.start: span for span in names.values() if span.data.get("form") != "demonym"}
    changes: dict[int, Change] = {}
    for token in sent:
        if token.plain not in _OBJECT | _OTHERS or token.i == sent.start:
            continue
        subjects, verb = _clause(sent, token.i + 1, starts)
        if verb is None or not subjects:
            continue
        antecedent = _antecedent(token, names)
        if antecedent is None:
            continue
        if subjects[0].head.i != verb.i or not subjects[0].dep_.startswith("nsubj"):
            changes[subjects[0].i] = _to(subjects[0], verb.i, "nsubj")
        changes.update({other.i: _to(other, subjects[0].i, "conj") for other in subjects[1:]})
        if token.plain not in _OBJECT or _is_cleft(sent, token):
            continue
        if not (verb.dep_.startswith("acl") and verb.head.i < token.i):
            changes.update(_as_relative(token, antecedent, verb))
        elif token.dep_ != "obj" or token.head.i != verb.i:
            changes[token.i] = (verb.i, "obj", "PRON", token.lemma_)
    return changes


def _to(word: Word, head: int, label: str) -> Change:
    return head, label, word.pos_, word.lemma_


def _clause(sent: Sentence, index: int, starts: dict[int, Mention]) -> tuple[list[Word], Word | None]:
    """Return the names from `index` on and the verb right after them."""
    found: list[Word] = []
    while index < sent.end:
        span, token = starts.get(index), sent.doc[index]
        if span is not None:
            found.append(span.root)
            index = span.end
        elif token.plain in _LIST or token.is_space or (token.pos_ == "DET" and not found):
            index += 1
        else:
            break
    if not found or sent.doc[index - 1].text == ",":
        return [], None
    for token in sent.doc[index : min(index + 5, sent.end)]:
        if token.pos_ == "VERB":
            return found, token
        if token.pos_ not in ("AUX", "ADV", "PRON", "SPACE") and token.plain not in ("n'", "ne"):
            break
    return [], None


def _antecedent(pronoun: Word, names: dict[int, Mention]) -> Word | None:
    """Return the noun or the name right before the pronoun, its comma, its preposition or its bracket."""
    doc, index = pronoun.doc, pronoun.i - 1
    if doc[index].pos_ == "ADP":
        index -= 1
    while index > pronoun.sent.start and doc[index].text in (",", ")", "»", '"'):
        index -= 1
    span = names.get(index + 1)
    if span is not None:
        return span.root
    return doc[index] if doc[index].pos_ in ("NOUN", "PROPN", "X") else None


def _is_cleft(sent: Sentence, pronoun: Word) -> bool:
    return any(token.plain in ("c'", "ce") and sent.doc[token.i + 1].pos_ in _FINITE for token in sent if token.i < pronoun.i - 2)


def _as_relative(pronoun: Word, antecedent: Word, verb: Word) -> dict[int, Change]:
    """Return the changes that hang `verb` under `antecedent`, its former place given to what it had wrongly governed."""
    changes = {verb.i: _to(verb, antecedent.i, "acl:relcl"), pronoun.i: (verb.i, "obj", "PRON", pronoun.lemma_)}
    top = antecedent
    while top.head.i not in (verb.i, top.i):
        top = top.head
    if top.head.i != verb.i or top.i == verb.i:
        return changes
    later = [child for child in verb.children if child.i > verb.i and child.pos_ in _FINITE and not child.dep_.startswith("aux")]
    heir = later[0] if later else top
    was_root = verb.head.i == verb.i
    changes[heir.i] = _to(heir, heir.i if was_root else verb.head.i, "ROOT" if was_root else verb.dep_)
    for child in verb.children:
        if child.i != heir.i and (child.i < pronoun.i or (later and child.i > heir.i)):
            changes[child.i] = _to(child, heir.i, child.dep_)
    return changes

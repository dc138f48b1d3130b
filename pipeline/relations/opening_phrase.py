"""Repair `liste-apres-complement`: `Malgré la guerre en Ukraine, A et B ont gardé…`: A and B are the verb's subject, no more complements.

The parser strings the names after the comma to the one before it and leaves the verb without a subject.
"""

from __future__ import annotations

from pipeline.tree import Mention, Sentence, Word

Change = tuple[int, str, str, str]

_BETWEEN = frozenset({",", "et", "ou", "puis"})


def opening_list(sent: Sentence, ends: dict[int, Mention]) -> dict[int, Change]:
    """Return the new heads and labels of the names between an opening complement's comma and a verb without subject."""
    opener = next((word for word in sent if not word.is_space and word.text not in '-–—•«"'), None)
    verb = next((word for word in sent if word.pos_ in ("VERB", "AUX") and "Fin" in word.morph.get("VerbForm")), None)
    if opener is None or verb is None or opener.pos_ != "ADP":
        return {}
    main = verb.head if verb.pos_ == "AUX" and verb.head.i > verb.i else verb
    if any(child.dep_.startswith("nsubj") for child in main.children):
        return {}
    names = _names_before(sent, verb, ends)
    if not names or names[0].start == sent.start:
        return {}
    first, changes = names[0].root, {}
    changes[first.i] = (main.i, "nsubj", first.pos_, first.lemma_)
    for name in names[1:]:
        changes[name.root.i] = (first.i, "conj", name.root.pos_, name.root.lemma_)
    return changes


def _names_before(sent: Sentence, verb: Word, ends: dict[int, Mention]) -> list[Mention]:
    """Return the names listed right before the verb, those of the opening complement left out."""
    found: list[Mention] = []
    commas: list[int] = []
    index = verb.i
    while index > sent.start:
        span = ends.get(index)
        word = sent.doc[index - 1]
        if span is not None and span.start >= sent.start and span.data.get("form") != "demonym":
            found.insert(0, span)
            index = span.start
        elif word.pos_ in ("DET", "SPACE") or word.plain in _BETWEEN or (not found and word.pos_ in ("PRON", "ADV")):
            if word.text == ",":
                commas.append(word.i)
            index -= 1
        else:
            break
    opening = [span for span in found if sent.doc[index - 1].pos_ == "ADP" and span is found[0]]
    if not opening or len(found) < 2 or not any(opening[0].end == comma for comma in commas):
        return []
    return found[1:]

"""Object relatives the parser missed, and their turned-round subjects: `X, qu'il accusait de`, `X, que soutiennent A et B`."""

from __future__ import annotations

from pipeline.relations.phrases import Phrases
from pipeline.tree import Word

_QUE = ("que", "qu'")


def object_antecedent(verb: Word, phrases: Phrases) -> Word | None:
    """Return the name before the verb's `que` where that can only be a relative pronoun, its object."""
    que = next((child for child in verb.children if child.plain in _QUE and child.i < verb.i), None)
    if que is None or que.i - 2 < verb.sent.start:
        return None
    before = verb.doc[que.i - 1]
    if before.text == ",":
        return _named(verb.doc[que.i - 2], phrases)
    if verb.dep_ == "acl:relcl" or que.dep_ == "obj":
        return _named(before, phrases)
    return None


def inverted_subject(verb: Word, phrases: Phrases) -> list[Word]:
    """Return the noun after a relative's verb, where nothing but its `que` (and clitics) stands before: its subject."""
    que = next((child for child in verb.children if child.plain in (*_QUE, "où", "dont", "qu'y") and child.i < verb.i), None)
    if que is None or que.i == verb.sent.start or any(word.pos_ not in ("PRON", "ADV", "AUX") for word in verb.doc[que.i + 1 : verb.i]):
        return []
    if any(word.plain in ("il", "elle", "ils", "elles", "on", "nous", "vous", "je", "j'") for word in verb.doc[que.i + 1 : verb.i]):
        return []
    before = verb.doc[que.i - 1]
    if que.plain in _QUE and before.text != "," and _named(before, phrases) is None and before.pos_ not in ("NOUN", "PROPN"):
        return []
    after = [child for child in verb.children if child.i > verb.i and child.dep_ in ("obj", "nsubj", "nsubj:pass") and child.pos_ != "PRON"]
    return [child for child in after[:1] if not phrases.preposition(child)]


def _named(token: Word, phrases: Phrases) -> Word | None:
    return phrases.direct[token.i][0].span.root if token.i in phrases.direct else None

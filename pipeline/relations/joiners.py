"""Those who do what the subject does, named after it: `…, de même que X`, `…, bientôt rejointe par X et Y`, `tout comme X, …`."""

from __future__ import annotations

from pipeline.relations.phrases import Phrases
from pipeline.tree import Word

_COMPARING = (("de", "même", "que"), ("de", "même", "qu'"), ("tout", "comme"), ("à", "l'", "instar"), ("à", "l'", "image"), ("comme",))
_JOINED = ("rejoint", "suivi", "imité", "relayé", "secondé", "accompagné", "épaulé", "appuyé", "flanqué")
_ENDINGS = ("", "e", "s", "es")
_BY = frozenset({"par", "de", "d'", "du", "des"})
_SKIPPED = frozenset({"de", "d'", "du", "des", "le", "la", "l'", "les"})
_REACH = 5


def joiners(verb: Word, phrases: Phrases) -> list[Word]:
    """Return the first name of each list of those who join the verb's subject, no other verb standing between."""
    doc, sent = verb.doc, verb.sent
    found = []
    for index in range(verb.i + 1, sent.end):
        token = doc[index]
        if token.text == ",":
            name = _joined(verb, index + 1, phrases) or _compared(verb, index, phrases)
            if name is not None:
                found.append(name)
        if token.text == ";" or (token.pos_ in ("VERB", "AUX") and index > verb.i and not _participle(token)):
            break
    return found + _leading(verb, phrases)


def _participle(token: Word) -> bool:
    return any(token.plain == stem + ending for stem in _JOINED for ending in _ENDINGS)


def _joined(verb: Word, index: int, phrases: Phrases) -> Word | None:
    """Return the name after `rejoint par`, an adverb or two standing before or after the participle."""
    doc, end = verb.doc, verb.sent.end
    for at in range(index, min(index + 3, end)):
        if _participle(doc[at]):
            for by in range(at + 1, min(at + 4, end)):
                if doc[by].plain in _BY:
                    return _name(verb, by + 1, phrases)
            return None
        if doc[at].pos_ not in ("ADV", "ADJ"):
            return None
    return None


def _compared(verb: Word, comma: int, phrases: Phrases) -> Word | None:
    """Return the name after `, de même que`, unless the comma follows a name that it may join as well."""
    before = phrases.direct.get(verb.doc[comma - 1].i)
    if before and not phrases.preposition(verb.doc[comma - 1]):
        return None
    return _after_comparison(verb, comma + 1, phrases)


def _after_comparison(verb: Word, index: int, phrases: Phrases) -> Word | None:
    doc = verb.doc
    for words in _COMPARING:
        if tuple(token.plain for token in doc[index : index + len(words)]) == words:
            return _name(verb, index + len(words), phrases)
    return None


def _leading(verb: Word, phrases: Phrases) -> list[Word]:
    """Return the name in `Tout comme X, Y a …`, which opens the sentence."""
    doc, start = verb.doc, verb.sent.start
    while start < verb.i and (doc[start].is_space or doc[start].text in '-–—«"'):
        start += 1
    name = _after_comparison(verb, start, phrases)
    if name is None or name.i >= verb.i:
        return []
    comma = next((token for token in doc[name.i + 1 : verb.i] if token.text == ","), None)
    if comma is None or any(token.pos_ in ("VERB", "AUX") and token.head.i != verb.i for token in doc[start : verb.i]):
        return []
    return [name]


def _name(verb: Word, index: int, phrases: Phrases) -> Word | None:
    """Return the name, or the noun that stands for one, whose phrase starts at `index`."""
    doc, end = verb.doc, verb.sent.end
    for at in range(index, min(index + _REACH, end)):
        token = doc[at]
        if at in phrases.direct:
            return phrases.direct[at][0].span.root
        if at in phrases.adjectives:
            return token
        if token.plain not in _SKIPPED and token.pos_ not in ("DET", "NUM", "ADJ"):
            return None
    return None

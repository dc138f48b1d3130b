"""How much a mention's grammatical function adds to its salience."""

from __future__ import annotations

from spacy.tokens import Span, Token

_WEIGHTS = {"nsubj": 1.0, "nsubj:pass": 1.0, "ROOT": 0.9, "obj": 0.6, "obl:agent": 0.6, "iobj": 0.5, "dislocated": 0.9, "obl:arg": 0.5, "obl:mod": 0.45, "nmod": 0.45,
            "appos": 0.5, "conj": 0.5, "advmod": 0.3, "amod": 0.25}  # fmt: skip


def role_weight(span: Span) -> float:
    """Return the weight (0 to 1) of the mention's function; a coordinated name has that of the first of its list."""
    root = span.root
    for _ in range(5):
        if root.dep_ != "conj" or root.head.i == root.i:
            break
        root = root.head
    weight = _WEIGHTS.get(root.dep_, 0.4)
    if span._.depeche.get("form") == "demonym":
        head = root.head
        return min(weight, 0.3) if not head.dep_.startswith("nsubj") else 0.5
    if root.dep_ == "nmod" and root.head.dep_.startswith("nsubj"):
        return 0.6
    return weight


def clause_of(token: Token) -> int:
    """Return the index of the word that heads the token's clause: its nearest verb or copular predicate above, or the sentence's root."""
    current = token
    for _ in range(60):
        verbal = current.pos_ in ("VERB", "AUX") and current.dep_ not in ("aux:tense", "aux:pass", "cop")
        if current.head.i == current.i or verbal or any(child.dep_ == "cop" for child in current.children):
            break
        current = current.head
    return int(current.i)

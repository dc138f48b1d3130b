"""Whose act a heading tells before its colon: `Annexion de la Crimée par la Russie : condamnation de Washington`."""

from __future__ import annotations

from pipeline.relations.phrases import Phrases
from pipeline.tree import Word

_ACTS = frozenset(
    {
        "annexion", "invasion", "attaque", "frappe", "raid", "bombardement", "offensive", "agression", "incursion", "essai",
        "tir", "lancement", "occupation", "ingérence", "répression", "intervention", "exécution", "arrestation", "détention",
        "expulsion", "manœuvre", "exercice", "déploiement", "livraison", "colonisation", "guerre", "blocus", "embargo",
        "violation", "provocation", "menace", "soutien", "retrait",
    }
)  # fmt: skip
_REACH = 20


def heading_act(token: Word, phrases: Phrases) -> list[Word]:
    """Return who does the act that heads the sentence: `par X`, else the demonym or the only name that is the act's."""
    sent = token.sent
    colon = next((word.i for word in sent if word.text == ":" and word.i - sent.start <= _REACH), None)
    if colon is None or token.i < colon:
        return []
    before = sent.doc[sent.start : colon]
    nouns = [word for word in before if word.pos_ in ("NOUN", "PROPN", "X")]
    act = next((word for word in nouns if {word.lemma_.lower(), _singular(word.plain)} & _ACTS), None)
    if act is None or any(word.pos_ in ("VERB", "AUX") and "Fin" in word.morph.get("VerbForm") for word in before):
        return []
    spans = {span.start: span for word in before if (span := phrases.owner_of.get(word.i)) is not None}
    agents = [span.root for span in spans.values() if phrases.preposition(span.root) == "par"]
    if agents:
        return agents[:1]
    if act.i in phrases.adjectives:
        return [act]
    owners = [span.root for span in spans.values() if span.start > act.i and phrases.preposition(span.root) == "de"]
    return owners[:1]


def _singular(word: str) -> str:
    return word.removesuffix("s")

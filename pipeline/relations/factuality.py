"""Polarity and modality of a matched trigger, decided by what governs it (rules/relations/factuality.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.relations.words import control
from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root
from pipeline.tokens import glued_words
from pipeline.tree import Word
from pipeline.vocabulary import Modality

_UPWARD = frozenset(
    {
        "xcomp",
        "ccomp",
        "obj",
        "nsubj:pass",
        "obl:arg",
        "obl:mod",
        "acl",
        "advcl",
        "nmod",
        "conj",
        "iobj",
        "dep",
        "nsubj",
        "csubj",
        "fixed",
        "amod",
    }
)


class Factuality(NamedTuple):
    """Whether a relation is denied, and its modality."""

    negated: bool
    modality: Modality


@cache
def tables() -> dict[str, dict[str, frozenset[str]]]:
    """Return the word lists by value (`negated`, `planned`, `possible`) and by part of speech."""
    content = read_toml(rules_root() / "relations" / "factuality.toml")
    return {value: {kind: frozenset(words) for kind, words in lists.items()} for value, lists in content.items()}


def factuality(trigger: Word, *, narrated: bool = False) -> Factuality:
    """Return the polarity and the modality of what the trigger says.

    `narrated`: the relation's date lies before the document's, so that a future is one of narration.
    """
    negated, possible = _own_negation(trigger), _own_conditional(trigger) or _hypothetical(trigger)
    planned = _own_future(trigger) and not narrated
    for governor, child in _governors(trigger):
        values = tables()
        if (_listed(governor, "negated") and child.dep_ != "nsubj" and not _own_negation(governor)) or (
            _own_negation(governor) and _passes_negation(governor, child)
        ):
            negated = True
        planned = (
            planned
            or _plans(governor, child)
            or (_own_future(governor) and (child.dep_ in ("obj", "nsubj:pass", "xcomp", "conj", "nsubj") or _bare(child)))
        )
        possible = possible or _listed(governor, "possible") or (_own_conditional(governor) and child.dep_ != "advcl")
        if governor.plain in values["possible"]["words"]:
            possible = True
    negated = negated or _preposition_in(trigger, tables()["negated"]["prepositions"])
    planned = planned or (_is_infinitive(trigger) and _preposition_in(trigger, tables()["planned"]["prepositions"]))
    if _own_conditional(trigger) and _is_should(trigger):
        possible, planned = False, True
    if possible and not planned:
        return Factuality(negated, "possible")
    return Factuality(negated, "planned" if planned else "asserted")


def _governors(trigger: Word) -> Iterator[tuple[Word, Word]]:
    """Yield each word above the trigger with the word below it, as far as the clause's meaning is governed."""
    child = trigger
    for _ in range(5):
        head = child.head
        if head.i == child.i or child.dep_ not in _UPWARD:
            return
        if child.dep_ in ("nsubj",) and head.pos_ != "NOUN" and child.pos_ != "NOUN":
            return
        if child.dep_ == "conj":
            if _has_own_subject(child) or head.i > child.i:
                return
            child = head
            if child.head.i == child.i:
                return
            continue
        if child.dep_ == "advcl" and not _is_infinitive(child):
            return
        if child.dep_ == "acl" and not _is_infinitive(child):
            return
        if (
            child.dep_ == "nmod"
            and head.lemma_
            not in {"rang", "niveau", "stade"} | tables()["planned"]["nouns"] | tables()["negated"]["nouns"] | tables()["possible"]["nouns"]
        ):
            return
        yield head, child
        child = head


def _bare(noun: Word) -> bool:
    """Tell whether a noun under an oblique label has no preposition, being an object the parser mislabelled."""
    return noun.pos_ == "NOUN" and noun.dep_ == "obl:arg" and not any(child.dep_ == "case" for child in noun.children)


def _has_own_subject(token: Word) -> bool:
    return any(child.dep_.startswith("nsubj") for child in token.children)


def _listed(token: Word, value: str) -> bool:
    lists = tables()[value]
    kind = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}.get(str(token.pos_))
    return kind is not None and token.lemma_ in lists.get(kind, frozenset())


def _plans(governor: Word, child: Word) -> bool:
    if not _listed(governor, "planned"):
        return False
    settled = governor.lemma_ in tables()["planned"]["settled_when_past"]
    if settled and (_is_past(governor) or child.pos_ == "NOUN"):
        return False
    if child.dep_ == "obj" and child.i < governor.i:
        return False
    return child.pos_ != "NOUN" or child.dep_ in ("obj", "nsubj:pass", "xcomp", "obl:arg", "nmod", "conj")


def _own_negation(token: Word) -> bool:
    words = tables()["negated"]["words"]
    has_ne = any(child.plain in ("ne", "n'") for child in _with_auxiliaries(token))
    if not has_ne:
        return any(child.plain in ("aucun", "aucune", "ni") and child.dep_ in ("det", "cc", "advmod") for child in token.children)
    if any(child.plain in words for child in _with_auxiliaries(token)):
        return not _restrictive(token)
    later = [after for after in token.sent if token.i < after.i <= token.i + 12 and after.plain in words - {"plus"}]
    return bool(later) or any(child.plain in ("nul", "aucun", "aucune", "ni", "jamais") for child in token.subtree)


def _restrictive(token: Word) -> bool:
    """Tell whether the negation is `ne … pas seulement` or `ne … pas que`."""
    return any(child.plain in ("seulement", "uniquement") for child in _with_auxiliaries(token))


def _passes_negation(governor: Word, child: Word) -> bool:
    """Tell whether the governor's negation denies what it governs: `n'a pas signé l'accord`, not `ne nie pas que`."""
    if child.dep_ in ("ccomp", "advcl", "nsubj") or _listed(governor, "negated"):
        return False
    return child.pos_ != "NOUN" or governor.lemma_ in control()["light"]


def _with_auxiliaries(token: Word) -> list[Word]:
    found = list(token.children)
    for child in token.children:
        if child.dep_.startswith("aux") or child.dep_ == "cop":
            found += list(child.children)
    return found


def _auxiliaries(token: Word) -> list[Word]:
    return [token, *[child for child in token.children if child.dep_.startswith("aux") or child.dep_ == "cop"]]


def _own_future(token: Word) -> bool:
    return any(_is_future(word) for word in _auxiliaries(token))


def _own_conditional(token: Word) -> bool:
    return any(_is_conditional(word) for word in _auxiliaries(token))


def _hypothetical(token: Word) -> bool:
    return any(child.plain in ("si", "s'") and child.dep_ == "mark" for child in token.children)


def _is_future(token: Word) -> bool:
    """Tell whether the verb is in the future by its ending, which the model often misses.

    `retira` is no future, since `retirer` is a verb: `-ra` after a stem that makes an infinitive is a past.
    """
    word = token.plain
    if token.pos_ not in ("VERB", "AUX") or len(word) < 4 or not token.text[0].islower():
        return False
    return word.endswith("ront") or (word.endswith("ra") and not _is_verb(f"{word[:-1]}er"))


def _is_conditional(token: Word) -> bool:
    word = token.plain
    if token.pos_ not in ("VERB", "AUX"):
        return False
    stem = next((word[: -len(ending)] for ending in ("raient", "rait") if word.endswith(ending)), None)
    return stem is not None and not _is_verb(f"{stem}rer")


@cache
def _is_verb(infinitive: str) -> bool:
    return glued_words().zipf(infinitive) >= 2.0


def _is_should(token: Word) -> bool:
    return bool(token.lemma_ == "devoir")


def _is_past(token: Word) -> bool:
    return any(child.dep_.startswith("aux:tense") for child in token.children) or "Past" in token.morph.get("Tense")


def _is_infinitive(token: Word) -> bool:
    return "Inf" in token.morph.get("VerbForm") and not any(child.dep_ == "aux:tense" for child in token.children)


def _preposition_in(token: Word, words: frozenset[str]) -> bool:
    before = [token.doc[index].plain for index in range(max(token.i - 4, token.sent.start), token.i)]
    joined = " ".join(before)
    marks = {child.plain for child in token.children if child.dep_ in ("mark", "case") and child.i < token.i}
    return any((word in marks if " " not in word else joined.endswith(word) or f"{word} " in f"{joined} ") for word in words)

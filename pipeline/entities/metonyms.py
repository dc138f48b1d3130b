"""Whether a capital, a palace or a street stands for the power that has its seat there, on the parse.

The preposition before the name and the verb or noun it depends on decide; the word lists are in
rules/gazetteers/metonyms.toml. The preposition is read off the text, which is surer than the parse.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError
from spacy.tokens import Doc, Span, Token

from pipeline.errors import RuleError
from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root

_ARTICLES = frozenset({"le", "la", "les", "l'", "l’"})
_JOINS = frozenset({"et", "ou", ",", "comme", "ainsi", "que", "ni", "puis"})
_REACH = 14


class _Lists(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Prepositions(_Lists):
    """The prepositions, by what they make of the name after them."""

    power: frozenset[str]
    agent: frozenset[str]
    between: frozenset[str]
    of: frozenset[str]
    at: frozenset[str]
    place: frozenset[str]


class Nouns(_Lists):
    """The nouns and phrases that stand before the preposition, or beside the name."""

    dative_phrases: frozenset[str]
    power_nouns: frozenset[str]
    relation_nouns: frozenset[str]
    route_nouns: frozenset[str]
    place_nouns: frozenset[str]


class Verbs(_Lists):
    """The verbs' lemmas, by what they make of their subject or complement."""

    place_subject: frozenset[str]
    passive_power: frozenset[str]
    object_power: frozenset[str]
    dative: frozenset[str]
    between_verbs: frozenset[str]
    route: frozenset[str]


class Lists(_Lists):
    """The content of metonyms.toml."""

    prepositions: Prepositions
    words: Nouns
    verbs: Verbs


class _Before(NamedTuple):
    preposition: str
    token: Token | None


@cache
def lists() -> Lists:
    """Return the word lists. Raises RuleError for a file with a missing or an unknown list."""
    path = rules_root() / "gazetteers" / "metonyms.toml"
    try:
        return Lists.model_validate(read_toml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise RuleError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", path=path) from error


def decide_metonym(doc: Doc, span: Span, seats: frozenset[int] = frozenset()) -> bool:
    """Tell whether the seat `span` stands for its power in its sentence.

    `seats` are the indices of the tokens of all seats, so that coordinated ones (`Paris et Londres`) share one
    preposition.
    """
    if _has_place_apposition(doc, span):
        return False
    before = _preposition(doc, span, seats)
    if before.token is not None:
        return _after_preposition(before, _governor(span, before))
    return _bare(doc, span, seats)


def _preposition(doc: Doc, span: Span, seats: frozenset[int]) -> _Before:
    """Return the preposition before the name or before the first of the names coordinated with it."""
    known = lists().prepositions
    every = known.power | known.agent | known.between | known.of | known.at | known.place
    index = span.start - 1
    while index >= max(0, span.start - _REACH):
        token = doc[index]
        word = token.lower_.rstrip("'’")
        if word in every:
            return _Before(word, token)
        if not (token.is_space or token.lower_ in _ARTICLES or token.lower_ in _JOINS or index in seats):
            break
        if token.lower_ in _JOINS and not _joins_seats(doc, index, seats):
            break
        index -= 1
    return _Before("", None)


def _joins_seats(doc: Doc, index: int, seats: frozenset[int]) -> bool:
    """Tell whether a seat stands before the conjunction at `index` (blanks and other joins between)."""
    index -= 1
    while index >= 0 and (doc[index].is_space or doc[index].lower_ in _JOINS):
        index -= 1
    return index in seats


def _governor(span: Span, before: _Before) -> Token | None:
    """Return the noun, verb or adjective that the preposition's phrase depends on."""
    token = before.token
    assert token is not None
    root = _first_conjunct(span.root)
    if root.head.i != root.i and root.head.i < token.i and root.head.pos_ not in ("ADP", "DET"):
        return root.head
    index = token.i - 1
    doc = token.doc
    while index >= 0 and (doc[index].is_space or doc[index].pos_ in ("ADV", "DET")):
        index -= 1
    return doc[index] if index >= 0 and doc[index].pos_ in ("NOUN", "VERB", "ADJ", "AUX", "PROPN") else None


def _first_conjunct(token: Token) -> Token:
    for _ in range(8):
        if token.dep_ not in ("conj", "appos", "flat:name") or token.head.i == token.i:
            break
        token = token.head
    return token


def _after_preposition(before: _Before, governor: Token | None) -> bool:
    known = lists()
    word = before.preposition
    lemma = "" if governor is None else governor.lemma_.lower()
    adjacent = _word_before(before.token)
    if word in known.prepositions.power:
        return not {lemma, adjacent} & known.words.route_nouns
    if word in known.prepositions.agent:
        return lemma not in known.verbs.route and adjacent not in known.words.route_nouns
    if word in known.prepositions.between:
        return bool({lemma, adjacent} & (known.words.relation_nouns | known.verbs.between_verbs))
    if word in known.prepositions.of:
        return bool({lemma, adjacent} & (known.words.power_nouns | known.words.relation_nouns))
    if word in known.prepositions.at:
        return lemma in known.verbs.dative or adjacent in known.words.dative_phrases
    return False


def _word_before(token: Token | None) -> str:
    """Return the lemma, or failing one the form, of the word just before."""
    if token is None:
        return ""
    index = token.i - 1
    while index >= 0 and token.doc[index].is_space:
        index -= 1
    if index < 0:
        return ""
    found = token.doc[index]
    return found.lower_ if found.lower_ in lists().words.dative_phrases else found.lemma_.lower()


def _bare(doc: Doc, span: Span, seats: frozenset[int]) -> bool:
    """Decide for a name without preposition: by its function, or by the verb that follows it."""
    known = lists().verbs
    root = _first_conjunct(span.root)
    if root.dep_ == "nsubj:pass":
        return root.head.lemma_.lower() in known.passive_power
    if root.dep_ == "nsubj" and root.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return _acts(root.head)
    if root.dep_ == "obj" and root.head.pos_ in ("VERB", "AUX") and root.head.i < span.start:
        return root.head.lemma_.lower() in known.object_power
    verb = _verb_after(doc, span, seats)
    return verb is not None and _acts(verb)


def _acts(head: Token) -> bool:
    """Tell whether the verb or predicate is one that a power does (`accuse`, `est prêt`), not a town (`compte`)."""
    known = lists()
    lemma = head.lemma_.lower()
    if lemma in known.words.place_nouns or lemma in known.verbs.place_subject:
        return False
    copula = head.pos_ in ("NOUN", "PROPN") or lemma == "être"
    return not copula or lemma in known.words.power_nouns


def _verb_after(doc: Doc, span: Span, seats: frozenset[int]) -> Token | None:
    """Return the finite verb right after the name, clitics, negation and coordinated names aside."""
    skipped = {"ne", "n'", "n’", "se", "s'", "s’", "y", "en", "le", "la", "les", "l'", "l’", "lui", "leur"}
    index = span.end
    while index < min(len(doc), span.end + _REACH):
        token = doc[index]
        if token.pos_ in ("VERB", "AUX"):
            finite = "Fin" in token.morph.get("VerbForm", []) or token.pos_ == "AUX"
            return (token.head if token.pos_ == "AUX" and token.head.i > token.i else token) if finite else None
        if not (token.is_space or token.lower_ in skipped or token.lower_ in _JOINS or index in seats):
            return None
        index += 1
    return None


def _has_place_apposition(doc: Doc, span: Span) -> bool:
    """Tell whether `, capitale de…`, `, ville de…` or `(Russie)` follows the name."""
    following = [token for token in doc[span.end : span.end + 5] if not token.is_space]
    if not following or following[0].text not in (",", "("):
        return False
    return any(token.lemma_.lower() in lists().words.place_nouns for token in following[1:4])

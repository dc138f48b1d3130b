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
_CLITICS = frozenset(
    {"ne", "n'", "n’", "se", "s'", "s’", "y", "en", "le", "la", "les", "l'", "l’", "lui", "leur"}
)
_HYPHENS = frozenset("-‑–")
_SENTENCE_SIGNS = frozenset({".", "!", "?", "…", "«", "»", ":", ";", "—", "–", "(", '"', "que", "qu'", "qu’"})
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
    treaty_nouns: frozenset[str]
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
    saying: frozenset[str]


class Lists(_Lists):
    """The content of metonyms.toml."""

    prepositions: Prepositions
    words: Nouns
    verbs: Verbs
    predecessors: dict[str, tuple[str, ...]]


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

    `seats` are the indices of the tokens of all seats, so that coordinated ones (`Paris et Londres`) share
    one preposition.
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
    around = _lemmas(governor) | _word_before(before.token)
    if word in known.prepositions.power:
        return not around & (known.words.route_nouns | known.verbs.route)
    if word in known.prepositions.agent:
        return not around & (known.words.route_nouns | known.verbs.route)
    if word in known.prepositions.between:
        return bool(around & (known.words.relation_nouns | known.verbs.between_verbs))
    if word in known.prepositions.of:
        nouns = known.words.power_nouns | (known.words.relation_nouns - known.words.treaty_nouns)
        return bool(around & (nouns | known.words.dative_phrases))
    if word in known.prepositions.at:
        adjacent = _word_before(before.token)
        return bool(adjacent & (known.verbs.dative | known.words.dative_phrases)) or _is_dative(governor)
    return False


def _is_dative(governor: Token | None) -> bool:
    """Tell whether the noun before `à` is the object of a verb of giving (`promettre des armes à Kiev`)."""
    if governor is None or governor.dep_ not in ("obj", "obl:arg") or governor.pos_ != "NOUN":
        return False
    return bool(_lemmas(governor.head) & lists().verbs.dative)


def _lemmas(token: Token | None) -> set[str]:
    """Return the lemma, and the infinitives that the form may have (`menace` read as a noun, `irrité`)."""
    if token is None:
        return set()
    form = token.lower_
    return {token.lemma_.lower(), f"{form}r", f"{form.rstrip('s').removesuffix('e').removesuffix('é')}er"}


def _word_before(token: Token | None) -> set[str]:
    """Return the lemmas and the form of the word just before."""
    found = None if token is None else _previous(token.doc, token.i)
    return set() if found is None else {*_lemmas(found), found.lower_}


def _previous(doc: Doc, index: int) -> Token | None:
    """Return the nearest token before `index` that is no blank."""
    index -= 1
    while index >= 0 and doc[index].is_space:
        index -= 1
    return doc[index] if index >= 0 else None


def _bare(doc: Doc, span: Span, seats: frozenset[int]) -> bool:
    """Decide for a name without preposition: by its function, or by the verb beside it."""
    known = lists().verbs
    if _hyphenated(doc, span, seats):
        noun = _previous(doc, _first_of_chain(doc, span, seats))
        return bool(_lemmas(noun) & lists().words.relation_nouns)
    if span.end < len(doc) and any(token.text == ":" for token in doc[span.end : span.end + 2]):
        return False
    root = _first_conjunct(span.root)
    previous = _previous(doc, span.start)
    if root.dep_ == "nsubj:pass":
        return root.head.lemma_.lower() in known.passive_power
    if root.dep_ == "nsubj" and root.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and root.i < root.head.i:
        return _acts(root.head)
    if root.dep_ == "obj" and root.head.pos_ in ("VERB", "AUX") and root.head.i < span.start:
        return bool(_lemmas(root.head) & (known.object_power | known.saying))
    if previous is not None and _lemmas(previous) & (known.object_power | known.saying):
        return True
    verb = _verb_after(doc, span, seats)
    return verb is not None and _acts(verb)


def _hyphenated(doc: Doc, span: Span, seats: frozenset[int]) -> bool:
    """Tell whether the name is joined to another seat (`Paris-Berlin`)."""
    last = len(doc) - 1
    after = span.end < last and doc[span.end].text in _HYPHENS and span.end + 1 in seats
    return after or (span.start > 1 and doc[span.start - 1].text in _HYPHENS and span.start - 2 in seats)


def _first_of_chain(doc: Doc, span: Span, seats: frozenset[int]) -> int:
    index: int = span.start
    while index > 0 and (index - 1 in seats or doc[index - 1].text in _HYPHENS):
        index -= 1
    return index


def _acts(head: Token) -> bool:
    """Tell whether a power (`accuse`, `est prêt`), not a town (`compte`), is the subject of the predicate."""
    known = lists()
    lemmas = _lemmas(head)
    if lemmas & (known.words.place_nouns | known.verbs.place_subject):
        return False
    copula = any(child.dep_ == "cop" for child in head.children) or "être" in lemmas
    return not copula or head.pos_ == "ADJ" or bool(lemmas & known.words.power_nouns)


def _verb_after(doc: Doc, span: Span, seats: frozenset[int]) -> Token | None:
    """Return the finite verb right after the name, clitics, negation and coordinated names aside.

    A noun there, at the start of a sentence, is a verb the parser has misread (`Bruxelles menace`).
    """
    index = span.end
    while index < min(len(doc), span.end + _REACH):
        token = doc[index]
        if token.pos_ == "AUX":
            return token.head if token.head.i > token.i else token
        if token.pos_ == "VERB":
            return token if "Fin" in token.morph.get("VerbForm", []) else None
        if token.pos_ == "NOUN" and index == span.end and token.is_lower and _starts_sentence(doc, span):
            return token
        if not (token.is_space or token.lower_ in _CLITICS or token.lower_ in _JOINS or index in seats):
            return None
        index += 1
    return None


def _starts_sentence(doc: Doc, span: Span) -> bool:
    previous = _previous(doc, span.start)
    if previous is not None and previous.lower_ in _ARTICLES:
        previous = _previous(doc, previous.i)
    if previous is None or previous.text in _SENTENCE_SIGNS:
        return True
    return "\n" in doc.text[previous.idx : span.start_char]


def _has_place_apposition(doc: Doc, span: Span) -> bool:
    """Tell whether `, capitale de…`, `, ville de…` or `(Russie)` follows the name."""
    following = [token for token in doc[span.end : span.end + 5] if not token.is_space]
    if not following or following[0].text not in (",", "("):
        return False
    return any(token.lemma_.lower() in lists().words.place_nouns for token in following[1:4])

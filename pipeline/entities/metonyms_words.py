"""The word lists of rules/gazetteers/metonyms.toml, and how words are read against them."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError
from spacy.tokens import Doc, Span, Token

from pipeline.errors import RuleError
from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root

ARTICLES = frozenset({"le", "la", "les", "l'", "l’"})
JOINS = frozenset({"et", "ou", ",", "comme", "ainsi", "que", "ni", "puis"})


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
    between_after: frozenset[str]
    route_nouns: frozenset[str]
    place_nouns: frozenset[str]
    gift_nouns: frozenset[str]
    states_of_power: frozenset[str]


class Verbs(_Lists):
    """The verbs' lemmas, by what they make of their subject or complement."""

    place_subject: frozenset[str]
    place_object: frozenset[str]
    passive_power: frozenset[str]
    object_power: frozenset[str]
    dative: frozenset[str]
    opening: frozenset[str]
    away: frozenset[str]
    between_verbs: frozenset[str]
    route: frozenset[str]
    saying: frozenset[str]


class Lists(_Lists):
    """The content of metonyms.toml."""

    prepositions: Prepositions
    words: Nouns
    verbs: Verbs
    toward: dict[str, frozenset[str]]
    predecessors: dict[str, tuple[str, ...]]


@cache
def lists() -> Lists:
    """Return the word lists. Raises RuleError for a file with a missing or an unknown list."""
    path = rules_root() / "gazetteers" / "metonyms.toml"
    try:
        return Lists.model_validate(read_toml(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise RuleError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", path=path) from error


def lemmas(token: Token | None) -> set[str]:
    """Return the lemma, and the infinitives that the form may have (`menace` read as a noun, `irrité`)."""
    if token is None:
        return set()
    form = token.lower_
    stem = form.rstrip("s").removesuffix("e")
    return {token.lemma_.lower(), f"{form}r", f"{stem.removesuffix('é').replace('è', 'é')}er", f"{form.removesuffix('s')}"}


def previous(doc: Doc, index: int) -> Token | None:
    """Return the nearest token before `index` that is no blank."""
    index -= 1
    while index >= 0 and doc[index].is_space:
        index -= 1
    return doc[index] if index >= 0 else None


def following(doc: Doc, index: int) -> Token | None:
    """Return the nearest token from `index` on that is no blank."""
    while index < len(doc) and doc[index].is_space:
        index += 1
    return doc[index] if index < len(doc) else None


def first_conjunct(token: Token) -> Token:
    """Return the first of the coordinated or apposed words that `token` belongs to, as the parse has it."""
    for _ in range(8):
        if token.dep_ not in ("conj", "appos", "flat:name") or token.head.i == token.i:
            break
        token = token.head
    return token


def seat_ending(doc: Doc, index: int, seats: frozenset[int]) -> Span:
    """Return the seat whose last token is `index`."""
    start = index
    while start - 1 in seats:
        start -= 1
    return doc[start : index + 1]

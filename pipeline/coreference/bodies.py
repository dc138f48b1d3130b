"""Nouns that refer back to an organization: `l'Alliance`, `l'organisation régionale`, `le ministère`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.coreference.roles import arguments_beside, subject_of
from pipeline.coreference.salience import Salience, Scored
from pipeline.coreference.shape import DEFINITE, DEMONSTRATIVE, predicative, restricted, shape_of
from pipeline.coreference.tables import nominals_of_table, tables
from pipeline.tree import Mention, Word

_REACH = 20
_NEAR = 2
_NAMED_SO = 0.8
_OWN = 0.4


def organization_of(
    token: Word, salience: Salience, demonym_after: Callable[[Word], str | None]
) -> list[Scored]:
    """Return the organizations that the noun may refer to, the likeliest first; none if it refers to none."""
    name = token.plain
    if name not in tables().classes and name not in nominals_of_table():
        return []
    shape = shape_of(token)
    if (
        shape is None
        or shape.number is not None
        or shape.former
        or shape.determiner not in DEFINITE | DEMONSTRATIVE
    ):
        return []
    national = demonym_after(token) is not None and name in tables().national
    if predicative(token, shape) or (restricted(token) and shape.determiner in DEFINITE and not national):
        return []
    spans = salience.by_sentence.get(salience.sentence_of[token.i], ())
    beside = arguments_beside(token, spans) | _subject_above(token, spans)
    weak = name in tables().weak and not token.text[:1].isupper() and shape.determiner in DEFINITE
    ranked = salience.before(
        token,
        lambda span: _fits(span, name),
        reach=_NEAR if weak or national else _REACH,
        background=not weak and not national,
    )
    short = token.text[:1].isupper()
    scored = [_with_name(item, name, short) for item in ranked if item.entity not in beside]
    if short:
        scored = [item for item in scored if item.score > _NAMED_SO or _own(item.entity, name)]
    return sorted(scored, key=lambda item: (-item.score, -item.span.start, item.entity))


def _subject_above(token: Word, spans: Iterable[Mention]) -> frozenset[str]:
    """Return the subject of the verb over an infinitive that the noun completes: `X comptait investir dans le groupe`."""
    subject = subject_of(token) if token.dep_.startswith("obl") and "Inf" in token.head.morph.get("VerbForm") else None
    return frozenset(entity for span in spans if subject is not None and span.start <= subject.i < span.end for entity in span.keys)


def _with_name(item: Scored, name: str, short: bool) -> Scored:
    """Return the item scored higher when its name begins with the noun, or when the table says the noun is its own."""
    bonus = _NAMED_SO * (2 if short else 1) if _begins(item.span, name) else 0.0
    return Scored(item.entity, item.score + bonus + (_OWN if _own(item.entity, name) else 0.0), item.span)


def _own(entity: str, name: str) -> bool:
    return entity in nominals_of_table().get(name, frozenset())


def _begins(span: Mention, name: str) -> bool:
    full = str(span.data.get("name") or span.text).lower()
    return any(text.startswith((name + " ", name + "\u00a0")) for text in (full, span.text.lower()))


def _fits(span: Mention, name: str) -> bool:
    if span.label_ != "organization" or span.data.get("members"):
        return False
    if any(_own(entity, name) for entity in span.keys) or (span.data.get("form") == "name" and _begins(span, name)):
        return True
    if span.data.get("class") not in tables().classes.get(name, frozenset()):
        return False
    return name in tables().generic or _begins(span, name)

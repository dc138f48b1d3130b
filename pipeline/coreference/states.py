"""Singular nouns that refer back to a state: `le pays`, `le royaume`, `l'ancienne métropole`, `son pays`."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.coreference.evoked import lifted
from pipeline.coreference.possessed import beside_neighbour, of_relative, possessed
from pipeline.coreference.roles import agents_of, arguments_beside, pronouns_beside
from pipeline.coreference.salience import Salience, Scored
from pipeline.coreference.shape import (
    DEFINITE,
    DEMONSTRATIVE,
    Shape,
    adjectives,
    next_word,
    predicative,
    restricted,
    shape_of,
)
from pipeline.coreference.tables import tables
from pipeline.tree import Mention, Word

_REACH = 8
_FLOOR = 0.2
_KIND_FLOOR = 0.6
_AGENT = 0.1
_SINGULAR = DEFINITE | DEMONSTRATIVE - {"ces"}


def state_of(token: Word, salience: Salience, demonym_after: Callable[[Word], str | None]) -> list[Scored]:
    """Return the states that the singular noun `token` may refer to, the likeliest first; none if it refers to none.

    `demonym_after` returns the state whose demonym follows the noun (`l'ancienne colonie britannique`), or None.
    """
    name = token.plain
    shape = shape_of(token)
    known = tables().singular | tables().relational
    if _known_by(token):
        known |= tables().described
    if name not in known or shape is None or shape.number is not None:
        return []
    if shape.determiner in ("son", "sa", "leur"):
        return possessed(token, salience)
    if shape.determiner not in _SINGULAR or name in tables().relational or _title(token, shape):
        return []
    told = of_relative(token, salience) if shape.index == token.i - 1 else None
    if told is None:
        told = beside_neighbour(token, salience)
    if told is not None:
        return told
    if shape.former and name not in tables().dated and not _known_by(token):
        return []
    if name == "colonie":
        return _colony(token, shape, salience, demonym_after)
    if name in tables().coloniser:
        return _coloniser(token, shape, salience)
    if predicative(token, shape) or _blocked(token, shape):
        return []
    return _ranked(token, salience)


def _blocked(token: Word, shape: Shape) -> bool:
    """Tell whether the phrase names something else, or names nothing (`l'État`, `l'île` without a trace of which)."""
    name = token.plain
    demonstrative = shape.determiner in DEMONSTRATIVE
    if not demonstrative and restricted(token) and not _known_by(token):
        return True
    bare = not demonstrative and not shape.former and not adjectives(token) and shape.index == token.i - 1
    if name in ("état", "nation", "géant") and bare and not _known_by(token):
        return True
    return name == "géant" and not set(adjectives(token)) & _CONTINENTAL and not demonstrative


_CONTINENTAL = frozenset({"asiatique", "africain", "américain", "européen", "eurasiatique"})


def _known_by(token: Word) -> frozenset[str]:
    after = token.doc[token.i + 1] if token.i + 1 < token.sent.end else None
    return tables().known_by.get(after.plain, frozenset()) if after is not None else frozenset()


def _title(token: Word, shape: Shape) -> bool:
    """Tell whether the noun ends a title or a set phrase: `président de la République`, `chef de l'État`."""
    if token.plain not in ("république", "état", "nation", "royaume", "confédération"):
        return False
    doc, index = token.doc, shape.index - 1
    if shape.determiner != "du":
        if index < token.sent.start or doc[index].plain not in ("de", "d'"):
            return False
        index -= 1
    return index >= token.sent.start and doc[index].plain in tables().titles


def _ranked(token: Word, salience: Salience) -> list[Scored]:
    name = token.plain
    allowed = tables().kinds.get(name, frozenset())
    known = _known_by(token)
    allowed = known or allowed
    never = tables().never.get(name, frozenset())
    spans = salience.by_sentence.get(salience.sentence_of[token.i], ())
    beside = arguments_beside(token, spans) | pronouns_beside(token, salience.echoes.get(salience.sentence_of[token.i], ()))
    agents = agents_of(token, spans, tables().representatives | tables().titles)

    def fits(span: Mention) -> bool:
        return span.label_ == "country" and not span.data.get("members")

    reach = 30 if allowed else _REACH
    ranked = salience.before(token, fits, reach=reach, background=True)
    ranked = lifted(token, ranked, salience)
    kept = [
        item
        for item in ranked
        if (not allowed or item.entity in allowed) and item.entity not in never | beside
    ]
    floor = _KIND_FLOOR if name == "empire" else _FLOOR
    lowered = [
        Scored(item.entity, item.score * (_AGENT if item.entity in agents else 1), item.span) for item in kept
    ]
    return sorted(
        (item for item in lowered if item.score >= floor or (allowed and name != "empire")),
        key=lambda item: -item.score,
    )


def _coloniser(token: Word, shape: Shape, salience: Salience) -> list[Scored]:
    """Return the former ruler of what the text is about, if the text names it, before or right after."""
    if _named_next(token, salience):
        return []
    said = shape.former or set(adjectives(token)) & {"coloniale", "tutélaire"} or token.plain != "puissance"
    if not said or (token.plain == "métropole" and not shape.former and restricted(token)):
        return []
    topics = salience.before(token, lambda span: span.label_ == "country", reach=_REACH, background=True)
    named = {
        entity: span
        for spans in salience.by_sentence.values()
        for span in spans
        if span.label_ == "country"
        for entity in span.keys
    }
    for item in topics:
        for ruler, colonies in tables().colonies.items():
            if item.entity in colonies and ruler in named:
                return [Scored(ruler, item.score, named[ruler])]
    return []


def _named_next(token: Word, salience: Salience) -> bool:
    """Tell whether an apposition names it at once: `l'ancienne métropole, la France,`."""
    after = next_word(token)
    if after is None or after.text != ",":
        return False
    spans = salience.by_sentence.get(salience.sentence_of[token.i], ())
    return any(span.label_ == "country" and after.i < span.start <= after.i + 2 for span in spans)


def _colony(
    token: Word, shape: Shape, salience: Salience, demonym_after: Callable[[Word], str | None]
) -> list[Scored]:
    ruler = demonym_after(token)
    colonies = tables().colonies.get(ruler or "", frozenset())
    ranked = salience.before(token, lambda span: span.label_ == "country", reach=3, background=True)
    return (
        [item for item in ranked if item.entity in colonies]
        if shape.former or shape.determiner in DEMONSTRATIVE
        else []
    )

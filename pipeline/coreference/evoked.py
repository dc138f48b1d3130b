"""States that come to mind though they are not the last named: where the scene is set, what has just been founded."""

from __future__ import annotations

from functools import cache

from pipeline.coreference.salience import Salience, Scored
from pipeline.coreference.shape import DEMONSTRATIVE, shape_of
from pipeline.entities.places import slug
from pipeline.entities.tables import seats
from pipeline.tree import Mention, Word

_SET = 1.0
_YOUNG = 1.0
_FRONT = 3
_AT = frozenset({"à", "a", "au", "aux", "en"})
_NEW = frozenset({"jeune", "nouvel", "nouveau", "nouvelle"})
_FOUNDED = ("proclam", "indépend", "fond", "naît", "naqui", "naiss", "unifi", "réunif", "sécession", "scission")
_LAST = 12


def lifted(token: Word, ranked: list[Scored], salience: Salience) -> list[Scored]:
    """Return the candidates with what the scene adds to them, and those that only the scene evokes.

    `À Riyad, … Le royaume`; `a bombardé un port au Soudan … dans le pays`; `le voyage de Kiev … ce pays`;
    `la jeune république` is one whose founding the text has told.
    """
    scores = {item.entity: item for item in ranked}
    for entity, span, bonus in [*_scenes(token, salience), *_located(token, salience), *_founded(token, salience)]:
        known = scores.get(entity)
        scores[entity] = Scored(entity, bonus + (known.score if known else 0.0), known.span if known else span)
    return sorted(scores.values(), key=lambda item: (-item.score, -item.span.start, item.entity))


@cache
def _capitals() -> dict[str, str]:
    return {slug(seat.name): seat.key for seat in seats() if seat.type == "country" and seat.kind == "capital"}


def _scenes(token: Word, salience: Salience) -> list[tuple[str, Mention, float]]:
    """Return the states of the capitals that open this sentence or the one before, or that stand before `ce pays` in its own."""
    shape = shape_of(token)
    near = shape is not None and shape.determiner in DEMONSTRATIVE
    here = salience.sentence_of[token.i]
    found = []
    for number in (here - 1, here):
        for span in salience.spots.get(number, ()):
            state = _capitals().get(str(span.data.get("entity")))
            fronted = span.start - span.sent.start < _FRONT and span.doc[span.start - 1].plain in _AT
            if state is not None and span.start < token.i and (fronted or (near and number == here)):
                found.append((state, span, _SET))
    return found


def _located(token: Word, salience: Salience) -> list[tuple[str, Mention, float]]:
    """Return the states that something takes place in, named before `dans le pays` in its own sentence (`au Yémen`)."""
    shape = shape_of(token)
    if shape is None or shape.quantified != "dans" or shape.index != token.i - 1:
        return []
    spans = salience.by_sentence.get(salience.sentence_of[token.i], ())
    return [
        (str(span.data.get("entity")), span, _SET)
        for span in spans
        if span.label_ == "country" and span.start < token.i and span.data.get("form") == "name"
        and span.start > span.sent.start + 1 and span.doc[span.start - 1].plain in _AT - {"à", "a"}
    ]  # fmt: skip


def _founded(token: Word, salience: Salience) -> list[tuple[str, Mention, float]]:
    """Return the states whose founding was told last, for `le nouvel État`, `la jeune nation`."""
    if token.i == 0 or token.doc[token.i - 1].plain not in _NEW:
        return []
    here = salience.sentence_of[token.i]
    for number in range(here, max(here - _LAST, -1), -1):
        spans = [
            span
            for span in salience.by_sentence.get(number, ())
            if span.label_ == "country" and span.data.get("form") == "name" and span.start < token.i
        ]
        for word in reversed(list(spans[0].sent) if spans else []):
            if word.i < token.i and word.plain.startswith(_FOUNDED):
                nearest = min(spans, key=lambda span: abs(span.start - word.i))
                return [(str(nearest.data.get("entity")), nearest, _YOUNG)]
    return []

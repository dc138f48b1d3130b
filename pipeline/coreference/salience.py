"""Which entity a reader has in mind: recency, grammatical function, and what the document is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.extensions import MENTIONS
from pipeline.coreference.roles import role_weight

_DECAY = 0.55
_TOPIC = 1.1
_REACH = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """An entity with its salience and the mention that last named it."""

    entity: str
    score: float
    span: Span


class Salience:
    """Ranks the entities of a document at one of its words.

    The score of an entity is the sum over its mentions in the last sentences of the weight of their grammatical
    function, decayed by distance, plus the share of the document's mentions so far that are its own
    (after Lappin & Leass 1994, with weights of ours).
    """

    def __init__(self, doc: Doc):
        self.doc = doc
        self.sentence_of = {token.i: number for number, sent in enumerate(doc.sents) for token in sent}
        self.by_sentence: dict[int, list[Span]] = {}
        for span in doc.spans.get(MENTIONS, []):
            if span.label_ in ("country", "organization", "person"):
                self.by_sentence.setdefault(self.sentence_of[span.start], []).append(span)

    def add(self, span: Span) -> None:
        """Let a mention found by coreference count from now on."""
        self.by_sentence.setdefault(self.sentence_of[span.start], []).append(span)

    def before(self, token: Token, fits: Callable[[Span], bool], *, reach: int = _REACH) -> list[Scored]:
        """Return the entities named before `token` whose mention fits, the most salient first."""
        here = self.sentence_of[token.i]
        scores: dict[str, float] = {}
        last: dict[str, Span] = {}
        for number in range(max(here - reach, 0), here + 1):
            for span in self.by_sentence.get(number, ()):
                if span.start >= token.i or not fits(span):
                    continue
                for entity in keys(span):
                    weight = role_weight(span) * _DECAY ** (here - number)
                    scores[entity] = scores.get(entity, 0.0) + weight
                    if entity not in last or span.start > last[entity].start:
                        last[entity] = span
        topic = self.topic(token, fits)
        for entity in scores:
            scores[entity] += _TOPIC * topic.get(entity, 0.0)
        ranked = [Scored(entity, score, last[entity]) for entity, score in scores.items()]
        return sorted(ranked, key=lambda item: (-item.score, -item.span.start, item.entity))

    def topic(self, token: Token, fits: Callable[[Span], bool]) -> dict[str, float]:
        """Return each fitting entity's share of the mentions up to `token`."""
        counts = Counter(entity for span in self._until(token) if fits(span) for entity in keys(span))
        total = sum(counts.values()) or 1
        return {entity: count / total for entity, count in counts.items()}

    def _until(self, token: Token) -> Iterable[Span]:
        here = self.sentence_of[token.i]
        for number in range(here + 1):
            for span in self.by_sentence.get(number, ()):
                if span.start < token.i:
                    yield span


def keys(span: Span) -> tuple[str, ...]:
    """Return the entity keys a mention stands for."""
    data = span._.depeche
    if data.get("members"):
        return tuple(data["members"])
    return (data["entity"],) if data.get("entity") else ()

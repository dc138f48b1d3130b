"""Which entity a reader has in mind: recency, grammatical function, and what the document is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.coreference.headings import Headings
from pipeline.coreference.homelands import homelands
from pipeline.coreference.roles import role_weight
from pipeline.tree import Mention, Tree, Word

ECHOES = "depeche_echoes"
_DECAY = 0.55
_TOPIC = 1.8
_REACH = 4
_TITLE = 0.45
_HEADING = 0.6
_ECHO = 0.9
_COUNTED = ("country", "organization", "person")


@dataclass(frozen=True, slots=True)
class Scored:
    """An entity with its salience and the mention that last named it."""

    entity: str
    score: float
    span: Mention


class Salience:
    """Ranks the entities of a document at one of its words.

    The score of an entity is the sum over its mentions in the last sentences of the weight of their grammatical
    function, decayed by distance, plus the squared share of the document's mentions so far that are its own, plus a bonus
    for an entity that the title or the section's heading names (after Lappin & Leass 1994, with weights of ours).
    A subject pronoun that coreference resolved (`doc.source.user_data[ECHOES]`: token, start, end, type) counts as a mention.
    """

    def __init__(self, doc: Tree):
        self.doc = doc
        self.sentence_of = {token.i: number for number, sent in enumerate(doc.sents) for token in sent}
        self.headings = Headings(doc)
        self.by_sentence: dict[int, list[Mention]] = {}
        self.echoes: dict[int, list[tuple[int, Mention]]] = {}
        self.spots: dict[int, list[Mention]] = {}
        for span in doc.mentions:
            if span.label_ == "place":
                self.spots.setdefault(self.sentence_of[span.start], []).append(span)
            if span.label_ in _COUNTED:
                self.by_sentence.setdefault(self.sentence_of[span.start], []).append(span)
        self.homelands = homelands(doc.mentions)
        named = {
            (span.start, span.end, span.label_): span for spans in self.by_sentence.values() for span in spans
        }
        for token, start, end, label in doc.source.user_data.get(ECHOES, []):
            if (start, end, label) in named:
                self.echo(doc[token], named[(start, end, label)])

    def add(self, span: Mention) -> None:
        """Let a mention found by coreference count from now on."""
        self.by_sentence.setdefault(self.sentence_of[span.start], []).append(span)

    def echo(self, pronoun: Word, span: Mention) -> None:
        """Let a resolved pronoun count as a mention of its antecedent."""
        self.echoes.setdefault(self.sentence_of[pronoun.i], []).append((pronoun.i, span))

    def before(
        self, token: Word, fits: Callable[[Mention], bool], *, reach: int = _REACH, background: bool = False
    ) -> list[Scored]:
        """Return the entities named before `token` whose mention fits, the most salient first.

        `reach`: how many sentences back; with `background`, the title and the section's heading are in reach too.
        """
        here = self.sentence_of[token.i]
        scores: dict[str, float] = {}
        last: dict[str, Mention] = {}
        for number in range(max(here - reach, 0), here + 1):
            for at, span, weight in self._evidence(number):
                if at >= token.i or not fits(span):
                    continue
                for entity in span.keys:
                    scores[entity] = scores.get(entity, 0.0) + weight * _DECAY ** (here - number)
                    if entity not in last or span.start > last[entity].start:
                        last[entity] = span
        for entity, (bonus, span) in self._announced(here, token, fits).items():
            if entity in scores or background:
                scores[entity] = scores.get(entity, 0.0) + bonus
                last.setdefault(entity, span)
        topic = self.topic(token, fits)
        for entity in scores:
            scores[entity] += _TOPIC * topic.get(entity, 0.0) ** 2
        ranked = [Scored(entity, score, last[entity]) for entity, score in scores.items()]
        return sorted(ranked, key=lambda item: (-item.score, -item.span.start, item.entity))

    def _evidence(self, number: int) -> Iterable[tuple[int, Mention, float]]:
        for span in self.by_sentence.get(number, ()):
            yield span.start, span, role_weight(span)
        for at, span in self.echoes.get(number, ()):
            yield at, span, _ECHO

    def _announced(
        self, here: int, token: Word, fits: Callable[[Mention], bool]
    ) -> dict[str, tuple[float, Mention]]:
        """Return the fitting entities of the title and of the section's heading, with their bonus."""
        found: dict[str, tuple[float, Mention]] = {}
        for number, bonus in ((self.headings.title, _TITLE), (self.headings.over(here), _HEADING)):
            if number is None or number == here:
                continue
            spans = [span for span in self.by_sentence.get(number, ()) if span.start < token.i and fits(span)]
            entities = {entity: span for span in spans for entity in span.keys}
            for entity, span in entities.items():
                found[entity] = (found.get(entity, (0.0, span))[0] + bonus / len(entities), span)
        return found

    def announced(self, token: Word) -> list[set[str]]:
        """Return the states named in the title, and those named in the heading above `token`."""
        numbers = (self.headings.title, self.headings.over(self.sentence_of[token.i]))
        return [
            {
                entity
                for span in self.by_sentence.get(number, ())
                if span.label_ == "country" and span.start < token.i
                for entity in span.keys
            }
            for number in numbers
            if number is not None
        ]

    def topic(self, token: Word, fits: Callable[[Mention], bool]) -> dict[str, float]:
        """Return each fitting entity's share of the mentions up to `token`."""
        counts = Counter(entity for span in self._until(token) if fits(span) for entity in span.keys)
        total = sum(counts.values()) or 1
        return {entity: count / total for entity, count in counts.items()}

    def _until(self, token: Word) -> Iterable[Mention]:
        here = self.sentence_of[token.i]
        for number in range(here + 1):
            for span in self.by_sentence.get(number, ()):
                if span.start < token.i:
                    yield span



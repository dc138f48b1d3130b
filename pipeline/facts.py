"""Distinct facts, summed up from relations: who, what, whom, since when, how often said, and whether denied.

`document_facts` sums up one document, `merge` the facts of several documents (a corpus).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from pipeline.records import AnyRecord, DateRecord, DocumentRecord, RelationRecord
from pipeline.vocabulary import PREDICATES, MentionType, PloverClass, Predicate, plover_class, wikidata_property

FactKey = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of one document or of many.

    The arguments are entity keys with their types; a date's is its value, so only `independent_since` has one.
    Of a symmetric predicate the subject is the first by type and key. `first_date`, `last_date`: the first and
    last day that a sentence gives it, None where none does; `first_reported`, `last_reported`: the dates of the
    documents. `sentences` counts the sentences that say it in any way: `affirmed` and `denied` those that
    assert it and its contrary, `planned` and `possible` the others. `confidence` is the highest of its relations.
    """

    predicate: Predicate
    subject_type: MentionType
    subject: str
    object_type: MentionType
    object: str
    first_date: str | None
    last_date: str | None
    first_reported: str | None
    last_reported: str | None
    documents: int
    sentences: int
    affirmed: int
    denied: int
    planned: int
    possible: int
    confidence: float | None

    @property
    def key(self) -> FactKey:
        """What makes it one fact: predicate, subject with its type, object with its type."""
        return (self.predicate, self.subject_type, self.subject, self.object_type, self.object)

    @property
    def id(self) -> str:
        """Its id, the same in every document: `fact:PREDICATE:TYPE/SUBJECT>TYPE/OBJECT`."""
        return _id(self.key)

    @property
    def conflict(self) -> bool:
        """Whether it is both asserted and denied."""
        return self.affirmed > 0 and self.denied > 0

    @property
    def wikidata_property(self) -> str | None:
        """The Wikidata property of its predicate, or None."""
        return wikidata_property(self.predicate, self.object_type)

    @property
    def plover(self) -> PloverClass | None:
        """The PLOVER class of how it is said at its strongest: affirmed, then denied, possible, planned."""
        if self.affirmed or not (self.denied or self.planned or self.possible):
            return plover_class(self.predicate, negated=False, modality="asserted")
        if self.denied:
            return plover_class(self.predicate, negated=True, modality="asserted")
        return plover_class(self.predicate, negated=False, modality="possible" if self.possible else "planned")


def fact_key(relation: RelationRecord) -> FactKey | None:
    """Return what fact a relation states, None where an argument has no entity."""
    if relation.subject_entity is None or relation.object_entity is None:
        return None
    pair = [
        (relation.subject.split(":", 1)[0], relation.subject_entity),
        (relation.object.split(":", 1)[0], relation.object_entity),
    ]
    if PREDICATES[relation.predicate].symmetric:
        pair.sort()
    return (relation.predicate, *pair[0], *pair[1])


def fact_id(relation: RelationRecord) -> str | None:
    """Return the id of the fact a relation states, None where an argument has no entity."""
    key = fact_key(relation)
    return _id(key) if key else None


def _id(key: FactKey) -> str:
    return f"fact:{key[0]}:{key[1]}/{key[2]}>{key[3]}/{key[4]}"


def document_facts(records: Iterable[AnyRecord]) -> list[Fact]:
    """Return the distinct facts of one document's records, sorted by their key."""
    reported: str | None = None
    dates: dict[str, DateRecord] = {}
    stated: dict[FactKey, list[RelationRecord]] = {}
    for record in records:
        if isinstance(record, DocumentRecord):
            reported = record.date
        elif isinstance(record, DateRecord):
            dates[record.id] = record
        elif isinstance(record, RelationRecord) and (key := fact_key(record)):
            stated.setdefault(key, []).append(record)
    return [_fact(key, relations, dates, reported) for key, relations in sorted(stated.items())]


def _fact(key: FactKey, relations: list[RelationRecord], dates: dict[str, DateRecord], reported: str | None) -> Fact:
    said = [dates[name] for relation in relations for name in (relation.time, relation.object) if name in dates]
    days = [day for date in said for day in (date.earliest, date.latest)]

    def count(fits: Callable[[RelationRecord], bool]) -> int:
        return len({(relation.start, relation.end) for relation in relations if fits(relation)})

    predicate, subject_type, subject, object_type, target = key
    return Fact(
        predicate=cast(Predicate, predicate),
        subject_type=cast(MentionType, subject_type),
        subject=subject,
        object_type=cast(MentionType, object_type),
        object=target,
        first_date=first_day(days),
        last_date=last_day(days),
        first_reported=reported,
        last_reported=reported,
        documents=1,
        sentences=count(lambda _: True),
        affirmed=count(lambda relation: relation.modality == "asserted" and not relation.negated),
        denied=count(lambda relation: relation.modality == "asserted" and relation.negated),
        planned=count(lambda relation: relation.modality == "planned"),
        possible=count(lambda relation: relation.modality == "possible"),
        confidence=_highest(relation.confidence for relation in relations),
    )


def merge(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield one fact for each run of facts with one key; facts sorted by key come out distinct. Streams."""
    for _, group in groupby(facts, key=lambda fact: fact.key):
        run = list(group)
        yield run[0] if len(run) == 1 else _merged(run)


def _merged(run: list[Fact]) -> Fact:
    head = run[0]
    return Fact(
        predicate=head.predicate,
        subject_type=head.subject_type,
        subject=head.subject,
        object_type=head.object_type,
        object=head.object,
        first_date=first_day(fact.first_date for fact in run),
        last_date=last_day(fact.last_date for fact in run),
        first_reported=first_day(fact.first_reported for fact in run),
        last_reported=last_day(fact.last_reported for fact in run),
        documents=sum(fact.documents for fact in run),
        sentences=sum(fact.sentences for fact in run),
        affirmed=sum(fact.affirmed for fact in run),
        denied=sum(fact.denied for fact in run),
        planned=sum(fact.planned for fact in run),
        possible=sum(fact.possible for fact in run),
        confidence=_highest(fact.confidence for fact in run),
    )


def corpus_facts(documents: Iterable[Iterable[AnyRecord]]) -> list[Fact]:
    """Return the distinct facts of many documents' records, sorted by their key; all of them in memory."""
    facts = [fact for records in documents for fact in document_facts(records)]
    return list(merge(sorted(facts, key=lambda fact: fact.key)))


def first_day(days: Iterable[str | None]) -> str | None:
    """Return the earliest of the ISO days, years before our era (`-0043-03-15`) included."""
    return min((day for day in days if day), key=day_order, default=None)


def last_day(days: Iterable[str | None]) -> str | None:
    """Return the latest of the ISO days."""
    return max((day for day in days if day), key=day_order, default=None)


def day_order(day: str) -> tuple[int, str]:
    """Return what sorts ISO days by time: their year as a number, then the rest."""
    year, _, rest = day[1:].partition("-")
    return (-int(year) if day[0] == "-" else int(day[0] + year), rest)


def _highest(values: Iterable[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)

"""Facts: distinct, with their dates, their support and their polarity, of a document and of many."""

from __future__ import annotations

from pipeline.facts import corpus_facts, document_facts, first_day, last_day, merge
from pipeline.records import AnyRecord, DateRecord, DocumentRecord, Producer, RelationRecord
from pipeline.vocabulary import Modality, Predicate

_PRODUCER = Producer(version="0", model="m", rules="r")


def document(doc: str = "a", date: str | None = "2024-05-03") -> DocumentRecord:
    return DocumentRecord(doc=doc, source="", sha256="", chars=0, date=date, language="fr", producer=_PRODUCER, warnings=[])


def relation(
    predicate: Predicate, subject: str, target: str, sentence: int, *, negated: bool = False, modality: Modality = "asserted",
    time: str | None = None, confidence: float | None = None,
) -> RelationRecord:  # fmt: skip
    return RelationRecord(
        doc="a", id=f"relation:{predicate}:{subject}>{target}@{sentence}", start=sentence, end=sentence + 50, rule="r",
        confidence=confidence, predicate=predicate, subject=f"country:{sentence}-{sentence + 3}",
        object=f"country:{sentence + 9}-{sentence + 12}",
        subject_entity=subject or None, object_entity=target or None, trigger=(sentence + 4, sentence + 8), negated=negated,
        modality=modality, time=time, figure=None, wikidata_property=None, plover=None,
    )  # fmt: skip


def date(ident: str, earliest: str | None, latest: str | None) -> DateRecord:
    return DateRecord(doc="a", id=ident, start=0, end=4, text="1992", sentence=(0, 50), rule="r", confidence=None, kind="date",
                      value=earliest, earliest=earliest, latest=latest, mod=None)  # fmt: skip


def test_one_fact_for_all_that_says_it_with_the_span_of_its_dates() -> None:
    records: list[AnyRecord] = [
        document(),
        date("date:1-5", "1992-01-01", "1992-12-31"),
        date("date:60-64", "2004-05-01", "2004-05-01"),
        relation("attacks", "RUS", "UKR", 0, time="date:1-5", confidence=0.4),
        relation("attacks", "RUS", "UKR", 60, time="date:60-64", confidence=0.9),
        relation("attacks", "UKR", "RUS", 120),
    ]
    first, second = document_facts(records)
    assert first.id == "fact:attacks:country/RUS>country/UKR"
    assert (first.first_date, first.last_date, first.first_reported) == ("1992-01-01", "2004-05-01", "2024-05-03")
    assert (first.sentences, first.affirmed, first.denied, first.conflict, first.confidence) == (2, 2, 0, False, 0.9)
    assert (first.plover, first.wikidata_property) == ("ASSAULT", None)
    assert (second.subject, second.first_date) == ("UKR", None)


def test_a_symmetric_fact_is_one_whoever_is_the_subject() -> None:
    (fact,) = document_facts([document(), relation("borders", "FRA", "ESP", 0), relation("borders", "ESP", "FRA", 60)])
    assert (fact.subject, fact.object, fact.sentences, fact.wikidata_property) == ("ESP", "FRA", 2, "P47")


def test_what_is_said_twice_in_a_sentence_counts_once() -> None:
    (fact,) = document_facts([document(), relation("borders", "FRA", "ESP", 0), relation("borders", "ESP", "FRA", 0)])
    assert fact.sentences == 1


def test_no_fact_without_both_entities() -> None:
    assert document_facts([document(), relation("borders", "FRA", "", 0)]) == []


def test_polarity_and_modality_are_counted_and_a_conflict_is_between_assertions() -> None:
    said = [
        relation("recognizes", "FRA", "XKX", 0),
        relation("recognizes", "FRA", "XKX", 60, negated=True),
        relation("recognizes", "ESP", "XKX", 120, negated=True),
        relation("recognizes", "ESP", "XKX", 180, modality="planned"),
        relation("recognizes", "ITA", "XKX", 240, modality="planned"),
    ]
    spain, france, italy = document_facts([document(), *said])
    assert (france.conflict, france.affirmed, france.denied, france.plover) == (True, 1, 1, "SUPPORT")
    assert (spain.conflict, spain.denied, spain.planned, spain.plover) == (False, 1, 1, "REJECT")
    assert (italy.planned, italy.affirmed, italy.plover) == (1, 0, "AGREE")


def test_a_conflict_between_documents_shows_in_the_corpus_alone() -> None:
    one: list[AnyRecord] = [document("a", "2020-01-01"), relation("supports", "FRA", "MLI", 0)]
    other: list[AnyRecord] = [document("b", "2022-01-01"), relation("supports", "FRA", "MLI", 0, negated=True)]
    assert not any(fact.conflict for records in (one, other) for fact in document_facts(records))
    (fact,) = corpus_facts([other, one])
    assert fact.conflict
    assert (fact.documents, fact.sentences) == (2, 2)
    assert (fact.first_reported, fact.last_reported) == ("2020-01-01", "2022-01-01")


def test_merge_streams_runs_of_one_key() -> None:
    facts = document_facts([document(), relation("supports", "FRA", "MLI", 0), relation("supports", "FRA", "NER", 60)])
    assert [fact.documents for fact in merge(sorted([*facts, *facts], key=lambda fact: fact.key))] == [2, 2]


def test_days_before_our_era_are_in_their_order() -> None:
    days = ["-0043-03-15", "0476-09-04", None, "-0218-08-02"]
    assert (first_day(days), last_day(days)) == ("-0218-08-02", "0476-09-04")
    assert first_day([None]) is None

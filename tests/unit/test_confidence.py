"""Confidence: from the general to the particular, moved by where a relation's arguments stand."""

from __future__ import annotations

import pytest

import pipeline
from pipeline.confidence import Cells, Count, confidence, counts, with_confidence

KNOWN = {
    "country": Count(90, 100),
    "country/name": Count(80, 80),
    "country/name/sûre": Count(60, 60),
    "country/name/douteuse": Count(0, 30),
    "relation": Count(70, 100),
    "arguments/outside-0": Count(68, 80),
    "arguments/outside-1": Count(2, 20),
}


def test_nothing_counted_gives_none() -> None:
    assert confidence(Cells(("country",)), {}) is None


def test_a_rule_with_few_records_leans_on_its_type() -> None:
    unknown = confidence(Cells(("country", "country/name", "country/name/nouvelle")), KNOWN)
    sure = confidence(Cells(("country", "country/name", "country/name/sûre")), KNOWN)
    doubtful = confidence(Cells(("country", "country/name", "country/name/douteuse")), KNOWN)
    assert sure is not None
    assert unknown is not None
    assert doubtful is not None
    assert doubtful < 0.5 < unknown <= sure <= 0.99


def test_worked_by_hand() -> None:
    assert confidence(Cells(("relation",)), KNOWN) == pytest.approx(71 / 102, abs=0.001)


def test_an_argument_outside_the_sentence_lowers_it() -> None:
    inside = confidence(Cells(("relation",), ("arguments/outside-0",)), KNOWN)
    outside = confidence(Cells(("relation",), ("arguments/outside-1",)), KNOWN)
    assert inside is not None
    assert outside is not None
    assert outside < inside


def test_every_record_has_one() -> None:
    assert counts(), "run: make calibrate"
    records = pipeline.extract("Le Pérou a signé un accord avec le Chili le 3 mai 2012, pour 5 millions de dollars.")
    rated = [record for record in records if record.type != "document"]
    assert rated
    assert all(record.confidence is not None and 0 < record.confidence < 1 for record in rated)
    assert with_confidence(records, {}) == records

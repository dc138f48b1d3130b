"""What the page shows: an index that is read when it opens, and each document's records, read when they are looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.export.bundle import Bundle, Reader, record_files
from pipeline.export.outside import quad_code
from pipeline.facts import Fact, document_facts, fact_id, merge
from pipeline.records import CountryRecord, DateRecord, FigureRecord
from pipeline.report.pack import Packer
from pipeline.report.parties import Parties
from pipeline.report.reasons import reasons
from pipeline.vocabulary import MENTION_TYPES, PREDICATES, plover_class

FACT_COLUMNS = (
    "predicate", "subject", "object", "first_date", "last_date", "documents", "sentences", "affirmed", "denied", "planned",
    "possible", "confidence", "evidence",
)  # fmt: skip


@dataclass(slots=True)
class ReportData:
    """The page's data: `index`, and `documents` in the order of `index["documents"]`; who has no text."""

    index: dict[str, Any]
    documents: list[dict[str, Any]]
    without_text: list[str]


@dataclass(slots=True)
class _Gathered:
    packer: Packer = field(default_factory=Packer)
    parties: Parties = field(default_factory=Parties)
    counts: Counter[str] = field(default_factory=Counter)
    facts: list[Fact] = field(default_factory=list)
    evidence: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    abouts: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    producers: set[str] = field(default_factory=set)


def report_data(extracted: Path, texts: Path | None = None) -> ReportData:
    """Return the data of the records under a folder; all of it in memory.

    `texts` is where sources are looked for beside their own path. Raises SourceError for a folder without
    records and for a line that is no record.
    """
    reader, got = Reader(texts), _Gathered()
    for path in record_files(extracted).values():
        _add(got, reader.read(path))
    without = [about["id"] for about, packed in zip(got.abouts, got.documents, strict=True) if packed["text"] is None]
    return ReportData(_index(got), got.documents, without)


def _add(got: _Gathered, bundle: Bundle) -> None:
    number = len(got.documents)
    for mention in bundle.mentions.values():
        got.counts[mention.type] += 1
        if not isinstance(mention, DateRecord | FigureRecord):
            got.parties.saw(mention)
            if isinstance(mention, CountryRecord) and mention.entity:
                got.parties.named(mention.entity, number)
    for position, relation in enumerate(bundle.relations):
        got.counts["relation"] += 1
        if ident := fact_id(relation):
            got.evidence.setdefault(ident, []).append((number, position))
    got.facts.extend(document_facts(bundle.records))
    producer = bundle.document.producer
    got.producers.add(f"Dépêche {producer.version}, {producer.model}, {producer.rules[:12]}")
    got.abouts.append(_about(bundle))
    got.documents.append(got.packer.document(bundle))


def _about(bundle: Bundle) -> dict[str, Any]:
    record, row = bundle.document, bundle.row
    return {
        "id": record.doc,
        **{name: getattr(row, name, None) for name in ("title", "genre", "region", "origin", "licence")},
        **{name: getattr(record, name) for name in ("source", "sha256", "chars", "date", "language", "warnings")},
        "mentions": len(bundle.mentions),
        "relations": len(bundle.relations),
    }


def _index(got: _Gathered) -> dict[str, Any]:
    facts = merge(sorted(got.facts, key=lambda fact: fact.key))
    rows = [_fact(fact, got) for fact in facts]
    return {
        "counts": {kind: got.counts[kind] for kind in (*MENTION_TYPES, "relation")},
        "producers": sorted(got.producers),
        "documents": got.abouts,
        "facts": rows,
        "parties": got.parties.rows(),
        "states": got.parties.states(),
        "predicates": _predicates(),
        "rules": [[ident, *reasons().get(ident, ("", "", ""))] for ident in got.packer.rules.values],
        "keys": got.packer.keys.values,
        "tails": got.packer.tails.values,
    }


def _fact(fact: Fact, got: _Gathered) -> list[Any]:
    return [
        fact.predicate,
        got.parties.number(fact.subject_type, fact.subject),
        got.parties.number(fact.object_type, fact.object),
        *(getattr(fact, name) for name in FACT_COLUMNS[3:-1]),
        [list(place) for place in got.evidence[fact.id]],
    ]


def _predicates() -> dict[str, list[int]]:
    """Return of each predicate whether it is symmetric, and the quad class of its affirmation, 0 for none."""
    return {
        name: [int(info.symmetric), quad_code(plover_class(name, negated=False, modality="asserted")) or 0]
        for name, info in PREDICATES.items()
    }

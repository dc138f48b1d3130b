"""The size tables count what the gold holds, and meet what the project promises of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.evaluation.folders import documents_of, read_folder
from pipeline.evaluation.sizes import main
from pipeline.vocabulary import PREDICATES

ROOT = Path(__file__).resolve().parents[2]


def test_tables_are_printed(capsys) -> None:  # type: ignore[no-untyped-def]
    main([str(ROOT / "tests" / "gold"), "--corpus", str(ROOT / "corpus")])
    printed = capsys.readouterr().out
    assert all(f"gold by {group}" in printed for group in ("split", "genre", "region", "period"))
    assert all(predicate in printed for predicate in PREDICATES)


def test_the_gold_is_as_large_as_promised() -> None:
    records = read_folder(ROOT / "tests" / "gold", only=documents_of(ROOT / "tests" / "gold"))
    relations = [relation for one in records.values() for relation in one.relations]
    assert len(records) >= 30
    assert sum(len(one.mentions) for one in records.values()) >= 2_500
    assert len(relations) >= 700
    assert min(sum(relation.predicate == name for relation in relations) for name in PREDICATES) >= 12

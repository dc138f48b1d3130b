"""The gold is what its markup says, the test split is as it was sealed, and the scores hold their floors."""

from pathlib import Path

import pytest

from pipeline.evaluation.command import extract_documents
from pipeline.evaluation.compile import SEAL, compile_file, seal
from pipeline.evaluation.floors import fallen, read_floors
from pipeline.evaluation.folders import SUFFIX, documents_of, read_folder, splits
from pipeline.evaluation.score import score_folders
from pipeline.write import dump_lines

GOLD = Path(__file__).parent
CORPUS = GOLD.parent.parent / "corpus"
MARKUP = sorted((GOLD / "markup").glob(f"*{SUFFIX}"))


@pytest.mark.parametrize("path", MARKUP, ids=lambda path: path.name.removesuffix(SUFFIX))
def test_records_are_what_the_markup_says(path: Path) -> None:
    compiled = GOLD / f"{path.name.removesuffix(SUFFIX)}.jsonl"
    fresh = compiled.is_file() and compiled.read_bytes() == dump_lines(compile_file(path, CORPUS))
    assert fresh, "run: python -m pipeline.evaluation.markup"


def test_every_gold_file_has_its_markup() -> None:
    assert documents_of(GOLD) == [path.name.removesuffix(SUFFIX) for path in MARKUP]


def test_the_test_split_is_as_it_was_sealed() -> None:
    sealed = (GOLD / SEAL).read_text(encoding="utf-8") if (GOLD / SEAL).is_file() else ""
    same = sealed == seal(GOLD / "markup", CORPUS)
    assert same, "test gold changed: say why in CHANGES.md, then python -m pipeline.evaluation.markup --seal"


@pytest.mark.skipif(not MARKUP, reason="no gold yet")
def test_scores_hold_their_floors() -> None:
    scores = {
        split: score_folders(read_folder(GOLD, only=docs), extract_documents(CORPUS, docs))
        for split, docs in splits(documents_of(GOLD), CORPUS).items()
    }
    assert fallen(read_floors(GOLD / "floors.toml"), scores) == []

"""Before and after a commit: the records that git holds are scored beside those of today."""

import subprocess
from pathlib import Path

import pytest
from evaluation_twenty import GOLD, PREDICTED, TEXT

from pipeline.evaluation.command import evaluate_command
from pipeline.evaluation.history import committed_records
from pipeline.evaluation.markup import compile_markup
from pipeline.write import write_records


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository whose last commit on main holds poor records of a text, and today's are right."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "vingt.txt").write_text(TEXT, encoding="utf-8")
    records = {name: compile_markup(TEXT, markup, "vingt", link=False) for name, markup in
               (("gold", GOLD), ("pred", PREDICTED))}  # fmt: skip
    write_records(tmp_path / "extracted" / "vingt.jsonl", records["pred"])
    write_records(tmp_path / "gold" / "vingt.jsonl", records["gold"])
    name = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "-q", "-b", "main"], ["add", "extracted"], [*name, "commit", "-q", "-m", "poor"]):
        subprocess.run(["git", *words], check=True)
    write_records(tmp_path / "extracted" / "vingt.jsonl", records["gold"])
    return tmp_path


@pytest.mark.usefixtures("repository")
def test_before_and_after_against_main(capsys: pytest.CaptureFixture[str]) -> None:
    found = committed_records("main", ["vingt", "autre"])
    assert found is not None
    assert len(found[1]["vingt"].mentions) == 19
    assert evaluate_command(["extracted", "gold", "--since", "main"]) == 0
    printed = capsys.readouterr().out
    line = next(line for line in printed.splitlines() if "relation/all/fact" in line)
    assert [cell.strip() for cell in line.split("│")[2:5]] == ["0.571", "1.000", "+0.429"]
    assert f"before: main ({found[0]})" in printed
    assert evaluate_command(["extracted", "gold"]) == 0
    assert "against" not in capsys.readouterr().out


@pytest.mark.usefixtures("repository")
def test_what_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert committed_records("nowhere", ["vingt"]) is None
    assert committed_records("main", ["vingt"], folder="absent") is None
    assert evaluate_command(["extracted", "gold", "--since", "nowhere"]) == 0
    assert "no records to compare with at nowhere" in capsys.readouterr().out

"""A run over a corpus: incremental, atomic, one failure harming no other. The extraction is a stand-in."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

import pipeline.run
from pipeline.errors import RuleError, UsageError
from pipeline.journal import JOURNAL_NAME, Journal
from pipeline.read import Source
from pipeline.records import AnyRecord, DocumentRecord, Producer
from pipeline.run import Report, extract_corpus
from pipeline.write import TEMPORARY


def stand_in(source: Source, *, with_text: bool = False) -> list[AnyRecord]:
    """Return a document record, or fail as the text says."""
    if "RULE" in source.text:
        raise RuleError("no such key", path="rules/x.toml", line=3)
    if "RAISE" in source.text:
        raise ZeroDivisionError("as the text says")
    if "DIE" in source.text:
        os.kill(os.getpid(), signal.SIGKILL)
    record = DocumentRecord(
        doc=source.id, source=source.path, sha256=source.sha256, chars=len(source.text), date=source.date,
        language="fr", producer=Producer(version="0", model="m", rules="r"), warnings=list(source.warnings),
        text=source.text if with_text else None,
    )  # fmt: skip
    return [record]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pipeline.run, "extract_source", stand_in)
    monkeypatch.chdir(tmp_path)
    for number in range(6):
        write(Path("corpus") / f"t{number}.txt", f"Texte {number} sur le Kazakhstan et la Chine.")
    return Path("corpus")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def ids(report: Report) -> tuple[list[str], list[str], list[str]]:
    done, same = [entry.id for entry in report.done], [entry.id for entry in report.unchanged]
    return done, same, [failure.id for failure in report.failures]


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.jsonl"))}


def test_a_second_run_does_nothing(corpus: Path) -> None:
    out = Path("out")
    first = extract_corpus([corpus], out)
    assert ids(first) == ([f"t{n}" for n in range(6)], [], [])
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.jsonl")}
    second = extract_corpus([corpus], out)
    assert ids(second) == ([], [f"t{n}" for n in range(6)], [])
    assert before == {path: path.stat().st_mtime_ns for path in out.glob("*.jsonl")}
    assert second.records == {"document": 6}


def test_only_what_changed_is_done_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = Path("out")
    extract_corpus([corpus], out)
    write(corpus / "t1.txt", "Un autre texte.")
    (out / "t2.jsonl").unlink()
    (out / "t3.jsonl").write_text("{}\n")
    write(corpus / "manifest.jsonl", '{"id": "t4", "date": "2024-05-03"}\n')
    assert ids(extract_corpus([corpus], out))[0] == ["t1", "t2", "t3", "t4"]
    assert json.loads((out / "t4.jsonl").read_bytes())["date"] == "2024-05-03"
    assert len(extract_corpus([corpus], out, date="2024-05-04").done) == 6
    assert len(extract_corpus([corpus], out, date="2024-05-04", with_text=True).done) == 6
    assert len(extract_corpus([corpus], out, date="2024-05-04", with_text=True).done) == 0
    monkeypatch.setattr(pipeline.journal, "rules_digest", lambda: "other rules")
    assert len(extract_corpus([corpus], out, date="2024-05-04", with_text=True).done) == 6
    monkeypatch.setattr(pipeline.journal, "code_digest", lambda: "other code")
    assert len(extract_corpus([corpus], out, date="2024-05-04", with_text=True).done) == 6


def test_workers_do_not_change_a_byte(corpus: Path) -> None:
    for workers in (1, 2, 4):
        extract_corpus([corpus], Path(f"out{workers}"), workers=workers)
    assert contents(Path("out1")) == contents(Path("out2")) == contents(Path("out4"))
    assert len(contents(Path("out1"))) == 6


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_fails_harms_no_other(corpus: Path, workers: int) -> None:
    write(corpus / "t2.txt", "RAISE")
    (corpus / "t4.txt").write_bytes(b"\0\1")
    report = extract_corpus([corpus], Path("out"), workers=workers)
    assert ids(report) == (["t0", "t1", "t3", "t5"], [], ["t2", "t4"])
    assert report.exit_code == 1
    assert report.failures[0].reason.startswith("ZeroDivisionError: as the text says (test_run.py:")
    assert report.failures[1].reason == "not a text: binary data (give the plain text of it)"
    assert sorted(contents(Path("out"))) == ["t0.jsonl", "t1.jsonl", "t3.jsonl", "t5.jsonl"]
    write(corpus / "t2.txt", "Un texte.")
    assert ids(extract_corpus([corpus], Path("out"), workers=workers))[0] == ["t2"]


def test_a_worker_that_dies_is_reported(corpus: Path) -> None:
    write(corpus / "t2.txt", "DIE")
    report = extract_corpus([corpus], Path("out"), workers=2)
    assert ids(report) == (["t0", "t1", "t3", "t4", "t5"], [], ["t2"])
    assert report.failures[0].reason == "its process died twice (signal 9)"


def test_strict_stops_at_the_first_failure(corpus: Path) -> None:
    write(corpus / "t2.txt", "RAISE" + " long" * 99)  # the longest is done first
    report = extract_corpus([corpus], Path("out"), workers=1, strict=True)
    assert (report.stopped, ids(report)) == (True, ([], [], ["t2"]))


def test_only_unreadable_texts_make_exit_code_4_and_nothing_is_written(corpus: Path) -> None:
    (corpus / "t2.txt").write_bytes(b"\0\1")
    report = extract_corpus([corpus / "t2.txt"], Path("out"))
    assert (report.exit_code, Path("out").exists()) == (4, False)


def test_a_rule_error_ends_the_run(corpus: Path) -> None:
    write(corpus / "t2.txt", "RULE")
    with pytest.raises(RuleError, match=r"rules/x\.toml:3: no such key"):
        extract_corpus([corpus], Path("out"))


def test_an_output_whose_text_is_gone_is_reported_and_kept(corpus: Path) -> None:
    out = Path("out")
    extract_corpus([corpus], out)
    (corpus / "t5.txt").unlink()
    assert extract_corpus([corpus / "t1.txt"], out).orphans == ["t5"]
    assert extract_corpus([corpus], out).orphans == ["t5"]
    (out / "t5.jsonl").unlink()
    assert extract_corpus([corpus], out).orphans == []


def test_an_interrupted_write_leaves_the_old_output(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = Path("out")
    extract_corpus([corpus], out)
    before = contents(out)
    write(corpus / "t1.txt", "Un autre texte.")
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.write.os.fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            extract_corpus([corpus], out, workers=1)
        patch.setattr("pipeline.write.os.fsync", full_disk)
        report = extract_corpus([corpus], out, workers=1)
    assert report.failures[0].reason == "No space left on device"
    assert contents(out) == before
    assert [path.name for path in out.iterdir() if path.name.startswith(TEMPORARY)] == []
    assert ids(extract_corpus([corpus], out))[0] == ["t1"]


def interrupted(_: int) -> None:
    raise KeyboardInterrupt


def full_disk(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_what_a_killed_run_left_is_swept_and_what_it_did_is_kept(corpus: Path) -> None:
    out = Path("out")
    extract_corpus([corpus], out)
    write(out / "deep" / f"{TEMPORARY}123-4", "half a rec")
    with (out / JOURNAL_NAME).open("a") as journal:
        journal.write('{"id": "t0", "source": "')
    write(corpus / "t1.txt", "Un autre texte.")
    assert ids(extract_corpus([corpus], out))[0] == ["t1"]
    assert not (out / "deep" / f"{TEMPORARY}123-4").exists()


def test_two_runs_on_one_output_are_refused(corpus: Path) -> None:
    book = Journal(Path("out"))
    book.open()
    with pytest.raises(UsageError, match="another run is writing there"):
        extract_corpus([corpus], Path("out"))
    book.close()
    assert len(extract_corpus([corpus], Path("out")).done) == 6


def test_an_output_that_cannot_be_made(corpus: Path) -> None:
    Path("out").write_text("a file")
    with pytest.raises(UsageError, match="can't write there"):
        extract_corpus([corpus], Path("out"))

"""Reading a source: its id, path and date."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.day import parse_day
from pipeline.errors import SourceError, UsageError
from pipeline.gather import gather
from pipeline.manifest import ManifestRow, read_manifest
from pipeline.read import front_matter_date, read_source, source_from_text

TEXT = "Le ministre sénégalais des Affaires étrangères est allé à Praia pour signer un accord de pêche.\r\n"


def test_a_source_is_the_file(tmp_path: Path) -> None:
    path = tmp_path / "afrique" / "praia.v2.txt"
    path.parent.mkdir()
    path.write_bytes(TEXT.encode())
    source = read_source(path, tmp_path)
    assert (source.id, source.path, source.text) == ("afrique/praia.v2", path.as_posix(), TEXT)
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (source.date, source.language, source.warnings) == (None, "fr", ())


def test_another_language_is_warned_about() -> None:
    source = source_from_text("The minister met the president of the republic in the capital on Monday last.")
    assert (source.language, source.warnings) == ("en", ("language: looks like en, not French",))


def test_the_date_given_goes_before_the_manifest_and_the_manifest_before_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"date: 3 mai 2021\n\n{TEXT}")
    manifest = {"a": ManifestRow(id="a", date="2022-02-02")}
    assert read_source(path, date="2023-03-03", manifest=manifest).date == "2023-03-03"
    assert read_source(path, manifest=manifest).date == "2022-02-02"
    assert read_source(path).date == "2021-05-03"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-03", "2024-05-03"), ("3 mai 2024", "2024-05-03"), ("1er mars 2020", "2020-03-01"),
        ("03/05/2024", "2024-05-03"), ("lundi 3 mai 2024", "2024-05-03"), ('"2024-05-03"', "2024-05-03"),
        ("2024-13-01", None), ("2024-02-30", None), ("2024", None), ("mai 2024", None), ("hier", None),
        ("3 mai", None), ("", None), ("2024-05-03 et 2024-05-04", None), ("9" * 1000, None),
    ],
)  # fmt: skip
def test_a_day_is_a_whole_day_and_nothing_else(words: str, day: str | None) -> None:
    assert parse_day(words) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("---\ntitle: X\ndate: 2024-05-03\n---\nTexte", "2024-05-03"),
        ("\ufeff---\r\nDate : 3 mai 2024\r\n---\r\nTexte", "2024-05-03"),
        ("Titre : X\nDate : 3 mai 2024\n\nTexte", "2024-05-03"),
        ("---\ntitle: X\n---\ndate: 2024-05-03\n", None),
        ("Un texte.\nDate : 3 mai 2024\n", None),
        ("date: bientôt\n", None),
        ("", None),
    ],
)
def test_front_matter(text: str, day: str | None) -> None:
    assert front_matter_date(text) == day


def test_a_name_that_no_record_could_hold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a\udce9.txt"
    try:
        path.write_text("x")
    except (OSError, UnicodeError):
        pytest.skip("this file system holds no such name")
    with pytest.raises(SourceError, match="printable Unicode"):
        gather([tmp_path])


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("[1]", "not a JSON object"), ("{", "not a JSON object"), ('{"title": "x"}', "id: Field required"),
        ('{"id": "b", "dat": "2024-05-03"}', "dat: Extra"), ('{"id": "b", "date": "2024"}', "not a day"),
        ('{"id": "a"}', "given twice"),
    ],
)  # fmt: skip
def test_a_manifest_error_has_its_line(tmp_path: Path, line: str, what: str) -> None:
    (tmp_path / "manifest.jsonl").write_text(f'{{"id": "a", "date": "3 mai 2024", "split": "dev"}}\n{line}\n')
    with pytest.raises(SourceError, match=what) as caught:
        read_manifest(tmp_path)
    assert caught.value.line == 2


def test_gathering_a_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", "a/d.TXT", ".hidden.txt", ".git/e.txt", "a/photo.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "manifest.jsonl").write_text('{"id": "b", "date": "2024-05-03"}\n{"id": "z"}\n')
    found = gather([tmp_path])
    assert [item.id for item in found.items] == ["a/c", "a/d", "b"]
    assert [item.date for item in found.items] == [None, None, "2024-05-03"]
    assert found.skipped == (tmp_path / "a/photo.jpg",)
    assert found.unknown == ("z",)
    again = gather([tmp_path / "b.txt", tmp_path / "b.txt", tmp_path])
    assert [item.id for item in again.items] == ["a/c", "a/d", "b"]


def test_two_texts_with_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.md").write_text("x")
    with pytest.raises(UsageError, match=r"a\.md and .*a\.txt have one id, 'a'"):
        gather([tmp_path])


def test_no_text_to_gather(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no text in this folder"):
        gather([tmp_path])
    with pytest.raises(SourceError, match="no such file or folder"):
        gather([tmp_path / "none"])

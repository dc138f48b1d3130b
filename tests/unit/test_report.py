"""The report's data and page: as many as there are records, each word in both languages, no markup from data, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from report_case import HOSTILE, first, second, write_folder

from pipeline.errors import SourceError, UsageError
from pipeline.report.build import build_report, report_page
from pipeline.report.data import ReportData, report_data
from pipeline.report.reasons import plain, reasons
from pipeline.vocabulary import PREDICATES

ROOT = Path(__file__).resolve().parents[2]
SOURCES = files("pipeline.report")
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in SOURCES.joinpath("scripts").iterdir()}


@pytest.fixture
def data(tmp_path: Path) -> ReportData:
    return report_data(write_folder(tmp_path))


def test_counts_are_those_of_the_records(data: ReportData) -> None:
    mentions = [record for record in (*first(), *second()) if record.type not in ("document", "relation")]
    assert data.index["counts"] == {"country": 6, "organization": 1, "date": 1, "figure": 0, "person": 1, "place": 0, "relation": 3}
    assert sum(len(document["mentions"]) for document in data.documents) == len(mentions)
    states = {data.index["parties"][number][1]: counts for number, *counts in data.index["states"]}
    assert states == {"MLI": [4, 2], "NER": [2, 2]}


def test_a_fact_knows_its_sentences_in_both_documents(data: ReportData) -> None:
    attacks = next(fact for fact in data.index["facts"] if fact[0] == "attacks")
    assert [data.index["parties"][number][:2] for number in attacks[1:3]] == [["country", "NER"], ["country", "MLI"]]
    assert attacks[5:11] == [2, 2, 1, 1, 0, 0]
    assert attacks[-1] == [[0, 1], [1, 0]]


def test_a_state_has_its_english_name_and_its_place_on_the_map(data: ReportData) -> None:
    world = json.loads(SOURCES.joinpath("vendor", "world.json").read_text(encoding="utf-8"))
    drawn = {shape["id"] for shape in world["topology"]["objects"]["countries"]["geometries"]} | set(world["points"])
    niger = next(party for party in data.index["parties"] if party[1] == "NER")
    assert niger == ["country", "NER", "Niger", "Niger", "562"]
    assert niger[4] in drawn
    assert {"702", "798", "XKX", "004"} <= drawn


def test_data_is_never_markup(data: ReportData) -> None:
    page = report_page(data)
    assert HOSTILE not in page
    assert "pwned" in page
    assert len(re.findall("<script", page)) == len(re.findall("</script>", page)) == 1 + 4 + 2
    for block in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page):
        json.loads(block)
    for name, script in SCRIPTS.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser", script), name


def test_the_page_fetches_nothing_and_runs_only_its_own_script(data: ReportData) -> None:
    page = report_page(data)
    outside = re.sub(r'<script type="application/json".*?</script>', "", page)
    assert set(re.findall(r"https?://[^\s\"'`)]*", outside)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<link|\bsrc=|url\((?!#)|@import|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", outside)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    for tag in ("script", "style"):
        source = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert source
        assert f"'sha256-{base64.b64encode(hashlib.sha256(source[1].encode()).digest()).decode()}'" in policy[1]


def test_every_word_has_its_french_and_its_english() -> None:
    from pipeline.report.build import _texts

    texts = _texts()
    assert set(texts["predicates"]) == set(PREDICATES)
    assert all(len(pair) == 2 and all(pair) for group in texts.values() for pair in group.values())
    asked = {name for script in SCRIPTS.values() for name in re.findall(r'\bsay\("(\w+)"', script)}
    assert {name for name in asked if not name.endswith("_")} <= set(texts["words"])


def test_the_libraries_licences_are_listed(data: ReportData) -> None:
    licences = SOURCES.joinpath("vendor", "LICENCES.txt").read_text(encoding="utf-8")
    versions = json.loads(SOURCES.joinpath("vendor", "package.json").read_text(encoding="utf-8"))["devDependencies"]
    for name in set(versions) - {"esbuild"}:
        assert f"{name} {versions[name]} (ISC)" in licences
    assert json.dumps(licences, ensure_ascii=False)[1:40] in report_page(data)


def test_without_a_text_the_records_keep_their_words(tmp_path: Path) -> None:
    data = report_data(write_folder(tmp_path, with_text=False))
    assert data.without_text == ["b"]
    assert data.documents[1]["surfaces"] == ["Niger", "Mali"]


def test_the_same_records_give_the_same_page(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "records")
    made = build_report(folder, tmp_path / "one.html")
    build_report(folder, tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert (made.documents, made.records, made.facts) == (2, 2 + 9 + 3, 2)


def test_what_goes_wrong_is_said(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "records")
    with pytest.raises(UsageError):
        build_report(folder, tmp_path)
    with pytest.raises(SourceError):
        build_report(tmp_path / "none", tmp_path / "page.html")


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "records", with_text=False)
    command = [sys.executable, "-m", "pipeline", "report", str(folder), "--out", str(tmp_path / "page.html")]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert "2 documents, 14 records, 2 facts" in run.stdout.replace("\n", " ")
    assert "its text is not at hand" in run.stdout
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_rule_says_its_file_and_an_example_without_marks() -> None:
    reason = reasons()["exporter"]
    assert reason.file == "frames/economy.toml"
    assert "](" not in reason.example
    assert plain("Unis, le [[Mali](subject) du Nord](place) et [X](object)") == "Unis, le Mali du Nord et X"


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours. Source: WCAG 2.2, relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_are_readable_on_their_ground() -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", SOURCES.joinpath("styles", "page.css").read_text(encoding="utf-8")))
    for name in ("ink", "soft", "blue", "country", "organization", "date", "figure", "person", "place", "affirmed", "denied"):
        assert _contrast(colours[name], "#ffffff") >= 4.5, name
        assert _contrast(colours[name], colours["back"]) >= 4.5, name
    for tone in range(5):
        assert _contrast(colours[f"tone{tone}"], "#ffffff") >= 3, tone

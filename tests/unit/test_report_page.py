"""The report in headless Chromium through Playwright, where both are: what a reader does with it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_case import HOSTILE, OTHER, TEXT, first, second, write_folder

from pipeline.records import dump_record
from pipeline.report.build import build_report

sync_api = pytest.importorskip("playwright.sync_api", reason="no Playwright here")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
STORE = Path(__file__).resolve().parents[2] / "pipeline" / "report" / "scripts" / "store.js"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    build_report(write_folder(folder / "records"), folder / "report.html")
    return (folder / "report.html").as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="fr-FR")
    page, troubles, asked = context.new_page(), [], []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield page
    assert page.title() in {"Dépêche : rapport", "Dépêche: report"}
    assert troubles == []
    assert {url.partition("#")[0] for url in asked} == {address}
    context.close()


def test_every_record_comes_back_as_it_was(page: Any) -> None:
    asked = "return documents.map(each => open(each.number)).map(each => [...each.mentions, ...each.relations]);"
    script = f"() => {{ {STORE.read_text(encoding='utf-8')}; {asked} }}"
    for shown, records in zip(page.evaluate(script), (first(), second()), strict=True):
        assert shown == [json.loads(json.dumps(dump_record(record))) for record in records[1:]]


def test_counts_stand_in_the_overview(page: Any) -> None:
    numbers = {
        name: page.locator(f"[data-count={name}]").inner_text()
        for name in ("documents", "records", "countries", "relations", "distinct_facts")
    }
    assert numbers == {"documents": "2", "records": "14", "countries": "6", "relations": "3", "distinct_facts": "2"}


def test_filter_to_a_state_and_follow_a_fact_to_its_sentence(page: Any) -> None:
    page.select_option("#filter-party", "country/NER")
    assert page.locator("#count").inner_text() == "1 sur 2 faits"
    page.locator("tr.fact button[aria-expanded]").click()
    assert page.locator(".evidence q").all_inner_texts() == ["Le Niger n’attaque pas le Mali.", "Le Niger attaque le Mali."]
    page.locator("a.to-sentence").first.click()
    sync_api.expect(page.locator("#text .sentence")).to_have_text("Le Niger n’attaque pas le Mali.")
    assert page.locator("#text .trigger").inner_text() == "attaque"
    assert page.locator("#text mark.argument").all_inner_texts() == ["Niger", "Mali"]
    assert "attaquer" in page.locator("#record .why").inner_text()
    page.go_back()
    sync_api.expect(page.locator("#filter-party")).to_have_value("country/NER")


def test_the_text_is_whole_and_spans_nest_and_cross(page: Any) -> None:
    page.locator("#documents a").first.click()
    assert page.locator("#text").evaluate("node => node.textContent") == TEXT
    assert page.locator("mark.organization mark.country").inner_text() == "Mali"
    pieces = page.locator("#text mark.date").evaluate_all("nodes => nodes.map(node => node.textContent)")
    assert "".join(pieces) == "Mali en 2024"
    page.locator("#text mark.country").first.click()
    assert page.evaluate("document.activeElement.textContent") == "Mali"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "Organisation" in page.locator("#record h3").first.inner_text()
    page.locator("#relations [data-relation]").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#text .trigger").inner_text() == "quitte"
    assert page.evaluate("document.activeElement.dataset.relation").startswith("relation:withdraws_from:")


def test_a_hostile_text_stays_text(page: Any) -> None:
    page.locator("#documents a").first.click()
    page.locator("#text mark.person").click()
    assert HOSTILE in page.locator("#record").inner_text()
    assert page.locator("img").count() == 0
    page.locator("#language").click()
    assert page.locator("#text").evaluate("node => node.textContent") == TEXT


def test_search_and_language(page: Any) -> None:
    page.fill("#filter-q", "ATTAQUE  niger")
    sync_api.expect(page.locator("#count")).to_have_text("1 sur 2 faits")
    page.fill("#search-texts", "communaute de l'afrique")
    sync_api.expect(page.locator("#documents caption")).to_have_text("1 sur 2")
    assert page.locator("#documents mark.hit").all_inner_texts() == ["Communauté", "de", "l’Afrique", "de"]
    page.locator("#language").click()
    assert page.locator("html").get_attribute("lang") == "en"
    sync_api.expect(page.locator("#count")).to_have_text("1 of 2 facts")
    page.locator("#clear").click()
    sync_api.expect(page.locator("#count")).to_have_text("2 of 2 facts")


def test_map_timeline_and_network_filter_by_keyboard(page: Any) -> None:
    assert page.locator(".shape.named").count() == 2
    page.locator(".shape.named[data-party='country/MLI']").focus()
    page.keyboard.press("Enter")
    assert page.locator("#filter-party").input_value() == "country/MLI"
    page.keyboard.press(" ")
    assert page.locator("#filter-party").input_value() == ""
    edges = page.locator("#network-body .edge").evaluate_all("all => all.map(each => each.getAttribute('class'))")
    assert edges == ["edge tone4 affirmed", "edge tone2 other"]
    page.locator(".bin").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#count").inner_text() == "1 sur 2 faits"


@pytest.mark.parametrize("width", [360, 1600])
def test_nothing_sticks_out_at_any_width(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if page.locator("#documents a").count():
            page.locator("#documents a").last.click()
            sync_api.expect(page.locator("#text")).to_have_text(OTHER)

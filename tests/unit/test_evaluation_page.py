"""The error browser in headless Chromium, where there is one: filters work, a text is never markup."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from evaluation_twenty import TEXT, documents

from pipeline.evaluation.browser import error_page
from pipeline.evaluation.folders import Records, group_records
from pipeline.evaluation.markup import compile_markup

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
HOSTILE = "La France </script><script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">."
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")


def _shown(page: str, script: str, folder: Path) -> str:
    """Return the page's DOM after a script of the test ran in it."""
    path = folder / "page.html"
    path.write_text(page.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    command = [str(CHROMIUM), *OPTIONS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def _choose(**chosen: str) -> str:
    lines = [
        f"{{const s = document.getElementById('filter-{name}'); s.value = '{value}';"
        "s.dispatchEvent(new Event('change'));}"
        for name, value in chosen.items()
    ]
    return "".join(lines)


def _groups(dom: str) -> list[tuple[str, str]]:
    return re.findall(r'<summary class="">([^<]*)<span class="n">(\d+)</span>', dom) or re.findall(
        r'<summary>([^<]*)<span class="n">(\d+)</span>', dom
    )


def test_filters_and_groups(tmp_path: Path) -> None:
    gold, predicted = documents()
    page = error_page({"dev": {"vingt": gold}}, {"dev": {"vingt": predicted}}, {"vingt": TEXT})
    dom = _shown(page, "", tmp_path)
    assert "22 of 22 mistakes" in dom
    assert ("another type taken", "2") in _groups(dom)
    dom = _shown(page, _choose(type="country", kind="missed", group="kind"), tmp_path)
    assert "3 of 22 mistakes" in dom
    assert _groups(dom) == [("missed", "3")]
    assert dom.count("<article") == 3
    assert "never found" in dom
    search = "search.value = 'guinée'; search.dispatchEvent(new Event('input'));"
    assert "4 of 22 mistakes" in _shown(page, search, tmp_path)


def test_a_text_is_never_markup(tmp_path: Path) -> None:
    def records(name: str) -> Records:
        markup = HOSTILE.replace("France", name, 1)
        return group_records(compile_markup(HOSTILE, markup, "x", link=False), text=HOSTILE)

    page = error_page({"dev": {"x": records("{{France|c FRA}}")}}, {"dev": {"x": records("France")}}, {"x": HOSTILE})
    dom = _shown(page, "", tmp_path)
    assert "<title>Dépêche: errors</title>" in dom
    assert "<img" not in dom.split("<script", 1)[0]
    assert "&lt;img src=x" in dom

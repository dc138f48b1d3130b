"""Counts the dev split's right and wrong records into rules/confidence.toml, and says how well confidence then holds.

`python -m pipeline.evaluation.calibrate [--check]`: the table printed is of documents held out in turn, each one's
confidence coming from the others alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from pipeline.confidence import Count, Counts, cells_of, rated, spans_of
from pipeline.evaluation.calibration import calibration, judged, print_calibration
from pipeline.evaluation.command import extract_documents
from pipeline.evaluation.folders import Records, documents_of, read_folder, splits
from pipeline.rulebook.locate import rules_root
from pipeline.write import write_atomically

_HEAD = """# Généré par `make calibrate` : pour chaque case, les fiches justes et les fiches vues dans la partie « dev » du corpus.
# À ne pas modifier à la main ; pipeline/confidence.py dit comment on s'en sert.

[cells]
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; exit code 1 with `--check` when the file is not what the counts give."""
    parser = argparse.ArgumentParser(prog="pipeline.evaluation.calibrate", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--check", action="store_true", help="write nothing, fail when the file is stale")
    options = parser.parse_args(arguments)
    docs = splits(documents_of(options.gold), options.corpus)["dev"]
    gold, predicted = read_folder(options.gold, only=docs), extract_documents(options.corpus, docs)
    counted = {doc: count(gold[doc], predicted[doc]) for doc in docs}
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    held_out = {doc: _rated(predicted[doc], total(counted, without=doc)) for doc in docs}
    print_calibration(console, f"dev, {len(docs)} documents, each held out", calibration(gold, held_out))
    path = rules_root() / "confidence.toml"
    text = written(total(counted))
    if options.check:
        sys.exit(path.read_text(encoding="utf-8") != text)
    write_atomically(path, text.encode())
    console.print(f"counts written to {path}", markup=False)


def count(gold: Records, predicted: Records) -> dict[str, Count]:
    """Return the counts of one document's cells."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    spans = spans_of(predicted.mentions)
    for record, is_right in judged(gold, predicted):
        cells = cells_of(record, spans)
        for cell in (*cells.chain, *cells.factors):
            seen[cell] += 1
            right[cell] += is_right
    return {cell: Count(right[cell], seen[cell]) for cell in seen}


def total(counted: Mapping[str, Counts], *, without: str | None = None) -> dict[str, Count]:
    """Return the sum of the documents' counts, one left out if named."""
    found: dict[str, Count] = {}
    for doc, cells in counted.items():
        for cell, one in cells.items() if doc != without else ():
            before = found.get(cell, Count(0, 0))
            found[cell] = Count(before.right + one.right, before.seen + one.seen)
    return found


def written(cells: Counts) -> str:
    """Return the file's text."""
    return _HEAD + "".join(f'"{cell}" = [{one.right}, {one.seen}]\n' for cell, one in sorted(cells.items()))


def _rated(records: Records, known: Counts) -> Records:
    spans = spans_of(records.mentions)
    mentions = tuple(rated(record, spans, known) for record in records.mentions)
    relations = tuple(rated(record, spans, known) for record in records.relations)
    return Records(records.doc, mentions, relations, records.text)


if __name__ == "__main__":
    main()

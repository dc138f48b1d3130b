"""The `evaluate` command: records against gold, split by split."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from pipeline.errors import UsageError
from pipeline.evaluation.comparison import (
    changed_mistakes,
    changes_as_json,
    compare_runs,
    print_changed_mistakes,
    print_changes,
)
from pipeline.evaluation.floors import fallen, raised, read_floors, write_floors
from pipeline.evaluation.folders import Records, documents_of, group_records, read_folder, read_text, splits
from pipeline.evaluation.history import committed_records
from pipeline.evaluation.mistakes import Mistake, mistakes_of
from pipeline.evaluation.report import as_json, group_scores, print_groups, print_mistakes, print_scores
from pipeline.evaluation.score import score_folders
from pipeline.evaluation.semeval import semeval_scores
from pipeline.evaluation.tally import Tallies
from pipeline.manifest import read_manifest
from pipeline.vocabulary import MENTION_TYPES
from pipeline.write import write_atomically

HIDDEN = "test"
MAIN = "main"
GROUPINGS = ("document", "genre", "region", "period")
Folders = dict[str, dict[str, Records]]
Scores = dict[str, dict[str, Tallies]]


def evaluate_command(arguments: Sequence[str]) -> int:
    """Run `depeche evaluate [PRED [GOLD]] …` and return the exit code: 1 when a floor falls.

    Without PRED the texts of the corpus are extracted in memory, and compared with the records committed on
    main. Raises UsageError for words that don't fit, SourceError for records that can't be read.
    """
    options = _parser().parse_args(list(arguments))
    console = Console(highlight=False, width=None if _is_terminal() else 160)
    wanted = _wanted_splits(options)
    gold = {split: read_folder(options.gold, only=docs) for split, docs in wanted.items()}
    predicted = {split: _predictions(options.pred, options.corpus, wanted[split]) for split in wanted}
    scores: Scores = {split: score_folders(gold[split], predicted[split]) for split in wanted}
    content: dict[str, dict[str, Any]] = {}
    for split in wanted:
        semeval = semeval_scores(gold[split], predicted[split])
        print_scores(console, split, scores[split], semeval)
        content[split] = as_json(scores[split], semeval)
        content[split]["by"] = {}
        for name in _groupings(options):
            groups = _groups(name, options.corpus, wanted[split])
            print_groups(console, split, name, scores[split], groups)
            content[split]["by"][name] = group_scores(scores[split], groups)
    for split, change in _comparisons(console, options, gold, predicted, scores).items():
        content[split]["against"] = change
    _show_mistakes(console, options, gold, predicted)
    if options.json:
        options.json.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return _hold_floors(console, options, scores)


def _groupings(options: argparse.Namespace) -> list[str]:
    named = options.by or []
    return list(GROUPINGS) if "all" in named else list(dict.fromkeys(named))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="depeche evaluate", description="Score records against gold.")
    parser.add_argument(
        "pred", nargs="?", type=Path, help="folder of predicted .jsonl; default: extract the corpus"
    )
    parser.add_argument(
        "gold", nargs="?", type=Path, default=Path("tests/gold"), help="folder of gold .jsonl"
    )
    parser.add_argument(
        "--corpus", type=Path, default=Path("corpus"), help="folder of the texts and their manifest"
    )
    parser.add_argument("--split", help="only this split of the manifest (dev, test)")
    parser.add_argument(
        "--errors", nargs="?", const="all", choices=["all", *MENTION_TYPES, "relation"],
        help="list every miss and every spurious record, of one type or of all",
    )  # fmt: skip
    parser.add_argument(
        "--show-test", action="store_true", help="let single documents of the test split be seen"
    )
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="write every mistake as one page to filter and read"
    )
    parser.add_argument(
        "--by", choices=[*GROUPINGS, "all"], action="append", help="scores by group too; may be repeated"
    )
    parser.add_argument("--against", type=Path, metavar="OTHER", help="folder of another run to compare with")
    parser.add_argument(
        "--since", metavar="COMMIT",
        help="compare with the records that a commit holds; default: main, when there is no PRED",
    )  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores as JSON")
    parser.add_argument("--floors", type=Path, help="floors to hold; default: floors.toml of the gold folder")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to these scores")
    return parser


def _is_terminal() -> bool:
    return Console().is_terminal


def _wanted_splits(options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the documents of each split asked for. Raises UsageError when it may not be seen."""
    if not options.gold.is_dir():
        raise UsageError("no gold folder here", path=options.gold)
    found = splits(documents_of(options.gold), options.corpus)
    if options.split and options.split not in found:
        raise UsageError(
            f"no gold document of split {options.split!r}", remedy=f"there are: {', '.join(found)}"
        )
    wanted = {options.split: found[options.split]} if options.split else found
    single = options.errors or options.html or "document" in _groupings(options)
    if single and options.split == HIDDEN and not options.show_test:
        raise UsageError("the test split is only scored, never read", remedy="--show-test if you really must")
    if single and not options.show_test:
        wanted = {split: docs for split, docs in wanted.items() if split != HIDDEN}
    if not wanted:
        raise UsageError("no gold document here", path=options.gold)
    return wanted


def _predictions(folder: Path | None, corpus: Path, docs: Sequence[str]) -> dict[str, Records]:
    """Return the predicted records of the documents, extracted here and now when there is no folder."""
    if folder is not None:
        return read_folder(folder, only=docs)
    return extract_documents(corpus, docs)


def extract_documents(corpus: Path, docs: Sequence[str]) -> dict[str, Records]:
    """Return the records that this code gives for texts. Raises SourceError for an unreadable one."""
    from pipeline import extract_source
    from pipeline.read import read_source

    manifest = read_manifest(corpus)
    sources = {doc: read_source(corpus / f"{doc}.txt", corpus, manifest=manifest) for doc in docs}
    return {doc: group_records(extract_source(source), text=source.text) for doc, source in sources.items()}


def _groups(name: str, corpus: Path, docs: Sequence[str]) -> dict[str, str]:
    manifest = read_manifest(corpus)
    if name == "document":
        return {doc: doc for doc in docs}
    return {doc: getattr(manifest[doc], name) or "?" for doc in docs if doc in manifest}


def _comparisons(
    console: Console, options: argparse.Namespace, gold: Folders, predicted: Folders, scores: Scores
) -> dict[str, dict[str, Any]]:
    """Print what changed since the other run, or since a commit, and return it by split as plain values."""
    result = {}
    for split, documents in gold.items():
        label, before = _before(options, documents)
        if before is None:
            if label:
                console.print(f"{split}: {label}", markup=False)
            continue
        docs = {doc: records for doc, records in documents.items() if options.against or doc in before}
        now = {doc: scores[split][doc] for doc in docs}
        changes = compare_runs(score_folders(docs, before), now)
        mended, new = changed_mistakes(docs, before, predicted[split])
        print_changes(console, f"{split}, {label}, {len(docs)} documents", changes, len(docs))
        print_changed_mistakes(console, split, mended, new)
        result[split] = changes_as_json(changes, mended, new)
    return result


def _before(
    options: argparse.Namespace, documents: Mapping[str, Records]
) -> tuple[str, dict[str, Records] | None]:
    """Return the run to compare with and its name; no run where none was asked for or there is none."""
    if options.against:
        return str(options.against), read_folder(options.against, only=documents)
    if options.since is None and options.pred is not None:
        return "", None
    ref = options.since or MAIN
    found = committed_records(ref, documents)
    if found is None:
        return (f"no records to compare with at {ref}", None) if options.since else ("", None)
    return f"before: {ref} ({found[0]})", found[1]


def _show_mistakes(
    console: Console, options: argparse.Namespace, gold: Folders, predicted: Folders
) -> None:
    """List the mistakes, and write their page, where that was asked for."""
    if options.errors:
        for split in gold:
            _list_mistakes(console, options, gold[split], predicted[split])
    if options.html:
        from pipeline.evaluation.browser import error_page

        texts = {doc: text for split in gold for doc, text in _texts(options.corpus, gold[split]).items()}
        page = error_page(gold, predicted, texts)
        write_atomically(options.html, page.encode())
        console.print(f"errors written to {options.html}", markup=False)


def _list_mistakes(
    console: Console, options: argparse.Namespace, gold: dict[str, Records], predicted: dict[str, Records]
) -> None:
    found: list[Mistake] = []
    for doc, records in gold.items():
        found += mistakes_of(records, predicted.get(doc, Records(doc, (), ())))
    chosen = [mistake for mistake in found if options.errors in ("all", mistake.sort)]
    print_mistakes(console, chosen, _texts(options.corpus, gold))


def _texts(corpus: Path, docs: dict[str, Records]) -> dict[str, str]:
    paths = {doc: corpus / f"{doc}.txt" for doc in docs}
    return {doc: read_text(path)[0] for doc, path in paths.items() if path.is_file()}


def _hold_floors(console: Console, options: argparse.Namespace, scores: Scores) -> int:
    path = options.floors or options.gold / "floors.toml"
    floors = read_floors(path)
    lines = fallen(floors, scores)
    for line in lines:
        console.print(f"below its floor: {line}", markup=False)
    held = sum(len(kept.rows) for kept in floors.values() if kept.scores(scores) is not None)
    if held and not lines:
        console.print(f"{held} floors hold", markup=False)
    if options.raise_floors:
        write_floors(path, raised(floors, scores))
        console.print(f"floors raised in {path}", markup=False)
    return 1 if lines else 0


if __name__ == "__main__":
    import sys

    sys.exit(evaluate_command(sys.argv[1:]))

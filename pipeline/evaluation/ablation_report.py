"""The tables of `make ablate`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.errors import DepecheError, UsageError
from pipeline.evaluation.ablation import Bench, Effect, ablate, rule_ids
from pipeline.evaluation.calibration import calibration, print_calibration
from pipeline.evaluation.folders import documents_of, read_folder, splits
from pipeline.manifest import read_manifest
from pipeline.read import read_source

_HIDDEN = "test"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="pipeline.evaluation.ablation", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--split", default="dev", help="split to measure on; never test")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything as JSON")
    options = parser.parse_args(arguments)
    try:
        _run(options)
    except DepecheError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)


def _run(options: argparse.Namespace) -> None:
    docs = splits(documents_of(options.gold), options.corpus).get(options.split, [])
    if options.split == _HIDDEN or not docs:
        raise UsageError(f"nothing to ablate on in split {options.split!r}", remedy="--split dev")
    manifest = read_manifest(options.corpus)
    sources = {doc: read_source(options.corpus / f"{doc}.txt", options.corpus, manifest=manifest) for doc in docs}
    gold = read_folder(options.gold, only=docs)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    bench, components, rules = ablate(sources, gold)
    title = f"{options.split}, {len(docs)} documents"
    print_effects(console, f"components, {title}", components)
    print_effects(console, f"rules, {title}", sorted(rules, key=_worth))
    print_idle(console, bench, rules)
    bins = calibration(gold, bench.records())
    print_calibration(console, title, bins)
    if options.json:
        data: dict[str, Any] = {
            "components": [effect._asdict() for effect in components],
            "rules": [effect._asdict() for effect in rules],
            "never_fire": sorted(rule_ids().keys() - bench.fired().keys()),
            "calibration": [{**one._asdict(), "precision": one.precision} for one in bins],
        }
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _worth(effect: Effect) -> tuple[float, str]:
    return (-(effect.mentions or 0.0) - (effect.relations or 0.0), effect.name)


def print_effects(console: Console, title: str, effects: Sequence[Effect]) -> None:
    """Print a row for each.

    Its records and the right ones; its worth in points of F1 (mentions by value, relations in full), negative
    where it does harm; without it, right records lost, wrong ones spared, right ones gained, wrong ones added.
    """
    table = Table(title=f"without it: {title}", title_justify="left")
    table.add_column("name", no_wrap=True)
    columns = ("records", "right", "mentions", "relations", "lost", "spared", "gained", "added")
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for effect in effects:
        if effect.mentions is None or effect.relations is None:
            table.add_row(effect.name, *["–"] * len(columns), "nothing runs without it")
            continue
        own = (str(effect.records), str(effect.right)) if effect.records else ("–", "–")
        table.add_row(
            effect.name, *own, f"{100 * effect.mentions:+.2f}", f"{100 * effect.relations:+.2f}",
            *map(str, effect[5:]), _said(effect),
        )  # fmt: skip
    console.print(table)


def _said(effect: Effect) -> str:
    if not effect.changes:
        return "changes nothing"
    worth = (effect.mentions or 0.0) + (effect.relations or 0.0)
    return "does harm" if worth < 0 else ""


def print_idle(console: Console, bench: Bench, rules: Sequence[Effect]) -> None:
    """Print the rules that never fire, by file, and how many of those that fire change nothing."""
    files, fired = rule_ids(), bench.fired()
    by_file: dict[str, list[str]] = defaultdict(list)
    for rule, file in files.items():
        if rule not in fired:
            by_file[file].append(rule)
    sizes = Counter(files.values())
    table = Table(title="rules that never fire here", title_justify="left")
    for name in ("file", "rules", "never"):
        table.add_column(name, justify="left" if name == "file" else "right", no_wrap=True)
    table.add_column("which")
    for file, names in sorted(by_file.items()):
        table.add_row(file, str(sizes[file]), str(len(names)), ", ".join(sorted(names)))
    console.print(table)
    idle = [effect.name for effect in rules if not effect.changes]
    never = sum(map(len, by_file.values()))
    console.print(f"{never} of {len(files)} rules never fire; {len(idle)} that fire change nothing", markup=False)

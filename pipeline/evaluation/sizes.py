"""How large the gold is: `python -m pipeline.evaluation.sizes [GOLD] [--corpus CORPUS]`.

Counts only, so that the test split stays unread: words, mentions and relations by split, genre, region and period,
mentions by type and form, relations by predicate, polarity and modality.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.errors import DepecheError
from pipeline.evaluation.folders import Records, documents_of, read_folder, read_text, splits
from pipeline.manifest import read_manifest

GROUPS = ("split", "genre", "region", "period")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="pipeline.evaluation.sizes", description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=Path("tests/gold"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    options = parser.parse_args(arguments)
    try:
        _run(options.gold, options.corpus)
    except DepecheError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)


def _run(gold: Path, corpus: Path) -> None:
    docs = documents_of(gold)
    records = read_folder(gold, only=docs)
    words = {doc: len(read_text(corpus / f"{doc}.txt")[0].split()) for doc in docs}
    split_of = {doc: split for split, members in splits(docs, corpus).items() for doc in members}
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    for group in GROUPS:
        print_groups(console, group, groups_of(group, docs, corpus, split_of), records, words)
    by_split = groups_of("split", docs, corpus, split_of)
    print_counts(console, "mentions", by_split, {doc: _mentions(one) for doc, one in records.items()})
    print_counts(console, "relations", by_split, {doc: _relations(one) for doc, one in records.items()})


def groups_of(name: str, docs: Iterable[str], corpus: Path, split_of: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the documents by the manifest's value for `name` (`split`, `genre`, `region`, `period`), `all` last."""
    manifest = read_manifest(corpus)
    groups: dict[str, list[str]] = {}
    for doc in docs:
        value = split_of[doc] if name == "split" else str(getattr(manifest[doc], name, None) or "–")
        groups.setdefault(value, []).append(doc)
    return {**dict(sorted(groups.items())), "all": list(docs)}


def print_groups(
    console: Console, name: str, groups: Mapping[str, list[str]], records: Mapping[str, Records], words: Mapping[str, int]
) -> None:
    """Print documents, words, mentions and relations of each group."""
    table = Table(title=f"gold by {name}", title_justify="left")
    table.add_column(name)
    for column in ("documents", "words", "mentions", "relations"):
        table.add_column(column, justify="right")
    for group, docs in groups.items():
        mentions, relations = (sum(len(getattr(records[doc], kind)) for doc in docs) for kind in ("mentions", "relations"))
        table.add_row(group, str(len(docs)), str(sum(words[doc] for doc in docs)), str(mentions), str(relations))
    console.print(table)


def print_counts(console: Console, name: str, groups: Mapping[str, list[str]], counts: Mapping[str, Counter[str]]) -> None:
    """Print each kind's count in each group."""
    table = Table(title=f"{name} of the gold", title_justify="left")
    table.add_column(name)
    for group in groups:
        table.add_column(group, justify="right")
    for kind in sorted({kind for counter in counts.values() for kind in counter}):
        table.add_row(kind, *(str(sum(counts[doc][kind] for doc in docs)) for docs in groups.values()))
    console.print(table)


def _mentions(records: Records) -> Counter[str]:
    found: Counter[str] = Counter()
    for mention in records.mentions:
        kind = getattr(mention, "form", None) or getattr(mention, "kind", "")
        found.update((mention.type, f"{mention.type}.{kind}"))
    return found


def _relations(records: Records) -> Counter[str]:
    found: Counter[str] = Counter()
    for relation in records.relations:
        found.update((relation.predicate, f"({relation.modality})", *(("(negated)",) if relation.negated else ())))
    return found


if __name__ == "__main__":
    main()

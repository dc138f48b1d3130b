"""How far two annotators agree: `python -m pipeline.evaluation.agreement DIR_A DIR_B [--diff]`.

F1 on spans by type, accuracy and Cohen's κ (Cohen 1960) of the attributes of the spans both have,
F1 on relations.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.errors import DepecheError, UsageError
from pipeline.evaluation.annotation import parse_annotation
from pipeline.evaluation.folders import SUFFIX, Records, group_records
from pipeline.evaluation.markup import compile_markup, read_markup
from pipeline.evaluation.matching import aligned_keys, entity_key, facts_of, match_facts, match_spans, of_type
from pipeline.records import DateRecord, FigureRecord, MentionRecord
from pipeline.vocabulary import MENTION_TYPES

Pair = tuple[MentionRecord, MentionRecord]


def attributes(mention: MentionRecord) -> dict[str, str]:
    """Return the attributes an annotator chose, as strings."""
    if isinstance(mention, DateRecord):
        chosen = {"kind": mention.kind, "value": mention.value, "mod": mention.mod}
    elif isinstance(mention, FigureRecord):
        number = f"{mention.value} [{mention.low}..{mention.high}]"
        chosen = {
            "kind": mention.kind,
            "value": number,
            "unit": mention.unit,
            "counted": mention.counted,
            "mod": mention.mod,
        }
    else:
        chosen = {"entity": entity_key(mention), "form": mention.form}
    return {name: str(value) for name, value in chosen.items()}


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's κ of two annotators' labels; None when chance alone agrees always."""
    if not pairs:
        return None
    total = len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / total
    expected = sum(left[label] * right[label] for label in left) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


@dataclass
class Agreement:
    """What was compared.

    `spans` by type: of A, of B, exact, overlapping. `labels`: pairs by type and attribute.
    `relations` by predicate: of A, of B, in both, in both with one polarity and modality.
    """

    documents: int = 0
    spans: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    labels: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    relations: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))


def f1(left: int, right: int, both: int) -> float:
    """Return the F1 of two sets of these sizes that share `both`."""
    return 2 * both / (left + right) if left + right else 0.0


def compare(a: dict[str, Records], b: dict[str, Records]) -> Agreement:
    """Return the agreement over the documents both have.

    For relations, the entity keys of B that A writes otherwise are aligned.
    """
    result = Agreement()
    for slug in sorted(a.keys() & b.keys()):
        result.documents += 1
        for type_ in MENTION_TYPES:
            left, right = of_type(a[slug], type_), of_type(b[slug], type_)
            exact = match_spans(left, right, exact=True)
            loose = len(match_spans(left, right, exact=False))
            for name in (type_, "all"):
                counts = (len(left), len(right), len(exact), loose)
                result.spans[name] = [x + y for x, y in zip(result.spans[name], counts, strict=True)]
            for one, other in exact:
                for name, value in attributes(one).items():
                    result.labels[type_, name].append((value, attributes(other)[name]))
        _compare_relations(result, a[slug], b[slug])
    return result


def _compare_relations(result: Agreement, a: Records, b: Records) -> None:
    left, right = facts_of(a), facts_of(b, keys=aligned_keys(a, b))
    both = match_facts(left, right)
    full = match_facts(left, right, polarity=True, modality=True)
    for side, facts in enumerate((left, right, [x for x, _ in both], [x for x, _ in full])):
        for fact in facts:
            result.relations[fact.predicate][side] += 1
            result.relations["all"][side] += 1


def read_markup_folder(folder: Path) -> dict[str, Records]:
    """Return the documents of a folder of `<slug>.gold.txt`, each against its own text."""
    documents = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        markup = read_markup(path)
        text = parse_annotation(markup, path=path).text
        slug = path.name.removesuffix(SUFFIX)
        documents[slug] = group_records(compile_markup(text, markup, slug, path=path, link=False), text=text)
    if not documents:
        raise UsageError(f"no *{SUFFIX} here", path=folder)
    return documents


def print_agreement(result: Agreement, console: Console) -> None:
    """Print the three tables."""
    spans = Table(
        "type", "A", "B", "exact", "F1 exact", "F1 overlap", title=f"spans, {result.documents} documents"
    )
    for name in (*MENTION_TYPES, "all"):
        left, right, exact, loose = result.spans[name]
        exact_f1, loose_f1 = f1(left, right, exact), f1(left, right, loose)
        spans.add_row(name, str(left), str(right), str(exact), f"{exact_f1:.3f}", f"{loose_f1:.3f}")
    console.print(spans)
    labels = Table("type", "attribute", "n", "same", "κ", title="attributes of the spans both have")
    for (type_, name), pairs in sorted(result.labels.items()):
        same = sum(x == y for x, y in pairs) / len(pairs)
        score = kappa(pairs)
        labels.add_row(type_, name, str(len(pairs)), f"{same:.3f}", "–" if score is None else f"{score:.3f}")
    console.print(labels)
    relations = Table("predicate", "A", "B", "both", "F1", "F1 with polarity and modality", title="relations")
    for name in sorted(result.relations, key=lambda n: (n == "all", n)):
        left, right, both, full = result.relations[name]
        relations.add_row(
            name,
            str(left),
            str(right),
            str(both),
            f"{f1(left, right, both):.3f}",
            f"{f1(left, right, full):.3f}",
        )
    console.print(relations)


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="pipeline.evaluation.agreement", description=__doc__)
    parser.add_argument("a", type=Path)
    parser.add_argument("b", type=Path)
    parser.add_argument("--diff", action="store_true", help="list every disagreement instead")
    parser.add_argument("--doc", action="append", help="only these documents (slugs)")
    options = parser.parse_args(arguments)
    console = Console(highlight=False, soft_wrap=options.diff)
    try:
        a, b = read_markup_folder(options.a), read_markup_folder(options.b)
    except DepecheError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    if options.doc:
        a = {slug: a[slug] for slug in options.doc if slug in a}
    if options.diff:
        from pipeline.evaluation.disagreement import diff_lines

        for slug in sorted(a.keys() & b.keys()):
            print(f"== {slug}")
            print("\n".join(diff_lines(a[slug], b[slug])))
        return
    for slug in sorted(a.keys() ^ b.keys()):
        console.print(f"only one of the folders has {slug}")
    print_agreement(compare(a, b), console)


if __name__ == "__main__":
    main()

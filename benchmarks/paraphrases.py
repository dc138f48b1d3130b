"""How many ways of saying a relation are understood: `python benchmarks/paraphrases.py [--half open|held] [--show PREDICATE]`.

The suite in tests/paraphrases/ was written from the guide alone, before and apart from the frames. Of each file, the
sentences at even places are open (looked at while frames are written), those at odd places are held out and only scored.
"""

from __future__ import annotations

import argparse
import tomllib
from itertools import product
from pathlib import Path

from pipeline.relations.check import relations_of
from pipeline.rulebook.marks import Mark, parse_marks
from pipeline.vocabulary import PREDICATES

SUITE = Path(__file__).resolve().parent.parent / "tests" / "paraphrases"


def main() -> None:
    """Print recall (with and without polarity and modality) and false alarms by predicate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["open", "held", "both"], default="both")
    parser.add_argument("--show", help="list the failures of this predicate (`all`), of the open half only")
    options = parser.parse_args()
    totals = [0, 0, 0, 0, 0]
    for path in sorted(SUITE.glob("*.toml")):
        counts = score(path, options.half, show=options.show in ("all", path.stem))
        totals = [left + right for left, right in zip(totals, counts, strict=True)]
        print(line(path.stem, counts))
    print(line("all", totals))


def line(name: str, counts: list[int]) -> str:
    """Return a row of the table."""
    yes, found, full, no, alarms = counts
    recall, exact, alarm = found / max(yes, 1), full / max(yes, 1), alarms / max(no, 1)
    return f"{name:28s} recall {recall:.2f}  with polarity and modality {exact:.2f}  ({yes})  false alarms {alarm:.2f} ({no})"


def score(path: Path, half: str, *, show: bool = False) -> list[int]:
    """Return the counts of one file: sentences, those found, those found with polarity and modality, near misses, alarms."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    predicate = content["predicate"]
    yes, no = ([s for i, s in enumerate(content[kind]) if half == "both" or (i % 2 == 0) == (half == "open")] for kind in ("yes", "no"))
    found = full = alarms = 0
    for sentence in yes:
        said, exact = judge(predicate, sentence)
        found, full = found + said, full + exact
        if show and not exact:
            print("  MISSED" if not said else "  FACTUALITY", sentence)
    for sentence in no:
        text, _ = parse_marks(sentence)
        wrong = [relation for relation in relations_of(text) if relation["predicate"] == predicate]
        alarms += bool(wrong)
        if show and wrong:
            print("  ALARM", [relation["rule"] for relation in wrong], sentence)
    return [len(yes), found, full, len(no), alarms]


def judge(predicate: str, sentence: str) -> tuple[bool, bool]:
    """Return whether every marked pair is found, and whether with the marked polarity and modality too."""
    text, marks = parse_marks(sentence)
    subjects = [mark for mark in marks if "subject" in mark.label.split()]
    objects = [mark for mark in marks if "object" in mark.label.split()]
    flags = {word for mark in marks for word in mark.label.split()} - {"subject", "object"}
    relations = [relation for relation in relations_of(text) if relation["predicate"] == predicate]
    said = exact = True
    for subject, target in product(subjects, objects):
        matching = [relation for relation in relations if joins(predicate, relation, subject, target)]
        said = said and bool(matching)
        exact = exact and any(_flags(relation) == flags for relation in matching)
    return said, exact


def _flags(relation: dict[str, object]) -> set[str]:
    return ({str(relation["modality"])} - {"asserted"}) | ({"negated"} if relation["negated"] else set())


def joins(predicate: str, relation: dict[str, object], subject: Mark, target: Mark) -> bool:
    """Tell whether the relation joins mentions that overlap the marks."""
    ends = [tuple(int(part) for part in str(relation[key]).split(":", 1)[1].split("-")) for key in ("subject", "object")]
    orders = [ends, ends[::-1]] if PREDICATES[predicate].symmetric else [ends]  # type: ignore[index]
    return any(_overlap(left, subject) and _overlap(right, target) for left, right in orders)


def _overlap(bounds: tuple[int, ...], mark: Mark) -> bool:
    return bounds[0] < mark.end and mark.start < bounds[1]


if __name__ == "__main__":
    main()

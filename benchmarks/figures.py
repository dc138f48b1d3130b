"""Figures measured on gold: span and value-and-unit F1, characters a second, others beside us.

    python benchmarks/figures.py [--split dev|test] [--errors]

The gold's dates are blocked, as the pipeline's are. A peer that is not installed is left out.
`text2num` finds bare numbers only, Recognizers-Text (`recognizers-text-suite`) percentages, currencies and
dimensions too.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.figures import find_figures

ROOT = Path(__file__).resolve().parent.parent


class Text(NamedTuple):
    """A text with its gold figures by span, and its dates' spans."""

    name: str
    text: str
    gold: dict[tuple[int, int], dict[str, Any]]
    dates: list[tuple[int, int]]


class Word:
    """A token as text2num wants it."""

    def __init__(self, surface: str):
        self.surface = surface

    def text(self) -> str:
        """Return the token's text."""
        return self.surface

    def nt_separated(self, previous: Word) -> bool:
        """Return whether it is unrelated to the token before it."""
        del previous
        return False

    def not_a_number_part(self) -> bool:
        """Return whether it is known to be no part of a number."""
        return False


Finder = Callable[[Text], dict[tuple[int, int], tuple[Any, Any]]]


def texts(split: str) -> list[Text]:
    """Return the texts of a split of our corpus that have gold."""
    lines = (ROOT / "corpus/manifest.jsonl").read_text("utf-8").splitlines()
    manifest = [json.loads(line) for line in lines if line]
    found = []
    for entry in manifest:
        gold = ROOT / "tests/gold" / f"{entry['id']}.jsonl"
        if entry["split"] != split or not gold.exists():
            continue
        records = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
        figures = {(r["start"], r["end"]): r for r in records if r["type"] == "figure"}
        dates = [(r["start"], r["end"]) for r in records if r["type"] == "date"]
        with (ROOT / "corpus" / f"{entry['id']}.txt").open(encoding="utf-8", newline="") as source:
            found.append(Text(entry["id"], source.read(), figures, dates))
    return found


def ours(text: Text) -> dict[tuple[int, int], tuple[Any, Any]]:
    """Return our figures: span → value (or bounds), unit."""
    return {(f.start, f.end): _answer(f.data) for f in find_figures(text.text, text.dates)}


def _answer(record: dict[str, Any]) -> tuple[Any, Any]:
    value = record["value"] if record["value"] is not None else (record["low"], record["high"])
    return (round(value, 4) if isinstance(value, float) else value), record["unit"]


def text2num(text: Text) -> dict[tuple[int, int], tuple[Any, Any]]:
    """Return text2num's numbers; it gives no unit."""
    from text_to_num import find_numbers

    words = list(re.finditer(r"\w+(?:[-,.]\w+)*|[^\w\s]", text.text))
    numbers = find_numbers([Word(word[0]) for word in words], "fr")
    return {(words[n.start].start(), words[n.end - 1].end()): (n.value, None) for n in numbers}


def recognizers(text: Text) -> dict[tuple[int, int], tuple[Any, Any]]:
    """Return the figures of Microsoft's Recognizers-Text."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    found: dict[tuple[int, int], tuple[Any, Any]] = {}
    for recognize in (recognize_number, recognize_percentage, recognize_currency, recognize_dimension):
        for hit in recognize(text.text, "fr-fr"):
            resolution = hit.resolution or {}
            found[hit.start, hit.end + 1] = (resolution.get("value"), resolution.get("unit"))
    return found


def score(finder: Finder, corpus: list[Text], *, errors: bool) -> str:
    """Return a line: precision, recall, F1 of spans, F1 of spans with value and unit, characters a second."""
    gold = right = same = answers = 0
    began = time.process_time()
    results = [finder(text) for text in corpus]
    took = time.process_time() - began
    for text, found in zip(corpus, results, strict=True):
        gold, answers = gold + len(text.gold), answers + len(found)
        for span in sorted({*text.gold, *found}):
            wanted = text.gold.get(span)
            right += wanted is not None and span in found
            good = wanted is not None and span in found and found[span] == _answer(wanted)
            same += good
            if errors and not good:
                print(f"{text.name} {span} {text.text[span[0] : span[1]]!r} found {found.get(span)}"
                      f" gold {_answer(wanted) if wanted else None}")  # fmt: skip
    chars = sum(len(text.text) for text in corpus)
    precision, recall = right / max(answers, 1), right / max(gold, 1)
    f1, value_f1 = 2 * right / max(gold + answers, 1), 2 * same / max(gold + answers, 1)
    speed = chars / took / 1e6
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  value F1 {value_f1:.3f}  {speed:.2f} Mchar/s"


def main() -> None:
    """Print a line for each finder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--split", default="dev")
    parser.add_argument("--errors", action="store_true", help="list every difference of ours")
    arguments = parser.parse_args()
    corpus = texts(arguments.split)
    find_figures("Il faut 3 millions d'euros, entre 4 et 5 soldats et un tiers des 12 %.")
    print(f"{len(corpus)} texts, {sum(len(text.gold) for text in corpus)} figures")
    print("depeche      ", score(ours, corpus, errors=arguments.errors))
    for name, finder in (("text2num     ", text2num), ("Recognizers  ", recognizers)):
        try:
            print(name, score(finder, corpus, errors=False))
        except ImportError as error:
            print(name, f"not run: {error}")


if __name__ == "__main__":
    main()

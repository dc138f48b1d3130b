"""Figures measured on gold: span and value-and-unit F1, characters a second, others beside us.

    python benchmarks/figures.py [--split dev|test] [--errors]

The gold's dates are blocked for all, as the pipeline's are: nobody answers for a number in a date. The state that
the gold names most settles our bare `franc`. A peer that is not installed is left out. `text2num` finds bare numbers
only; Recognizers-Text (French: numbers, percentages, currencies, dimensions) runs in `.cache/recognizers`, its
overlapping answers cut down to the longest and its units read by our tables. Of the test split only totals are given.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.figures import find_figures
from pipeline.figures.tables import currency, unit

ROOT = Path(__file__).resolve().parent.parent


class Text(NamedTuple):
    """A text with its gold figures by span, its dates' spans and the state it names most."""

    name: str
    text: str
    gold: dict[tuple[int, int], dict[str, Any]]
    dates: list[tuple[int, int]]
    home: str | None


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


Answers = dict[tuple[int, int], tuple[Any, Any]]
Finder = Callable[[Text], Answers]

RECOGNIZERS = ROOT / ".cache/recognizers/bin/python"
WORKER = """
import json, sys
from recognizers_number import recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_currency, recognize_dimension
ALL = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
def hits(text):
    for recognize in ALL:
        for hit in recognize(text, "fr-fr"):
            answer = hit.resolution or {}
            yield hit.start, hit.end + 1, answer.get("value"), answer.get("unit")
list(hits("Il faut 3 millions d'euros."))
print("ready", flush=True)
for line in sys.stdin:
    print(json.dumps(list(hits(json.loads(line)))), flush=True)
"""
"""Runs in a Python of its own: Recognizers-Text wants an older emoji than its pins say."""


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
        states = Counter(r["entity"] for r in records if r["type"] == "country" and r["entity"])
        home = states.most_common(1)[0][0] if states else None
        with (ROOT / "corpus" / f"{entry['id']}.txt").open(encoding="utf-8", newline="") as source:
            found.append(Text(entry["id"], source.read(), figures, dates, home))
    return found


def ours(text: Text) -> Answers:
    """Return our figures: span → value (or bounds), unit."""
    return {(f.start, f.end): _answer(f.data) for f in find_figures(text.text, text.dates, text.home)}


def _answer(record: dict[str, Any]) -> tuple[Any, Any]:
    value = record["value"] if record["value"] is not None else (record["low"], record["high"])
    return (round(value, 4) if isinstance(value, float) else value), record["unit"]


def text2num(text: Text) -> Answers:
    """Return text2num's numbers; it gives no unit."""
    from text_to_num import find_numbers

    words = list(re.finditer(r"\w+(?:[-,.]\w+)*|[^\w\s]", text.text))
    numbers = find_numbers([Word(word[0]) for word in words], "fr")
    return {(words[n.start].start(), words[n.end - 1].end()): (n.value, None) for n in numbers}


def recognizers(text: Text) -> Answers:
    """Return the figures of Recognizers-Text, the longest where two overlap, its units as ours are named."""
    process = _recognizers()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(text.text) + "\n")
    process.stdin.flush()
    hits = json.loads(process.stdout.readline())
    found: Answers = {}
    for start, end, value, unit_name in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0], hit[3] is None)):
        if not any(start < other[1] and other[0] < end for other in found):
            found[start, end] = (_number(value), _unit(value, unit_name))
    return found


@cache
def _recognizers() -> subprocess.Popen[str]:
    """Return the process that holds Recognizers-Text, warmed up. Raises ImportError where it is not installed."""
    if not RECOGNIZERS.exists():
        raise ImportError(f"no {RECOGNIZERS.relative_to(ROOT)}; `make bench-figures` installs it")
    command = [str(RECOGNIZERS), "-W", "ignore", "-c", WORKER]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if process.stdout is None or process.stdout.readline() != "ready\n":
        raise ImportError(f"{RECOGNIZERS.relative_to(ROOT)} can't import it")
    return process


def _number(value: str | None) -> Any:
    try:
        number = float((value or "").rstrip("%"))
    except ValueError:
        return value
    return int(number) if number.is_integer() else round(number, 4)


def _unit(value: str | None, name: str | None) -> str | None:
    if name is None:
        return "%" if (value or "").endswith("%") else None
    measured = unit(name.lower()) or unit(name)
    return currency(name, None) or (measured.code if measured else name)


def score(finder: Finder, corpus: list[Text], *, errors: bool) -> str:
    """Return a line: precision, recall, F1 of spans, F1 of spans with value and unit, characters a second."""
    gold = right = same = answers = 0
    finder(corpus[0])
    began = time.perf_counter()
    results = [finder(text) for text in corpus]
    took = time.perf_counter() - began
    for text, answered in zip(corpus, results, strict=True):
        found = {span: answer for span, answer in answered.items() if not _in_dates(span, text.dates)}
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


def _in_dates(span: tuple[int, int], dates: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in dates)


def main() -> None:
    """Print a line for each finder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--split", default="dev", choices=["dev", "test"])
    parser.add_argument("--errors", action="store_true", help="list every difference of ours")
    arguments = parser.parse_args()
    if arguments.errors and arguments.split != "dev":
        parser.error("--errors is for the dev split: the test split is measured, not read")
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

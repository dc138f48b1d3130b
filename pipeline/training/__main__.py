"""Train the entity recognizer on brat folders and write its weights.

    python -m pipeline.training /work/shared/data/winer-fr/2016 /work/shared/data/winer-fr/2017 --out pipeline/models/wikinews.npz

The same files, numpy and machine give the same weights: one thread, a fixed seed, the files in the order of their paths.
Progress goes to standard error: the mean loss a word after each pass, then the size of what was written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.fast import one_thread
from pipeline.models import save
from pipeline.training.brat import read_folder
from pipeline.training.examples import bare, examples, reader
from pipeline.training.train import Recipe, train


def main() -> None:
    """Train and write."""
    options = _options()
    nlp = reader()
    trained = bare(nlp)
    learned = [item for folder in options.folders for item in examples(nlp, read_folder(folder))]
    recipe = Recipe(passes=options.passes, seed=options.seed)
    with one_thread():
        for number, loss in enumerate(train(trained, learned, recipe), 1):
            print(f"pass {number} of {recipe.passes}: loss {loss:.4f}", file=sys.stderr, flush=True)
    size = save(trained, bare(nlp), options.out)
    print(f"{options.out}: {size} bytes", file=sys.stderr)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m pipeline.training", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of brat files (.ann beside .txt)")
    parser.add_argument("--out", required=True, type=Path, help="the .npz to write")
    parser.add_argument("--passes", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""Compile a folder of markup into gold records: `python -m pipeline.evaluation.markup [--check]`."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from pipeline.errors import DepecheError
from pipeline.evaluation.folders import SUFFIX, read_text
from pipeline.evaluation.markup import compile_markup, read_markup
from pipeline.manifest import read_manifest
from pipeline.records import AnyRecord
from pipeline.write import dump_lines, write_atomically

SEAL = "test.sha256"


def compile_file(path: Path, corpus: Path) -> list[AnyRecord]:
    """Return the gold records of one `<slug>.gold.txt`, whose source is `<corpus>/<slug>.txt`.

    Raises MarkupError, or SourceError when the source can't be read.
    """
    slug = path.name.removesuffix(SUFFIX)
    path_of_text = corpus / f"{slug}.txt"
    row = read_manifest(corpus).get(slug)
    text, digest = read_text(path_of_text)
    return compile_markup(
        text,
        read_markup(path),
        slug,
        date=row.date if row else None,
        source=f"{corpus.name}/{path_of_text.name}",
        sha256=digest,
        path=path,
    )


def compile_folder(markup: Path, out: Path, corpus: Path, *, check: bool = False) -> list[str]:
    """Compile each markup file into `<out>/<slug>.jsonl`; return the slugs whose file changed.

    With `check` nothing is written. Raises MarkupError for the first file that can't be compiled.
    """
    changed = []
    for path in sorted(markup.glob(f"*{SUFFIX}")):
        slug = path.name.removesuffix(SUFFIX)
        target = out / f"{slug}.jsonl"
        content = dump_lines(compile_file(path, corpus))
        if target.is_file() and target.read_bytes() == content:
            continue
        changed.append(slug)
        if not check:
            write_atomically(target, content)
    return changed


def seal(markup: Path, corpus: Path, split: str = "test") -> str:
    """Return the seal of a split: a line `SHA-256  SLUG` for each of its markup files."""
    manifest = read_manifest(corpus)
    lines = []
    for path in sorted(markup.glob(f"*{SUFFIX}")):
        slug = path.name.removesuffix(SUFFIX)
        if slug in manifest and manifest[slug].split == split:
            lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {slug}\n")
    return "".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Run the command; the exit code says whether all went well."""
    parser = argparse.ArgumentParser(prog="pipeline.evaluation.markup", description=__doc__)
    parser.add_argument("--markup", type=Path, default=Path("tests/gold/markup"))
    parser.add_argument("--out", type=Path, default=Path("tests/gold"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is not fresh")
    parser.add_argument(
        "--seal", action="store_true", help="write the test split's digests to OUT/test.sha256"
    )
    options = parser.parse_args(arguments)
    if options.seal:
        (options.out / SEAL).write_text(seal(options.markup, options.corpus), encoding="utf-8")
    try:
        changed = compile_folder(options.markup, options.out, options.corpus, check=options.check)
    except DepecheError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    print(f"{len(changed)} changed: {', '.join(changed)}" if changed else "all gold files are fresh")
    sys.exit(1 if options.check and changed else 0)

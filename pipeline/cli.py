"""The command line: one verb a job. It parses and prints; the work is done elsewhere."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.errors import DepecheError, UsageError

HELP = """
Raw French text on world affairs in, a dataset of countries, organizations, dates, figures and relations out.

Exit codes: 0 all is well; 1 some documents failed, the others are done; 2 the command is not right;
3 a rule file can't be used; 4 there is no text (a path is missing, a folder holds none, none can be read).
"""

app = typer.Typer(
    name="depeche",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)  # fmt: skip

DateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The day of the texts: relative dates count from it."),
]
RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", metavar="DIR", help="Rules to use, not the package's. Also: $DEPECHE_RULES."),
]


def main() -> None:
    """Run the command line; a DepecheError is printed on one line, its exit code is the command's."""
    try:
        app(prog_name="depeche")
    except DepecheError as error:
        print(f"depeche: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


def _version(asked: bool) -> None:
    if asked:
        print(f"depeche {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH…", help="Texts; folders of .txt and .md.")]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where records go, a .jsonl a text.")]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, metavar="N", help="Processes to use. Default: the cores.")
]
TextOption = Annotated[bool, typer.Option("--with-text", help="Put the text into its document record.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Stop at the first text that fails.")]
ExtractedArgument = Annotated[Path, typer.Argument(metavar="EXTRACTED", help="The folder that `extract` wrote.")]
TextsOption = Annotated[Path | None, typer.Option("--texts", metavar="DIR", help="Where the texts are, if not where they were.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print errors only.")]


@app.command()
def extract(
    paths: PathsArgument,
    out: OutOption,
    date: DateOption = None,
    workers: WorkersOption = None,
    with_text: TextOption = False,
    strict: StrictOption = False,
    quiet: QuietOption = False,
    rules: RulesOption = None,
) -> None:
    """Extract the records of texts. What did not change since the last run is not done again."""
    _use_rules(rules)
    day = _day(date)
    from pipeline.run import extract_corpus
    from pipeline.show import Show

    with Show(quiet=quiet) as show:
        report = extract_corpus(
            paths, out, date=day, workers=workers, with_text=with_text, strict=strict, watch=show.outcome
        )
        show.report(report, out)
    raise typer.Exit(report.exit_code)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or a few.")],
    date: DateOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    parse: Annotated[bool, typer.Option("--parse", help="Show the words with their function too.")] = False,
    rules: RulesOption = None,
) -> None:
    """Show what was found in a text, by which rule, and why the other candidates lost."""
    _use_rules(rules)
    day = _day(date)
    from pipeline.explain import explain as explain_text

    found = explain_text(text, day)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    from pipeline.show import show_explanation

    show_explanation(found, parse=parse)


@app.command()
def schema(
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it there.")] = None,
) -> None:
    """Print the JSON Schema of a line of records."""
    from pipeline.records import json_schema

    data = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        print(data, end="")
        return
    from pipeline.write import write_atomically

    try:
        write_atomically(out, data.encode())
    except OSError as error:
        raise UsageError(f"can't be written: {error.strerror}", path=out) from error


@app.command()
def dataset(
    extracted: ExtractedArgument,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the dataset is; it is added to.")],
    texts: TextsOption = None,
    scores: Annotated[Path | None, typer.Option("--scores", metavar="FILE", help="Scores for the card, TOML.")] = None,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The dataset's name.")] = "depeche",
    quiet: QuietOption = False,
) -> None:
    """Make tables, a database, corpora and graphs of records; a second run adds only what is new."""
    from pipeline.show import Show

    try:
        from pipeline.export.build import build_dataset
    except ImportError as error:
        raise UsageError(f"{error.name} is needed", remedy="pip install 'depeche[dataset]'") from error
    with Show(quiet=quiet) as show:
        built = build_dataset(extracted, out, texts=texts, scores=scores, name=name, watch=show.step)
        show.dataset(built.added, built.unchanged, built.rows, out, notes=built.notes)


@app.command()
def report(
    extracted: ExtractedArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page, one HTML file.")],
    texts: TextsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make one HTML page of records that opens from disk: map, dates, network, facts, each text with what was found."""
    from pipeline.report.build import build_report
    from pipeline.show import Show

    with Show(quiet=quiet) as show:
        made = build_report(extracted, out, texts=texts)
        show.made_report(made.rows, out, made.without_text)


@app.command()
def facts(
    extracted: ExtractedArgument,
    by_document: Annotated[bool, typer.Option("--by-document", help="Those of each document, not of all.")] = False,
) -> None:
    """Print the distinct facts of records as JSON lines: who, what, whom, since when, how often, denied or not."""
    from pipeline.export.summary import fact_lines

    for line in fact_lines(extracted, by_document=by_document):
        print(line)


@app.command()
def rules(
    only: Annotated[str, typer.Option("--only", metavar="WORDS", help="Only rules with these words.")] = "",
    rules: RulesOption = None,
) -> None:
    """Check each rule against its own example sentences, in seconds."""
    _use_rules(rules)
    from pipeline.rulebook.locate import rules_root

    try:
        import pytest
    except ImportError as error:
        raise UsageError("pytest is needed to check rules", remedy="pip install 'depeche[dev]'") from error
    root = rules_root()
    chosen = ["-k", only] if only else []
    options = ["-p", "pipeline.rulebook.plugin", "-p", "no:cacheprovider", "-q", *chosen]
    raise typer.Exit(int(pytest.main([str(root), "--rootdir", str(root.parent), *options])))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
def evaluate(context: typer.Context) -> None:
    """Score records against gold, by type, form, value and predicate (see `evaluate --help`)."""
    from pipeline.evaluation.command import evaluate_command

    raise typer.Exit(evaluate_command(context.args) or 0)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="Records, or what a tool exported.")],
    target: Annotated[Path, typer.Argument(metavar="TO", help="A folder, or a file for formats of one file.")],
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="Default: told from FROM.")] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FORMAT",
            help="records, brat, label-studio, doccano, prodigy, webanno or docbin. Default: told from TO, else records.",
        ),
    ] = None,
    corpus: Annotated[Path, typer.Option("--corpus", metavar="DIR", help="Where the texts of records are.")] = Path("corpus"),
    texts: Annotated[Path | None, typer.Option("--texts", metavar="DIR", help="Write the texts there too.")] = None,
) -> None:  # fmt: skip
    """Convert records or gold for an annotation tool, and back."""
    from pipeline.convert.command import convert as convert_files

    print(convert_files(source, target, from_=from_, to=to, corpus=corpus, texts=texts))


@app.command()
def preannotate(
    paths: PathsArgument,
    out: Annotated[Path, typer.Option("--out", metavar="TO", help="A folder, or a file for formats of one file.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="brat, label-studio, doccano, prodigy, webanno, docbin.")],
    date: DateOption = None,
    rules: RulesOption = None,
) -> None:
    """Write what is found in texts as a starting point for an annotator, in a tool's format."""
    _use_rules(rules)
    day = _day(date)
    from pipeline.convert.command import preannotate as write_predictions

    print(write_predictions(paths, out, to=to, date=day))


def _day(words: str | None) -> str | None:
    if words is None:
        return None
    from pipeline.day import parse_day

    day = parse_day(words)
    if day is None:
        raise UsageError(f"--date {words!r} is not a day", remedy="write it like 2024-05-03")
    return day


def _use_rules(folder: Path | None) -> None:
    """Make the rules of `folder` this process's, its workers' too; it is read when the first rule is."""
    if folder is not None:
        from pipeline.rulebook.locate import ENVIRONMENT

        os.environ[ENVIRONMENT] = str(folder)

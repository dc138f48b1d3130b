"""What the command line prints: progress, tables, explanations. Progress and errors go to stderr."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline.journal import Entry
from pipeline.run import Failure, Outcome, Report
from pipeline.vocabulary import MENTION_TYPES

SHOWN = 20
WIDTH = 100


class Show:
    """The progress and the closing table of a run. A bar on a terminal; elsewhere a line now and then."""

    def __init__(self, *, quiet: bool = False):
        self.quiet = quiet
        self.out, self.err = _console(stderr=False), _console(stderr=True)
        self.started = time.monotonic()
        self.bar: Progress | None = None
        self.task: TaskID | None = None
        self.said = 0

    def __enter__(self) -> Show:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._end_bar()

    def outcome(self, outcome: Outcome, number: int, total: int) -> None:
        """Tell of one document. The bar starts no thread: workers are forked while it is shown."""
        if self.quiet:
            return
        if self.err.is_terminal:
            self._advance(outcome.id, total)
        elif isinstance(outcome, Failure):
            _print(self.err, f"{number}/{total} {outcome.id}: failed: {outcome.reason}")
        elif number == total or number * 20 // total > self.said:
            self.said = number * 20 // total
            _print(self.err, f"{number}/{total} {outcome.id}")

    def step(self, ident: str, number: int, total: int) -> None:
        """Tell of one document of a job that never fails halfway."""
        if self.quiet:
            return
        if self.err.is_terminal:
            self._advance(ident, total)
        elif number == total or number * 20 // total > self.said:
            self.said = number * 20 // total
            _print(self.err, f"{number}/{total} {ident}")

    def _advance(self, ident: str, total: int) -> None:
        if self.bar is None:
            left = TimeRemainingColumn()
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), left)
            self.bar = Progress(*columns, console=self.err, auto_refresh=False, transient=True)
            self.bar.start()
            self.task = self.bar.add_task("", total=total)
        assert self.task is not None
        self.bar.update(self.task, advance=1, description=ident[-40:])
        self.bar.refresh()

    def _end_bar(self) -> None:
        if self.bar is not None:
            self.bar.stop()
            self.bar = None

    def report(self, report: Report, out: Path) -> None:
        """Print the closing table, warnings and failures, and what was passed over."""
        self._end_bar()
        if report.failures:
            failures = [(item.path, f"{item.stage}: {item.reason}") for item in report.failures]
            _listing(self.err, "Failed", failures)
        if report.stopped:
            _print(self.err, "Stopped at the first failure (--strict).")
        if self.quiet:
            return
        entries = sorted([*report.done, *report.unchanged], key=lambda entry: entry.id)
        warnings = [(entry.id, warning) for entry in entries for warning in entry.warnings]
        if warnings:
            _listing(self.out, "Warnings", warnings)
        notes = [(str(path), "not a text, passed over") for path in report.gathered.skipped]
        notes += [(ident, "in the manifest, but there is no such text") for ident in report.gathered.unknown]
        notes += [(f"{out / ident}.jsonl", "its text is gone, it is still there") for ident in report.orphans]
        if notes:
            _listing(self.out, "Noted", notes)
        self.out.print(_summary(report, out, len(warnings), time.monotonic() - self.started))
        failed = f", {len(report.failures)} failed" if report.failures else ""
        _print(self.out, f"{len(report.unchanged)} unchanged, {len(report.done)} done{failed}.")

    def dataset(self, added: int, unchanged: int, rows: dict[str, int], out: Path, *, notes: Iterable[tuple[str, str]]) -> None:
        """Print what is in a dataset now and what was added to it."""
        self._end_bar()
        if self.quiet:
            return
        notes = list(notes)
        if notes:
            _listing(self.out, "Noted", notes)
        if rows:
            table = Table(title=f"Dataset in {out}", title_justify="left", show_header=False)
            table.add_column()
            table.add_column(justify="right")
            for name, count in rows.items():
                table.add_row(name, str(count))
            table.add_row("time", f"{time.monotonic() - self.started:.1f} s")
            self.out.print(table)
        _print(self.out, f"{unchanged} unchanged, {added} added.")

    def made_report(self, rows: dict[str, int], out: Path, without_text: list[str]) -> None:
        """Print what a report page holds, and which documents it shows without their text."""
        if self.quiet:
            return
        if without_text:
            _listing(self.out, "Noted", [(ident, "its text is not at hand: name its folder with --texts") for ident in without_text])
        _print(self.out, f"{out}: " + ", ".join(f"{count} {name}" for name, count in rows.items()) + ".")


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDTH
    return console


def _print(console: Console, line: str) -> None:
    console.print(Text(line), soft_wrap=True)


def _listing(console: Console, title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print two columns under a title, the first rows only, and how many more there are."""
    rows = list(rows)
    _print(console, f"{title} ({len(rows)})")
    for where, what in rows[:SHOWN]:
        _print(console, f"  {where}: {what}")
    if len(rows) > SHOWN:
        _print(console, f"  … and {len(rows) - SHOWN} more")


def _summary(report: Report, out: Path, warnings: int, seconds: float) -> Table:
    table = Table(title=f"Records in {out}", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    entries: list[Entry] = [*report.done, *report.unchanged]
    table.add_row("documents", str(len(entries)))
    records = report.records
    for kind in (*MENTION_TYPES, "relation"):
        table.add_row(kind, str(records[kind]))
    table.add_row("warnings", str(warnings))
    table.add_row("time", f"{seconds:.1f} s")
    return table



def show_explanation(found: dict[str, Any], *, parse: bool = False) -> None:
    """Print what `pipeline.explain.explain` returns: winners, losers and why, coreference, relations."""
    console = _console(stderr=False)
    _table(console, "Mentions", ("text", "type", "fields", "rule"), map(_mention_row, found["mentions"]))
    lost = [(item["text"], item["type"], item["reason"], item["rule"]) for item in found["lost"]]
    _table(console, "Candidates that lost", ("text", "type", "why", "rule"), lost)
    for reason in found["coreference"]:
        _print(console, f"coreference: {reason}")
    relations = map(_relation_row, found["relations"])
    _table(console, "Relations", ("subject", "predicate", "object", "trigger", "more", "rule"), relations)
    if parse:
        for words in found["sentences"]:
            _print(console, " ".join(words))


def _table(console: Console, title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in ("type", "predicate"))
    for row in rows:
        table.add_row(*row)
    if table.row_count:
        console.print(table)
    else:
        _print(console, f"{title}: none")


def _mention_row(item: dict[str, Any]) -> tuple[str, ...]:
    known = ("text", "start", "end", "type", "rule", "lost")
    fields = ", ".join(f"{key} {value}" for key, value in item.items() if key not in known and value != [])
    return f"{item['text']} [{item['start']}:{item['end']}]", item["type"], fields, item["rule"]


def _relation_row(item: dict[str, Any]) -> tuple[str, ...]:
    more = [item["modality"], *(["negated"] if item["negated"] else [])]
    more += [f"{key} {item[key]}" for key in ("time", "figure") if item[key]]
    subject, target = (f"{item[role]} ({item[f'{role}_entity']})" for role in ("subject", "object"))
    return subject, item["predicate"], target, item["trigger"], ", ".join(more), item["rule"]

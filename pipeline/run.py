"""A run over a corpus: what has to be done, done by an engine, written, noted, and told."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline import extract_source, journal
from pipeline.decode import decode
from pipeline.engines import local
from pipeline.errors import DepecheError, RuleError, SourceError
from pipeline.gather import Gathered, Item, gather
from pipeline.journal import Entry, Journal
from pipeline.read import read_source, source_from_text
from pipeline.write import sweep, write_records

WARM_UP = (
    "Le 3 mai 2012, le Sénégal et l'ONU ont signé à Dakar un accord de 5 millions d'euros. "
    "Le pays en attend deux autres."
)
SMALL = 60_000  # bytes: less than this is done before a second process has helped


@dataclass(frozen=True, slots=True)
class Task:
    """A document to extract: where it is read, how, and where its records go."""

    id: str
    path: Path
    root: Path
    date: str | None
    with_text: bool
    out: Path
    size: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no records: the stage it failed in, and the reason."""

    id: str
    path: str
    stage: str
    reason: str


Outcome = Entry | Failure
Watch = Callable[[Outcome, int, int], None]


@dataclass(slots=True)
class Report:
    """What a run did: documents done, unchanged, failed; `orphans` are ids of outputs without a source."""

    gathered: Gathered
    done: list[Entry] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    stopped: bool = False

    @property
    def records(self) -> Counter[str]:
        """How many records of each type the documents have, those of earlier runs included."""
        total: Counter[str] = Counter()
        for entry in (*self.done, *self.unchanged):
            total.update(entry.records)
        return total

    @property
    def exit_code(self) -> int:
        """0 all is well; 1 some documents failed; 4 there was not one that could be read."""
        if not self.failures:
            return 0
        unread = all(failure.stage == "read" for failure in self.failures)
        nothing = unread and not (self.done or self.unchanged)
        return SourceError.exit_code if nothing else DepecheError.exit_code


def extract_corpus(
    paths: Iterable[Path], out: Path, *, date: str | None = None, workers: int | None = None,
    with_text: bool = False, strict: bool = False, watch: Watch | None = None,
) -> Report:  # fmt: skip
    """Extract the texts under `paths` into `out`, one file a document, redoing only what changed.

    `watch(outcome, number, total)` is told of each document as it is finished. A document that fails is
    reported and harms no other; with `strict` the run stops at it. Raises DepecheError for what concerns the
    whole run.
    """
    report = Report(gather(paths))
    book = Journal(out)
    tasks = _plan(report, book, date, with_text)
    report.orphans = book.orphans(item.id for item in report.gathered.items)
    if tasks and not (strict and report.failures):
        prepare()
        book.open()
        with closing(book):
            sweep(out)
            _do(tasks, book, report, _workers(tasks, workers), strict, watch)
    report.done.sort(key=lambda entry: entry.id)
    report.failures.sort(key=lambda failure: failure.id)
    return report


def _plan(report: Report, book: Journal, date: str | None, with_text: bool) -> list[Task]:
    """Return what has to be done; note in the report what is unchanged and what can't be read."""
    tasks = []
    for item in report.gathered.items:
        try:
            data = item.path.read_bytes()
            key = journal.key(journal.data_digest(data), item.path.as_posix(), date or item.date, with_text)
            if book.is_done(item.id, key):
                report.unchanged.append(book.entries[item.id])
                continue
            decode(data)
        except (OSError, SourceError) as error:
            report.failures.append(_failure(item, "read", error))
            continue
        tasks.append(Task(item.id, item.path, item.root, date or item.date, with_text, book.out, len(data)))
    return tasks


def _workers(tasks: list[Task], wanted: int | None) -> int:
    small = sum(task.size for task in tasks) < SMALL
    return wanted or (1 if small else local.cores())


def _do(
    tasks: list[Task], book: Journal, report: Report, workers: int, strict: bool, watch: Watch | None
) -> None:
    longest_first = sorted(tasks, key=lambda task: -task.size)
    with closing(_outcomes(longest_first, workers)) as outcomes:
        for number, outcome in enumerate(outcomes, 1):
            if isinstance(outcome, Entry):
                book.add(outcome)
                report.done.append(outcome)
            elif outcome.stage == "rules":
                raise RuleError(outcome.reason)
            else:
                report.failures.append(outcome)
            if watch is not None:
                watch(outcome, number, len(tasks))
            if strict and isinstance(outcome, Failure):
                report.stopped = number < len(tasks)
                return


def _outcomes(tasks: list[Task], workers: int) -> Generator[Outcome, None, None]:
    for result in local.run(work, tasks, workers, prepare=prepare):
        if isinstance(result, local.Died):
            code = result.exitcode or 0
            how = f"signal {-code}" if code < 0 else f"exit {code}"
            yield Failure(result.task.id, str(result.task.path), "worker", f"its process died twice ({how})")
        else:
            yield result


@cache
def prepare() -> None:
    """Load the model and every rule: a rule's error comes before any document, workers share what is there.

    Raises RuleError.
    """
    extract_source(source_from_text(WARM_UP, date="2000-01-01"))


def work(task: Task) -> Outcome:
    """Extract one document and write its records; return what was done or why it was not. Never raises."""
    stage = "read"
    try:
        source = read_source(task.path, task.root, date=task.date)
        key = journal.key(source.sha256, source.path, task.date, task.with_text)
        stage = "extract"
        records = extract_source(source, with_text=task.with_text)
        stage = "write"
        digest = write_records(journal.output_path(task.out, task.id), records)
    except RuleError as error:
        return _failure(task, "rules", error)
    except Exception as error:
        return _failure(task, stage, error)
    counts = Counter(record.type for record in records)
    return Entry(
        id=task.id, source=str(task.path.resolve()), key=key, output=digest,
        records=dict(sorted(counts.items())), warnings=list(source.warnings),
    )  # fmt: skip


def _failure(item: Item | Task, stage: str, error: Exception) -> Failure:
    """Return the failure an error stands for; one nobody foresaw says where in the code it arose."""
    if isinstance(error, DepecheError):
        reason = str(error).removeprefix(f"{item.path}: ")
    elif isinstance(error, OSError):
        reason = error.strerror or str(error)
    else:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"
    return Failure(item.id, str(item.path), stage, reason)

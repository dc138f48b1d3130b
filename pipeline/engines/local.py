"""Work spread over processes of this machine, watched: one that dies costs its own task and no other.

Each worker has a pipe of its own and one task at a time, so that a death (a crash, the out-of-memory killer)
is seen at once and put down to the task it happened in. That task is tried once more, then reported.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
TRIES = 2


@dataclass(frozen=True, slots=True)
class Died(Generic[Task]):
    """A task whose worker died each time it was tried; `exitcode` is the process's (negative: a signal)."""

    task: Task
    exitcode: int | None


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    tries: int = 0


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def run(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    workers: int,
    prepare: Callable[[], Any] | None = None,
) -> Iterator[Result | Died[Task]]:
    """Yield the result of each task as it comes (in no order). `work` must not raise.

    With one worker or one task all is done in this process. `prepare` is called once before: here, so that
    forked workers share what it loads, and in each worker where processes can't be forked.
    """
    if prepare is not None:
        prepare()
    if workers <= 1 or len(tasks) <= 1:
        yield from map(work, tasks)
    else:
        yield from _Pool(work, prepare, min(workers, len(tasks))).run(tasks)


class _Pool(Generic[Task, Result]):
    def __init__(self, work: Callable[[Task], Result], prepare: Callable[[], Any] | None, size: int):
        methods = multiprocessing.get_all_start_methods()
        self.context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
        self.work, self.prepare, self.size = work, prepare, size
        self.workers: list[_Worker[Task]] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[Result | Died[Task]]:
        waiting: deque[tuple[Task, int]] = deque((task, 0) for task in tasks)
        try:
            while waiting or self.workers:
                self._feed(waiting)
                yield from self._gather(waiting)
        finally:
            self._stop()

    def _feed(self, waiting: deque[tuple[Task, int]]) -> None:
        """Give each idle worker a task; start workers up to the number, end those with nothing left to do."""
        while waiting and len(self.workers) < self.size:
            self.workers.append(self._start())
            self._give(self.workers[-1], *waiting.popleft())
        for worker in [worker for worker in self.workers if worker.task is None]:
            if waiting:
                self._give(worker, *waiting.popleft())
            else:
                self._end(worker)

    def _give(self, worker: _Worker[Task], task: Task, tries: int) -> None:
        worker.task, worker.tries = task, tries + 1
        with suppress(OSError):  # it is dead; `_gather` sees that
            worker.pipe.send(task)

    def _gather(self, waiting: deque[tuple[Task, int]]) -> Iterator[Result | Died[Task]]:
        """Wait for something to happen; yield what is done, put the task of a dead worker back once."""
        ready = set(wait([worker.pipe for worker in self.workers])) if self.workers else set()
        for worker in [worker for worker in self.workers if worker.pipe in ready]:
            try:
                result: Result = worker.pipe.recv()
            except (EOFError, OSError):
                task, tries = worker.task, worker.tries
                self._end(worker)
                assert task is not None, "only a worker with a task is waited for"
                if tries < TRIES:
                    waiting.append((task, tries))
                else:
                    yield Died(task, worker.process.exitcode)
            else:
                worker.task = None
                yield result

    def _start(self) -> _Worker[Task]:
        """Start a worker. A forked one shares what is loaded here; it closes the others' pipe ends."""
        forked = self.context.get_start_method() == "fork"
        here, there = self.context.Pipe()
        inherited = [here, *(worker.pipe for worker in self.workers)] if forked else []
        process = self.context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(there, self.work, None if forked else self.prepare, inherited), daemon=True
        )
        process.start()
        there.close()
        return _Worker(process, here)

    def _end(self, worker: _Worker[Task]) -> None:
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join(5)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()

    def _stop(self) -> None:
        for worker in self.workers:
            worker.process.terminate()
        for worker in list(self.workers):
            self._end(worker)


def _serve(
    pipe: Connection,
    work: Callable[[Any], Any],
    prepare: Callable[[], Any] | None,
    inherited: list[Connection],
) -> None:
    """Be a worker: do tasks until the pipe is closed."""
    for other in inherited:
        other.close()
    if prepare is not None:
        prepare()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send(work(pipe.recv()))

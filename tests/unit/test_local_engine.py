"""Workers: every task once, a dead worker reported, nothing left hanging."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from pipeline.engines.local import Died, run


def square(number: int) -> int:
    return number * number


def deadly(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def deadly_once(path: str) -> str:
    mark = Path(path)
    if not mark.exists():
        mark.touch()
        os._exit(7)
    return mark.name


@pytest.mark.parametrize("workers", [1, 2, 3, 50])
def test_every_task_is_done_once(workers: int) -> None:
    assert sorted(run(square, list(range(20)), workers)) == [n * n for n in range(20)]


def test_no_task_no_work() -> None:
    assert list(run(square, [], 2)) == []


def test_a_worker_killed_costs_its_own_task_only() -> None:
    results = list(run(deadly, list(range(8)), 2))
    assert sorted(result for result in results if isinstance(result, int)) == [0, 1, 2, 4, 5, 6, 7]
    assert [result for result in results if isinstance(result, Died)] == [Died(3, -signal.SIGKILL)]


def test_a_task_whose_worker_died_is_tried_once_more(tmp_path: Path) -> None:
    marks = [str(tmp_path / name) for name in ("a", "b", "c")]
    assert sorted(run(deadly_once, marks, 2)) == ["a", "b", "c"]


def test_a_run_that_is_left_early_leaves_no_process() -> None:
    results = run(square, list(range(50)), 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []

"""Which checker runs the examples of which rule file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.rulebook.marks import Mark
from pipeline.rulebook.model import Rule


class Checker(NamedTuple):
    """How a folder's rules are read, and how their examples and counter-examples are checked.

    `example` and `counter` return the list of problems, empty when the sentence bears the rule out.
    """

    rules: Callable[[Path], Sequence[Rule]]
    example: Callable[[Any, str, list[Mark]], list[str]]
    counter: Callable[[Any, str], list[str]]


def checker_for(path: Path) -> Checker | None:
    """Return the checker of the rule file at `path` (relative to the rules' root), or None where it has no examples."""
    parts = path.parts
    if parts[0] == "frames":
        from pipeline.relations import check as frames

        return Checker(frames.read, frames.check_example, frames.check_counter)
    if parts[:2] == ("grammars", "dates"):
        from pipeline.dates import check as dates

        return Checker(dates.read, dates.check_example, dates.check_counter)
    if parts[:2] == ("grammars", "figures"):
        from pipeline.figures import check as figures

        return Checker(figures.read, figures.check_example, figures.check_counter)
    if parts[:2] == ("grammars", "organizations"):
        from pipeline.entities import check as organizations

        return Checker(organizations.read, organizations.check_example, organizations.check_counter)
    return None

"""Figures: every number of a text that says how much, how many or which rank."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extensions import Found


def find_figures(text: str, blocked: Sequence[tuple[int, int]] = (), home: str | None = None) -> list[Found]:
    """Return the figure mentions of `text`, sorted by start, none overlapping another.

    `blocked` holds the spans of dates, durations and times, in which no figure lies. `home` is the alpha-3
    code of the state that the text is mostly about: it settles a bare `franc`, `livre`, `couronne`.
    """
    from pipeline.figures.find import figures

    return [figure.found() for figure in figures(text, blocked, home)]

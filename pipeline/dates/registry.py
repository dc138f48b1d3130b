"""The registry of the functions that rules name in `build`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from pipeline.dates.contents import Content
from pipeline.dates.grammar import Hit

Build: TypeAlias = Callable[[Hit], Content | None]
BUILDERS: dict[str, Build] = {}


def builder(function: Build) -> Build:
    """Register a function under its name."""
    BUILDERS[function.__name__] = function
    return function

"""Errors a user can mend: each says where, what, and what to try."""

from __future__ import annotations

from pathlib import Path


class DepecheError(Exception):
    """Base of every error the command line prints without a traceback.

    `str(error)` is one line: `FILE:LINE: what (remedy)`, the parts that are known.
    """

    exit_code = 1

    def __init__(self, what: str, *, path: Path | str | None = None, line: int | None = None, remedy: str = ""):
        self.what, self.path, self.line, self.remedy = what, path, line, remedy
        where = "" if path is None else f"{path}:{line}: " if line is not None else f"{path}: "
        super().__init__(f"{where}{what}{f' ({remedy})' if remedy else ''}")


class RuleError(DepecheError):
    """A rule file that can't be used as it stands."""

    exit_code = 3


class SourceError(DepecheError):
    """A source text that can't be read."""

    exit_code = 4


class UsageError(DepecheError):
    """A command whose words don't fit."""

    exit_code = 2

"""What a rule file may say."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Rule(BaseModel):
    """A rule: its id, its own examples, and where it stands.

    `yes` sentences carry marks the rule must find, `no` sentences must not fire it,
    `todo` sentences are `yes` sentences known to fail, run as strict expected failures.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    yes: list[str] = Field(min_length=1)
    no: list[str] = Field(min_length=1)
    todo: list[str] = []
    note: str = ""
    path: Path = Path()
    line: int = 0


class GrammarRule(Rule):
    """A pattern over the text, whose fragments and tables stand at the top of its file's folder.

    `value` is a template over the pattern's captures, or `build` names a function of the grammar's code.
    """

    pattern: str
    kind: str = ""
    value: str = ""
    build: str = ""
    mod: str = ""
    unit: str = ""

"""The words that announce a person."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.entities.organizations_rules import head_words
from pipeline.rulebook.load import read_table, validate_row
from pipeline.rulebook.locate import rules_root


class Title(BaseModel):
    """A word that announces a person: `civil` and `rank` ones stand right before, an `office` may have a
    complement, a `noble` one its `de`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=2)
    kind: Literal["civil", "rank", "office", "noble"]


@cache
def titles() -> dict[str, tuple[tuple[tuple[str, ...], Title], ...]]:
    """Return the titles by their first folded word, longest first. Raises RuleError (file, line) for a bad
    row."""
    found: dict[str, list[tuple[tuple[str, ...], Title]]] = {}
    for row in read_table(rules_root() / "gazetteers" / "titles.tsv", ["title", "kind"]):
        title: Title = validate_row(row, Title)
        words = head_words(title.title)
        found.setdefault(words[0], []).append((words, title))
    return {word: tuple(sorted(forms, key=lambda form: -len(form[0]))) for word, forms in found.items()}

"""Reading rule files: TOML and TSV, with errors that give file and line."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.errors import RuleError
from pipeline.rulebook.marks import parse_marks
from pipeline.rulebook.model import Rule

R = TypeVar("R", bound=Rule)
_RULE_HEADER = re.compile(r"^\s*\[\[rule\]\]", re.M)


class Row(NamedTuple):
    """A row of a TSV table: its file, its line (from 1) and its cells by column name."""

    path: Path
    line: int
    cells: dict[str, str]


def read_toml(path: Path) -> dict[str, Any]:
    """Return the TOML file's content.

    Raises RuleError with the line for a syntax error, a duplicate key or bytes that are not UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise RuleError("the file is not UTF-8", path=path, remedy="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise RuleError(f"not valid TOML: {error}", path=path, line=int(found[1]) if found else None) from error


def read_rules(path: Path, model: type[R], *, extra: frozenset[str] = frozenset()) -> tuple[list[R], dict[str, Any]]:
    """Return the file's rules as `model`, and its other top-level tables, which must be among `extra`.

    Raises RuleError (file, line) for an unknown key, a missing one, a duplicate id or bad marks.
    """
    content = read_toml(path)
    source = path.read_text(encoding="utf-8")
    starts = [match.start() for match in _RULE_HEADER.finditer(source)]
    rules: list[R] = []
    seen: set[str] = set()
    for index, raw in enumerate(content.pop("rule", [])):
        at = starts[index] if index < len(starts) else 0
        block = source[at : starts[index + 1] if index + 1 < len(starts) else len(source)]
        line = source.count("\n", 0, at) + 1
        try:
            rule = model.model_validate({**raw, "path": path, "line": line})
        except ValidationError as error:
            raise _rule_error(error, path, line, block) from error
        _check_examples(rule, path, line, block)
        if rule.id in seen:
            raise RuleError(f"the id {rule.id!r} stands twice", path=path, line=line, remedy="rename one of the rules")
        seen.add(rule.id)
        rules.append(rule)
    for key in content:
        if key not in extra:
            line = _line_of(source, rf"^\s*\[?\[?{re.escape(key)}\b", 1)
            raise RuleError(f"unknown table {key!r}", path=path, line=line, remedy=f"known: {', '.join(sorted(extra))}")
    return rules, content


def read_table(path: Path, columns: list[str]) -> list[Row]:
    """Return the rows of a TSV table whose header must be `columns`; blank lines and `#` lines are passed over.

    Raises RuleError (file, line) for a wrong header, a row with too few or too many cells, or bytes that are not UTF-8.
    """
    return list(_rows(path, columns))


def validate_row(row: Row, model: type[BaseModel]) -> Any:
    """Return `model` made of the row's cells, or raise RuleError with the row's file and line."""
    try:
        return model.model_validate(row.cells)
    except ValidationError as error:
        first = error.errors()[0]
        raise RuleError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}", path=row.path, line=row.line) from error


def _rows(path: Path, columns: list[str]) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise RuleError("the file is not UTF-8", path=path, remedy="save it as UTF-8") from error
    header_seen = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
        if not header_seen:
            if cells != columns:
                raise RuleError(f"header is {cells}", path=path, line=number, remedy=f"expected {columns}")
            header_seen = True
            continue
        if len(cells) != len(columns):
            raise RuleError(
                f"{len(cells)} cells where {len(columns)} are expected", path=path, line=number, remedy="check the tabs"
            )
        yield Row(path, number, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
    if not header_seen:
        raise RuleError("the table has no header", path=path, line=1, remedy=f"expected {columns}")


def _rule_error(error: ValidationError, path: Path, line: int, block: str) -> RuleError:
    """Return the error to tell of: an unknown key before the missing one it may be a misspelling of."""
    first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    key = str(first["loc"][0]) if first["loc"] else ""
    message = "unknown key" if first["type"] == "extra_forbidden" else str(first["msg"])
    return RuleError(f"{'.'.join(map(str, first['loc']))}: {message}", path=path, line=_key_line(block, key, line))


def _check_examples(rule: Rule, path: Path, line: int, block: str) -> None:
    for sentence in [*rule.yes, *rule.no, *rule.todo]:
        try:
            parse_marks(sentence)
        except ValueError as error:
            at = block.find(sentence[:20])
            raise RuleError(str(error), path=path, line=line + block.count("\n", 0, max(at, 0))) from error


def _key_line(block: str, key: str, line: int) -> int:
    return line + _line_of(block, rf"^\s*{re.escape(key)}\s*=", 1) - 1


def _line_of(source: str, pattern: str, default: int) -> int:
    found = re.search(pattern, source, re.M)
    return default if not found else source.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip("\n "))) + 1

"""Patterns made of fragments and tables, compiled to linear regular expressions.

In a pattern, `{name}` stands for the fragment or the table of that name and is captured as `name`;
`{alias=name}` captures it as `alias`. A fragment may use others; only a pattern's own placeholders are captured.
A blank stands for any run of blanks, U+00A0 and U+202F too; `'` also for the typographic apostrophe,
`-` (outside a character class) for every hyphen.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.errors import RuleError
from pipeline.rulebook.load import read_rules
from pipeline.rulebook.model import GrammarRule

BLANK = r"(?:[ \t\u00a0\u202f\u2009]+)"
_PLACEHOLDER = re.compile(r"\{(?:(?P<alias>[a-z_]\w*)=)?(?P<name>[a-z_]\w*)\}")
_TYPOGRAPHY = {" ": BLANK, "'": "['\u2019\u02bc]", "-": "[-\u2010\u2011]"}


class Grammar:
    """The rules, fragments and tables of one folder of TOML files.

    `tables` maps a table's name to its entries (surface → value); `fragments` a name to its raw pattern.
    """

    def __init__(self, folder: Path, model: type[GrammarRule] = GrammarRule):
        self.folder = folder
        self.rules: list[GrammarRule] = []
        self.fragments: dict[str, str] = {}
        self.tables: dict[str, dict[str, Any]] = {}
        for path in sorted(folder.glob("*.toml")):
            self._add(path, model)

    def _add(self, path: Path, model: type[GrammarRule]) -> None:
        rules, extra = read_rules(path, model, extra=frozenset({"fragments", "tables"}))
        for kind, store in (("fragments", self.fragments), ("tables", self.tables)):
            for name, content in extra.get(kind, {}).items():
                if name in self.fragments or name in self.tables:
                    raise RuleError(f"{name!r} is defined twice", path=path, remedy="rename one")
                store[name] = content
        self.rules += rules

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """Each rule's id with its compiled pattern. Raises RuleError for an unknown fragment or a bad pattern."""
        return {rule.id: self.compile(rule.pattern, rule) for rule in self.rules}

    def compile(self, pattern: str, rule: GrammarRule | None = None, flags: int = 0) -> re.Pattern[str]:
        """Return `pattern` compiled, its placeholders captured."""
        where: dict[str, Any] = {"path": rule.path, "line": rule.line} if rule else {"path": self.folder}
        try:
            return re.compile(self.expand(pattern, capture=True), flags)
        except KeyError as error:
            raise RuleError(f"unknown fragment or table {error.args[0]!r} in {pattern!r}", **where) from error
        except re.error as error:
            raise RuleError(f"bad pattern {pattern!r}: {error}", **where) from error

    def expand(self, pattern: str, *, capture: bool = False) -> str:
        """Return `pattern` with its placeholders and typography expanded. Raises KeyError for an unknown name."""
        parts: list[str] = []
        last = 0
        for match in _PLACEHOLDER.finditer(pattern):
            parts.append(typographic(pattern[last : match.start()]))
            inner = self._named(match["name"])
            parts.append(f"(?P<{match['alias'] or match['name']}>{inner})" if capture else f"(?:{inner})")
            last = match.end()
        parts.append(typographic(pattern[last:]))
        return "".join(parts)

    def _named(self, name: str) -> str:
        if name in self.tables:
            return alternatives(self.tables[name])
        return self.expand(self.fragments[name])


def alternatives(surfaces: Any) -> str:
    """Return a pattern for any of the surfaces, longest first, typography expanded."""
    ordered = sorted(map(str, surfaces), key=lambda surface: (-len(surface), surface))
    return "|".join(typographic(re.escape(surface).replace(r"\ ", " ").replace(r"\-", "-")) for surface in ordered)


def typographic(pattern: str) -> str:
    """Return `pattern` with its blanks, apostrophes and hyphens outside character classes widened."""
    parts: list[str] = []
    in_class = escaped = False
    for char in pattern:
        if escaped or char == "\\":
            escaped = not escaped
            parts.append(char)
            continue
        if char in "[]":
            in_class = char == "["
        parts.append(char if in_class else _TYPOGRAPHY.get(char, char))
    return "".join(parts)

"""Where the rules are: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from pipeline.errors import RuleError

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = "DEPECHE_RULES"


@cache
def rules_root() -> Path:
    """Return the folder that holds the rule files: the one `$DEPECHE_RULES` names, else the package's own.

    Raises RuleError when there is no such folder.
    """
    given = os.environ.get(ENVIRONMENT)
    if given:
        if not Path(given).is_dir():
            raise RuleError("no such folder of rules", path=given, remedy=f"see --rules and {ENVIRONMENT}")
        return Path(given).resolve()
    for folder in (PACKAGE / "_rules", PACKAGE.parent / "rules"):
        if folder.is_dir():
            return folder
    raise RuleError("no rules found beside the package", path=PACKAGE, remedy="reinstall depeche")


def rule_files(root: Path | None = None) -> list[Path]:
    """Return every rule file (TOML and TSV) under `root`, sorted by path."""
    root = root or rules_root()
    return sorted(path for path in root.rglob("*") if path.suffix in {".toml", ".tsv"})


@cache
def rules_digest() -> str:
    """Return the SHA-256 (hex) of all rule files' names and bytes: the `rules` of a record's producer."""
    digest = hashlib.sha256()
    for path in rule_files():
        digest.update(path.relative_to(rules_root()).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()

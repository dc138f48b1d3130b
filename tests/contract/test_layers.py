"""A module imports only what stands above it; importing the package costs nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
# From the top down. A package stands for its modules but for those named themselves.
LAYERS = (
    "errors", "vocabulary", "records", "clean", "extensions", "tree",
    "rulebook", "wraps", "segment", "tokens", "fast", "models", "syntax", "numerals",
    "entities", "dates", "figures", "coreference", "relations", "rulecheck", "rulebook.plugin",
    "day", "decode", "manifest", "read", "confidence", "assemble", "language", "explain", "write",
    "journal", "gather", "engines", "run", "show", "evaluation", "training", "convert", "facts", "export", "report", "cli", "__main__",
)  # fmt: skip
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def rank(module: str) -> int:
    """Return the layer of a dotted name under the package: its own, or that of the package it is in."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        if name in LAYERS:
            return LAYERS.index(name)
    raise AssertionError(f"{module} is in no layer: add it to LAYERS where it belongs")


def imports(path: Path) -> set[str]:
    """Return the package's modules a module imports, in functions too; the root, its public API, left out."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "pipeline":
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    names = {name.removeprefix("pipeline.") for name in found if name.startswith("pipeline.")}
    tops = {path.stem for path in PACKAGE.iterdir()}
    return {name for name in names if name.split(".")[0] in tops}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_above_it(path: Path) -> None:
    relative = path.relative_to(PACKAGE).with_suffix("")
    module = ".".join(part for part in relative.parts if part != "__init__")
    below = [name for name in imports(path) if rank(name) > rank(module)]
    assert below == []


def test_importing_costs_nothing() -> None:
    heavy = "{'spacy', 'numpy', 'pydantic', 'dateparser', 'pytest'}"
    for module in ("pipeline", "pipeline.cli"):
        code = f"import sys, {module}; print(*sorted({heavy} & set(sys.modules)))"
        command = [sys.executable, "-W", "error", "-c", code]
        run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PACKAGE.parent)
        assert run.stdout.strip() == ""

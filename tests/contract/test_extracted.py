"""`extracted/` is what this code gives: a change of rules shows its whole effect as a diff."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_records_are_what_the_code_gives(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "extract", "corpus", "--out", str(tmp_path), "--quiet"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    fresh = {path.name: path.read_bytes() for path in tmp_path.glob("*.jsonl")}
    kept = {path.name: path.read_bytes() for path in (ROOT / "extracted").glob("*.jsonl")}
    stale = sorted(name for name in fresh.keys() | kept.keys() if fresh.get(name) != kept.get(name))
    assert stale == [], "run `make extract`, and read the diff"

"""The records that a commit holds, so that scores can be told before and after."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterable

from pipeline.evaluation.folders import Records, group_records, parse_lines
from pipeline.records import DocumentRecord

FOLDER = "extracted"


def committed_records(
    ref: str, only: Iterable[str], *, folder: str = FOLDER
) -> tuple[str, dict[str, Records]] | None:
    """Return the commit's short name and its records of the documents of `only` that it has.

    None where there is no git, no such commit, no such folder in it, or its records are in another format.
    """
    name = _git("rev-parse", "--short", "--verify", "--quiet", f"{ref}^{{commit}}")
    archive = name and _git("archive", "--format=tar", ref, "--", folder)
    if not archive or not name:
        return None
    wanted = {f"{folder}/{doc}.jsonl" for doc in only}
    found: dict[str, Records] = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.name in wanted else None
            if file is None:
                continue
            try:
                records = parse_lines(file.read().decode("utf-8"))
            except ValueError:
                return None
            if records and isinstance(records[0], DocumentRecord):
                found[records[0].doc] = group_records(records)
    return (name.decode().strip(), found) if found else None


def _git(*words: str) -> bytes | None:
    """Return what git prints, None when it fails or is not there."""
    try:
        run = subprocess.run(["git", *words], capture_output=True, check=False)
    except OSError:
        return None
    return run.stdout if run.returncode == 0 else None

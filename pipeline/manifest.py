"""The manifest of a corpus: one JSON object a line, what is known of each text beside the text."""

from __future__ import annotations

from pathlib import Path

import jsonlines
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from pipeline.day import parse_day
from pipeline.errors import SourceError

MANIFEST_NAME = "manifest.jsonl"


class ManifestRow(BaseModel):
    """What a manifest says of one text; only `id` (its path under the folder, no ending) is required."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str | None = None
    date: str | None = None
    origin: str | None = None
    licence: str | None = None
    genre: str | None = None
    region: str | None = None
    period: str | None = None
    split: str | None = None

    @field_validator("date")
    @classmethod
    def _a_day(cls, value: str | None) -> str | None:
        day = value and parse_day(value)
        if value and not day:
            raise ValueError("not a day such as 2024-05-03")
        return day or None


def read_manifest(folder: Path) -> dict[str, ManifestRow]:
    """Return the rows of `folder/manifest.jsonl` by id, an empty dict when there is none.

    Raises SourceError with file and line for a line that is no JSON object, an unknown key, a bad date, an id
    given twice.
    """
    path = folder / MANIFEST_NAME
    rows: dict[str, ManifestRow] = {}
    if not path.is_file():
        return rows
    with jsonlines.open(path) as reader:
        number = 0
        while True:
            number += 1
            try:
                row = ManifestRow.model_validate(reader.read(type=dict, skip_empty=False))
            except EOFError:
                return rows
            except jsonlines.InvalidLineError as error:
                raise SourceError(f"not a JSON object: {error}", path=path, line=number) from error
            except ValidationError as error:
                raise SourceError(_first(error), path=path, line=number) from error
            if row.id in rows:
                raise SourceError(f"the id {row.id!r} is given twice", path=path, line=number)
            rows[row.id] = row


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"

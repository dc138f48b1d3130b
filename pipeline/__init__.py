"""Dépêche: raw French text on world affairs in, typed records out.

`load()` gives a spaCy `Language`, `extract()` the records of one text, `extract_many()` streams those of many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.read import Source
    from pipeline.records import AnyRecord

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "extract_many", "load"]


@cache
def load() -> Language:
    """Return the spaCy pipeline of `pipeline/config.cfg`, made once a process.

    Raises RuleError when a rule file can't be used.
    """
    from pipeline.language import build

    return build()


def extract(text: str, date: str | None = None, doc: str = "text", *, with_text: bool = False) -> list[AnyRecord]:
    """Return the records of one text: its `document`, its mentions, its relations.

    `date` (ISO) is what relative dates are resolved against; without it, the text's own dateline serves.
    """
    from pipeline.read import source_from_text

    return extract_source(source_from_text(text, doc=doc, date=date), with_text=with_text)


def extract_source(source: Source, *, with_text: bool = False) -> list[AnyRecord]:
    """Return the records of a source that was read by `pipeline.read`."""
    from pipeline.language import process

    return process(load(), source, with_text=with_text)


def extract_many(texts: Iterable[str | tuple[str, dict[str, Any]]]) -> Iterator[list[AnyRecord]]:
    """Yield the records of each text, in order; a text may come as `(text, {"date": …, "doc": …})`."""
    for index, item in enumerate(texts):
        text, options = item if isinstance(item, tuple) else (item, {})
        yield extract(text, **{"doc": f"text-{index}", **options})

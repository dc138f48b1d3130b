"""The dataset of a folder of records: new documents added to what is there, or all of it made again."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.export.bundle import Reader, record_files
from pipeline.export.card import Card, write_card
from pipeline.export.corpora import CorpusWriter
from pipeline.export.database import corpus_entities, corpus_facts, write_database
from pipeline.export.graphml import write_graph
from pipeline.export.metadata import write_croissant, write_datapackage
from pipeline.export.rdf import RdfWriter
from pipeline.export.rows import rows
from pipeline.export.schema import tables
from pipeline.export.state import State
from pipeline.export.tabular import TableWriter, write_anew
from pipeline.export.timeml import write_timeml
from pipeline.journal import file_digest

Watch = Callable[[str, int, int], None]
CHUNK = 2_000  # documents a part, after which a killed run goes on


@dataclass(slots=True)
class Built:
    """What a run did: documents added and already there, whether all was made again and why, rows by table."""

    added: int = 0
    unchanged: int = 0
    again: str = ""
    without_text: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What a user should know of."""
        again = [("made again", self.again)] if self.again else []
        return again + [(ident, "its text is not at hand: no evidence text, in no corpus format") for ident in self.without_text]


def build_dataset(
    extracted: Path, out: Path, *, texts: Path | None = None, scores: Path | None = None, name: str = "depeche",
    watch: Watch | None = None,
) -> Built:  # fmt: skip
    """Bring the dataset in `out` up to the records under `extracted`.

    Documents that are new are added. When one has changed or is gone, everything is made again. `texts` is
    where sources are looked for beside their own path; `scores` a TOML file of scores for the card.
    Raises SourceError for a folder without records and for a line that is no record, UsageError for an `out`
    in use or that holds something else.
    """
    paths = record_files(extracted)
    with closing(State(out)) as state:
        state.open()
        digests = {ident: file_digest(path) for ident, path in paths.items()}
        built = Built(again=_again(state, digests))
        if built.again:
            state.clear()
        new = [ident for ident in paths if ident not in state.documents]
        built.unchanged = len(paths) - len(new)
        reader = Reader(texts)
        for first in range(0, len(new), CHUNK):
            chunk = new[first : first + CHUNK]
            with closing(_add(state, {ident: paths[ident] for ident in chunk}, reader, built)) as done:
                for ident in done:
                    if watch:
                        watch(ident, built.added, len(new))
            state.documents.update((ident, digests[ident]) for ident in chunk)
            state.parts += 1
            state.save(whole=False)
        if not state.whole:
            _derive(state)
            built.rows = write_card(out, Card(name=name, scores=scores))
            write_datapackage(out, name)
            write_croissant(out, name)
            state.save(whole=True)
        return built


def _again(state: State, digests: dict[str, str]) -> str:
    """Return why the dataset has to be made again, nothing when it can be added to."""
    gone = sorted(state.documents.keys() - digests.keys())
    changed = sorted(ident for ident in state.documents.keys() & digests.keys() if state.documents[ident] != digests[ident])
    said = [(gone, "gone"), (changed, "changed")]
    return "; ".join(f"{len(idents)} {what} ({idents[0]}{', …' if idents[1:] else ''})" for idents, what in said if idents)


def _add(state: State, new: dict[str, Path], reader: Reader, built: Built) -> Generator[str, None, None]:
    """Add documents as one part, yielding the id of each when it is done."""
    out = state.out
    writers = {name: TableWriter(table, out, state.parts) for name, table in tables().items() if not table.derived}
    corpora, rdf = CorpusWriter(out, state.parts), RdfWriter(out)
    try:
        for ident, path in new.items():
            bundle = reader.read(path)
            if bundle.document.doc != ident:
                raise SourceError(f"its records are of {bundle.document.doc!r}", path=path, remedy="name the folder `make extract` wrote")
            for name, row in rows(bundle):
                writers[name].write(row)
            corpora.write(bundle)
            rdf.write(bundle)
            if not write_timeml(bundle, out):
                built.without_text.append(ident)
            built.added += 1
            yield ident
    finally:
        for writer in writers.values():
            writer.close()
        corpora.close()
        rdf.close()


def _derive(state: State) -> None:
    """Make what is summed up over all the documents."""
    write_anew(tables()["facts"], state.out, corpus_facts(state.out))
    write_anew(tables()["entities"], state.out, corpus_entities(state.out))
    write_database(state.out, state.parts)
    write_graph(state.out)

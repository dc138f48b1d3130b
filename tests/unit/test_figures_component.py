"""The component: dates block figures, the main state settles bare currencies, the parse refines `counted`."""

from __future__ import annotations

import random
import re
import time

import pytest
import spacy
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.extensions import CANDIDATES, Found, declare, propose
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


def timed(text: str) -> float:
    began = time.process_time()
    find_figures(text)
    return time.process_time() - began


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
            times.append(min(timed(text) for _ in range(2)))
        assert times[1] < 12 * times[0] + 0.2, unit


@pytest.mark.parametrize(
    ("text", "dated", "unit"),
    [
        ("La France a payé 300 millions de francs.", "1997-05-02", "FRF"),
        ("La France a payé 300 millions de francs.", None, "FRF"),
        ("La France a payé 300 millions de francs.", "2015-05-02", None),
        ("La France a payé 300 millions de francs français.", "2015-05-02", "FRF"),
        ("En 1981, la France a payé 300 millions de francs.", "2015-05-02", "FRF"),
        ("En 2014, la France a payé 300 millions de francs.", "2015-05-02", None),
    ],
)
def test_a_bare_franc_is_french_up_to_2001(text: str, dated: str | None, unit: str | None) -> None:
    declare()
    doc = spacy.blank("fr")(text)
    doc._.date = dated
    at = text.index("France")
    propose(doc, [Found(at, at + 6, "country", "pays", {"entity": "FRA"})])
    for year in re.finditer(r"\d{4}", text):
        propose(doc, [Found(*year.span(), "date", "annee", {"earliest": f"{year[0]}-01-01"})])
    Figures()(doc)
    (span,) = [span for span in doc.spans[CANDIDATES] if span.label_ == "figure"]
    assert span._.depeche["unit"] == unit


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("La Suède ouvre dix-sept sites, la Finlande en ouvre quinze.", ["sites", "sites"]),
        ("Paris a livré 12 navires ; Rome en a promis 8.", ["navires", "navires"]),
        ("Paris a livré 12 navires. Rome en a promis 8.", ["navires", None]),
        ("Il en faut trois.", [None]),
    ],
)
def test_en_takes_up_what_was_counted(text: str, counted: list[str | None]) -> None:
    assert [found.data["counted"] for found in find_figures(text)] == counted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bakou livre 10 Mt à Rome, 4 à Berne et 2,5 à Sofia.", [(10, "Mt"), (4, "Mt"), (2.5, "Mt")]),
        ("Oslo verse 3 milliards d'euros à Kiev et 2 à Minsk.", [(3 * 10**9, "EUR"), (2 * 10**9, "EUR")]),
        ("La part monte à 12 % en Chine et à 8 en Inde.", [(12, "%"), (8, "%")]),
        ("On compte 12 soldats en Irak, 8 en Syrie.", [(12, None), (8, None)]),
        ("Il verse 3 milliards d'euros. Rome en est à 2.", [(3 * 10**9, "EUR"), (2, None)]),
        ("L'UE donne 10 millions d'euros, le Japon 5, la Chine 3.", [(10**7, "EUR"), (5 * 10**6, "EUR"), (3 * 10**6, "EUR")]),
        ("L'UE a promis 50 millions d'euros. Seuls 20 millions ont été versés.", [(5 * 10**7, "EUR"), (2 * 10**7, "EUR")]),
        ("La Banque versera 300 millions, le FMI 200 millions de dollars.", [(3 * 10**8, "USD"), (2 * 10**8, "USD")]),
        ("L'UE a promis 50 millions d'euros. La population est de 20 millions.", [(5 * 10**7, "EUR"), (2 * 10**7, None)]),
        ("Quand 3 millions ont fui, le coût fut de 3 milliards de dollars.", [(3 * 10**6, None), (3 * 10**9, "USD")]),
        ("Le taux est de 5 %, avec un indice de 120 en mai.", [(5, "%"), (120, None)]),
    ],
)
def test_a_number_alone_takes_over_what_the_one_before_is_of(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(found.data["value"], found.data["unit"]) for found in find_figures(text)] == expected

"""Round trips: every integer, currency and unit, in every form, inside sentences."""

from __future__ import annotations

import random

import pycountry
import pytest
from babel.numbers import get_currency_name
from test_numerals import grouped, sampled, spell

from pipeline.extensions import Found
from pipeline.figures import find_figures
from pipeline.figures.grammar import figure_grammar
from pipeline.figures.tables import (
    Unit,
    currency_names,
    currency_rows,
    currency_symbols,
    to_si,
    unit_names,
    unit_symbols,
)

CARRIERS = [
    "On y compte {} habitants.",
    "Les {} délégués sont venus.",
    "Il a fallu {} soldats pour l'emporter.",
]
NOT_CIRCULATING = {"BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD",
                   "XAG", "XAU", "XBA", "XBB",
                   "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX", "SVC"}  # fmt: skip


def only(text: str, home: str | None = None) -> Found:
    """Return the one figure of the text."""
    found = find_figures(text, home=home)
    assert len(found) == 1, f"{text!r}: {[text[f.start : f.end] for f in found]}"
    return found[0]


def all_found(expected: list[tuple[str, int]]) -> None:
    """Each surface is found whole, with its value, in a carrier sentence of its own, and nothing else is."""
    for at in range(0, len(expected), 500):
        part = expected[at : at + 500]
        text = "\n".join(carried(index, surface) for index, (surface, _) in enumerate(part))
        found = [(text[f.start : f.end], f.data["value"], f.data["kind"]) for f in find_figures(text)]
        assert found == [(surface, value, "count") for surface, value in part]


def carried(index: int, surface: str) -> str:
    """Return a sentence that holds the surface; after `million` its noun has a `de`."""
    complement = surface.rstrip("s").endswith(("million", "milliard", "billion"))
    return CARRIERS[index % 3].format(f"{surface} de" if complement else surface)


def numbers() -> list[int]:
    """Return every integer to 9 999, 20 000 sampled to 10^12, whole millions among them."""
    rng = random.Random(11)
    millions = [10**6 * rng.randrange(1, 10 ** rng.randint(1, 6)) for _ in range(1000)]
    return [*range(10_000), *sampled(), *millions, *(10**power for power in range(4, 13))]


@pytest.mark.parametrize("variant", ["fr", "be", "ch"])
def test_integers_in_words(variant: str) -> None:
    words = [(spell(n, variant), n) for n in numbers() if n != 1]
    all_found([(word if index % 2 else word.replace(" ", "-"), n) for index, (word, n) in enumerate(words)])


@pytest.mark.parametrize("separator", ["", " ", "\u00a0", "\u202f", "\u2009", ".", "'", "\u2019"])
def test_integers_in_digits(separator: str) -> None:
    all_found([(grouped(n, separator), n) for n in numbers() if n >= 1000 or not separator])


def test_integers_with_commas() -> None:
    all_found([(grouped(n, ","), n) for n in numbers() if n >= 10**6])


@pytest.mark.parametrize(("scale", "size"), [("mille", 10**3), ("million", 10**6), ("milliard", 10**9)])
def test_numbers_with_a_multiplier(scale: str, size: int) -> None:
    plural = scale if scale == "mille" else f"{scale}s"
    all_found([(f"{n} {plural}", n * size) for n in range(2, 1000)])
    if scale != "mille":
        tenths = [(n // 10, n % 10) for n in range(1, 1000)]
        all_found([(f"{n},{t} {plural if n > 1 else scale}", (10 * n + t) * size // 10) for n, t in tenths])


@pytest.mark.parametrize("name", sorted(currency_names()))
def test_currency_names(name: str) -> None:
    meanings = currency_names()[name]
    homes = [home for home in meanings if home != "*"][:2] + (["*"] if "*" in meanings else [])
    everyday = name in figure_grammar().tables["mots_courants"]
    for home in homes:
        for amount, value in (
            ("12 000", 12000),
            ("trois millions de", 3_000_000),
            ("2,5 milliards de", 2.5e9),
        ):
            if everyday and home == "*" and value < 10**6:
                continue
            surface = f"{amount} {name}"
            text = f"Le projet coûte {surface} selon le ministère."
            found = only(text, None if home == "*" else home)
            assert text[found.start : found.end] == surface
            assert found.data["kind"] == "money"
            assert (found.data["value"], found.data["unit"]) == (value, meanings[home])


@pytest.mark.parametrize("symbol", sorted(currency_symbols()))
def test_currency_symbols(symbol: str) -> None:
    for home, code in currency_symbols()[symbol].items():
        for amount, value in (("12 000\u00a0", 12000), ("3 M", 3_000_000), ("1,5 Md ", 1.5e9), ("20", 20)):
            if amount[-1] not in "\u00a0 " and symbol[0].isalpha():
                amount += " "
            surface = f"{amount}{symbol}"
            text = f"Le projet coûte {surface} selon le ministère."
            found = only(text, None if home == "*" else home)
            assert text[found.start : found.end] == surface
            assert (found.data["value"], found.data["unit"]) == (value, code)


def test_every_circulating_currency_is_known_by_its_cldr_name() -> None:
    codes = {row.cells["code"] for row in currency_rows()}
    circulating = {currency.alpha_3 for currency in pycountry.currencies} - NOT_CIRCULATING
    assert len(circulating & codes) >= 150
    assert circulating - codes == set()
    for code in sorted(circulating - {"VED", "ZWG"}):
        for count in (1, 2):
            name = get_currency_name(code, count=count, locale="fr").replace("\u2019", "'")
            assert code in currency_names().get(name, {}).values() or name in KNOWN_ODD, (code, name)


KNOWN_ODD = {"afghanis afghan", "lari géorgiens", "dinar koweïtiens", "riyals omanis", "leus moldaves",
             "shekels israéliens", "lilangenis swazis", "colóns costaricains", "colóns salvadoriens",
             "kwachas malawites"}  # fmt: skip
"""CLDR's own slips of agreement, which nobody writes."""


@pytest.mark.parametrize("name", sorted(n for n in unit_names() if not n.startswith("mille ")))
def test_unit_names(name: str) -> None:
    for amount, value in (("12", 12), ("1 250,5", 1250.5), ("trente", 30), ("3 millions de", 3_000_000)):
        is_measure(f"{amount} {name}", value, unit_names()[name])


@pytest.mark.parametrize("symbol", sorted(unit_symbols()))
def test_unit_symbols(symbol: str) -> None:
    for amount, value in (("12 ", 12), ("1 250,5\u00a0", 1250.5), ("3 Md ", 3e9), ("40", 40)):
        is_measure(f"{amount}{symbol}", value, unit_symbols()[symbol])


def is_measure(surface: str, value: float, unit: Unit) -> None:
    text = f"La mesure donne {surface} selon le ministère."
    found = only(text)
    assert text[found.start : found.end] == surface
    assert found.data["kind"] == "measure"
    assert (found.data["value"], found.data["unit"]) == (value, unit.code)
    assert found.data["si"] == to_si(value, unit)


@pytest.mark.parametrize(
    ("text", "si"),
    [
        ("1 000 kilomètres carrés", {"value": 1e9, "unit": "m2"}),
        ("20 °C", {"value": 293.15, "unit": "K"}),
        ("212 °F", {"value": 373.15, "unit": "K"}),
        ("36 km/h", {"value": 10.0, "unit": "m/s"}),
        ("100 barils par jour", {"value": 0.000184013072833, "unit": "m3/s"}),
        ("2 TWh", {"value": 7.2e15, "unit": "J"}),
    ],
)
def test_si(text: str, si: dict[str, float | str]) -> None:
    assert only(text).data["si"] == si

"""Currencies and units: what their names and symbols mean, and the patterns that find them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from pipeline.figures.trie import trie
from pipeline.rulebook.load import Row, read_table
from pipeline.rulebook.locate import rules_root

CURRENCY_COLUMNS = ["code", "noms", "adjectifs", "symboles", "seul"]
UNIT_COLUMNS = ["unit", "noms", "symboles", "facteur", "si"]
DEFAULT = "*"
_PERIODS = {"jour": "d", "an": "a", "année": "a", "mois": "mo", "heure": "h", "seconde": "s", "minute": "min",
            "semaine": "wk", "trimestre": "[qtr]"}  # fmt: skip
_SECONDS = {"d": 86400.0, "a": 31557600.0, "mo": 2629800.0, "h": 3600.0, "s": 1.0, "min": 60.0,
            "wk": 604800.0, "[qtr]": 7889400.0}  # fmt: skip
_PLAIN = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-"})
_OFFSETS = {"Cel": 273.15, "[degF]": 459.67}


class Unit(NamedTuple):
    """A unit and its factor to the SI unit; `factor` is None where there is none."""

    code: str
    factor: float | None
    si: str


def singular_plural(name: str) -> list[str]:
    """Return the singular and the plural of a name as tables give it (`dinar`, `leu/lei`)."""
    if "/" in name and not name.startswith("/"):
        return name.split("/")
    return [name] if name[-1] in "sxz" else [name, f"{name}s"]


def agree(adjective: str, *, plural: bool) -> list[str]:
    """Return the adjective as it may follow a noun: complements and acronyms stay as they are."""
    invariable = " " in adjective or "'" in adjective or adjective[0] in "(" or adjective[0].isupper()
    if not plural or invariable:
        return [adjective]
    return [adjective] if adjective[-1] in "sx" else [f"{adjective}s", adjective]


@cache
def currency_rows() -> list[Row]:
    """Return the rows of gazetteers/currencies.tsv."""
    return read_table(rules_root() / "gazetteers" / "currencies.tsv", CURRENCY_COLUMNS)


@cache
def currency_names() -> dict[str, dict[str, str]]:
    """Return each name, bare or with its adjective, with its code by home state (`*`: anywhere)."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in currency_rows():
        code, homes = row.cells["code"], _list(row.cells["seul"], ",")
        for noun in _list(row.cells["noms"]):
            for index, form in enumerate(singular_plural(noun)):
                names.setdefault(form, {})
                for home in homes if code else ():
                    names[form].setdefault(home, code)
                for adjective in _list(row.cells["adjectifs"]):
                    for agreed in agree(adjective, plural=index > 0):
                        named = names[f"{form} {agreed}"]
                        if code:
                            named.setdefault(DEFAULT, code)
    return names


@cache
def currency_symbols() -> dict[str, dict[str, str]]:
    """Return each symbol and each code with its code by home state."""
    symbols: dict[str, dict[str, str]] = defaultdict(dict)
    for row in currency_rows():
        code, homes = row.cells["code"], _list(row.cells["seul"], ",")
        if code:
            symbols[code][DEFAULT] = code
        for symbol in _list(row.cells["symboles"]):
            for home in homes or [DEFAULT]:
                symbols[symbol].setdefault(home, code)
    return symbols


def currency(form: str, home: str | None) -> str | None:
    """Return the ISO 4217 code of a name or symbol in a text about `home`, or None where it is open."""
    key = normal(form)
    meanings = (
        currency_symbols().get(key) or currency_names().get(key) or currency_names().get(key.lower()) or {}
    )
    return meanings.get(home or DEFAULT) or meanings.get(DEFAULT)


def is_currency_of(form: str, home: str | None) -> bool:
    """Return whether the name, bare, is a currency of that very state."""
    return home is not None and home in currency_names().get(normal(form).lower(), {})


@cache
def _units() -> tuple[dict[str, Unit], dict[str, Unit]]:
    names: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    for row in read_table(rules_root() / "gazetteers" / "units.tsv", UNIT_COLUMNS):
        factor = float(row.cells["facteur"]) if row.cells["facteur"] else None
        unit = Unit(row.cells["unit"], factor, row.cells["si"])
        for name in _list(row.cells["noms"]):
            for form in singular_plural(name):
                names[form] = unit
        for symbol in _list(row.cells["symboles"]):
            symbols[symbol] = unit
    return names, symbols


def unit_names() -> dict[str, Unit]:
    """Return each unit's names, singular and plural."""
    return _units()[0]


def unit_symbols() -> dict[str, Unit]:
    """Return each unit's symbols, as they are cased."""
    return _units()[1]


def unit(form: str, period: str | None = None) -> Unit | None:
    """Return the unit a name or a symbol means, per `period` (a French noun) where one follows."""
    key = normal(form)
    names, symbols = _units()
    found = symbols.get(key) or names.get(key) or names.get(key[:1].lower() + key[1:])
    if found is None or period is None:
        return found
    code = _PERIODS[period.lower()]
    factor = None if found.factor is None else found.factor / _SECONDS[code]
    return Unit(f"{found.code}/{code}", factor, f"{found.si}/s")


def to_si(value: float, measured: Unit) -> dict[str, float | str] | None:
    """Return `{"value", "unit"}` in SI, to twelve significant digits, or None."""
    if measured.factor is None:
        return None
    si = (value + (459.67 if measured.code == "[degF]" else 0)) * measured.factor
    if measured.code == "Cel":
        si = value + _OFFSETS["Cel"]
    return {"value": float(f"{si:.12g}"), "unit": measured.si}


def normal(form: str) -> str:
    """Return the form with plain blanks, apostrophes and hyphens, as the tables write them."""
    return re.sub(r"[\s\u00a0\u202f\u2009]+", " ", form).translate(_PLAIN)


def table_fragments() -> dict[str, str]:
    """Return the patterns of the tables: currencies' names and signs, units' names and symbols, periods."""
    fronts = [s for s in currency_symbols() if not s[-1].isalpha() or (len(s) == 3 and s.isupper())]
    return {
        "monnaie": trie(currency_names(), initial=True),
        "signe_monetaire": trie(currency_symbols()),
        "signe_devant": trie([*fronts, "USD", "EUR"]),
        "unite": trie(unit_names(), initial=True),
        "symbole_unite": trie(unit_symbols()),
        "periode": "|".join(_PERIODS),
    }


def _list(cell: str, separator: str = "|") -> list[str]:
    return [item for item in cell.split(separator) if item]

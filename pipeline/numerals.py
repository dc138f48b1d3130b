"""The one French number table and parser: digits in every grouping, and words of any length.

The words and their values stand in rules/numerals.toml. Patterns are strings without captures, for use inside
others; the words' pattern is case-blind, and both are to be bounded by the caller (no letter or digit before
or after).
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from typing import Any

from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root

_BLANKS = " \u00a0\u202f\u2009"
_SEP = f"[-\u2010\u2011{_BLANKS}]"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

DIGITS = (
    r"(?:"
    rf"\d{{1,3}}(?:[{_BLANKS}]\d{{3}}(?!\d)){{1,6}}(?:[,.]\d{{1,15}})?"  # 1 234 567,8
    r"|\d{1,3}(?:\.\d{3}(?!\d)){1,6}(?:,\d{1,15})?"  # 1.234.567,8
    r"|\d{1,3}(?:,\d{3}(?!\d)){2,6}(?:\.\d{1,15})?"  # 1,234,567.8
    r"|\d{1,3}(?:['\u2019]\d{3}(?!\d)){1,6}(?:[,.]\d{1,15})?"  # 1'234'567.8
    r"|\d{1,20}(?:[,.]\d{1,15})?"
    r")"
)
"""Digits with French, Swiss or English grouping and a decimal comma or point, no sign."""

SCIENTIFIC = rf"(?:{DIGITS}[{_BLANKS}]?[×x·*][{_BLANKS}]?10(?:\^[-\u2212]?\d{{1,2}}|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{{1,3}}))"
"""A number times a power of ten: `1,5 × 10^6`, `3·10⁶`."""

_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_SWISS_OR_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_POWER = re.compile(r"[×x·*]\s?10\^?")


@cache
def numeral_table() -> dict[str, dict[str, Any]]:
    """Return rules/numerals.toml: section → word → value."""
    return read_toml(rules_root() / "numerals.toml")


def _any(words: Any) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return rf"(?:{'|'.join(map(re.escape, ordered))})(?!\w)"


@cache
def number_words() -> str:
    """Return the pattern of a cardinal in words, the longest well formed (`un` and `neuf` alone too)."""
    decimals = rf"(?:{_SEP}virgule{_SEP}(?:zéro{_SEP}){{0,3}}{_below_million()})?"
    return rf"(?i:(?:{_cardinal()}|zéro(?!\w)){decimals})"


@cache
def _below_hundred() -> str:
    table = numeral_table()
    unit, small = _any(table["units"]), _any({word: 0 for word, value in table["units"].items() if value > 1})
    teen = rf"(?:dix(?!\w)(?:{_SEP}(?:sept|huit|neuf)(?!\w))?|{_any(table['teens'])})"
    et = rf"{_SEP}et{_SEP}"
    tens = rf"{_any(table['tens'])}(?:{et}une?(?!\w)|{_SEP}{unit})?"
    pairs = rf"(?:{_any(table['pairs'])}|quatre{_SEP}vingts?(?!\w))"
    paired = rf"{pairs}(?:{et}(?:une?(?!\w)|{teen})|{_SEP}(?:{teen}|{unit}))?"
    return rf"(?:{paired}|{tens}|{teen}|{small}|une?(?!\w))"


@cache
def _below_million() -> str:
    table = numeral_table()
    hundreds = _any({word: 0 for word, value in table["units"].items() if value > 1})
    teen = rf"(?:dix{_SEP}(?:sept|huit|neuf)(?!\w)|{_any({w: 0 for w in table['teens'] if w != 'dix'})})"
    joined = rf"(?:{_SEP}(?:et{_SEP})?{_below_hundred()})?"
    thousand = rf"(?:(?:(?:{hundreds}|{teen}){_SEP})?cents?(?!\w){joined}|{_below_hundred()})"
    return rf"(?:(?:{thousand}{_SEP})?mille(?!\w)(?:{_SEP}(?:et{_SEP})?{thousand})?|{thousand})"


def _cardinal() -> str:
    scale = rf"(?:{'|'.join(numeral_table()['scales'])})s?(?!\w)"
    part = _below_million()
    pattern = part
    for _ in range(3):
        pattern = rf"{part}(?:{_SEP}{scale}(?:{_SEP}(?:et{_SEP})?{pattern})?)?"
    return pattern


@cache
def ordinal_words() -> str:
    """Return the pattern of an ordinal in words, `deuxième` on; not `premier`, `second`, `dernier`."""
    table = numeral_table()
    stems: dict[str, int] = table["ordinal_stems"]

    def ranks(low: int, high: int) -> str:
        return _any(
            {f"{stem}ème{s}": 0 for stem, value in stems.items() if low <= value <= high for s in ("", "s")}
        )

    et = rf"{_SEP}et{_SEP}"
    first = "unièmes?(?!\\w)"
    teen = rf"(?:dix{_SEP}{ranks(7, 9)}|{ranks(10, 16)})"
    pairs = rf"(?:{_any(table['pairs'])}|quatre{_SEP}vingts?(?!\w))"
    unit = ranks(2, 9)
    paired = rf"{pairs}(?:{et}(?:{first}|{teen})|{_SEP}(?:{teen}|{unit}|{first}))|quatre{_SEP}{ranks(20, 20)}"
    tens = rf"{_any(table['tens'])}(?:{et}{first}|{_SEP}{unit})|{ranks(20, 90)}"
    small = rf"(?:{paired}|{tens}|{teen}|{unit})"
    some = _any({word: 0 for word, value in table["units"].items() if value > 1})
    after_hundred = rf"cents?(?!\w){_SEP}(?:et{_SEP})?(?:{small}|{first})"
    hundred = rf"(?:(?:{some}{_SEP})?(?:{after_hundred}|{ranks(100, 100)})|{small})"
    thousand = (
        rf"(?:(?:{_below_million()}{_SEP})?(?:mille(?!\w){_SEP}(?:et{_SEP})?{hundred}|{ranks(1000, 1000)}))"
    )
    return rf"(?i:{hundred}|{thousand}|(?:{_below_million()}{_SEP})?{ranks(10**6, 10**9)})"


def number_tokens() -> Container[str]:
    """Return the words that a cardinal is made of, lower case, `un` and `et` not among them."""
    return _tokens()


@cache
def _tokens() -> frozenset[str]:
    return frozenset([*_values(), "cent", "cents", "mille"]) - {"un", "une"}


@cache
def _values() -> dict[str, int]:
    table = numeral_table()
    sections = ("zero", "units", "teens", "tens", "pairs")
    return {word: int(value) for name in sections for word, value in table[name].items()} | {"vingts": 20}


@cache
def _scales() -> dict[str, int]:
    scales = numeral_table()["scales"]
    return {**scales, **{f"{word}s": value for word, value in scales.items()}}


@cache
def _number() -> re.Pattern[str]:
    figures = rf"(?P<power>{SCIENTIFIC})|(?P<digits>{DIGITS})|(?P<words>{number_words()})"
    return re.compile(rf"(?P<sign>[-+\u2212])?(?:{figures})")


def parse_number(text: str) -> int | float | None:
    """Return the number that the whole of `text` says in digits or words, or None; whole numbers are int.

    `1.500` is 1500 and `1,500` is 1.5, as the French write them.
    """
    match = _number().fullmatch(text.strip())
    if match is None:
        return None
    if match["words"]:
        value = words_value(match["words"])
    else:
        value = scientific_value(match["power"]) if match["power"] else digits_value(match["digits"])
    return -value if match["sign"] in ("-", "\u2212") else value


def digits_value(digits: str) -> int | float:
    """Return the value of a string that DIGITS matches."""
    plain = re.sub(rf"[{_BLANKS}'\u2019]", "", digits)
    if _DOTTED.fullmatch(plain) or ("." in plain and "," in plain and plain.rindex(",") > plain.rindex(".")):
        plain = plain.replace(".", "")
    elif _SWISS_OR_ENGLISH.fullmatch(plain):
        plain = plain.replace(",", "")
    return whole(float(plain.replace(",", "."))) if re.search("[,.]", plain) else int(plain)


def scientific_value(text: str) -> int | float:
    """Return the value of a string that SCIENTIFIC matches."""
    mantissa, exponent = _POWER.split(text, maxsplit=1)
    power = int(exponent.translate(_SUPERSCRIPTS).replace("\u2212", "-"))
    value = digits_value(mantissa.strip(_BLANKS))
    return times(value, 10**power) if power >= 0 else whole(float(f"{value}e{power}"))


def words_value(words: str) -> int | float:
    """Return the value of a string that `number_words()` matches."""
    parts = re.split(rf"{_SEP}virgule{_SEP}", words.lower(), maxsplit=1)
    value = _words_value(_WORD.findall(parts[0]))
    if len(parts) == 1:
        return value
    tokens = _WORD.findall(parts[1])
    zeros = next((index for index, token in enumerate(tokens) if token != "zéro"), len(tokens))
    return float(f"{value}.{'0' * zeros}{_words_value(tokens[zeros:])}")


def ordinal_value(words: str) -> int:
    """Return the rank of a string that `ordinal_words()` matches."""
    tokens = _WORD.findall(words.lower())
    stem = tokens.pop().removesuffix("s").removesuffix("ème")
    last = numeral_table()["ordinal_stems"][stem]
    if last == 1000 or last >= 1_000_000:
        return (_words_value(tokens) or 1) * int(last)
    unit = {value: word for word, value in numeral_table()["units"].items()} | {
        value: word for name in ("teens", "tens", "pairs") for word, value in numeral_table()[name].items()
    }
    return _words_value([*tokens, "cent" if last == 100 else unit[last]])


def _words_value(tokens: list[str]) -> int:
    values, scales = _values(), _scales()
    total = thousands = current = 0
    for index, token in enumerate(tokens):
        if token in ("cent", "cents"):
            current = max(current, 1) * 100
        elif token == "mille":
            thousands, current = max(current, 1) * 1000, 0
        elif token in scales:
            total, thousands, current = total + (thousands + current or 1) * scales[token], 0, 0
        elif token in ("vingt", "vingts") and index and tokens[index - 1] == "quatre":
            current += 76
        elif token != "et":
            current += values[token]
    return total + thousands + current


def times(value: int | float, factor: int) -> int | float:
    """Return `value * factor` without the noise of binary floats (`1.1 * 1000` is 1100)."""
    if isinstance(value, int):
        return value * factor
    exponent = len(str(factor)) - 1
    if factor == 10**exponent and "e" not in repr(value):
        return whole(float(f"{value!r}e{exponent}"))
    return whole(value * factor)


def whole(value: float) -> int | float:
    """Return the value as int when it is one."""
    return int(value) if float(value).is_integer() else value

"""What the words of mots.toml are worth: each builder fills in a figure, or says that it is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction

from pipeline.figures.model import Figure
from pipeline.numerals import numeral_table, ordinal_value, parse_number

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NAME_BEFORE = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]{2,}[ \u00a0\u202f]\Z(?<!\bLes )(?<!\bUne )")
_AMOUNT_BEFORE = re.compile(r"(?:\d|\b(?:une|deux|trois|cinq|dix|quelques|des|plusieurs|chaque|par))[ \u00a0\u202f]\Z")
_VAGUE_BEFORE = re.compile(r"(?<!\w)(?i:des|quelques|plusieurs)[ \u00a0\u202f]\Z")


def ordinal_digits(text: str, figure: Figure) -> bool:
    """`168e`, `1er`."""
    digits = re.match(r"\d+", text[figure.start : figure.end])
    assert digits is not None
    figure.value = int(digits[0])
    return figure.value > 0


def ordinal_roman(text: str, figure: Figure) -> bool:
    """`XVe`."""
    letters = re.match("[IVXLC]+", text[figure.start : figure.end])
    if letters is None or (letters[0] == "I" and _NAME_BEFORE.search(text, max(0, figure.start - 30), figure.start)):
        return False
    values = [_ROMAN[letter] for letter in letters[0]]
    figure.value = sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
    return True


def ordinal_words(text: str, figure: Figure) -> bool:
    """`troisième`; capitalised inside a sentence it belongs to a name."""
    surface = text[figure.start : figure.end]
    if surface[0].isupper() and not _opens(text, figure.start):
        return False
    figure.value = ordinal_value(surface)
    return True


def second(text: str, figure: Figure) -> bool:
    """`un second site`; not the unit of time."""
    surface = text[figure.start : figure.end]
    figure.value = 2
    counts_time = surface.startswith("seconde") and _AMOUNT_BEFORE.search(text, max(0, figure.start - 24), figure.start)
    return surface.islower() and not counts_time


def fraction(text: str, figure: Figure) -> bool:
    """`trois quarts`, `neuf dixièmes`."""
    *_, noun = re.split(r"[-\s\u00a0\u202f\u2010\u2011]", text[figure.start : figure.end])
    number = parse_number(text[figure.start : figure.end - len(noun) - 1])
    if number is None or number < 1:
        return False
    figure.value = _ratio(Fraction(int(number), _denominator(noun)))
    return True


def fraction_one(text: str, figure: Figure) -> bool:
    """`un tiers`, `le quart`, `un dixième`."""
    figure.value = _ratio(Fraction(1, _denominator(text[figure.start : figure.end])))
    return True


def half(text: str, figure: Figure) -> bool:
    """`la moitié`, `de moitié`; not `à moitié`, `la première moitié de l'année`."""
    before = text[max(0, figure.start - 16) : figure.start].lower()
    figure.value = 0.5
    return not re.search(r"(?:première|seconde|deuxième|dernière|\bà)[\s\u00a0]+\Z", before)


def fraction_sign(text: str, figure: Figure) -> bool:
    """`2/3`, `½`, `2½`."""
    surface = text[figure.start : figure.end]
    if "/" in surface:
        up, down = map(int, surface.split("/"))
        figure.value = _ratio(Fraction(up, down)) if down else None
        return 0 < up < down
    whole = int(surface[:-1] or 0)
    figure.value = _ratio(whole + Fraction(unicodedata.numeric(surface[-1])).limit_denominator(100))
    return True


def multiple(text: str, figure: Figure) -> bool:
    """`le double`, `le triple`."""
    figure.value = int(numeral_table()["multiples"][text[figure.start : figure.end]])
    return True


def approximate(text: str, figure: Figure) -> bool:
    """`une dizaine`, `un millier`, `une demi-douzaine`, `un demi-million`."""
    surface, *more = re.split(r"[\s\u00a0\u202f]+de[\s\u00a0\u202f]+", text[figure.start : figure.end].lower())
    article, *_, noun = re.split(r"[\s\u00a0\u202f]+", surface)
    plain = re.sub(r"^demi.", "", noun)
    table = numeral_table()
    sizes = table["approximate"] | table["scales"]
    times = int(sizes[more[0].removesuffix("s")]) if more else 1
    value = int(sizes[plain])
    figure.value = value // 2 if noun != plain else value
    figure.scale = value if plain in table["scales"] else 1
    figure.value, figure.scale = figure.value * times, figure.scale * times
    figure.mod = "approx" if plain in table["approximate"] else None
    return bool(article)


def vague(text: str, figure: Figure) -> bool:
    """`des dizaines de milliers`, `plusieurs centaines`: no value, at least twice what the words say."""
    surface = text[figure.start : figure.end]
    article = _VAGUE_BEFORE.search(text, max(0, figure.start - 12), figure.start)
    figure.start = article.start() if article else figure.start
    table = numeral_table()
    sizes = table["approximate"] | table["scales"]
    low = 2
    for word in re.findall(r"[^\W\d_]+", surface.lower()):
        low *= int(sizes.get(word.removesuffix("s"), 1))
    figure.low = low
    return True


def _denominator(noun: str) -> int:
    noun = noun.lower()
    named = {"tiers": 3, "quart": 4, "quarts": 4, "demis": 2}.get(noun)
    return named or ordinal_value(noun)


def _ratio(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else round(float(value), 4)


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].rstrip(" \u00a0\u202f«\"“'’(-–—")
    return not before or before[-1] in ".!?:\n\r•;"


BUILDERS: dict[str, Callable[[str, Figure], bool]] = {
    builder.__name__: builder
    for builder in (ordinal_digits, ordinal_roman, ordinal_words, second, fraction, fraction_one, half, fraction_sign,
                    multiple, approximate, vague)
}  # fmt: skip

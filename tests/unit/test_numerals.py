"""Numbers in words and digits: round trips against an independent speller, and text2num beside us."""

from __future__ import annotations

import random
import re

import pytest

from pipeline.numerals import DIGITS, number_words, ordinal_value, ordinal_words, parse_number

SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
VARIANTS = {
    "fr": TENS,
    "be": {**TENS, 70: "septante", 90: "nonante"},
    "ch": {**TENS, 70: "septante", 80: "huitante", 90: "nonante"},
}


def below_hundred(n: int, variant: str) -> str:
    """Spell 0 to 99 by the traditional orthography."""
    tens = VARIANTS[variant]
    if n < 17:
        return SMALL[n]
    if n < 20:
        return f"dix-{SMALL[n - 10]}"
    ten = n // 10 * 10
    if ten in tens:
        rest = n - ten
        return tens[ten] if not rest else f"{tens[ten]} et un" if rest == 1 else f"{tens[ten]}-{SMALL[rest]}"
    if ten == 70:
        return "soixante et onze" if n == 71 else f"soixante-{below_hundred(n - 60, variant)}"
    return "quatre-vingts" if n == 80 else f"quatre-vingt-{below_hundred(n - 80, variant)}"


def below_thousand(n: int, variant: str, last: bool = True) -> str:
    """Spell 0 to 999; `last`: nothing follows, so `cents` and `vingts` keep their s."""
    hundreds, rest = divmod(n, 100)
    if not hundreds:
        words = below_hundred(rest, variant)
    else:
        head = "cent" if hundreds == 1 else f"{SMALL[hundreds]} cent"
        words = f"{head} {below_hundred(rest, variant)}" if rest else head + ("s" if hundreds > 1 else "")
    return words if last else re.sub(r"(cent|vingt)s$", r"\1", words)


def spell(n: int, variant: str) -> str:
    """Spell an integer below 10^15."""
    if n < 1000:
        return below_thousand(n, variant)
    parts: list[str] = []
    for scale, name in ((10**12, "billion"), (10**9, "milliard"), (10**6, "million")):
        count, n = divmod(n, scale)
        if count:
            parts.append(f"{below_thousand(count, variant)} {name}{'s' if count > 1 else ''}")
    count, n = divmod(n, 1000)
    if count:
        parts.append("mille" if count == 1 else f"{below_thousand(count, variant, last=False)} mille")
    if n:
        parts.append(below_thousand(n, variant))
    return " ".join(parts)


def sampled() -> list[int]:
    """Return 20 000 integers up to 10^12, every length alike."""
    rng = random.Random(5)
    return [rng.randrange(10 ** rng.randint(4, 12)) for _ in range(20_000)]


def grouped(n: int, separator: str) -> str:
    return f"{n:,}".replace(",", separator)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_integer_in_words(variant: str) -> None:
    for n in [*range(10_000), *sampled()]:
        words = spell(n, variant)
        assert parse_number(words) == n, words
        assert parse_number(words.replace(" ", "-")) == n, f"reformed {words}"


@pytest.mark.parametrize("separator", ["", " ", "\u00a0", "\u202f", ".", "'", "\u2019"])
def test_every_integer_in_digits(separator: str) -> None:
    for n in [*range(10_000), *sampled()]:
        assert parse_number(grouped(n, separator)) == n


def test_words_are_found_whole_in_a_sentence() -> None:
    pattern = re.compile(rf"(?<!\w){number_words()}")
    for n in [*range(2, 3000), *sampled()[:2000]]:
        words = spell(n, "fr")
        found = pattern.search(f"On compte {words} habitants dans la ville.")
        assert found is not None
        assert found[0] == words


def test_agrees_with_text2num() -> None:
    from text_to_num import text2num

    for n in [*range(1000), *sampled()[:500]]:
        assert parse_number(spell(n, "fr")) == text2num(spell(n, "fr"), "fr")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,5", 2.5),
        ("2.5", 2.5),
        ("1.500", 1500),
        ("1,500", 1.5),
        ("0.500", 0.5),
        ("1.234,56", 1234.56),
        ("1,234,567", 1234567),
        ("1 234,5", 1234.5),
        ("1'234.50", 1234.5),
        ("-3", -3),
        ("\u22123,5", -3.5),
        ("+12", 12),
        ("1,5 × 10^6", 1500000),
        ("3·10⁶", 3000000),
        ("2 x 10^-3", 0.002),
        ("007", 7),
        ("deux virgule cinq", 2.5),
        ("zéro virgule zéro sept", 0.07),
        ("Vingt-Sept", 27),
        ("MILLE", 1000),
        ("dix-neuf cent quatorze", 1914),
        ("cent et un", 101),
        ("soixante et dix", 70),
        ("quatre vingt dix", 90),
        ("octante-deux", 82),
        ("un million deux cent mille", 1200000),
        ("mille milliards", 10**12),
        ("deux deux", None),
        ("mots", None),
        ("", None),
        ("deux,", None),
        ("12 34", None),
    ],
)
def test_forms(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("deuxième", 2),
        ("vingt et unième", 21),
        ("trente-deuxième", 32),
        ("quatre-vingtième", 80),
        ("centième", 100),
        ("quatre-vingt-dix-neuvième", 99),
        ("soixante-dixième", 70),
        ("deux centième", 200),
        ("millième", 1000),
        ("trois millième", 3000),
        ("cent cinquante-troisième", 153),
        ("septante et unième", 71),
        ("Cinquièmes", 5),
        ("deux millionième", 2_000_000),
        ("soixante et onzième", 71),
        ("trente-cinquième", 35),
    ],
)
def test_ordinals(text: str, rank: int) -> None:
    assert re.fullmatch(ordinal_words(), text)
    assert ordinal_value(text) == rank


def test_hostile_input_is_linear() -> None:
    digits = re.compile(DIGITS)
    words = re.compile(number_words())
    for hostile in ("1 " * 5000, "111." * 5000, "cent " * 5000, "deux mille " * 5000, "quatre-vingt-" * 5000):
        for _ in digits.finditer(hostile):
            pass
        for _ in words.finditer(hostile):
            pass

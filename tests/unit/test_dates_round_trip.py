"""Calendar dates from 1000 to 2100 in their written forms, found again with their value."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import dateparser
import pytest
from text_to_num import text2num

from pipeline.dates import find_dates

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SHORT = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
UNITS = [
    "",
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
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def words(number: int) -> str:
    """Return the number below 10 000 in French words (1990 spelling left aside)."""
    if number >= 1000:
        head = "" if number < 2000 else f"{words(number // 1000)} "
        return f"{head}mille {words(number % 1000)}".strip()
    if number >= 100:
        head = "" if number < 200 else f"{words(number // 100)} "
        return f"{head}cent {words(number % 100)}".strip()
    if number >= 80:
        return f"quatre-vingt-{words(number - 80)}" if number > 80 else "quatre-vingts"
    if number >= 70:
        return "soixante et onze" if number == 71 else f"soixante-{words(number - 60)}"
    if number <= 16:
        return UNITS[number]
    if number < 20:
        return f"dix-{UNITS[number - 10]}"
    ten, unit = TENS[number // 10], number % 10
    return ten if not unit else f"{ten} et un" if unit == 1 else f"{ten}-{UNITS[unit]}"


def first(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def plain(day: date) -> str:
    return f"{first(day)} {MONTHS[day.month - 1]} {day.year}"


FORMS: dict[str, Callable[[date], str]] = {
    "plain": plain,
    "day without er": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "zero": lambda d: f"{d.day:02d} {MONTHS[d.month - 1]} {d.year}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]} {plain(d)}",
    "weekday, comma": lambda d: f"{WEEKDAYS[d.weekday()]}, {plain(d)}",
    "weekday le": lambda d: f"{WEEKDAYS[d.weekday()]} le {plain(d)}",
    "capital": lambda d: f"{WEEKDAYS[d.weekday()].capitalize()} {plain(d)}",
    "capitals": lambda d: plain(d).upper(),
    "title": lambda d: f"{first(d)} {MONTHS[d.month - 1].capitalize()} {d.year}",
    "no accent": lambda d: plain(d).replace("é", "e").replace("û", "u"),
    "short month": lambda d: f"{first(d)} {SHORT[d.month - 1]} {d.year}",
    "no-break spaces": lambda d: plain(d).replace(" ", "\u00a0"),
    "narrow spaces": lambda d: plain(d).replace(" ", "\u202f"),
    "two spaces": lambda d: plain(d).replace(" ", "  "),
    "comma before year": lambda d: f"{first(d)} {MONTHS[d.month - 1]}, {d.year}",
    "de l'an": lambda d: f"{first(d)} {MONTHS[d.month - 1]} de l’an {d.year}",
    "an de grâce": lambda d: f"{first(d)} {MONTHS[d.month - 1]} de l'an de grâce {d.year}",
    "split er": lambda d: plain(d).replace("1er ", "1 er ") if d.day == 1 else plain(d),
    "slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "slashes, zeros": lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
    "points": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    "dashes": lambda d: f"{d.day:02d}-{d.month:02d}-{d.year}",
    "iso": lambda d: d.isoformat(),
    "day in words": lambda d: f"{words(d.day) if d.day > 1 else 'premier'} {MONTHS[d.month - 1]} {d.year}",
    "year in words": lambda d: f"{first(d)} {MONTHS[d.month - 1]} {words(d.year)}",
    "all in words": lambda d: (
        f"{words(d.day) if d.day > 1 else 'premier'} {MONTHS[d.month - 1]} {words(d.year)}"
    ),
    "mil": lambda d: f"{first(d)} {MONTHS[d.month - 1]} {words(d.year).replace('mille', 'mil', 1)}",
    "hyphened words": lambda d: f"{first(d)} {MONTHS[d.month - 1]} {words(d.year).replace(' ', '-')}",
    "glued year": lambda d: plain(d) + "les",
    "hyphen": lambda d: f"{first(d)}-{MONTHS[d.month - 1]} {d.year}",
}
FRAMES = ["L'accord fut signé le {} à Paris.", "({})", "Le traité du {}, enfin.", "Depuis le {}"]


def sample(count: int, seed: int) -> list[date]:
    """Return days from 1000-01-01 to 2100-12-31, the edges among them."""
    low, high = date(1000, 1, 1), date(2100, 12, 31)
    chance = random.Random(seed)
    days = [low + timedelta(chance.randrange((high - low).days + 1)) for _ in range(count)]
    return [low, high, date(2000, 2, 29), date(1900, 3, 1), *days]


@pytest.mark.parametrize("form", FORMS)
def test_every_written_form_comes_back(form: str) -> None:
    wrong = []
    for number, day in enumerate(sample(120, seed=len(form))):
        text = FRAMES[number % len(FRAMES)].format(FORMS[form](day))
        found = find_dates(text)
        if [item.data["value"] for item in found] != [day.isoformat()]:
            wrong.append((text, [item.data["value"] for item in found]))
    assert not wrong


def test_dateparser_reads_the_same_day() -> None:
    settings = {"PREFER_LOCALE_DATE_ORDER": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    for day in sample(60, seed=7):
        for form in ("plain", "weekday", "slashes, zeros"):
            text = FORMS[form](day)
            theirs = dateparser.parse(text, languages=["fr"], settings=settings)
            assert theirs is not None
            assert find_dates(text)[0].data["value"] == theirs.date().isoformat(), text


def test_words_are_text2num_s() -> None:
    for year in range(1000, 2101, 37):
        assert text2num(words(year), "fr") == year

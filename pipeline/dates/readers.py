"""What a captured surface (folded text) is worth: numbers, days, years, ranks, clock times."""

from __future__ import annotations

import re

from pipeline.numerals import ordinal_value, ordinal_words, parse_number

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ZONES = {"gmt": "Z", "tu": "Z", "utc": "Z", "ut": "Z"}


def number_of(surface: str) -> float | None:
    """Return the number said in digits or words, or None."""
    number = parse_number(re.sub(r"\bmil\b", "mille", surface))
    return None if number is None else float(number)


def day_of(surface: str) -> int | None:
    """Return the day of the month (`1er`, `3`, `premier`, `vingt et un`), or None."""
    if surface in ("1er", "1 er", "1ᵉʳ", "premier", "ier"):
        return 1
    number = number_of(surface)
    return int(number) if number is not None and 1 <= number <= 31 else None


def year_of(surface: str) -> int | None:
    """Return the year said in digits or words; two digits are of 1930–2029."""
    digits = surface.lstrip("'")
    if digits.isdecimal() and len(digits) == 2:
        return int(digits) + (1900 if int(digits) >= 30 else 2000)
    number = number_of(re.sub(r"\s", " ", digits))
    if number is None or number != int(number) or not 0 < number <= 9999:
        return None
    return int(number)


def rank_of(said: str) -> int | None:
    """Return the rank said by `XIXe`, `19e`, `dix-neuvième`, `1er`, `premier`, or None."""
    surface = said
    if surface in ("premier", "première", "1er", "ier", "1re"):
        return 1
    if surface in ("second", "seconde"):
        return 2
    surface = surface.replace(" ", "")
    digits = re.match(r"\d{1,2}", surface)
    if digits:
        return int(digits[0])
    if re.fullmatch(ordinal_words(), said):
        return ordinal_value(said)
    roman = re.fullmatch(r"([ivxlc]{1,7}?)(?:e|è|ème|eme|er|ᵉ)?", surface)
    return _roman(roman[1]) if roman else None


def _roman(letters: str) -> int:
    total = 0
    for letter, following in zip(letters, [*letters[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if following and _ROMAN[following] > value else value
    return total


def clock_of(captures: dict[str, str]) -> str | None:
    """Return `HH:MM` with its zone from the captures heure, minute, zone, or None when it is no time."""
    hour_said = captures.get("heure")
    if hour_said is None:
        return None
    minute_said = captures.get("minute")
    if hour_said in ("midi", "minuit"):
        hour = 12 if hour_said == "midi" else 0
    else:
        number = number_of(hour_said)
        if number is None:
            return None
        hour = int(number)
    if captures.get("aprem") and hour < 12:
        hour += 12
    minute = _minute(minute_said)
    if minute is None or hour > 24 or minute > 59:
        return None
    if minute < 0:
        hour, minute = (hour - 1) % 24, minute + 60
    zone = captures.get("zone", "").strip()
    return f"{hour % 24:02d}:{minute:02d}{_ZONES.get(zone, '')}"


def _minute(said: str | None) -> int | None:
    if not said:
        return 0
    words = {
        "et demie": 30,
        "et demi": 30,
        "et quart": 15,
        "moins le quart": -15,
        "trois quarts": 45,
        "et trois quarts": 45,
    }
    if said in words:
        return words[said]
    number = number_of(said)
    return None if number is None else int(number)

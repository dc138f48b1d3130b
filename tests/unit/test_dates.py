"""The contract of find_dates: offsets, values, bounds, reference, hostile input."""

from __future__ import annotations

import re
import time

import pytest
from edtf import parse_edtf

from pipeline.dates import find_dates, find_document_date
from pipeline.dates.calendar import bounds, easter, render, shift
from pipeline.dates.contents import Moment
from pipeline.dates.timex3 import pieces, to_timex3

EVERYTHING = (
    "Le 3 mai 2012, au XIXe siècle, dans les années 1990, vers 1850, du 3 au 5 octobre 2024, en mars "
    "1992, au printemps 2011, au premier semestre 2020, au T3 2021, en 490 av. J.-C., au IIe siècle "
    "avant notre ère, de 1992 à 1995, à Noël 1989, le lundi de Pâques 2011, la semaine du 4 mai 2020,"
    " hier, la semaine prochaine, lundi dernier, l'an dernier, le 3 mars 2020 à 18 heures, en juin, "
    "le 14 juillet, au deuxième millénaire."
)


def test_values_are_edtf() -> None:
    for item in find_dates(EVERYTHING, "2020-05-06"):
        value = item.data["value"]
        assert value is not None
        if item.data["kind"] == "time":
            value += ":00"
        parse_edtf(value)


def test_bounds_hold_the_days_of_the_edtf_library() -> None:
    for item in find_dates(EVERYTHING, "2020-05-06"):
        value, first, last = item.data["value"], item.data["earliest"], item.data["latest"]
        if (
            item.data["kind"] == "date"
            and not value.startswith("-")
            and "~" not in value
            and "1XXX" not in value
        ):
            parsed = parse_edtf(value)
            assert tuple(map(int, first.split("-"))) == tuple(parsed.lower_strict()[:3]), value
            assert tuple(map(int, last.split("-"))) == tuple(parsed.upper_strict()[:3]), value


@pytest.mark.parametrize(
    "text",
    [
        "Le 3\u00a0mai\u202f2012\r\nfut un jeudi.\r\nEn\u00a01991, l’URSS…",
        "\ufeffLe 3 mai 2012 \U0001f600 puis l’an dernier e\u0301te\u0301 2011",
        "İstanbul, 3 mai 2012 : İİİ depuis 1992",
        "",
        "\n\n",
        "12",
    ],
)
def test_offsets_are_the_source_s(text: str) -> None:
    found = find_dates(text, "2020-05-06")
    last = 0
    for item in found:
        assert last <= item.start < item.end <= len(text)
        assert text[item.start : item.end].strip() == text[item.start : item.end]
        last = item.end
    if "3" in text:
        assert "2012-05-03" in [item.data["value"] for item in found]


def test_fields_are_the_record_s() -> None:
    (found,) = find_dates("Depuis 1992.")
    assert (found.type, found.start, found.end) == ("date", 7, 11)
    assert found.data == {
        "kind": "date",
        "value": "1992",
        "earliest": "1992-01-01",
        "latest": "1992-12-31",
        "mod": "since",
    }


def test_without_reference_relative_dates_have_no_value() -> None:
    values = {
        item.data["value"] for item in find_dates("Hier, lundi dernier, l'an prochain, il y a dix ans.")
    }
    assert values == {None}
    assert find_dates("Le 8 mars, les femmes défilent.")[0].data["value"] == "XXXX-03-08"
    assert find_dates("Aujourd'hui, le pays est en paix.") == []


def test_the_tense_given_decides() -> None:
    text = "Mercredi, réunion."
    assert find_dates(text, "2020-05-07", lambda *_: "past")[0].data["value"] == "2020-05-06"
    assert find_dates(text, "2020-05-07", lambda *_: "future")[0].data["value"] == "2020-05-13"


def test_a_reference_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        find_dates("hier", "mai 2020")


@pytest.mark.parametrize(
    "hostile",
    [
        "1 " * 20_000,
        "vingt " * 8_000,
        "du 3 au " * 6_000,
        "3 mai " * 8_000,
        "1990-" * 10_000,
        "quatre-vingt-" * 4_000,
        "les années " * 5_000,
        "il y a " * 8_000,
        "9" * 50_000,
        "lundi, " * 8_000,
        "e\u0301" * 25_000,
        "fin de la " * 6_000,
    ],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    small = _seconds(hostile[: len(hostile) // 4])
    assert _seconds(hostile) < 20 * small + 0.5


def _seconds(text: str) -> float:
    begun = time.process_time()
    find_dates(text, "2020-05-06")
    return time.process_time() - begun


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PARIS, 3 mai 2012 (AFP) – Le président a signé.", "2012-05-03"),
        ("GENÈVE, le 3 mai 2012 - Le Conseil s'est réuni.", "2012-05-03"),
        ("Nairobi, 1er mars 2020 — Le ministre…", "2020-03-01"),
        ("Un titre\nPublié le 3 mai 2012 à 18 h 30\nLe texte.", "2012-05-03"),
        ("Un titre\nPublié le lundi 3 mai 2004 par la rédaction\nLe texte.", "2004-05-03"),
        ("title: X\ndate: 2012-05-03\n\nLe texte.", "2012-05-03"),
        ("Date : 3 mai 2012\nLe texte.", "2012-05-03"),
        ("Communiqué\n28 juin 2024\n\nL'essentiel.", "2024-06-28"),
        ("Communiqué\nVientiane, 11 octobre 2024\n\n1. Les chefs d'État", "2024-10-11"),
        ("PARIS, 3 mai (AFP) – Le président a signé.", None),
        ("Le 3 mai 2012, le président a signé.", None),
        ("Le président, élu le 3 mai 2012, a signé.", None),
        ("L'accord de Paris, 3 mai 2012 compris, fut signé.", None),
        ("", None),
    ],
)
def test_document_date(text: str, expected: str | None) -> None:
    assert find_document_date(text) == expected


def test_easter() -> None:
    assert [easter(year).isoformat() for year in (1999, 2011, 2024)] == [
        "1999-04-04",
        "2011-04-24",
        "2024-03-31",
    ]


def test_calendar_before_our_era() -> None:
    moment = Moment("century", year=-100)
    assert render(moment) == ("-01XX", "-0199-01-01", "-0100-12-31")
    assert bounds(Moment("year")) == (None, None)


def test_shift_across_years() -> None:
    december = Moment("month", year=1991, month=12)
    assert shift(december, "month", 1) == Moment("month", year=1992, month=1)
    assert shift(december, "day", 1) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hier matin", ("TIME", "2020-05-05TMO")),
        ("cette semaine", ("DATE", "2020-W19")),
        ("ce week-end", ("DATE", "2020-W19-WE")),
        ("au printemps 2011", ("DATE", "2011-SP")),
        ("au T3 2021", ("DATE", "2021-Q3")),
        ("dans les années 1990", ("DATE", "199")),
        ("au XIXe siècle", ("DATE", "18")),
        ("pendant dix ans", ("DURATION", "P10Y")),
        ("chaque année", ("SET", "P1Y")),
        ("tous les lundis", ("SET", "XXXX-WXX-1")),
    ],
)
def test_timex3(text: str, expected: tuple[str, str]) -> None:
    (found,) = find_dates(text, "2020-05-06")
    timex = to_timex3(found.data, text[found.start : found.end])
    assert (timex.type, timex.value) == expected


def test_timex3_pieces_part_ranges_and_clock_times() -> None:
    text = "du 3 au 5 mai 2012, puis le 7 mai 2012 à 18 heures ; désormais"
    values = [piece.timex.value for piece in pieces(text)]
    assert values == ["2012-05-03", "2012-05-05", "2012-05-07", "2012-05-07T18:00", "PRESENT_REF"]
    assert all(re.search(r"\w", text[piece.start : piece.end]) for piece in pieces(text))

"""The matcher: what is alike, and what is not."""

import time

import pytest

from pipeline.entities.matcher import Matcher, fold

FORMS = {"Chine": 1, "Corée du Nord": 2, "Côte d'Ivoire": 3, "États-Unis": 4, "ONU": 5, "russe": 6,
         "Corée": 7, "AT&T": 8, "G20": 9, "É.-U.": 10}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la CHINE et la chine", [("CHINE", 1)]),
        ("Corée\ndu nord, Corée du\xa0Nord, Corée  du\r\n  Nord",
         [("Corée\ndu nord", 2), ("Corée du\xa0Nord", 2), ("Corée  du\r\n  Nord", 2)]),
        ("Corée\n\ndu Nord", [("Corée", 7)]),
        ("Côte d’Ivoire, COTE D'IVOIRE, Cote d'ivoire", [("Côte d’Ivoire", 3), ("COTE D'IVOIRE", 3),
                                                         ("Cote d'ivoire", 3)]),
        ("Etats-Unis, Etats Unis, ÉTATS‑UNIS, E\u0301tats-Unis, États-\nUnis, états-unis",
         [("Etats-Unis", 4), ("Etats Unis", 4), ("ÉTATS‑UNIS", 4), ("E\u0301tats-Unis", 4),
          ("États-\nUnis", 4)]),
        ("l'ONU, l'O.N.U. et Onu", [("ONU", 5), ("O.N.U.", 5)]),
        ("russe, Russe, RUSSE, russes", [("russe", 6), ("Russe", 6), ("RUSSE", 6)]),
        ("AT&T, AT T, G20, G 20, G-20", [("AT&T", 8), ("G20", 9), ("G 20", 9), ("G-20", 9)]),
        ("États - Unis, Chine_x, Chinenouvelle", [("Chine", 1)]),
    ],
)  # fmt: skip
def test_finds_what_is_alike(text: str, expected: list[tuple[str, int]]) -> None:
    found = [(text[match.start : match.end], match.payload) for match in Matcher(FORMS).find(text)]
    assert found == expected


def test_find_all_gives_nested_matches_longest_first() -> None:
    text = "Corée du Nord"
    assert [match.payload for match in Matcher(FORMS).find_all(text)] == [2, 7]


def test_a_form_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        Matcher({"—": 1})


def test_folding() -> None:
    words = ("Œuvre", "ÉGYPTE", "U.R.S.S.", "Straße")
    assert [fold(word) for word in words] == ["oeuvre", "egypte", "urss", "strasse"]


def test_is_linear_on_hostile_text() -> None:
    matcher = Matcher(FORMS)
    for text in ("Corée du " * 20_000, "A." * 100_000, "é\u0301" * 100_000, "'" * 200_000):
        started = time.perf_counter()
        list(matcher.find(text))
        assert time.perf_counter() - started < 2

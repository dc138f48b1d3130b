"""Lines broken for want of room are joined, lines that end are not."""

from __future__ import annotations

import time

import pytest

import pipeline
from pipeline.segment import sentence_bounds
from pipeline.wraps import unwrapped

WRAPPED = (
    "Le 3 mai 1962, la République populaire de Chine et la Mongolie ont\n"
    "signé un traité de frontière. Le ministère des Affaires étrangères du\n"
    "Pakistan a salué ce texte, que Katmandou et Rangoun avaient précédé en\n"
    "1960 et en 1961, tandis que le gouvernement de l'Inde, à la veille de\n"
    "la guerre, protestait.\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "Une politique étrangère multivectorielle et pragmatique\nRelations avec la Russie\nLe pays a signé.",
        "Ordre du jour de la réunion ministérielle du Conseil :\nla Russie, les sanctions et le gaz",
        "- renforcer la coopération énergétique avec le Turkménistan\n- ouvrir une ambassade à Achgabat en 2026",
        "Le Conseil a examiné la situation en Libye et au Soudan.\nla séance est levée",
        "Conjoncture\nL'UE et ses partenaires du Sud : commerce, gaz et financements\n28 juin 2024",
        "Exportations de la Zambie vers la Chine en 2020   12,5\nExportations de la Zambie vers l'Inde en 2020    3,1",
        "Premier point\n\nle second, bien plus loin",
    ],
)
def test_lines_that_end(text: str) -> None:
    assert unwrapped(text) == text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_broken_for_want_of_room(newline: str) -> None:
    text = WRAPPED.replace("\n", newline)
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert newline not in joined.rstrip()
    assert len(sentence_bounds(text)) == 2


def test_names_and_dates_over_a_break_keep_the_source_text() -> None:
    mentions = [record for record in pipeline.extract(WRAPPED) if record.type in ("organization", "country", "date")]
    assert all(WRAPPED[mention.start : mention.end] == mention.text for mention in mentions)
    assert "ministère des Affaires étrangères du\nPakistan" in [mention.text for mention in mentions]


def test_a_date_over_a_break_is_read() -> None:
    text = WRAPPED.replace("Le 3 mai 1962, la République populaire", "La République populaire").replace("en\n1960", "le 28 janvier\n1960")
    assert "28 janvier\n1960" in [record.text for record in pipeline.extract(text) if record.type == "date"]


HOSTILE = ["a " * 50_000, "\n" * 50_000, " " * 50_000 + "\n" * 9, "a\n" * 50_000, ("x" * 70 + "\n") * 2_000, "-\n" * 50_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_cost_little(text: str) -> None:
    started = time.process_time()
    assert len(unwrapped(text)) == len(text)
    assert time.process_time() - started < 2

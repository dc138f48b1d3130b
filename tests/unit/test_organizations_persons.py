"""Persons by their titles, first names and initials; the model's spans, trimmed and sifted."""

from __future__ import annotations

import pytest

from pipeline.entities.countries import find_countries
from pipeline.entities.model_ner import filter_model
from pipeline.entities.organizations import find_organizations
from pipeline.entities.persons import find_persons


def persons(text: str) -> list[tuple[str, str]]:
    """Return the surfaces and keys of the persons found without a model."""
    states = find_countries(text)
    items = find_persons(text, [], states, find_organizations(text, states))
    return [(text[item.start : item.end], item.data["entity"]) for item in items]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le président N. A. Nazarbaïev a signé.", "N. A. Nazarbaïev"),
        ("Le président Nazarbayev N. A., lors d'un échange, a dit non.", "Nazarbayev N. A."),
        ("M. Tokaïev arrive.", "Tokaïev"),
        ("Mme Ouattara préside.", "Ouattara"),
        ("Le général Abdel Fattah al-Burhan refuse.", "Abdel Fattah al-Burhan"),
        ("Le ministre des Affaires étrangères Bruno Tavares est à Lima.", "Bruno Tavares"),
        ("Le ministre russe de la Défense Oleg Karpine dément.", "Oleg Karpine"),
        ("La présidente de la Commission européenne Ursula von der Leyen propose.", "Ursula von der Leyen"),
        ("Le secrétaire général de l'ONU António Guterres s'inquiète.", "António Guterres"),
        ("Le Premier ministre, Paul Biyoghe, a démissionné.", "Paul Biyoghe"),
        ("La Chinoise Yin Junhua l'emporte.", "Yin Junhua"),
        ("Le député LR Frédéric Marchal vote contre.", "Frédéric Marchal"),
        ("Le roi Mohammed VI reçoit.", "Mohammed VI"),
    ],
)
def test_names_without_their_titles(text: str, name: str) -> None:
    assert name in [surface for surface, _ in persons(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Le président de la République a parlé.",
        "Le ministre de la Défense est parti.",
        "Le président du Kazakhstan a proposé une union.",
        "Le secrétaire général de l'ONU s'inquiète.",
        "Le Premier ministre turc a répondu.",
        "Il a fait 0,2 °C. La suite est connue.",
        "Le chef de l'État a signé.",
        "Le général a refusé.",
    ],
)
def test_a_title_alone_names_nobody(text: str) -> None:
    assert persons(text) == []


def test_a_surname_is_linked_to_the_full_name() -> None:
    text = "Le président Kassim Daourov est arrivé. Daourov a salué la foule, puis K. Daourov est reparti."
    assert {key for _, key in persons(text)} == {"kassim-daourov"}
    assert len(persons(text)) == 3


def test_two_of_one_surname_are_two() -> None:
    text = "Le ministre Paul Daourov et la sénatrice Anna Daourov se taisent."
    assert {key for _, key in persons(text)} == {"paul-daourov", "anna-daourov"}


@pytest.mark.parametrize(
    ("text", "span", "label", "kept"),
    [
        ("Relations avec la Russie", "Relations", "LOC", None),
        ("Il visite la\nVilla Halvex.", "la\nVilla Halvex", "LOC", "Villa Halvex"),
        ("Il visite Villa\nHalvex.", "Villa\nHalvex", "LOC", None),
        ("Le Kursoum annonce.", "Le Kursoum", "LOC", "Kursoum"),
        ("Selon l'Halvex, non.", "l'Halvex", "ORG", "Halvex"),
        ("Une politique multivectorielle.", "multivectorielle", "LOC", None),
        ("Mesures prises.", "Mesures", "ORG", None),
        ("Il a vu M. Tokaïev.", "M. Tokaïev", "PER", "Tokaïev"),
        ("Les Lyonnaises gagnent.", "Lyonnaises", "LOC", None),
        ("La Constitution change.", "Constitution", "ORG", None),
        ("Le Groupe B : match nul.", "Groupe B", "ORG", None),
        ("La Norvégienne Astrid Moen court.", "Norvégienne Astrid Moen", "ORG", "Astrid Moen"),
    ],
)
def test_the_model_is_sifted(text: str, span: str, label: str, kept: str | None) -> None:
    start = text.index(span)
    items = filter_model(text, [(start, start + len(span), label)])
    assert [text[item.start : item.end] for item in items] == ([] if kept is None else [kept])

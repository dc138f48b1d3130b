"""Ambiguous forms, both ways: the rows' own examples, and sentences of ours."""

from __future__ import annotations

import pytest

from pipeline.entities.ambiguity import NOTHING, place_key
from pipeline.entities.countries import find_countries
from pipeline.entities.places import find_places, find_seats
from pipeline.entities.tables import Ambiguity, ambiguities, places
from pipeline.extensions import Found
from pipeline.rulebook.marks import parse_marks


def _all(text: str) -> list[Found]:
    return [*find_countries(text), *find_places(text), *find_seats(text)]


@pytest.mark.parametrize("row", ambiguities(), ids=lambda row: f"{row.form[0]}:{row.example[:40]}")
def test_a_row_reads_its_example(row: Ambiguity) -> None:
    assert row.example.count("[") == 1, "one mark: the form"
    start, end = row.example.index("["), row.example.index("]") - 1
    text = row.example.replace("[", "").replace("]", "")
    found = [item for item in _all(text) if (item.start, item.end) == (start, end)]
    key = place_key(row.reading)
    if row.reading == NOTHING:
        assert found == []
    elif key is not None:
        assert key in {item.data["entity"] for item in found if item.type == "place"}
        assert not [item for item in found if item.type == "country"]
    else:
        countries = [item for item in found if item.type == "country"]
        assert countries
        if row.reading != "état":
            assert [item.data["entity"] for item in countries] == [row.reading]


def test_place_readings_are_places() -> None:
    keys = {place_key(row.reading) for row in ambiguities()} - {None}
    seats = {item.data["entity"] for item in find_seats("Rome, Londres, Jérusalem")}
    assert keys - set(places()) - seats == set()


POSITIVE = """
La [Géorgie](GEO) et l'[Arménie](ARM) ont rouvert leurs consulats à Tbilissi.
Le [Niger](NER) et le [Tchad](TCD) patrouillent ensemble.
Le pape se rend en [République démocratique du Congo](COD).
Les mines de la [Guinée](GIN) intéressent l'[Australie](AUS).
La [Jordanie](JOR) détourne les eaux du Jourdain.
L'[île Maurice](MUS)
À Port-Louis, le Premier ministre de [Maurice](MUS) a démissionné.
Le [Liban](LBN), [Chypre](CYP) et [Oman](OMN) ont voté.
Le consulat du [Panama](PAN) à Bruxelles
Les navires croisent en mer de [Chine](CHN).
Air [France](FRA) et [France](FRA) Télécom ont signé.
La rue de [Turquie](TUR) mène au port.
La [Turquie](TUR) importe des dindes.
Les [Samoa](WSM) et les [Tonga](TON) ont été touchées.
L'accord [franco](FRA)-[sénégalais](SEN) est prêt.
Un traité [sino](CHN)-[russe](RUS) et un pacte [américano](USA)-[nord-coréen](PRK)
Le climat anti-[américain](USA) et l'espace post-[soviétique](SUHH) ; l'ex-[yougoslave](YUCS)
Les [États-uniens](USA), les [étasuniens](USA) et les [Kazakhstanais](KAZ)
L'émir [qatari](QAT), le ministre [émirati](ARE) et les réfugiés [sahraouis](ESH)
Le [russe](RUS) Gazprom et l'[américain](USA) Chevron s'associent.
La délégation [anglaise](GBR) et les pêcheurs [espagnols](ESP)
Les [EGYPTIENS](EGY) et les ETATS-UNIS, c'est l'[EGYPTE](EGY)
La [RDC](COD), la [RPDC](PRK), la [RPC](CHN) de Pékin et l'[É.-U.](USA)
Le [Bélarus](BLR), la [Biélorussie](BLR), la [Birmanie](MMR) et le [Myanmar](MMR)
Le [Viêt Nam](VNM), le [Vietnam](VNM), la [Centrafrique](CAF) et la [Kirghizie](KGZ)
La [Hollande](NLD), l'[Angleterre](GBR), les [Émirats](ARE) et l'[Hexagone](FRA)
L'[URSS](SUHH), la [RDA](DDDE), la [Haute-Volta](HVBF) et l'[Empire ottoman](empire-ottoman)
Le [Kazakhstan](KAZ) [soviétique](SUHH) naît en 1936.
Le [royaume du Maroc](MAR) et la [république de Corée](KOR)
Un [Suisse](CHE) et un [Belge](BEL) traversent la [Suisse](CHE).
Washington a reçu le Premier ministre [chypriote](CYP).
Une frégate [canadienne](CAN) croise dans l'océan Indien.
L'ambassadeur de [Corée du\xa0Sud](KOR), de [Côte d’Ivoire](CIV) et de [Nouvelle-Zélande](NZL)
Le journal parle du gouvernement [chinois](CHN) en [Chine](CHN).
""".strip().split("\n")
NEGATIVE = """
À Atlanta, le gouverneur de Géorgie a signé la loi.
Les crues du fleuve Niger et la baisse du lac Tchad inquiètent.
Maurice est venu avec Dominique et Claude.
Dominique de Villepin a répondu à Maurice Druon.
Un cochon de guinée mange des grenades.
Le service en porcelaine de chine et la dinde sont prêts.
Elle boit un Cuba libre sous son Panama.
Le jardin du Luxembourg ferme à dix-huit heures.
Les immigrés parlent russe, le turc et l'arabe.
Ce roman a été traduit de l'anglais, puis publié en français.
Elle a appris le japonais, enseigne l'espagnol et comprend le chinois.
Le russe est la langue officielle ; le kazakh est parlé partout.
Il filait à l'anglaise par la cour anglaise.
Jouer à la roulette russe n'est pas un casse-tête chinois.
M. Lefrançais, Anatole France et Pierre Allemand ont dîné.
Mme Allemand et M. Langlais sont arrivés.
Les pays latino-américains et nord-américains
Les anglo-saxons et les langues indo-européennes
Réunion des ministres à dix heures.
La province de Luxembourg et la principauté
Les Kurdes et les Touaregs manifestent.
Les tribus d'Israël et la Saint-Barthélemy
Fort-de-France et l'Île-de-France
Les plaines du Nouveau-Mexique et de la Nouvelle-Angleterre
La Libération et le Congrès
Il est turbulent, malin, et sait perser.
Le canal Saint-Martin et Saint-Martin-de-Ré
""".strip().split("\n")


@pytest.mark.parametrize("sentence", POSITIVE)
def test_states_are_found(sentence: str) -> None:
    text, marks = parse_marks(sentence)
    found = {(item.start, item.end): item.data["entity"] for item in find_countries(text)}
    for mark in marks:
        assert found.get((mark.start, mark.end)) == mark.label, (found, mark)


@pytest.mark.parametrize("sentence", NEGATIVE)
def test_what_is_no_state_is_left(sentence: str) -> None:
    found = [sentence[item.start : item.end] for item in find_countries(sentence) if item.type == "country"]
    assert found == []


def test_names_of_persons_are_no_places() -> None:
    text = "Charles Darwin, George Washington et Sofia Helin"
    assert [text[item.start : item.end] for item in _all(text)] == []


def test_cities_with_an_article() -> None:
    text = "Du Caire à La Haye et au Cap, puis à La Havane ; Cap sur l'été, Haye."
    found = sorted((item.start, item.end) for item in [*find_seats(text), *find_places(text)])
    assert [text[start:end] for start, end in found] == ["Caire", "La Haye", "Cap", "La Havane"]

"""Seats of power on the parse: agents are their power, places stay places."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from pipeline import syntax  # noqa: F401
from pipeline.entities import component_countries, names  # noqa: F401
from pipeline.extensions import CANDIDATES, declare
from pipeline.rulebook.marks import parse_marks
from pipeline.tokens import AtomTokenizer

SENTENCES = """
[Moscou](RUS) accuse [Washington](USA) de mentir.
Le sommet réuni à [Moscou](moscou) s'est achevé hier.
[Moscou](moscou), capitale de la Russie, compte 12 millions d'habitants.
Les relations entre [Moscou](RUS) et [Kiev](UKR) se dégradent.
Le train entre [Paris](paris) et [Londres](londres) est en retard.
[Pékin](CHN) a signé un accord avec [Hanoï](VNM).
L'[Élysée](FRA) dément l'information et le [Quai d'Orsay](FRA) se tait.
Il a été reçu à l'[Élysée](elysee) par le président.
[Bruxelles](ue) menace [Varsovie](POL) de sanctions.
La réponse de [Téhéran](IRN) se fait attendre.
Les habitants de [Téhéran](teheran) fuient.
Selon [Ankara](TUR), l'opération est terminée.
Face à [Moscou](RUS), [Londres](GBR) et [Paris](FRA) ont promis des armes à [Kiev](UKR).
[Kiev](kiev) a été bombardée dans la nuit.
Né à [Alger](alger), il étudie à [Paris](paris).
L'axe [Paris](FRA)-[Berlin](DEU) s'essouffle.
[Washington](USA) demande à [Tel-Aviv](ISR) de cesser les frappes.
Le [Kremlin](RUS) dénonce une provocation ; la [Maison-Blanche](USA) n'a pas réagi.
[Damas](SYR) soutient le Hezbollah, affirme [Riyad](SAU).
[Tokyo](JPN) et [Séoul](KOR) ont rétabli leurs liens.
L'accord conclu par [Islamabad](PAK) et [New Delhi](IND) sera appliqué.
[Paris](paris) s'est réveillée sous la neige.
Le gouvernement de [Bagdad](IRQ) a protesté auprès de [Téhéran](IRN).
Les troupes sont entrées dans [Kaboul](kaboul).
Sous la pression de [Bruxelles](ue), [Budapest](HUN) a cédé.
« Nous ne céderons pas », a répondu [Téhéran](IRN).
[Le Caire](EGY) et [Khartoum](SDN) rejettent le barrage.
Il a quitté [Beyrouth](beyrouth) pour [Damas](damas).
[Vienne](vienne) est la capitale de l'Autriche.
[Alger](DZA) est prêt à négocier avec [Rabat](MAR).
La diplomatie de [Doha](QAT) agace [Riyad](SAU).
[Londres](londres) : la police arrête trois hommes.
Une attaque contre [Tripoli](tripoli) a fait dix morts.
La route de [Damas](damas) est coupée.
L'URSS perd la guerre. [Moscou](SUHH) demande la paix.
Le traité de [Moscou](moscou) fut signé en mars.
Il l'a confié mardi à [Bamako](bamako).
D'après [Ottawa](CAN), les négociations reprendront en mai.
[Lima](PER) et [La Paz](BOL), qui se disputent ce débouché, ont saisi la Cour.
[Nairobi](KEN), dit-on, n'a pas renoncé à son offre.
L'Algérie est le troisième fournisseur de gaz de l'Union, devant [Doha](QAT).
La pression sur [Belgrade](SRB) s'accroît.
Le ministre a rejeté sur [Addis-Abeba](ETH) la responsabilité de l'échec.
Il penche désormais vers [Ankara](TUR).
Les vols vers [Ankara](ankara) ont repris.
Il est parti vers [Varsovie](varsovie).
[Santiago](CHL)-[Buenos Aires](ARG) : reprise des pourparlers
Le vol [Lisbonne](lisbonne)-[Luanda](luanda) dure huit heures.
La décision rapproche [Tunis](TUN) de [Tripoli](LBY).
La visite de [Copenhague](copenhague) a duré deux jours.
Le vote d'[Oslo](NOR), de [Stockholm](SWE) et de [Copenhague](DNK) a surpris.
La banque a accordé à [Colombo](LKA) un prêt de trois milliards.
Il a ouvert à [Colombo](colombo) une ambassade.
L'institution a ouvert à [Lusaka](ZMB) une ligne de crédit.
Entre [Alger](DZA) et [Rabat](MAR), le ton monte.
Entre [Alger](alger) et [Oran](oran), la route est coupée.
[Caracas](VEN) isolé
[Hanoï](hanoi) inondée
Le conflit oppose [Bakou](AZE) à ses voisins.
Le président a visité [Bakou](bakou) et signé un accord.
[Jakarta](IDN) reste le premier client de cette société.
[Brasilia](brasilia) est une ville nouvelle.
La capitale, [Lomé](lome), a été inondée.
[Manille](PHL) ne veut plus de bases étrangères.
Nul ne croit que [Bangkok](THA) cédera.
Depuis mars, [Le Caire](EGY) et [Ankara](TUR) discutaient en secret.
Cet appui, [Tachkent](UZB) le paie cher.
La dépendance envers [Pékin](CHN) inquiète [Vientiane](LAO).
Ils ont quitté [Kaboul](kaboul), que les talibans encerclaient.
La rue de [Lisbonne](lisbonne) est fermée.
[Kinshasa](COD) accuse [Kigali](RWA), [Kampala](UGA) et [Bujumbura](BDI) d'armer les rebelles.
Après l'incendie de [Lisbonne](lisbonne), [Madrid](ESP), que l'on avait prévenue, envoya des secours.
""".strip().split("\n")


@pytest.fixture(scope="module")
def nlp() -> Language:
    declare()
    nlp = spacy.blank("fr")
    nlp.tokenizer = AtomTokenizer(nlp.vocab)
    for name in ("depeche_names", "depeche_syntax", "depeche_countries"):
        nlp.add_pipe(name)
    return nlp


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_seat_is_its_power_or_a_place(nlp: Language, sentence: str) -> None:
    text, marks = parse_marks(sentence)
    doc = nlp(text)
    found = {(span.start_char, span.end_char): span.kb_id_ for span in doc.spans[CANDIDATES]}
    assert {(mark.start, mark.end): mark.label for mark in marks}.items() <= found.items()


def test_without_a_parse_a_seat_is_a_place() -> None:
    declare()
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_countries")
    doc = nlp("Moscou accuse.")
    assert [span.label_ for span in doc.spans[CANDIDATES]] == ["place"]

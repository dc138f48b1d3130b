"""Constructions of dates that several rules make together: marks as in the rule files."""

from __future__ import annotations

import pytest

from pipeline.dates.check import problems_of
from pipeline.rulebook.marks import parse_marks

RANGES = [
    "Il présida [de 1992 à 1995](1992/1995) la commission.",
    "La conférence s'est tenue [du 3 au 5 octobre 2024](2024-10-03/2024-10-05) à Genève.",
    "[Entre mars et juin 2010](2010-03/2010-06), les combats reprirent.",
    "La guerre de [1914-1918](1914/1918) ruina l'Europe.",
    "La guerre ([1914–1918](1914/1918)) ruina l'Europe.",
    "La trêve courut [du 28 décembre 2008 au 3 janvier 2009](2008-12-28/2009-01-03).",
    "La trêve courut [du 28 décembre au 3 janvier 2009](2008-12-28/2009-01-03).",
    "Le mandat va [du 1er janvier au 31 décembre 2021](2021-01-01/2021-12-31).",
    "Les inspections de [mai-juin 2010](2010-05/2010-06) furent vaines.",
    "[De mai à septembre 1999](1999-05/1999-09), l'OTAN bombarda.",
    "[D'avril 1992 à novembre 1995](1992-04/1995-11), Sarajevo fut assiégée.",
    "[Entre 1945 et 1975](1945/1975), la croissance fut forte.",
    "[Entre le 3 mai et le 7 juin 1967](1967-05-03/1967-06-07), l'armée se prépara.",
    "[Du XVIe au XIXe siècle](15XX/18XX), l'empire domina.",
    "[Des années 1950 aux années 1970](195X/197X), la guerre fit rage.",
    "Dans la nuit [du 3 au 4 mai 2012](2012-05-03/2012-05-04), l'ambassade fut attaquée.",
    "Le couvre-feu est en vigueur [de 20 h à 6 h](T20:00/T06:00 kind=time).",
    "[De fin 2010 à mi-2012](2010/2012), le régime vacilla.",
    "[Fin juillet-début août 2014](2014-07/2014-08), la guerre éclate.",
    "Le sommet des [3-5 octobre 2024](2024-10-03/2024-10-05) fut décisif.",
    "La rencontre ([12/03/2015](2015-03-12)) fut brève.",
]
BOUNDS = [
    "Depuis le [3 mai 2012](2012-05-03 mod=since), la frontière est fermée.",
    "Le pays fut colonie jusqu'en [1960](1960 mod=until).",
    "La mission durera jusqu'au [31 décembre 2025](2025-12-31 mod=until).",
    "Jusqu'à la [fin de 1991](1991 mod=until), l'URSS exista.",
    "D'ici [2030](2030 mod=until), l'objectif sera atteint.",
    "D'ici à [2030](2030 mod=until), l'objectif sera atteint.",
    "D'ici à [fin 2025](2025 mod=until), l'usine ouvrira.",
    "D'ici la [fin de l'année 2024](2024 mod=until), la force se retirera.",
    "Il faut conclure avant [fin mars 2019](2019-03 mod=before).",
    "Avant le [29 mars 2019](2019-03-29 mod=before), Londres devait choisir.",
    "À compter du [1er juillet 2023](2023-07-01 mod=since), le visa est supprimé.",
    "À partir de [1944](1944 mod=since), ils combattirent en Italie.",
    "Dès [1917](1917 mod=since), le parti existait.",
    "Après [2010](2010 mod=after), les échanges reprirent.",
    "Au plus tard le [30 juin 2026](2026-06-30 mod=before), le rapport sera remis.",
    "Les [26 et 27 mai 2024](2024-05-26/2024-05-27), ils se virent ; en [janvier et février 1995](1995-01/1995-02), ils se battaient.",
    "[Ce 20 septembre 1960](1960-09-20), l'ONU ouvrit ses portes ; ils se voient [presque chaque année](R/P1Y mod=approx).",
    "Depuis le [début des années 1960](196X mod=since), la rébellion persiste.",
    "Depuis [vingt-cinq ans](P25Y mod=since kind=duration), il règne.",
    "L'accord est en vigueur depuis [février 2009](2009-02 mod=since).",
    "À l'horizon [2050](2050), le pays sera neutre.",
]
CUTS = [
    "[Début 2018](2018 mod=start), le dialogue reprit.",
    "Au [début des années 1990](199X mod=start), le pays s'ouvrit.",
    "À la [fin du XIXe siècle](18XX mod=end), la conférence de Berlin partagea l'Afrique.",
    "À la [mi-mars 2020](2020-03 mod=mid), les frontières fermèrent.",
    "En [mi-2015](2015 mod=mid), la crise éclata.",
    "À la [fin de l'été 2008](2008-22 mod=end), la guerre éclata.",
    "Au [milieu des années 2000](200X mod=mid), le prix doubla.",
    "[Fin mars 2003](2003-03 mod=end), Bagdad tombe.",
    "[Vers 1850](1850~ mod=approx), les Russes avancèrent.",
    "[Aux alentours de 1200](1200~ mod=approx), l'empire naquit.",
    "La ville fut fondée [autour de 1750](1750~ mod=approx).",
    "Le chantier durera [environ dix ans](P10Y mod=approx).",
    "Le chantier durera [dix ans environ](P10Y mod=approx).",
    "Il régna [près de quarante ans](P40Y mod=approx).",
    "Il régna [moins de deux ans](P2Y mod=less_than).",
    "Il faudra [au moins six mois](P6M mod=at_least).",
    "Dans la [seconde moitié du XXe siècle](19XX mod=end), l'Asie décolla.",
    "Au cours de l'[année 2019](2019), la dette doubla.",
    "En [début de semaine](null mod=start), il partit.",
]
LISTS = [
    "Les scrutins des [3](2012-05-03), [4](2012-05-04) et [5 mai 2012](2012-05-05) furent calmes.",
    "Les [6](2003-04-06) et [13 avril 2003](2003-04-13), les fidèles votent.",
    "Dans les [années 1960](196X) et [1970](197X), les coups d'État se succédèrent.",
    "En [1992](1992), [1995](1995) et [1998](1998), il fut candidat.",
    "En [mars](2010-03) et [mai 2010](2010-05), la grève paralysa le port.",
    "Aux [XVIIIe](17XX) et [XIXe siècles](18XX), l'empire recula.",
    "Les élections de [2012](2012) et de [2017](2017) furent contestées.",
    "En [2010](2010) ou [2011](2011), il reviendra.",
    "Le [3 mai](2012-05-03) et le [7 juin 2012](2012-06-07), deux attentats ont eu lieu.",
]
TIMES = [
    "Le séisme eut lieu le [3 mars 2020 à 18 heures](2020-03-03T18:00 kind=time).",
    "Le tir eut lieu le [3 mars 2020 à 6 h 45](2020-03-03T06:45 kind=time).",
    "Le tir eut lieu le [3 mars 2020 à 18h30 GMT](2020-03-03T18:30Z kind=time).",
    "Le vote prend fin à [minuit](T00:00 kind=time).",
    "Le cessez-le-feu entre en vigueur à [midi](T12:00).",
    "Le cessez-le-feu entre en vigueur à [4 heures du matin](T04:00).",
    "Le [3 mai 2012 au matin](2012-05-03), les chars entrèrent.",
    "Dans la [soirée du 3 mai 2012](2012-05-03), il démissionna.",
]
OLD = [
    "Rome brûla en [64 apr. J.-C.](0064).",
    "La bataille de Marathon ([490 av. J.-C.](-0489)) sauva Athènes.",
    "Au [Ve siècle av. J.-C.](-04XX), Athènes domine.",
    "Au [Ier siècle](00XX), Rome règne.",
    "Au [tournant du XXe siècle](19XX mod=start), l'empire décline.",
    "L'édit de [1598](1598) fut révoqué en [1685](1685).",
]
DURATIONS = [
    "Un traité de [cinquante ans](P50Y kind=duration) lie les deux pays.",
    "Un siège de [872 jours](P872D kind=duration).",
    "La peine va [de cinq à dix ans](P5Y/P10Y) de prison.",
    "Pendant [une décennie](P10Y), rien ne bougea.",
    "Pendant [deux décennies](P20Y), rien ne bougea.",
    "Pendant [des décennies](PXY), rien ne bougea.",
    "Ils se réunissent [tous les deux ans](R/P2Y kind=set).",
    "[Tous les ans](R/P1Y kind=set), ils défilent.",
    "Au cours des [dix dernières années](P10Y), le trafic a triplé.",
    "Lors des [trois prochains mois](P3M), le pays présidera le Conseil.",
    "Un ultimatum de [48 heures](PT48H kind=duration) a été lancé.",
    "Il a purgé [deux ans et demi](P2Y6M) de prison.",
    "En [un demi-siècle](P50Y), la population a quadruplé.",
    "Le pays a connu [trente années](P30Y) de dictature.",
    "La garde à vue a duré [une heure et quart](PT1H15M).",
]


@pytest.mark.parametrize("sentence", [*RANGES, *BOUNDS, *CUTS, *LISTS, *TIMES, *OLD, *DURATIONS])
def test_construction(sentence: str) -> None:
    text, marks = parse_marks(sentence)
    assert not problems_of(text, marks, exact=True)


NEWS = [  # read on Wednesday 6 May 2020
    "En [1978](1978), il signa un traité. En [décembre](1978-12), il envahit le Cambodge.",
    "L'accord de [1978](1978) est oublié. Le [3 mai](2020-05-03), il a reçu son homologue.",
    "Né en [2013](2013), le parti a été dissous le [30 avril](2020-04-30).",
    "Le ministre a été limogé [hier](2020-05-05).",
    "Il a été reçu [avant-hier](2020-05-04) à Paris.",
    "Il a rencontré [lundi](2020-05-04) son homologue.",
    "Il se rendra [jeudi](2020-05-07) à Berlin.",
    "Le sommet s'ouvrira [vendredi](2020-05-08) à Porto.",
    "Le texte a été voté [mercredi soir](2020-05-06).",
    "L'[an dernier](2019), le pays a voté.",
    "Le [mois dernier](2020-04), le pays a voté.",
    "Le [mois prochain](2020-06), le pays votera.",
    "Le [siècle dernier](19XX) fut sanglant.",
    "La [semaine dernière](2020-04-27/2020-05-03), le pays a voté.",
    "Le [week-end dernier](2020-05-02/2020-05-03), ils ont manifesté.",
    "L'[été dernier](2019-22), ils ont manifesté.",
    "En [mars dernier](2020-03), ils ont manifesté.",
    "En [juin](2020-06), ils voteront.",
    "Le [15 mars](2020-03-15), les frontières ont été fermées.",
    "Le [15 novembre](2019-11-15), les frontières ont été fermées.",
    "Le [15 novembre](2020-11-15), les frontières seront rouvertes.",
    "[Il y a trois ans](2017), il fut élu.",
    "[Il y a deux mois](2020-03), il fut élu.",
    "[Il y a dix jours](2020-04-26), il fut élu.",
    "[Dans deux ans](2022), il partira.",
    "[Cette année](2020), la récolte est bonne.",
    "[Ce mois-ci](2020-05), la Chine préside le Conseil.",
    "[Cette semaine](2020-05-04/2020-05-10), ils se réunissent.",
    "Au [premier trimestre](2020-33), le PIB a reculé.",
    "D'ici la [fin de l'année](2020 mod=until), l'accord sera signé.",
    "En [fin d'année](2020 mod=end), ils voteront.",
    "Le [1er mai dernier](2020-05-01), ils ont défilé.",
    "Le [11 novembre dernier](2019-11-11), ils ont défilé.",
    "Les [3](2020-06-03) et [5 juin prochains](2020-06-05), ils siégeront.",
    "Depuis [lundi](2020-05-04 mod=since), la ville est bloquée.",
    "Jusqu'à [vendredi](2020-05-08 mod=until), la ville restera fermée.",
    "[Du 20 au 22 mai](2020-05-20/2020-05-22), le pape sera en Irak.",
    "À la [mi-août](2019-08 mod=mid), l'opposition avait gagné.",
    "Il est arrivé [hier à 18 heures](2020-05-05T18:00).",
    "[Aujourd'hui](2020-05-06), le Parlement vote.",
    "[Demain](2020-05-07), le Parlement votera.",
    "La réunion de [ce vendredi](2020-05-08) à Rabat.",
    "Le [5 de ce mois](2020-05-05), ils siègent.",
    "Le [30 du mois dernier](2020-04-30), ils ont siégé.",
]


@pytest.mark.parametrize("sentence", NEWS)
def test_news(sentence: str) -> None:
    text, marks = parse_marks(sentence)
    assert not problems_of(text, marks, reference="2020-05-06", exact=True)


NARRATIVE = [
    "En [1991](1991), l'URSS disparaît. L'[année suivante](1992), la guerre éclate.",
    "En [1991](1991), l'URSS disparaît. [Deux ans plus tard](1993), la guerre éclate.",
    "En [1991](1991), l'URSS disparaît. [Trois ans plus tôt](1988), nul n'y songeait.",
    "Le [3 mai 2012](2012-05-03), il fut élu. Le [lendemain](2012-05-04), il partit.",
    "Le [3 mai 2012](2012-05-03), il fut élu. La [veille](2012-05-02), il doutait.",
    "Le [3 mai 2012](2012-05-03), il fut élu. [Ce jour-là](2012-05-03), il pleuvait.",
    "En [mai 2012](2012-05), il fut élu. Le [mois suivant](2012-06), il partit.",
    "En [mai 2012](2012-05), il fut élu. Le [même mois](2012-05), il partit.",
    "En [décembre 1991](1991-12), l'URSS disparaît ; en [mars](1992-03), l'ONU admet le pays.",
    "En [2015](2015), l'accord est signé ; en [mai 2018](2018-05), Washington en sort. "
    "Le [5 novembre de la même année](2018-11-05), les sanctions reviennent.",
    "Le [28 juin 1919](1919-06-28), on signe. Il entre en vigueur le [10 janvier suivant](1920-01-10).",
    "Le pays adhère en [1992](1992). [Quelques mois plus tard](null), il signe.",
    "Fondée en [1949](1949), l'alliance compte douze membres. [Cette année-là](1949), Berlin est bloquée.",
    "Il naît en [mai 1850](1850-05). [Un an plus tard](1851-05), sa mère meurt.",
    "Il naît en [1850](1850). [Un an plus tard](1851), sa mère meurt.",
    "Il prend le pouvoir le [4 avril 1903](1903-04-04). [Moins d'un an plus tard](1904-04 mod=before), il tombe.",
    "Le [4 octobre 1957](1957-10-04), Spoutnik décolle. [Trois jours plus tard](1957-10-07), le monde sait.",
]


@pytest.mark.parametrize("sentence", NARRATIVE)
def test_narrative_without_reference(sentence: str) -> None:
    text, marks = parse_marks(sentence)
    assert not problems_of(text, marks, exact=True)


STORIES = [  # read on Wednesday 6 May 2020
    "Le Sénat vota la loi le [1er mars 2018](2018-03-01). La Chambre l'a ratifiée le [30 octobre](2018-10-30).",
    "Un mémorandum a été signé le [28 juin](2017-06-28), et les protocoles ont été paraphés le [5 juillet 2017](2017-07-05).",
    "Le ministre a confirmé le [4 mars](2020-03-04) que l'accord, signé le [3 juin 1998](1998-06-03), était caduc.",
    "La réunion est prévue le [16 juillet](2020-07-16) à Genève.",
]


@pytest.mark.parametrize("sentence", STORIES)
def test_a_year_told_nearby_in_a_story(sentence: str) -> None:
    text, marks = parse_marks(sentence)
    assert not problems_of(text, marks, reference="2020-05-06", exact=True)


NO_DATE = [
    "Ils déployèrent 2 000 soldats et 1 500 chars.",
    "Une armée de 1950 hommes campait là.",
    "Il mesure 1 500 km de long et 1800 mètres de haut.",
    "L'article 1992 du code civil et la résolution 1973 du Conseil.",
    "Un Boeing 747 et un T-72 furent détruits.",
    "Ils montèrent vers 1800 mètres d'altitude.",
    "Il arriva mais trop tard, désormais seul, maintenant vaincu.",
    "La planète Mars et l'île de Pâques.",
    "Il habite rue du 4-Septembre, station Stalingrad.",
    "Octobre rouge et Charte 77 sont des noms.",
    "Vision 2030 est un plan saoudien ; l'Agenda 2063 est africain.",
    "Le G20 et le G7 se réunirent à l'OCDE.",
    "Ils ont gagné 3-2, puis 21-19 au score.",
    "La version 3.11.12 du logiciel et l'adresse 10.0.12.11.",
    "Il a été élu, ils ont été battus.",
    "Du jour au lendemain, tout changea.",
    "Au lendemain de la guerre, à la veille du sommet.",
    "Après la révolution d'octobre et la monarchie de Juillet.",
    "Le numéro 01 45 12 18 30 ne répond pas.",
    "Un virage à 180 degrés, à 60 %.",
    "Le vol AF 1980 et le code postal 75012.",
    "Les Vingt-Sept et le printemps arabe.",
    "Au stade actuel, toujours rien.",
    "Le Quotidien du peuple et un hebdomadaire.",
]


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date(text: str) -> None:
    assert problems_of(text, [], exact=True) == []

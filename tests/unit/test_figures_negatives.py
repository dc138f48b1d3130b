"""Numbers that are no figures: none may be found in any of these phrases, with no date blocked."""

from __future__ import annotations

import pytest

from pipeline.figures import find_figures

PHRASES = {
    "dates": """
        le 3 mars 2020 | 12 mai | le 1er janvier 2018 | en 1991 | depuis 1945 | avant 2010 | après 1989
        l'an 2000 | les années 1990 | l'été 2015 | mars 1992 | 11/09/2001 | 2015-03-12 | 03.05.1998
        l'accord de 1994 | la guerre de 1870 | la crise de 2008 | la révolution de 1917
        les élections de 2012 | la constitution de 1958 | au XIXe siècle | le XXe siècle | du Ve siècle
        aux XVIIe et XVIIIe siècles | au 19e siècle | les 19e et 20e siècles | le dix-neuvième siècle
        le 2e trimestre | au premier semestre 2020 | le 4e trimestre 2021 | fin 2018 | début 2015
        mi-2014 | courant 2016 | dès 1960 | jusqu'en 1991 | de 1992 à 1995 | entre 1939 et 1945
        1939-1945 | 1914–1918 | (1991) | (2015-2019) | le 14 juillet | le 11 novembre 1918
        les 3 et 4 juin | du 3 au 5 octobre 2024 | lundi 12 | jeudi 10, il partit | le 15 août
        le vingt mars | l'année 1968 | l'exercice 2022 | l'horizon 2030 | le IIIe millénaire
        la rentrée 2023 | la saison 2016-2017 | Vision 2030 | l'Agenda 2063 | Horizon 2020
        le 18 brumaire | l'automne 1956 | le printemps 2011 | le budget 2024 | le recensement 2010 | le 8
    """,
    "durations and ages": """
        trois ans | 25 ans | âgé de 42 ans | une femme de 30 ans | dix mois | deux semaines | 48 heures
        vingt minutes | trois longues années | deux siècles | trois décennies | six jours
        une peine de dix ans de prison | 90 secondes | deux ans plus tard | il y a 15 ans
        les cinq dernières années | les trois prochains mois | deux à trois ans | entre 5 et 10 ans
        de 12 à 18 mois | dix ou quinze jours | une dizaine d'années | une centaine de jours
        des centaines d'années | des millions d'années | deux heures et demie | trois jours et trois nuits
        2 h | un an | la guerre de Cent Ans | la guerre des Six Jours | 18 à 25 ans | quatre premiers mois
        huit saisons | 7 millisecondes
    """,
    "times": """
        à 18 heures | à 18 h 30 | 14h | 9h43 | à 14:30 | 20:00 GMT | 7 h 15 | vers 15 h 30, heure locale
        à 21H00 | 12 h
    """,
    "laws and texts": """
        l'article 5 | l'article 5 du traité | les articles 3 et 4 | art. 12 | l'alinéa 2 | le paragraphe 7
        § 12 | §§ 3 et 4 | la résolution 2202 | la résolution 1973 (2011) | les résolutions 242 et 338
        la directive 2004 | le règlement 1612 | le décret 55 | la loi 78 | le protocole 3 | l'annexe 2
        le chapitre 12 | chap. 3 | la section 4 | le titre 5 | les chapitres 3, 4 et 5
        aux articles 3 à 7 | l'article 49 ter | l'amendement 14 | la clause 8 | le considérant 12
        la décision 34 | la circulaire 12 | le rapport 2015 | la norme ISO 9001 | l'avis 2003
        la recommandation 7 | la loi n° 2005-102 | le décret no 2016-12 | l'arrêté n° 45 | ARTICLE 12
        Article 3. | le protocole additionnel 2 | le document 27 | la dépêche 312 | le dossier 14
        l'affaire 112 | l'ordonnance 58 | les considérants 4 et 5 | la résolution S/RES/2231
        la résolution A/RES/68/262 | le règlement (UE) 2016/679 | au point 5 | la question 3
        le principe 10 | l'objectif 13 | la phase 2 | l'étape 3 | le volet 2 | la séance 24 | l'item 7
        le verset 12
    """,
    "pages and notes": """
        page 12 | en page 3 | p. 45 | pp. 12-15 | les pages 3 à 7 | tome 2 | volume 3 | vol. 12 | fig. 4
        la figure 2 | le tableau 5 | le graphique 3 | note 4 | la note 12 | Selon l'ONU[3]
        le rapport [12] le dit | la carte 2 | acte 3 | l'épisode 4 | la scène 2 | l'encadré 3
        la ligne 12 | livre 2 | les notes 3 et 4
    """,
    "list numbering": """
        1. Les dirigeants se réunissent | 12. Ils saluent | 1) Contexte | 2) Suites | (1) La paix
        3 – Économie | 3.
    """,
    "identifiers": """
        le G20 | le G7 | le G8 | T-72 | T-90 | l'Airbus A320 | le Boeing 737 | le F-16 | les F-35
        un MiG-29 | Su-35 | S-400 | la 5G | la 4G | COVID-19 | Covid 19 | le SARS-CoV-2 | H1N1 | H5N1
        le vol MH17 | le vol AF447 | Apollo 11 | Ariane 5 | Soyouz 2 | Falcon 9 | Spoutnik 1
        Nord Stream 2 | TurkStream 2 | l'ASEAN+3 | le format 5+1 | le P5+1 | le E3+3 | France 24
        TV5 Monde | i24 | Canal 4 | la RN 7 | l'autoroute A7 | la route 66 | le réacteur 4 | l'unité 731
        le bloc 15 | le puits 3 | la tranche 2 | la zone 51 | le district 9 | le groupe 4 | le niveau 3
        la catégorie 5 | le type 45 | Windows 10 | iPhone 12 | le Groupe des 77 | le Club des 20
        le CAC 40 | le Nasdaq 100 | le FTSE 100 | l'uranium 235 | le césium 137 | le carbone 14
        l'iode 131 | CO2 | H2O | 2M | 3D | 4x4 | le 7zip | le MP3 | un AK-47 | le missile R-36
        le Mirage 2000 | le Leopard 2 | le Mi-8 | un Il-76 | la Peugeot 307 | le B-52 | l'USS-12 | Minsk 2
        Genève 2 | Oslo 2 | Astana 3 | le couloir 6 | le corridor 8 | l'axe 2 | l'option 3 | le scénario 2
        top 10 | le numéro 12 | n° 45 | N° 7 | les numéros 3 et 4 | nº 12 | la version 3 | version 2.0.1
        la révision 1.2.3 | le kilomètre 82 | le lot 3 | la chambre 12 | le bureau 5 | la porte 9
        le quai 3 | la salle 101 | le poste 4 | le modèle 3 | la solution 2 | la variante 3 | le cas 4
        l'exemple 2 | la classe 2 | l'échelon 3 | le train 12
    """,
    "addresses and phones": """
        75007 Paris | 1000 Bruxelles | 13001 Marseille | +33 1 45 67 89 10 | 01 45 67 89 10
        01.45.67.89.10 | +221 33 869 11 22 | BP 123 | B.P. 45 | CS 12345 | rue 42
        https://example.org/2015/12 | www.site24.fr | info2020@site.org | cedex 07 | 12° 34′ 56″ N
        45° 30′ N
    """,
    "scores": """
        victoire 3-1 | une défaite 2-0 | battu 4 à 2 | un score de 3 à 1 | match nul 1-1
        il s'impose 6-4, 6-3 | finale 2-1 | la France gagne 3 à 0 | mène 2-0 | éliminé 1-0 | (0-0) | (3-2)
    """,
    "articles and adjectives": """
        un pays | une réunion | l'un des pays | l'une des parties | les uns et les autres | un bateau neuf
        tout neuf | flambant neuf | quoi de neuf | un siège neuf à Paris | des locaux neufs
        un franc succès | un bar | une livre | à partir de zéro | repartir de zéro | tolérance zéro
        la Seconde Guerre mondiale | le second est parti | dans un second temps | en second lieu
        le premier ministre | la première fois | le dernier sommet | la Première Guerre mondiale
        la Deuxième Guerre mondiale | la Troisième République | la Ve République | le IIIe Reich
        la IIe Internationale | un pays tiers | les États tiers | le tiers-monde | un quart de finale
        une demi-finale | une demi-heure | la double nationalité | un triple accord | un double discours
        à moitié vide | la première moitié du match | les Deux-Sèvres | Trois-Rivières
        le barrage des Trois-Gorges | les Trois Gorges | les Trente Glorieuses
        une quarantaine imposée aux voyageurs | la quarantaine obligatoire | le Cinquième Élément
        Quatre-Bras | Le Havre | Ce pays | Les pays | Les mille-feuilles | un trois-mâts | un deux-pièces
        pour cent raisons | une virgule | mil neuf | C'est un Français | Une seule fois | unième
    """,
}  # fmt: skip
CASES = [
    (kind, phrase)
    for kind, block in PHRASES.items()
    for line in block.strip().splitlines()
    for phrase in line.strip().split(" | ")
]


def test_there_are_enough() -> None:
    assert len(CASES) >= 300


@pytest.mark.parametrize(("kind", "phrase"), CASES, ids=[phrase for _, phrase in CASES])
def test_no_figure(kind: str, phrase: str) -> None:
    carriers = ["{}", "On en parle : {}.", "Selon la presse, {} et la paix."]
    for carrier in carriers[:1] if kind == "list numbering" else carriers:
        text = carrier.format(phrase)
        assert [text[found.start : found.end] for found in find_figures(text)] == [], text

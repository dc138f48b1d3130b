# ruff: noqa: E501
"""Twenty mistakes, one of each kind, in a text of six sentences."""

from pipeline.evaluation.folders import Records, group_records
from pipeline.evaluation.markup import compile_markup

GOLD = """\
Le {{Malawi|c MWI}} a vu la {{Zambie|c ZMB #z}} signer un accord avec l'{{Union africaine|o ua #u}} le {{3 mai 2012|d 2012-05-03}}.
Le {{ministère des Affaires étrangères du {{Laos|c LAO}}|o mae-lao}} a parlé de {{300 millions de dollars|f money 300000000 unit=USD}} en {{Guinée|c GIN}} {{l'an dernier|d 2023}}.
Le président {{Jean Dupont|p jean-dupont #j}} se rendra à {{Windhoek|l windhoek #w}} {{chaque année|d R/P1Y kind=set}}.
{{Lusaka|c ZMB form=metonym #l}} critique la {{Namibie|c NAM #n}} depuis {{deux ans|d P2Y kind=duration mod=since}}.
Le {{pays|c NAM form=nominal}} possède {{40|f count 40 counted="avions"}} avions, dont Apollo 12.
La {{Zambie|c ZMB #z2}} ne reconnaît pas le {{Somaliland|c somaliland #s}}.
=====
R signed_agreement_with #z #u "signer"
R visits #j #w "rendra" planned
R criticizes #l #n "critique"
R recognizes #z2 #s "reconnaît" neg
"""
PREDICTED = """\
Le Malawi a vu la {{Zambie|c ZMB #z}} signer un {{accord|o accord}} avec l'{{Union|o ua #u}} africaine le {{3 mai 2012|d 2012-05-30}}.
Le {{ministère des Affaires étrangères du Laos|o mae-lao}} a parlé de {{300 millions de dollars|f money 300000000 unit=EUR}} en {{Guinée|c GNQ}} {{l'an dernier|d 2022}}.
Le {{président Jean Dupont|p jean-dupont #j}} se rendra à {{Windhoek|l windhoek #w}} {{chaque année|d R/P1Y kind=duration}}.
{{Lusaka|c ZMB #l}} critique la {{Namibie|c NAM #n}} depuis {{deux ans|d P2Y kind=duration}}.
Le {{pays|c ZMB form=nominal}} possède {{40|f count 40}} avions, dont Apollo {{12|f number 12}}.
La {{Zambie|c ZMB #z2}} ne reconnaît pas le {{Somaliland|l somaliland #s}}.
=====
R visits #j #w "rendra"
R criticizes #n #l "critique"
R recognizes #z2 #s "reconnaît"
"""
TEXT = (
    "Le Malawi a vu la Zambie signer un accord avec l'Union africaine le 3 mai 2012.\n"
    "Le ministère des Affaires étrangères du Laos a parlé de 300 millions de dollars en Guinée l'an dernier.\n"
    "Le président Jean Dupont se rendra à Windhoek chaque année.\n"
    "Lusaka critique la Namibie depuis deux ans.\n"
    "Le pays possède 40 avions, dont Apollo 12.\n"
    "La Zambie ne reconnaît pas le Somaliland.\n"
)

# What is wrong, and the lines it makes: type, kind, probable cause.
TWENTY = {
    "Malawi is not found": [("country", "missed", "never found")],
    "Laos, in the ministry's name, is not found": [("country", "missed", "inside a longer mention")],
    "an agreement is no organization": [("organization", "spurious", "not in the gold")],
    "the African Union is cut short": [("organization", "bounds", "ends too early")],
    "a title is in a person's span": [("person", "bounds", "starts too early")],
    "Somaliland is taken for a place": [
        ("country", "missed", "another type taken"),
        ("place", "spurious", "another type taken"),
    ],
    "Guinea is the wrong one": [("country", "entity", "linked to another entity")],
    "« le pays » is Zambia": [("country", "entity", "wrong antecedent")],
    "Lusaka is no metonym": [("country", "form", "form told wrong")],
    "a wrong day": [("date", "value", "date misread")],
    "« l'an dernier » is a year off": [("date", "value", "relative date resolved wrong")],
    "« chaque année » is a duration": [("date", "kind", "kind told wrong")],
    "`since` is forgotten": [("date", "mod", "modifier missed or misread")],
    "euros for dollars": [("figure", "value_and_unit", "number or unit misread")],
    "the planes are not counted": [("figure", "counted", "counted phrase cut wrong")],
    "Apollo's number is a figure": [("figure", "spurious", "not in the gold")],
    "the signature is not found": [("relation", "missed", "no rule fired")],
    "the criticism is turned round": [
        ("relation", "missed", "arguments turned round"),
        ("relation", "spurious", "arguments turned round"),
    ],
    "a plan is told as done": [("relation", "modality", "modality")],
    "a denial is told as said": [("relation", "polarity", "polarity")],
}


def documents() -> tuple[Records, Records]:
    """Return the gold and the prediction."""
    gold, predicted = (
        group_records(compile_markup(TEXT, markup, "vingt", link=False), text=TEXT) for markup in (GOLD, PREDICTED)
    )
    return gold, predicted

# ruff: noqa: E501
"""A text with its gold and a prediction full of known mistakes, for the tests of evaluation."""

from pipeline.evaluation.folders import Records, group_records
from pipeline.evaluation.markup import compile_markup

TEXT = (
    "La Zambie et le Malawi ont signé un accord avec l'Union africaine le 3 mai 2012.\n"
    "Le pays a versé 300 millions de dollars à la Namibie en mars 2015, soit 12 % de son budget.\n"
    "Lusaka critique les autorités namibiennes depuis deux ans.\n"
    "Le président Jean Dupont se rendra à Windhoek chaque année.\n"
    "Les deux pays ne reconnaissent pas le Somaliland.\n"
)

GOLD = """\
La {{Zambie|c ZMB #z}} et le {{Malawi|c MWI #m}} ont signé un accord avec l'{{Union africaine|o ua #u}} le {{3 mai 2012|d 2012-05-03 #d}}.
Le {{pays|c MWI form=nominal #p}} a versé {{300 millions de dollars|f money 300000000 unit=USD #f}} à la {{Namibie|c NAM #n}} en {{mars 2015|d 2015-03}}, soit {{12 %|f percent 12}} de son budget.
{{Lusaka|c ZMB form=metonym #l}} critique les autorités {{namibiennes|c NAM form=demonym #nd}} depuis {{deux ans|d P2Y kind=duration mod=since}}.
Le président {{Jean Dupont|p jean-dupont #j}} se rendra à {{Windhoek|l windhoek #w}} {{chaque année|d R/P1Y kind=set}}.
Les {{deux|f count 2 counted="pays"}} {{pays|c MWI+ZMB form=nominal #pp}} ne reconnaissent pas le {{Somaliland|c somaliland #s}}.
=====
R signed_agreement_with #z #u "signé" time=#d
R signed_agreement_with #m #u "signé" time=#d
R funds #p #n "versé" fig=#f
R criticizes #l #nd "critique"
R visits #j #w "rendra" planned
R recognizes #pp #s "reconnaissent" neg
"""

# Malawi missed; « accord » and « autorités » spurious; « Union » too short; a wrong day; « le pays » is the wrong state;
# euros for dollars; mars 2015 missed; « 12 » without its %, of the wrong kind; Lusaka as a name; `since` forgotten;
# a title in a person's span; « chaque année » as a duration; nothing counted; the wrong pair of states;
# Somaliland as a place; an accusation turned round; a plan told as done; a denial told as said; two wrong arguments.
PREDICTED = """\
La {{Zambie|c ZMB #z}} et le Malawi ont signé un {{accord|o accord}} avec l'{{Union|o ua #u}} africaine le {{3 mai 2012|d 2012-05-30 #d}}.
Le {{pays|c ZMB form=nominal #p}} a versé {{300 millions de dollars|f money 300000000 unit=EUR}} à la {{Namibie|c NAM #n}} en mars 2015, soit {{12|f number 12}} % de son budget.
{{Lusaka|c ZMB #l}} critique les {{autorités|o autorites}} {{namibiennes|c NAM form=demonym #nd}} depuis {{deux ans|d P2Y kind=duration}}.
Le {{président Jean Dupont|p jean-dupont #j}} se rendra à {{Windhoek|l windhoek #w}} {{chaque année|d P1Y kind=duration}}.
Les {{deux|f count 2}} {{pays|c MWI+NAM form=nominal #pp}} ne reconnaissent pas le {{Somaliland|l somaliland #s}}.
=====
R signed_agreement_with #z #u "signé" time=#d
R funds #p #n "versé"
R criticizes #l #nd "critique"
R criticizes #nd #l "critique"
R visits #j #w "rendra"
R recognizes #pp #s "reconnaissent"
"""


def documents() -> tuple[Records, Records]:
    """Return the gold and the prediction."""
    gold, predicted = (
        group_records(compile_markup(TEXT, markup, "cas", link=False), text=TEXT) for markup in (GOLD, PREDICTED)
    )
    return gold, predicted

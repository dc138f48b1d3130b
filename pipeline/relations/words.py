"""Closed classes of words that the function layer knows, and the verbs of `rules/relations/verbs.toml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root

NOMINAL_LINKS = frozenset(
    {"nmod", "obl:arg", "obl:mod", "obl", "obl:agent", "obj", "appos", "amod", "conj", "flat:name", "flat:foreign", "dep", "iobj", "nummod",
     "compound", "fixed", "acl", "orphan", "advmod", "xcomp", "nsubj:pass", "nsubj", "dislocated", "case", "parataxis"}
)  # fmt: skip
OBJECT_CLITICS = frozenset({"le", "la", "l'", "les"})
LOCATING = frozenset(
    {
        "être", "est", "sont", "était", "étaient", "fut", "furent", "sera", "seront", "trouver", "trouve", "trouvait", "trouvent",
        "situer", "situé", "situe", "situait", "situés", "fixer", "fixé", "fixés", "établir", "établi",
        "installer", "installé", "demeurer", "rester", "demeure", "reste", "restera", "restait",
        "implanter", "implanté",
        "domicilier", "sis", "localisé", "basé",
    }
)  # fmt: skip
CARDINAL = frozenset({"nord", "sud", "est", "ouest", "centre"})
POSSESSIVES = frozenset({"son", "sa", "ses", "leur", "leurs"})
RESTING = frozenset(
    {
        "aller", "venir", "arriver", "partir", "entrer", "sortir", "rentrer", "retourner", "devenir", "rester", "revenir",
        "parvenir", "accéder", "adhérer", "intervenir", "survenir", "tomber", "affluer",
    }
)  # fmt: skip
RESTING_STEMS = (
    "venu", "arrivé", "parti", "entré", "sorti", "rentré", "retourné", "resté", "revenu", "parvenu", "devenu", "intervenu", "tombé",
)  # fmt: skip
AVOIR = frozenset(
    {
        "a", "ai", "ont", "avait", "avaient", "eut", "eurent", "aura", "auront", "aurait", "auraient", "ait", "aient",
        "ayant", "avoir", "avons", "avez",
    }
)  # fmt: skip
COPULAR = frozenset(
    {
        "être", "devenir", "rester", "demeurer", "sembler", "paraître", "constituer", "représenter", "redevenir",
        "figurer", "nommer", "élire", "désigner", "proclamer", "déclarer", "considérer", "qualifier", "former", "servir",
        "agir", "jouer",
    }
)  # fmt: skip
COPULAR_REFLEXIVE = frozenset(
    {
        "dire", "déclarer", "montrer", "vouloir", "poser", "affirmer", "révéler", "trouver", "présenter", "considérer",
        "imposer", "ériger", "constituer", "définir", "revendiquer", "vanter", "prétendre", "positionner", "proclamer",
    }
)  # fmt: skip
INTRODUCERS = frozenset({"dont", ":", "comme", "notamment", "soit", "(", "–", "—", "lesquels", "lesquelles"})
ECHOES = frozenset({"eux", "elles", "lui", "elle"})
GENERIC = frozenset(
    {
        "pays", "état", "organisation", "agence", "institution", "membre", "entreprise", "puissance", "voisin", "société",
        "association", "compagnie", "partenaire", "banque",
    }
)  # fmt: skip
CLITICS: dict[str, set[str]] = {
    "en": {"de"},
    "y": {"à", "en", "dans", "au sein de"},
    "lui": {"à", "auprès de", "avec"},
    "leur": {"à", "auprès de", "avec"},
}
RELATIVES: dict[str, set[str]] = {
    "dont": {"de"},
    "où": {"dans", "en", "à"},
    "auquel": {"à"}, "à laquelle": {"à"}, "auxquels": {"à"}, "auxquelles": {"à"},
    "duquel": {"de"}, "desquels": {"de"}, "desquelles": {"de"},
}  # fmt: skip


@cache
def control() -> dict[str, frozenset[str]]:
    """Return the verbs whose infinitive has their object as subject, and the light verbs."""
    content: dict[str, Any] = read_toml(rules_root() / "relations" / "verbs.toml")
    return {key: frozenset(words) for key, words in content["verbs"].items()}

"""The closed lists of the record format: types, forms, kinds, predicates and their outside mappings."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

MentionType = Literal["country", "organization", "date", "figure", "person", "place"]
Form = Literal["name", "demonym", "metonym", "nominal"]
Status = Literal["sovereign", "dependent", "disputed", "historical"]
OrganizationClass = Literal[
    "intergovernmental", "government", "legislature", "judiciary", "military", "company", "party",
    "armed_group", "ngo", "media", "academic", "finance", "other",
]  # fmt: skip
DateKind = Literal["date", "duration", "set", "time"]
DateMod = Literal["since", "before", "after", "until", "start", "mid", "end", "approx", "more_than", "less_than",
                  "at_least", "at_most"]  # fmt: skip
FigureKind = Literal["money", "percent", "measure", "count", "ordinal", "fraction", "number"]
FigureMod = Literal["approx", "more_than", "less_than", "at_least", "at_most"]
Modality = Literal["asserted", "planned", "possible"]
PloverClass = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REJECT", "DISAPPROVE", "SANCTION", "MOBILIZE", "COERCE",
    "ASSAULT", "RETREAT",
]  # fmt: skip
Predicate = Literal[
    "member_of", "candidate_for", "withdraws_from", "founder_of", "chairs", "leader_of", "part_of", "based_in",
    "operates_in", "recognizes", "diplomatic_relations_with", "partner_of", "cooperates_with",
    "signed_agreement_with", "meets_with", "visits", "mediates", "supports", "criticizes", "sanctions", "borders",
    "disputes_territory_with", "annexes", "attacks", "deploys_in", "exercises_with", "invests_in", "funds",
    "trades_with", "exports_to", "owns_stake_in", "independent_since",
]  # fmt: skip

MENTION_TYPES: tuple[MentionType, ...] = get_args(MentionType)
ENTITY_TYPES: tuple[MentionType, ...] = ("country", "organization", "person", "place")


class PredicateInfo(NamedTuple):
    """A predicate's gloss, the types of its arguments, and what it maps to outside.

    `plover_negated` is the PLOVER class of the negated relation where it differs.
    """

    gloss: str
    subject: tuple[MentionType, ...]
    object: tuple[MentionType, ...]
    symmetric: bool = False
    wikidata: str | None = None
    plover: PloverClass | None = None
    plover_negated: PloverClass | None = None
    cooperative: bool = False


_C: tuple[MentionType, ...] = ("country",)
_O: tuple[MentionType, ...] = ("organization",)
_CO: tuple[MentionType, ...] = ("country", "organization")
_COP: tuple[MentionType, ...] = ("country", "organization", "person")
_COL: tuple[MentionType, ...] = ("country", "organization", "place")
_CL: tuple[MentionType, ...] = ("country", "place")

PREDICATES: dict[Predicate, PredicateInfo] = {
    "member_of": PredicateInfo("is or becomes a member, joins, sits in", _COP, _O, wikidata="P463"),
    "candidate_for": PredicateInfo("wants or has asked to join", _CO, _O),
    "withdraws_from": PredicateInfo("leaves, is suspended or excluded", _CO, _O, plover="RETREAT"),
    "founder_of": PredicateInfo("founds, co-founds, creates, initiates", _COP, _O, wikidata="P112"),
    "chairs": PredicateInfo("holds its presidency", _CO, _O, wikidata="P488"),
    "leader_of": PredicateInfo("is or was its head, president, minister, spokesperson", ("person",), _CO,
                               wikidata="P488"),
    "part_of": PredicateInfo("is an organ, agency, branch or subsidiary of it", _O, _CO, wikidata="P361"),
    "based_in": PredicateInfo("has its seat there", _O, _CL, wikidata="P159"),
    "operates_in": PredicateInfo("works, has offices or a mission there", _O, _CL, wikidata="P2541"),
    "recognizes": PredicateInfo("recognises the state or its independence", _CO, _C, plover="SUPPORT",
                                plover_negated="REJECT", cooperative=True),
    "diplomatic_relations_with": PredicateInfo("keeps, opens, improves or breaks off relations", _CO, _CO, True,
                                               "P530", "SUPPORT", cooperative=True),
    "partner_of": PredicateInfo("is called partner, ally, or in a partnership", _CO, _CO, True, "P2652"),
    "cooperates_with": PredicateInfo("cooperates, runs joint projects", _CO, _CO, True, plover="COOPERATE",
                                     cooperative=True),
    "signed_agreement_with": PredicateInfo("has signed or concluded an agreement with", _CO, _CO, True,
                                           plover="SUPPORT", plover_negated="REJECT", cooperative=True),
    "meets_with": PredicateInfo("talks, summit, visit received, phone call", _COP, _COP, True, plover="CONSULT",
                                cooperative=True),
    "visits": PredicateInfo("travels there officially", ("person", "country"), _CL, plover="CONSULT",
                            cooperative=True),
    "mediates": PredicateInfo("mediates in its conflict, hosts its peace talks", _COP, _CO, plover="CONSULT",
                              cooperative=True),
    "supports": PredicateInfo("backs, approves, defends it", _COP, _COP, plover="SUPPORT", plover_negated="REJECT",
                              cooperative=True),
    "criticizes": PredicateInfo("accuses, condemns, rejects, opposes it", _COP, _COP, plover="DISAPPROVE"),
    "sanctions": PredicateInfo("imposes sanctions or an embargo", _CO, _COP, plover="SANCTION"),
    "borders": PredicateInfo("shares a border, is a neighbour of", _C, _C, True, "P47"),
    "disputes_territory_with": PredicateInfo("has or settles a dispute over territory", _C, _C, True),
    "annexes": PredicateInfo("annexes or occupies", _C, _CL, plover="COERCE"),
    "attacks": PredicateInfo("wages war, invades, strikes, shoots down", _CO, _COL, plover="ASSAULT"),
    "deploys_in": PredicateInfo("sends troops, police, observers; has a base", _CO, _CL, plover="MOBILIZE"),
    "exercises_with": PredicateInfo("holds joint military exercises", _CO, _CO, True, plover="COOPERATE",
                                    cooperative=True),
    "invests_in": PredicateInfo("invests", _CO, _COL, plover="COOPERATE", cooperative=True),
    "funds": PredicateInfo("aids, lends, grants, allocates money", _CO, _COL, plover="AID", cooperative=True),
    "trades_with": PredicateInfo("trade between the two as such", _CO, _CO, True, plover="COOPERATE",
                                 cooperative=True),
    "exports_to": PredicateInfo("exports, delivers, supplies", _CO, _CO, plover="COOPERATE", cooperative=True),
    "owns_stake_in": PredicateInfo("owns it or a share of it", _COP, ("organization", "place"), wikidata="P1830"),
    "independent_since": PredicateInfo("its independence is dated", _C, ("date",), wikidata="P571"),
}  # fmt: skip


def wikidata_property(predicate: Predicate, object_type: MentionType) -> str | None:
    """Return the Wikidata property of a relation; `leader_of` has one only where its object is an organization."""
    if predicate == "leader_of" and object_type != "organization":
        return None
    return PREDICATES[predicate].wikidata


def plover_class(predicate: Predicate, *, negated: bool, modality: Modality) -> PloverClass | None:
    """Return the PLOVER event class of a relation, or None.

    A cooperative predicate that is only planned is AGREE; the negated ones of SUPPORT are REJECT (docs/records.md).
    """
    info = PREDICATES[predicate]
    if negated:
        return info.plover_negated or info.plover
    if modality == "planned" and info.cooperative:
        return "AGREE"
    return info.plover

"""How well mentions are grouped: what nominals refer to, and chains by LEA.

LEA: Moosavi & Strube, "Which coreference evaluation metric do you trust?", ACL 2016.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from pipeline.evaluation.folders import Records
from pipeline.evaluation.matching import EntityRecord, entity_key, match_spans
from pipeline.evaluation.tally import Tally
from pipeline.records import CountryRecord, OrganizationRecord, PersonRecord, PlaceRecord

Span = tuple[str, int, int]


def _entities(document: Records) -> list[EntityRecord]:
    kinds = CountryRecord | OrganizationRecord | PersonRecord | PlaceRecord
    return [mention for mention in document.mentions if isinstance(mention, kinds)]


def nominal_tally(gold: Records, predicted: Records) -> Tally:
    """Return the tally of nominals: overlapping span of one type, and the same entity or members."""
    left = [mention for mention in _entities(gold) if mention.form == "nominal"]
    right = [mention for mention in _entities(predicted) if mention.form == "nominal"]
    matched = 0
    for type_ in {mention.type for mention in left}:
        one = [mention for mention in left if mention.type == type_]
        other = [mention for mention in right if mention.type == type_]
        pairs = match_spans(one, other, exact=False)
        matched += sum(entity_key(a) == entity_key(b) for a, b in pairs)
    return Tally(len(left), len(right), matched)


def lea(gold: Records, predicted: Records) -> dict[str, Tally]:
    """Return LEA as two tallies, `lea_recall` and `lea_precision`, each an accuracy in thousandths.

    A chain of n mentions weighs n; of its n(n-1)/2 links, those count that the other side has in one chain.
    A single mention has one link, to itself. Mentions are the same when type and span are.
    """
    left, right = _chains(gold), _chains(predicted)
    return {"lea_recall": _resolved(left, right), "lea_precision": _resolved(right, left)}


def _chains(document: Records) -> list[list[Span]]:
    chains: dict[str, list[Span]] = defaultdict(list)
    for mention in _entities(document):
        if mention.entity is not None:
            chains[mention.entity].append((mention.type, mention.start, mention.end))
    return list(chains.values())


def _resolved(chains: list[list[Span]], others: list[list[Span]]) -> Tally:
    """Return how much of `chains` is found in `others`, in thousandths of a mention."""
    home = {span: index for index, chain in enumerate(others) for span in chain}
    total, found = 0, 0.0
    for chain in chains:
        total += len(chain)
        shared = Counter(home[span] for span in chain if span in home)
        if len(chain) == 1:
            found += sum(len(others[index]) == 1 for index in shared)
        else:
            links = sum(count * (count - 1) / 2 for count in shared.values())
            found += len(chain) * links / (len(chain) * (len(chain) - 1) / 2)
    return Tally(1000 * total, 1000 * total, round(1000 * found))

"""The way through: matches, their contents, one winner a place, composition, resolution."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import zip_longest

from pipeline.dates.builders import build
from pipeline.dates.compose import compose
from pipeline.dates.contents import Content, Mention, Moment
from pipeline.dates.grammar import fold, scan
from pipeline.dates.resolve import Resolver, Tense
from pipeline.dates.values import fields
from pipeline.extensions import Found


def find(
    text: str, reference: str | None = None, tense: Tense | None = None
) -> list[tuple[Mention, Content]]:
    """Return the date mentions of the text in order, each with its resolved content.

    Raises ValueError when `reference` is no ISO date.
    """
    folded, mentions = _unresolved(text)
    resolver = Resolver(date.fromisoformat(reference) if reference else None, folded, tense)
    resolved = [(mention, resolver.resolve(mention, after)) for mention, after in zip_longest(mentions, mentions[1:])]
    return [
        (mention, content) for mention, content in resolved if not mention.resolved or _has_value(content)
    ]


@lru_cache(maxsize=1)  # the pipeline reads a text twice: for its adjuncts before the parser, for its dates after
def _unresolved(text: str) -> tuple[str, tuple[Mention, ...]]:
    """Return the folded text and its mentions, composed and unresolved; nobody may change them."""
    folded = fold(text)
    return folded, tuple(compose(simple(folded, text), folded))


def _has_value(content: Content) -> bool:
    return not isinstance(content, Moment) or content.year is not None


def simple(folded: str, text: str) -> list[Mention]:
    """Return the simple mentions of the folded text in order, without overlaps: the longest win."""
    candidates: list[Mention] = []
    for hit in scan(folded):
        content = None if hit.rule.lower and _is_capital(text, hit.start) else build(hit)
        if content is not None:
            mention = Mention(
                hit.start,
                hit.end,
                hit.rule.id,
                content,
                partial=hit.rule.partial,
                weight=hit.rule.weight,
                resolved=hit.rule.resolved,
            )
            mention.mod = hit.rule.mod or None
            candidates.append(mention)
    candidates.sort(
        key=lambda mention: (
            mention.partial,
            mention.start - mention.end,
            -mention.weight,
            mention.start,
            mention.rule,
        )
    )
    taken: list[Mention] = []
    covered: set[int] = set()
    for mention in candidates:
        if covered.isdisjoint(range(mention.start, mention.end)):
            covered.update(range(mention.start, mention.end))
            taken.append(mention)
    return sorted(taken, key=lambda mention: mention.start)


def _is_capital(text: str, start: int) -> bool:
    """Say whether a word has a capital of its own: not one of a sentence's first word or of a heading in
    capitals.
    """
    if not text[start].isupper() or text[start + 1 : start + 2].isupper():
        return False
    before = text[max(0, start - 20) : start].rstrip(" \u00a0\u202f«“\"'’-–—(")
    return bool(before) and before[-1] not in ".!?:…\n\r"


def find_dates(text: str, reference: str | None = None, tense: Tense | None = None) -> list[Found]:
    """Return the text's date mentions in order, without overlaps, with their record fields.

    `reference` is the document's date (ISO); without it relative dates have no value. `tense(start, end)`
    says `past` or
    `future` of the verb near a day whose week or year is left open. Raises ValueError when `reference` is
    no ISO date.
    """
    found = []
    for mention, content in find(text, reference, tense):
        data = fields(content, mention.mod or mention.cut)
        found.append(Found(mention.start, mention.end, "date", mention.rule, data))
    return found

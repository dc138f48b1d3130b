"""The noun phrase around a noun: its determiner, its number, and whether what follows names something else."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.coreference.tables import tables
from pipeline.tree import Tree, Word

DEFINITE = frozenset({"le", "la", "l'", "du", "au"})
DEMONSTRATIVE = frozenset({"ce", "cet", "cette", "ces"})
POSSESSIVE = frozenset({"son", "sa", "leur", "leurs", "ses", "notre", "mon", "nos", "vos"})
PLURAL = frozenset({"les", "des", "aux", "ces", "leurs", "ses", "nos"})
_NUMBERS = {
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
}
_FORMER = frozenset({"ancien", "ancienne", "anciens", "anciennes", "ex"})
_OPENING = frozenset('«"“')


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands before the noun: the determiner, its index, a number word's value, `former` for `ancien`."""

    determiner: str
    index: int
    number: int | None
    former: bool
    quantified: str


def shape_of(token: Word) -> Shape | None:
    """Return the shape of the noun's phrase, or None when another word stands between it and its determiner."""
    doc, index, number, former, blanks = token.doc, token.i - 1, None, False, 0
    while index >= token.sent.start:
        text = doc[index].plain
        if doc[index].is_space:
            blanks += 1
        elif text in _NUMBERS:
            number = _NUMBERS[text]
        elif text in _FORMER:
            former = True
        elif text not in tables().before and text != "-":
            break
        index -= 1
    if index < token.sent.start:
        return None
    determiner = doc[index].plain
    if determiner not in DEFINITE | DEMONSTRATIVE | POSSESSIVE | PLURAL:
        return None
    before = doc[index - 1].plain if index > token.sent.start else ""
    return Shape(determiner, index, number, former, before)


def next_word(token: Word) -> Word | None:
    """Return the word after the noun and the adjectives that do not restrict it, in its sentence, else None."""
    doc, index = token.doc, token.i + 1
    end = token.sent.end
    while index < end and (
        doc[index].is_space or doc[index].plain in tables().after or _joins(doc, index, end)
    ):
        index += 1
    return doc[index] if index < end else None


def adjectives(token: Word) -> list[str]:
    """Return the adjectives right after the noun that do not restrict it."""
    stop = next_word(token)
    end = stop.i if stop is not None else token.sent.end
    return [token.doc[index].plain for index in range(token.i + 1, end)]


def _joins(doc: Tree, index: int, end: int) -> bool:
    """Tell whether the hyphen or the prefix belongs to `ouest-africaine`, `sud-américain`, `elle-même`."""
    text = doc[index].plain
    if text in ("-", "\u2011"):
        return index + 1 < end and (
            doc[index + 1].plain in tables().after or doc[index + 1].plain in _SUFFIXES
        )
    if text in (
        "ouest",
        "est",
        "nord",
        "sud",
        "centre",
        "centr",
        "latino",
        "afro",
        "moyen",
        "proche",
        "politico",
    ):
        return index + 2 < end and doc[index + 1].text in "-\u2011"
    return text in _SUFFIXES and doc[index - 1].text in "-\u2011"


_SUFFIXES = frozenset(
    {
        "américain",
        "américaine",
        "américains",
        "américaines",
        "coréen",
        "asiatique",
        "africain",
        "africaine",
        "oriental",
        "orientale",
    }
)


def restricted(token: Word) -> bool:
    """Tell whether a complement, an adjective, a name or a relative clause after the noun makes it name something else."""
    after = next_word(token)
    if after is None:
        return False
    text = after.plain
    if text in ("qui", "que", "qu'", "dont", "où", "-", "\u2011", ":") and not (
        text == ":" and after.i > token.i
    ):
        return True
    if text in ("de", "d'", "du", "des"):
        return _complement(token, after)
    following = token.doc[after.i + 1] if after.i + 1 < token.sent.end else None
    if (
        text in ("le", "la", "les")
        and following is not None
        and following.plain in ("plus", "moins", "mieux")
    ):
        return True
    if after.text in _OPENING:
        name = next((item for item in token.doc[after.i + 1 : token.sent.end] if not item.is_space), None)
        return name is not None and name.text[:1].isupper()
    if after.text[:1].isupper() and after.i == token.i + _gap(token):
        return True
    if after.pos_ in ("ADJ", "NOUN") and after.i <= token.i + 3:
        if _conjugated(after) and after.dep_ not in ("amod", "nmod"):
            return False
        return after.head.i == token.i or after.pos_ == "NOUN" or after.dep_ in ("amod", "nmod", "appos")
    return after.dep_ == "acl" and after.head.i == token.i and after.pos_ in ("VERB", "ADJ")


def _conjugated(token: Word) -> bool:
    """Tell whether the word ends as a finite verb does, whatever the model took it for (`coopéreraient`)."""
    return token.plain.endswith(("aient", "èrent", "irent", "urent", "eront", "iront", "ait", "era", "ira"))


def _gap(token: Word) -> int:
    index = int(token.i) + 1
    while index < token.sent.end and token.doc[index].is_space:
        index += 1
    return index - int(token.i)


def _complement(token: Word, preposition: Word) -> bool:
    """Tell whether `de …` after the noun is its complement, and not the verb's (`a informé l'organisation de son retrait`)."""
    doc = token.doc
    following = doc[preposition.i + 1] if preposition.i + 1 < token.sent.end else None
    if following is None or following.plain in (
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "ici",
        "plus",
        "moins",
        "façon",
        "manière",
        "nouveau",
        "ailleurs",
    ):
        return False
    if following.text[:1].isdigit() or following.pos_ == "NUM":
        return False
    head = (
        following
        if following.dep_ not in ("det", "case", "amod") and preposition.dep_ != "case"
        else preposition.head
    )
    if preposition.dep_ == "case":
        head = preposition.head
    if "Inf" in head.morph.get("VerbForm"):
        return bool(head.head.i == token.i)
    return not (head.head.pos_ == "VERB" and head.dep_.startswith(("obl", "iobj")))


def predicative(token: Word, shape: Shape) -> bool:
    """Tell whether the noun says what something is, and refers to nothing: `est le pays`, `en tant que pays`."""
    if any(child.dep_ == "cop" for child in token.children):
        return True
    if shape.quantified in ("comme", "tous", "toutes") or token.doc[max(shape.index - 1, 0)].plain == "comme":
        return True
    return (
        token.dep_ == "appos"
        and token.i > shape.index
        and shape.quantified == ","
        and shape.determiner in DEFINITE
    )

"""How much a mention's grammatical function adds to its salience, and what stands beside a word in its clause."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.tree import Mention, Word

_WEIGHTS = {
    "nsubj": 1.0, "nsubj:pass": 1.0, "ROOT": 0.9, "dislocated": 0.9, "obj": 0.6, "obl:agent": 0.6, "iobj": 0.5,
    "obl:arg": 0.5, "appos": 0.5, "conj": 0.5, "obl:mod": 0.45, "nmod": 0.45, "advmod": 0.3, "amod": 0.25,
}  # fmt: skip
_COPULAR = ("reste", "restai", "demeur", "devien", "deven", "devin", "redevien", "constitue", "représente")
_ARGUMENTS = ("nsubj", "obj", "iobj", "obl:arg", "obl:agent")


def role_weight(span: Mention) -> float:
    """Return the weight (0 to 1) of the mention's function; a coordinated name has that of the first of its list."""
    root = _first_of_list(span.root)
    weight = _WEIGHTS.get(root.dep_, 0.4)
    if span.data.get("form") == "demonym":
        head = root.head
        return min(weight, 0.3) if not head.dep_.startswith("nsubj") else 0.5
    if root.dep_ == "nmod" and root.head.dep_.startswith("nsubj"):
        return 0.6
    return weight


def _first_of_list(token: Word) -> Word:
    for _ in range(5):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return token


def clause_of(token: Word) -> int:
    """Return the index of the word that heads the token's clause: its nearest verb or copular predicate above, or the sentence's root."""
    current = token
    for _ in range(60):
        verbal = current.pos_ in ("VERB", "AUX") and current.dep_ not in ("aux:tense", "aux:pass", "cop")
        if current.head.i == current.i or verbal or any(child.dep_ == "cop" for child in current.children):
            break
        current = current.head
    return int(current.i)


def is_argument(token: Word) -> bool:
    """Tell whether the token, or the list it stands in, is an argument of a verb and no complement of a noun."""
    return bool(_first_of_list(token).dep_.startswith(_ARGUMENTS))


def arguments_beside(token: Word, spans: Iterable[Mention]) -> frozenset[str]:
    """Return the entities that `token` can't be: those that are arguments of its own verb, if it is one itself."""
    governor = _first_of_list(token).head if is_argument(token) else _predicate_over(token)
    if governor is None:
        return frozenset()
    found: set[str] = set()
    for span in spans:
        root = _first_of_list(span.root)
        if (
            span.start < token.i
            and span.data.get("form") != "demonym"
            and root.dep_.startswith(_ARGUMENTS)
            and root.head.i == governor.i
        ):
            found.update(span.data.get("members") or [span.data.get("entity")])
    return frozenset(found)


def _predicate_over(token: Word) -> Word | None:
    """Return the predicate that `token` completes: `l'Espagne est le premier client du royaume`, where it can't be Spain."""
    current = token
    for _ in range(4):
        if (
            current.i != token.i
            and current.head.lower_.startswith(_COPULAR)
            and not current.dep_.startswith("nsubj")
        ):
            return current.head
        if current.dep_ not in ("nmod", "conj", "obl:arg"):
            return None
        current = current.head
        if any(child.dep_ == "cop" for child in current.children):
            return current
    return None


def agents_of(token: Word, spans: Iterable[Mention], offices: frozenset[str]) -> frozenset[str]:
    """Return the states whose demonym stands on the subject of the token's clause: `les troupes russes ont quitté le pays`.

    Subjects that speak for their state (`offices`: `les autorités maliennes`) are left out: it is theirs.
    """
    clause = clause_of(token)
    found: set[str] = set()
    for span in spans:
        noun = span.root.head
        if (
            span.data.get("form") != "demonym"
            or span.start > token.i
            or noun.lower_ in offices
            or noun.pos_ != "NOUN"
        ):
            continue
        company = "Plur" in noun.morph.get("Number") or noun.lower_ in (
            "société",
            "compagnie",
            "entreprise",
            "groupe",
            "firme",
            "banque",
        )
        if company and noun.dep_.startswith("nsubj") and clause_of(noun) == clause:
            found.add(str(span.data.get("entity")))
    return frozenset(found)


def subject_of(token: Word) -> Word | None:
    """Return the subject of the nearest clause above `token` that has one before it, else None."""
    head = token.head
    for _ in range(10):
        for child in head.children:
            if (
                child.dep_.startswith("nsubj")
                and child.i < token.i
                and child.lower_ not in ("qui", "que", "dont")
            ):
                return child
        if head.head.i == head.i:
            return None
        head = head.head
    return None

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
    """Return the weight (0 to 1) of the mention's function; a coordinated name has that of the first of its list.

    `son pays` comes to mind less than the one whose country it is.
    """
    root = _first_of_list(span.root)
    weight = _WEIGHTS["dislocated"] if _fronted(span) else _WEIGHTS.get(root.dep_, 0.4)
    if span.data.get("form") == "demonym":
        head = root.head
        return min(weight, 0.3) if not head.dep_.startswith("nsubj") else 0.5
    if span.data.get("form") == "nominal" and span.start and span.doc[span.start - 1].plain in ("son", "sa", "leur"):
        return min(weight, 0.25)
    if root.dep_ == "nmod" and root.head.dep_.startswith("nsubj"):
        return 0.6
    return weight


def _fronted(span: Mention) -> bool:
    """Tell whether the sentence opens by naming it as its theme: `Pour le Maroc, …`, `Quant à la Suède, …`."""
    opening = [item.plain for item in span.doc[span.sent.start : span.start]]
    closed = span.end < span.sent.end and span.doc[span.end].text == ","
    return closed and len(opening) <= 3 and opening[:1] in (["pour"], ["quant"])


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


def pronouns_beside(token: Word, echoes: Iterable[tuple[int, Mention]]) -> frozenset[str]:
    """Return the entities whose pronoun is the subject of the token's own verb: `la convention qu'elle signa avec le royaume`."""
    verb = token.head
    subjects = {child.i for child in verb.children if child.dep_.startswith("nsubj") and child.i != token.i}
    return frozenset(entity for at, span in echoes if at in subjects for entity in span.keys)


def subjects_outside(token: Word, spans: Iterable[Mention]) -> frozenset[str]:
    """Return the states that are the subject of a clause inside whose complement after `dans` the plural stands.

    `La France n'a plus de soldats dans aucun des trois pays`: France is none of them. A list of subjects may be.
    """
    before = [item.plain for item in token.doc[max(token.sent.start, token.i - 6) : token.i]]
    if "dans" not in before or "," in before[before.index("dans") :]:
        return frozenset()
    opening = next((span for span in spans if span.start <= token.sent.start + 1), None)
    subject = subject_of(token) or (opening.root if opening is not None else None)
    if subject is None or any(child.dep_ == "conj" for child in subject.children):
        return frozenset()
    return frozenset(entity for span in spans if span.start <= subject.i < span.end for entity in span.keys)


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

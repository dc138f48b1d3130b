"""Whether a seat without a preposition stands for its power: by the verb it is the subject or the object of."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from pipeline.entities.metonyms_words import ARTICLES, JOINS, first_conjunct, following, lemmas, lists, previous

_CLITICS = frozenset({"ne", "n'", "n’", "se", "s'", "s’", "y", "en", "le", "la", "les", "l'", "l’", "lui", "leur"})
_SURE_CLITICS = frozenset({"ne", "n'", "n’", "se", "s'", "s’", "lui", "leur", "y"})
_ADVERBS = frozenset({"outre", "aussi", "toujours", "encore", "également", "donc", "ainsi", "désormais", "même", "notamment", "en"})
_HYPHENS = frozenset("-‑–")
_SENTENCE_SIGNS = frozenset({".", "!", "?", "…", "«", "»", ":", ";", "—", "–", "(", '"', "que", "qu'", "qu’"})
_STOPS = frozenset({".", "!", "?", "…", ";", ":"})
_COPULAS = frozenset({"est", "était", "fut", "sera", "serait", "reste", "restait", "resta", "demeure", "demeurait", "devient", "devint"})
_ENDINGS = ("aient", "èrent", "irent", "urent", "eront", "iront", "ront", "raient")
_REACH = 14
_ASIDE = 22
_ATTRIBUTE = 9


def bare_power(doc: Doc, span: Span, seats: frozenset[int]) -> bool:
    """Tell whether the seat `span`, without preposition and first of its list, stands for its power."""
    known = lists().verbs
    if _hyphenated(doc, span, seats):
        return _pair(doc, span, seats)
    if any(token.text == ":" for token in doc[span.end : span.end + 2]):
        return False
    root = first_conjunct(span.root)
    before = previous(doc, span.start)
    if root.dep_ == "nsubj:pass":
        return root.head.lemma_.lower() in known.passive_power
    governed = root.dep_ == "obj" and root.head.pos_ in ("VERB", "AUX") and root.head.i < span.start
    if governed and lemmas(root.head) & known.place_object:
        return False
    verb = _verb_after(doc, span, seats)
    if root.dep_ == "nsubj" and root.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and root.i < root.head.i:
        return _acts(root.head)
    if verb is not None:
        return _acts(verb)
    if governed:
        return True
    while before is not None and before.lower_ in ARTICLES | _ADVERBS:
        before = previous(doc, before.i)
    if before is not None and lemmas(before) & (known.object_power | known.saying):
        return True
    return _opens(doc, span) and _in_fragment(doc, span, seats)


def _hyphenated(doc: Doc, span: Span, seats: frozenset[int]) -> bool:
    """Tell whether the name is joined to another seat (`Paris-Berlin`)."""
    last = len(doc) - 1
    after = span.end < last and doc[span.end].text in _HYPHENS and span.end + 1 in seats
    return after or (span.start > 1 and doc[span.start - 1].text in _HYPHENS and span.start - 2 in seats)


def _pair(doc: Doc, span: Span, seats: frozenset[int]) -> bool:
    """Tell whether the pair has relations (`bras de fer Paris-Berlin`, `Paris-Berlin : reprise`), and is no train's."""
    start, end = span.start, span.end
    while start > 0 and (start - 1 in seats or doc[start - 1].text in _HYPHENS):
        start -= 1
    while end < len(doc) and (end in seats or doc[end].text in _HYPHENS):
        end += 1
    near = [token for token in doc[max(0, start - 4) : start] if not token.is_space]
    if any(lemmas(token) & lists().words.route_nouns for token in near):
        return False
    noun = near[-1] if near else None
    relations = lists().words.relation_nouns
    if noun is not None and noun.lower_ == "fer":
        return True
    after = following(doc, end)
    titled = after is not None and after.text in ":,"
    return bool(lemmas(noun) & relations) or (titled and _opens(doc, doc[start:end]))


def _acts(head: Token) -> bool:
    """Tell whether a power (`accuse`, `est prêt`), not a town (`compte`), is the subject of the predicate."""
    known = lists()
    found = lemmas(head)
    if found & (known.words.place_nouns | known.verbs.place_subject):
        return False
    if head.lower_ in _COPULAS:
        return _power_attribute(head)
    copula = any(child.dep_ == "cop" for child in head.children) or "être" in found
    return not copula or head.pos_ == "ADJ" or bool(found & known.words.power_nouns)


def _power_attribute(copula: Token) -> bool:
    """Tell whether what follows the copula is said of a power: `est le premier partenaire`, not `est la plus belle ville`."""
    known = lists()
    for token in copula.doc[copula.i + 1 : copula.i + _ATTRIBUTE]:
        found = lemmas(token)
        if token.text in _STOPS or found & (known.words.place_nouns | known.verbs.place_subject):
            return False
        if found & (known.words.power_nouns | known.words.states_of_power | known.verbs.passive_power):
            return True
    return False


def _verb_after(doc: Doc, span: Span, seats: frozenset[int]) -> Token | None:
    """Return the finite verb after the name, clitics, negation, coordinated names and asides between commas left out.

    A noun there, at the start of a sentence, is a verb the parser has misread (`Bruxelles menace`).
    """
    index = span.end
    sure = False
    end = min(len(doc), span.end + _REACH)
    while index < end:
        token = doc[index]
        if token.text == "," and not _goes_on(doc, index, seats) and (after := _past_aside(doc, index)) is not None:
            index, end = after, min(len(doc), after + _REACH)
            continue
        if token.pos_ == "AUX":
            return token.head if token.head.i > token.i and token.lower_ not in _COPULAS else token
        if token.pos_ == "VERB" or token.lower_.endswith(_ENDINGS) or (sure and token.is_lower and token.lower_ not in _CLITICS):
            return token if sure or token.pos_ != "VERB" or "Fin" in token.morph.get("VerbForm", []) else None
        if token.pos_ == "NOUN" and index == span.end and token.is_lower and _starts_sentence(doc, span):
            return token
        if not (token.is_space or token.lower_ in _CLITICS or token.lower_ in JOINS or index in seats):
            return None
        sure = sure or token.lower_ in _SURE_CLITICS
        index += 1
    return None


def _goes_on(doc: Doc, index: int, seats: frozenset[int]) -> bool:
    """Tell whether the comma at `index` parts the names of a list."""
    after = following(doc, index + 1)
    return after is not None and after.i in seats


def _past_aside(doc: Doc, index: int) -> int | None:
    """Return the index after the comma that closes what the comma at `index` opens, or None where nothing closes it."""
    for at in range(index + 1, min(len(doc), index + _ASIDE)):
        if doc[at].text in _STOPS or "\n\n" in doc[at].text:
            return None
        if doc[at].text == ",":
            return at + 1
    return None


def _starts_sentence(doc: Doc, span: Span) -> bool:
    before = previous(doc, span.start)
    if before is not None and before.lower_ in ARTICLES:
        before = previous(doc, before.i)
    if before is None or before.text in _SENTENCE_SIGNS:
        return True
    return "\n" in doc.text[before.idx : span.start_char]


def _opens(doc: Doc, span: Span) -> bool:
    """Tell whether the name opens a sentence, a line, or what follows a colon."""
    before = previous(doc, span.start)
    return before is None or before.text in _SENTENCE_SIGNS or "\n" in doc.text[before.idx : span.start_char]


def _in_fragment(doc: Doc, span: Span, seats: frozenset[int]) -> bool:
    """Tell whether a headline without a verb speaks of a power: `Moscou exclu`, `Riyad et Téhéran en pourparlers`."""
    known = lists()
    for index in range(span.end, min(len(doc), span.end + _REACH)):
        token = doc[index]
        if index in seats or token.is_space or token.lower_ in JOINS or token.lower_ in ARTICLES:
            if token.text == "," or "\n" in token.text:
                return False
            continue
        if token.text[:1].isupper():
            continue
        if token.lower_ in ("contre", "face"):
            return True
        if token.lower_ in ("en", "sous", "à", "dans", "aux", "au"):
            return any(lemmas(other) & known.words.states_of_power for other in doc[index + 1 : index + 4])
        participle = token.lower_.rstrip("s").removesuffix("e").endswith(("é", "u", "i", "is"))
        return participle and bool(lemmas(token) & (known.verbs.passive_power | known.words.states_of_power))
    return False

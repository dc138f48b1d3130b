"""Arguments read off the order of phrases, where the parse hangs them elsewhere or has no verb to hang them on.

`with_preposition`: the `avec X` or `entre X et Y` that follows a word with no clause begun between.
`party`: who else an agreement, a meeting or a border is about, one of them being known: the subject of a verb above
(`Par le traité conclu avec X, Y a cédé…`), else the name that opens the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.relations.phrases import HYPHENS, Phrases
from pipeline.tree import Mention, Word

_LOOSE = frozenset({"avec", "entre"})
_AGENT = frozenset({"par"})
_ARTICLES = frozenset(
    {"un", "une", "des", "le", "la", "l'", "les", "ce", "cet", "cette", "ces", "leur", "leurs", "son", "sa", "ses", "plusieurs"}
)  # fmt: skip
BREAKS = frozenset(
    {";", ":", "qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles", "car", "mais", "puis", "lorsque"}
)  # fmt: skip
_REACH = 16
_CONJUNCTIONS = ("VERB", "AUX")


def finite(word: Word) -> bool:
    """Tell whether the word is a verb in a personal form."""
    return word.pos_ in _CONJUNCTIONS and "Fin" in word.morph.get("VerbForm")


def with_preposition(head: Word, names: Iterable[Word], prepositions: set[str], phrases: Phrases) -> list[Word]:
    """Return the first of `names` after the head with one of the prepositions that attach anywhere, no clause begun between."""
    wanted = prepositions & (_LOOSE | _AGENT if head.pos_ == "VERB" else _LOOSE)
    if not wanted:
        return []
    names = list(names)
    fronted = _fronted(head, names, phrases) if "entre" in wanted or "avec" in wanted else []
    if fronted and phrases.preposition(fronted[0]) in wanted:
        return fronted
    before = _just_before(head, names, phrases)
    if before and phrases.preposition(before[0]) in wanted:
        return before
    for name in names:
        if name.i <= head.i or phrases.preposition(name) not in wanted:
            continue
        start = phrases.start_of_phrase(name)
        if start - head.i > _REACH or any(word.plain in BREAKS or finite(word) for word in head.doc[head.i + 1 : start]):
            return []
        return [name]
    return []


def party(head: Word, subject: Callable[[Word], list[Word]], agent: Callable[[Word], list[Word]], phrases: Phrases) -> list[Word]:
    """Return the subject of the nearest verb above the head, else of a later verb of the same clause, else what opens the sentence."""
    above = head
    for _ in range(8):
        if above.head is above:
            break
        above = above.head
        if any(word.text == ";" for word in head.doc[min(above.i, head.i) : max(above.i, head.i)]):
            break
        if finite(above) or any(child.dep_.startswith(("aux", "cop")) for child in above.children):
            found = [token for token in (*subject(above), *agent(above)) if token.i != head.i]
            if found:
                return found
    return _subject_after(head, phrases) or _opening(head, phrases)


def _subject_after(head: Word, phrases: Phrases) -> list[Word]:
    """Return the bare name after a comma that a finite verb follows: `Par le traité signé avec X, Y s'engagea`."""
    comma = False
    for word in head.doc[head.i + 1 : min(head.sent.end, head.i + 30)]:
        if word.text in (";", ":"):
            return []
        comma = comma or word.text == ","
        if comma and word.i in phrases.direct and word.dep_.startswith("nsubj") and not phrases.preposition(word):
            return [word]
    return []


def _opening(head: Word, phrases: Phrases) -> list[Word]:
    """Return the name that opens a sentence without a personal verb before the head: `Le Chili, accord avec le Pérou`."""
    for word in head.doc[head.sent.start : head.i]:
        if finite(word) or word.text in (";", ":"):
            return []
        if word.i in phrases.direct:
            return [] if phrases.preposition(word) else [word]
        if word.pos_ not in ("DET", "PUNCT", "SPACE", "NUM", "SYM") and word.text not in "-–—•*":
            return []
    return []


def hyphenated(head: Word, phrases: Phrases) -> list[Word]:
    """Return the first of two names joined by a hyphen that follow the head: `la rencontre Poutine-Xi`, `le bras de fer Oslo-Moscou`."""
    for word in head.doc[head.i + 1 : min(head.sent.end, head.i + 6)]:
        span = phrases.owner_of.get(word.i)
        if span is not None and span.start == word.i:
            joined = span.start in phrases.groups and span.end < head.sent.end and head.doc[span.end].text in HYPHENS
            return [span.root] if joined and not phrases.preposition(word) else []
        if word.pos_ not in ("ADJ", "ADP", "NOUN", "SPACE") and word.text not in HYPHENS:
            return []
    return []


def beside(word: Word, phrases: Phrases) -> list[Word]:
    """Return the name right before an adjective, or the bare name right after a noun with a possessive."""
    before = phrases.owner_of.get(word.i - 1)
    if before is not None and before.sent is word.sent and before.data.get("form") != "demonym" and word.pos_ in ("ADJ", "NOUN"):
        return [before.root]
    index = word.i + 1
    while index < word.sent.end and word.doc[index].plain in ("le", "la", "l'", "les"):
        index += 1
    after = phrases.owner_of.get(index) if index < word.sent.end else None
    if after is not None and after.start == index and after.data.get("form") != "demonym" and not phrases.preposition(after.root):
        return [after.root]
    return []


def _fronted(head: Word, names: list[Word], phrases: Phrases) -> list[Word]:
    """Return the name of a phrase that a comma parts from the head's own: `Entre X et Y, la frontière est close`."""
    index = head.i - 1
    while index > head.sent.start and head.doc[index].pos_ in ("DET", "ADJ", "NUM"):
        index -= 1
    if head.doc[index].text != "," or index <= head.sent.start:
        return []
    index = _first_comma(head, index, phrases)
    for name in names:
        if name.i < index and phrases.preposition(name) in _LOOSE:
            start = phrases.start_of_phrase(name) - 1
            before = head.doc[start - 1]
            opens = start <= head.sent.start or before.text in (";", ":", ",", "–", "—") or before.pos_ in ("SPACE", "CCONJ")
            last = max(phrases.groups.get(phrases.owner_of[name.i].start, [name.i])) if name.i in phrases.owner_of else name.i
            end = phrases.owner_of[last].end if last in phrases.owner_of else last + 1
            if opens and end == index:
                return [name]
    return []


def announced(noun: Word, phrases: Phrases) -> list[Word]:
    """Return the subject that a fronted phrase with a possessive announces: `Avec X et Y, ses partenaires, Z réclame`."""
    own = [child for child in noun.children if child.plain in ("son", "sa", "ses", "leur", "leurs")]
    first = next((word for word in noun.sent if not word.is_space), noun)
    if not own or first.pos_ != "ADP" or first.i >= noun.i:
        return []
    if any(finite(word) for word in noun.doc[noun.sent.start : noun.i]):
        return []
    return _subject_after(noun, phrases)


def definite(span: Mention | None) -> bool:
    """Tell whether a plural nominal takes up states already named (`les deux alliés`), not those named after (`trois alliés : …`)."""
    if span is None or not span.data.get("members"):
        return True
    words = [word.plain for word in span.doc[max(span.start - 2, 0) : span.end]]
    return bool({"les", "des", "aux", "ces", "nos", "leurs", "ses"} & set(words))


def compound(word: Word) -> str:
    """Return the compound whose last word this is, with hyphens (`tête-à-tête`, `cessez-le-feu`, `face à face`), else ''."""
    doc, index = word.doc, word.i
    if index < 2:
        return ""
    if doc[index - 1].text not in HYPHENS:
        twice = doc[index - 1].plain == "à" and doc[index - 2].plain == word.plain
        return f"{word.plain}-à-{word.plain}" if twice else ""
    parts = [word.plain]
    while index >= 2 and doc[index - 1].text in HYPHENS and doc[index - 2].text.isalpha() and len(parts) < 4:
        if doc[index - 1].idx != doc[index - 2].idx + len(doc[index - 2].text) or doc[index].idx != doc[index - 1].idx + 1:
            break
        parts.insert(0, doc[index - 2].plain)
        index -= 2
    return "-".join(parts) if len(parts) > 1 else ""


def opening(head: Word, phrases: Phrases) -> list[Word]:
    """Return the two or more names that open a sentence without a personal verb: `X et Y, tête-à-tête à Z`."""
    found = _opening(head, phrases)
    if not found or found[0].i not in phrases.owner_of or phrases.owner_of[found[0].i].start not in phrases.groups:
        return []
    return found if not any(finite(word) for word in head.sent) else []


def caption(preposition: Word, phrases: Phrases) -> list[Word]:
    """Return the person who opens a title or a caption, where only an apposition parts the name from the preposition."""
    sent, doc = preposition.sent, preposition.doc
    if preposition.i - sent.start > 24 or preposition.i == sent.start:
        return []
    last = doc[preposition.i - 1]
    for index in range(sent.start, preposition.i):
        span = phrases.owner_of.get(index)
        if span is None or span.label_ != "person":
            continue
        before = doc[sent.start : span.start]
        if any(word.pos_ in ("ADP", "VERB", "AUX", "CCONJ") or word.text in ",:;" for word in before):
            return []
        end = next((word.i for word in doc[preposition.i : sent.end] if word.text in (":", ";")), sent.end)
        if any(word.pos_ in ("VERB", "AUX") for word in doc[span.end : end]):
            return []
        return [span.root] if last.i == span.end - 1 or (last.text == "," and doc[span.end].text == ",") else []
    return []


def next_name(preposition: Word, phrases: Phrases) -> list[Word]:
    """Return the name that follows the preposition, its article apart."""
    index = preposition.i + 1
    while index < preposition.sent.end and preposition.doc[index].plain in ("le", "la", "l'", "les"):
        index += 1
    span = phrases.owner_of.get(index) if index < preposition.sent.end else None
    span = span or phrases.owner_of.get(preposition.i + 1)
    return [span.root] if span is not None else []


def late_objects(verb: Word) -> list[Word]:
    """Return the nouns with an article that follow a verb past its complement: `a signé avec X un accord`, `signe en juin un pacte`."""
    found: list[Word] = []
    if verb.dep_.startswith(("aux", "cop")):
        return found
    for word in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 14)]:
        if word.plain in BREAKS or finite(word):
            break
        if word.pos_ != "NOUN":
            continue
        index = word.i - 1
        while index > verb.i and word.doc[index].pos_ in ("ADJ", "NUM"):
            index -= 1
        if index > verb.i and word.doc[index].plain in _ARTICLES:
            found.append(word)
    return found


def _first_comma(head: Word, comma: int, phrases: Phrases) -> int:
    """Return the comma before a short adverbial that a comma closes: `Entre X et Y, en revanche, aucun accord…`."""
    for index in range(comma - 1, max(comma - 6, head.sent.start), -1):
        word = head.doc[index]
        if word.text == ",":
            return index
        if index in phrases.owner_of or finite(word):
            break
    return comma


def _just_before(head: Word, names: list[Word], phrases: Phrases) -> list[Word]:
    """Return the name of a phrase between a verb and its object: `mène avec X des opérations`."""
    if head.pos_ != "NOUN":
        return []
    index = head.i - 1
    while index > head.sent.start and head.doc[index].pos_ in ("DET", "ADJ", "NUM"):
        index -= 1
    if index == head.i - 1 and head.doc[index].plain not in ("des",):
        return []
    span = phrases.owner_of.get(index) or phrases.owner_of.get(index - 1 if head.doc[index].plain == "des" else index)
    if span is None:
        return []
    first = phrases.owner_of[min(phrases.groups.get(span.start, [span.start]))]
    start = phrases.start_of_phrase(first.root)
    if start < 2 or head.doc[start - 2].pos_ not in ("VERB", "ADV", "X"):
        return []
    return [name for name in names if first.start <= name.i < first.end][:1]


def bare_title(trigger: Word) -> bool:
    """Tell whether the trigger and its complement are a whole title (`Relations avec le Pérou`), which says nothing yet."""
    words = [word for word in trigger.sent if not word.is_space]
    if len(words) > 12 or words[-1].text in ".!?)»" or any(word.pos_ in ("VERB", "AUX") or word.text in ",:" for word in words):
        return False
    return all(word.pos_ in ("DET", "NUM", "PUNCT") and word.text not in "-–—•" for word in words if word.i < trigger.i)

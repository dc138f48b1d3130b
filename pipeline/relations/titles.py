"""Titles of persons, read off the order of words: who bears a title, and of what state or body it is the title.

`le ministre de la Défense du Kenya, X`, `X, ancien président (français)`, `Chef de l'État : X`, `son homologue turc X`,
`les États-Unis, dont le président X`; a title with neither complement nor adjective is of the state the text is about.
"""

from __future__ import annotations

from pipeline.relations.nouns import NounFunctions
from pipeline.relations.phrases import Filler
from pipeline.relations.words import POSSESSIVES
from pipeline.tree import Mention, Word

_REACH = 22
_LEAST = 0.5
_HONORIFICS = frozenset(
    {
        "m", "mm", "mme", "mlle", "monsieur", "madame", "général", "colonel", "maréchal", "amiral", "capitaine", "cheikh", "prince",
        "baron",
        "comte", "duc", "docteur", "dr", "sir", "lord", "mgr", "feu", "maître", "me", "dom", "émir", "marquis", "père", "professeur",
    }
)  # fmt: skip
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "DET", "NUM", "SPACE", "X", "ADV"})
_STATES = frozenset(
    {
        "président", "présidente", "ministre", "chancelier", "chancelière", "roi", "reine", "empereur", "dirigeant", "dirigeante",
        "premier-ministre", "vice-président", "vice-présidente", "présidence", "premier", "monarque", "souverain", "chef", "cheffe",
        "vice-ministre", "mae", "dictateur", "règne", "sous", "vice-premier",
    }
)  # fmt: skip
_BODIES = frozenset({"secrétaire", "directeur", "directrice"})
_OUTSIDE = frozenset({"en", "dans", "pour", "avec", "par", "contre"})
_UNDER = frozenset({"sous", "chez", "depuis", "durant", "pendant", "auprès"})
_TRADES = ("teur", "trice", "eur", "euse", "nier", "nière", "iste")
_HEADS = frozenset({"chef", "cheffe"})
_OF = frozenset({"de", "à", "auprès de", "au sein de"})


class TitleFunctions(NounFunctions):
    """Who bears a title, and what it is the title of."""

    def bearer(self, noun: Word) -> list[Filler]:
        """Return the person whose title the noun is: the one it precedes or follows, or whom it is said of."""
        person = self._person_after(noun, "")
        if person is None and noun.plain != "sous":
            after, before = self._person_after(noun), self._person_before(noun)
            person = after or before if self._definite(noun) else before or after
        if person is not None or noun.plain == "sous":
            return [] if person is None else [Filler(person, person.keys, noun.i)]
        found = self.predicative_subject(noun)
        return [filler for token in found for filler in self.fill(token, ("person",))]

    def office(self, noun: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return the state or the body of which the noun is the title."""
        end = self._end(noun)
        if self._of_a_trade(noun):
            return []
        found = [
            filler
            for filler in self.phrases.adjectives.get(noun.i, ())
            if filler.type in types and filler.span.start < max(end, noun.i + 12)
        ]
        found = sorted(found + self._in_phrase(noun, end, types), key=lambda filler: filler.span.start)
        if found:
            return found[:1]
        related = self._relative_office(noun, types)
        if related:
            return related
        possessives = [child for child in noun.children if child.plain in POSSESSIVES]
        if possessives and self.antecedent is not None:
            return [] if noun.lemma_ == "homologue" else [
                filler for filler in self.antecedent(possessives[0], types, self.excluded) if filler.type in types
            ]
        return self._implied_office(noun, end, types)

    def _of_a_trade(self, noun: Word) -> bool:
        """Tell whether the noun heads a trade and nobody else: `chef décorateur`, `chef cuisinier`."""
        after = self.doc[noun.i + 1] if noun.i + 1 < noun.sent.end else noun
        return bool(_HEADS & {noun.plain, noun.lemma_.lower()}) and after.plain.endswith(_TRADES) and after.i not in self.phrases.owner_of

    def _in_phrase(self, noun: Word, end: int, types: tuple[str, ...]) -> list[Filler]:
        found = []
        private = False
        index = noun.i + 1
        while index < end:
            span = self.phrases.owner_of.get(index)
            if span is None:
                private = private or bool({self.doc[index].plain, self.doc[index].lemma_.lower()} & _COMPANIES)
                index += 1
                continue
            if self.doc[span.start].plain in ("état", "etat") and span.label_ == "organization":
                span = next((other for other in self.phrases.mentions if other.label_ == "country" and other.end == span.end), span)
            demonym = span.data.get("form") == "demonym"
            if private and span.label_ == "country":
                index = span.end
                continue
            if span.label_ in types and span.keys and (demonym or self.phrases.preposition(span.root) in _OF):
                found.append(Filler(span, span.keys, span.root.i, "demonym" if demonym else "name"))
            index = span.end
        return found

    def _relative_office(self, noun: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return X in `X, dont le président …`."""
        index = noun.i - 1
        while index > noun.sent.start and self.doc[index].pos_ in ("DET", "ADJ", "NUM"):
            index -= 1
        if self.doc[index].plain != "dont":
            return []
        return [filler for token in self._before_relative(self.doc[index]) for filler in self.fill(token, types)]

    def _implied_office(self, noun: Word, end: int, types: tuple[str, ...]) -> list[Filler]:
        """Return what the text is about, for a bare definite title that a person bears right after it."""
        names = {noun.plain, noun.lemma_.lower()}
        after = self.doc[noun.i + 1 : min(noun.i + 3, noun.sent.end)]
        of_state = bool(names & _STATES) or (noun.plain == "secrétaire" and any(token.plain in ("état", "etat") for token in after))
        wanted = "country" if of_state else "organization" if names & _BODIES else ""
        kinds = tuple(kind for kind in types if kind == wanted)
        borne = self._person_after(noun) or self._person_before(noun)
        if not kinds or borne is None or self._foreign(noun, end):
            return []
        index = noun.i - 1
        while index >= noun.sent.start and self.doc[index].pos_ in ("ADJ", "NUM"):
            index -= 1
        before = self.doc[index].plain if index >= noun.sent.start and noun.plain != "sous" else ""
        if before not in ("", "le", "la", "l'", "du", "au", "-", "–", "—", "ancien", "ancienne") and self.doc[index].pos_ != "PUNCT":
            return []
        return list(self.topic(noun, kinds, self.excluded, _LEAST)) if self.topic is not None else []

    def _foreign(self, noun: Word, end: int) -> bool:
        """Tell whether the title has a complement of its own that is no field of government: `président du groupe X`."""
        for index in range(noun.i + 1, end):
            token = self.doc[index]
            span = self.phrases.owner_of.get(index)
            if token.pos_ == "ADJ" and {noun.plain, noun.lemma_.lower()} & _PARTISANS:
                return True
            if (span is not None and span.label_ != "person") or (token.pos_ == "NOUN" and {token.plain, token.lemma_} & _COMPANIES):
                return True
        return False

    # --- the phrase ------------------------------------------------------------------------------------------

    def _end(self, noun: Word) -> int:
        """Return where the title's phrase ends: at its bearer, at a comma, at a verb."""
        index = noun.i + 1
        last = min(noun.sent.end, noun.i + _REACH)
        while index < last:
            token, span = self.doc[index], self.phrases.owner_of.get(index)
            if span is not None:
                if span.label_ == "person":
                    return index
                index = span.end
                continue
            joins = token.plain == "et" and index + 1 < last and self.doc[index + 1].plain in ("de", "du", "des", "d'", "à")
            hyphen = token.text in ("-", "‑")
            if token.pos_ not in _INSIDE and not joins and not hyphen and token.plain not in _HONORIFICS:
                return index
            if token.plain in _UNDER:
                return index
            if token.plain in _OUTSIDE and not (index + 1 < last and self.doc[index + 1].pos_ == "NOUN"):
                return index
            index += 1
        return index

    def _definite(self, noun: Word) -> bool:
        index = noun.i - 1
        while index > noun.sent.start and self.doc[index].pos_ in ("ADJ", "NUM"):
            index -= 1
        return self.doc[index].plain in ("le", "la", "l'", "du", "au", "un", "une", "son", "sa", "leur")

    def _person_after(self, noun: Word, bridges: str = ",:(–—-") -> Mention | None:
        """Return the person the phrase leads to, at once or over one of the `bridges`, a rank between."""
        index, last = noun.i + 1 if noun.plain == "sous" else self._end(noun), noun.sent.end
        bridged = False
        while index < last:
            token, span = self.doc[index], self.phrases.owner_of.get(index)
            if span is not None:
                return span if span.label_ == "person" else None
            if token.text in bridges and not bridged:
                bridged = True
            elif not (token.plain in _HONORIFICS or token.text == "." or token.is_space or (bridged and token.plain in ("le", "la", "l'"))):
                return None
            index += 1
        return None

    def _person_before(self, noun: Word) -> Mention | None:
        """Return the person before the comma or the bracket that opens the title: `X, ancien ministre`, `X (président`."""
        index = noun.i - 1
        if self.doc[index].text in "-‑":
            index -= 2
        while index > noun.sent.start and (self.doc[index].pos_ in ("ADJ", "DET", "NUM", "SPACE", "ADV") or self.doc[index].text in "-‑"):
            index -= 1
        if index <= noun.sent.start or self.doc[index].text not in (",", "(", "–", "—"):
            return None
        span = self.phrases.owner_of.get(index - 1)
        return span if span is not None and span.label_ == "person" else None


_PARTISANS = frozenset({"chef", "cheffe", "dirigeant", "dirigeante", "leader", "patron", "patronne"})
_COMPANIES = frozenset(
    {
        "groupe", "entreprise", "société", "compagnie", "parti", "région", "province", "ville", "syndicat", "club", "fédération", "comité",
        "commission", "conseil", "assemblée", "sénat", "parlement", "banque", "université", "association", "organisation", "fondation",
        "chambre", "rebelle", "opposition", "autorité", "agence",
    }
)  # fmt: skip

"""Common nouns that refer back: `le pays`, `l'Alliance`, `les deux pays`."""

from __future__ import annotations

from typing import Any

from pipeline.coreference.bodies import organization_of
from pipeline.coreference.groups import best_group
from pipeline.coreference.organs import settle_owners
from pipeline.coreference.possessed import owner_of
from pipeline.coreference.pronouns import Pronouns
from pipeline.coreference.roles import arguments_beside, subjects_outside
from pipeline.coreference.salience import ECHOES, Salience, Scored
from pipeline.coreference.shape import PLURAL, POSSESSIVE, Shape, restricted, shape_of
from pipeline.coreference.states import state_of
from pipeline.coreference.tables import tables
from pipeline.extensions import Found, make_span
from pipeline.tree import Mention, Tree, Word

_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "X", "VERB", "ADV"})


class Nominals:
    """Finds the nominals of a document and their antecedents.

    `reasons` tells why, for `make explain`; `replaced` holds the mentions that a nominal takes the place of;
    `echoes` are the subject pronouns resolved on the way: (token, start, end, type) of pronoun and antecedent.
    """

    def __init__(self, doc: Tree):
        self.doc = doc
        self.salience = Salience(doc)
        self.pronouns = Pronouns(doc, self.salience)
        self.reasons: list[str] = []
        self.replaced: list[Mention] = []
        self.echoes: list[tuple[int, int, int, str]] = []
        self.covering: dict[int, Mention] = {
            index: span
            for span in reversed(doc.mentions)
            if span.label_ != "figure"
            for index in range(span.start, span.end)
        }

    def find(self) -> list[Mention]:
        """Return the nominal mentions, in order."""
        self.reasons += settle_owners(self.salience, self.doc.mentions)
        found = []
        for token in self.doc:
            self._shorten(token)
            span = self._nominal(token)
            if span is not None:
                self.salience.add(span)
                found.append(span)
            elif token.dep_ in ("nsubj", "nsubj:pass") and token.plain in ("il", "elle", "celle", "celui"):
                self._echo(token)
        return found

    def _nominal(self, token: Word) -> Mention | None:
        if token.pos_ not in _NOUNS or token.i == token.sent.start or len(token.text) < 3:
            return None
        cover = self.covering.get(token.i)
        if cover is not None and not self._replaceable(token, cover):
            return None
        span = None
        if cover is None or cover.label_ != "organization" or token.plain in tables().plural:
            span = self._state(token) or self._states(token)
        if span is None and token.plain not in tables().namesakes:
            span = self._linked(
                token, "organization", organization_of(token, self.salience, self._demonym_after)
            )
        if span is not None and cover is not None:
            self.replaced.append(cover)
        return span

    def _shorten(self, token: Word) -> None:
        """Call `l'Alliance` a nominal where the table of organizations took it for a name named in full before."""
        cover = self.covering.get(token.i)
        if (
            cover is None
            or cover.label_ != "organization"
            or len(cover) != 1
            or token.plain not in tables().short
        ):
            return
        entity = cover.data.get("entity")
        earlier = (
            span for spans in self.salience.by_sentence.values() for span in spans if span.start < token.i
        )
        if shape_of(token) is not None and any(span.data.get("entity") == entity for span in earlier):
            cover.data = {**cover.data, "form": "nominal"}

    def _replaceable(self, token: Word, cover: Mention) -> bool:
        """Tell whether a mention of this one word may give way: a short form no table knows, `les deux Corée`."""
        if cover.start != token.i:
            return False
        name = token.plain
        if cover.id_.startswith("model"):
            nouns = tables()
            return name in nouns.classes or name in nouns.singular or name in nouns.plural or name in nouns.namesakes
        if cover.end != token.i + 1:
            return False
        if cover.label_ == "country":
            return name in tables().namesakes
        known = cover.data.get("wikidata") or cover.data.get("acronym")
        return cover.label_ in ("organization", "place", "person") and not known and name in tables().classes

    def _echo(self, pronoun: Word) -> None:
        for span in self.pronouns.antecedents(pronoun, ("country", "organization", "person"))[:1]:
            self.salience.echo(pronoun, span)
            self.echoes.append((pronoun.i, span.start, span.end, span.label_))
            self.reasons.append(f"« {pronoun.text} » ({pronoun.idx}) → {span.data.get('entity')}")

    # --- states ----------------------------------------------------------------------------------------------

    def _state(self, token: Word) -> Mention | None:
        return self._linked(token, "country", state_of(token, self.salience, self._demonym_after))

    def _demonym_after(self, token: Word) -> str | None:
        span = self.covering.get(token.i + 1)
        if span is None or span.label_ != "country" or span.data.get("form") != "demonym":
            return None
        return str(span.data.get("entity"))

    def _states(self, token: Word) -> Mention | None:
        """Return a plural nominal: `les deux pays`, `ces nations`, `leurs pays`, `les deux Corées`."""
        name = token.plain
        shape = shape_of(token)
        if shape is None or shape.determiner not in PLURAL or (shape.former and name not in tables().relational_plural):
            return None
        if name in tables().namesakes:
            members = tables().namesakes[name]
            return self._plural(token, sorted(members), "homonymes") if shape.number == len(members) else None
        if name not in tables().plural or not self._settled(token, shape) or self._restricted(token, shape):
            return None
        spans = self.salience.by_sentence.get(self.salience.sentence_of[token.i], ())
        excluded = arguments_beside(token, spans) | subjects_outside(token, spans)
        owners = owner_of(token, self.salience)[:1] if shape.determiner == "ses" else []
        without = frozenset(item.entity for item in owners)
        number = 2 if token.text == "Parties" and shape.number is None else shape.number
        group = best_group(self.salience, token, number, excluded - without, without)
        return (
            self._plural(token, sorted(group.members), f"{group.why}, {group.score:.2f}")
            if group is not None
            else None
        )

    def _settled(self, token: Word, shape: Shape) -> bool:
        """Tell whether determiner and number make the plural refer to known states."""
        if shape.quantified in ("tous", "toutes", "autres"):
            return shape.number is not None and shape.quantified != "autres"
        if shape.number is not None:
            mutual = shape.determiner == "ses" and token.plain in tables().relational_plural
            return mutual or shape.determiner not in POSSESSIVE or token.plain == "pays"
        if shape.determiner in ("ses", "nos"):
            return False
        if token.text == "Parties" and shape.determiner in ("les", "des", "aux"):
            return shape.index == token.i - 1
        if token.plain not in tables().bare_plural:
            return False
        if shape.determiner in ("ces", "leurs"):
            return True
        return (
            shape.determiner == "les"
            and token.plain == "pays"
            and shape.index == token.i - 1
            and self._bare_reference(token, shape)
        )

    def _bare_reference(self, token: Word, shape: Shape) -> bool:
        """Tell whether `les pays` is a subject that opens its clause, or stands after `entre`: it may take up a list."""
        if shape.quantified == "entre":
            return True
        here = self.salience.sentence_of[token.i]
        named = sum(
            span.label_ == "country" and span.start < token.i
            for number in (here - 1, here)
            for span in self.salience.by_sentence.get(number, ())
        )
        return bool(token.dep_.startswith("nsubj")) and shape.index <= token.sent.start + 2 and named > 0

    def _restricted(self, token: Word, shape: Shape) -> bool:
        after = self.doc[token.i + 1] if token.i + 1 < token.sent.end else None
        if after is not None and after.plain in ("membres", "comme", "tels", "qui", "dont", "où"):
            return shape.determiner != "ces"
        if after is not None and shape.number is not None and after.text == ":":
            return False
        if any(child.dep_ == "cop" for child in token.children):
            return True
        return shape.determiner != "ces" and restricted(token)

    def _plural(self, token: Word, members: list[str], why: str) -> Mention:
        self.reasons.append(f"« {token.text} » ({token.idx}) → {'+'.join(members)} ({why})")
        data = {"form": "nominal", "entity": None, "members": members, "name": None}
        return self._mention(token, "country", data)

    # --- both ------------------------------------------------------------------------------------------------

    def _linked(self, token: Word, kind: str, ranked: list[Scored]) -> Mention | None:
        if not ranked:
            return None
        best = ranked[0]
        others = ", ".join(f"{item.entity} {item.score:.2f}" for item in ranked[1:3])
        self.reasons.append(
            f"« {token.text} » ({token.idx}) → {best.entity} ({best.score:.2f} ; {others or 'seul'})"
        )
        source: dict[str, Any] = best.span.data
        single = source if source.get("entity") == best.entity else {}
        data = {"form": "nominal", "entity": best.entity, "name": single.get("name")}
        if kind == "organization":
            data |= {key: source.get(key) for key in ("acronym", "class", "wikidata")}
        return self._mention(token, kind, data)

    def _mention(self, token: Word, kind: str, data: dict[str, Any]) -> Mention:
        found = Found(token.idx, token.idx + len(token.text), kind, "coreference", data)
        return Mention(self.doc, make_span(self.doc.source, found))


def findings(doc: Tree) -> tuple[list[Mention], Nominals]:
    """Return the document's nominals and the finder, with its reasons; leaves the resolved pronouns to `Salience`."""
    finder = Nominals(doc)
    found = finder.find()
    doc.source.user_data[ECHOES] = [list(echo) for echo in finder.echoes]
    return found, finder

"""Which entity a word of the parse stands for: names, demonyms on their noun, coordination, apposition.

A `Filler` is a mention that can be an argument. Words are looked up by token index, so that the function layer
never needs to know how an entity is expressed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root
from pipeline.tree import Mention, Tree, Word
from pipeline.vocabulary import ENTITY_TYPES

CONTRACTED = {"du": "de", "des": "de", "d'": "de", "de": "de", "au": "à", "aux": "à", "à": "à", "s'": "se"}
HYPHENS = frozenset("-–—‑")
_JOINING = frozenset(
    {"ainsi que", ", ainsi que", "ainsi qu'", ", ainsi qu'", "comme", "/", ", puis", "puis", ", mais aussi", "mais aussi", ", tout comme",
     "tout comme",
     ", de même que", "de même que", ", de même qu'", ", et", "et aussi", ", voire", "voire", "et surtout", ", et surtout", ", et enfin"}
)  # fmt: skip
_FOLLOWED = frozenset(
    {"suivi", "suivie", "suivis", "suivies", "imité", "imitée", "imités", "imitées", "rejoint", "rejointe", "rejoints", "rejointes"}
)  # fmt: skip
_SOON = frozenset({"par", "bientôt", "peu", "après", "aussitôt", "puis", "de", "près", ","})
_SEPARATORS = {",", "et", "ou", "&", "/", "puis"}
_SINGULAR = {"le", "la", "l'", "un", "une", "cet", "cette", "ce"}
_SKIPPED_LEFT = {"DET", "ADJ", "NUM", "SPACE", "PROPN"}


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention as an argument: its span, the entity keys it stands for, and the word it fills."""

    span: Mention
    entities: tuple[str, ...]
    token: int
    through: str = "name"

    @property
    def type(self) -> str:
        """The mention's type."""
        return str(self.span.label_)


@cache
def representatives() -> dict[str, frozenset[str]]:
    """Return the nouns that stand for their state (`nouns`), those that do so only as a place, the titles of persons."""
    table = read_toml(rules_root() / "relations" / "representatives.toml")["representatives"]
    return {name: frozenset(words) for name, words in table.items()}


def _agree(noun: Word, adjective: Word) -> bool:
    """Tell whether gender and number fit, as far as the model knows them; a hyphenated prefix fits any noun."""
    for feature in ("Gender", "Number"):
        left, right = noun.morph.get(feature), adjective.morph.get(feature)
        if left and right and left != right:
            return False
    return True


class Phrases:
    """The fillers of a document's words, their prepositions and their coordinations."""

    def __init__(self, doc: Tree):
        self.doc = doc
        self.mentions = [span for span in doc.mentions if span.label_ in ENTITY_TYPES]
        self.owner_of: dict[int, Mention] = {}
        self.direct: dict[int, list[Filler]] = {}
        self.adjectives: dict[int, list[Filler]] = {}
        self.groups: dict[int, list[int]] = {}
        self._prepositions: dict[int, str] = {}
        self._placed = False
        self._place_mentions()
        self._placed = True
        self._group_coordinations()

    def _place_mentions(self) -> None:
        outer: list[Mention] = []
        for span in self.mentions:
            if (outer and span.end <= outer[-1].end and span != outer[-1]) or self._is_pair(span):
                continue
            outer.append(span)
            for index in range(span.start, span.end):
                self.owner_of[index] = span
        for span in outer:
            entities = span.keys
            if not entities:
                continue
            adjectival = span.data.get("form") == "demonym" or (span.label_ == "organization" and self._is_adjectival(span))
            if adjectival and (self._is_individual(span) or self._place_demonym(span, entities)):
                continue
            filler = Filler(span, entities, span.root.i)
            for index in range(span.start, span.end):
                self.direct.setdefault(index, []).append(filler)
            self._lend_to_title(span, filler)

    def _is_adjectival(self, span: Mention) -> bool:
        """Tell whether an organization's name is an adjective after its noun (`attaques houthies`)."""
        return span.text[:1].islower() and span.start > span.sent.start and self.doc[span.start - 1].pos_ in ("NOUN", "ADJ")

    def _is_pair(self, span: Mention) -> bool:
        """Tell whether a place name is only two names of states joined by a hyphen (`Pérou-Chili`)."""
        if span.label_ != "place":
            return False
        within = [other for other in self.mentions if other.label_ == "country" and span.start <= other.start and other.end <= span.end]
        return len(within) == 2 and within[0].start == span.start and within[1].end == span.end and within[0].end < within[1].start

    def _is_individual(self, span: Mention) -> bool:
        """Tell whether the demonym is one citizen, whose deeds are not his state's: `le Français`, `l'Italienne X`, `un Malien`."""
        if span.label_ != "country" or not span.text[:1].isupper() or span.start == span.sent.start:
            return False
        if "Plur" in span.root.morph.get("Number"):
            return False
        return self.doc[span.start - 1].plain in _SINGULAR and span.text[-1:] not in "sx-"

    def _place_demonym(self, span: Mention, entities: tuple[str, ...]) -> bool:
        """File an adjectival demonym under its noun; return False for a demonym that is a noun itself."""
        noun = self._noun_of(span)
        if noun is None:
            return False
        if self._is_prefixed(span):
            return True
        filler = Filler(span, entities, noun.i, "demonym")
        self.adjectives.setdefault(noun.i, []).append(filler)
        return True

    def _is_prefixed(self, span: Mention) -> bool:
        """Tell whether a prefix makes the adjective say when or against whom, not whose: `États post-soviétiques`."""
        before = self.doc[span.start - 2].plain if span.start > span.sent.start + 1 else ""
        return before in _PREFIXES and self.doc[span.start - 1].text in "-‑"

    def _noun_of(self, span: Mention) -> Word | None:
        if span.text[:1].isupper() and span.start and self.doc[span.start - 1].plain in ("les", "des", "aux", "un", "une"):
            return None
        for index in range(span.start - 1, max(span.start - 9, span.sent.start - 1), -1):
            token = self.doc[index]
            opens = token.pos_ == "PROPN" and index == span.sent.start and index not in self.owner_of
            named = (token.pos_ == "NOUN" and token.dep_ != "amod") or opens
            if named and not self._is_demonym(index) and index not in self.direct:
                if _agree(token, span.root) or not self._noun_further(index, span.sent.start):
                    return token
            elif (
                token.pos_ in ("VERB", "AUX", "PRON", "CCONJ", "PUNCT", "SCONJ") and token.text not in (",", "-", "‑", "et", "ou", '"')
            ) and not self._is_demonym(index):
                return None
        return None

    def _noun_further(self, index: int, first: int) -> bool:
        """Tell whether the noun is the complement of another (`ministre des Affaires étrangères turc`)."""
        before = self.doc[index - 1] if index - 1 >= first else None
        return before is not None and (before.plain in CONTRACTED or before.pos_ in ("ADP", "ADJ"))

    def _is_demonym(self, index: int) -> bool:
        span = self.owner_of.get(index)
        return span is not None and span.data.get("form") == "demonym"

    def _lend_to_title(self, span: Mention, filler: Filler) -> None:
        """Let the noun that a name is apposed to (`le président russe X`, `la société Y`) stand for the name."""
        index = span.start - 1
        while index >= span.sent.start and (self._is_demonym(index) or self.doc[index].text in _BEFORE_NAMES):
            index -= 1
        token = self.doc[index] if index >= 0 else None
        if token is not None and token.pos_ == "NOUN" and span.label_ in ("person", "organization") and token.i not in self.owner_of:
            self.direct.setdefault(token.i, []).insert(0, filler)
        if span.label_ == "person" and index == span.start - 1 and index in self.owner_of:
            head = self.owner_of[index].root.head
            if span.start - 10 < head.i < index and head.lemma_ in representatives()["titles"]:
                self.direct.setdefault(head.i, []).insert(0, filler)
        if span.label_ == "person" and index > span.sent.start and self.doc[index].text == ",":
            title = self._title_before(index)
            if title is not None:
                self.direct.setdefault(title.i, []).insert(0, filler)
        head = span.root.head
        if (
            span.root.dep_ in ("appos", "flat:name", "nmod")
            and head.i < span.start <= head.i + 6
            and (head.pos_ == "NOUN" or span.root.dep_ == "flat:name")
            and span.label_ == "person"
            and not self.preposition(span.root)
        ):
            self.direct.setdefault(head.i, []).insert(0, filler)

    def _title_before(self, comma: int) -> Word | None:
        """Return the title that a comma parts from its bearer: `le ministre de la Défense du Kenya, X,`."""
        first = max(comma - 12, self.doc[comma].sent.start)
        found = None
        for index in range(comma - 1, first - 1, -1):
            token = self.doc[index]
            if token.pos_ in ("VERB", "AUX", "PRON") or token.text == ",":
                break
            if token.pos_ == "NOUN" and {token.lemma_, token.plain} & representatives()["titles"]:
                found = token
        return found

    def start_of_phrase(self, token: Word) -> int:
        """Return the index where the noun phrase of `token` starts, its determiner included."""
        span = self.owner_of.get(token.i)
        index = span.start if span is not None else token.i
        while index > token.sent.start:
            before = self.doc[index - 1]
            other = self.owner_of.get(before.i)
            if other is not None and other is not span and span is not None and before.pos_ == "PROPN" and not self._is_demonym(before.i):
                break
            part = span is not None and before.dep_ == "compound" and span.start <= before.head.i < span.end  # `des rebelles Houthis`
            prefix = before.plain in ("vice", "ex", "co") or before.text in '"«“-'
            if part or prefix or before.pos_ in _SKIPPED_LEFT or (before.pos_ == "NOUN" and self._titles(before, token)):
                index -= 1
                continue
            break
        return int(index)

    def _titles(self, noun: Word, token: Word) -> bool:
        return any(filler.span.start <= token.i < filler.span.end for filler in self.direct.get(noun.i, ()))

    def preposition(self, token: Word) -> str:
        """Return the preposition that governs the phrase of `token` (`à` for `au`), compound ones whole, else ''."""
        if not self._placed:
            return self._preposition(token)
        if token.i not in self._prepositions:
            self._prepositions[token.i] = self._preposition(token)
        return self._prepositions[token.i]

    def _preposition(self, token: Word) -> str:
        start = self.start_of_phrase(token)
        contracted = start < len(self.doc) and self.doc[start].plain in ("du", "des", "au", "aux")
        index = start if contracted else start - 1
        if index < token.sent.start:
            return ""
        word = self.doc[index].plain
        if self.doc[index].pos_ not in ("ADP", "DET", "SCONJ", "ADV", "VERB", "NOUN") and word not in CONTRACTED:
            return ""
        simple = CONTRACTED.get(word, word)
        compound = self._compound(index, simple)
        if compound:
            return compound
        return simple if self.doc[index].pos_ == "ADP" or word in CONTRACTED or word in _PLAIN_PREPOSITIONS else ""

    def _compound(self, index: int, last: str) -> str:
        first = max(index - 4, self.doc[index].sent.start)
        before = " ".join(self.doc[at].plain for at in range(first, index)).replace("' ", "'")
        for words, name in _COMPOUNDS.get(last, ()):
            if before == words or before.endswith(" " + words):
                return name
        return ""

    def _group_coordinations(self) -> None:
        """Group names that stand in a list (`A, B et C`), whatever the parse made of them."""
        run: list[int] = []
        closed = False
        for index in sorted({span.start for span in self.owner_of.values()}):
            span = self.owner_of[index]
            link = self._link(self.owner_of[run[-1]], span, len(run)) if run else ""
            if not link or (closed and link == ","):
                self._close(run, closed)
                run, closed = [], False
            run.append(index)
            closed = closed or link == "et"
        self._close(run, closed)

    def _close(self, run: list[int], closed: bool) -> None:
        if len(run) > 1 and closed:
            for index in run:
                self.groups[index] = list(run)

    def _link(self, left: Mention, right: Mention, length: int = 1) -> str:
        """Return what joins two names in a list: "et", ",", or '' when something else stands between.

        `length`: how many names the list has so far; one of two bare names or more does not end where a verb's subject begins.
        """
        if left.sent.start != right.sent.start:
            return ""
        if right.start == left.end + 1 and self.doc[left.end].text in HYPHENS:
            pair = {left.label_, right.label_}
            return "et" if len(pair) == 1 or pair == {"country", "organization"} else ""
        within = length > 1 and not self.preposition(left.root)
        if not within and self._starts_clause(left, right) and self.preposition(left.root) != "entre":
            return ""
        between = [self.doc[index] for index in range(left.end, right.start)]
        words = [token.plain for token in between if not token.is_space and token.pos_ != "DET"]
        words = [
            word
            for word in words
            if word not in ("l'", "le", "la", "les", "de", "du", "des", "d'", "à", "au", "aux", "avec", "(", ")", '"', "«", "»", "en")
            and not self._in_brackets(word, left)
        ]
        if words and words[-1] in ("et", "ou", "&") and set(words) <= _SEPARATORS:
            return "et"
        followed = len(words) > 1 and words[0] == "," and words[1] in _FOLLOWED and set(words[2:]) <= _SOON
        if followed or " ".join(words).replace("' ", "'") in _JOINING:
            return "et"
        return "," if words == [","] and not self._leaves_preposition(left, right) else ""

    def _leaves_preposition(self, left: Mention, right: Mention) -> bool:
        """Tell whether a bare `, le Y` follows `de l'X`: lists repeat `de` and `à`, so that Y opens the clause."""
        preposition = self.preposition(left.root)
        if preposition not in ("de", "à") and not preposition.endswith((" de", " à")):
            return False
        return not self.preposition(right.root) and self.doc[right.start - 1].plain in ("le", "la", "l'", "les")

    def _in_brackets(self, word: str, left: Mention) -> bool:
        return left.label_ == "organization" and word == str(left.data.get("acronym") or "").lower()

    def _starts_clause(self, left: Mention, right: Mention) -> bool:
        """Tell whether the right name opens a clause of its own, the left one being a complement of the one before."""
        head = right.root.head
        if not right.root.dep_.startswith("nsubj") or left.root.head.i == head.i:
            return False
        if self.preposition(right.root):
            return False
        return bool(self.preposition(left.root)) or left.root.dep_ == "obj"


_PREFIXES = frozenset({"post", "anti", "pro", "pré", "non", "ex"})
_BEFORE_NAMES = frozenset({'"', "«", "“", "-", "\u00a0", "\u202f", "M", "MM", "Mme", "Mlle", "Dr", "Pr", "dom", "Dom", "."})
_PLAIN_PREPOSITIONS = frozenset(
    [
        "à",
        "de",
        "en",
        "dans",
        "avec",
        "contre",
        "pour",
        "par",
        "sur",
        "sous",
        "entre",
        "vers",
        "chez",
        "envers",
        "sans",
        "depuis",
        "devant",
        "parmi",
        "selon",
        "hors",
        "outre",
        "via",
    ]
)
_COMPOUNDS: dict[str, tuple[tuple[str, str], ...]] = {
    "de": (
        ("auprès", "auprès de"),
        ("au sein", "au sein de"),
        ("en faveur", "en faveur de"),
        ("au profit", "en faveur de"),
        ("à l'encontre", "contre"),
        ("à l'égard", "envers"),
        ("lors", "lors de"),
        ("au côté", "aux côtés de"),
        ("aux côtés", "aux côtés de"),
        ("à destination", "vers"),
        ("en direction", "vers"),
        ("en provenance", "en provenance de"),
        ("à partir", "à partir de"),
        ("à l'intention", "pour"),
        ("au nom", "au nom de"),
        ("près", "près de"),
        ("hors", "hors de"),
        ("au large", "au large de"),
        ("proche", "proche de"),
        ("le long", "le long de"),
        ("à l'intérieur", "dans"),
        ("en dehors", "hors de"),
        ("au détriment", "au détriment de"),
        ("à cause", "à cause de"),
        ("à côté", "près de"),
        ("en présence", "en présence de"),
        ("au sujet", "sur"),
        ("à propos", "sur"),
        ("en marge", "en marge de"),
        ("au bénéfice", "en faveur de"),
        ("au travers", "par"),
        ("afin", "afin de"),
        ("avant", "avant de"),
        ("de la part", "par"),
        ("par l'intermédiaire", "par"),
        ("à la tête", "à la tête de"),
    ),
    "à": (
        ("face", "face à"),
        ("quant", "quant à"),
        ("grâce", "grâce à"),
        ("par rapport", "par rapport à"),
        ("vis-à-vis", "envers"),
        ("jusqu'", "jusqu'à"),
        ("jusque", "jusqu'à"),
        ("suite", "suite à"),
    ),
    "avec": (
        ("de concert", "avec"),
        ("en partenariat", "avec"),
        ("en collaboration", "avec"),
        ("en coopération", "avec"),
        ("en accord", "avec"),
    ),
}

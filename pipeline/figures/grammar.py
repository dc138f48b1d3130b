"""The figures' rules, compiled: what each file of rules/grammars/figures says."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from pipeline.figures.tables import table_fragments
from pipeline.figures.trie import trie
from pipeline.numerals import DIGITS, SCIENTIFIC, number_words, numeral_table, ordinal_words
from pipeline.rulebook.grammar import Grammar
from pipeline.rulebook.locate import rules_root
from pipeline.rulebook.model import GrammarRule

_WORD_LIST = re.compile(r"[\w .'°§&-]+(?:\|[\w .'°§&-]+)+")
AMOUNT = "{montant}"
FIGURE, FILL = "\ue000", "\ue00f"
"""In the shadow of a text a figure is FIGURE and as many FILL as make its length."""

_VULGAR = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞"
_ONE = frozenset(["un", "une"])


class Joined(NamedTuple):
    """The rules of a file as two patterns: those that begin before a figure and those that begin with it.

    `early` and `late` name the rules by the patterns' groups.
    """

    before: re.Pattern[str]
    early: dict[str, GrammarRule]
    at: re.Pattern[str]
    late: dict[str, GrammarRule]


class FigureGrammar(Grammar):
    """The folder's rules by the stage their file stands for."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        self.fragments |= table_fragments()
        self.fragments |= {
            "ordinal": ordinal_words(),
            "cardinal": number_words(),
            "figure": f"{FIGURE}{FILL}*",
            "a": f"{FIGURE}{FILL}*",
            "b": f"{FIGURE}{FILL}*",
        }

    def _named(self, name: str) -> str:
        words = self.fragments.get(name, "")
        if _WORD_LIST.fullmatch(words):
            forms = words.split("|")
            return trie({*forms, *(form.upper() for form in forms if len(form) > 3)}, initial=True)
        return super()._named(name)

    def stage(self, name: str) -> list[GrammarRule]:
        """Return the rules of the file of that name, in its order."""
        return [rule for rule in self.rules if rule.path.stem == name]

    @cached_property
    def suites(self) -> list[tuple[GrammarRule, re.Pattern[str]]]:
        """The rules of montants.toml that begin with `{montant}`, each with the pattern of what follows."""
        rules = [rule for rule in self.stage("montants") if rule.pattern.startswith(AMOUNT)]
        return [(rule, self.compile(rule.pattern.removeprefix(AMOUNT), rule)) for rule in rules]

    @cached_property
    def front(self) -> tuple[GrammarRule, re.Pattern[str], re.Pattern[str]]:
        """The rule whose sign stands before the amount, with the patterns of what is before and after it."""
        rule = next(rule for rule in self.stage("montants") if not rule.pattern.startswith(AMOUNT))
        before, after = rule.pattern.split(AMOUNT)
        return rule, self.compile(rf"(?<![\w$]){before}\Z", rule), self.compile(after, rule)

    @cached_property
    def scale(self) -> re.Pattern[str]:
        """A multiplier in words or signs after a number, and a half."""
        return re.compile(
            self.expand(
                "(?: (?P<aine>{en_aine})(?: de (?P<aines>{echelle}))?|(?: ?(?P<scale>{echelle}))?(?P<scale2> {echelle})?)"
                "(?P<half> et demie?(?!\\w))?"
            )
        )

    @cached_property
    def heads(self) -> tuple[re.Pattern[str], dict[str, GrammarRule]]:
        """What a figure may begin with, its groups `words`, `power`, `digits` and mots.toml's rules."""
        rules = {f"h{index}": rule for index, rule in enumerate(self.stage("mots"))}
        parts = [f"(?P<{name}>{self.expand(rule.pattern)})" for name, rule in rules.items()]
        sign = "[-+\u2212\u00b1]?"
        number = [
            f"(?P<power>{sign}{SCIENTIFIC})",
            f"(?P<digits>{sign}{DIGITS})",
            f"(?P<words>{number_words()})",
        ]
        return re.compile(rf"(?:{'|'.join(parts + number)})"), rules

    @cached_property
    def trigger(self) -> re.Pattern[str]:
        """The first character of what `heads` may match, cheap to search for.

        `re` skips fast to the set of characters it opens with; the two looks behind come after.
        """
        words = self._first_words()
        begun = "|".join(
            [
                rf"[-+\u2212\u00b1]?\d|[{_VULGAR}]|[IVXLC]{{1,7}}[eè\u1d49r]",
                trie([f"{word}\n" for word in words], initial=True).replace("\\\n", ""),
                trie([f"{word.upper()}\n" for word in words if word not in _ONE]).replace("\\\n", ""),
            ]
        )
        letters = "".join(sorted({first for word in words for first in (word[0], word[0].upper())} | {*"IVXLC"}))
        return re.compile(rf"[-+\u2212\u00b1\d{_VULGAR}{letters}](?<!\w.)(?<=(?={begun}).)")

    def _first_words(self) -> list[str]:
        """Return what heads in words begin with, five letters of each at most."""
        table = numeral_table()
        words = {word for section in ("zero", "units", "teens", "tens", "pairs") for word in table[section]}
        words |= {"cent", "mille", "quart", "tiers", "moitié", "second", *table["multiples"], *table["ordinal_stems"]} - {"uni"}
        words |= {f"{word}s" for word in [*table["approximate"], *table["scales"]]}
        return sorted({word[:5] for word in words})

    @cached_property
    def exclusions(self) -> Joined:
        """The rules of exclusions.toml, over the shadow."""
        return self._joined("exclusions")

    @cached_property
    def modifiers(self) -> Joined:
        """The rules of modificateurs.toml, over the shadow."""
        return self._joined("modificateurs")

    @cached_property
    def shapes(self) -> list[tuple[GrammarRule, re.Pattern[str]]]:
        """The rules of plages.toml over the shadow."""
        return [(rule, self.compile(rule.pattern, rule)) for rule in self.stage("plages")]

    def _joined(self, stage: str) -> Joined:
        early: dict[str, GrammarRule] = {}
        late: dict[str, GrammarRule] = {}
        for index, rule in enumerate(self.stage(stage)):
            (late if rule.pattern.startswith("{figure}") else early)[f"r{index}"] = rule
        patterns = [
            "|".join(f"(?P<{n}>{self.expand(rule.pattern)})" for n, rule in part.items())
            for part in (early, late)
        ]
        return Joined(
            re.compile(rf"(?<!\w)(?![{FIGURE}{FILL}])(?:{patterns[0]})"), early, re.compile(patterns[1]), late
        )


@cache
def figure_grammar() -> FigureGrammar:
    """Return the rules of rules/grammars/figures, compiled as they are asked for."""
    return FigureGrammar(rules_root() / "grammars" / "figures")

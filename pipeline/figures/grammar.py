"""The figures' rules, compiled: what each file of rules/grammars/figures says."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

from pipeline.figures.tables import table_fragments
from pipeline.numerals import DIGITS, SCIENTIFIC, number_words, numeral_table, ordinal_words
from pipeline.rulebook.grammar import Grammar
from pipeline.rulebook.locate import rules_root
from pipeline.rulebook.model import GrammarRule

AMOUNT = "{montant}"
FIGURE, FILL = "\ue000", "\ue00f"
"""In the shadow of a text a figure is FIGURE and as many FILL as make its length."""
_KINDS = "countmoneyprcaslfi"


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

    def stage(self, name: str) -> list[GrammarRule]:
        """Return the rules of the file of that name, in its order."""
        return [rule for rule in self.rules if rule.path.stem == name]

    @cached_property
    def suites(self) -> list[tuple[GrammarRule, re.Pattern[str]]]:
        """The rules of montants.toml that begin with `{montant}`, each with the pattern of what follows it."""
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
        return re.compile(self.expand("(?: ?(?P<scale>{echelle}))?(?P<scale2> {echelle})?(?P<half> et demie?(?!\\w))?"))

    @cached_property
    def heads(self) -> tuple[re.Pattern[str], dict[str, GrammarRule]]:
        """Whatever a figure may begin with; its groups are `words`, `power`, `digits` and those of mots.toml's rules."""
        rules = {f"h{index}": rule for index, rule in enumerate(self.stage("mots"))}
        parts = [f"(?P<{name}>{self.expand(rule.pattern)})" for name, rule in rules.items()]
        sign = "[-+\u2212\u00b1]?"
        number = [f"(?P<power>{sign}{SCIENTIFIC})", f"(?P<digits>{sign}{DIGITS})", f"(?P<words>{number_words()})"]
        return re.compile(rf"(?<!\w)(?={self._trigger()})(?:{'|'.join(parts + number)})"), rules

    def _trigger(self) -> str:
        table = numeral_table()
        words = {word for section in ("zero", "units", "teens", "tens", "pairs") for word in table[section]}
        words |= {"cent", "mille", "quart", "tiers", "moitié", *table["multiples"]}
        words |= {f"{word[:-1]}i" for word in ("quatre", "cinqu_", "onze", "douze", "treize", "trente")}
        words |= set(table["ordinal_stems"]) | {f"{word}s" for word in [*table["approximate"], *table["scales"]]}
        words |= {"des", "quelques", "plusieurs", "ces", "les", "de", "d", "par"}
        firsts: dict[str, set[str]] = {}
        for word in words:
            firsts.setdefault(word[0], set()).add(word[1:3])
        parts = [rf"[{first}{first.upper()}](?i:{'|'.join(sorted(nexts))})" for first, nexts in sorted(firsts.items())]
        return rf"[-+\u2212\u00b1]?\d|[½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞IVXLC]|{'|'.join(parts)}"

    @cached_property
    def exclusions(self) -> tuple[re.Pattern[str], dict[str, GrammarRule]]:
        """One pattern over the shadow for all rules of exclusions.toml."""
        return self._joined("exclusions", r"(?<!\w)")

    @cached_property
    def modifiers(self) -> tuple[re.Pattern[str], dict[str, GrammarRule]]:
        """One pattern over the shadow for the rules of modificateurs.toml that end with `{figure}`."""
        return self._joined("modificateurs", r"(?<!\w)", lambda rule: rule.pattern.endswith("{figure}"))

    @cached_property
    def late_modifiers(self) -> tuple[re.Pattern[str], dict[str, GrammarRule]]:
        """One pattern over the shadow for the rules of modificateurs.toml that begin with `{figure}`."""
        return self._joined("modificateurs", "", lambda rule: rule.pattern.startswith("{figure}"))

    @cached_property
    def shapes(self) -> list[tuple[GrammarRule, re.Pattern[str]]]:
        """The rules of plages.toml over the shadow."""
        return [(rule, self.compile(rule.pattern, rule)) for rule in self.stage("plages")]

    def _joined(self, stage: str, before: str, keep=lambda rule: True) -> tuple[re.Pattern[str], dict[str, GrammarRule]]:  # type: ignore[no-untyped-def]
        rules = {f"r{index}": rule for index, rule in enumerate(self.stage(stage)) if keep(rule)}
        parts = [f"(?P<{name}>{self.expand(rule.pattern)})" for name, rule in rules.items()]
        return re.compile(f"{before}(?:{'|'.join(parts)})"), rules


@cache
def figure_grammar() -> FigureGrammar:
    """Return the rules of rules/grammars/figures, compiled as they are asked for."""
    return FigureGrammar(rules_root() / "grammars" / "figures")

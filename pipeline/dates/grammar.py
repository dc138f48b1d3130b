"""The date grammar: TOML rules compiled, tried only around words that can make a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any, NamedTuple

from pipeline.dates.model import DateRule
from pipeline.errors import RuleError
from pipeline.numerals import numeral_table
from pipeline.rulebook.grammar import Grammar, alternatives
from pipeline.rulebook.locate import rules_root

_WINDOW = 72
_BESIDE = 40
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_FOLDED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\u2019": "'", "\u02bc": "'",
                         "\u2010": "-", "\u2011": "-"})  # fmt: skip
_START = r"(?:(?<!\w)|(?<=[^\W\d_])(?=\d))"
_END = r"(?:(?!\w)|(?<=\d)(?=[^\W\d_]))"
_REACHES = {
    "mois": 40,
    "jsem": 20,
    "annee": 40,
    "numerique": 8,
    "jour_nu": 2,
    "saison": 16,
    "jours": 20,
    "deictique": 20,
    "periode": 30,
}
_ONE_WORD = frozenset({"mois", "jsem", "annee", "saison", "frequence", "mot_mil"})
_YEAR_TRIGGER = "annee"
_NUMERIC_TRIGGER = "numerique"
_DAY_TRIGGER = "jour_nu"  # a number of one or two digits after `le`


class Trigger(NamedTuple):
    """A word that makes rules worth trying: its trigger's name, its span, the start of the number before
    it or -1.
    """

    name: str
    start: int
    end: int
    run: int


class Compiled(NamedTuple):
    """A rule ready to be tried: its pattern and the patterns of what stands beside it.

    `shape`: `anchored` begins with its trigger, `numbered` with a number that touches it, `free` somewhere
    before it.
    """

    rule: DateRule
    shape: str
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


class DateGrammar(Grammar):
    """The rules of rules/grammars/dates, by the trigger that makes each worth trying."""

    def __init__(self) -> None:
        super().__init__(rules_root() / "grammars" / "dates", DateRule)
        table = numeral_table()
        words = {w: v for name in ("zero", "units", "teens", "tens", "pairs") for w, v in table[name].items()}
        words |= {"cent": 100, "cents": 100, "mille": 1000, "mil": 1000, "vingts": 20}
        words |= {f"{w}{s}": v for w, v in table["scales"].items() for s in ("", "s")}
        self.fragments["mot_nombre"] = alternatives(words)

    @cached_property
    def compiled(self) -> dict[str, list[Compiled]]:
        """Each trigger with the rules it makes worth trying. Raises RuleError for a rule without one."""
        by_trigger: dict[str, list[Compiled]] = {}
        for rule in self.rules:
            assert isinstance(rule, DateRule)
            by_trigger.setdefault(self._trigger_of(rule), []).append(self._compiled(rule))
        return by_trigger

    def _compiled(self, rule: DateRule) -> Compiled:
        def beside(pattern: str, shape: str) -> re.Pattern[str] | None:
            named = re.sub(r"\{(?:\w+=)?([a-z_]\w*)\}", lambda match: f"(?:{self._named(match[1])})", pattern)
            return self.compile(shape % named, rule) if pattern else None

        return Compiled(
            rule,
            self._shape(rule),
            self.compile(f"{_START}(?:{rule.pattern}){_END}", rule),
            beside(rule.before, r"(?:%s)\Z"),
            beside(rule.not_before, r"(?:%s)\Z"),
            beside(rule.after, "(?:%s)"),
            beside(rule.not_after, "(?:%s)"),
        )

    def _shape(self, rule: DateRule) -> str:
        trigger = self._trigger_of(rule)
        if trigger in _ONE_WORD and re.match(rf"\{{(?:\w+=)?{trigger}\w*\}}|\{{{trigger}=", rule.pattern):
            return "anchored"
        return (
            "numbered"
            if re.match(r"(?:\(\?!.*\))?\{nombre\}\(\?: \|\)\{(?:unite=|unite\})", rule.pattern)
            else "free"
        )

    @cached_property
    def number_words(self) -> frozenset[str]:
        """The words a number in words is made of."""
        return frozenset(re.findall(r"[^\W\d_]+", self.fragments["mot_nombre"]))

    def _trigger_of(self, rule: DateRule) -> str:
        if rule.trigger:
            return rule.trigger
        named = re.findall(r"\{(?:\w+=)?([a-z_]\w*)\}", rule.pattern)
        for name in self.tables["declencheurs"]:
            if name in named:
                return str(name)
        raise RuleError(f"{rule.id}: no trigger among its tables", path=rule.path, line=rule.line)

    @cached_property
    def trigger_words(self) -> dict[str, set[str]]:
        """Each table of words that make a date with the last word of each of its surfaces."""
        names = self.tables["declencheurs"]
        return {
            name: {_TOKEN.findall(surface.lower())[-1] for surface in self.tables[name]} for name in names
        }

    @cached_property
    def triggers_of(self) -> dict[str, tuple[str, ...]]:
        """Each word with the triggers it stands for."""
        found: dict[str, tuple[str, ...]] = {}
        for name, words in self.trigger_words.items():
            for word in words:
                found[word] = (*found.get(word, ()), name)
        return found


class Hit(NamedTuple):
    """A rule's match: its rule, span, and what its pattern captured (folded text, by name)."""

    rule: DateRule
    start: int
    end: int
    captures: dict[str, str]
    said: str
    grammar: DateGrammar

    def value(self, name: str, table: str = "") -> Any:
        """Return the table's value for the capture of that name, or None when it captured nothing."""
        surface = self.captures.get(name)
        return None if surface is None else self.grammar.tables[table or name][surface]


@cache
def grammar() -> DateGrammar:
    """Return the date grammar, loaded once."""
    return DateGrammar()


def fold(text: str) -> str:
    """Return the text in lower case with plain blanks, apostrophes and hyphens, code point for code point."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_FOLDED)


def scan(folded: str) -> Iterator[Hit]:
    """Yield every match of every rule around its triggers, in no order."""
    rules = grammar()
    compiled_by_trigger = rules.compiled
    seen: set[tuple[str, int]] = set()
    for trigger in _triggers(folded, rules):
        name, start, end, run = trigger
        low, high = _window(folded, start, end, _REACHES.get(name, _WINDOW))
        for compiled in compiled_by_trigger.get(name, ()):
            hints = compiled.rule.hints
            if (compiled.shape == "numbered" and run < 0) or (
                hints and not any(folded.find(hint, low, high) >= 0 for hint in hints)
            ):
                continue
            first = {"free": low, "anchored": start, "numbered": run}[compiled.shape]
            for match in compiled.pattern.finditer(folded, first, high):
                if match.start() > start:
                    break
                key = (compiled.rule.id, match.start())
                if match.end() >= end and key not in seen and _fits(folded, compiled, match):
                    seen.add(key)
                    yield Hit(compiled.rule, match.start(), match.end(), _captures(match), match[0], rules)
                if compiled.shape == "anchored":
                    break


def _captures(match: re.Match[str]) -> dict[str, str]:
    """Return what was captured by name; the second capture of a name is `name2`, whatever alias the
    pattern gave it.
    """
    found: dict[str, str] = {}
    for alias, said in match.groupdict().items():
        if said is not None:
            name = alias.rstrip("0123456789")
            number = sum(key.rstrip("0123456789") == name for key in found) + 1
            found[name if number == 1 else f"{name}{number}"] = said
    return found


def _triggers(folded: str, rules: DateGrammar) -> Iterator[Trigger]:
    triggers_of, number_words = rules.triggers_of, rules.number_words
    run, last = -1, 0  # where the number that ends just before begins
    for match in _TOKEN.finditer(folded):
        token, (start, end) = match[0], match.span()
        if run >= 0 and start - last > 1:
            run = -1
        for name in triggers_of.get(token, ()):
            yield Trigger(name, start, end, run)
        numeric = token[0].isdecimal()
        if numeric:
            if 3 <= len(token) <= 4:
                yield Trigger(_YEAR_TRIGGER, start, end, run)
            elif len(token) < 3 and folded.startswith("le ", max(start - 3, 0)):
                yield Trigger(_DAY_TRIGGER, start, end, run)
            if folded[end : end + 1] in ("/", ".", "-", "h", ":") and folded[end + 1 : end + 2].isdecimal():
                yield Trigger(_NUMERIC_TRIGGER, start, end, run)
        if not (numeric or token in number_words or (token == "et" and run >= 0)):
            run = -1
        elif run < 0:
            run = start
        last = end


def _window(folded: str, start: int, end: int, reach: int) -> tuple[int, int]:
    low = max(start - reach, 0)
    low = max(low, folded.rfind("\n", low, start) + 1)
    high = min(end + _WINDOW, len(folded))
    line_end = folded.find("\n", end, high)
    high = high if line_end < 0 else line_end
    while low < start and folded[low].isalnum() and low and folded[low - 1].isalnum():
        low += 1
    while high > end and high < len(folded) and folded[high].isalnum() and folded[high - 1].isalnum():
        high -= 1
    return low, high


def _fits(folded: str, compiled: Compiled, match: re.Match[str]) -> bool:
    start, end = match.span()
    left = folded[max(0, start - _BESIDE) : start]
    if compiled.before and not compiled.before.search(left):
        return False
    if compiled.not_before and compiled.not_before.search(left):
        return False
    if compiled.after and not compiled.after.match(folded, end):
        return False
    return not (compiled.not_after and compiled.not_after.match(folded, end))

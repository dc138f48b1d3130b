"""What a date rule may say beyond a grammar rule."""

from __future__ import annotations

from pipeline.rulebook.model import GrammarRule


class DateRule(GrammarRule):
    """A date rule. `build` names a function of `pipeline.dates.builders`; `value` is its constant argument.

    `before` and `after` must match the text that touches the span on either side, `not_before` and
    `not_after` must not.
    `trigger` names the table or fragment whose words make the rule be tried (its own first trigger table
    by default), and
    only where one of `hints` stands near by.
    `partial` marks what is a date only beside another (`3` in `3 et 4 mai`). `weight` decides between
    matches of the same length. `resolved` drops what gets no value (`dans la nuit` of no known day);
    `lower` what has a capital inside a sentence (`vers Mars`). `reference` is the examples' document date.
    """

    build: str
    before: str = ""
    not_before: str = ""
    after: str = ""
    not_after: str = ""
    trigger: str = ""
    hints: tuple[str, ...] = ()
    partial: bool = False
    weight: int = 0
    resolved: bool = False
    lower: bool = False
    reference: str | None = None

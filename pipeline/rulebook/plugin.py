"""The pytest plugin that makes each `yes`, `no` and `todo` sentence of a rule file a test item."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RuleError
from pipeline.rulebook.locate import rules_root
from pipeline.rulebook.marks import parse_marks
from pipeline.rulebook.model import Rule


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    """Collect the rule files of the checkout's `rules` folder."""
    root = rules_root()
    if file_path.suffix != ".toml" or not file_path.is_relative_to(root):
        return None
    from pipeline.rulecheck import checker_for

    checker = checker_for(file_path.relative_to(root))
    if checker is None:
        return None
    collector: RuleFile = RuleFile.from_parent(parent, path=file_path)
    collector.checker = checker
    return collector


class RuleFile(pytest.File):
    """A rule file, whose items are its rules' sentences."""

    checker: Any

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item a sentence; a file that can't be read fails as a whole, with its line."""
        try:
            rules: list[Rule] = self.checker.rules(self.path)
        except RuleError as error:
            raise self.CollectError(str(error)) from error
        for rule in rules:
            for role in ("yes", "no", "todo"):
                for index, sentence in enumerate(getattr(rule, role), 1):
                    name = f"{rule.id}:{role}:{index}"
                    item: Sentence = Sentence.from_parent(self, name=name)
                    item.rule, item.role, item.sentence = rule, role, sentence
                    if role == "todo":
                        item.add_marker(pytest.mark.xfail(strict=True, reason=rule.note or "todo"))
                    yield item


class Sentence(pytest.Item):
    """An example sentence of a rule."""

    rule: Rule
    role: str
    sentence: str

    def runtest(self) -> None:
        """Fail with what the rule should have found and did not, or should not have found and did."""
        text, marks = parse_marks(self.sentence)
        checker = self.parent.checker  # type: ignore[union-attr]
        problems = checker.counter(self.rule, text) if self.role == "no" else checker.example(self.rule, text, marks)
        if problems:
            raise ExampleFailed(self.rule, self.sentence, problems)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the file, the rule, the sentence and the problems, without a traceback."""
        if isinstance(excinfo.value, ExampleFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the rule stands."""
        return self.path, self.rule.line - 1, self.name


class ExampleFailed(Exception):
    """An example that the rule does not bear out."""

    def __init__(self, rule: Rule, sentence: str, problems: list[str]):
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"{rule.path}:{rule.line}: règle {rule.id}\n  {sentence}\n{lines}")

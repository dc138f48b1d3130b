"""A figure in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extensions import Found
from pipeline.figures.tables import Unit, to_si
from pipeline.numerals import times, whole

Number = int | float


@dataclass(slots=True)
class Figure:
    """A number with what surrounds it; offsets into the text, end exclusive.

    `tail` is the end of the bare number (its multiplier in, its unit out), `scale` its multiplier's value,
    `written` is `digits`, `words` or `other`; `trace` the ids of all rules that shaped it.
    `kind` is `none` for what is no figure; `like` the figure whose noun it leaves out.
    """

    start: int
    end: int
    tail: int
    kind: str
    value: Number | None
    written: str
    rule: str
    scale: int = 1
    low: Number | None = None
    high: Number | None = None
    unit: str | None = None
    measured: Unit | None = None
    mod: str | None = None
    counted: str | None = None
    like: Figure | None = None
    trace: list[str] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Return whether the number has no unit."""
        return self.kind == "count" and self.unit is None

    def shaped_by(self, rule: str) -> None:
        """Note that the rule made it what it is."""
        self.rule = rule
        self.trace.append(rule)

    def exclude(self, rule: str) -> None:
        """Make it no figure."""
        self.kind = "none"
        self.shaped_by(rule)

    def rescale_by(self, scale: int) -> None:
        """Multiply value and bounds by a multiplier that the number did not hold yet."""
        self.scale *= scale
        self.value, self.low, self.high = (_times(part, scale) for part in (self.value, self.low, self.high))

    def found(self) -> Found:
        """Return the mention, its fields as the records have them."""
        value = self.value if self.value is not None else self.low if self.low is not None else self.high
        si = (
            to_si(value, self.measured)
            if self.kind == "measure" and self.measured and value is not None
            else None
        )
        data = {
            "kind": self.kind,
            "value": _rounded(self.value),
            "low": _rounded(self.low),
            "high": _rounded(self.high),
            "unit": self.unit,
            "si": si if self.value is not None else None,
            "counted": self.counted,
            "mod": self.mod,
        }
        return Found(self.start, self.end, "figure", self.rule, data)


def _times(value: Number | None, scale: int) -> Number | None:
    return None if value is None else times(value, scale)


def _rounded(value: Number | None) -> Number | None:
    return value if value is None or isinstance(value, int) else whole(float(f"{value:.12g}"))

"""A bar chart in numbers: the template only draws them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its value, its length in per cent of the longest, its share of all."""

    label: str
    value: int
    length: float
    share: float


def bars(values: Sequence[tuple[str, int]]) -> list[Bar]:
    """Measure the bars, longest first; what is nothing has no bar."""
    shown = sorted((item for item in values if item[1] > 0), key=lambda item: -item[1])
    total = sum(value for _, value in shown)
    return [
        Bar(label, value, round(100 * value / shown[0][1], 1), round(100 * value / total, 1))
        for label, value in shown
    ]

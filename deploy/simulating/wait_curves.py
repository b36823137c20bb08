"""How large a share of the requests somebody had taken after which time: one line a policy."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log10

from deploy.simulating.comparison import Waits
from deploy.simulating.svg import INK, SOFT, curve, line, text

POINTS = 160
LABEL = 17
"""From one label to the next, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One policy's line."""

    name: str
    waits: Waits
    colour: str
    dashes: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Where the lines are drawn, and over which times (minutes)."""

    title: str
    left: float
    top: float
    width: float
    height: float
    ticks: Sequence[tuple[float, str]]
    is_log: bool = False

    def x(self, minute: float) -> float:
        """Place a time."""
        scale: Callable[[float], float] = log10 if self.is_log else float
        first, last = scale(self.ticks[0][0]), scale(self.ticks[-1][0])
        return self.left + self.width * (scale(minute) - first) / (last - first)

    def y(self, share: float) -> float:
        """Place a share; the axis always runs from 0 to 100 %."""
        return self.top + self.height * (1 - share)

    def minutes(self) -> Iterator[float]:
        """Give the times at which the lines are drawn, evenly on paper."""
        first, last = self.ticks[0][0], self.ticks[-1][0]
        for step in range(POINTS + 1):
            part = step / POINTS
            yield first * (last / first) ** part if self.is_log else first + (last - first) * part


def panel_parts(panel: Panel, lines: Sequence[Line]) -> Iterator[str]:
    """Draw axes, lines and the name of each at its end."""
    yield text(panel.left, panel.top - 14, panel.title, font_size=16, font_weight=600)
    yield from _grid(panel)
    last = panel.ticks[-1][0]
    ends = []
    for one in lines:
        yield curve(
            ((panel.x(minute), panel.y(_share(one, minute))) for minute in panel.minutes()),
            one.colour,
            one.dashes,
        )
        ends.append((_share(one, last), one))
    yield from _names(panel, ends)


def _share(one: Line, minute: float) -> float:
    return bisect_right(one.waits.minutes, minute) / max(1, one.waits.requests)


def _grid(panel: Panel) -> Iterator[str]:
    right, bottom = panel.left + panel.width, panel.top + panel.height
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = panel.y(share)
        yield line((panel.left, y), (right, y), stroke=INK if share == 0 else "#d9d9d9")
        yield text(
            panel.left - 8,
            y + 5,
            f"{100 * share:.0f} %",
            text_anchor="end",
            font_size=13,
            fill=SOFT,
        )
    for minute, name in panel.ticks:
        x = panel.x(minute)
        yield line((x, bottom), (x, bottom + 5), stroke=INK)
        yield text(x, bottom + 21, name, text_anchor="middle", font_size=13, fill=SOFT)


def _names(panel: Panel, ends: Sequence[tuple[float, Line]]) -> Iterator[str]:
    """Write the names beside the ends, as near as they fit without touching."""
    right, below = panel.left + panel.width, panel.top - LABEL
    ordered = sorted(ends, key=lambda end: -end[0])
    for place, (share, one) in enumerate(ordered):
        lowest = panel.top + panel.height - LABEL * (len(ordered) - 1 - place)
        y = min(max(panel.y(share), below + LABEL), lowest)
        below = y
        yield line((right, panel.y(share)), (right + 12, y), stroke=one.colour)
        yield text(
            right + 16, y + 5, f"{100 * share:.0f} % {one.name}", font_size=13, fill=one.colour
        )

"""The picture of a comparison: waits, fills and how often volunteers were asked."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isnan

from deploy.simulating.comparison import Compared
from deploy.simulating.figures import Figures
from deploy.simulating.svg import INK, SOFT, bar, document, line, text
from deploy.simulating.wait_curves import Line, Panel, panel_parts

WIDTH = 1280
_TOP, _HEIGHT, _ROW = 150, 330, 30
COLOURS = (
    *("#0072b2", "#d55e00", "#007d5a", "#a04b82"),
    *("#000000", "#8c6d00", "#3d8fc4", "#6b6b6b"),
)
"""Okabe and Ito's, told apart with any colour sight; darkened where white paper asks for it."""
DASHES = ("none", "9 4", "2 4", "9 4 2 4")
_CLASSES = ((0, "never"), (1, "once"), (2, "twice"), (3, "3 to 5 times"), (6, "6 or more"))
_SHADES = ("#e8e8e8", "#b5cfe8", "#7fb0d9", "#3a7fb8", "#0b3c68")
_ROOM = 0.08
"""What a share needs at least for its number to fit into its bar."""
_LONG = ((1, "1 min"), (5, "5"), (15, "15"), (60, "1 h"), (240, "4 h"), (720, "12 h"))
_LONGER = ((2880, "2 d"), (10080, "7 d"))
_TODAY = ((0, "0 min"), (15, "15"), (30, "30"), (60, "60"), (90, "90"), (120, "120"))


def picture(compared: Sequence[Compared], where: str) -> str:
    """Draw it as SVG; the title says what came out."""
    title = finding(compared)
    bottom = _TOP + _HEIGHT + 90
    return document(
        WIDTH,
        bottom + 40 + _ROW * len(compared) + 90,
        title,
        (
            text(32, 48, title, font_size=21, font_weight=700),
            text(32, 78, f"{where}; minutes are medians", font_size=15, fill=SOFT),
            *_curves(compared),
            *_bars(compared, bottom),
        ),
    )


def finding(compared: Sequence[Compared]) -> str:
    """Say in one line what the first policy did, against the last one if there are several."""
    first, last = compared[0], compared[-1]
    if first is last:
        return f"{first.name}: {_told(first.figures)}"
    return f"{first.name}: {_told(first.figures)}; {last.name}: {_told(last.figures)}"


def _told(figures: Figures) -> str:
    share, wait = _percent(figures.filled), figures.median_wait_today
    return f"{share} taken" if isnan(wait) else f"{share} taken, today's in {_number(wait)} min"


def _curves(compared: Sequence[Compared]) -> Iterator[str]:
    ticks = (*_LONG, *_LONGER)
    all_of_them = Panel(
        "Requests taken, by time since they came", 84, _TOP, 400, _HEIGHT, ticks, is_log=True
    )
    today = Panel("Those needed today: taken within two hours", 744, _TOP, 318, _HEIGHT, _TODAY)
    yield from panel_parts(
        all_of_them, [_line(place, one, today=False) for place, one in enumerate(compared)]
    )
    if any(one.waits_today.requests for one in compared):
        yield from panel_parts(
            today, [_line(place, one, today=True) for place, one in enumerate(compared)]
        )


def _line(place: int, one: Compared, *, today: bool) -> Line:
    return Line(
        name=one.name,
        waits=one.waits_today if today else one.waits,
        colour=COLOURS[place % len(COLOURS)],
        dashes=DASHES[place % len(DASHES)],
    )


def _bars(compared: Sequence[Compared], top: float) -> Iterator[str]:
    """Draw a row a policy: taken, asks for each, and how often volunteers were asked."""
    yield text(210, top, "Taken in time", font_size=16, font_weight=600)
    yield text(470, top, "Asks for each task taken", font_size=16, font_weight=600)
    yield text(744, top, "How often volunteers were asked", font_size=16, font_weight=600)
    known = [one.figures.notices_per_fill for one in compared]
    most = max((asks for asks in known if not isnan(asks)), default=1)
    for place, one in enumerate(compared):
        y = top + 18 + _ROW * place
        colour = COLOURS[place % len(COLOURS)]
        filled, asks = one.figures.filled, one.figures.notices_per_fill
        yield text(198, y + 15, one.name, text_anchor="end", fill=colour)
        yield bar((210, y), (170, 20), _SHADES[0])
        yield bar((210, y), (0 if isnan(filled) else 170 * filled, 20), colour)
        yield text(388, y + 15, _percent(filled), font_size=13)
        yield from _valued((470, y), 0 if isnan(asks) else 170 * asks / most, colour, _number(asks))
        yield from _stack((744, y), one.notices)
    yield from _key(top + 18 + _ROW * len(compared) + 16)


def _valued(corner: tuple[float, float], length: float, colour: str, value: str) -> Iterator[str]:
    yield bar(corner, (length, 20), colour)
    yield text(corner[0] + max(0, length) + 7, corner[1] + 15, value, font_size=13)


def _stack(corner: tuple[float, float], notices: Sequence[int]) -> Iterator[str]:
    x, y = corner
    bounds = [*(first for first, _ in _CLASSES), float("inf")]
    for (first, after), shade in zip(pairwise(bounds), _SHADES, strict=True):
        share = sum(first <= count < after for count in notices) / max(1, len(notices))
        yield bar((x, y), (490 * share, 20), shade)
        if share >= _ROOM:
            pale = shade in _SHADES[:3]
            yield text(
                x + 6, y + 15, _percent(share), font_size=12, fill=INK if pale else "#ffffff"
            )
        x += 490 * share


def _key(y: float) -> Iterator[str]:
    x = 744.0
    yield line((x, y - 12), (x + 490, y - 12))
    for (_, name), shade in zip(_CLASSES, _SHADES, strict=True):
        yield bar((x, y), (14, 14), shade)
        yield text(x + 20, y + 12, name, font_size=13, fill=SOFT)
        x += 38 + 7.2 * len(name)


def _percent(share: float) -> str:
    return "-" if isnan(share) else f"{100 * share:.0f} %"


def _number(value: float) -> str:
    return "-" if isnan(value) else f"{value:.1f}"

"""Charts as SVG: a few hundred bytes each, to be read in grey too. Each stands beside its table."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Final, NamedTuple

from services.reporting.documents.model import Cell, Kind, Table, Words
from services.reporting.documents.rules.text import text_of

_WIDTH: Final = 640
NARROW: Final = 320
"""As wide as a phone: text keeps its size there, so labels stand above their bars."""
_LABEL, _LINE, _ABOVE = 200, 24, 20
_HEIGHT, _FOOT = 200, 28
_ROOM_OF_LABEL, _ROOM_OF_VALUE, _LETTER = 53, 90, 7.5
_INK, _BAR = "currentColor", "#3b5a75"


class _Bar(NamedTuple):
    label: str
    value: float
    said: str


class _Frame(NamedTuple):
    """What bars are drawn in: how wide it is, and what the longest stands for."""

    width: int
    most: float
    compared: tuple[float, str] | None

    @property
    def is_narrow(self) -> bool:
        return self.width < _WIDTH


def chart_of(table: Table, words: Words, width: int = _WIDTH) -> str:
    """Draw the column that is to be drawn; hidden and unknown cells are said, not drawn."""
    place = table.drawn or 0
    kinds = table.columns[0].kind, table.columns[place].kind
    bars = [
        _Bar(
            text_of(row[0], kinds[0], words),
            _length(row[place]),
            text_of(row[place], kinds[1], words),
        )
        for row in table.rows
    ]
    frame = _frame(table, bars, kinds[1], width)
    return _columns(bars, frame) if table.is_over_time else _lines(bars, frame)


def _frame(table: Table, bars: Sequence[_Bar], kind: Kind, width: int) -> _Frame:
    """Measure: a share is a part of all, and so is what it is compared with."""
    most = 1.0 if kind is Kind.SHARE else max((bar.value for bar in bars), default=0) or 1
    compared = table.compared
    return _Frame(width, most, (float(compared.value), compared.label) if compared else None)


def _length(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | Decimal) else 0.0


def _lines(bars: Sequence[_Bar], frame: _Frame) -> str:
    longest = max((len(bar.label) for bar in bars), default=0)
    stands_above = frame.is_narrow or longest * _LETTER > _LABEL
    above, left = (_ABOVE, 0) if stands_above else (0, _LABEL)
    room = frame.width - left - (_ROOM_OF_VALUE if bars else 0)
    step = _LINE + above
    drawn = "".join(
        (_text(0, y + 15, bar.label) if above else _text(left - 8, y + 16, bar.label, "end"))
        + _rectangle(left, y + above + 3, max(1, bar.value / frame.most * room), 17)
        + _text(left + bar.value / frame.most * room + 6, y + above + 16, bar.said)
        for y, bar in zip(range(0, len(bars) * step, step), bars, strict=True)
    )
    return _compared_down(frame, drawn, left, room, len(bars) * step)


def _compared_down(frame: _Frame, drawn: str, left: int, room: float, height: int) -> str:
    """Add the line to which bars are compared, with its words below."""
    if frame.compared is None:
        return _picture(frame.width, height, drawn)
    value, label = frame.compared
    at = left + value / frame.most * room
    line = (
        f'<path d="M{at:.1f} 0V{height + 6}" stroke="{_INK}" stroke-width="2"'
        ' stroke-dasharray="5 4" fill="none"/>'
    )
    words = _text(min(at, frame.width - 4), height + 20, label, "end")
    return _picture(frame.width, height + _FOOT, drawn + line + words)


def _columns(bars: Sequence[_Bar], frame: _Frame) -> str:
    step = frame.width / max(len(bars), 1)
    longest = max((len(bar.label) for bar in bars), default=0)
    labels = int(frame.width // max(_ROOM_OF_LABEL, longest * _LETTER))
    every = -(-len(bars) // max(labels, 1)) or 1
    drawn = "".join(
        _rectangle(number * step + 1, _HEIGHT - tall, max(1, step - 2), tall)
        + (_text(number * step, _HEIGHT + 18, bar.label) if number % every == 0 else "")
        for number, bar in enumerate(bars)
        for tall in [bar.value / frame.most * (_HEIGHT - 20)]
    )
    return _picture(frame.width, _HEIGHT + _FOOT, drawn + _highest(bars, step, frame.width))


def _highest(bars: Sequence[_Bar], step: float, width: int) -> str:
    """Say how much the highest column is: the others are seen from it."""
    if not bars:
        return ""
    number = max(range(len(bars)), key=lambda place: bars[place].value)
    return _text(min(number * step, width - 60), 14, bars[number].said)


def _picture(width: int, height: float, drawn: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' font-family="Noto Sans" font-size="13">{drawn}</svg>'
    )


def _rectangle(left: float, top: float, wide: float, tall: float) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{_BAR}"/>'
    )


def _text(left: float, top: float, text: str, anchor: str = "start") -> str:
    return (
        f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}" fill="{_INK}">'
        f"{escape(text, quote=False)}</text>"
    )

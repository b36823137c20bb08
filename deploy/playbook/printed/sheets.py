"""What a printed sheet is made of: headings, texts, room to write, boxes to tick, and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a sheet; which of its values count says its kind."""

    kind: Literal["heading", "text", "alert", "write", "tick", "table", "turn"]
    text: str = ""
    hint: str = ""
    lines: int = 1
    """How many lines there are to write on."""
    options: Sequence[str] = ()
    columns: int = 1
    """Beside each other; several that are narrow share a line."""
    heads: Sequence[str] = ()
    widths: Sequence[int] = ()
    """Of a table's columns, in parts of its whole."""
    rows: Sequence[Sequence[str]] = ()
    height: int = 0
    """Of a table's rows at least, in millimetres: what is written by hand needs room."""
    large: int = -1
    """The column that is read from afar: numbers that are rung."""
    indents: Sequence[int] = ()
    """How far the first cell of each row stands in."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed, copied and hung up by itself."""

    code: str
    """What its file is called."""
    title: str
    blocks: Sequence[Block]
    wide: bool = False
    """It lies on its side."""
    foot: str = ""
    """Who may see it, and what becomes of it."""


TURN: Final = Block(kind="turn")
"""What follows stands on the other side of the paper."""


def heading(text: str) -> Block:
    """Give a heading within a sheet."""
    return Block(kind="heading", text=text)


def text(said: str) -> Block:
    """Give a paragraph."""
    return Block(kind="text", text=said)


def alert(said: str) -> Block:
    """Give what must not be overlooked."""
    return Block(kind="alert", text=said)


def write(label: str, hint: str = "", lines: int = 1, columns: int = 1) -> Block:
    """Give room to write."""
    return Block(kind="write", text=label, hint=hint, lines=lines, columns=columns)


def tick(label: str, options: Sequence[str], hint: str = "", columns: int = 1) -> Block:
    """Give boxes to tick."""
    return Block(kind="tick", text=label, options=options, hint=hint, columns=columns)

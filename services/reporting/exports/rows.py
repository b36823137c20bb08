"""Published figures as the frozen text of a report has them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from services.reporting.exports.model import Published, Status, Told, Value
from services.reporting.figures.model.report import Period

_AT_LEAST: Final = ">="
_BAND: Final = "="
_SUM: Final = ""


def published_of(row: Mapping[str, Any]) -> Published:
    """Read what was published: cells are texts as `12`, `>=7`, `hidden`, or `=` and a band."""
    shown = json.loads(row["shown"])
    return Published(
        project=row["project"],
        period=Period(row["first_day"], row["last_day"]),
        edition=row["edition"],
        hash=row["hash"],
        published_at=row["published_at"],
        exercise=row["exercise"],
        names=shown["paid"]["names"],
        k=shown["k"],
        told=[_told(each) for each in shown["told"]],
    )


def value_of(row: str, column: str, text: str) -> Value:
    """Read one cell."""
    codes = row, column
    if text in {Status.HIDDEN, Status.UNKNOWN}:
        return Value(codes, Status(text))
    if text.startswith(_AT_LEAST):
        return Value(codes, Status.AT_LEAST, text.removeprefix(_AT_LEAST))
    if text.startswith(_BAND):
        return Value(codes, Status.BAND, text.removeprefix(_BAND))
    return Value(codes, Status.EXACT, text)


def _told(said: Mapping[str, Any]) -> Told:
    kept = ("code", "name", "definition", "basis", "unit", "kind", "unconfirmed", "target")
    return Told(
        **{name: said[name] for name in kept},
        by=tuple(said["by"]),
        values=list(_values(said)),
    )


def _values(said: Mapping[str, Any]) -> Iterable[Value]:
    """Give each cell once: what is by nothing has a total only, what is by one has no columns."""
    by = len(said["by"])
    rows: Sequence[str] = said["rows"] if by else []
    inner = (
        value_of(row, column, text)
        for row, cells in zip(rows, said["cells"], strict=False)
        for column, text in zip(said["columns"], cells, strict=True)
        if by > 1
    )
    of_rows = (value_of(row, _SUM, text) for row, text in zip(rows, said["row_sums"], strict=False))
    columns = said["columns"] if by > 1 else []
    of_columns = (
        value_of(_SUM, column, text)
        for column, text in zip(columns, said["column_sums"], strict=False)
    )
    return chain(inner, of_rows, of_columns, [value_of(_SUM, _SUM, said["total"])])

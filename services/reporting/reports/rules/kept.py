"""Figures as they were counted, as a text: what a correction is compared with is kept of each."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from services.reporting.figures.model.cross_tables import CrossTable, Greatest, Part
from services.reporting.figures.model.dims import Dim
from services.reporting.figures.model.indicators import Figure, Indicator

Known: TypeAlias = Mapping[str, Indicator]
Places: TypeAlias = Mapping[tuple[str, tuple[Dim, ...]], int]


def kept(figures: Iterable[Figure]) -> str:
    """Write them, each table once."""
    every = list(figures)
    parts = [part for figure in every for part in (*figure.parts, *figure.wholes)]
    tables = list({part.table.key: part.table for part in parts}.values())
    places = {table.key: place for place, table in enumerate(tables)}
    said = {
        "tables": [_table(each) for each in tables],
        "figures": [_figure(each, places) for each in every],
    }
    return json.dumps(said, ensure_ascii=False, default=str)


def figures_in(text: str, known: Known) -> Sequence[Figure]:
    """Read them; of an indicator that is no longer known nothing can be told apart."""
    said = json.loads(text)
    tables = [_read_table(each) for each in said["tables"]]
    return [_read(each, known, tables) for each in said["figures"] if each["code"] in known]


def _table(table: CrossTable) -> Mapping[str, object]:
    names = ("measure", "sides", "rows", "columns", "values", "things", "k")
    said = {name: getattr(table, name) for name in names} | {"secret": sorted(table.secret)}
    return said if table.greatest is None else said | {"greatest": table.greatest}


def _read_table(said: Mapping[str, Any]) -> CrossTable:
    return CrossTable(
        measure=said["measure"],
        sides=tuple(map(Dim, said["sides"])),
        rows=tuple(said["rows"]),
        columns=tuple(said["columns"]),
        values=tuple(map(tuple, said["values"])),
        things=tuple(map(tuple, said["things"])),
        k=said["k"],
        secret=frozenset(said["secret"]),
        greatest=_greatest(said.get("greatest")),
    )


def _greatest(
    said: Iterable[Iterable[Iterable[int]]] | None,
) -> tuple[tuple[Greatest, ...], ...] | None:
    """Read them; they are not there in what was published before sellers were hidden."""
    if said is None:
        return None
    return tuple(tuple((first, second) for first, second in line) for line in said)


def _figure(figure: Figure, places: Places) -> Mapping[str, object]:
    return {
        "code": figure.indicator.code,
        "rows": figure.rows,
        "columns": figure.columns,
        "counts": figure.counts,
        "times": figure.times,
        "parts": [[places[part.table.key], part.where] for part in figure.parts],
        "wholes": [[places[part.table.key], part.where] for part in figure.wholes],
    }


def _read(said: Mapping[str, Any], known: Known, tables: Sequence[CrossTable]) -> Figure:
    return Figure(
        indicator=known[said["code"]],
        rows=tuple(said["rows"]),
        columns=tuple(said["columns"]),
        counts=tuple(tuple(map(_number, row)) for row in said["counts"]),
        parts=_parts(said["parts"], tables),
        wholes=_parts(said["wholes"], tables),
        times=_number(said["times"]),
    )


def _parts(said: Iterable[Any], tables: Sequence[CrossTable]) -> tuple[Part, ...]:
    return tuple(
        Part(tables[place], {Dim(dim): tuple(codes) for dim, codes in where.items()})
        for place, where in said
    )


def _number(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)

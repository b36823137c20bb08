"""Figures as others' tools read them: JSON by a key, and tables with what describes them."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from services.reporting.exports.model import Brief, OpenDataTerms, Published, Told, Value
from services.reporting.exports.rules import (
    COLUMNS,
    INDICATOR_COLUMNS,
    Row,
    dictionary_of,
    number,
    rows_of,
)
from shared.sheets.harmless import harmless

Said = dict[str, object]
FIGURES_CSV, FIGURES_JSON, INDICATORS_CSV = "figures.csv", "figures.json", "indicators.csv"
_STATUSES: Final = ["exact", "at_least", "hidden", "unknown", "band"]
_STATUS_WORDS: Final = (
    "exact; at_least: a part is hidden; hidden: not told, so that nobody can be recognised;"
    " unknown: nobody knows it; band: only `band` is told. None of the last three is a zero."
)
_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "project": ("string", "Code of the project whose report was published."),
    "first": ("date", "First day of the reporting period."),
    "last": ("date", "Last day of the reporting period."),
    "edition": ("integer", "Edition of the report: a correction is a further one."),
    "indicator": ("string", "Code of the indicator; the table of indicators says what it counts."),
    "by_1": ("string", "What `code_1` is a code of; empty where the figure is by nothing."),
    "code_1": ("string", "The row; empty: the sum of all rows."),
    "by_2": ("string", "What `code_2` is a code of."),
    "code_2": ("string", "The column; empty: the sum of all columns."),
    "value": ("number", "The number, or the least of it where `status` is at_least."),
    "status": (
        "string",
        _STATUS_WORDS,
    ),
    "band": ("string", "Between which numbers the figure lies."),
    "unit": ("string", "What is counted."),
    "basis": ("string", "counted, sampled or estimated."),
    "code": ("string", "Code of the indicator."),
    "kind": ("string", "count, share (from 0 to 1), minutes, euros, band or entered by hand."),
    "unconfirmed": ("boolean", "The official code is from memory: nobody has confirmed it."),
}


def brief(each: Brief) -> Said:
    """Say that a period is published."""
    return {
        "period": f"{each.first}/{each.last}",
        "edition": each.edition,
        "hash": each.hash,
        "published_at": each.published_at.isoformat(),
    }


def published(each: Published) -> Said:
    """Write all figures of a period, for a funder's tool."""
    return {
        "project": each.project,
        "name": dict(each.names),
        "period": f"{each.period.first}/{each.period.last}",
        "edition": each.edition,
        "hash": each.hash,
        "published_at": each.published_at.isoformat(),
        "simulated": each.exercise,
        "k": each.k,
        "figures": [_figure(told) for told in each.told],
    }


def figures_csv(every: Iterable[Published]) -> bytes:
    """Write the table of figures."""
    return _csv(COLUMNS, rows_of(every))


def figures_json(every: Iterable[Published]) -> bytes:
    """Write the same rows as JSON."""
    return json.dumps(list(rows_of(every)), ensure_ascii=False, indent=1).encode()


def indicators_csv(every: Sequence[Published]) -> bytes:
    """Write the data dictionary."""
    return _csv(INDICATOR_COLUMNS, dictionary_of(every))


def datapackage(every: Sequence[Published], terms: OpenDataTerms, name: str, page: str) -> Said:
    """Describe the tables as a Frictionless data package."""
    keyed = {"fields": "indicator", "reference": {"resource": "indicators", "fields": "code"}}
    figures = _schema(COLUMNS) | {"foreignKeys": [keyed]}
    indicators = _schema(INDICATOR_COLUMNS) | {"primaryKey": ["code"]}
    return {
        "profile": "tabular-data-package",
        "name": "porukalla-open-data",
        "title": f"{name}: figures of published reports",
        "description": "What the published reports of the network say, cell by cell, with a data"
        " dictionary. Small counts of people are hidden, and what would tell them.",
        "homepage": page,
        "version": str(sum(each.edition for each in every)),
        "licenses": [
            {"name": terms.licence, "title": terms.licence_title, "path": terms.licence_url}
        ],
        "contributors": [{"title": name, "role": "publisher"}],
        "resources": [
            _resource("figures", FIGURES_CSV, "Every cell of every published figure", figures),
            _resource("indicators", INDICATORS_CSV, "What each indicator counts", indicators),
        ],
    }


def _figure(told: Told) -> Said:
    return {
        "code": told.code,
        "name": dict(told.name),
        "definition": dict(told.definition),
        "basis": told.basis,
        "unit": told.unit,
        "kind": told.kind,
        "unconfirmed": told.unconfirmed,
        "by": list(told.by),
        "target": number(told.target or ""),
        "cells": [_cell(value) for value in told.values],
    }


def _cell(value: Value) -> Said:
    is_band = value.status == "band"
    told: Said = {"codes": list(value.codes), "status": value.status.value}
    return told | ({"band": value.text} if is_band else {"value": number(value.text)})


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(row[column]) for column in columns] for row in rows)
    return file.getvalue().encode()


def _written(value: str | float | bool | None) -> str:  # noqa: FBT001  # a cell of a table
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else str(value)


def _schema(columns: Sequence[str]) -> Said:
    return {"fields": [_field(column) for column in columns], "missingValues": [""]}


def _field(column: str) -> Said:
    what, _, language = column.partition("_")
    if column not in _FIELDS:
        words = {"name": "Name", "definition": "Definition"}[what]
        return {"name": column, "type": "string", "description": f"{words} ({language})."}
    kind, description = _FIELDS[column]
    field: Said = {"name": column, "type": kind, "description": description}
    return field | ({"constraints": {"enum": _STATUSES}} if column == "status" else {})


def _resource(name: str, path: str, title: str, schema: Said) -> Said:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
        "schema": schema,
    }

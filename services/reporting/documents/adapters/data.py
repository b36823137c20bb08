"""A document as data (JSON) for a funder's own tools: the same numbers, and why one is missing."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from services.reporting.documents.model import AtLeast, Cell, Document, Mark, Table


def json_of(document: Document) -> bytes:
    """Write it; a hidden cell is `{"mark": "hidden"}`, an incomplete one `{"at_least": 7}`."""
    return json.dumps(_data(document), ensure_ascii=False, indent=1).encode()


def _data(document: Document) -> Mapping[str, Any]:
    return {
        "title": document.title,
        "language": document.words.tag,
        "stamp": document.stamp or None,
        "facts": dict(document.facts),
        "tables": [_table(table) for table in document.tables],
        "texts": {section.heading: section.texts for section in document.sections if section.texts},
        "notes": document.notes,
    }


def _table(table: Table) -> Mapping[str, Any]:
    names = [column.name for column in table.columns]
    rows, *sums = (
        [dict(zip(names, map(_value, row), strict=True)) for row in every]
        for every in (table.rows, *([[table.sums]] if table.sums else []))
    )
    columns = [
        {"name": column.name, "title": column.title, "kind": column.kind}
        for column in table.columns
    ]
    told = {"name": table.name, "title": table.title, "columns": columns, "rows": rows}
    return told | {"sums": sums[0][0]} if sums else told


def _value(cell: Cell) -> object:
    if isinstance(cell, Mark):
        return {"mark": cell}
    if isinstance(cell, AtLeast):
        return {"at_least": cell.value}
    if isinstance(cell, date):
        return cell.isoformat()
    return float(cell) if isinstance(cell, Decimal) else cell

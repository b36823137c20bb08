"""A document as a tagged PDF for reading and for the archive (PDF/UA-1 and PDF/A-2a), by typst."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import typst

from services.reporting.documents.adapters.charts import chart_of
from services.reporting.documents.model import Cell, Document, Kind, Picture, Table, Words
from services.reporting.documents.rules.text import text_of

_HERE: Final = Path(__file__).parents[1]
_TEMPLATE: Final = _HERE / "templates" / "document.typ"
_FONTS: Final = _HERE / "fonts"


def pdf_of(document: Document) -> bytes:
    """Set a document; the same document is the same bytes on every machine."""
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_as_data(document), ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=0,
    )


def _as_data(document: Document) -> Mapping[str, Any]:
    words = document.words
    return {
        "title": document.title,
        "language": words.tag,
        "stamp": document.stamp,
        "facts": document.facts,
        "emblems": [_picture(each) for each in document.emblems],
        "sentences": document.sentences,
        "contents": words.contents,
        "notes": {"heading": words.notes, "texts": document.notes},
        "sections": [
            {
                "heading": section.heading,
                "texts": section.texts,
                "tables": [_table(table, words) for table in section.tables],
            }
            for section in document.sections
        ],
    }


def _picture(picture: Picture) -> Mapping[str, object]:
    return {"content": list(picture.content), "kind": picture.kind, "says": picture.says}


def _table(table: Table, words: Words) -> Mapping[str, Any]:
    kinds = [column.kind for column in table.columns]
    return {
        "title": table.title,
        "finding": table.finding,
        "chart": "" if table.drawn is None else chart_of(table, words),
        "heads": [column.title for column in table.columns],
        "is_number": [kind not in {Kind.TEXT, Kind.DAY} for kind in kinds],
        "rows": [_said(row, kinds, words) for row in table.rows],
        "sums": _said(table.sums, kinds, words) if table.sums else [],
        "notes": table.notes,
    }


def _said(row: Sequence[Cell], kinds: Sequence[Kind], words: Words) -> list[str]:
    return [text_of(cell, kind, words) for cell, kind in zip(row, kinds, strict=True)]

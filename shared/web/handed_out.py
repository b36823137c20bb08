"""Files that a page hands out."""

from collections.abc import Sequence

from fastapi import Response

from shared.sheets.harmless import sheet_of


def sheet_answer(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Response:
    """Hand out rows under a name; what is in them is no formula."""
    return as_file(sheet_of(columns, rows), name)


def as_file(content: bytes, name: str) -> Response:
    """Hand out a sheet that is written already."""
    said = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=said)

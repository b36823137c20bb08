"""A document as the file of a name: its ending says which form."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from services.reporting.documents.adapters.data import json_of
from services.reporting.documents.adapters.pdf import pdf_of
from services.reporting.documents.adapters.sheets import csv_of, xlsx_of
from services.reporting.documents.model import Document

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same document is the same bytes."""


def _zipped(document: Document) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in csv_of(document).items():
            archive.writestr(zipfile.ZipInfo(name, _BEGINNING), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


FORMS: Final[Mapping[str, tuple[str, Callable[[Document], bytes]]]] = {
    ".pdf": ("application/pdf", pdf_of),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_of),
    "-csv.zip": ("application/zip", _zipped),
    ".json": ("application/json", json_of),
}


class UnknownFormError(ValueError):
    """No form of a document has such a file."""


def form_of(document: Document, name: str) -> tuple[str, bytes]:
    """Give the media type and the content of the file of a name; raises UnknownFormError."""
    for ending, (media_type, made) in FORMS.items():
        if name.endswith(ending):
            return media_type, made(document)
    raise UnknownFormError(name)

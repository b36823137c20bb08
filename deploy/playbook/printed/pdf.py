"""Sheets as a tagged PDF (PDF/UA-1) by typst, with the fonts that are shipped."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

import typst

from deploy.local.folders import CLONE
from deploy.playbook.printed.sheets import Sheet
from deploy.playbook.printed.words import PrintedWords

_TEMPLATE: Final = Path(__file__).with_name("printed.typ")
_FONTS: Final = CLONE / "services" / "reporting" / "documents" / "fonts"


def pdf_of(sheets: Sequence[Sheet], words: PrintedWords, town: str, today: date) -> bytes:
    """Set some sheets as one document; the same sheets of a day are the same bytes."""
    title = words.said["bundle"] if len(sheets) > 1 else sheets[0].title
    document = {
        "title": title,
        "language": words.tag,
        "town": town,
        "printed": f"{words.said['printed_on']} {words.day(today)}",
        "sheets": [asdict(sheet) for sheet in sheets],
    }
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(document, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=0,
    )

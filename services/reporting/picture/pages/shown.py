"""Charts and tables as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from services.reporting.documents.model import Table
from services.reporting.picture.model import Live
from services.reporting.picture.use_cases.draw import DrawCharts
from services.reporting.picture.wording.live import live_tables, totals_of, wrongs_of
from services.reporting.picture.wording.words import PictureWording
from shared.contracts.words import Language
from shared.web.pages import catalogues_of
from shared.web.use_cases import use_case

Drawing = Annotated[DrawCharts, Depends(use_case(DrawCharts))]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with its chart, every cell in words."""

    table: Table
    chart: str
    """Empty where nothing is drawn."""
    rows: Sequence[Sequence[str]]

    @property
    def titles(self) -> Sequence[str]:
        """The heads of the columns."""
        return [column.title for column in self.table.columns]


def wording_of(request: Request, language: Language) -> PictureWording:
    """Give the words of a reader's language."""
    return PictureWording(catalogues_of(request), language)


def shown(tables: Sequence[Table], draw: DrawCharts, say: PictureWording) -> Sequence[Shown]:
    """Draw and word tables."""
    return [_shown(table, draw, say) for table in tables]


def live_words(live: Live, draw: DrawCharts, say: PictureWording) -> dict[str, Any]:
    """Give what the part of the page says that is told anew."""
    return {
        "live": live,
        "wrongs": wrongs_of(live, say),
        "totals": totals_of(live, say),
        "now": shown(live_tables(live, say), draw, say),
    }


def _shown(table: Table, draw: DrawCharts, say: PictureWording) -> Shown:
    kinds = [column.kind for column in table.columns]
    is_drawn = table.drawn is not None and table.rows
    chart = draw.chart(table, say.of_documents) if is_drawn else ""
    rows = [
        [say.said(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows
    ]
    return Shown(table, chart, rows)

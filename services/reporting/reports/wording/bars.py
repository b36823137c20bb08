"""The bars of a table as a page draws them."""

from decimal import Decimal

from services.reporting.documents.model import Table
from services.reporting.documents.rules.text import text_of
from services.reporting.reports.wording.sections import Drawn
from services.reporting.reports.wording.values import ReportWording


def drawn_of(table: Table, wording: ReportWording) -> list[Drawn]:
    """Measure the column that is to be drawn; hidden and unknown cells are said, not drawn."""
    if table.drawn is None:
        return []
    place, words = table.drawn, wording.of_documents
    cells = [(str(row[0]), row[place]) for row in table.rows]
    values = [Decimal(cell) if isinstance(cell, int | Decimal) else Decimal(0) for _, cell in cells]
    most = max(values, default=Decimal(0)) or Decimal(1)
    kind = table.columns[place].kind
    return [
        Drawn(label, text_of(cell, kind, words), round(float(100 * value / most), 1))
        for (label, cell), value in zip(cells, values, strict=True)
    ]

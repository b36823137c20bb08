"""How long the forms of a report take: a year as PDF, and a sheet of very many rows."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from services.reporting.app import SERVICE
from services.reporting.documents.adapters.pdf import pdf_of
from services.reporting.documents.adapters.sheets import xlsx_of
from services.reporting.documents.model import Column, Document, Kind, Section, Table
from services.reporting.figures.model.report import Period
from services.reporting.figures.rules.shown import shown
from services.reporting.reports.model.report import Report, ReportId, Which
from services.reporting.reports.rules.composing import Material, content_of
from services.reporting.reports.rules.frozen import frozen, hash_of
from services.reporting.reports.wording.document import Made, document_of
from services.reporting.reports.wording.values import ReportWording
from shared.activation import FIRST_ACTIVATION
from shared.contracts.words import Language
from tests.bench.measuring import Goal, Row, alone
from tests.support.reporting.page import CONTACT
from tests.support.reporting.reports.building import OUTLINE, PAID, Counts, FakeMeasures

YEAR: Final = Period(date(2026, 1, 1), date(2026, 12, 31))
IN_TIME: Final = Goal("<=", 10)


async def form_rows(*, rows: int = 100_000) -> list[Row]:
    """Set the report of a year, and write a sheet of so many rows."""
    year = await year_document()
    long = replace(year, sections=[Section("Rivit", tables=[_table(rows)])])
    return [
        alone("report of 12 months as PDF", _timed(pdf_of, year), "s", IN_TIME),
        alone(f"sheet of {rows:,} rows as XLSX", _timed(xlsx_of, long), "s", IN_TIME),
    ]


async def year_document() -> Document:
    """Give the report of a year of which everything was counted, month by month."""
    figures = await Counts(FakeMeasures(scale=9000, months=12))(PAID, YEAR)
    report = Report(
        id=ReportId(UUID(int=1)),
        number=1,
        which=Which(PAID.code, YEAR.first, YEAR.last),
        activation=FIRST_ACTIVATION,
        begun_by=UUID(int=7),
    )
    content = content_of(report, Material(PAID, shown(figures), ()), OUTLINE)
    wording = ReportWording(SERVICE.pages(CONTACT).catalogues, Language.FINNISH)
    return document_of(Made(content, hash_of(frozen(content)), None), wording)


def _table(rows: int) -> Table:
    return Table(
        name="rows",
        title="Rivit",
        finding=f"{rows}",
        columns=[
            Column("line", "Palvelu", Kind.TEXT),
            *(Column(f"c{at}", f"Luku {at}") for at in range(4)),
            Column("euros", "Euroa", Kind.EUROS),
        ],
        rows=[[f"rivi {at}", at, at + 1, at + 2, at + 3, Decimal(at) / 4] for at in range(rows)],
    )


def _timed(made: Callable[[Document], bytes], document: Document) -> float:
    began = time.perf_counter()
    made(document)
    return time.perf_counter() - began

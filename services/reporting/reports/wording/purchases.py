"""The table of services that were bought: contracts, hours and money, and no people."""

from services.reporting.figures.model.report import Figures
from services.reporting.reports.wording.sections import Section, section_of
from services.reporting.reports.wording.values import ReportWording


def purchases(figures: Figures, wording: ReportWording) -> Section:
    """Tell what was bought and what of it was delivered, line by line."""
    rows = [
        (
            wording.code("line", group.service_line),
            (
                group.contracts,
                group.deliveries,
                round(group.minutes / 60, 1),
                wording.euros(group.cents),
                wording.euros(group.agreed_cents),
            ),
        )
        for group in figures.purchases
    ]
    columns = ("contracts", "bought", "hours", "euros", "agreed")
    return section_of("purchases", columns, rows, wording)

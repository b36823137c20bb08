"""Put a report together: the project, the figures of its days as they may be shown, the texts."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.reporting.figures.model.indicators import ShownFigure
from services.reporting.projects.model import Project
from services.reporting.reports.model.content import Budgeted, Content, Outline, Paid, Told
from services.reporting.reports.model.report import Report, Text


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is put together from."""

    project: Project
    shown: Iterable[ShownFigure]
    texts: Iterable[Text]


def content_of(report: Report, material: Material, outline: Outline) -> Content:
    """Put all of it together; texts that were emptied are left out."""
    project = material.project
    parts = outline.of(project.first)
    wanted = {code for codes in parts.values() for code in codes}
    return Content(
        number=report.number,
        edition=report.edition,
        reason=report.reason,
        which=report.which,
        paid=_paid(project),
        k=outline.k,
        parts=parts,
        told=tuple(_told(each, project) for each in material.shown if _code(each) in wanted),
        texts={text.place: text.text for text in material.texts if text.text},
    )


def _code(shown: ShownFigure) -> str:
    return shown.indicator.code


def _paid(project: Project) -> Paid:
    return Paid(
        code=project.code,
        names=project.names,
        funder=project.funder,
        sentence=project.paid_by.sentence,
        funding_code=project.funding_code,
        programme=project.programme,
        implementers=project.implementers,
        target_groups=project.target_groups,
        areas=project.areas,
        budget=tuple(Budgeted(line.name, line.euros) for line in project.budget),
        first=project.first,
        last=project.last,
        simulated=project.simulated,
    )


def _told(shown: ShownFigure, project: Project) -> Told:
    indicator = shown.indicator
    return Told(
        code=indicator.code,
        name=indicator.name,
        definition=indicator.definition,
        basis=indicator.basis,
        unit=indicator.unit,
        kind=indicator.kind,
        unconfirmed=indicator.unconfirmed,
        is_of_people=indicator.k is not None,
        by=indicator.by,
        rows=shown.rows,
        columns=shown.columns,
        cells=shown.cells,
        row_sums=shown.row_sums,
        column_sums=shown.column_sums,
        total=shown.total,
        target=project.targets.get(indicator.code),
    )

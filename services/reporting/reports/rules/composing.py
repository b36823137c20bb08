"""Put a report together: the project, the figures of its days as they may be shown, the texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.reporting.figures.model.indicators import IndicatorKind, ShownFigure
from services.reporting.figures.model.marks import Mark
from services.reporting.figures.rules.together import joined
from services.reporting.projects.model import Project
from services.reporting.reports.model.content import (
    Budgeted,
    Content,
    Outline,
    Paid,
    Told,
    ToldCell,
)
from services.reporting.reports.model.report import Report, Text


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is put together from."""

    project: Project
    shown: Iterable[ShownFigure]
    texts: Iterable[Text]
    former: Sequence[Content | None] = ()
    """What was told of each earlier period of the project; None where nothing was published."""


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
        told=tuple(_told(each, material) for each in material.shown if _code(each) in wanted),
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


def _told(shown: ShownFigure, material: Material) -> Told:
    indicator = shown.indicator
    target = material.project.targets.get(indicator.code)
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
        target=target,
        so_far=None if target is None else _so_far(shown, material.former),
    )


def _so_far(shown: ShownFigure, former: Iterable[Content | None]) -> ToldCell | None:
    """Add what was told of earlier periods; a share or a band cannot be added to another."""
    indicator = shown.indicator
    if indicator.kind in {IndicatorKind.SHARE, IndicatorKind.BAND}:
        return None
    earlier = [_total(indicator.code, each) for each in former]
    return joined([*earlier, shown.total], adds_up=indicator.adds_up)


def _total(code: str, content: Content | None) -> ToldCell:
    told = content.told if content else ()
    return next((each.total for each in told if each.code == code), Mark.UNKNOWN)

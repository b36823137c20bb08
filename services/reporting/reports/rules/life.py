"""The life of a report: drafted, reviewed by somebody else, published; corrected by an edition."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.reporting.reports.model.report import Refusal, Report, State


def written(report: Report) -> Report | Refusal:
    """Let a text change: what was reviewed is reviewed no longer."""
    if report.state is State.PUBLISHED:
        return Refusal.PUBLISHED
    return replace(report, state=State.DRAFTED)


def reviewed(report: Report, by: UUID, writers: Collection[UUID], today: date) -> Report | Refusal:
    """Let somebody who wrote none of it say that they read it, once its days are over.

    Where nobody wrote, who began the edition counts as its writer.
    """
    if report.state is not State.DRAFTED:
        return Refusal.NOT_DRAFTED
    if today <= report.which.last:
        return Refusal.NOT_OVER
    if by in (writers or {report.begun_by}):
        return Refusal.OWN_TEXT
    return replace(report, state=State.REVIEWED)


def published(report: Report) -> Report | Refusal:
    """Let what was reviewed be published."""
    match report.state:
        case State.DRAFTED:
            return Refusal.NOT_REVIEWED
        case State.PUBLISHED:
            return Refusal.PUBLISHED
        case State.REVIEWED:
            return replace(report, state=State.PUBLISHED)
        case _:
            assert_never(report.state)


def corrected(report: Report, by: UUID, reason: str) -> Report | Refusal:
    """Begin a further edition of what is published."""
    if report.state is not State.PUBLISHED:
        return Refusal.NOT_PUBLISHED
    edition = report.edition + 1
    return replace(report, state=State.DRAFTED, edition=edition, reason=reason, begun_by=by)

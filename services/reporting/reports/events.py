"""What is announced of reports: ids, codes and figures."""

from services.reporting.reports.model.report import Edition, Report
from shared.contracts.reporting import ReportPublished
from shared.messaging.outbox import Announcement, Story


def published(report: Report, edition: Edition) -> Announcement:
    """Say that an edition is published."""
    which = report.which
    data = ReportPublished(
        report_id=report.id,
        project=which.project,
        first_day=which.first,
        last_day=which.last,
        number=report.number,
        edition=edition.number,
        content_hash=edition.hash,
    )
    story = Story(report.id, activation=report.activation)
    return story.say(report.subject, edition.number, data)

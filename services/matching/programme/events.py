"""What is announced about plans."""

from services.matching.programme.model import Planned
from shared.contracts.matching import ActivityCancelled, ActivityScheduled
from shared.messaging.outbox import Announcement, Story


def activity_scheduled(planned: Planned) -> Announcement:
    """Say that something is planned."""
    plan = planned.plan
    data = ActivityScheduled(
        activity_id=planned.id,
        organisation_id=planned.organisation_id,
        service_line=plan.service_line,
        municipality=plan.municipality,
        starts_at=planned.starts_at,
        minutes=plan.minutes,
        seats=plan.seats,
        remote=bool(plan.link),
        series_id=planned.series_id,
    )
    return _story(planned).say(f"activity/{planned.id}", planned.version, data)


def activity_cancelled(planned: Planned) -> Announcement:
    """Say that it does not happen."""
    data = ActivityCancelled(activity_id=planned.id, organisation_id=planned.organisation_id)
    return _story(planned).say(f"activity/{planned.id}", planned.version, data)


def _story(planned: Planned) -> Story:
    return Story(planned.id, planned.plan.municipality, activation=planned.activation)

"""What is announced about activities."""

from services.matching.activities.model import Logged
from shared.contracts.matching import ActivityLogged, AgeCount
from shared.messaging.outbox import Announcement, Story


def activity_logged(logged: Logged) -> Announcement:
    """Say what was done, or how it is now that it was corrected or taken back."""
    done = logged.done
    data = ActivityLogged(
        activity_id=logged.id,
        assignment_id=None,
        request_id=None,
        service_line=done.service_line,
        municipality=done.municipality,
        occurred_on=done.occurred_on,
        headcount=done.headcount,
        basis=done.basis,
        minutes=done.minutes,
        organisation_id=logged.organisation_id,
        replaces=logged.replaces,
        ages=tuple(AgeCount(band=band, headcount=count) for band, count in done.ages.items()),
        volunteer_minutes=done.volunteer_minutes,
        staff_minutes=done.staff_minutes,
        series_id=logged.series_id,
        purchase_id=logged.purchase_id,
        taken_back=logged.taken_back,
    )
    story = Story(logged.id, done.municipality, activation=logged.activation)
    return story.say(f"activity/{logged.id}", logged.number, data)

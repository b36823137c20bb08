"""What is announced about a task that was accepted."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.matching.needs.model import Need
from services.matching.proposals.model import Match
from services.matching.proposals.rules.versions import next_of
from shared.contracts import words
from shared.contracts.matching import (
    ActivityLogged,
    AssignmentCompleted,
    HoursLogged,
    MatchWithdrawn,
)
from shared.messaging.outbox import Announcement, Story


def completed(
    story: Story, need: Need, match: Match, minutes: int, activity: tuple[UUID, date]
) -> Sequence[Announcement]:
    """Say that the help was given, the hours, and the one activity this makes.

    `activity` is its id and the day.
    """
    activity_id, occurred_on = activity
    done = AssignmentCompleted(
        **match.named,
        minutes=minutes,
        basis=words.Basis.COUNTED,
        **need.stands,
    )
    hours = HoursLogged(
        match_id=match.id,
        volunteer_id=match.volunteer_id,
        minutes=minutes,
        basis=words.Basis.COUNTED,
    )
    logged = ActivityLogged(
        activity_id=activity_id,
        assignment_id=match.id,
        request_id=match.request_id,
        service_line=need.service_line,
        municipality=need.municipality,
        occurred_on=occurred_on,
        headcount=1,
        basis=words.Basis.COUNTED,
        minutes=minutes,
        channel=need.channel,
        min_vetting=need.min_vetting,
        person=need.person,
    )
    return (
        story.say(match.subject, match.version, done),
        story.say(match.subject, next_of(match).version, hours),
        story.say(f"activity/{activity_id}", 1, logged),
    )


def given_back(story: Story, need: Need, match: Match) -> Announcement:
    """Say that the volunteer cannot do it after all."""
    data = MatchWithdrawn(
        **match.named,
        reason=words.WithdrawalReason.VOLUNTEER_UNABLE,
        **need.stands,
    )
    return story.say(match.subject, match.version, data)

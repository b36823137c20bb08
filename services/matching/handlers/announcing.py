"""What matching says about a need and about its matches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.matching.domain.model import Match, Need, Turn, Volunteer
from services.matching.domain.proposing import HandOver
from shared.contracts import words
from shared.contracts.event import Event
from shared.contracts.matching import (
    ActivityLogged,
    AssignmentCompleted,
    HoursLogged,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    RequestUnmatched,
    VolunteerMatched,
    VolunteerRegistered,
)
from shared.contracts.words import WithdrawalReason
from shared.messaging.outbox import Announcement, Story


@dataclass(frozen=True, slots=True)
class About:
    """A need as every announcement names it."""

    need: Need
    cause: UUID | None = None

    @property
    def story(self) -> Story:
        """The request's story, which everything about its need belongs to."""
        return Story(self.need.request_id, self.need.municipality, self.cause)

    def say_of(self, match: Match, data: Event) -> Announcement:
        """Announce what a match's newest version stands for."""
        return self.story.say(f"match/{match.id}", match.version, data)

    def unmatched(self, step: HandOver, turn: Turn) -> Announcement:
        """Say that a coordinator must decide, and why in numbers."""
        data = RequestUnmatched(
            request_id=self.need.request_id,
            reason=step.reason,
            considered=step.considered,
            asked=len(turn.asked),
            declined=turn.declined,
            at_their_cap=step.at_their_cap,
        )
        return self.story.say(f"need/{self.need.request_id}", self.need.version, data)

    def proposed(self, match: Match, attempt: int) -> Announcement:
        """Say that someone is being asked."""
        data = MatchProposed(
            match_id=match.id,
            request_id=match.request_id,
            volunteer_id=match.volunteer_id,
            expires_at=match.expires_at,
            attempt=attempt,
        )
        return self.say_of(match, data)

    def answered(
        self, match: Match, kind: type[MatchDeclined] | type[MatchExpired] | type[VolunteerMatched]
    ) -> Announcement:
        """Say how the volunteer answered, if at all."""
        data = kind(match_id=match.id, request_id=match.request_id, volunteer_id=match.volunteer_id)
        return self.say_of(match, data)

    def withdrawn(self, match: Match, reason: WithdrawalReason) -> Announcement:
        """Say that a proposal or an assignment is taken back."""
        data = MatchWithdrawn(
            match_id=match.id,
            request_id=match.request_id,
            volunteer_id=match.volunteer_id,
            reason=words.WithdrawalReason(reason),
        )
        return self.say_of(match, data)

    def completed(
        self, match: Match, minutes: int, activity_id: UUID, occurred_on: date
    ) -> Sequence[Announcement]:
        """Say that the help was given, the hours, and the one activity this makes."""
        done = AssignmentCompleted(
            match_id=match.id,
            request_id=match.request_id,
            volunteer_id=match.volunteer_id,
            minutes=minutes,
        )
        hours = HoursLogged(match_id=match.id, volunteer_id=match.volunteer_id, minutes=minutes)
        activity = ActivityLogged(
            activity_id=activity_id,
            assignment_id=match.id,
            request_id=match.request_id,
            service_line=words.ServiceLine(self.need.service_line),
            municipality=self.need.municipality,
            occurred_on=occurred_on,
            headcount=1,
            basis=words.Basis.COUNTED,
            minutes=minutes,
        )
        return (
            self.say_of(match, done),
            self.say_of(next_of(match), hours),
            self.story.say(f"activity/{activity_id}", 1, activity),
        )


def next_of(match: Match) -> Match:
    """Give the match with the number of its next event."""
    return replace(match, version=match.version + 1)


def registered(volunteer: Volunteer) -> Announcement:
    """Say that someone offered to help."""
    offer = volunteer.offer
    data = VolunteerRegistered(
        volunteer_id=volunteer.id,
        municipality=offer.municipality,
        languages=tuple(words.Language(code) for code in offer.languages),
        categories=tuple(words.Category(code) for code in offer.categories),
    )
    return Announcement(
        subject=f"volunteer/{volunteer.id}",
        version=1,
        data=data,
        correlation_id=volunteer.id,
        municipality=offer.municipality,
    )

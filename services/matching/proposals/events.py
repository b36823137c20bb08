"""What is announced about a need that is searched for, and about each match."""

from datetime import datetime
from uuid import UUID

from services.matching.needs.model import Need
from services.matching.proposals.model import Match, Turn
from services.matching.proposals.rules.next_step import HandOver
from shared.contracts.matching import (
    MatchAccessIssued,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    RequestAssignmentRefused,
    RequestUnmatched,
    RequestWidened,
    RequestWideningRefused,
    VolunteerMatched,
)
from shared.contracts.words import WithdrawalReason
from shared.messaging.outbox import Announcement, Story


def unmatched(story: Story, need: Need, step: HandOver, turn: Turn) -> Announcement:
    """Say that a coordinator must decide, and why in numbers."""
    data = RequestUnmatched(
        request_id=need.request_id,
        reason=step.reason,
        considered=step.considered,
        asked=len(turn.asked),
        declined=turn.declined,
        at_their_cap=step.at_their_cap,
        **need.stands,
    )
    return story.say(f"need/{need.request_id}", need.version, data)


def proposed(
    story: Story, need: Need, match: Match, attempt: int, wish_id: UUID | None = None
) -> Announcement:
    """Say that someone is being asked, and by whose wish if a coordinator's."""
    data = MatchProposed(
        **match.named,
        expires_at=match.expires_at,
        attempt=attempt,
        wish_id=wish_id,
        **need.stands,
    )
    return story.say(match.subject, match.version, data)


def refused(story: Story, version: int, said: RequestAssignmentRefused) -> Announcement:
    """Say that what a coordinator wished for is not done, and why."""
    return story.say(f"need/{said.request_id}", version, said)


def widening_answered(
    story: Story, version: int, said: RequestWidened | RequestWideningRefused
) -> Announcement:
    """Say how many more may be asked, or why the search is not widened."""
    return story.say(f"need/{said.request_id}", version, said)


def answered(
    story: Story,
    need: Need,
    match: Match,
    kind: type[MatchDeclined] | type[MatchExpired],
) -> Announcement:
    """Say that the volunteer cannot help, or did not answer."""
    data = kind(
        **match.named,
        **need.stands,
    )
    return story.say(match.subject, match.version, data)


def matched(story: Story, need: Need, match: Match, wish_id: UUID | None = None) -> Announcement:
    """Say who helps, and by whose wish if a coordinator heard their yes."""
    data = VolunteerMatched(
        **match.named,
        wish_id=wish_id,
        **need.stands,
    )
    return story.say(match.subject, match.version, data)


def withdrawn(story: Story, need: Need, match: Match, reason: WithdrawalReason) -> Announcement:
    """Say that a proposal or an assignment is taken back."""
    data = MatchWithdrawn(
        **match.named,
        reason=reason,
        **need.stands,
    )
    return story.say(match.subject, match.version, data)


def access_issued(
    story: Story, match: Match, token_hash: str, expires_at: datetime
) -> Announcement:
    """Say which link opens the contact data once, as a hash only."""
    data = MatchAccessIssued(
        **match.named,
        token_hash=token_hash,
        expires_at=expires_at,
    )
    return story.say(match.subject, match.version, data)

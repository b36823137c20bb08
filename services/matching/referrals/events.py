"""What is announced about a referral, and about a request that goes to nobody."""

from collections.abc import Mapping
from typing import TypedDict
from uuid import UUID

from services.matching.needs.model import Need, RequestId
from services.matching.partners.model import OrganisationId
from services.matching.referrals.model import Referral, ReferralId, ReferralState, Step
from shared.contracts.event import Event
from shared.contracts.matching import (
    ReferralAccepted,
    ReferralAnswered,
    ReferralAskedBack,
    ReferralCompleted,
    ReferralDeclined,
    ReferralExpired,
    ReferralHandedOn,
    ReferralInProgress,
    ReferralReminded,
    ReferralReturned,
    ReferralSent,
    ReferralWithdrawn,
    RequestReferralRefused,
    RequestUnmatched,
)
from shared.contracts.words import UnmatchedReason
from shared.messaging.outbox import Announcement, Story


class _Named(TypedDict):
    referral_id: ReferralId
    request_id: RequestId
    organisation_id: OrganisationId
    staff_id: UUID | None


def sent(story: Story, need: Need, referral: Referral) -> Announcement:
    """Say that an organisation is asked, and by whose wish if a coordinator's."""
    data = ReferralSent(
        **_named(referral),
        **need.stands,
        attempt=referral.attempt,
        answer_by=referral.answer_by,
        wish_id=referral.wish_id,
    )
    return story.say(referral.subject, referral.version, data)


def reminded(story: Story, need: Need, referral: Referral) -> Announcement:
    """Say that it is silent, and until when it may be."""
    data = ReferralReminded(**_named(referral), **need.stands, answer_by=referral.answer_by)
    return story.say(referral.subject, referral.version, data)


def moved(
    story: Story, need: Need, referral: Referral, step: Step, staff_id: UUID | None
) -> Announcement:
    """Say what was done with it."""
    return story.say(referral.subject, referral.version, _said(need, referral, step, staff_id))


def refused(story: Story, version: int, said: RequestReferralRefused) -> Announcement:
    """Say that a coordinator's wish for a referral is not done, and why."""
    return story.say(f"need/{said.request_id}", version, said)


def nobody_left(
    story: Story, need: Need, asked: Mapping[OrganisationId, ReferralState], fitting: int
) -> Announcement:
    """Say that a coordinator must decide; the counts are of organisations."""
    states = list(asked.values())
    data = RequestUnmatched(
        request_id=need.request_id,
        reason=need.reason or UnmatchedReason.NO_PARTNER,
        considered=len(states) + fitting,
        asked=len(states),
        declined=states.count(ReferralState.DECLINED),
        at_their_cap=0,
        **need.stands,
    )
    return story.say(f"need/{need.request_id}", need.version, data)


def _said(need: Need, referral: Referral, step: Step, staff_id: UUID | None) -> Event:
    told = {**_named(referral, staff_id), **need.stands}
    until = {**told, "answer_by": referral.answer_by}
    why = {**told, "reason": referral.code}
    kinds: dict[Step, tuple[type[Event], dict[str, object]]] = {
        Step.ACCEPT: (ReferralAccepted, until),
        Step.DECLINE: (ReferralDeclined, why),
        Step.ASK_BACK: (ReferralAskedBack, {**until, "question": referral.code}),
        Step.ANSWER: (ReferralAnswered, until),
        Step.BEGIN: (ReferralInProgress, until),
        Step.COMPLETE: (ReferralCompleted, told),
        Step.HAND_ON: (ReferralHandedOn, told),
        Step.GIVE_BACK: (ReferralReturned, why),
        Step.EXPIRE: (ReferralExpired, told),
        Step.WITHDRAW: (ReferralWithdrawn, why),
    }
    kind, data = kinds[step]
    return kind.model_validate(data)


def _named(referral: Referral, staff_id: UUID | None = None) -> _Named:
    return _Named(
        referral_id=referral.id,
        request_id=referral.request_id,
        organisation_id=referral.organisation_id,
        staff_id=staff_id,
    )

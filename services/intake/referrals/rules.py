"""What an event of a referral says of how it stands, and who is written to because of it."""

from typing import Final

from services.intake.referrals.model import News
from services.intake.requests.model import WITH_THEM, Referral, ReferralState, State, Template
from shared.contracts.referral_words import ReferralWithdrawal
from shared.contracts.words import SERVICE_LINE_OF, Category, ServiceLine

STATES: Final = {
    "referral.sent": ReferralState.SENT,
    "referral.asked_back": ReferralState.ASKED_BACK,
    "referral.answered": ReferralState.SENT,
    "referral.accepted": ReferralState.ACCEPTED,
    "referral.in_progress": ReferralState.IN_PROGRESS,
    "referral.declined": ReferralState.DECLINED,
    "referral.expired": ReferralState.EXPIRED,
    "referral.withdrawn": ReferralState.WITHDRAWN,
    "referral.completed": ReferralState.COMPLETED,
    "referral.handed_on": ReferralState.HANDED_ON,
    "referral.returned": ReferralState.RETURNED,
}
_WHILE_REMINDED: Final = {
    State.ACCEPTED: ReferralState.ACCEPTED,
    State.IN_PROGRESS: ReferralState.IN_PROGRESS,
}
_NEWS: Final = {
    "referral.sent": News.SENT,
    "referral.reminded": News.REMINDED,
    "referral.answered": News.ANSWERED,
}
_WISHED: Final = frozenset({ReferralWithdrawal.NOT_WANTED, ReferralWithdrawal.CONSENT_WITHDRAWN})
_OPEN: Final = WITH_THEM | {ReferralState.SENT, ReferralState.ASKED_BACK}


def state_after(event_type: str, standing: State | None) -> ReferralState:
    """Say how it stands with this event; a reminder changes nothing of that."""
    found = STATES.get(event_type)
    return found or _WHILE_REMINDED.get(standing or State.REFERRED, ReferralState.SENT)


def news_of(event_type: str) -> News | None:
    """Say why members are written to; None where they are not asked anything."""
    return _NEWS.get(event_type)


def is_taken_back(before: Referral | None, after: Referral) -> bool:
    """Say whether something was taken from members that they may have in mind."""
    was_open = before is None or before.state in _OPEN
    return was_open and after.state is ReferralState.WITHDRAWN


def told_to_asker(before: Referral | None, after: Referral) -> Template | None:
    """Say what whoever asked is told: that an organisation helps, or that it does not after all."""
    helped = before is not None and before.state in WITH_THEM
    if after.state in WITH_THEM:
        return None if helped else Template.WITH_PARTNER
    is_over = after.state is not ReferralState.COMPLETED
    return Template.REOPENED if helped and is_over else None


def is_their_own_wish(reason: str | None) -> bool:
    """Say whether it was taken back as whoever asked wished: their page said so at once."""
    return reason in _WISHED


def line_to_tell(category: Category, *, by_staff: bool) -> ServiceLine:
    """Give the line a letter names: of what only staff see to it tells nothing."""
    return ServiceLine.ADVICE if by_staff else SERVICE_LINE_OF[category]

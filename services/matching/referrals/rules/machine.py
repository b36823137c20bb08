"""What may follow in a referral: each of its ways ends, and none leads out of an end."""

from collections.abc import Mapping
from typing import Final

from services.matching.referrals.model import HELPING, OPEN, Following, ReferralState, Step
from shared.contracts.referral_words import ReferralWithdrawal
from shared.contracts.words import Standing

_SENT, _ASKED = ReferralState.SENT, ReferralState.ASKED_BACK

STEPS: Final[Mapping[Step, Mapping[ReferralState, ReferralState]]] = {
    Step.ACCEPT: dict.fromkeys((_SENT, _ASKED), ReferralState.ACCEPTED),
    Step.DECLINE: dict.fromkeys((_SENT, _ASKED), ReferralState.DECLINED),
    Step.ASK_BACK: {_SENT: _ASKED},
    Step.ANSWER: {_ASKED: _SENT},
    Step.BEGIN: dict.fromkeys(HELPING, ReferralState.IN_PROGRESS),
    Step.COMPLETE: dict.fromkeys(HELPING, ReferralState.COMPLETED),
    Step.HAND_ON: dict.fromkeys(HELPING, ReferralState.HANDED_ON),
    Step.GIVE_BACK: dict.fromkeys(HELPING, ReferralState.RETURNED),
    Step.EXPIRE: dict.fromkeys(OPEN, ReferralState.EXPIRED),
    Step.WITHDRAW: dict.fromkeys(OPEN, ReferralState.WITHDRAWN),
}

_STANDING: Final[Mapping[ReferralState, Standing]] = {
    _SENT: Standing.REFERRED,
    _ASKED: Standing.REFERRED,
    ReferralState.ACCEPTED: Standing.ACCEPTED,
    ReferralState.IN_PROGRESS: Standing.IN_PROGRESS,
    ReferralState.COMPLETED: Standing.CLOSED,
}
_AFTER_WITHDRAWAL: Final = {
    ReferralWithdrawal.REQUEST_ENDED: Following.OVER,
    ReferralWithdrawal.REQUEST_CHANGED: Following.NEXT,
    ReferralWithdrawal.ORGANISATION_LEFT: Following.NEXT,
    ReferralWithdrawal.BY_COORDINATOR: Following.COORDINATOR,
    ReferralWithdrawal.NOT_WANTED: Following.NEXT,
    ReferralWithdrawal.CONSENT_WITHDRAWN: Following.COORDINATOR,
}


def after(state: ReferralState, step: Step) -> ReferralState | None:
    """Give how it stands after a step; None where the step is not to be had now."""
    return STEPS[step].get(state)


def standing_of(state: ReferralState) -> Standing | None:
    """Give how the request stands with it; None: that is decided by what follows."""
    return _STANDING.get(state)


def following(was: ReferralState, step: Step, code: str | None = None) -> Following:
    """Say what becomes of the request when this step has ended a referral.

    Whoever had it in hand and fell silent leaves it to a coordinator: somebody may have been helped
    already. So does a question that nobody answered: that was not the organisation's silence.
    """
    if step is Step.WITHDRAW:
        return _AFTER_WITHDRAWAL[ReferralWithdrawal(code or ReferralWithdrawal.REQUEST_ENDED)]
    if step is Step.COMPLETE:
        return Following.OVER
    is_passed_on = step in {Step.DECLINE, Step.HAND_ON}
    is_silence = step is Step.EXPIRE and was is ReferralState.SENT
    return Following.NEXT if is_passed_on or is_silence else Following.COORDINATOR

"""How a request stands, by what matching said last of it.

Matching's events may be doubled and may come in any order: each proposal keeps the newest thing
heard of it, and of all these the one with the greatest number says how the request stands.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from services.intake.requests.model import (
    WITH_THEM,
    Closure,
    MatchId,
    Progress,
    Proposal,
    ProposalState,
    Referral,
    ReferralState,
    Said,
    State,
    Unmatched,
)

_WITH_PARTNERS: Final = frozenset({State.REFERRED, State.ACCEPTED, State.IN_PROGRESS})
_FROM_BEFORE: Final = (
    (ProposalState.ACCEPTED, State.ASSIGNED),
    (ProposalState.OPEN, State.PROPOSED),
)


def merge_news(progress: Progress, news: Proposal) -> Progress:
    """Take in one event of a match; an older one changes nothing."""
    known = progress.proposals.get(news.match_id)
    if known is not None and known.version >= news.version:
        return progress
    return replace(progress, proposals={**progress.proposals, news.match_id: news})


def merge_notice(progress: Progress, notice: Unmatched) -> Progress:
    """Take in a notice that nobody is left; an older one changes nothing."""
    known = progress.unmatched
    if known is not None and known.version >= notice.version:
        return progress
    return replace(progress, unmatched=notice)


def merge_referral(progress: Progress, news: Referral) -> Progress:
    """Take in one event of a referral; an older one changes nothing."""
    known = progress.referrals.get(news.referral_id)
    if known is not None and known.version >= news.version:
        return progress
    return replace(progress, referrals={**progress.referrals, news.referral_id: news})


def state_of(progress: Progress, closure: Closure | None = None) -> State:
    """Say how the request stands; what is from before it was opened again counts no more."""
    if closure is not None or is_done(progress):
        return State.CLOSED
    said = _said_last(progress)
    if said is None:
        is_reopened = progress.reopened_after is not None
        return State.OPEN if is_reopened else _state_from_before(progress)
    if said is State.ASSIGNED and not _in_state(progress, ProposalState.ACCEPTED):
        return State.PROPOSED
    return said


def helper_of(progress: Progress) -> MatchId | None:
    """Give the match that has the task now.

    Two are accepted at once only while the withdrawal of the earlier one is on its way: the one
    that was said last has it.
    """
    if state_of(progress) is not State.ASSIGNED:
        return None
    accepted = _in_state(progress, ProposalState.ACCEPTED)
    return max(accepted, key=_when_said).match_id


def completed_match(progress: Progress) -> MatchId | None:
    """Give the match whose volunteer said that the help was given."""
    done = _in_state(progress, ProposalState.COMPLETED)
    return min((item.match_id for item in done), key=str, default=None)


def is_done(progress: Progress) -> bool:
    """Say whether a volunteer or an organisation said that the help was given."""
    return completed_match(progress) is not None or any(
        each.state is ReferralState.COMPLETED for each in _referrals(progress)
    )


def partner_of(progress: Progress) -> Referral | None:
    """Give the referral by which an organisation helps now."""
    helping = [each for each in _referrals(progress) if each.state in WITH_THEM]
    return max(helping, key=lambda each: each.said.number if each.said else 0, default=None)


def referral_of(progress: Progress) -> Referral | None:
    """Give the newest referral while organisations see to the request, also one that is over."""
    if state_of(progress) not in _WITH_PARTNERS:
        return None
    return max(_referrals(progress), key=lambda each: each.said.number if each.said else 0)


def can_reopen(closure: Closure | None) -> bool:
    """Say whether it is searched for again when the one who asked says that they got no help.

    One that was cancelled is asked anew: nobody said that help was given.
    """
    return closure is Closure.COMPLETED


def last_number(progress: Progress) -> int:
    """Give the number of what was said last of the standing."""
    told: list[Proposal | Referral] = [
        *progress.proposals.values(),
        *progress.referrals.values(),
    ]
    said = [item.said.number for item in told if item.said]
    notice = progress.unmatched.number if progress.unmatched else None
    return max([*said, notice or 0])


def was_asked(progress: Progress) -> bool:
    """Say whether anybody was asked, since it was opened again if it was."""
    return bool(_that_count(progress))


def _that_count(progress: Progress) -> Collection[Proposal]:
    after = progress.reopened_after
    proposals = progress.proposals.values()
    if after is None:
        return proposals
    return [item for item in proposals if item.said and item.said.number > after]


def _referrals(progress: Progress) -> Collection[Referral]:
    """Give those that count since it was opened again."""
    after = progress.reopened_after or 0
    return [
        each
        for each in progress.referrals.values()
        if not after or (each.said is not None and each.said.number > after)
    ]


def _in_state(progress: Progress, state: ProposalState) -> Collection[Proposal]:
    return [item for item in _that_count(progress) if item.state is state]


def _when_said(proposal: Proposal) -> tuple[int, str]:
    return proposal.said.number if proposal.said else 0, str(proposal.match_id)


def _said_last(progress: Progress) -> State | None:
    """Give what matching said last; how a request ends it says by a completed match alone."""
    told: list[Proposal | Referral] = [*_that_count(progress), *_referrals(progress)]
    said = [item.said for item in told if item.said]
    notice = progress.unmatched
    if notice is not None and (notice.number or 0) > (progress.reopened_after or 0):
        said.append(Said(notice.number or 0, State.UNMATCHED))
    waiting = [each for each in said if each.state is not State.CLOSED]
    return max(waiting, key=lambda each: each.number).state if waiting else None


def _state_from_before(progress: Progress) -> State:
    """Derive it for a request of which nothing was said since there are numbers."""
    states = {proposal.state for proposal in progress.proposals.values()}
    for known, state in _FROM_BEFORE:
        if known in states:
            return state
    notice = progress.unmatched
    if notice is not None and notice.asked >= len(progress.proposals):
        return State.UNMATCHED
    return State.OPEN if progress.proposals else State.RECEIVED

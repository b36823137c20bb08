"""How a request stands, derived from the set of its proposals.

Matching's events may be doubled and may come in any order: each proposal keeps the newest thing
heard of it, and everything else is computed from all of them.
"""

from collections.abc import Collection
from dataclasses import replace

from services.intake.requests.model import (
    Closure,
    MatchId,
    Progress,
    Proposal,
    ProposalState,
    State,
    Unmatched,
)


def merge_news(progress: Progress, news: Proposal) -> Progress:
    """Take in one event of a match; an older one only fills in the attempt."""
    known = progress.proposals.get(news.match_id)
    newest = news if known is None or news.version > known.version else known
    attempt = news.attempt if known is None or known.attempt is None else known.attempt
    merged = replace(newest, attempt=attempt)
    return replace(progress, proposals={**progress.proposals, news.match_id: merged})


def merge_notice(progress: Progress, notice: Unmatched) -> Progress:
    """Take in a notice that nobody is left; an older one changes nothing."""
    known = progress.unmatched
    if known is not None and known.version >= notice.version:
        return progress
    return replace(progress, unmatched=notice)


def state_of(progress: Progress, closure: Closure | None = None) -> State:
    """Say how the request stands."""
    if closure is not None or completed_match(progress) is not None:
        return State.CLOSED
    states = {proposal.state for proposal in progress.proposals.values()}
    if ProposalState.ACCEPTED in states:
        return State.ASSIGNED
    if ProposalState.OPEN in states:
        return State.PROPOSED
    return _waiting_state(progress)


def helper_of(progress: Progress) -> MatchId | None:
    """Give the match that has the task now.

    Two are accepted at once only while the withdrawal of the earlier one is on its way; a later
    attempt wins, and one whose attempt is not known yet waits for it.
    """
    accepted = _in_state(progress, ProposalState.ACCEPTED)
    newest = max(accepted, key=lambda item: (item.attempt or 0, str(item.match_id)), default=None)
    return newest.match_id if newest else None


def completed_match(progress: Progress) -> MatchId | None:
    """Give the match whose volunteer said that the help was given."""
    done = _in_state(progress, ProposalState.COMPLETED)
    return min((item.match_id for item in done), key=str, default=None)


def _in_state(progress: Progress, state: ProposalState) -> Collection[Proposal]:
    return [item for item in progress.proposals.values() if item.state is state]


def _waiting_state(progress: Progress) -> State:
    notice = progress.unmatched
    if notice is not None and notice.asked >= _asked(progress):
        return State.UNMATCHED
    return State.OPEN if progress.proposals else State.RECEIVED


def _asked(progress: Progress) -> int:
    """Count the volunteers asked so far; a notice that knows of fewer is out of date."""
    attempts = [item.attempt or 0 for item in progress.proposals.values()]
    return max([len(attempts), *attempts], default=0)

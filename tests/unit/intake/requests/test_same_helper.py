"""Whether whoever helped may be asked first again."""

from uuid import UUID

import pytest

from services.intake.requests.model import (
    Closure,
    MatchId,
    Progress,
    Proposal,
    ProposalState,
    Said,
    State,
    VolunteerId,
)
from services.intake.requests.rules.same_helper import may_be_same
from services.intake.requests.rules.steps import Care
from shared.contracts.words import Helped

ID = UUID(int=7)


def with_match(state: ProposalState, reopened_after: int | None = None) -> Progress:
    said = Said(3, State.CLOSED)
    proposal = Proposal(MatchId(ID), VolunteerId(ID), 4, state, said)
    return Progress({proposal.match_id: proposal}, reopened_after=reopened_after)


DONE = with_match(ProposalState.COMPLETED)


@pytest.mark.parametrize("helped", [None, Helped.YES, Helped.PARTLY])
def test_whoever_did_it_is_asked_first_unless_it_is_said_that_it_did_not_help(
    helped: Helped | None,
) -> None:
    assert may_be_same(Closure.COMPLETED, DONE, helped, Care())
    assert not may_be_same(Closure.COMPLETED, DONE, Helped.NO, Care())


@pytest.mark.parametrize("closure", [None, *(each for each in Closure if each != "completed")])
def test_what_did_not_end_with_help_has_no_helper(closure: Closure | None) -> None:
    assert not may_be_same(closure, DONE, None, Care())


@pytest.mark.parametrize("state", [each for each in ProposalState if each != "completed"])
def test_only_whoever_did_it_is_asked_first(state: ProposalState) -> None:
    assert not may_be_same(Closure.COMPLETED, with_match(state), None, Care())


def test_help_from_before_it_was_opened_again_is_none() -> None:
    past = with_match(ProposalState.COMPLETED, reopened_after=3)

    assert not may_be_same(Closure.COMPLETED, past, None, Care())


def test_what_only_staff_see_to_has_no_helper() -> None:
    assert not may_be_same(Closure.COMPLETED, DONE, None, Care(by_staff=True))

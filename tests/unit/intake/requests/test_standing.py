"""Order and doubles of matching's events do not matter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.requests.model import (
    Closure,
    MatchId,
    Progress,
    Proposal,
    ProposalState,
    Said,
    State,
    Unmatched,
    VolunteerId,
)
from services.intake.requests.rules.standing import (
    completed_match,
    helper_of,
    merge_news,
    merge_notice,
    state_of,
)
from shared.contracts.words import ClosureReason, UnmatchedReason

News = Proposal | Unmatched
ENDS = (ProposalState.DECLINED, ProposalState.EXPIRED, ProposalState.WITHDRAWN)


@dataclass(frozen=True)
class History:
    """What matching may lawfully say about one request, in order."""

    news: tuple[News, ...]


STANDING = {
    ProposalState.OPEN: State.PROPOSED,
    ProposalState.ACCEPTED: State.ASSIGNED,
    ProposalState.COMPLETED: State.CLOSED,
}
"""How the request stands with a proposal in this state, when it is open with every other."""


def say(match: int, version: int, state: ProposalState, number: int | None = None) -> Proposal:
    identity = UUID(int=match)
    said = Said(number, STANDING.get(state, State.OPEN)) if number else None
    return Proposal(MatchId(identity), VolunteerId(identity), version, state, said)


def nobody(version: int, asked: int, number: int | None = None) -> Unmatched:
    return Unmatched(version, UnmatchedReason.NOBODY_ABLE, asked, asked, 0, 0, number)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw proposals one after another, now and then nobody, maybe a helper and an end.

    All that is said is numbered, or nothing from before a moment.
    """
    news: list[News] = []
    notices = 0
    for match in range(1, draw(st.integers(0, 4)) + 1):
        news.append(say(match, 1, ProposalState.OPEN))
        if draw(st.booleans()):
            news.append(say(match, 2, draw(st.sampled_from(ENDS))))
        else:
            news.append(say(match, 2, ProposalState.ACCEPTED))
            news.append(say(match, 4, ProposalState.WITHDRAWN))
        if draw(st.booleans()):
            notices += 1
            news.append(nobody(notices, match))
    last = len({item.match_id for item in news if isinstance(item, Proposal)}) + 1
    for version, state in draw(st.sampled_from(LAST)):
        news.append(say(last, version, state))
    return History(numbered(news, before=draw(st.integers(0, len(news)))))


def numbered(news: Sequence[News], before: int = 0) -> tuple[News, ...]:
    """Give each a number, but for those from before there were any."""
    return tuple(
        item if place < before else with_number(item, place - before + 1)
        for place, item in enumerate(news)
    )


def with_number(item: News, number: int) -> News:
    if isinstance(item, Unmatched):
        return replace(item, number=number)
    return replace(item, said=Said(number, STANDING.get(item.state, State.OPEN)))


LAST: tuple[tuple[tuple[int, ProposalState], ...], ...] = (
    (),
    ((1, ProposalState.OPEN),),
    ((1, ProposalState.OPEN), (2, ProposalState.ACCEPTED)),
    ((1, ProposalState.OPEN), (2, ProposalState.ACCEPTED), (4, ProposalState.COMPLETED)),
)


def after(news: tuple[News, ...] | list[News]) -> Progress:
    def step(progress: Progress, item: News) -> Progress:
        if isinstance(item, Unmatched):
            return merge_notice(progress, item)
        return merge_news(progress, item)

    return reduce(step, news, Progress())


@given(histories(), st.data())
def test_any_order_with_doubles_gives_the_same(history: History, data: st.DataObject) -> None:
    doubled = history.news + tuple(
        data.draw(st.lists(st.sampled_from(history.news))) if history.news else ()
    )
    shuffled = data.draw(st.permutations(doubled))

    expected, found = after(history.news), after(shuffled)

    assert found == expected
    assert state_of(found) is state_of(expected)
    assert helper_of(found) == helper_of(expected)
    assert completed_match(found) == completed_match(expected)


@given(histories(), st.sampled_from(Closure))
def test_an_ended_request_stays_ended(history: History, closure: Closure) -> None:
    assert state_of(after(history.news), closure) is State.CLOSED


@given(histories())
def test_a_helper_and_the_state_agree(history: History) -> None:
    progress = after(history.news)

    has_helper = helper_of(progress) is not None
    assert has_helper is (state_of(progress) is State.ASSIGNED)


@given(histories())
def test_a_request_stands_as_was_said_last(history: History) -> None:
    last = history.news[-1] if history.news else None

    said = None
    if isinstance(last, Unmatched) and last.number is not None:
        said = State.UNMATCHED
    elif isinstance(last, Proposal) and last.said is not None:
        said = last.said.state

    assert said in {None, state_of(after(history.news))}


STORY: list[tuple[News, State]] = [
    (say(1, 1, ProposalState.OPEN), State.PROPOSED),
    (say(1, 2, ProposalState.DECLINED), State.OPEN),
    (nobody(1, 1), State.UNMATCHED),
    (say(2, 1, ProposalState.OPEN), State.PROPOSED),
    (say(2, 2, ProposalState.EXPIRED), State.OPEN),
    (nobody(2, 2), State.UNMATCHED),
    (say(3, 1, ProposalState.OPEN), State.PROPOSED),
    (say(3, 2, ProposalState.ACCEPTED), State.ASSIGNED),
    (say(3, 4, ProposalState.WITHDRAWN), State.OPEN),
    (say(4, 1, ProposalState.OPEN), State.PROPOSED),
    (say(4, 2, ProposalState.ACCEPTED), State.ASSIGNED),
    (say(4, 4, ProposalState.COMPLETED), State.CLOSED),
]


@pytest.mark.parametrize("before", range(len(STORY) + 1))
def test_the_states_follow_the_story_since_whenever_it_is_numbered(before: int) -> None:
    news = numbered([item for item, _ in STORY], before)

    heard = [state_of(after(news[: end + 1])) for end in range(len(news))]

    assert state_of(Progress()) is State.RECEIVED
    assert heard == [state for _, state in STORY]


def test_nobody_was_ever_able() -> None:
    for number in (None, 1):
        assert state_of(after([nobody(1, 0, number)])) is State.UNMATCHED


def test_a_need_that_lost_a_claim_is_unmatched_when_matching_says_so() -> None:
    """Of two claims one was lost: fewer were asked than the number of the last attempt."""
    asked, declined = say(2, 1, ProposalState.OPEN, 1), say(2, 2, ProposalState.DECLINED, 2)

    assert state_of(after([asked, declined, nobody(1, 0, 3)])) is State.UNMATCHED
    assert state_of(after([nobody(1, 5, 1), asked, declined])) is State.OPEN


def test_of_two_accepted_the_one_said_last_is_the_helper() -> None:
    first, second = say(1, 2, ProposalState.ACCEPTED, 2), say(2, 2, ProposalState.ACCEPTED, 5)

    assert helper_of(after([second, first])) == second.match_id
    assert helper_of(after([first, second])) == second.match_id


def test_a_helper_whose_acceptance_is_on_its_way_is_not_there_yet() -> None:
    asked = say(1, 1, ProposalState.OPEN, 1)
    filled = replace(say(2, 2, ProposalState.WITHDRAWN), said=Said(2, State.ASSIGNED))
    progress = after([asked, filled])

    assert (state_of(progress), helper_of(progress)) == (State.PROPOSED, None)


def test_whoever_gave_the_task_back_is_no_helper_before_that_is_heard() -> None:
    accepted, next_asked = (
        say(1, 2, ProposalState.ACCEPTED, 2),
        say(2, 1, ProposalState.OPEN, 4),
    )
    progress = after([accepted, next_asked])

    assert (state_of(progress), helper_of(progress)) == (State.PROPOSED, None)


def test_a_closure_that_others_hear_of_is_one_of_the_contracts_reasons() -> None:
    said = set(Closure) - {Closure.SET_ASIDE}

    assert {str(code) for code in said} < {str(code) for code in ClosureReason}

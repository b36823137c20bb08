"""Order and doubles of matching's events do not matter."""

from dataclasses import dataclass
from functools import reduce
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.intake.requests.model import (
    Closure,
    MatchId,
    Progress,
    Proposal,
    ProposalState,
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


def say(attempt: int, version: int, state: ProposalState) -> Proposal:
    identity = UUID(int=attempt)
    known = attempt if version == 1 else None
    return Proposal(MatchId(identity), VolunteerId(identity), version, state, known)


def nobody(version: int, asked: int) -> Unmatched:
    return Unmatched(version, UnmatchedReason.NOBODY_ABLE, asked, asked, 0, 0)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw attempts one after another, now and then nobody, maybe a helper and an end."""
    news: list[News] = []
    notices = 0
    for attempt in range(1, draw(st.integers(0, 4)) + 1):
        news.append(say(attempt, 1, ProposalState.OPEN))
        if draw(st.booleans()):
            news.append(say(attempt, 2, draw(st.sampled_from(ENDS))))
        else:
            news.append(say(attempt, 2, ProposalState.ACCEPTED))
            news.append(say(attempt, 4, ProposalState.WITHDRAWN))
        if draw(st.booleans()):
            notices += 1
            news.append(nobody(notices, attempt))
    last = len({item.match_id for item in news if isinstance(item, Proposal)}) + 1
    for version, state in draw(st.sampled_from(LAST)):
        news.append(say(last, version, state))
    return History(tuple(news))


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


def test_the_states_follow_the_story() -> None:
    story: list[tuple[News, State]] = [
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

    heard = [state_of(after([item for item, _ in story[: end + 1]])) for end in range(len(story))]

    assert state_of(Progress()) is State.RECEIVED
    assert heard == [state for _, state in story]


def test_nobody_was_ever_able() -> None:
    assert state_of(after([nobody(1, 0)])) is State.UNMATCHED


def test_of_two_accepted_the_later_attempt_is_the_helper() -> None:
    first, second = say(1, 2, ProposalState.ACCEPTED), say(2, 2, ProposalState.ACCEPTED)
    openings = [say(1, 1, ProposalState.OPEN), say(2, 1, ProposalState.OPEN)]

    assert helper_of(after([second, first, *openings])) == second.match_id


def test_a_helper_whose_attempt_is_unknown_waits_for_it() -> None:
    first, second = say(1, 2, ProposalState.ACCEPTED), say(2, 2, ProposalState.ACCEPTED)
    opening = say(1, 1, ProposalState.OPEN)

    assert helper_of(after([opening, first, second])) == first.match_id
    assert helper_of(after([second])) == second.match_id


def test_a_closure_is_one_of_the_contracts_reasons() -> None:
    assert {str(code) for code in Closure} < {str(code) for code in ClosureReason}

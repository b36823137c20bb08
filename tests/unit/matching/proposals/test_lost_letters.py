"""A letter that never arrived is no silence: the ask ends, and the next is asked."""

from datetime import timedelta

from services.matching.needs.model import NeedState
from services.matching.proposals.model import MatchState
from services.matching.volunteers.model import VolunteerState
from shared.contracts.matching import MatchProposed, MatchWithdrawn
from shared.contracts.words import WithdrawalReason
from tests.support.events import lost_letter
from tests.support.matching.building import RequestStory
from tests.support.matching.stage import Stage


async def ask_one(stage: Stage) -> str:
    """Let the only volunteer be asked; gives the token of their letter."""
    await stage.volunteers(1)
    return await stage.ask()


def states(stage: Stage) -> list[MatchState]:
    return [item.match.state for item in stage.store.state.matches.values()]


def set_aside(stage: Stage) -> list[str]:
    return list(stage.store.state.set_aside.values())


async def test_the_ask_ends_and_the_next_is_asked(stage: Stage) -> None:
    await stage.volunteers(2)
    await stage.ask()
    before = len(stage.published())

    await stage.lose_letter("bad_address")

    assert stage.facts(before) == [MatchWithdrawn, MatchProposed]
    withdrawn = stage.published()[before].data
    assert isinstance(withdrawn, MatchWithdrawn)
    assert withdrawn.reason is WithdrawalReason.UNREACHABLE
    assert states(stage) == [MatchState.WITHDRAWN, MatchState.OPEN]


async def test_whose_address_leads_nowhere_is_not_asked_again_and_a_person_is_told(
    stage: Stage,
) -> None:
    await ask_one(stage)

    await stage.lose_letter("recipient_refused")
    await stage.play.hear(RequestStory().created())

    assert states(stage) == [MatchState.WITHDRAWN]
    assert set_aside(stage) == ["recipient_refused"]
    (someone,) = stage.store.state.volunteers.values()
    assert someone.volunteer.state is VolunteerState.SET_ASIDE


async def test_a_letter_that_was_given_up_for_another_reason_says_nothing_of_the_address(
    stage: Stage,
) -> None:
    await ask_one(stage)

    await stage.lose_letter("gave_up")

    assert states(stage) == [MatchState.WITHDRAWN]
    assert set_aside(stage) == []


async def test_heard_twice_it_changes_nothing(stage: Stage) -> None:
    await ask_one(stage)
    event = lost_letter(stage.published(), "bad_address")

    for _ in range(2):
        await stage.play.use.end_unreachable.react_to_notification_failed(event)

    assert stage.facts().count(MatchWithdrawn) == 1


async def test_who_answered_all_the_same_keeps_the_task(stage: Stage) -> None:
    token = await ask_one(stage)
    event = lost_letter(stage.published(), "gave_up")
    await stage.play.use.answer.accept_proposal(token)

    await stage.play.use.end_unreachable.react_to_notification_failed(event)

    assert states(stage) == [MatchState.ACCEPTED]


async def test_whom_the_first_link_never_reached_does_not_keep_the_task(stage: Stage) -> None:
    await stage.volunteers(2)
    await stage.accepted()

    await stage.lose_letter("recipient_refused")

    assert states(stage) == [MatchState.WITHDRAWN, MatchState.OPEN]
    (need,) = stage.store.state.needs.values()
    assert need is not None
    assert need.state is NeedState.PROPOSED


async def test_who_may_have_opened_an_earlier_link_keeps_the_task(stage: Stage) -> None:
    await stage.volunteers(2)
    task = await stage.accepted()
    stage.pass_time(timedelta(minutes=2))
    await stage.play.use.assignments.send_link(task)

    await stage.lose_letter("recipient_refused")

    assert states(stage) == [MatchState.ACCEPTED]
    assert set_aside(stage) == ["recipient_refused"]


async def test_a_letter_that_somebody_else_asked_for_changes_nothing(stage: Stage) -> None:
    await ask_one(stage)
    event = lost_letter(stage.published(), "bad_address")
    stage.store.state.published.clear()

    await stage.play.use.end_unreachable.react_to_notification_failed(event)

    assert states(stage) == [MatchState.OPEN]

"""A request that was done is opened again, or corrected: who is asked, told and left in peace."""

from dataclasses import replace

import pytest

from services.matching.needs.model import NeedState, RequestId
from services.matching.needs.ports import UnheardNeedError
from services.matching.proposals.model import MatchState, Outcome
from shared.contracts.matching import MatchProposed, MatchWithdrawn, RequestUnmatched
from shared.contracts.words import Category, Urgency, VettingLevel, WithdrawalReason
from tests.support.matching.building import RequestStory
from tests.support.matching.stage import Stage
from tests.support.matching.volunteers.building import JUVA, MIKKELI, offer, sign_up


async def helped(stage: Stage) -> RequestStory:
    """Let a request be done by the first of two volunteers."""
    await stage.volunteers(2)
    story = RequestStory()
    await stage.play.use.assignments.complete_task(await stage.accepted(story), 45)
    await stage.play.use.end_needs.react_to_request_completed(story.completed())
    await stage.play.use.end_needs.react_to_request_closed(story.closed())
    return story


async def reopen(stage: Stage, story: RequestStory, version: int = 4) -> None:
    await stage.play.use.reopen_needs.react_to_request_reopened(story.reopened(version))
    await stage.play.settle()


async def correct(stage: Stage, story: RequestStory, version: int = 2) -> None:
    await stage.play.use.correct_needs.react_to_request_updated(story.updated(version))
    await stage.play.settle()


def state_of(stage: Stage, story: RequestStory) -> NeedState:
    need = stage.store.state.needs[RequestId(story.request_id)]
    assert need is not None
    return need.state


def match_states(stage: Stage) -> list[MatchState]:
    return [item.match.state for item in stage.store.state.matches.values()]


async def test_another_volunteer_is_asked_and_what_the_first_did_stays(stage: Stage) -> None:
    story = await helped(stage)
    event = story.reopened(4)

    for _ in range(2):
        await stage.play.use.reopen_needs.react_to_request_reopened(event)
    await stage.play.settle()

    first, second = [
        item.data for item in stage.published() if isinstance(item.data, MatchProposed)
    ]
    assert first.volunteer_id != second.volunteer_id
    assert match_states(stage) == [MatchState.COMPLETED, MatchState.OPEN]
    answer, token = stage.play.use.answer, stage.link("proposal_url")
    shown = await answer.show_proposal(token)
    assert shown is not None
    assert await answer.accept_proposal(token, shown.seen) is Outcome.ACCEPTED


async def test_an_end_that_comes_late_ends_nothing(stage: Stage) -> None:
    await stage.volunteers(2)
    story = RequestStory()
    await stage.play.use.assignments.complete_task(await stage.accepted(story), 45)

    await reopen(stage, story)
    await stage.play.use.end_needs.react_to_request_completed(story.completed())
    await stage.play.use.end_needs.react_to_request_closed(story.closed())

    assert state_of(stage, story) is NeedState.PROPOSED
    assert match_states(stage) == [MatchState.COMPLETED, MatchState.OPEN]


async def test_an_opening_that_comes_late_opens_nothing(stage: Stage) -> None:
    story = await helped(stage)
    later = replace(story)
    await stage.play.use.end_needs.react_to_request_closed(later.closed(version=6))

    await reopen(stage, story)

    assert state_of(stage, story) is NeedState.CLOSED


async def test_a_need_that_is_not_known_any_more_is_known_by_its_opening(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()

    await reopen(stage, story)

    assert state_of(stage, story) is NeedState.PROPOSED


async def asked_both(stage: Stage) -> tuple[RequestStory, str]:
    """Ask one who helps in Mikkeli and in Juva; gives the proposal's token."""
    who = sign_up(offered=offer(areas=(MIKKELI, JUVA), categories=(Category.GROCERIES,)))
    await stage.play.enrol(stage.published, who)
    story = RequestStory()
    return story, await stage.ask(story)


async def test_who_still_fits_stays_asked_and_is_told(stage: Stage) -> None:
    story, token = await asked_both(stage)
    corrected = replace(
        story, municipality=JUVA, postal_code="51900", urgency=Urgency.WITHIN_2_DAYS
    )

    await correct(stage, corrected)

    shown = await stage.play.use.answer.show_proposal(token)
    assert shown is not None
    assert (shown.outcome, shown.municipality) == (Outcome.OPEN, JUVA)
    assert stage.templates()[-1] == "proposal_changed"
    assert MatchWithdrawn not in stage.facts()


async def test_a_yes_is_a_yes_to_what_was_shown(stage: Stage) -> None:
    story, token = await asked_both(stage)
    answer = stage.play.use.answer
    before = await answer.show_proposal(token)
    await correct(stage, replace(story, urgency=Urgency.WITHIN_2_DAYS))
    after = await answer.show_proposal(token)
    assert before is not None
    assert after is not None

    outcomes = [await answer.accept_proposal(token, shown.seen) for shown in (before, after)]

    assert outcomes == [Outcome.CORRECTED, Outcome.ACCEPTED]
    assert stage.templates()[-1] == "match_accepted"


async def test_who_does_not_fit_any_more_is_let_go_and_the_search_goes_on(stage: Stage) -> None:
    story, token = await asked_both(stage)
    await stage.play.enrol(stage.published, sign_up(offered=offer(categories=(Category.PHARMACY,))))

    await correct(stage, replace(story, category=Category.PHARMACY))

    withdrawn = next(
        item.data for item in stage.published() if isinstance(item.data, MatchWithdrawn)
    )
    assert withdrawn.reason is WithdrawalReason.REQUEST_CHANGED
    assert stage.templates()[-2:] == ["proposal_moved", "proposal"]
    assert await stage.play.use.answer.accept_proposal(token) is Outcome.CHANGED
    assert match_states(stage) == [MatchState.WITHDRAWN, MatchState.OPEN]


async def test_who_has_the_task_is_told_and_keeps_it(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    await stage.accepted(story)

    await correct(stage, replace(story, municipality=JUVA, postal_code="51900"))
    await stage.play.use.correct_needs.react_to_request_updated(story.touched(3))

    assert stage.templates()[-2:] == ["assignment_changed", "assignment_changed"]
    assert match_states(stage) == [MatchState.ACCEPTED]


@pytest.mark.parametrize("is_helping", [True, False])
async def test_what_no_volunteer_may_know_any_more_is_taken_from_whoever_knew(
    stage: Stage, is_helping: bool
) -> None:
    await stage.volunteers(2)
    story = RequestStory()
    await (stage.accepted(story) if is_helping else stage.ask(story))

    await correct(stage, replace(story, volunteer_allowed=False, category=None))

    ended = "assignment_withdrawn" if is_helping else "proposal_moved"
    assert stage.templates()[-1] == ended
    assert stage.facts()[-1] is RequestUnmatched
    assert match_states(stage) == [MatchState.WITHDRAWN]


async def test_only_what_was_asked_for_is_looked_at_again(stage: Stage) -> None:
    story, _ = await asked_both(stage)
    before = len(stage.published())

    await stage.play.use.correct_needs.react_to_request_updated(story.touched(2))

    assert len(stage.published()) == before


async def test_of_two_corrections_the_newer_counts_whichever_comes_first(stage: Stage) -> None:
    story, _ = await asked_both(stage)

    await correct(stage, replace(story, urgency=Urgency.NO_HURRY), version=3)
    await correct(stage, replace(story, urgency=Urgency.WITHIN_A_WEEK), version=2)

    need = stage.store.state.needs[RequestId(story.request_id)]
    assert need is not None
    assert need.urgency_code == Urgency.NO_HURRY


async def test_a_need_that_found_nobody_is_looked_at_again(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory(category=Category.PHARMACY)
    await stage.play.hear(story.created())
    assert state_of(stage, story) is NeedState.UNMATCHED

    await correct(stage, replace(story, category=Category.GROCERIES))

    assert state_of(stage, story) is NeedState.PROPOSED


async def test_a_correction_of_a_request_not_heard_of_yet_comes_again(stage: Stage) -> None:
    with pytest.raises(UnheardNeedError):
        await correct(stage, RequestStory())


async def test_from_who_is_not_known_well_enough_any_more_it_is_taken(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    await stage.accepted(story)

    await correct(stage, replace(story, min_vetting=VettingLevel.CHECKED))

    assert stage.templates()[-1] == "assignment_withdrawn"
    assert match_states(stage) == [MatchState.WITHDRAWN]


async def test_who_is_not_asked_follows_what_was_corrected_and_stays_when_opened_again(
    stage: Stage,
) -> None:
    story = await helped(stage)
    mark = "0" * 64

    await reopen(stage, replace(story, not_for=(mark,)))
    await reopen(stage, story, version=5)
    reopened = stage.store.state.needs[RequestId(story.request_id)]
    await correct(stage, replace(story, not_for=("1" * 64,)), version=6)

    corrected = stage.store.state.needs[RequestId(story.request_id)]
    assert reopened is not None
    assert corrected is not None
    assert (reopened.not_for, corrected.not_for) == ((mark,), ("1" * 64,))

"""The use cases over the fake store: from a yes to what was done."""

from datetime import timedelta
from uuid import uuid4

from services.matching.proposals.model import Outcome
from shared.contracts import words
from shared.contracts.matching import (
    ActivityLogged,
    AssignmentCompleted,
    HoursLogged,
    MatchAccessIssued,
    MatchProposed,
    MatchWithdrawn,
)
from tests.support.matching.building import RequestStory
from tests.support.matching.stage import Stage


async def test_a_cancellation_takes_an_open_proposal_back(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    token = await stage.ask(story)
    event = story.cancelled()

    for _ in range(2):
        await stage.play.use.end_needs.react_to_request_cancelled(event)
    await stage.play.use.end_needs.react_to_request_closed(story.closed())

    assert stage.facts()[-1] is MatchWithdrawn
    assert stage.facts().count(MatchWithdrawn) == 1
    assert stage.templates()[-1] == "proposal_withdrawn"
    assert await stage.play.use.answer.accept_proposal(token) is Outcome.CANCELLED


async def test_a_cancellation_after_the_answer_ends_the_assignment(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    task = await stage.accepted(story)

    await stage.play.use.end_needs.react_to_request_cancelled(story.cancelled())

    withdrawn = stage.published()[-2].data
    assert isinstance(withdrawn, MatchWithdrawn)
    assert withdrawn.reason is words.WithdrawalReason.REQUEST_CANCELLED
    assert stage.templates()[-1] == "assignment_withdrawn"
    assert not await stage.play.use.assignments.complete_task(task, 30)
    assert not await stage.play.use.assignments.send_link(task)


async def test_a_cancellation_heard_first_keeps_the_need_from_asking(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    before = len(stage.published())

    await stage.play.use.end_needs.react_to_request_cancelled(story.cancelled())
    await stage.play.hear(story.created())

    assert len(stage.published()) == before


async def test_a_task_is_completed_exactly_once(stage: Stage) -> None:
    await stage.volunteers()
    story = RequestStory()
    task = await stage.accepted(story)
    before = len(stage.published())

    answers = [
        await stage.play.use.assignments.complete_task(task, minutes) for minutes in (45, 60)
    ]
    await stage.play.use.end_needs.react_to_request_completed(story.completed())
    await stage.play.use.end_needs.react_to_request_closed(
        story.closed(words.ClosureReason.COMPLETED)
    )

    assert answers == [True, False]
    assert stage.facts(before) == [AssignmentCompleted, HoursLogged, ActivityLogged]
    activity = next(
        item.data for item in stage.published() if isinstance(item.data, ActivityLogged)
    )
    assert (activity.minutes, activity.headcount) == (45, 1)
    assert str(activity.occurred_on) == "2026-11-25"
    shown = await stage.play.use.assignments.show_task(task)
    assert shown is not None
    assert (shown.outcome, shown.minutes) == (Outcome.COMPLETED, 45)


async def test_what_was_done_says_what_reports_count_by_as_the_request_said_it(
    stage: Stage,
) -> None:
    await stage.volunteers()
    person = "ab" * 32
    story = RequestStory(service_line="saunas", channel="radio", min_vetting="none", person=person)

    await stage.play.use.assignments.complete_task(await stage.accepted(story), 45)

    said = {type(item.data): item.data for item in stage.published()}
    activity, done, hours = said[ActivityLogged], said[AssignmentCompleted], said[HoursLogged]
    assert isinstance(activity, ActivityLogged)
    assert (activity.service_line, activity.channel) == ("saunas", "radio")
    assert (activity.min_vetting, activity.person) == ("none", person)
    assert isinstance(done, AssignmentCompleted)
    assert isinstance(hours, HoursLogged)
    assert (done.basis, hours.basis) == (words.Basis.COUNTED, words.Basis.COUNTED)


async def test_what_a_request_never_said_stays_unsaid(stage: Stage) -> None:
    await stage.volunteers()

    await stage.play.use.assignments.complete_task(await stage.accepted(), 45)

    activity = next(
        item.data for item in stage.published() if isinstance(item.data, ActivityLogged)
    )
    assert (activity.channel, activity.min_vetting, activity.person) == ("web", None, None)


async def test_a_task_given_back_is_offered_to_someone_else(stage: Stage) -> None:
    await stage.volunteers(2)
    task = await stage.accepted()
    before = len(stage.published())

    answers = [await stage.play.give_up(task) for _ in range(2)]

    assert answers == [True, False]
    assert stage.facts(before) == [MatchWithdrawn, MatchProposed]
    withdrawn = stage.published()[before].data
    proposed = stage.published()[before + 1].data
    assert isinstance(withdrawn, MatchWithdrawn)
    assert isinstance(proposed, MatchProposed)
    assert withdrawn.reason is words.WithdrawalReason.VOLUNTEER_UNABLE
    assert withdrawn.volunteer_id != proposed.volunteer_id


async def test_a_new_contact_link_may_be_had_after_a_minute(stage: Stage) -> None:
    await stage.volunteers()
    proposal = await stage.ask()
    await stage.play.use.answer.accept_proposal(proposal)
    task = stage.link("task_url")
    before = len(stage.published())

    at_once = await stage.play.use.assignments.send_link(task)
    stage.pass_time(timedelta(seconds=61))
    later = await stage.play.use.answer.send_links(proposal)

    assert [at_once, later] == [False, True]
    assert stage.facts(before) == [MatchAccessIssued]
    assert stage.link("task_url") != task


async def test_versions_of_every_subject_are_gapless(stage: Stage) -> None:
    await stage.volunteers(2)
    await stage.play.decline(await stage.ask())
    await stage.play.use.answer.accept_proposal(stage.link("proposal_url"))
    await stage.play.use.assignments.complete_task(stage.link("task_url"), 30)

    told: dict[str, list[int]] = {}
    for item in stage.published():
        told.setdefault(item.subject, []).append(item.version)
    assert all(versions == list(range(1, len(versions) + 1)) for versions in told.values())


async def test_unknown_task_links_do_nothing(stage: Stage) -> None:
    guess = uuid4().hex

    assert await stage.play.use.assignments.show_task(guess) is None
    assert not await stage.play.use.assignments.complete_task(guess, 5)
    assert not await stage.play.give_up(guess)
    assert not await stage.play.use.answer.send_links(guess)

"""Nobody is asked to help themselves."""

from collections.abc import Sequence
from uuid import uuid4

from services.matching.proposals.model import MatchState
from shared.contracts.ask_words import AssignmentRefusal
from shared.contracts.matching import MatchProposed, RequestUnmatched
from shared.reach_points import ReachKind, ReachPoint
from tests.support.matching.building import RequestStory
from tests.support.matching.proposals.wishes import Coordinator, refusals
from tests.support.matching.stage import Stage
from tests.support.same_person import SAME_PERSON


def points(stage: Stage, place: int = 0) -> Sequence[ReachPoint]:
    found = list(stage.store.state.volunteers.values())[place].contact.reach_points
    return [each for each in found if each.kind == ReachKind.EMAIL]


def asked_by(stage: Stage, *places: int) -> RequestStory:
    """Tell of a request by some of the roster, known by what they are reached at."""
    request_id = uuid4()
    known = [point for place in places for point in points(stage, place)]
    return RequestStory(request_id, not_for=SAME_PERSON.marks(request_id, known))


async def hear(stage: Stage, story: RequestStory) -> None:
    """Let it come in; a claim that was taken back is chosen for anew at the next round."""
    await stage.play.hear(story.created())
    await stage.play.settle()


async def test_who_asks_is_passed_over_and_another_is_asked(stage: Stage) -> None:
    await stage.volunteers(2)
    own, other = stage.store.state.volunteers

    for asker, helper in ((0, other), (1, own)):
        await hear(stage, asked_by(stage, asker))
        proposed = stage.published()[-2].data
        assert isinstance(proposed, MatchProposed)
        assert proposed.volunteer_id == helper


async def test_alone_on_the_roster_they_are_not_asked_and_a_coordinator_decides(
    stage: Stage,
) -> None:
    await stage.volunteers(1)

    await hear(stage, asked_by(stage, 0))

    assert stage.templates() == ["volunteer_confirm"]
    assert isinstance(stage.published()[-1].data, RequestUnmatched)
    (someone,) = stage.store.state.volunteers.values()
    assert (someone.asked, stage.store.state.matches) == (0, {})


async def test_somebody_elses_request_they_are_asked_about(stage: Stage) -> None:
    await stage.volunteers(1)
    await hear(stage, asked_by(stage, 0))

    await stage.play.hear(RequestStory().created())

    (match,) = stage.store.state.matches.values()
    assert match.match.state is MatchState.OPEN


async def test_a_coordinator_who_wishes_for_them_does_not_learn_that_they_asked(
    stage: Stage,
) -> None:
    await stage.volunteers(1)
    story = asked_by(stage, 0)
    await hear(stage, story)
    (someone,) = stage.store.state.volunteers.values()

    wish = Coordinator(story.request_id).wish_for(someone.number)
    await stage.play.use.ask_wished.react_to_assignment_requested(wish)

    said = [each.data for each in stage.published()]
    assert refusals(said) == [AssignmentRefusal.ASKED_BEFORE]
    assert stage.store.state.matches == {}

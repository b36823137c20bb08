"""A coordinator has more people asked about one request."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.matching.needs.model import NeedState, RequestId
from services.matching.needs.ports import UnheardNeedError
from services.matching.volunteers.model import Offer
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import RequestWideningRequested
from shared.contracts.matching import MatchProposed, RequestWidened, RequestWideningRefused
from shared.contracts.words import Category, Language
from tests.support.matching.building import RequestStory
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.playing import Play, facts_in, last_link, letters_in
from tests.support.matching.proposals.wishes import Coordinator
from tests.support.matching.volunteers.building import JUVA, offer

FAR = offer(areas=(JUVA,))
"""Lives in Mikkeli and offered to help in Juva."""
EVERY_LIMIT = ("radius", "at_once", "silent", "rest")


class Stage:
    """A play with one request in Mikkeli and a coordinator who widens the search for it."""

    def __init__(self, story: RequestStory | None = None) -> None:
        self.ground = FakeGround()
        self.store = self.ground.store
        self.play = Play(
            self.store,
            self.ground.due_matches,
            self.ground.due_applicants,
            now=lambda: self.store.state.now,
        )
        self.story = story or RequestStory()
        self.coordinator = Coordinator(self.story.request_id)

    async def asked(self, *offers: Offer) -> None:
        """Put some on the roster, then hear of the request."""
        for each in offers:
            await self.ground.add_volunteer(each)
        await self.play.hear(self.story.created())

    async def widen(self, *limits: str) -> Envelope[RequestWideningRequested]:
        wish = self.coordinator.widen(*limits)
        await self.hear(wish)
        return wish

    async def hear(self, wish: Envelope[RequestWideningRequested]) -> None:
        await self.play.use.widen.react_to_widening_requested(wish)
        await self.play.settle()

    async def say_nothing(self) -> None:
        """Let the time to answer pass."""
        self.store.state.now += timedelta(hours=1)
        await self.play.tick()

    def facts(self) -> list[str]:
        return [kind.event_type for kind in facts_in(self.store.state.published)]

    def data(self) -> list[Event]:
        return [item.data for item in self.store.state.published]

    def answer(self) -> Event:
        kinds = (RequestWidened, RequestWideningRefused)
        return [data for data in self.data() if isinstance(data, kinds)][-1]

    def more(self) -> int:
        answer = self.answer()
        assert isinstance(answer, RequestWidened)
        return answer.more

    def times_asked(self) -> int:
        return sum(isinstance(data, MatchProposed) for data in self.data())


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_who_lives_near_is_asked_past_what_they_offered(stage: Stage) -> None:
    await stage.asked(FAR)

    wish = await stage.widen("radius")

    assert stage.facts() == ["request.unmatched", "request.widened", "match.proposed"]
    assert stage.answer() == RequestWidened(
        wish_id=wish.data.wish_id, request_id=stage.story.request_id, limits=("radius",), more=1
    )
    answered = stage.store.state.published[-3]
    assert (answered.causation_id, answered.correlation_id) == (wish.id, stage.story.request_id)


async def test_who_did_not_answer_is_asked_once_more_and_no_more(stage: Stage) -> None:
    await stage.asked(offer(weekly_cap=7))
    await stage.say_nothing()
    before = stage.times_asked()

    await stage.widen("silent")
    again = stage.times_asked()
    await stage.say_nothing()

    assert (before, again, stage.times_asked(), stage.more()) == (1, 2, 2, 1)


async def test_who_is_silent_after_it_was_widened_is_left_in_peace(stage: Stage) -> None:
    await stage.asked(offer(weekly_cap=7))
    await stage.widen("silent")

    await stage.say_nothing()

    assert (stage.times_asked(), stage.more()) == (1, 0)


async def test_more_are_asked_at_once(stage: Stage) -> None:
    await stage.asked(offer(), offer(), offer(), offer())

    await stage.widen("at_once")

    assert (stage.times_asked(), stage.more()) == (3, 0)


async def test_who_was_asked_much_lately_is_asked(stage: Stage) -> None:
    tired = await stage.ground.add_volunteer(offer(weekly_cap=7))
    for _ in range(4):
        await stage.ground.propose(tired, await stage.ground.add_need())
    await stage.asked()

    await stage.widen("silent", "radius")
    before = stage.more()
    await stage.widen("rest")

    assert (before, stage.more()) == (0, 1)
    assert stage.facts()[-1] == "match.proposed"


@pytest.mark.parametrize(
    ("story", "offered"),
    [
        (RequestStory(), offer(categories=(Category.PHARMACY,))),
        (RequestStory(), offer(languages=(Language.SWEDISH,))),
        (RequestStory(min_vetting="interviewed"), offer()),
    ],
    ids=["kind of help", "language", "vetting"],
)
async def test_what_protects_people_stands_however_wide_the_search(
    story: RequestStory, offered: Offer
) -> None:
    stage = Stage(story)
    await stage.asked(offered)

    for _ in range(3):
        await stage.widen(*EVERY_LIMIT)

    assert (stage.times_asked(), stage.more()) == (0, 0)


async def test_who_said_no_or_has_a_full_week_is_not_asked(stage: Stage) -> None:
    full = await stage.ground.add_volunteer(offer(weekly_cap=1))
    await stage.ground.propose(full, await stage.ground.add_need())
    await stage.asked(offer())
    await stage.play.decline(last_link(letters_in(stage.store.state.published), "proposal_url"))

    await stage.widen(*EVERY_LIMIT)

    assert (stage.times_asked(), stage.more()) == (1, 0)


async def test_the_one_who_is_asked_before_all_others_is_waited_for(stage: Stage) -> None:
    number = stage.ground.numbers[await stage.ground.add_volunteer(FAR)]
    await stage.asked()
    wish = stage.coordinator.wish_for(number, "area", manner="first")
    await stage.play.use.ask_wished.react_to_assignment_requested(wish)
    await stage.ground.add_volunteer(FAR)

    await stage.widen("radius")
    during = stage.times_asked()
    await stage.say_nothing()

    assert (during, stage.times_asked()) == (1, 2)


async def test_no_limit_goes_further_than_three_steps(stage: Stage) -> None:
    await stage.asked()
    for _ in range(3):
        await stage.widen("radius")

    await stage.widen("radius")

    answer = stage.answer()
    assert isinstance(answer, RequestWideningRefused)
    assert answer.reason == "wide_already"


async def test_a_request_that_does_not_wait_is_not_widened(stage: Stage) -> None:
    await stage.asked()
    await stage.play.use.end_needs.react_to_request_closed(stage.story.closed())
    closed = await stage.widen("radius")
    reserved = Stage(RequestStory(volunteer_allowed=False, category=None, postal_code=None))
    await reserved.asked()
    await reserved.widen("radius")
    unknown = RequestId(UUID(int=7))
    stage.store.state.needs[unknown] = None
    await stage.hear(Coordinator(unknown).widen("radius"))

    refused = [each for each in stage.data() if isinstance(each, RequestWideningRefused)]
    assert [each.reason for each in refused] == ["not_waiting", "not_waiting"]
    assert refused[0].wish_id == closed.data.wish_id
    answer = reserved.answer()
    assert isinstance(answer, RequestWideningRefused)
    assert answer.reason == "not_for_volunteers"


async def test_a_wish_that_comes_twice_widens_once(stage: Stage) -> None:
    await stage.asked()
    wish = await stage.widen("radius")

    await stage.hear(wish)

    need = stage.store.state.needs[RequestId(stage.story.request_id)]
    assert need is not None
    assert need.widened == ("radius",)
    assert stage.facts().count("request.widened") == 1


async def test_what_was_not_heard_of_yet_comes_again(stage: Stage) -> None:
    with pytest.raises(UnheardNeedError):
        await stage.widen("radius")


async def test_a_correction_keeps_it_wide_and_an_opening_anew_does_not(stage: Stage) -> None:
    await stage.asked(FAR)
    await stage.widen("radius")
    corrected = replace(stage.story, urgency="within_2_days")

    await stage.play.use.correct_needs.react_to_request_updated(corrected.updated(5))
    still = stage.facts()
    await stage.play.use.end_needs.react_to_request_closed(stage.story.closed(version=6))
    await stage.play.use.reopen_needs.react_to_request_reopened(stage.story.reopened(7))

    need = stage.store.state.needs[RequestId(stage.story.request_id)]
    assert need is not None
    assert "match.withdrawn" not in still
    assert (need.state, need.widened) == (NeedState.OPEN, ())

"""What matching says changes the request once, in whatever order it comes."""

import random
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.intake.contact_access.model import View
from services.intake.contact_access.use_cases import KeepContactLinks, ShowContact
from services.intake.requests.model import Closure, RequestId, State
from services.intake.requests.ports import UnknownRequestError
from services.intake.requests.use_cases.follow import FollowRequests
from services.intake.requests.use_cases.react_to_matching import ReactToMatching
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.wishes.use_cases import KeepAnswers
from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestCancelled, RequestClosed, RequestCompleted
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import ClosureReason, WithdrawalReason
from tests.support.intake.board.fakes import FakeBoardReader
from tests.support.intake.building import ACTIVATION, EXERCISE, Drawn, Sealed
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import MatchStory, letters, unmatched
from tests.support.intake.state import FakeRequest
from tests.support.intake.submissions.building import plea
from tests.support.intake.submissions.use_cases import submissions_over


class Scene:
    """One request taken in, and everything that can happen to it."""

    def __init__(self, activation: Activation = ACTIVATION) -> None:
        drawn, self.store = Drawn(), FakeStore()
        writer = letters(Sealed(), drawn)
        settle = SettleRequests(writer, drawn.chance())
        self.submissions = submissions_over(self.store, writer, drawn.chance(), activation)
        self.matching = ReactToMatching(self.store, settle)
        self.answers = KeepAnswers(self.store, self.matching)
        self.links = KeepContactLinks(self.store)
        self.following = FollowRequests(self.store, settle)
        self.contact = ShowContact(self.store, drawn.chance())
        self.link = ""

    async def open(self, email: str = "aino@example.org") -> MatchStory:
        asked = await self.submissions.take_in(plea(email), "key-of-the-scene")
        self.link = asked.answer.status_url.rpartition("/")[2]
        (request_id,) = self.store.state.requests
        return MatchStory(request_id)

    async def hear(self, *events: Envelope[Any]) -> None:
        for event in events:
            await self.reaction(event)(event)

    def reaction(self, event: Envelope[Any]) -> Callable[[Envelope[Any]], Awaitable[None]]:
        name = f"react_to_{event.type.replace('.', '_')}"
        rooms = {"match.access_issued": self.links, "match.proposed": self.answers}
        room = rooms.get(event.type, self.matching)
        found: Callable[[Envelope[Any]], Awaitable[None]] = getattr(room, name)
        return found

    @property
    def request(self) -> FakeRequest:
        (found,) = self.store.state.requests.values()
        return found

    @property
    def state(self) -> State:
        return self.request.stored.state

    def said(self, *kinds: type) -> list[Any]:
        return [item.data for item in self.store.state.published if isinstance(item.data, kinds)]

    def letters(self) -> list[str]:
        return [data.template for data in self.said(NotificationRequested)]


async def test_a_matched_request_has_a_code_word_and_its_asker_hears() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched())

    standing = await scene.following.show_request(scene.link)
    assert scene.state is State.ASSIGNED
    assert standing is not None
    assert standing.code_word
    assert scene.letters() == ["request_received", "request_matched"]


async def test_a_letter_never_holds_the_code_word() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched())

    standing = await scene.following.show_request(scene.link)
    assert standing is not None
    assert standing.code_word is not None
    assert standing.code_word not in str(scene.store.state.published)


async def test_without_an_address_nobody_is_mailed() -> None:
    scene = Scene()
    story = await scene.open(email="")

    await scene.hear(story.proposed(), story.matched(), story.completed())

    assert scene.letters() == []


async def test_a_redelivered_event_changes_nothing() -> None:
    scene = Scene()
    story = await scene.open()
    matched = story.matched()

    await scene.hear(story.proposed(), matched, matched, matched)

    assert scene.letters() == ["request_received", "request_matched"]
    assert len(scene.request.assignments) == 1


async def test_a_completed_assignment_completes_and_closes_the_request() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched(), story.completed())

    (completed,), (closed,) = scene.said(RequestCompleted), scene.said(RequestClosed)
    versions = [
        item.version for item in scene.store.state.published if item.subject.startswith("request/")
    ]
    assert scene.state is State.CLOSED
    assert completed.match_id == story.match_id
    assert closed.reason is ClosureReason.COMPLETED
    assert versions == [1, 2, 3]
    assert not any(is_open for _, is_open in scene.request.assignments)


async def test_events_name_what_caused_them() -> None:
    scene = Scene()
    story = await scene.open()
    completed = story.completed()

    await scene.hear(story.proposed(), story.matched(), completed)

    causes = {item.causation_id for item in scene.store.state.published[-2:]}
    assert causes == {completed.id}


@pytest.mark.parametrize("end", ["completed", "cancelled"])
async def test_whatever_is_said_of_a_request_in_an_exercise_says_so(end: str) -> None:
    scene = Scene(EXERCISE)
    first = await scene.open()
    second = first.again()

    await scene.hear(first.proposed(), first.matched(), first.withdrawn(), second.proposed())
    await scene.hear(second.matched())
    if end == "completed":
        await scene.hear(second.completed())
    else:
        await scene.following.cancel_request(scene.link)

    letters = ["request_received", "request_matched", "request_reopened", "request_matched"]
    assert scene.letters() == letters + ["request_cancelled"] * (end == "cancelled")
    kinds = {item.data.event_type for item in scene.store.state.published}
    assert kinds == {
        "request.created",
        "notification.requested",
        f"request.{end}",
        "request.closed",
    }
    assert {item.activation for item in scene.store.state.published} == {EXERCISE}
    assert scene.request.stored.activation == EXERCISE


async def test_a_volunteer_who_cannot_after_all_opens_the_request_again() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched(), story.withdrawn())

    assert scene.state is State.OPEN
    assert scene.letters()[-1] == "request_reopened"
    assert not any(is_open for _, is_open in scene.request.assignments)


async def test_the_next_helper_has_another_code_word() -> None:
    scene = Scene()
    first = await scene.open()
    second = first.again()

    await scene.hear(first.proposed(), first.matched(), first.withdrawn())
    await scene.hear(second.proposed(), second.matched())

    words = [assignment.code_word for assignment, _ in scene.request.assignments]
    assert len(set(words)) == 2
    assert scene.state is State.ASSIGNED


async def test_the_next_helper_may_be_heard_of_before_the_first_ones_withdrawal() -> None:
    scene = Scene()
    first = await scene.open()
    second = first.again()

    await scene.hear(first.proposed(), first.matched(), second.proposed(), second.matched())
    await scene.hear(first.withdrawn())

    open_ones = [item.match_id for item, is_open in scene.request.assignments if is_open]
    assert open_ones == [second.match_id]


@pytest.mark.parametrize("seed", range(20))
async def test_any_order_with_doubles_ends_alike(seed: int) -> None:
    scene = Scene()
    first = await scene.open()
    second, third = first.again(), first.again().again()
    events: list[Envelope[Any]] = [
        first.proposed(),
        first.declined(),
        unmatched(first.request_id, asked=1),
        second.proposed(),
        second.matched(),
        second.access("one"),
        second.withdrawn(),
        third.proposed(),
        third.matched(),
        third.access("two"),
    ]
    mixed = events + random.Random(seed).choices(events, k=6)  # noqa: S311  # a test's dice
    random.Random(seed).shuffle(mixed)  # noqa: S311  # a test's dice

    await scene.hear(*mixed)

    open_ones = [item.match_id for item, is_open in scene.request.assignments if is_open]
    assert scene.state is State.ASSIGNED
    assert open_ones == [third.match_id]


@pytest.mark.parametrize("seed", range(20))
async def test_any_order_of_a_whole_story_closes_once(seed: int) -> None:
    scene = Scene()
    story = await scene.open()
    events: list[Envelope[Any]] = [
        story.proposed(),
        story.matched(),
        story.access(),
        story.completed(),
    ]
    random.Random(seed).shuffle(events)  # noqa: S311  # a test's dice

    await scene.hear(*events, *events)

    assert scene.state is State.CLOSED
    assert len(scene.said(RequestCompleted, RequestClosed)) == 2


async def test_nobody_left_goes_to_the_coordinator_with_the_reason() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(unmatched(story.request_id))

    (line,) = await FakeBoardReader(scene.store).lines(10)
    assert line.state is State.UNMATCHED
    assert line.unmatched is not None
    assert (line.unmatched.considered, line.unmatched.at_their_cap) == (3, 1)


async def test_an_event_about_nothing_is_parked() -> None:
    scene = Scene()

    for event in (MatchStory(uuid4()).proposed(), unmatched(UUID(int=1))):
        with pytest.raises(UnknownRequestError):
            await scene.hear(event)


@pytest.mark.parametrize("heard", [0, 1, 2])
async def test_a_request_can_be_cancelled_in_every_live_state(heard: int) -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(*[story.proposed(), story.matched()][:heard])

    assert await scene.following.cancel_request(scene.link)

    (cancelled,), (closed,) = scene.said(RequestCancelled), scene.said(RequestClosed)
    assert cancelled.reason is closed.reason is ClosureReason.CANCELLED
    assert scene.request.stored.closure is Closure.CANCELLED
    assert scene.letters()[-1] == "request_cancelled"
    assert not any(is_open for _, is_open in scene.request.assignments)


async def test_cancelling_twice_is_cancelling_once() -> None:
    scene = Scene()
    await scene.open()

    assert await scene.following.cancel_request(scene.link)
    assert await scene.following.cancel_request(scene.link)

    assert len(scene.said(RequestCancelled)) == 1


async def test_an_unknown_link_cancels_nothing() -> None:
    scene = Scene()
    await scene.open()

    assert not await scene.following.cancel_request("guess")
    assert await scene.following.show_request("guess") is None
    assert scene.state is State.RECEIVED


async def test_a_match_after_the_cancellation_changes_nothing_here() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed())
    await scene.following.cancel_request(scene.link)
    before = len(scene.store.state.published)

    await scene.hear(story.matched(), story.access())
    await scene.hear(story.withdrawn(WithdrawalReason.REQUEST_CANCELLED))

    assert scene.request.stored.closure is Closure.CANCELLED
    assert scene.request.assignments == []
    assert len(scene.store.state.published) == before
    assert (await scene.contact.show_contact("access-token", "browser")).view is View.CLOSED


async def test_a_completion_after_the_cancellation_changes_nothing_here() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched())
    await scene.following.cancel_request(scene.link)

    await scene.hear(story.completed())

    assert scene.said(RequestCompleted) == []
    assert scene.request.stored.closure is Closure.CANCELLED


async def test_a_cancellation_after_the_completion_changes_nothing() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched(), story.completed())

    assert await scene.following.cancel_request(scene.link)

    assert scene.request.stored.closure is Closure.COMPLETED
    assert scene.said(RequestCancelled) == []


async def test_every_letter_has_a_link_that_opens_the_page() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched(), story.withdrawn())

    assert len(scene.store.state.status_links) == 3
    assert set(scene.store.state.status_links.values()) == {RequestId(story.request_id)}


async def test_contact_data_shows_in_the_browser_that_used_the_link() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched(), story.access())

    before = await scene.contact.show_contact("access-token", "browser")
    used = await scene.contact.use_link("access-token", "browser")
    mine = await scene.contact.show_contact("access-token", "browser")
    theirs = await scene.contact.show_contact("access-token", "other browser")

    standing = await scene.following.show_request(scene.link)
    assert (before.view, before.contact) == (View.BUTTON, None)
    assert used is View.CONTACT
    assert mine.contact == plea().contact
    assert mine.phone == "+358401234567"
    assert standing is not None
    assert mine.code_word == standing.code_word
    assert (theirs.view, theirs.contact) == (View.USED, None)
    assert (theirs.phone, theirs.code_word) == ("", "")
    assert len(scene.store.state.views) == 1


async def test_pressing_twice_in_one_browser_is_pressing_once() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched(), story.access())

    first = await scene.contact.use_link("access-token", "browser")
    second = await scene.contact.use_link("access-token", "browser")

    assert (first, second) == (View.CONTACT, View.CONTACT)


async def test_the_contact_page_waits_for_its_assignment() -> None:
    scene = Scene()
    story = await scene.open()

    unknown = await scene.contact.show_contact("access-token", "browser")
    await scene.hear(story.access())
    early = await scene.contact.use_link("access-token", "browser")
    await scene.hear(story.proposed(), story.matched())
    then = await scene.contact.use_link("access-token", "browser")

    assert (unknown.view, early, then) == (View.UNKNOWN, View.MOMENT, View.CONTACT)


@pytest.mark.parametrize("end", ["completed", "withdrawn"])
async def test_the_contact_page_shuts_with_the_task(end: str) -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched(), story.access())
    await scene.contact.use_link("access-token", "browser")

    await scene.hear(getattr(story, end)())

    visit = await scene.contact.show_contact("access-token", "browser")
    assert (visit.view, visit.contact, visit.code_word) == (View.CLOSED, None, "")

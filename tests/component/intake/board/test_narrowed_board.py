"""The board by group, need, place and urgency, a page at a time."""

from datetime import timedelta

from services.intake.board.use_cases.show import SHOWN
from services.intake.requests.model import Closure, RequestId, State
from shared.contracts.words import Category
from tests.support.intake.board.building import reported
from tests.support.intake.page_world import PageWorld, ask, assign
from tests.support.intake.requests.building import unmatched
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import new_request, taken_in
from tests.support.intake.submissions.fakes import FakeReception

MOST_BYTES = 100_000


async def fill(world: PageWorld, count: int) -> None:
    """Let many ask at once."""
    for number in range(count):
        new = new_request(f"link {number}", number)
        await FakeReception(world.store).take_in(taken_in(new, str(number)))
        await world.react(reported(new.id))


async def test_each_group_is_a_link_with_its_count(world: PageWorld, language: str) -> None:
    story = await ask(world)
    await world.react(unmatched(story.request_id))
    async with world.signed_in() as visitor:
        board = await visitor.get(f"/{language}/taulu")
        now = await visitor.get(f"/{language}/taulu?group=now")
        helped = await visitor.get(f"/{language}/taulu?group=helped")
        await assign(world, story)
        after = await visitor.get(f"/{language}/taulu?group=helped")

    for group in ("now", "asked", "helped", "closed"):
        assert f"/{language}/taulu?group={group}" in Seen(board.text).links
    assert f"request-{story.request_id}" in now.text
    assert f"request-{story.request_id}" not in helped.text
    assert f"request-{story.request_id}" in after.text
    assert "<details" not in after.text


async def test_what_ended_today_says_how_and_when(world: PageWorld, language: str) -> None:
    story = await ask(world)
    async with world.store.begin() as work:
        request_id = RequestId(story.request_id)
        await work.requests.save_standing(request_id, 9, State.CLOSED, Closure.COMPLETED)
    async with world.signed_in() as visitor:
        board = await visitor.get(f"/{language}/taulu?group=closed")

    assert f"request-{story.request_id}" in board.text
    said = {"fi": "Apu on annettu", "sv": "Hjälpen har getts", "en": "Help was given"}
    assert said[language] in board.text


async def test_who_opens_the_address_of_a_narrowed_board_sees_the_same(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        shown = await visitor.get("/fi/taulu?need=groceries&place=Mikkeli&urgency=today")
        other = await visitor.get("/fi/taulu?need=pharmacy")
        wrong = await visitor.get("/fi/taulu?place=Atlantis&need=nothing")

    assert f"request-{story.request_id}" in shown.text
    assert 'value="Mikkeli"' in shown.text
    assert "/fi/taulu?need=groceries&amp;place=491&amp;urgency=today" in shown.text
    assert f"request-{story.request_id}" not in other.text
    assert "Tällaisia pyyntöjä ei ole" in other.text
    assert f"request-{story.request_id}" in wrong.text
    assert 'value="Atlantis"' in wrong.text
    assert "Paikkaa ei tunneta" in wrong.text


async def test_a_page_is_small_and_the_next_one_goes_on_where_it_ended(world: PageWorld) -> None:
    await fill(world, SHOWN + 5)
    async with world.signed_in() as visitor:
        first = await visitor.get("/fi/taulu?need=groceries")
        (onward,) = (link for link in Seen(first.text).links if "after=" in link)
        second = await visitor.get(onward)

    assert len(first.content) <= MOST_BYTES
    assert first.text.count('<tr id="request-') == SHOWN
    assert second.text.count('<tr id="request-') == 5
    assert not any("after=" in link for link in Seen(second.text).links)
    assert {each for each in world.store.state.requests if str(each) in first.text} | {
        each for each in world.store.state.requests if str(each) in second.text
    } == world.store.state.requests.keys()


async def test_how_long_it_usually_takes_is_said_where_enough_were_helped(
    world: PageWorld,
) -> None:
    await ask(world)
    waits = {"pharmacy": (10, timedelta(days=2)), "groceries": (9, timedelta(hours=3))}
    world.board.helped.update({(Category(need), None): wait for need, wait in waits.items()})
    async with world.signed_in() as visitor:
        few = await visitor.get("/fi/taulu")
        world.board.helped[Category.GROCERIES, None] = 10, timedelta(hours=3)
        known = await visitor.get("/fi/taulu")
        world.usual.clock = lambda: 10_000_000_000.0
        enough = await visitor.get("/fi/taulu")

    assert "yleensä" not in few.text
    assert "yleensä" not in known.text
    assert "yleensä 3 tuntia" in enough.text

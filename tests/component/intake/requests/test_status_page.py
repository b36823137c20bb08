"""The requester's own page."""

import pytest

from services.intake.requests.model import Closure
from tests.support.intake.page_world import PageWorld, ask, assign, link_of
from tests.support.intake.requests.building import unmatched
from tests.support.intake.seen import Seen

LANGUAGES = ("fi", "sv", "en")
PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_status_page_follows_the_request(world: PageWorld, language: str) -> None:
    story = await ask(world)
    path = f"/{language}/p/{link_of(world)}"
    headings = []
    async with world.visitor() as visitor:
        headings.append(Seen((await visitor.get(path)).text).headings)
        await world.react(story.proposed())
        headings.append(Seen((await visitor.get(path)).text).headings)
        await world.react(story.declined())
        headings.append(Seen((await visitor.get(path)).text).headings)
        await world.react(unmatched(story.request_id, asked=1))
        headings.append(Seen((await visitor.get(path)).text).headings)
        await assign(world, story.again())
        headings.append(Seen((await visitor.get(path)).text).headings)

    assert len({heading for (heading,) in headings}) == 5


async def test_the_code_word_shows_once_there_is_a_helper(world: PageWorld) -> None:
    story = await ask(world)
    path = f"/fi/p/{link_of(world)}"
    async with world.visitor() as visitor:
        before = await visitor.get(path)
        await assign(world, story)
        after = await visitor.get(path)

    ((assignment, _),) = world.store.state.requests[
        next(iter(world.store.state.requests))
    ].assignments
    assert "pk-word" not in before.text
    assert assignment.code_word in after.text


async def test_the_status_page_repeats_nothing_personal(world: PageWorld) -> None:
    story = await ask(world)
    await assign(world, story)
    async with world.visitor() as visitor:
        page = await visitor.get(f"/fi/p/{link_of(world)}")

    for word in PERSONAL:
        assert word not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_request_is_cancelled_by_post_after_a_question(
    world: PageWorld, language: str
) -> None:
    await ask(world)
    path = f"/{language}/p/{link_of(world)}"
    async with world.visitor() as visitor:
        question = await visitor.get(f"{path}/peru")
        (unchanged,) = world.store.state.requests.values()
        assert unchanged.stored.closure is None
        answer = await visitor.post(f"{path}/peru")
        page = await visitor.get(answer.headers["location"])
        again = await visitor.get(f"{path}/peru")

    (request,) = world.store.state.requests.values()
    assert question.status_code == 200
    assert request.stored.closure is Closure.CANCELLED
    assert page.status_code == 200
    assert again.headers["location"] == path
    assert f"/{language}/apua/vaara" in Seen(page.text).links


@pytest.mark.parametrize("rest", ["", "/peru"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_unknown_link_gives_the_phone_line(
    world: PageWorld, language: str, rest: str
) -> None:
    async with world.visitor() as visitor:
        page = await visitor.get(f"/{language}/p/guess{rest}")
        posted = await visitor.post(f"/{language}/p/guess/peru")

    assert page.status_code == posted.status_code == 404
    assert "tel:+358150000000" in Seen(page.text).links

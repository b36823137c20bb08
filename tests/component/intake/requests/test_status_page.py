"""The requester's own page."""

import re

import pytest

from services.intake.requests.model import Closure
from tests.support.intake.attention.building import take_on
from tests.support.intake.page_world import (
    PageWorld,
    ask,
    asked_page,
    assign,
    fill_in,
    link_of,
    send,
)
from tests.support.intake.requests.building import MatchStory, unmatched
from tests.support.intake.seen import Seen

BY_STAFF = {
    "fi": "Ihminen hoitaa pyyntösi",
    "sv": "En människa tar hand om din begäran",
    "en": "A person is looking after your request",
}
PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")


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


async def test_how_well_the_helper_is_known_is_not_said_of_what_was_corrected_since(
    world: PageWorld,
) -> None:
    await assign(world, await ask(world))
    path = f"/fi/p/{link_of(world)}"
    async with world.visitor() as visitor:
        before = await visitor.get(path)
        await visitor.post(f"{path}/korjaa", data={"category": "family_support", "under_18": "no"})
        after = await visitor.get(path)

    (request,) = world.store.state.requests.values()
    assert request.plea.min_vetting == "checked"
    for page in (before, after):
        assert "Tähän tehtävään emme vaadi haastattelua." in page.text


async def test_the_code_word_shows_from_the_last_page_on_and_is_the_helpers(
    world: PageWorld, language: str
) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor, language)
        done = await send(visitor)
        story = MatchStory(next(iter(world.store.state.requests)))
        path = f"/{language}/p/{link_of(world)}"
        before = await visitor.get(path)
        await assign(world, story)
        after = await visitor.get(path)

    (request,) = world.store.state.requests.values()
    ((assignment, _),) = request.assignments
    assert all(
        f'<span class="pk-word">{assignment.code_word}</span>' in page.text
        for page in (done, before, after)
    )


async def test_a_request_that_was_cancelled_shows_no_code_word_and_is_at_no_step(
    world: PageWorld,
) -> None:
    path = await asked_page(world)
    async with world.visitor() as visitor:
        await visitor.post(f"{path}/peru")
        page = await visitor.get(path)

    assert "pk-word" not in page.text
    assert "pk-steps" not in page.text


async def test_the_status_page_repeats_nothing_personal(world: PageWorld) -> None:
    story = await ask(world)
    await assign(world, story)
    async with world.visitor() as visitor:
        page = await visitor.get(f"/fi/p/{link_of(world)}")

    for word in PERSONAL:
        assert word not in page.text


async def test_a_request_is_cancelled_by_post_after_a_question(
    world: PageWorld, language: str
) -> None:
    path = await asked_page(world, language)
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
async def test_an_unknown_link_gives_the_phone_line(
    world: PageWorld, language: str, rest: str
) -> None:
    async with world.visitor() as visitor:
        page = await visitor.get(f"/{language}/p/guess{rest}")
        posted = await visitor.post(f"/{language}/p/guess/peru")

    assert page.status_code == posted.status_code == 404
    assert "tel:+358150000000" in Seen(page.text).links


async def test_the_step_it_is_at_is_said_in_words_and_marked(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    path, now = f"/{language}/p/{link_of(world)}", []
    async with world.visitor() as visitor:
        for events in ((), (story.proposed(),), (story.matched(),), (story.completed(),)):
            for event in events:
                await world.react(event)
            now.append(current_step((await visitor.get(path)).text))

    assert len(set(now)) == 4
    assert len({step.partition("<strong")[2] for step in now}) == 1


def current_step(page: str) -> str:
    (step,) = re.findall(r'<li[^>]* aria-current="step">(.*?)</li>', page)
    return str(step)


@pytest.mark.parametrize("name", ["Liisa", ""])
async def test_the_helper_is_introduced_as_they_wished(world: PageWorld, name: str) -> None:
    await assign(world, await ask(world))
    async with world.visitor() as volunteer, world.visitor() as visitor:
        await volunteer.get("/fi/yhteys/access-token")
        await volunteer.post("/fi/yhteys/access-token", data={"introduced_as": f" {name} "})
        page = await visitor.get(f"/fi/p/{link_of(world)}")

    assert ("Liisa, Porukalla-verkoston vapaaehtoinen" in page.text) is bool(name)
    assert "Tähän tehtävään emme vaadi haastattelua." in page.text


@pytest.mark.parametrize("name", ["soita 0700 12345", "x" * 41, "a@b.fi", "www.example.org/a"])
async def test_no_stranger_writes_more_than_a_name_there(world: PageWorld, name: str) -> None:
    await assign(world, await ask(world))
    async with world.visitor() as volunteer:
        await volunteer.get("/fi/yhteys/access-token")
        answer = await volunteer.post("/fi/yhteys/access-token", data={"introduced_as": name})

    assert answer.status_code == 422
    assert 'href="#introduced_as"' in answer.text
    assert not next(iter(world.store.state.contact_links.values())).browser_hash


@pytest.mark.long
@pytest.mark.parametrize("what", [{"category": "crisis_support"}, {"address_secret": "yes"}])
async def test_of_what_only_staff_see_to_the_page_shows_their_steps_and_no_helper(
    world: PageWorld, language: str, what: dict[str, str]
) -> None:
    story = await ask(world)
    path, shown = f"/{language}/p/{link_of(world)}", []
    async with world.visitor() as visitor:
        await visitor.post(f"{path}/korjaa", data=what)
        shown.append((await visitor.get(path)).text)
        async with world.store.begin() as work:
            await take_on(work, story.request_id)
        shown.append((await visitor.get(path)).text)

    assert [len(re.findall("pk-steps__step--", page)) for page in shown] == [3, 3]
    assert len({current_step(page) for page in shown}) == 2
    assert not [page for page in shown if "pk-word" in page]
    assert len({Seen(page).headings[0] for page in shown}) == 1
    assert Seen(shown[0]).headings[0] == BY_STAFF[language]

"""After the help: was it what was needed, or is it searched for again."""

import re

from services.intake.requests.model import Closure
from tests.support.intake.building import PUBLIC_URL
from tests.support.intake.page_world import (
    PageWorld,
    ask,
    assign,
    link_of,
)
from tests.support.intake.seen import Seen


async def test_after_the_help_the_question_stands_out_and_not_asking_anew(
    world: PageWorld,
) -> None:
    story = await ask(world)
    await assign(world, story)
    await world.react(story.completed())
    async with world.visitor() as visitor:
        page = await visitor.get(f"/fi/p/{link_of(world)}")

    main = page.text.partition("<main")[2].partition("</main>")[0]
    primary = re.findall(r'class="govuk-button"[^>]*>([^<]+)<', main)
    assert primary == ["Kyllä", "Osittain", "En"]
    assert "Pyydä apua uudelleen" in main


async def test_whoever_got_no_help_says_so_and_it_is_searched_for_again(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    await assign(world, story)
    path = f"/{language}/p/{link_of(world)}"
    async with world.visitor() as visitor:
        too_early = await visitor.get(f"{path}/ei-apua")
        await world.react(story.completed())
        done = await visitor.get(path)
        question = await visitor.get(f"{path}/ei-apua")
        (unchanged,) = world.store.state.requests.values()
        assert unchanged.stored.closure is Closure.COMPLETED
        answer = await visitor.post(f"{path}/ei-apua")
        page = await visitor.get(answer.headers["location"])
        unknown = await visitor.post(f"/{language}/p/guess/ei-apua")

    assert too_early.headers["location"] == path
    assert f"{path}/ei-apua" in Seen(done.text).links
    assert question.status_code == page.status_code == 200
    assert f"{path}/peru" in Seen(page.text).links
    assert unknown.status_code == 404


async def test_the_question_after_the_help_takes_two_taps_from_a_letter(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    await assign(world, story)
    await world.react(story.completed())
    path = f"/{language}/p/{link_of(world)}"
    link = world.sealed.notices[-1].values["partly_url"].removeprefix(f"{PUBLIC_URL}/fi")
    async with world.visitor() as visitor:
        await visitor.get(f"/{language}{link}")
        opened = await visitor.get(f"/{language}{link}")
        assert [item.helped for item in world.store.state.requests.values()] == [None]
        await visitor.post(f"/{language}{link.partition('?')[0]}", data={"helped": "partly"})
        page, again = await visitor.get(path), await visitor.get(f"/{language}{link}")

    assert 'name="helped" value="partly"' in opened.text
    assert [item.helped for item in world.store.state.requests.values()] == ["partly"]
    assert 'role="status"' in page.text
    assert 'name="helped"' not in page.text
    assert again.status_code == 303

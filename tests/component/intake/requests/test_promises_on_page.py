"""By when somebody hears, as their own page says it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from services.intake.requests.model import Promise
from tests.support.intake.page_world import (
    PageWorld,
    ask,
    assign,
    link_of,
)
from tests.support.intake.seen import Seen

HELSINKI = ZoneInfo("Europe/Helsinki")


HEARD_BY = {
    "fi": "Kuulet meistä viimeistään",
    "sv": "Du hör av oss senast",
    "en": "You hear from us",
}


async def test_the_page_says_by_when_they_hear_until_somebody_helps(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    path = f"/{language}/p/{link_of(world)}"
    async with world.visitor() as visitor:
        waiting = await visitor.get(path)
        await assign(world, story)
        helped = await visitor.get(path)

    (promise,) = world.store.state.promises.values()
    assert HEARD_BY[language] in waiting.text
    assert f"{promise.heard_by.astimezone(HELSINKI).minute:02}" in waiting.text
    assert HEARD_BY[language] not in helped.text


async def test_a_promise_that_was_missed_is_not_promised_again(world: PageWorld) -> None:
    await ask(world)
    ((request_id, promise),) = world.store.state.promises.items()
    past = promise.heard_by - timedelta(days=3)
    world.store.state.promises[request_id] = Promise(past, past)
    async with world.visitor() as visitor:
        page = await visitor.get(f"/fi/p/{link_of(world)}")

    assert HEARD_BY["fi"] not in page.text
    assert "olemme myöhässä" in page.text
    assert "tel:+358150000000" in Seen(page.text).links

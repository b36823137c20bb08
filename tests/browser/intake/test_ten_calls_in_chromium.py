"""Ten written calls, each by keyboard alone: few strokes, and the store holds what was said."""

import tomllib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from services.intake.callers.model import Subject
from tests.support.intake.at_the_phone import Keys, at_the_phone, begin, newest_call
from tests.support.intake.building import NOW
from tests.support.intake.page_world import PageWorld, ask, assign
from tests.support.intake.state import FakeRequest
from tests.support.intake.walk import walk
from tests.support.looks import DESK, Look

pytestmark = pytest.mark.asyncio(loop_scope="session")

CALLS: Sequence[Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("calls.toml").read_text("utf-8")
)["call"]
assert len(CALLS) == 10, "ten calls"


@pytest.mark.parametrize("call", CALLS, ids=[call["name"] for call in CALLS])
async def test_a_written_call_takes_few_strokes_and_comes_out_as_it_should(
    browser: Browser, call: Mapping[str, Any]
) -> None:
    async with walk(browser, Look("fi", DESK)) as person:
        await know(person.world, call.get("before", ""))
        keys = await at_the_phone(person)

        for key in call["keys"]:
            await do(keys, key)
        await person.page.wait_for_url("**/loppu*")

        requests = list(person.world.store.state.requests.values())
        assert newest_call(person).outcome == call["outcome"]
        assert len(requests) == call.get("requests", 1)
        assert keys.strokes <= call["strokes"], keys.strokes
        print(call["name"], keys.strokes)  # noqa: T201  # shown by -s: the figures of the page
        if "stored" in call:
            assert call["stored"] == stored(requests[-1], call["stored"])


async def know(world: PageWorld, before: str) -> None:
    """Let Aino have asked before, and her request be open, or completed."""
    if not before:
        return
    story = await ask(world, urgency="within_a_week")
    if before == "completed":
        await assign(world, story)
        await world.react(story.completed())
    (request,) = world.store.state.requests.values()
    numbers, street = ("+358401234567",), "Porrassalmenkatu 1"
    world.who_called.put(Subject(request.stored.id, ("Aino",), numbers, street, "491"))
    await world.callers.catch_up()


async def do(keys: Keys, key: str) -> None:
    """Do one thing of the file."""
    page = keys.person.page
    verb, _, rest = key.partition(" ")
    place, _, words = rest.partition(" ")
    if key == "Enter" and page.url.endswith("/ops"):
        await begin(keys)
        return
    ways: Mapping[str, Callable[[], Awaitable[object]]] = {
        "say": partial(keys.say, place, words),
        "pick": partial(keys.pick, place, *words.split()),
        "to": partial(keys.to, place),
        "see": page.locator("#like-cards .pk-card").nth(0).wait_for,
        "handed": page.locator("#told .pk-card--alarm").wait_for,
        "filled": partial(expect(page.locator("#street")).to_have_value, "Porrassalmenkatu 1"),
        "end": partial(end, keys),
        "later": partial(wait_an_hour, keys),
        "ring": partial(ring, keys),
    }
    await ways.get(verb, partial(keys.press, key))()


async def end(keys: Keys) -> None:
    """End the call as was chosen."""
    await keys.to_button("end")
    await keys.press("Enter")
    await keys.person.page.wait_for_url("**/loppu*")


async def wait_an_hour(keys: Keys) -> None:
    """Let what was promised be due."""
    (item,) = keys.person.world.store.state.call_backs.values()
    item.call_back = replace(item.call_back, due_at=NOW - timedelta(hours=1))


async def ring(keys: Keys) -> None:
    """From the end of a call come to the lists, and ring whoever waits."""
    page = keys.person.page
    await keys.press("Tab", "Enter")
    await page.wait_for_url("**/ops")
    await page.locator("main :focus").wait_for()
    inside = "document.activeElement.form?.action.includes('takaisinsoitot')"
    while not await page.evaluate(inside):
        await keys.press("Tab")
    await keys.press("Enter")
    await page.wait_for_url("**/ops/*-*")


def stored(item: FakeRequest, wanted: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give of a request what the file asks for, in its words."""
    plea = item.plea
    known = {
        "state": item.stored.state,
        "category": plea.category,
        "urgency": plea.urgency,
        "language": plea.language,
        "channel": plea.channel,
        "on_behalf": plea.on_behalf,
        "relation": plea.circumstances.relation,
        "payment": plea.circumstances.payment,
        "street": plea.contact.street,
        "text": plea.contact.text,
        "asker_name": plea.contact.asker_name,
        "is_again": plea.again_of is not None,
    }
    return {name: known[name] for name in wanted}

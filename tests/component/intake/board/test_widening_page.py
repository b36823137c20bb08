"""A coordinator has more people asked, with a reason, and reads what it changed."""

from collections.abc import Mapping

import httpx
import pytest

from services.intake.wishes.model import WideningWish
from shared.contracts.intake import RequestWideningRequested
from tests.support.intake.page_world import PageWorld, ask, assign
from tests.support.intake.wishes.building import widened, widening_refused
from tests.support.intake.wishes.page import leave, path

WISHED = {
    "fi": "Kysytään useammilta "
    "(kauempaa, uudelleen niiltä, jotka eivät vastanneet; Kukaan ei vastaa)",
    "sv": "Flera frågas (längre bort, på nytt dem som inte svarade; Ingen svarar)",
    "en": "Ask more people (from further away, again those who did not answer; Nobody answers)",
}
WIDENED = {
    "fi": "laajennettu, sopivia 9 lisää",
    "sv": "utvidgat, 9 till passar",
    "en": "widened, 9 more fit",
}
MISSING = {
    "limits": "Valitse, mitä laajennetaan",
    "widening_reason": "Valitse, miksi hakua laajennetaan",
}


async def widen(
    visitor: httpx.AsyncClient,
    request_id: object,
    language: str = "fi",
    bent: Mapping[str, object] | None = None,
) -> httpx.Response:
    typed = {"limits": ["radius", "silent"], "widening_reason": "nobody_answers", **(bent or {})}
    return await visitor.post(f"/{language}/taulu/{request_id}/kysy/laajenna", data=typed)


def said(world: PageWorld) -> list[RequestWideningRequested]:
    data = [item.data for item in world.store.state.published]
    return [each for each in data if isinstance(each, RequestWideningRequested)]


async def test_it_is_on_its_way_until_the_answer_and_then_says_how_many_more(
    world: PageWorld, language: str
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        done = await widen(visitor, story.request_id, language)
        page = await visitor.get(done.headers["location"])
        await leave(world)
        (kept,) = world.store.state.wishes
        await world.react(widened(story.request_id, kept.wish.id))
        board = await visitor.get(f"/{language}/taulu")

    assert done.status_code == 303
    assert isinstance(kept.wish, WideningWish)
    assert f'action="{path(story.request_id, language)}/{kept.wish.id}/peru"' in page.text
    assert WISHED[language] in page.text
    assert f"{WISHED[language]}: {WIDENED[language]}" in board.text
    assert [each.limits for each in said(world)] == [("radius", "silent")]


@pytest.mark.parametrize(
    ("bent", "field"),
    [
        ({"limits": []}, "limits"),
        ({"limits": ["weekly_cap"]}, "limits"),
        ({"widening_reason": "bored"}, "widening_reason"),
    ],
)
async def test_without_what_or_why_it_is_said_at_its_field_and_the_rest_stays(
    world: PageWorld, bent: Mapping[str, object], field: str
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        page = await widen(visitor, story.request_id, bent=bent)

    assert page.status_code == 422
    assert page.text.count(MISSING[field]) == 2
    assert f'href="#{field}"' in page.text
    kept = "radius" if field == "widening_reason" else "nobody_answers"
    assert f'value="{kept}" checked' in page.text
    assert world.store.state.wishes == []


async def test_undone_in_time_nothing_is_said(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await widen(visitor, story.request_id)
        (kept,) = world.store.state.wishes
        await visitor.post(f"{path(story.request_id)}/{kept.wish.id}/peru")
        await leave(world)
        page = await visitor.get(path(story.request_id))

    assert "peruttu ennen lähtöä" in page.text
    assert said(world) == []


async def test_a_refusal_is_shown_in_words(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await widen(visitor, story.request_id)
        await leave(world)
        (kept,) = world.store.state.wishes
        await world.react(widening_refused(story.request_id, kept.wish.id))
        page = await visitor.get(path(story.request_id))

    assert "ei laajennettu, haku on jo niin laaja kuin se voi olla" in page.text


async def test_what_is_helped_is_not_widened_and_a_look_changes_nothing(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        looked = await visitor.get(f"{path(story.request_id)}/laajenna")
        await assign(world, story)
        page = await widen(visitor, story.request_id)
        shown = await visitor.get(path(story.request_id))

    assert looked.headers["location"] == path(story.request_id)
    assert page.status_code == 422
    assert 'name="limits"' not in shown.text
    assert world.store.state.wishes == []

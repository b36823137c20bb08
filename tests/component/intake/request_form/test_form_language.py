"""Another language keeps what was typed, also on a page that says what is wrong."""

import re

import pytest

from tests.support.intake.page_world import PageWorld, begin, fill_in, form_of, link_of, send
from tests.support.intake.seen import Seen

SWITCH = {"kieli": "sv"}


async def test_what_was_typed_comes_along_and_is_neither_judged_nor_kept(world: PageWorld) -> None:
    typed = {"phone": "12", "first_name": "Aino", "language": "fi", "may_text": "yes"}
    async with world.visitor() as visitor:
        contact = f"{await begin(visitor)}yhteystiedot"
        wrong = await visitor.post(contact, data=typed)
        other = await visitor.post(contact.replace("/fi/", "/sv/"), data=typed | SWITCH)
        (draft,) = world.store.state.drafts.values()

    shown = Seen(other.text)
    assert (wrong.status_code, other.status_code) == (422, 200)
    assert shown.lang == "sv"
    assert (shown.values["phone"], shown.values["first_name"]) == ("12", "Aino")
    assert draft.draft.fields == {}
    assert not other.url.query


async def test_each_language_is_a_button_of_the_form_and_enter_presses_another_first(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        page = await visitor.get(f"{await begin(visitor)}paikka")

    buttons = re.findall(r"<button[^>]*>", page.text)
    assert 'form="typed"' in buttons[0]
    assert "formaction" not in buttons[0]
    assert f'formaction="{form_of(visitor).replace("/fi/", "/sv/")}paikka"' in page.text


async def test_needs_that_were_ticked_stay_ticked(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        need = f"{await begin(visitor)}tarve".replace("/fi/", "/en/")
        page = await visitor.post(need, data={"category": ["groceries", "pet_care"], "kieli": "en"})

    assert Seen(page.text).values["category"] == "groceries pet_care"


async def test_what_is_gone_is_gone_in_every_language(world: PageWorld) -> None:
    async with world.visitor() as visitor, world.visitor() as stranger:
        form = await begin(visitor)
        await begin(stranger)
        page = await stranger.post(f"{form}paikka".replace("/fi/", "/sv/"), data=SWITCH)

    assert page.status_code == 410


@pytest.mark.parametrize("end", ["/korjaa", "/huoli"])
async def test_by_the_link_too(world: PageWorld, end: str) -> None:
    field = "street" if end == "/korjaa" else "concern_what"
    async with world.visitor() as visitor:
        await fill_in(visitor)
        await send(visitor)
        path = f"/sv/p/{link_of(world)}{end}"
        page = await visitor.post(path, data=SWITCH | {field: "Maaherrankatu 9"})

    (request,) = world.store.state.requests.values()
    assert page.status_code == 200
    assert "Maaherrankatu 9" in page.text
    assert request.plea.contact.street != "Maaherrankatu 9"
    assert world.store.state.concerns == {}

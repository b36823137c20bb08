"""The page of an invitation in a real browser: readable where narrow, usable without scripts."""

from dataclasses import replace

import pytest
from playwright.async_api import Browser

from shared.contracts.words import Language
from tests.support.guests import guest
from tests.support.looks import Look, seen
from tests.support.matching.invitations.building import invited
from tests.support.matching.page import PageWorld

pytestmark = pytest.mark.asyncio(loop_scope="session")


@seen("invitation")
async def test_the_pages_of_an_invitation_keep_nobody_out(browser: Browser, look: Look) -> None:
    world, language = PageWorld(), Language(look.language)
    await world.inviting.invite(invited(language=language))
    link = world.link("invitation_url")
    await world.inviting.invite(replace(invited(language=language), postal_code=""))
    pages = {
        "form": link,
        "moved-nowhere": f"{link}?postal_code=00000",
        "place": world.link("invitation_url"),
        "erased": f"/{language}/vapaaehtoinen/kutsu/poistettu",
        "gone": f"/{language}/vapaaehtoinen/kutsu/x",
    }

    async with guest(browser, world.app(), look) as (person, origin):
        name = f"invitation-{{}}-{language}"
        assert await person.problems_at(origin, pages, name, is_public=True) == {}


async def test_somebody_agrees_and_somebody_refuses_without_scripts(browser: Browser) -> None:
    world = PageWorld()
    async with guest(browser, world.app(), Look(scripts=False)) as (person, origin):
        page = person.page
        await world.inviting.invite(invited("aino@example.org"))
        await page.goto(f"{origin}{world.link('invitation_url')}")
        await page.get_by_label("Lupaan noudattaa").check()
        await page.get_by_role("button", name="Ilmoittaudu").click()
        await page.get_by_text("Avaa vielä sähköpostisi").first.wait_for()
        await world.inviting.invite(invited("eino@example.org"))
        await page.goto(f"{origin}{world.link('invitation_url')}")
        await page.get_by_role("button", name="Ei kiitos, poista tietoni").click()
        await page.get_by_text("Tietosi on poistettu").first.wait_for()

    assert world.mails() == ["invitation", "volunteer_confirm", "invitation"]
    assert world.store.state.invitations == {}

"""The contact page: who sees what of it, and when."""

import asyncio
import re

import httpx
import pytest

from services.intake.attention.model import AttentionReason
from tests.support.intake.page_world import PageWorld, ask, assign, link_of
from tests.support.intake.seen import Seen
from tests.support.intake.state import FakeAttention
from tests.support.intake.submissions.building import FOR_ANOTHER

PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")


async def test_mail_scanners_leave_the_contact_link_alive(world: PageWorld) -> None:
    await assign(world, await ask(world))
    for _ in range(5):
        async with world.visitor() as scanner:
            answer = await scanner.get("/fi/yhteys/access-token")
            assert answer.status_code == 200
            for word in PERSONAL:
                assert word not in answer.text

    async with world.visitor() as volunteer:
        await volunteer.get("/fi/yhteys/access-token")
        await volunteer.post("/fi/yhteys/access-token")
        page = await volunteer.get("/fi/yhteys/access-token")
    for word in ("Aino", "Porrassalmenkatu", "Maitoa", "040 1234567"):
        assert word in page.text
    assert page.text.count("Jokin oli pielessä") == 1
    assert 'href="/fi/yhteys/access-token/huoli"' in page.text
    assert len(world.store.state.views) == 1


@pytest.mark.long
async def test_of_fifty_browsers_at_once_one_sees_the_contact_data(world: PageWorld) -> None:
    await assign(world, await ask(world))
    path = "/fi/yhteys/access-token"
    browsers = [world.visitor() for _ in range(50)]
    await asyncio.gather(*(browser.get(path) for browser in browsers))

    answers = await asyncio.gather(*(browser.post(path) for browser in browsers))
    pages = await asyncio.gather(*(browser.get(path) for browser in browsers))

    assert {answer.status_code for answer in answers} == {303}
    assert sorted(page.status_code for page in pages) == [200] + [410] * 49
    assert sum("Aino" in page.text for page in pages) == 1


async def test_pressing_the_button_many_times_in_one_browser_works(world: PageWorld) -> None:
    await assign(world, await ask(world))
    path = "/fi/yhteys/access-token"
    async with world.visitor() as volunteer:
        await volunteer.get(path)
        await asyncio.gather(*(volunteer.post(path) for _ in range(10)))
        page = await volunteer.get(path)

    assert "Aino" in page.text


async def test_a_browser_without_cookies_uses_nothing_up(world: PageWorld) -> None:
    await assign(world, await ask(world))
    async with world.visitor() as volunteer:
        answer = await volunteer.post("/fi/yhteys/access-token")
        hint = await volunteer.get(answer.headers["location"])

    assert 'role="status"' in hint.text
    assert world.store.state.contact_links.popitem()[1].browser_hash is None


async def test_the_contact_page_says_what_is_so(world: PageWorld, language: str) -> None:
    story = await ask(world)
    path, pages = f"/{language}/yhteys/access-token", dict[str, httpx.Response]()
    async with world.visitor() as volunteer, world.visitor() as stranger:
        pages["unknown"] = await volunteer.get(path)
        await world.react(story.access())
        pages["moment"] = await volunteer.get(path)
        await world.react(story.proposed())
        await world.react(story.matched())
        pages["button"] = await volunteer.get(path)
        await volunteer.post(path)
        pages["contact"] = await volunteer.get(path)
        pages["used"] = await stranger.get(path)
        await world.react(story.completed())
        pages["closed"] = await volunteer.get(path)

    statuses = {name: page.status_code for name, page in pages.items()}
    assert statuses == {
        "unknown": 404,
        "moment": 200,
        "button": 200,
        "contact": 200,
        "used": 410,
        "closed": 410,
    }
    assert len({Seen(page.text).headings[0] for page in pages.values()}) == len(pages)
    assert path in Seen(pages["moment"].text).links
    assert [name for name, page in pages.items() if "Aino" in page.text] == ["contact"]


@pytest.mark.parametrize(
    ("ending", "said", "task"),
    [
        ("cancelled", "Avun pyytäjä perui pyyntönsä", False),
        ("completed", "Tehtävä on merkitty tehdyksi", False),
        ("given back", "Tehtävä ei ole enää sinun", True),
    ],
)
async def test_it_says_truly_why_it_shows_nothing_more(
    world: PageWorld, ending: str, said: str, task: bool
) -> None:
    story = await ask(world)
    await assign(world, story)
    async with world.visitor() as visitor:
        if ending == "cancelled":
            await visitor.post(f"/fi/p/{link_of(world)}/peru")
        else:
            await world.react(story.completed() if ending == "completed" else story.withdrawn())
        page = await visitor.get("/fi/yhteys/access-token")

    assert page.status_code == 410
    assert said in page.text
    assert ("/fi/t/access-token" in Seen(page.text).links) is task


async def test_the_card_says_what_was_corrected_and_when(world: PageWorld) -> None:
    await assign(world, await ask(world))
    async with world.visitor() as volunteer, world.visitor() as asker:
        await volunteer.get("/fi/yhteys/access-token")
        await volunteer.post("/fi/yhteys/access-token")
        before = await volunteer.get("/fi/yhteys/access-token")
        typed = {"street": "Maaherrankatu 9", "phone": "040 7654321", "may_ring": "yes"}
        await asker.post(f"/fi/p/{link_of(world)}/korjaa", data=typed)
        after = await volunteer.get("/fi/yhteys/access-token")

    assert "Korjattu" not in before.text
    assert re.search(r"Korjattu [^:]+: osoite, yhteystiedot\.", after.text)
    assert "Maaherrankatu 9" in after.text


async def test_an_expired_link_says_so(world: PageWorld) -> None:
    story = await ask(world)
    await assign(world, story)
    link = world.store.state.contact_links.popitem()
    world.store.state.contact_links[link[0]] = link[1]
    world.store.state.now = link[1].expires_at
    async with world.visitor() as volunteer:
        page = await volunteer.get("/fi/yhteys/access-token")
        await volunteer.post("/fi/yhteys/access-token")

    assert page.status_code == 410
    assert link[1].browser_hash is None


async def test_the_card_holds_all_that_a_helper_needs(world: PageWorld) -> None:
    await assign(world, await ask(world))
    path = "/fi/yhteys/access-token"
    async with world.visitor() as volunteer:
        await volunteer.get(path)
        await volunteer.post(path)
        page = await volunteer.get(path)

    links = set(Seen(page.text).links)
    assert {"tel:+358401234567", "tel:%2331%230401234567", "/fi/t/access-token"} <= links
    assert any("openstreetmap" in link for link in links)
    for words in ("Ruokakaupassa käynti", "50100 Mikkeli", "Suomi", "laskuttaa autettavaa"):
        assert words in page.text


async def card_of(world: PageWorld, **bent: str) -> str:
    """Ask so, let somebody take it, and give the card they get."""
    await assign(world, await ask(world, **bent))
    path = "/fi/yhteys/access-token"
    async with world.visitor() as volunteer:
        await volunteer.get(path)
        await volunteer.post(path)
        return (await volunteer.get(path)).text


async def test_who_may_only_be_texted_is_texted_and_not_rung(world: PageWorld) -> None:
    card = await card_of(world, may_ring="no", may_text="yes", email="")

    links = [link for link in Seen(card).links if link.startswith(("sms:", "tel:"))]
    assert "sms:+358401234567" in links
    assert not any("401234567" in link for link in links if link.startswith("tel:"))
    assert "Älä soita, lähetä tekstiviesti: 040 1234567" in card
    assert "Soita pian" not in card


async def test_who_only_reads_mail_is_written_to(world: PageWorld) -> None:
    card = await card_of(world, phone="", may_ring="no")

    assert "mailto:aino@example.org" in Seen(card).links
    assert "Hänelle ei voi soittaa" in card
    assert "Soita pian" not in card


async def test_the_card_says_who_asked_for_whom_and_whose_number_it_is(world: PageWorld) -> None:
    card = await card_of(world, **FOR_ANOTHER, phone="", email="", may_ring="no")

    assert "Apua pyysi Kaisa (" in card
    assert "Numero on sen, joka pyysi apua toisen puolesta" in card
    assert "tel:+358501112233" in Seen(card).links


async def test_a_helped_persons_own_number_comes_before_the_askers(world: PageWorld) -> None:
    card = await card_of(world, **FOR_ANOTHER)

    assert "tel:+358401234567" in Seen(card).links
    assert "Numero on sen" not in card


def open_now(world: PageWorld) -> list[FakeAttention]:
    """List who needs a person."""
    return list(world.store.state.attentions.values())


async def test_who_is_not_reached_is_looked_into_by_a_person(world: PageWorld) -> None:
    await assign(world, await ask(world))
    path = "/fi/yhteys/access-token"
    async with world.visitor() as volunteer, world.visitor() as stranger:
        await volunteer.get(path)
        await volunteer.post(path)
        await stranger.post(f"{path}/en-tavoittanut")
        before = open_now(world)
        told = await volunteer.post(f"{path}/en-tavoittanut")
        await volunteer.post(f"{path}/en-tavoittanut")
        page = await volunteer.get(told.headers["location"])

    reasons = [each.attention.reason for each in open_now(world)]
    assert (before, reasons) == ([], [AttentionReason.HELPER_COULD_NOT_REACH])
    assert "Joku meistä selvittää asian" in page.text
    assert "Aino" in page.text

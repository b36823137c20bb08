"""Behind the link of an invitation: the form as the list fills it in, and the way out."""

import re
from dataclasses import replace

import pytest

from services.matching.invitations.model import Invited
from services.matching.volunteers.model import VolunteerState
from shared.contracts.words import Language
from shared.reach_points import ReachKind
from tests.support.matching.invitations.building import invited
from tests.support.matching.page import PageWorld

MAIL = "veera@example.org"
AGREED: dict[str, list[str]] = {
    "postal_code": ["50100"],
    "areas": ["178"],
    "categories": ["groceries"],
    "languages": ["fi"],
    "weekly_cap": ["2"],
    "name": ["Veera Uusi"],
    "email": [MAIL],
    "phone": ["050 765 4321"],
    "consent": ["yes"],
}


async def with_link(somebody: Invited) -> tuple[PageWorld, str]:
    """Give a town in which somebody was invited, and the path of their link."""
    world = PageWorld()
    assert await world.inviting.invite(somebody)
    return world, world.link("invitation_url")


def value_of(page: str, name: str) -> str:
    (field,) = re.findall(rf'<input[^>]*id="{name}"[^>]*>', page)
    (value,) = re.findall(r'value="([^"]*)"', field)
    return str(value)


def chosen(page: str, name: str) -> set[str]:
    boxes = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return {re.findall(r'value="(\w+)"', each)[0] for each in boxes if " checked" in each}


async def test_the_page_says_who_named_them_and_what_was_said_in_their_language(
    language: str,
) -> None:
    world, link = await with_link(invited(MAIL, language=Language(language)))

    async with world.browser() as client:
        page = (await client.get(link)).text

    assert link.startswith(f"/{language}/vapaaehtoinen/kutsu/")
    assert f'lang="{language}"' in page
    assert "Mikkelin Apu ry" in page
    assert "14" in page
    assert value_of(page, "name") == "Veera Virtanen"
    assert value_of(page, "email") == MAIL
    assert value_of(page, "phone") == "040 1234567"
    assert value_of(page, "weekly_cap") == "3"
    assert chosen(page, "areas") == {"178"}
    assert chosen(page, "categories") == {"groceries", "pharmacy"}
    assert chosen(page, "languages") == {"fi", "sv"}
    assert chosen(page, "consent") == set()
    assert "%(" not in page


async def test_looking_changes_nothing_also_for_a_scanner_of_mails() -> None:
    world, link = await with_link(invited(MAIL))

    async with world.browser() as client:
        pages = [await client.get(link) for _ in range(2)]
        by_get = await client.get(f"{link}/ei")

    assert {page.status_code for page in pages} == {200}
    assert by_get.status_code in {404, 405}
    assert len(world.store.state.invitations) == 1
    assert world.store.state.volunteers == {}


async def test_who_agrees_gets_the_mail_of_every_sign_up_and_no_list_is_left() -> None:
    world, link = await with_link(invited(MAIL))

    async with world.browser() as client:
        sent = await client.post(link, data=AGREED)
        page = await client.get(sent.headers["location"])
        gone = await client.get(link)

    (item,) = world.store.state.volunteers.values()
    assert sent.status_code == 303
    assert "Avaa vielä sähköpostisi" in page.text
    assert item.volunteer.state is VolunteerState.APPLIED
    assert (item.contact.name, item.contact.address(ReachKind.PHONE)) == (
        "Veera Uusi",
        "+358507654321",
    )
    assert item.volunteer.offer.areas == ("491", "178")
    assert world.mails() == ["invitation", "volunteer_confirm"]
    assert gone.status_code == 404
    assert world.store.state.invitations == {}


@pytest.mark.parametrize(
    ("bent", "field"), [({"consent": []}, "consent"), ({"email": ["veera"]}, "email")]
)
async def test_what_is_wrong_is_said_and_the_invitation_stays(
    bent: dict[str, list[str]], field: str
) -> None:
    world, link = await with_link(invited(MAIL))

    async with world.browser() as client:
        answer = await client.post(link, data=AGREED | bent)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert value_of(answer.text, "name") == "Veera Uusi"
    assert len(world.store.state.invitations) == 1


async def test_another_language_keeps_what_was_typed() -> None:
    world, link = await with_link(invited(MAIL))

    async with world.browser() as client:
        page = (await client.post(link.replace("/fi/", "/en/"), data=AGREED | {"kieli": "en"})).text

    assert 'lang="en"' in page
    assert value_of(page, "name") == "Veera Uusi"


async def test_who_moved_sees_other_neighbours() -> None:
    world, link = await with_link(invited(MAIL))

    async with world.browser() as client:
        moved = (await client.get(link, params={"postal_code": "99990"})).text
        nowhere = await client.get(link, params={"postal_code": "00000"})

    assert "kunnassa Utsjoki" in moved
    assert 'name="postal_code" value="99990"' in moved
    assert nowhere.status_code == 422
    assert "Oma kuntasi Mikkeli" in nowhere.text


async def test_where_no_list_said_where_they_live_they_are_asked_that_first() -> None:
    world, link = await with_link(replace(invited(MAIL), postal_code=""))

    async with world.browser() as client:
        asked = (await client.get(link)).text
        wrong = await client.get(link, params={"postal_code": "00000"})
        answered = (await client.get(link, params={"postal_code": "50100"})).text
        sent = await client.post(link, data=AGREED | {"postal_code": ["x"]})

    assert "Mikkelin Apu ry" in asked
    assert 'name="categories"' not in asked
    assert f'action="{link}/ei"' in asked
    assert wrong.status_code == 422
    assert value_of(answered, "name") == "Veera Virtanen"
    assert sent.status_code == 422
    assert world.store.state.volunteers == {}


async def test_no_thank_you_erases_at_once_and_the_link_opens_nothing_any_more(
    language: str,
) -> None:
    world, link = await with_link(invited(MAIL, language=Language(language)))

    async with world.browser() as client:
        pressed = await client.post(f"{link}/ei")
        page = await client.get(pressed.headers["location"])
        again = await client.post(f"{link}/ei")
        gone = await client.get(link)

    assert world.store.state.invitations == {}
    assert pressed.headers["location"] == f"/{language}/vapaaehtoinen/kutsu/poistettu"
    assert (page.status_code, again.status_code, gone.status_code) == (200, 404, 404)
    assert "14" in gone.text
    assert "notification.recalled" in world.facts()


async def test_what_a_list_says_is_no_markup() -> None:
    said = replace(invited(MAIL), organisation="<b>Apu", name='"><script>')
    world, link = await with_link(said)

    async with world.browser() as client:
        page = (await client.get(link)).text

    assert "<script>" not in page
    assert "<b>Apu" not in page

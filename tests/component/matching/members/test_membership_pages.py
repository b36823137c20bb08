"""A member's own pages: asked for by mail address, opened by a link, changed by buttons only."""

import re

import httpx
import pytest

from services.matching.volunteers.model import VolunteerState
from shared.contracts.words import Language
from shared.reach_points import ReachKind
from tests.support.matching.page import PageWorld

ASK = "/fi/vapaaehtoinen/hallinta"
SAID: dict[str, list[str]] = {
    "postal_code": ["50100"],
    "areas": ["178"],
    "categories": ["pharmacy"],
    "languages": ["fi", "sv"],
    "weekly_cap": ["4"],
    "name": ["Veera Uusi"],
    "phone": ["050 765 4321"],
}


async def member(language: str = "fi") -> tuple[PageWorld, str, str]:
    """Give a town with one volunteer, their mail address and the link to their pages."""
    world = PageWorld()
    joined = await world.add_volunteer(Language(language))
    mail = joined.contact.address(ReachKind.EMAIL)
    async with world.browser() as client:
        await client.post(f"/{language}/vapaaehtoinen/hallinta", data={"email": mail})
    return world, mail, world.link("member_url")


def stored(world: PageWorld) -> VolunteerState:
    (item,) = world.store.state.volunteers.values()
    return item.volunteer.state


async def test_a_link_is_sent_and_the_answer_is_the_same_for_whoever_asks(language: str) -> None:
    world, mail, link = await member(language)
    ask = f"/{language}/vapaaehtoinen/hallinta"

    async with world.browser() as client:
        page = await client.get(ask)
        known = await client.post(ask, data={"email": mail})
        stranger = await client.post(ask, data={"email": "nobody@example.org"})
        mine = await client.get(world.link("member_url"))

    assert (page.status_code, known.status_code, mine.status_code) == (200, 200, 200)
    assert known.text == stranger.text
    assert link.startswith(f"/{language}/")
    assert f'lang="{language}"' in mine.text
    assert world.mails() == ["volunteer_link"] * 2
    assert "%(" not in page.text + known.text + mine.text


@pytest.mark.parametrize("typed", ["", "veera", "a@b, c@d"])
async def test_what_is_no_address_is_said_at_the_field(typed: str) -> None:
    async with PageWorld().browser() as client:
        answer = await client.post(ASK, data={"email": typed})

    assert answer.status_code == 422
    assert 'href="#email"' in answer.text


async def test_another_language_keeps_what_a_member_typed_and_changes_nothing() -> None:
    world, mail, link = await member()

    async with world.browser() as client:
        page = await client.post(
            f"{link}/tiedot".replace("/fi/", "/sv/"), data=SAID | {"kieli": ["sv"]}
        )
        after = await client.get(f"{link}/tiedot")

    assert page.status_code == 200
    assert 'lang="sv"' in page.text
    assert 'value="Veera Uusi"' in page.text
    assert 'value="050 765 4321"' in page.text
    assert mail in page.text
    assert "Veera Uusi" not in after.text


async def test_looking_changes_nothing_also_for_a_scanner_of_mails() -> None:
    world, _, link = await member()
    await world.assign()

    async with world.browser() as client:
        pages = [await client.get(f"{link}{page}") for page in ("", "/tiedot", "/lopeta") * 2]

    assert {page.status_code for page in pages} == {200}
    assert stored(world) is VolunteerState.ACTIVE
    assert "match.withdrawn" not in world.facts()


@pytest.mark.parametrize("length", ["week", "two_weeks", "month", "three_months", "open"])
async def test_a_pause_is_begun_and_ended_by_buttons(length: str) -> None:
    world, _, link = await member()

    async with world.browser() as client:
        paused = await client.post(f"{link}/tauko", data={"length": length})
        page = (await client.get(paused.headers["location"])).text
        during = stored(world)
        await client.post(f"{link}/takaisin")
        after = (await client.get(link)).text

    assert during is VolunteerState.PAUSED
    assert "Tauko on alkanut." in page
    assert "Olen taas mukana" in page
    assert ("ennen kuin palaat" in page) is (length == "open")
    assert stored(world) is VolunteerState.ACTIVE
    assert "Olet mukana." in after


async def test_who_wants_to_leave_sees_what_they_hold_before_they_press() -> None:
    world, _, link = await member()
    await world.assign()
    await world.ask()

    async with world.browser() as client:
        page = (await client.get(f"{link}/lopeta")).text
        pressed = await client.post(f"{link}/lopeta")
        done = await client.get(pressed.headers["location"])
        gone = await client.get(link)
        again = await client.post(f"{link}/lopeta")

    assert "Sinulla on 1 sovittu tehtävä." in page
    assert "1 kysymys odottaa vastaustasi." in page
    assert "Olet lopettanut" in done.text
    assert stored(world) is VolunteerState.ERASED
    assert (gone.status_code, again.status_code) == (404, 404)
    assert world.facts().count("match.withdrawn") == 2


@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("GET", ""),
        ("GET", "/tiedot"),
        ("POST", "/tiedot"),
        ("POST", "/tauko"),
        ("POST", "/takaisin"),
        ("GET", "/lopeta"),
        ("POST", "/lopeta"),
    ],
)
async def test_a_link_that_leads_nowhere_says_how_to_get_a_new_one(
    language: str, method: str, page: str
) -> None:
    ask = f"/{language}/vapaaehtoinen/hallinta"
    async with PageWorld().browser() as client:
        answer = await client.request(method, f"{ask}/nobody-was-sent-this{page}")

    assert answer.status_code == 404
    assert f'href="{ask}"' in answer.text
    assert "tel:" in answer.text


async def test_what_they_said_stands_in_the_form_and_what_they_change_is_kept() -> None:
    world, mail, link = await member()

    async with world.browser() as client:
        page = (await client.get(f"{link}/tiedot")).text
        answer = await client.post(f"{link}/tiedot", data=SAID | {"email": ["other@example.org"]})

    (item,) = world.store.state.volunteers.values()
    offer = item.volunteer.offer
    assert 'value="Veera Virtanen"' in page
    assert mail in page
    assert 'name="consent"' not in page
    assert answer.status_code == 303
    assert item.contact.name == "Veera Uusi"
    assert item.contact.address(ReachKind.PHONE) == "+358507654321"
    assert item.contact.address(ReachKind.EMAIL) == mail
    assert (set(offer.areas), offer.weekly_cap) == ({"491", "178"}, 4)
    assert (set(offer.categories), set(offer.languages)) == ({"pharmacy"}, {"fi", "sv"})


async def test_whoever_moved_sees_their_new_neighbours() -> None:
    world, _, link = await member()

    async with world.browser() as client:
        page = (await client.get(f"{link}/tiedot?postal_code=99990")).text
        unknown = await client.get(f"{link}/tiedot?postal_code=00000")
        await client.post(f"{link}/tiedot", data=SAID | {"postal_code": ["99990"]})

    (item,) = world.store.state.volunteers.values()
    assert "Utsjoki" in page
    assert unknown.status_code == 422
    assert 'href="#postal_code"' in unknown.text
    assert (item.volunteer.offer.postal_code, item.volunteer.offer.areas) == ("99990", ("890",))


async def test_what_is_wrong_is_said_at_its_field_and_nothing_changes() -> None:
    world, _, link = await member()
    await world.assign()
    await world.assign()

    async with world.browser() as client:
        wrong = await client.post(f"{link}/tiedot", data=SAID | {"categories": [], "phone": ["x"]})
        few = await client.post(f"{link}/tiedot", data=SAID | {"weekly_cap": ["1"]})

    (item,) = world.store.state.volunteers.values()
    assert re.findall(r'<li><a href="#([a-z_]+)"', wrong.text) == ["categories", "phone"]
    assert re.findall(r'<li><a href="#([a-z_]+)"', few.text) == ["weekly_cap"]
    assert item.contact.name == "Veera Virtanen"


async def test_whose_data_does_not_open_says_it_anew_with_the_address_of_the_link() -> None:
    world, mail, link = await member()
    world.lose_keys()

    async with world.browser() as client:
        page = (await client.get(f"{link}/tiedot")).text
        other = await client.post(f"{link}/tiedot", data=SAID | {"email": ["other@example.org"]})
        own = await client.post(f"{link}/tiedot", data=SAID | {"email": [mail.upper()]})

    assert 'name="email"' in page
    assert 'href="#email"' in other.text
    assert own.status_code == 303


async def test_a_confirmation_of_somebody_who_rests_leads_to_their_own_pages() -> None:
    world = PageWorld()
    form = {**SAID, "email": ["veera@example.org"], "consent": ["yes"]}

    async with world.browser() as client:
        await client.post("/fi/vapaaehtoinen/liity/50100", data=form)
        confirmation = world.link("confirm_url")
        await client.post(confirmation)
        await client.post(ASK, data={"email": "veera@example.org"})
        await client.post(f"{world.link('member_url')}/tauko", data={"length": "open"})
        page = await client.get(confirmation)

    assert page.status_code == 200
    assert "Olet jo mukana, mutta emme kysy sinulta nyt" in page.text
    assert f'href="{ASK}"' in page.text


async def test_whoever_seems_to_be_a_member_already_hears_that_a_person_looks(
    language: str,
) -> None:
    world = PageWorld()
    form, answers = {**SAID, "consent": ["yes"]}, list[httpx.Response]()

    async with world.browser() as client:
        for mail in ("veera@example.org", "second@example.org"):
            await client.post(
                f"/{language}/vapaaehtoinen/liity/50100", data=form | {"email": [mail]}
            )
            answers.append(await client.post(world.link("confirm_url")))
        page = await client.get(answers[-1].headers["location"])

    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
    assert world.facts().count("volunteer.registered") == 1
    assert world.mails()[-1] == "volunteer_already"
    assert "confirm.waiting" not in page.text

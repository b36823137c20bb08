"""Signing up in a browser without scripts: the form, the mail, the confirmation."""

import re

import pytest

from services.matching.volunteers.model import VolunteerState
from shared.reach_points import ReachKind
from tests.support.matching.page import PageWorld

FORM = "/fi/vapaaehtoinen/liity/50100"
FILLED: dict[str, list[str]] = {
    "areas": ["178"],
    "categories": ["groceries", "pharmacy"],
    "languages": ["fi", "en"],
    "weekly_cap": ["3"],
    "name": ["Veera Virtanen"],
    "email": ["veera@example.org"],
    "phone": ["040 123 4567"],
    "consent": ["yes"],
}


def without(*names: str, **instead: list[str]) -> dict[str, list[str]]:
    return {name: value for name, value in FILLED.items() if name not in names} | instead


def errors(page: str) -> list[str]:
    """Give the fields that the summary points to, each checked to exist."""
    fields = re.findall(r'<li><a href="#([a-z_]+)"', page)
    assert [field for field in fields if f'id="{field}"' not in page] == []
    return fields


def checked(page: str) -> set[str]:
    inputs = re.findall(r"<input[^>]*>", page)
    return {re.findall(r'value="(\w+)"', each)[0] for each in inputs if " checked" in each}


async def test_the_way_in_leads_to_the_form(language: str) -> None:
    async with PageWorld().browser() as client:
        begun = await client.get(f"/{language}/vapaaehtoinen")
        page = await client.get(begun.headers["location"])
        sent = await client.post(begun.headers["location"], data={"postal_code": "50 100"})

    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/{language}/vapaaehtoinen/liity/50100"


@pytest.mark.parametrize("code", ["", "5010", "00000", "<script>", "501000"])
async def test_a_postal_code_that_does_not_exist_is_asked_again(code: str) -> None:
    async with PageWorld().browser() as client:
        answer = await client.post("/fi/vapaaehtoinen/liity", data={"postal_code": code})
        typed = await client.get(f"/fi/vapaaehtoinen/liity/{code or 'x'}")

    assert answer.status_code == 422
    assert "<title>Virhe: " in answer.text
    assert errors(answer.text) == ["postal_code"]
    assert "<script>" not in answer.text
    assert typed.status_code in {303, 404}


async def test_neighbours_are_offered_nearest_first_and_the_usual_is_chosen() -> None:
    async with PageWorld().browser() as client:
        page = (await client.get(FORM)).text

    assert re.findall(r"noin (\d+) km", page) == ["26", "37", "38"]
    assert "Oma kuntasi Mikkeli" in page
    assert 'value="mental_wellbeing"' not in page
    assert 'value="youth_work"' not in page
    assert checked(page) == {"fi"}


async def test_a_municipality_without_neighbours_needs_no_choice() -> None:
    async with PageWorld().browser() as client:
        page = (await client.get("/en/vapaaehtoinen/liity/99990")).text

    assert "We ask you about help in Utsjoki." in page
    assert 'name="areas"' not in page


async def test_a_filled_form_is_answered_with_a_mail_and_not_with_a_volunteer() -> None:
    world = PageWorld()

    async with world.browser() as client:
        answer = await client.post(FORM, data=FILLED)
        page = await client.get(answer.headers["location"])

    assert answer.status_code == 303
    assert "Avaa vielä sähköpostisi" in page.text
    assert world.mails() == ["volunteer_confirm"]
    assert world.facts() == []
    assert "veera" not in answer.headers["location"]


async def test_what_was_typed_is_what_is_kept() -> None:
    world = PageWorld()

    async with world.browser() as client:
        await client.post("/sv/vapaaehtoinen/liity/50100", data=FILLED)

    (stored,) = world.store.state.volunteers.values()
    offer = stored.volunteer.offer
    assert stored.contact.address(ReachKind.PHONE) == "+358401234567"
    assert (offer.municipality, offer.postal_code) == ("491", "50100")
    assert {point.language for point in stored.contact.reach_points} == {"sv"}
    assert set(offer.areas) == {"491", "178"}
    assert set(offer.categories) == {"groceries", "pharmacy"}
    assert set(offer.languages) == {"fi", "en"}
    assert offer.weekly_cap == 3


async def test_another_language_keeps_what_was_typed_and_judges_nothing() -> None:
    world = PageWorld()
    typed = without("consent", email=["veera"]) | {"kieli": ["sv"]}

    async with world.browser() as client:
        page = await client.post(FORM.replace("/fi/", "/sv/"), data=typed)

    assert page.status_code == 200
    assert 'lang="sv"' in page.text
    assert errors(page.text) == []
    assert checked(page.text) == {"178", "groceries", "pharmacy", "fi", "en"}
    typed_in = ("Veera Virtanen", "veera", "040 123 4567", "3")
    assert [text for text in typed_in if f'value="{text}"' not in page.text] == []
    assert world.mails() == []


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({}, ["categories", "languages", "weekly_cap", "name", "email", "consent"]),
        (without("consent"), ["consent"]),
        (without(categories=["crisis_support", "youth_work"]), ["categories"]),
        (without(languages=["de"]), ["languages"]),
        (without(weekly_cap=["8"]), ["weekly_cap"]),
        (without(weekly_cap=["0"]), ["weekly_cap"]),
        (without(name=["x" * 81]), ["name"]),
        (without(name=["Veera 131052-308T"]), ["name"]),
        (without(email=["veera@example.org, other@example.org"]), ["email"]),
        (without(email=["veera"]), ["email"]),
        (without(phone=["not a number"]), ["phone"]),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(
    form: dict[str, list[str]], wrong: list[str]
) -> None:
    world = PageWorld()

    async with world.browser() as client:
        answer = await client.post(FORM, data=form)

    assert answer.status_code == 422
    assert errors(answer.text) == wrong
    assert "Error:" not in answer.text
    assert world.mails() == []


async def test_a_refused_form_keeps_what_was_typed() -> None:
    async with PageWorld().browser() as client:
        page = (await client.post(FORM, data=without("consent", email=['"><script>']))).text

    assert 'value="Veera Virtanen"' in page
    assert 'value="040 123 4567"' in page
    assert 'value="3"' in page
    assert checked(page) >= {"178", "groceries", "pharmacy", "fi", "en"}
    assert "<script>" not in page


async def test_areas_that_are_not_neighbours_are_left_out() -> None:
    world = PageWorld()

    async with world.browser() as client:
        await client.post(FORM, data=without(areas=["091", "178", "xxx"]))

    (stored,) = world.store.state.volunteers.values()
    assert set(stored.volunteer.offer.areas) == {"491", "178"}


async def test_a_known_address_gets_the_same_answer() -> None:
    world = PageWorld()
    known = await world.add_volunteer()

    async with world.browser() as client:
        stranger = await client.post(FORM, data=FILLED)
        member = await client.post(
            FORM, data=without(email=[known.contact.address(ReachKind.EMAIL)])
        )

    assert (member.status_code, member.headers["location"]) == (
        stranger.status_code,
        stranger.headers["location"],
    )
    assert world.mails() == ["volunteer_confirm", "volunteer_already"]


async def test_opening_the_confirmation_changes_nothing_and_pressing_does_once() -> None:
    world = PageWorld()

    async with world.browser() as client:
        await client.post(FORM, data=FILLED)
        link = world.link("confirm_url")
        opened = [await client.get(link) for _ in range(3)]
        before = world.facts()
        pressed = [await client.post(link) for _ in range(2)]
        after = await client.get(link)

    assert all("Vahvista ilmoittautumisesi" in page.text for page in opened)
    assert before == []
    assert {answer.status_code for answer in pressed} == {303}
    assert world.facts() == ["volunteer.registered"]
    assert "Kiitos, olet mukana!" in after.text
    (stored,) = world.store.state.volunteers.values()
    assert stored.volunteer.state is VolunteerState.ACTIVE


async def test_an_unknown_confirmation_is_met_kindly(language: str) -> None:
    async with PageWorld().browser() as client:
        link = f"/{language}/vapaaehtoinen/vahvista/nobody-was-sent-this"
        looked = await client.get(link)
        pressed = await client.post(link)

    assert looked.status_code == 410
    assert f'href="/{language}/vapaaehtoinen/liity"' in looked.text
    assert pressed.status_code == 303


async def test_a_form_of_another_site_is_refused() -> None:
    world = PageWorld()

    async with world.browser() as client:
        answer = await client.post(FORM, data=FILLED, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert world.mails() == []


async def test_other_languages_are_no_pages() -> None:
    async with PageWorld().browser() as client:
        answer = await client.get("/de/vapaaehtoinen/liity")

    assert answer.status_code == 404


async def test_a_volunteers_number_abroad_is_asked_back_and_one_that_costs_extra_is_refused() -> (
    None
):
    world = PageWorld()
    async with world.browser() as visitor:
        asked = await visitor.post(FORM, data=without(phone=["+46 70 123 45 67"]))
        again = without(phone=["+46 70 123 45 67"], phone_abroad=["+46 70 123 45 67"])
        taken = await visitor.post(FORM, data=again)
        costly = without(phone=["0700 123456"], phone_abroad=["0700 123456"])
        refused = await visitor.post(FORM, data=costly)
        inside = await visitor.post(FORM, data=without(phone=["015 1941 alanro 12"]))

    assert (asked.status_code, taken.status_code, refused.status_code) == (422, 303, 422)
    assert errors(inside.text) == ["phone"]
    assert "ilman alanumeroa" in inside.text
    assert errors(asked.text) == errors(refused.text) == ["phone"]
    assert 'name="phone_abroad" value="+46 70 123 45 67"' in asked.text

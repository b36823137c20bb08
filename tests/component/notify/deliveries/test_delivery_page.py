"""The delivery page over a fake store: who sees it, what it shows, what its buttons do."""

import re

import pytest

from shared.contracts.partner_news import PARTNER_TYPES
from shared.contracts.words import StaffRole
from tests.support.notify.building import RECIPIENT
from tests.support.notify.letters.rendering import letters_of
from tests.support.notify.page import PageWorld
from tests.support.web.page_world import led_away

OTHER = {"fi": "muu", "sv": "annat", "en": "other"}


async def test_a_stranger_is_sent_to_sign_in(language: str) -> None:
    async with PageWorld().browser(None) as stranger:
        assert await led_away(stranger, f"/{language}/toimitukset") == f"/{language}/kirjaudu"


@pytest.mark.parametrize("role", [StaffRole.OPERATOR, StaffRole.REPORTER])
async def test_another_role_is_refused_everywhere(role: StaffRole) -> None:
    world = PageWorld()
    failed = await world.add_news(reason="gave_up")

    async with world.browser(role) as client:
        answers = [
            await client.get("/fi/toimitukset"),
            await client.post(f"/fi/toimitukset/{failed}/uudelleen"),
            await client.post(f"/fi/toimitukset/{failed}/hoidettu"),
        ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert await world.deliveries.count_for_humans() == 1


async def test_a_stranger_cannot_press_the_buttons() -> None:
    world = PageWorld()
    failed = await world.add_news(reason="gave_up")

    async with world.browser(None) as client:
        answer = await client.post(f"/fi/toimitukset/{failed}/uudelleen")

    assert answer.headers["location"] == "/fi/kirjaudu"
    assert await world.deliveries.count_for_humans() == 1


async def test_a_form_of_another_site_is_refused() -> None:
    world = PageWorld()
    failed = await world.add_news(reason="gave_up")

    async with world.browser() as client:
        answer = await client.post(
            f"/fi/toimitukset/{failed}/uudelleen", headers={"sec-fetch-site": "cross-site"}
        )

    assert answer.status_code == 403


async def test_an_empty_page_says_that_all_is_well(language: str) -> None:
    async with PageWorld().browser() as client:
        answer = await client.get(f"/{language}/toimitukset")

    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.text
    assert "<table" not in answer.text


async def test_failures_are_shown_first_with_their_buttons() -> None:
    world = PageWorld()
    await world.add_letter()
    failed = await world.add_news(reason="gave_up")

    async with world.browser(StaffRole.ADMIN) as client:
        page = (await client.get("/fi/toimitukset")).text

    assert "1 viesti odottaa" in page
    assert page.index("Kumppani ei vastannut kolmeen päivään") < page.index("Tehtäväehdotus")
    assert f'action="/fi/toimitukset/{failed}/uudelleen"' in page
    assert f'action="/fi/toimitukset/{failed}/hoidettu"' in page


async def test_a_failed_letter_can_be_seen_to_but_not_sent_again() -> None:
    world = PageWorld()
    failed = await world.add_letter(response="550", reason="recipient_refused")

    async with world.browser() as client:
        page = (await client.get("/fi/toimitukset")).text

    assert "sisältö on jo hävitetty" in page
    assert "uudelleen" not in re.findall(rf"{failed}/(\w+)", page)


async def test_the_page_names_no_person() -> None:
    world = PageWorld()
    await world.add_letter()
    await world.add_letter(response="550", reason="recipient_refused")

    async with world.browser() as client:
        page = (await client.get("/fi/toimitukset")).text

    assert RECIPIENT not in page
    assert "Aino" not in page
    assert "K7-0A11" not in page


async def test_sending_again_wakes_the_loop_and_says_so() -> None:
    world = PageWorld()
    failed = await world.add_news(reason="gave_up")

    async with world.browser() as client:
        answer = await client.post(f"/sv/toimitukset/{failed}/uudelleen")
        page = (await client.get(answer.headers["location"])).text

    assert answer.status_code == 303
    assert "Meddelandet skickas igen." in page
    assert world.woken == 1
    assert await world.deliveries.count_for_humans() == 0


async def test_a_button_pressed_twice_says_that_nothing_was_done() -> None:
    world = PageWorld()
    failed = await world.add_news(reason="gave_up")

    async with world.browser() as client:
        await client.post(f"/en/toimitukset/{failed}/hoidettu")
        second = await client.post(f"/en/toimitukset/{failed}/hoidettu")
        page = (await client.get(second.headers["location"])).text

    assert "Nothing was done." in page


@pytest.mark.long
async def test_every_kind_reason_and_response_has_words(language: str) -> None:
    world = PageWorld()
    templates = [file.stem for file in letters_of("fi").glob("[a-z]*.txt")]
    assert "request_received" in templates
    for kind in PARTNER_TYPES:
        await world.add_news(kind)
    for template in templates:
        await world.add_letter(template)
    for reason in ("gave_up", "endpoint_gone", "endpoint_off"):
        await world.add_news(reason=reason)
    for code, reason in [
        ("expired", "expired"),
        ("550", "recipient_refused"),
        ("554", "content_refused"),
        ("bad_address", "bad_address"),
        ("content_lost", "content_lost"),
        ("recalled", "recalled"),
        ("unreadable", "unreadable"),
        ("interrupted", "interrupted"),
    ]:
        await world.add_letter(response=code, reason=reason)
    for code in ("timeout", "connection", "forbidden_address", "endpoint_off"):
        await world.add_letter(response=code, reason="expired")

    async with world.browser() as client:
        answer = await client.get(f"/{language}/toimitukset")

    assert answer.status_code == 200
    assert f"{OTHER[language]} (" not in answer.text


@pytest.mark.parametrize("language", OTHER)
async def test_codes_of_a_later_version_are_shown_as_other(language: str) -> None:
    world = PageWorld()
    await world.add_news("request.drafted")
    await world.add_letter("later_letter", kind="pigeon")
    await world.add_letter(response="later_response", reason="later_reason")

    async with world.browser() as client:
        answer = await client.get(f"/{language}/toimitukset")

    assert answer.status_code == 200
    for code in ("request.drafted", "later_letter", "pigeon", "later_response", "later_reason"):
        assert f"{OTHER[language]} ({code})" in answer.text


@pytest.mark.parametrize("path", ["/de/toimitukset", "/fi/toimitukset/x/uudelleen"])
async def test_what_does_not_exist_is_not_found(path: str) -> None:
    async with PageWorld().browser() as client:
        answer = await client.post(path) if "uudelleen" in path else await client.get(path)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("role", "is_shown"), [(StaffRole.COORDINATOR, True), (StaffRole.ADMIN, False)]
)
async def test_who_sees_to_people_is_shown_how_many_wait_here_too(
    role: StaffRole, is_shown: bool
) -> None:
    async with PageWorld().browser(role) as browser:
        page = await browser.get("/fi/toimitukset")

    picture = 'src="/fi/paivystys/merkki.svg" alt="(katso, odottaako joku)"'
    assert page.status_code == 200
    assert (picture in page.text) is is_shown

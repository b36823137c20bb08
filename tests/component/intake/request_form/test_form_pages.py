"""The public form, without JavaScript."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.doors.model import Challenge
from services.intake.submissions.rules.plea import ALL_FIELDS, LONGEST
from tests.support.intake.doors.building import FEW_BITS, solve
from tests.support.intake.page_world import STEPS, PageWorld, begin, fill_in, form_of, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS


async def test_a_person_asks_for_help_in_their_language(world: PageWorld, language: str) -> None:
    async with world.visitor() as visitor:
        check = await fill_in(visitor, language)
        done = await send(visitor)

    (request,) = world.store.state.requests.values()
    page = Seen(done.text)
    assert "Maitoa ja leipää, kiitos." in check.text
    assert "040 1234567" in check.text
    assert page.lang == language
    assert request.stored.reference in done.text
    assert any(link.startswith(f"/{language}/p/") for link in page.links)
    assert request.plea.reach_points[0].address == "+358401234567"


async def test_the_link_on_the_last_page_opens_the_status_page(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        done = Seen((await send(visitor)).text)
        (link,) = [link for link in done.links if "/p/" in link]
        status = await visitor.get(link)

    assert status.status_code == 200
    assert "Ruokakaupassa käynti" in status.text


async def test_every_page_has_one_heading_and_a_title_of_its_own(
    world: PageWorld, language: str
) -> None:
    titles = set()
    async with world.visitor() as visitor:
        paths = [f"/{language}", f"/{language}/apua/vaara", f"/{language}/apua/soita-112"]
        paths += [f"/{language}/apua/kesken", f"/{language}/apua/tyhjennetty"]
        expired = await visitor.get(f"/{language}/apua/{uuid4()}/tarve")
        await fill_in(visitor, language)
        paths += [f"{form_of(visitor)}{step}" for step in (*STEPS, "tarkista")]
        shown = [
            expired,
            *[await visitor.get(path) for path in paths],
            await send(visitor),
        ]

    for answer in shown:
        page = Seen(answer.text)
        assert page.lang == language
        assert len(page.headings) == 1, answer.url
        assert page.headings[0]
        assert page.headings[0] in page.title
        titles.add(page.title)
    assert len(titles) == len(shown)


async def test_danger_shows_112_and_stores_nothing(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/apua/vaara", data={"danger": "yes"})
        page = await visitor.get(answer.headers["location"])

    assert "tel:112" in Seen(page.text).links
    assert world.store.state.drafts == {}
    assert not answer.cookies


@pytest.mark.parametrize("step", [*STEPS[:-1], "pyytaja", "ika"])
async def test_an_empty_answer_is_said_at_the_field_and_on_top(world: PageWorld, step: str) -> None:
    async with world.visitor() as visitor:
        form, known = await begin(visitor), {"on_behalf": "yes", "category": "groceries"}
        for answered in ("kenelle", "tarve"):
            await visitor.post(f"{form}{answered}", data=known)
        answer = await visitor.post(f"{form}{step}", data={})

    page = Seen(answer.text)
    targets = [link[1:] for link in page.links if link.startswith("#") and link != "#main"]
    assert answer.status_code == 422
    assert page.title.startswith("Virhe: ")
    assert targets
    for target in targets:
        assert f'id="{target}"' in answer.text
        assert f'id="{target}-error"' in answer.text
    assert "Error:" not in answer.text


async def test_no_choice_about_danger_is_asked_again(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/apua/vaara", data={})

    assert answer.status_code == 422
    assert Seen(answer.text).title.startswith("Virhe: ")


async def test_what_was_typed_is_kept_when_it_is_wrong(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post(
            f"{await begin(visitor)}yhteystiedot",
            data={"phone": "12 <b>", "first_name": "Aino", "language": "sv", "email": ""},
        )

    values = Seen(answer.text).values
    assert answer.status_code == 422
    assert values["phone"] == "12 <b>"
    assert (values["first_name"], values["language"]) == ("Aino", "sv")
    assert "<b>" not in answer.text


@pytest.mark.parametrize("typed", ["040 123 4567", "040-1234567", "+358 40 1234567", "0401234567"])
async def test_a_phone_number_may_be_written_in_any_clear_way(world: PageWorld, typed: str) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor, phone=typed, postal_code=" 50 100 ")
        await send(visitor)

    (request,) = world.store.state.requests.values()
    assert request.plea.reach_points[0].address == "+358401234567"
    assert request.plea.postal_code == "50100"


async def test_a_form_of_another_site_is_refused(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post(
            "/fi/apua/vaara", data={"danger": "no"}, headers={"Sec-Fetch-Site": "cross-site"}
        )

    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/xx", "/fi/apua/gold", "/fi/apua/gold/tarve", "/fi/nothing"])
async def test_a_wrong_address_is_not_found(world: PageWorld, path: str) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.get(path)

    assert answer.status_code == 404


async def test_the_first_page_is_in_the_browsers_language(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.get("/", headers={"Accept-Language": "sv-FI,sv;q=0.9"})
        begin = await visitor.get("/sv/apua")

    assert answer.headers["location"] == "/sv"
    assert begin.headers["location"] == "/sv/apua/vaara"


async def test_without_the_database_nothing_says_received(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        world.store.away = ConnectionRefusedError()
        steps = ("/fi/apua/vaara", f"{form_of(visitor)}tarkista")
        answers = [await visitor.post(step, data={"danger": "no"}) for step in steps]

    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert "+358 15 000 0000" in answer.text
        for word in ("perillä", "vastaanotettu", "received", "Tunnuksesi"):
            assert word not in answer.text


def test_every_problem_of_a_field_has_words() -> None:
    codes = {
        "missing": ("category", "urgency", "postal_code", "phone", "language", "on_behalf"),
        "invalid": tuple(name for name in ALL_FIELDS if name not in LONGEST),
        "long": tuple(LONGEST),
    }
    pages = PageWorld().app.state.pages

    for language in pages.languages:
        for code, names in codes.items():
            for name in names:
                assert pages.text(language, f"problem.{name}.{code}")
        assert pages.text(language, "problem.postal_code.unknown")
        assert pages.text(language, "problem.email.invalid")
    assert {"fi", "sv", "en", "selko"} <= set(pages.languages)


async def test_a_number_abroad_is_asked_back_and_then_taken(world: PageWorld) -> None:
    typed = FIELDS | {"phone": "+46 70 123 45 67"}
    async with world.visitor() as visitor:
        await fill_in(visitor)
        contact = f"{form_of(visitor)}yhteystiedot"
        asked = await visitor.post(contact, data=typed)
        other = await visitor.post(contact, data=typed | {"phone_abroad": "+46 70 765 43 21"})
        again = await visitor.post(contact, data=typed | {"phone_abroad": "+46 70 123 45 67"})
        shown = await visitor.get(contact)
        await send(visitor)

    (request,) = world.store.state.requests.values()
    assert (asked.status_code, other.status_code, again.status_code) == (422, 422, 303)
    assert 'name="phone_abroad" value="+46 70 123 45 67"' in asked.text
    assert "ulkomainen numero" in asked.text
    assert 'name="phone_abroad" value="+46701234567"' in shown.text
    assert request.plea.reach_points[0].address == "+46701234567"


async def test_a_number_at_home_is_not_asked_back(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        page = await fill_in(visitor)
        contact = await visitor.get(f"{form_of(visitor)}yhteystiedot")

    assert page.status_code == 200
    assert "phone_abroad" not in contact.text


@pytest.mark.parametrize("phone", ["0700 123456", "+1 900 555 1234", "+883 5100 12345678"])
async def test_a_number_that_costs_extra_is_refused_also_when_pressed_again(
    world: PageWorld, phone: str
) -> None:
    typed = FIELDS | {"phone": phone, "phone_abroad": phone}
    async with world.visitor() as visitor:
        await fill_in(visitor)
        answer = await visitor.post(f"{form_of(visitor)}yhteystiedot", data=typed)

    assert answer.status_code == 422
    assert "palvelunumero tai maksullinen" in answer.text


async def test_in_a_flood_the_last_page_sends_its_work_along(world: PageWorld) -> None:
    flood(world)
    async with world.visitor() as visitor:
        check = await fill_in(visitor)
        bits, text = work_on(check.text)
        assert "/assets/proof." in check.text
        proof = solve(Challenge(text, bits))
        sent = {"proof": proof, "version": Seen(check.text).values["version"]}
        answer = await visitor.post(f"{form_of(visitor)}tarkista", data=sent)
        done = await visitor.get(answer.headers["location"])

    (request,) = world.store.state.requests.values()
    assert not request.stored.is_held
    assert "Ihminen katsoo" not in done.text


async def test_in_a_flood_a_form_without_a_script_is_kept_and_a_person_looks(
    world: PageWorld,
) -> None:
    flood(world)
    async with world.visitor() as visitor:
        await fill_in(visitor)
        done = await send(visitor)

    (request,) = world.store.state.requests.values()
    assert request.stored.is_held
    assert "unproven" in request.flags
    assert "Ihminen katsoo sen ensin" in done.text


async def test_no_work_is_asked_before_the_question_about_danger(world: PageWorld) -> None:
    flood(world)
    async with world.visitor() as visitor:
        pages = [await visitor.get(path) for path in ("/fi", "/fi/apua/vaara")]
        call = await visitor.post("/fi/apua/vaara", data={"danger": "yes"})

    assert all("proof" not in page.text for page in pages)
    assert call.headers["location"] == "/fi/apua/soita-112"


async def test_a_field_that_nobody_sees_and_haste_only_mark_a_request(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor, website="https://spam.example")
        await send(visitor)
    async with world.visitor() as visitor:
        await fill_in(visitor)
        world.store.state.now += timedelta(minutes=2)
        await send(visitor)

    machine, person = world.store.state.requests.values()
    assert (machine.flags, machine.stored.is_held) == (("hasty", "trapped"), False)
    assert (person.flags, person.stored.is_held) == ((), False)


def flood(world: PageWorld) -> None:
    """Have as many come as go ahead by themselves."""
    for number in range(FEW_BITS.in_all_a_minute):
        world.door.arrivals.arrive(f"203.0.{number // 200}.{number % 200}")


def work_on(page: str) -> tuple[int, str]:
    """Read what a page asks its script to do."""
    (text, bits) = re.findall(r'data-challenge="([^"]+)" data-bits="(\d+)"', page)[0]
    return int(bits), text

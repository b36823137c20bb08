"""The public form, without JavaScript."""

import asyncio
from datetime import timedelta

import pytest

from services.intake.submissions.rules.plea import ALL_FIELDS, LONGEST
from shared.contracts.words import Category
from tests.support.intake.page_world import STEPS, PageWorld, fill_in, send
from tests.support.intake.seen import Seen
from tests.support.intake.submissions.building import FIELDS

LANGUAGES = ("fi", "sv", "en")


@pytest.fixture
def world() -> PageWorld:
    return PageWorld()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_person_asks_for_help_in_their_language(world: PageWorld, language: str) -> None:
    async with world.visitor() as visitor:
        check = await fill_in(visitor, language)
        done = await send(visitor, language)

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


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_has_one_heading_and_a_title_of_its_own(
    world: PageWorld, language: str
) -> None:
    titles = set()
    async with world.visitor() as visitor:
        paths = [f"/{language}", f"/{language}/apua/vaara", f"/{language}/apua/soita-112"]
        expired = await visitor.get(f"/{language}/apua/tarve")
        await fill_in(visitor, language)
        paths += [f"/{language}/apua/{step}" for step in (*STEPS, "tarkista")]
        shown = [
            expired,
            *[await visitor.get(path) for path in paths],
            await send(visitor, language),
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


@pytest.mark.parametrize("step", STEPS)
async def test_an_empty_answer_is_said_at_the_field_and_on_top(world: PageWorld, step: str) -> None:
    async with world.visitor() as visitor:
        await visitor.post("/fi/apua/vaara", data={"danger": "no"})
        answer = await visitor.post(f"/fi/apua/{step}", data={})

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
        await visitor.post("/fi/apua/vaara", data={"danger": "no"})
        answer = await visitor.post(
            "/fi/apua/yhteystiedot",
            data={"phone": "12 <b>", "first_name": "Aino", "language": "sv", "email": ""},
        )

    values = Seen(answer.text).values
    assert answer.status_code == 422
    assert values["phone"] == "12 <b>"
    assert (values["first_name"], values["language"]) == ("Aino", "sv")
    assert "<b>" not in answer.text


async def test_browser_back_shows_what_was_answered(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        need = await visitor.get("/fi/apua/tarve")
        where = await visitor.get("/fi/apua/paikka")

    assert Seen(need.text).values["category"] == "groceries"
    assert Seen(where.text).values["postal_code"] == "50100"


async def test_changing_one_answer_comes_back_to_the_check(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        answer = await visitor.post("/fi/apua/tarve", data={"category": "advice"})
        await send(visitor)

    (request,) = world.store.state.requests.values()
    assert answer.headers["location"] == "/fi/apua/tarkista"
    assert request.plea.category is Category.ADVICE


async def test_the_check_waits_for_every_answer(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await visitor.post("/fi/apua/vaara", data={"danger": "no"})
        await visitor.post("/fi/apua/tarve", data=FIELDS)
        check = await visitor.get("/fi/apua/tarkista")
        sent = await visitor.post("/fi/apua/tarkista")
        done = await visitor.get("/fi/apua/valmis")

    assert check.headers["location"] == "/fi/apua/kiireellisyys"
    assert sent.status_code == 303
    assert done.headers["location"] == "/fi/apua/tarkista"
    assert world.store.state.requests == {}


async def test_sending_many_times_makes_one_request(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        answers = await asyncio.gather(*(visitor.post("/fi/apua/tarkista") for _ in range(8)))
        first = await visitor.get("/fi/apua/valmis")
        again = await send(visitor)

    assert {answer.headers["location"] for answer in answers} == {"/fi/apua/valmis"}
    assert len(world.store.state.requests) == 1
    assert Seen(first.text).links == Seen(again.text).links


async def test_after_sending_back_leads_to_the_last_page(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        await send(visitor)
        places = [await visitor.get(f"/fi/apua/{step}") for step in (*STEPS, "tarkista")]

    assert {answer.headers["location"] for answer in places} == {"/fi/apua/valmis"}


async def test_a_new_request_can_be_made_after_sending(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        for _ in range(2):
            await fill_in(visitor)
            await send(visitor)

    assert len(world.store.state.requests) == 2


async def test_an_expired_draft_starts_again_kindly(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        world.store.state.now += timedelta(hours=24)
        answers = [
            await visitor.get("/fi/apua/tarve"),
            await visitor.post("/fi/apua/tarve", data=FIELDS),
            await visitor.get("/fi/apua/tarkista"),
            await visitor.post("/fi/apua/tarkista"),
            await visitor.get("/fi/apua/valmis"),
        ]

    assert {answer.status_code for answer in answers} == {410}
    for answer in answers:
        assert "/fi/apua/vaara" in Seen(answer.text).links


async def test_the_form_can_be_continued_in_another_language(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await visitor.post("/fi/apua/vaara", data={"danger": "no"})
        await visitor.post("/fi/apua/tarve", data=FIELDS)
        page = await visitor.get("/sv/apua/tarve")

    assert Seen(page.text).values["category"] == "groceries"
    assert Seen(page.text).lang == "sv"


@pytest.mark.parametrize("typed", ["040 123 4567", "040-1234567", "+358 40 1234567", "0401234567"])
async def test_a_phone_number_may_be_written_in_any_clear_way(world: PageWorld, typed: str) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor, phone=typed, postal_code=" 50 100 ")
        await send(visitor)

    (request,) = world.store.state.requests.values()
    assert request.plea.reach_points[0].address == "+358401234567"
    assert request.plea.postal_code == "50100"


async def test_a_draft_cookie_says_nothing_and_is_for_the_server_only(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post("/fi/apua/vaara", data={"danger": "no"})

    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=86400" in cookie


async def test_a_form_of_another_site_is_refused(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        answer = await visitor.post(
            "/fi/apua/vaara", data={"danger": "no"}, headers={"Sec-Fetch-Site": "cross-site"}
        )

    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/xx", "/fi/apua/gold", "/fi/nothing"])
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


@pytest.mark.parametrize("step", ["/fi/apua/vaara", "/fi/apua/tarkista"])
async def test_without_the_database_nothing_says_received(world: PageWorld, step: str) -> None:
    async with world.visitor() as visitor:
        await fill_in(visitor)
        world.store.away = ConnectionRefusedError()
        answer = await visitor.post(step, data={"danger": "no"})

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
        "characters": tuple(LONGEST),
    }
    pages = PageWorld().app.state.pages

    for language in pages.languages:
        for code, names in codes.items():
            for name in names:
                assert pages.text(language, f"problem.{name}.{code}")
        assert pages.text(language, "problem.postal_code.unknown")
        assert pages.text(language, "problem.email.invalid")
    assert len(pages.languages) == 3

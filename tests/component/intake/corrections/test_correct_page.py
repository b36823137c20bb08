"""The page on which a request is corrected."""

from tests.support.intake.page_world import PageWorld, ask, asked_page, link_of
from tests.support.intake.seen import Seen

PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")


async def test_the_page_shows_nothing_that_is_sealed_and_keeps_what_is_new(
    world: PageWorld, language: str
) -> None:
    path = await asked_page(world, language)
    async with world.visitor() as visitor:
        status = await visitor.get(path)
        page = await visitor.get(f"{path}/korjaa")
        answer = await visitor.post(f"{path}/korjaa", data={"street": "Maaherrankatu 9"})
        after = await visitor.get(answer.headers["location"])

    (request,) = world.store.state.requests.values()
    assert f"{path}/korjaa" in Seen(status.text).links
    assert [word for word in PERSONAL if word in page.text] == []
    assert request.plea.contact.street == "Maaherrankatu 9"
    assert 'role="status"' in after.text
    assert "Maaherrankatu" not in after.text


async def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    world: PageWorld,
) -> None:
    path = f"{await asked_page(world)}/korjaa"
    async with world.visitor() as visitor:
        answer = await visitor.post(path, data={"postal_code": "1", "street": "Maaherrankatu 9"})

    assert answer.status_code == 422
    assert 'href="#postal_code"' in answer.text
    assert "Maaherrankatu 9" in answer.text


async def test_the_age_is_asked_at_its_place_where_a_new_need_wants_it(world: PageWorld) -> None:
    path = f"{await asked_page(world)}/korjaa"
    async with world.visitor() as visitor:
        answer = await visitor.post(path, data={"category": ["groceries", "exercise"]})
        kept = await visitor.post(
            path, data={"category": ["groceries", "exercise"], "under_18": "no"}
        )

    opened = answer.text.partition('id="under_18-error"')[0].rpartition("<details")[2]
    assert (answer.status_code, kept.status_code) == (422, 303)
    assert 'href="#under_18"' in answer.text
    assert "open" in opened.partition(">")[0]


async def test_language_and_whom_to_ask_are_corrected_here(world: PageWorld, language: str) -> None:
    path = f"{await asked_page(world, language)}/korjaa"
    async with world.visitor() as visitor:
        page = Seen((await visitor.get(path)).text)
        said = {"language": "en", "ask_at": "Kirjaston tiskiltä kello 12"}
        await visitor.post(path, data=said)
        after = await visitor.get(path)

    (request,) = world.store.state.requests.values()
    assert page.values["language"] == "fi"
    assert "ask_at" in page.values
    assert (request.plea.language, request.plea.reach_points[-1].kind) == ("en", "ask_at")
    assert "Kirjaston" not in after.text


async def test_whoever_adds_an_errand_at_a_till_is_asked_how_it_is_paid(world: PageWorld) -> None:
    await ask(world, category="pet_care", payment="")
    path = f"/fi/p/{link_of(world)}/korjaa"
    async with world.visitor() as visitor:
        before = await visitor.get(path)
        asked = await visitor.post(path, data={"category": "groceries"})
        kept = await visitor.post(path, data={"category": "groceries", "payment": "shop_bills"})

    assert 'name="payment"' not in before.text
    assert (asked.status_code, kept.status_code) == (422, 303)
    assert "Valitse, miten ostokset maksetaan" in asked.text
    assert 'value="shop_bills"' in asked.text


async def test_what_has_ended_leads_back(world: PageWorld) -> None:
    await ask(world)
    path = f"/fi/p/{link_of(world)}"
    async with world.visitor() as visitor:
        await visitor.post(f"{path}/peru")
        asked = await visitor.get(f"{path}/korjaa")
        sent = await visitor.post(f"{path}/korjaa", data={"street": "x"})
        unknown = await visitor.get("/fi/p/guess/korjaa")

    assert asked.headers["location"] == sent.headers["location"] == path
    assert unknown.status_code == 404


async def test_what_only_a_person_corrects_is_said_with_the_number_to_call(
    world: PageWorld, language: str
) -> None:
    await ask(world)
    path = f"/{language}/p/{link_of(world)}/korjaa"
    safe = {"may_ring": "no", "payment": "cash", "under_18": "yes", "address_secret": "yes"}
    async with world.visitor() as visitor:
        before = await visitor.get(path)
        await visitor.post(path, data=safe)
        after = await visitor.get(path)

    names = {*safe, "may_text", "may_leave_message", "may_write"}
    assert {name for name in names if f'name="{name}"' in before.text} == names
    hidden = ("under_18", "address_secret", "postal_code", "street")
    assert [name for name in hidden if f'name="{name}"' in after.text] == []
    assert after.text.count("tel:+358150000000") == before.text.count("tel:+358150000000") + 2
    (request,) = world.store.state.requests.values()
    assert request.plea.circumstances.under_18
    assert not request.plea.reach_points[0].may_ring

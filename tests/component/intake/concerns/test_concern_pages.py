"""The page on which anybody says that something was wrong, and those of lead and deputy."""

import httpx
import pytest

from shared.contracts.words import StaffRole
from tests.support.intake.concerns.building import TYPED, WORDS
from tests.support.intake.page_world import PageWorld, ask, assign, link_of, sign_in, staffed
from tests.support.intake.seen import Seen

PERSONAL = (WORDS.what, WORDS.who, WORDS.reach)


async def tell(visitor: httpx.AsyncClient, path: str = "/fi/huoli") -> httpx.Response:
    answer = await visitor.post(path, data=TYPED | {"form": "form"})
    assert answer.status_code == 303, answer.text
    return await visitor.get(answer.headers["location"])


async def test_the_numbers_for_danger_come_before_the_questions(
    world: PageWorld, language: str
) -> None:
    async with world.visitor() as visitor:
        page = await visitor.get(f"/{language}/huoli")

    assert page.status_code == 200
    assert page.text.index('href="tel:112"') < page.text.index("<form")
    links = Seen(page.text).links
    assert len({link for link in links if link.startswith("tel:")}) > 2


async def test_what_was_written_is_kept_and_shown_nowhere(world: PageWorld, language: str) -> None:
    async with world.visitor() as visitor:
        sent = await tell(visitor, f"/{language}/huoli")
        again = await visitor.get(f"/{language}/huoli")

    (kept,) = world.store.state.concerns.values()
    assert kept.words == WORDS
    for word in PERSONAL:
        assert word not in sent.text + again.text + str(sent.url)


async def test_silence_is_said_and_what_was_typed_stays(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        page = await visitor.post("/fi/huoli", data=TYPED | {"concern_what": "", "form": "form"})

    assert page.status_code == 422
    assert WORDS.who in page.text
    assert 'value="form"' in page.text
    assert world.store.state.concerns == {}


async def test_the_request_page_and_the_helpers_card_lead_there_with_the_request_known(
    world: PageWorld,
) -> None:
    story = await ask(world)
    await assign(world, story)
    (request,) = world.store.state.requests.values()
    status, card = f"/fi/p/{link_of(world)}", "/fi/yhteys/access-token"
    async with world.visitor() as visitor:
        await visitor.get(card)
        await visitor.post(card)
        for path in (status, card):
            assert f"{path}/huoli" in Seen((await visitor.get(path)).text).links
            form = await visitor.get(f"{path}/huoli")
            assert request.stored.reference in form.text
            assert "Aino" not in form.text
            await visitor.post(f"{path}/huoli", data=TYPED | {"form": path})

    references = {kept.words.reference for kept in world.store.state.concerns.values()}
    assert references == {request.stored.reference}


async def test_a_guessed_link_is_an_open_page_that_tells_nothing(world: PageWorld) -> None:
    await ask(world)
    async with world.visitor() as visitor:
        pages = [await visitor.get(f"/fi/{room}/guess/huoli") for room in ("p", "yhteys")]

    assert all(page.status_code == 200 for page in pages)
    assert all('name="concern_reference"' in page.text for page in pages)


@pytest.mark.parametrize("role", [StaffRole.SAFEGUARDING_LEAD, StaffRole.SAFEGUARDING_DEPUTY])
async def test_lead_and_deputy_open_it_note_and_close_it(
    world: PageWorld, role: StaffRole, language: str
) -> None:
    staffed(world, role)
    async with world.visitor() as visitor:
        await tell(visitor)
        await sign_in(visitor)
        (concern_id,) = world.store.state.concerns
        here = f"/{language}/huolet"
        listed = await visitor.get(here)
        opened = await visitor.post(f"{here}/{concern_id}")
        kept = await visitor.post(
            f"{here}/{concern_id}/tallenna", data={"note": "Soitin", "outcome": "passed_on"}
        )
        after = await visitor.post(f"{here}/{concern_id}")

    assert (listed.status_code, opened.status_code, kept.status_code) == (200, 200, 303)
    for word in PERSONAL:
        assert word not in listed.text
        assert word in opened.text
    assert "Soitin" in after.text
    assert len(world.store.state.concern_looks) == 2


async def test_a_note_that_is_too_long_is_said_and_stays(world: PageWorld) -> None:
    staffed(world, StaffRole.SAFEGUARDING_LEAD)
    async with world.visitor() as visitor:
        await tell(visitor)
        await sign_in(visitor)
        (concern_id,) = world.store.state.concerns
        long = "x" * 5001
        page = await visitor.post(f"/fi/huolet/{concern_id}/tallenna", data={"note": long})

    assert page.status_code == 422
    assert long in page.text


@pytest.mark.parametrize("role", [StaffRole.COORDINATOR, StaffRole.ADMIN, StaffRole.OPERATOR])
async def test_nobody_else_sees_that_there_is_one(world: PageWorld, role: StaffRole) -> None:
    staffed(world, role)
    async with world.visitor() as visitor:
        await tell(visitor)
        await sign_in(visitor)
        (concern_id,) = world.store.state.concerns
        listed = await visitor.get("/fi/huolet")
        opened = await visitor.post(f"/fi/huolet/{concern_id}")
        board = await visitor.get("/fi/oma-tili")

    assert (listed.status_code, opened.status_code) == (403, 403)
    assert "/fi/huolet" not in Seen(board.text).links


async def test_an_unknown_one_is_said_to_be_unknown(world: PageWorld) -> None:
    staffed(world, StaffRole.SAFEGUARDING_LEAD)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        page = await visitor.post("/fi/huolet/00000000-0000-0000-0000-000000000001")

    assert page.status_code == 404

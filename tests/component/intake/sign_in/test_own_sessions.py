"""Somebody sees where they are signed in, and ends what should not be."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest

from services.intake.staff.model import StaffId
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, sign_in, staffed

ENDS = re.compile(r'action="(/fi/istunnot/[0-9a-f-]{36}/lopeta)"')


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.FUNDER)


async def test_a_funder_is_led_to_the_periods_of_reports_and_sees_where_they_are_signed_in(
    world: PageWorld,
) -> None:
    async with world.visitor() as visitor:
        answer = await sign_in(visitor)
        page = await visitor.get("/fi/istunnot")

    assert answer.headers["location"] == "/fi/raportit/jaksot"
    assert page.text.count("tämä selain") == 1
    assert "rahoittaja" in page.text


async def test_a_session_elsewhere_is_ended_and_this_one_goes_on(world: PageWorld) -> None:
    async with world.visitor() as desk, world.visitor() as phone:
        await sign_in(desk)
        await sign_in(phone)
        (phones,) = list(world.store.state.sessions)[1:]
        wanted = str(world.store.state.sessions[phones].id)
        page = await desk.get("/fi/istunnot")
        (end,) = [action for action in ENDS.findall(page.text) if wanted in action]
        await desk.post(end)
        after = [await each.get("/fi/istunnot") for each in (desk, phone)]

    assert page.text.count("toinen selain") == 1
    assert [each.status_code for each in after] == [200, 303]
    assert after[1].headers["location"] == "/fi/kirjaudu?why=ended"
    assert world.store.state.published[-1].data.event_type == "staff.session_closed"


async def test_signing_out_everywhere_ends_them_all(world: PageWorld) -> None:
    async with world.visitor() as desk, world.visitor() as phone:
        await sign_in(desk)
        await sign_in(phone)
        answer = await desk.post("/fi/istunnot/kaikki")
        after = [await each.get("/fi/istunnot") for each in (desk, phone)]

    assert answer.headers["location"] == "/fi/kirjaudu"
    assert [each.status_code for each in after] == [303, 303]
    assert world.store.state.sessions == {}


async def test_nobody_ends_a_session_that_is_not_theirs(world: PageWorld) -> None:
    async with world.visitor() as visitor:
        await sign_in(visitor)
        ((hashed, session),) = world.store.state.sessions.items()
        stranger = replace(session, staff_id=StaffId(uuid4()))
        world.store.state.sessions[hashed] = stranger
        await visitor.post(f"/fi/istunnot/{session.id}/lopeta")

    assert world.store.state.sessions == {hashed: stranger}


@pytest.mark.parametrize(
    ("why", "said"),
    [("idle", "Puoli tuntia"), ("ended", "Istuntosi"), ("fresh", "varmistamme, että olet sinä")],
)
async def test_who_has_to_sign_in_again_is_told_why(world: PageWorld, why: str, said: str) -> None:
    async with world.visitor() as visitor:
        page = await visitor.get(f"/fi/kirjaudu?why={why}")
        plain = await visitor.get("/fi/kirjaudu")

    assert said in page.text
    assert said not in plain.text

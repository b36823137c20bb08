"""The data protection officer sees who waits and which service is late, and not who it is."""

from datetime import timedelta

import pytest

from shared.contracts.right_words import RightService
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, ask, staffed
from tests.support.intake.rights.asking import VOLUNTEER, answer, asked, code_in, typed

HERE = "/fi/tietosuojapyynnot"
MAIL = "aino@example.org"


async def shown(world: PageWorld) -> str:
    staffed(world, StaffRole.DATA_PROTECTION_OFFICER)
    async with world.signed_in() as officer:
        page = await officer.get(HERE)
    assert page.status_code == 200, page.text
    return str(page.text).partition("<main")[2]


async def proven(world: PageWorld) -> None:
    await ask(world)
    page = await asked(world, MAIL)
    await typed(world, page, code_in(world))


async def test_nobody_who_only_asked_is_shown(world: PageWorld) -> None:
    await asked(world, MAIL)

    assert "<table" not in await shown(world)


async def test_a_case_is_shown_with_what_each_service_said_and_without_the_person(
    world: PageWorld,
) -> None:
    await proven(world)
    await answer(world, RightService.MATCHING, VOLUNTEER)

    page = await shown(world)

    (right_id,) = world.store.state.rights
    assert str(right_id) in page
    assert page.count("tietueita 1") == 2
    assert page.count("ei vielä vastausta") == 1
    assert not [word for word in (MAIL, "Aino", "1234567") if word in page]


@pytest.mark.parametrize(("days", "late"), [(29, False), (31, True)], ids=["in time", "late"])
async def test_who_is_not_answered_in_a_month_is_overdue(
    world: PageWorld, days: int, *, late: bool
) -> None:
    await proven(world)
    world.store.state.now += timedelta(days=days)

    assert ("Myöhässä" in await shown(world)) is late

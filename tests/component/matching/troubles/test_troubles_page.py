"""The page of what is set aside: who sees it, what it tells, what its buttons do."""

from uuid import uuid4

import pytest

from services.matching.troubles.model import VOLUNTEERS, Kind
from services.matching.volunteers.model import VolunteerState
from shared.contracts.words import StaffRole
from tests.support.matching.page import PageWorld
from tests.support.matching.state import set_aside as put_aside
from tests.support.matching.troubles.building import ERRORS, KINDS, set_aside
from tests.support.web.page_world import led_away

PAGE = "/fi/perustelut/syrjassa"
OTHER = {"fi": "muu (", "sv": "annat (", "en": "other ("}


@pytest.mark.parametrize("language", OTHER)
async def test_a_stranger_is_sent_to_sign_in(language: str) -> None:
    async with PageWorld().browser() as stranger:
        assert (
            await led_away(stranger, f"/{language}/perustelut/syrjassa") == f"/{language}/kirjaudu"
        )


@pytest.mark.parametrize("verb", ["uudelleen", "jata"])
async def test_nobody_else_presses_a_button(verb: str) -> None:
    world = PageWorld()
    trouble = set_aside(world, VOLUNTEERS)
    path = f"{PAGE}/{trouble.kind}/{trouble.row_id}/{verb}"

    async with world.browser() as client:
        stranger = await client.post(path)
    async with world.browser(StaffRole.REPORTER) as client:
        reporter = [await client.post(path), await client.post(f"{PAGE}/volunteers/kaikki")]
    async with world.browser(StaffRole.COORDINATOR) as client:
        looked = await client.get(path)
        foreign = await client.post(path, headers={"sec-fetch-site": "cross-site"})

    codes = [answer.status_code for answer in (stranger, *reporter, looked, foreign)]
    assert codes == [303, 403, 403, 405, 403]
    assert world.store.state.troubles == [trouble]


@pytest.mark.parametrize("language", OTHER)
async def test_everything_known_has_words(language: str) -> None:
    world = PageWorld()
    for kind in KINDS:
        for error in ERRORS:
            set_aside(world, kind, error)

    async with world.browser(StaffRole.ADMIN) as client:
        page = await client.get(f"/{language}/perustelut/syrjassa")

    assert page.status_code == 200
    assert OTHER[language] not in page.text


async def test_what_is_not_known_is_shown_with_its_code() -> None:
    world = PageWorld()
    set_aside(world, Kind("later_loop"), "LaterError", "a.row")

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = (await client.get(PAGE)).text

    assert "muu (later_loop)" in page
    assert "muu (LaterError)" in page


async def test_an_empty_list_says_so() -> None:
    async with PageWorld().browser(StaffRole.COORDINATOR) as client:
        page = (await client.get(PAGE)).text

    assert "Mitään ei ole jäänyt syrjään." in page
    assert "<table" not in page


async def test_a_volunteer_is_asked_again_and_it_is_recorded_who_said_so() -> None:
    world = PageWorld()
    await world.add_volunteer()
    (volunteer_id,) = world.store.state.volunteers
    put_aside(world.store.state, volunteer_id, "KeyLostError")
    trouble = set_aside(world, VOLUNTEERS, row_id=str(volunteer_id))

    async with world.browser(StaffRole.COORDINATOR) as client:
        path = f"{PAGE}/volunteers/{trouble.row_id}/uudelleen"
        first, second = await client.post(path), await client.post(path)
        page = (await client.get(first.headers["location"])).text

    state = world.store.state
    assert state.volunteers[volunteer_id].volunteer.state is VolunteerState.ACTIVE
    assert [decided[1:] for decided in state.trouble_decisions] == [
        ("again", VOLUNTEERS, trouble.row_id)
    ]
    assert "Yritetään uudelleen." in page
    assert second.headers["location"].endswith("done=changed")


async def test_what_is_let_go_is_recorded_and_off_the_list() -> None:
    world = PageWorld()
    trouble = set_aside(world, Kind("lapsed_matches"))

    async with world.browser(StaffRole.COORDINATOR) as client:
        answer = await client.post(f"{PAGE}/lapsed_matches/{trouble.row_id}/jata")

    assert answer.headers["location"] == f"{PAGE}?done=let_go"
    assert world.store.state.troubles == []
    assert world.store.state.trouble_decisions[0][1] == "let_go"


async def test_all_of_one_kind_are_tried_again_by_one_press() -> None:
    world = PageWorld()
    for _ in range(3):
        set_aside(world, Kind("weeks_over"))
    other = set_aside(world, Kind("lapsed_matches"))

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = (await client.get(PAGE)).text
        await client.post(f"{PAGE}/weeks_over/kaikki")

    assert f'action="{PAGE}/weeks_over/kaikki"' in page
    assert f'action="{PAGE}/lapsed_matches/kaikki"' not in page
    assert world.store.state.troubles == [other]


async def test_an_id_that_none_has_changes_nothing() -> None:
    async with PageWorld().browser(StaffRole.COORDINATOR) as client:
        answers = [
            await client.post(f"{PAGE}/matchmaker/{row_id}/uudelleen")
            for row_id in (uuid4(), "no-id")
        ]
        strange = await client.post(f"{PAGE}/UPPER/x/uudelleen")

    assert [answer.headers["location"] for answer in answers] == [f"{PAGE}?done=changed"] * 2
    assert strange.status_code in {404, 422}

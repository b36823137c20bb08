"""Who sees the page of reasons, where others are led, and what nobody is shown."""

import pytest

from shared.contracts.words import SPOKEN, StaffRole
from shared.reach_points import ReachKind
from tests.support.matching.building import RequestStory
from tests.support.matching.needs.building import need
from tests.support.matching.page import PageWorld
from tests.support.matching.proposals.building import decision
from tests.support.matching.reasons.building import keep
from tests.support.web.page_world import led_away

LANGUAGES = SPOKEN
NOBODYS = "019cf4a0-0000-7000-8000-0000000000ff"
"""No request has this id."""


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_stranger_is_sent_to_sign_in(language: str) -> None:
    async with PageWorld().browser() as stranger:
        assert (
            await led_away(stranger, f"/{language}/perustelut/{NOBODYS}") == f"/{language}/kirjaudu"
        )


@pytest.mark.parametrize("role", [StaffRole.OPERATOR, StaffRole.REPORTER])
async def test_another_role_is_refused(role: StaffRole) -> None:
    world = PageWorld()
    about = await keep(world, need(), decision())

    async with world.browser(role) as client:
        answer = await client.get(f"/fi/perustelut/{about.request_id}")

    assert answer.status_code == 403
    assert "sopii" not in answer.text


@pytest.mark.parametrize("role", [None, StaffRole.COORDINATOR, StaffRole.REPORTER])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_former_list_leads_to_the_board(language: str, role: StaffRole | None) -> None:
    async with PageWorld().browser(role) as client:
        answer = await client.get(f"/{language}/perustelut")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/{language}/taulu"


async def test_nothing_personal_is_shown() -> None:
    world = PageWorld()
    for _ in range(3):
        await world.add_volunteer()
    story = RequestStory()
    await world.ask(story)

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = (await client.get(f"/fi/perustelut/{story.request_id}")).text

    for item in world.store.state.volunteers.values():
        assert str(item.volunteer.id) not in page
        assert item.contact.address(ReachKind.EMAIL) not in page
    assert "Veera" not in page
    assert "Virtanen" not in page


@pytest.mark.parametrize("path", [f"fi/perustelut/{NOBODYS}", "de/perustelut"])
async def test_what_does_not_exist_is_not_found(path: str) -> None:
    async with PageWorld().browser(StaffRole.COORDINATOR) as client:
        answer = await client.get(f"/{path}")

    assert answer.status_code == 404

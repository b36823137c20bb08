"""The page that is shown to participants: a press is counted once, and nothing of whom is kept."""

import re
from datetime import timedelta
from urllib.parse import unquote
from uuid import UUID

import pytest

from services.reporting.projects.adapters import square_of
from services.reporting.projects.model import Project, Projects
from shared.contracts.reporting import ParticipantDirected
from shared.contracts.words import StaffRole
from tests.support.reporting.building import DAY
from tests.support.reporting.page import PageWorld
from tests.support.reporting.projects.building import LINK, project
from tests.support.web.staff import cookie_for

HERE = "/fi/raportit/osallistujat"


async def test_a_press_is_told_once_with_project_and_form_and_nothing_else() -> None:
    world = PageWorld()
    async with world.browser(StaffRole.REPORTER) as browser:
        page = (await browser.get(HERE)).text
        (key,) = re.findall(r'name="key" value="([^"]+)"', page)
        press = {"key": key, "project": project().code, "form": "exit"}
        answers = [await browser.post(HERE, data=press) for _ in range(2)]
        thanks = (await browser.get(answers[0].headers["location"])).text

    (told,) = world.store.state.published
    assert isinstance(told.data, ParticipantDirected)
    assert told.data.model_dump(mode="json") == {
        "direction_id": key,
        "project": project().code,
        "participant_form": "exit",
    }
    assert [answer.status_code for answer in answers] == [303, 303]
    assert f'href="{LINK}"' in page
    assert 'alt="Sama linkki' in page
    assert "Ihmisestä ei tallentunut mitään" in thanks


@pytest.mark.parametrize(
    "without",
    [
        project(participant_link=""),
        project(first=DAY + timedelta(days=1)),
        project(last=DAY - timedelta(days=1)),
    ],
    ids=["no page of the funder", "not yet", "no more"],
)
async def test_nothing_is_shown_or_told_where_no_project_has_a_form_today(
    without: Project,
) -> None:
    world = PageWorld(projects=Projects((without,)))
    async with world.browser() as browser:
        page = (await browser.get(HERE)).text
        answer = await browser.post(HERE, data={"project": without.code, "form": "start"})

    assert "Millään hankkeella ei ole" in page
    assert answer.status_code == 422
    assert world.store.state.published == []


async def test_a_member_of_an_organisation_opens_the_page_of_their_own() -> None:
    own, world = UUID(int=4), PageWorld()
    async with world.browser(None) as browser:
        cookie = cookie_for(StaffRole.PARTNER_MEMBER, organisation=own)
        headers = {"cookie": f"porukalla={cookie}"}
        mine = await browser.get(f"{HERE}/{own}", headers=headers)
        other = await browser.get(f"{HERE}/{UUID(int=5)}", headers=headers)

    assert (mine.status_code, other.status_code) == (200, 403)
    assert LINK in mine.text


def test_the_square_is_a_picture_of_its_own_for_each_link() -> None:
    square = square_of(LINK)

    assert square.startswith("data:image/svg+xml;")
    assert "fill='#fff'" in unquote(square), "light in the dark too"
    assert "viewBox" in square, "as large as the page says"
    assert square != square_of(f"{LINK}2")

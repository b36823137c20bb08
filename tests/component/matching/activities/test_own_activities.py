"""An organisation's page of activities: a line of sixty, a repeat, a correction, and bad input."""

import re
from uuid import UUID, uuid4

import pytest

from shared.contracts.words import ServiceLine, StaffRole
from tests.support.matching.activities.building import LINE_OF_60
from tests.support.matching.activities.scene import HERE, OWN, ActivityScene

LOG = f"{HERE}/kirjaa"
TODAY = "2026-11-25"


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


async def test_a_line_of_sixty_is_written_down_and_said_once() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        key = key_in((await member.get(LOG)).text)
        answers = [await member.post(LOG, data=LINE_OF_60 | {"key": key}) for _ in range(2)]
        page = (await member.get(answers[0].headers["location"])).text

    assert answers[0].headers["location"] == answers[1].headers["location"]
    (said,) = scene.said()
    assert (said.headcount, said.minutes, said.basis) == (60, 120, "counted")
    assert (said.organisation_id, said.assignment_id, said.replaces) == (OWN, None, None)
    assert "Kirjattu." in page
    assert "Ruokajono" in page


async def test_a_repeat_begins_with_what_was_and_asks_how_many_came() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        logged = await member.post(LOG, data=LINE_OF_60 | {"key": str(uuid4())})
        activity_id = logged.headers["location"].partition("=")[2]
        page = (await member.get(f"{LOG}?toista={activity_id}")).text

    assert 'value="Ruokajono"' in page
    assert f'value="{TODAY}"' in page
    assert 'value="60"' not in page
    assert re.search(r'id="headcount"[^>]*autofocus', page)


async def test_a_correction_is_a_new_number_and_the_old_one_stays() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        logged = await member.post(LOG, data=LINE_OF_60 | {"key": str(uuid4())})
        activity_id = logged.headers["location"].partition("=")[2]
        page = (await member.get(f"{HERE}/{activity_id}/korjaa")).text
        sent = LINE_OF_60 | {"key": key_in(page), "number": "1", "headcount": "61"}
        for _ in range(2):
            await member.post(f"{HERE}/{activity_id}/korjaa", data=sent)
        one = (await member.get(f"{HERE}/{activity_id}")).text

    assert 'value="60"' in page
    assert [(each.headcount, each.replaces) for each in scene.said()] == [(60, None), (61, 1)]
    versions = [each.version for each in scene.world.store.state.published]
    assert versions == [1, 2]
    assert one.count('<th scope="row">') == 2
    assert "Esimerkkirahasto rahoittaa (ESIMERKKI-1)" in one


async def test_who_corrects_what_somebody_else_corrected_is_shown_what_they_wrote() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        logged = await member.post(LOG, data=LINE_OF_60 | {"key": str(uuid4())})
        path = f"{HERE}/{logged.headers['location'].partition('=')[2]}/korjaa"
        forms = [
            LINE_OF_60 | {"key": str(uuid4()), "number": "1", "headcount": headcount}
            for headcount in ("61", "62")
        ]
        first, second = [await member.post(path, data=form) for form in forms]

    assert (first.status_code, second.status_code) == (303, 422)
    assert "Joku muu korjasi tätä juuri" in second.text
    assert 'value="61"' in second.text
    assert [each.headcount for each in scene.said()] == [60, 61]


async def test_what_a_coordinator_writes_down_is_shown_as_theirs() -> None:
    scene = ActivityScene()
    async with scene.browser(StaffRole.COORDINATOR) as coordinator:
        logged = await coordinator.post(LOG, data=LINE_OF_60 | {"key": str(uuid4())})
        activity_id = logged.headers["location"].partition("=")[2]
        page = (await coordinator.get(f"{HERE}/{activity_id}")).text

    assert "Koordinaattori järjestön puolesta" in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
async def test_everything_that_is_wrong_is_said_at_its_field_in_the_readers_words(
    language: str,
) -> None:
    scene = ActivityScene()
    wrong = {
        "title": "=1+1",
        "headcount": "-1",
        "occurred_on": "2027-01-01",
        "minutes": "2",
        "age_under_18": "-3",
        "evidence": "http://example.org",
        "service_line": "company",
    }
    async with scene.browser() as member:
        answer = await member.post(f"/{language}{LOG[3:]}", data=wrong)

    assert answer.status_code == 422
    assert 'href="#title"' in answer.text
    assert "problem.activity" not in answer.text
    assert scene.said() == []
    assert 'value="=1+1"' in answer.text, "what was typed stays"


async def test_a_member_of_another_organisation_and_others_are_refused() -> None:
    scene = ActivityScene()
    async with scene.browser(of=UUID(int=82)) as other:
        theirs = await other.get(HERE)
    async with scene.browser(StaffRole.REPORTER) as reporter:
        reported = await reporter.post(LOG, data=LINE_OF_60)

    assert [theirs.status_code, reported.status_code] == [403, 403]
    assert scene.said() == []


async def test_an_organisation_that_said_nothing_of_itself_is_led_to_do_so() -> None:
    scene = ActivityScene(lines=())
    async with scene.browser() as member:
        page = (await member.get(HERE)).text
        answer = await member.post(LOG, data=LINE_OF_60)

    assert "Täytä ensin järjestönne tiedoista" in page
    assert answer.status_code == 404


async def test_what_is_not_there_is_said_to_be_not_there() -> None:
    async with ActivityScene().browser() as member:
        page = await member.get(f"{HERE}/{uuid4()}")

    assert page.status_code == 404
    assert "Sivua ei löydy" in page.text


async def test_where_one_thing_is_done_it_need_not_be_chosen() -> None:
    scene = ActivityScene(lines=(ServiceLine.FOOD,))
    async with scene.browser() as member:
        page = (await member.get(LOG)).text
        typed = {name: text for name, text in LINE_OF_60.items() if name != "service_line"}
        await member.post(LOG, data=typed | {"key": str(uuid4())})

    assert 'name="service_line"' not in page
    assert [each.service_line for each in scene.said()] == [ServiceLine.FOOD]

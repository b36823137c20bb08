"""What is planned: by members, on the public page, in the calendar; and who would like to come."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from services.matching.programme.model import Planned
from shared.contracts.matching import ActivityCancelled, ActivityLogged, ActivityScheduled
from tests.support.matching.activities.building import LINE_OF_60
from tests.support.matching.activities.scene import HERE, OWN, ActivityScene
from tests.support.matching.programme.building import ART, planned
from tests.support.matching.state import FakePlan

PLANS = f"{HERE}/suunnitelmat"


def plans_of(scene: ActivityScene) -> list[Planned]:
    return [each.planned for each in scene.world.store.state.plans.values()]


def told(scene: ActivityScene) -> list[str]:
    return [each.data.event_type for each in scene.world.store.state.published]


async def test_a_weekly_series_is_planned_once_and_each_time_is_said() -> None:
    scene = ActivityScene()
    form = ART | {"key": str(uuid4()), "until": "2026-12-15"}
    async with scene.browser() as member:
        answers = [await member.post(PLANS, data=form) for _ in range(2)]
        page = (await member.get(PLANS)).text

    assert [each.status_code for each in answers] == [303, 303]
    assert told(scene) == ["activity.scheduled"] * 3
    assert len({each.series_id for each in plans_of(scene)}) == 1
    assert page.count("Taidetunti</a>") == 3
    said = scene.world.store.state.published[0].data
    assert isinstance(said, ActivityScheduled)
    assert (said.seats, said.remote, said.minutes) == (2, False, 90)


async def test_one_time_is_cancelled_and_then_the_rest() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        await member.post(PLANS, data=ART | {"key": str(uuid4()), "until": "2026-12-15"})
        first, second, _ = sorted(plans_of(scene), key=lambda each: each.starts_at)
        for _ in range(2):
            await member.post(f"{PLANS}/{first.id}/peru")
        assert told(scene).count("activity.cancelled") == 1
        await member.post(f"{PLANS}/{second.id}/peru", data={"rest": "1"})
        stranger = await member.post(f"{PLANS}/{uuid4()}/peru")

    assert told(scene).count("activity.cancelled") == 3
    assert all(each.is_cancelled for each in plans_of(scene))
    published = scene.world.store.state.published
    cancelled = [each for each in published if isinstance(each.data, ActivityCancelled)]
    assert {each.version for each in cancelled} == {2}
    assert stranger.status_code == 404


async def test_what_is_wrong_is_said_and_what_was_typed_stays() -> None:
    scene = ActivityScene()
    async with scene.browser() as member:
        answer = await member.post(PLANS, data=ART | {"day": "2026-01-01", "place": ""})

    assert answer.status_code == 422
    assert "Aika on jo mennyt" in answer.text
    assert 'value="Taidetunti"' in answer.text
    assert told(scene) == []


async def test_what_was_planned_is_written_down_under_the_same_id_once() -> None:
    scene = ActivityScene()
    past = planned(OWN, scene.world.store.state.now - timedelta(hours=20), series_id=uuid4())
    scene.world.store.state.plans[past.id] = FakePlan(past, uuid4())
    async with scene.browser() as member:
        page = (await member.get(f"{HERE}/kirjaa?suunniteltu={past.id}")).text
        for _ in range(2):
            form = LINE_OF_60 | {"key": str(uuid4()), "plan": str(past.id)}
            await member.post(f"{HERE}/kirjaa", data=form)

    assert 'value="Taidetunti"' in page
    assert f'name="plan" value="{past.id}"' in page
    (said,) = scene.world.store.state.published
    assert isinstance(said.data, ActivityLogged)
    assert (said.subject, said.version) == (f"activity/{past.id}", 2)
    assert said.data.series_id == past.series_id


async def test_what_was_planned_and_taken_back_is_written_down_anew() -> None:
    scene = ActivityScene()
    past = planned(OWN, scene.world.store.state.now - timedelta(hours=20))
    scene.world.store.state.plans[past.id] = FakePlan(past, uuid4())
    async with scene.browser() as member:
        for headcount in ("60", "61"):
            form = LINE_OF_60 | {"key": str(uuid4()), "plan": str(past.id), "headcount": headcount}
            await member.post(f"{HERE}/kirjaa", data=form)
            back = {"why": "not_held", "number": "2", "key": str(uuid4())}
            await member.post(f"{HERE}/{past.id}/peru", data=back)

    said = [(each.headcount, each.replaces, each.taken_back) for each in scene.said()]
    assert said == [(60, None, None), (60, 2, "not_held"), (61, 3, None)]


async def with_two_seats() -> tuple[ActivityScene, Planned]:
    scene = ActivityScene()
    art = planned(OWN, scene.world.store.state.now + timedelta(days=2))
    scene.world.store.state.plans[art.id] = FakePlan(art, uuid4())
    return scene, art


@pytest.mark.parametrize("language", ["fi", "sv", "en", "selko"])
async def test_anybody_reads_the_programme_in_their_language(language: str) -> None:
    scene, art = await with_two_seats()
    async with scene.world.browser() as anybody:
        page = (await anybody.get(f"/{language}/ohjelma")).text
        one = (await anybody.get(f"/{language}/ohjelma/{art.id}")).text

    for text in (page, one):
        assert "Taidetunti" in text
        assert "Mikkelin Ruoka-apu ry" in text
        assert "ESIMERKKI-1" in text
        assert "<script" not in text
    assert "programme." not in re.sub(r'href="[^"]*"', "", page + one)


async def test_who_would_like_to_come_is_a_count_within_the_seats() -> None:
    scene, art = await with_two_seats()
    here = f"/fi/ohjelma/{art.id}"
    async with scene.world.browser() as anybody:
        await anybody.get(here)
        answers = [await anybody.post(here) for _ in range(3)]
        page = (await anybody.get(answers[0].headers["location"])).text
        full = (await anybody.get(here)).text

    assert [each.headers["location"].rpartition("=")[2] for each in answers] == [
        *("kylla", "kylla", "ei")
    ]
    assert "Laskimme sinut mukaan" in page
    assert "Paikat ovat täynnä" in full
    assert "Haluan tulla" not in full
    assert plans_of(scene)[0].coming == 2


async def test_the_programme_is_a_calendar_that_programs_read() -> None:
    scene, art = await with_two_seats()
    async with scene.world.browser() as program:
        plain, swedish = await program.get("/ohjelma.ics"), await program.get("/sv/ohjelma.ics")

    assert plain.headers["content-type"] == "text/calendar; charset=utf-8"
    assert f"UID:{art.id}@porukalla" in plain.text
    assert f"URL:http://localhost:8080/sv/ohjelma/{art.id}" in swedish.text.replace("\r\n ", "")


async def test_what_is_over_is_off_the_programme_and_its_page_stays() -> None:
    scene, art = await with_two_seats()
    scene.world.store.state.now += timedelta(days=3)
    async with scene.world.browser() as anybody:
        page = (await anybody.get("/fi/ohjelma")).text
        one = await anybody.get(f"/fi/ohjelma/{art.id}")
        pressed = await anybody.post(f"/fi/ohjelma/{art.id}")
        unknown = await anybody.get(f"/fi/ohjelma/{uuid4()}")

    assert "Ohjelmassa ei ole nyt mitään" in page
    assert one.status_code == 200
    assert "Haluan tulla" not in one.text
    assert pressed.headers["location"].endswith("ei")
    assert unknown.status_code == 404

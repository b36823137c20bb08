"""The volunteer's own task: a link again, done with the time used, or given back."""

from datetime import timedelta

import pytest

from shared.contracts.matching import ActivityLogged, AssignmentCompleted
from tests.support.matching.building import RequestStory
from tests.support.matching.page import PageWorld

DONE = ["assignment.completed", "hours.logged", "activity.logged"]


async def assigned(story: RequestStory | None = None) -> tuple[PageWorld, str]:
    world = PageWorld()
    await world.add_volunteer()
    return world, await world.assign(story)


async def test_the_page_shows_the_task_and_nobodys_contact_data() -> None:
    world, link = await assigned()

    async with world.browser() as client:
        answer = await client.get(link)

    assert answer.status_code == 200
    assert "Ruokakaupassa käynti" in answer.text
    assert "Veera" not in answer.text
    assert "yhteys/" not in answer.text


async def test_a_volunteer_can_say_there_that_something_was_wrong() -> None:
    world, link = await assigned()

    async with world.browser() as client:
        page = await client.get(link)

    assert page.text.count('href="/fi/huoli"') == 1


async def test_an_urgency_of_a_later_version_is_said_as_other() -> None:
    world, link = await assigned(RequestStory(urgency="at_once"))

    async with world.browser() as client:
        answer = await client.get(link)

    assert answer.status_code == 200
    assert ">muu</dd>" in answer.text


@pytest.mark.parametrize(
    ("typed", "minutes"), [("45", 45), ("1 h 30 min", 90), ("1:05", 65), ("1,5 h", 90)]
)
async def test_done_is_said_with_the_time_as_people_write_it(typed: str, minutes: int) -> None:
    world, link = await assigned()

    async with world.browser() as client:
        pressed = await client.post(link, data={"minutes": typed})
        page = (await client.get(pressed.headers["location"])).text

    said = [each.data for each in world.store.state.published]
    assert "Kiitos avustasi!" in page
    assert f"{minutes} min" in page
    assert [each.minutes for each in said if isinstance(each, AssignmentCompleted)] == [minutes]
    assert [each.headcount for each in said if isinstance(each, ActivityLogged)] == [1]
    assert world.mails()[-1] == "task_done_thanks"


async def test_done_twice_counts_once() -> None:
    world, link = await assigned()

    async with world.browser() as client:
        await client.post(link, data={"minutes": "45"})
        await client.post(link, data={"minutes": "60"})
        await client.post(link, data={"minutes": "x"})
        page = (await client.get(link)).text

    assert sorted(set(DONE) & set(world.facts())) == sorted(DONE)
    assert [world.facts().count(each) for each in DONE] == [1, 1, 1]
    assert "45 min" in page


@pytest.mark.parametrize("typed", ["", "soon", "-5", "0", "25 h", "<script>"])
async def test_a_time_that_is_none_is_asked_again(typed: str) -> None:
    world, link = await assigned()

    async with world.browser() as client:
        answer = await client.post(link, data={"minutes": typed})

    assert answer.status_code == 422
    assert '<a href="#minutes">' in answer.text
    assert "<script>" not in answer.text
    assert not set(DONE) & set(world.facts())


async def test_a_new_link_goes_to_the_mail_and_not_to_the_page() -> None:
    world, link = await assigned()
    world.store.state.now += timedelta(minutes=2)

    async with world.browser() as client:
        sent = await client.post(f"{link}/linkki")
        page = (await client.get(sent.headers["location"])).text
        again = await client.post(f"{link}/linkki")

    assert "Lähetimme sähköpostiisi uuden linkin." in page
    assert world.link("contact_url").rpartition("/")[2] not in page
    assert world.facts().count("match.access_issued") == 2
    assert again.headers["location"].endswith("?linkki=odota")


async def test_giving_the_task_back_is_asked_first_and_then_done() -> None:
    world, link = await assigned()

    async with world.browser() as client:
        asked = await client.get(f"{link}/en-voi")
        before = world.facts()
        pressed = await client.post(f"{link}/en-voi")
        page = (await client.get(pressed.headers["location"])).text
        late = await client.get(f"{link}/en-voi")
    await world.settle()

    assert "Etkö pääsekään auttamaan?" in asked.text
    assert "match.withdrawn" not in before
    assert world.facts()[-2:] == ["match.withdrawn", "request.unmatched"]
    assert "Luovuit tehtävästä" in page
    assert late.status_code == 303


async def test_a_cancelled_task_cannot_be_done_and_its_volunteer_was_told() -> None:
    story = RequestStory()
    world, link = await assigned(story)
    await world.cancel(story)

    async with world.browser() as client:
        await client.post(link, data={"minutes": "45"})
        page = (await client.get(link)).text

    assert "perui pyyntönsä" in page
    assert world.mails()[-1] == "assignment_withdrawn"
    assert not set(DONE) & set(world.facts())


async def test_a_link_that_nobody_was_sent_is_not_found(language: str) -> None:
    link = f"/{language}/t/nobody-was-sent-this"

    async with PageWorld().browser() as client:
        answers = [
            await client.get(link),
            await client.post(link, data={"minutes": "45"}),
            await client.get(f"{link}/en-voi"),
        ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


async def test_a_link_of_the_proposal_opens_no_task() -> None:
    world, _ = await assigned()
    token = world.link("proposal_url").rpartition("/")[2]

    async with world.browser() as client:
        answer = await client.get(f"/fi/t/{token}")

    assert answer.status_code == 404


async def test_what_was_done_stays_done_also_when_nobody_can_be_thanked() -> None:
    world, link = await assigned()
    world.lose_keys()

    async with world.browser() as client:
        pressed = await client.post(link, data={"minutes": "45"})
        page = (await client.get(pressed.headers["location"])).text

    assert "Kiitos avustasi!" in page
    assert [world.facts().count(each) for each in DONE] == [1, 1, 1]
    assert "task_done_thanks" not in world.mails()
    assert list(world.store.state.set_aside.values()) == ["KeyLostError"]


async def test_a_link_that_cannot_be_sent_is_a_persons_to_look_at() -> None:
    world, link = await assigned()
    world.store.state.now += timedelta(minutes=5)
    world.lose_keys()

    async with world.browser() as client:
        pressed = await client.post(f"{link}/linkki")

    assert pressed.status_code == 503
    assert list(world.store.state.set_aside.values()) == ["KeyLostError"]

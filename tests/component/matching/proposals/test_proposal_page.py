"""The proposal opened from the mail: what it shows, what a press does, what it says after."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from shared.contracts.words import Language, Urgency
from tests.support.matching.building import RequestStory
from tests.support.matching.page import PageWorld
from tests.support.person import Page

ACCEPT, DECLINE = {"answer": "accept"}, {"answer": "decline"}


async def asked() -> tuple[PageWorld, str]:
    world = PageWorld()
    await world.add_volunteer()
    return world, await world.ask()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fi",
            [
                "Voisitko auttaa?",
                "Ruokakaupassa käynti",
                "Mikkeli (50100)",
                "Tänään",
                "25.11.2026 klo 11.15",
            ],
        ),
        ("sv", ["Kan du hjälpa?", "Handla mat", "S:t Michel (50100)", "I dag", "kl. 11.15"]),
        ("en", ["Could you help?", "Food shopping", "Mikkeli (50100)", "Today", "at 11:15"]),
    ],
)
async def test_the_page_says_what_where_when_and_until_when(
    language: str, expected: list[str]
) -> None:
    world, link = await asked()

    async with world.browser() as client:
        answer = await client.get(f"/{language}{link[3:]}")

    assert answer.status_code == 200
    assert [words for words in expected if words not in answer.text] == []


@pytest.mark.parametrize(("language", "other"), [("fi", "muu"), ("sv", "annat"), ("en", "other")])
async def test_an_urgency_of_a_later_version_is_said_as_other(language: str, other: str) -> None:
    world = PageWorld()
    await world.add_volunteer()
    link = await world.ask(RequestStory(urgency="at_once"))

    async with world.browser() as client:
        answer = await client.get(f"/{language}{link[3:]}")

    assert answer.status_code == 200
    assert f">{other}</dd>" in answer.text
    assert "at_once" not in answer.text


async def test_the_mail_speaks_the_volunteers_language() -> None:
    world = PageWorld()
    await world.add_volunteer(Language.SWEDISH)

    link = await world.ask()

    values = world.notices[-1].values
    assert link.startswith("/sv/v/")
    assert (values["kind"], values["area"]) == ("Handla mat", "S:t Michel (50100)")
    assert values["answer_by"] == "25.11.2026 kl. 11.15"


async def test_opening_the_page_commits_to_nothing() -> None:
    world, link = await asked()

    async with world.browser() as client:
        for _ in range(3):
            await client.get(link)

    assert world.facts() == ["volunteer.registered", "match.proposed"]


async def test_a_press_on_yes_gives_the_task_and_mails_the_links() -> None:
    world, link = await asked()

    async with world.browser() as client:
        pressed = await client.post(link, data=ACCEPT)
        page = await client.get(pressed.headers["location"])

    assert pressed.status_code == 303
    assert "Kiitos, tehtävä on sinun!" in page.text
    assert world.facts()[-2:] == ["volunteer.matched", "match.access_issued"]
    assert world.mails() == ["proposal", "match_accepted"]
    assert world.link("contact_url").rpartition("/")[2] not in page.text


async def test_a_double_tap_is_one_answer() -> None:
    world, link = await asked()

    async with world.browser() as client:
        answers = [await client.post(link, data=ACCEPT) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert world.facts().count("volunteer.matched") == 1
    assert world.mails().count("match_accepted") == 1


async def test_a_yes_to_what_was_corrected_meanwhile_shows_the_task_again() -> None:
    world = PageWorld()
    await world.add_volunteer()
    story = RequestStory()
    link = await world.ask(story)

    async with world.browser() as client:
        before = accepting(await client.get(link))
        event = replace(story, urgency=Urgency.WITHIN_2_DAYS).updated(2)
        await world.use.correct_needs.react_to_request_updated(event)
        again = await client.get((await client.post(link, data=before)).headers["location"])
        taken = world.facts().count("volunteer.matched")
        await client.post(link, data=accepting(again))

    assert "Tehtävää korjattiin" in again.text
    assert "Kahden päivän" in again.text
    assert (taken, world.facts().count("volunteer.matched")) == (0, 1)


def accepting(answer: httpx.Response) -> dict[str, str]:
    """Give what the button for yes sends."""
    page = Page(str(answer.url), answer.status_code, answer.text)
    (form,) = [each for each in page.forms if each.fields.get("answer") == ["accept"]]
    return {name: value for name, (value,) in form.fields.items()}


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (ACCEPT, DECLINE, "Kiitos, tehtävä on sinun!"),
        (DECLINE, ACCEPT, "Kiitos vastauksesta"),
    ],
)
async def test_an_answer_that_was_given_stays_the_answer(
    first: dict[str, str], second: dict[str, str], said: str
) -> None:
    world, link = await asked()

    async with world.browser() as client:
        await client.post(link, data=first)
        await client.post(link, data=second)
        page = (await client.get(link)).text

    assert said in page
    assert 'name="answer"' not in page


async def pressed(world: PageWorld, link: str) -> str:
    """Accept, and read what the page says then."""
    async with world.browser() as client:
        await client.post(link, data=ACCEPT)
        return (await client.get(link)).text


async def test_a_press_that_comes_too_late_is_told_so() -> None:
    world, link = await asked()
    world.store.state.now += timedelta(minutes=15)

    assert "Vastausaika on päättynyt" in await pressed(world, link)
    assert "volunteer.matched" not in world.facts()


async def test_a_request_taken_back_is_told_on_the_page() -> None:
    world, story = PageWorld(), RequestStory()
    await world.add_volunteer()
    link = await world.ask(story)
    await world.cancel(story)

    assert "Tehtävä on peruttu" in await pressed(world, link)
    assert "volunteer.matched" not in world.facts()


async def test_a_lost_second_mail_is_sent_again_but_not_twice_in_a_minute() -> None:
    world, link = await asked()

    async with world.browser() as client:
        early = await client.post(f"{link}/linkki")
        await client.post(link, data=ACCEPT)
        at_once = await client.post(f"{link}/linkki")
        world.store.state.now += timedelta(minutes=2)
        later = await client.post(f"{link}/linkki")
        page = (await client.get(later.headers["location"])).text

    assert early.headers["location"] == at_once.headers["location"] == f"{link}?linkki=odota"
    assert later.headers["location"] == f"{link}?linkki=lahti"
    assert "Lähetimme sähköpostiisi uuden linkin." in page
    assert world.mails() == ["proposal", "match_accepted", "match_accepted"]


async def test_a_link_that_nobody_was_sent_is_not_found(language: str) -> None:
    async with PageWorld().browser() as client:
        looked = await client.get(f"/{language}/v/nobody-was-sent-this")
        pressed = await client.post(f"/{language}/v/nobody-was-sent-this", data=ACCEPT)
        page = await client.get(pressed.headers["location"])

    assert (looked.status_code, page.status_code) == (404, 404)
    assert "tel:+358150000000" in looked.text
    assert f'href="/{language}/vapaaehtoinen/hallinta"' in looked.text


@pytest.mark.parametrize("form", [{}, {"answer": "maybe"}])
async def test_a_press_on_nothing_changes_nothing(form: dict[str, str]) -> None:
    world, link = await asked()

    async with world.browser() as client:
        answer = await client.post(link, data=form)

    assert answer.status_code == 404
    assert world.facts() == ["volunteer.registered", "match.proposed"]


async def test_a_form_of_another_site_is_refused() -> None:
    world, link = await asked()

    async with world.browser() as client:
        answer = await client.post(link, data=ACCEPT, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert "volunteer.matched" not in world.facts()


async def test_who_cannot_be_written_to_takes_nothing_is_told_the_phone_and_is_set_aside() -> None:
    world, link = await asked()
    world.lose_keys()

    async with world.browser() as client:
        pressed = await client.post(link, data=ACCEPT)
        page = await client.get(link)

    assert (pressed.status_code, "+358 15 000 0000" in pressed.text) == (503, True)
    assert "Voisitko auttaa?" in page.text
    assert "volunteer.matched" not in world.facts()
    assert list(world.store.state.set_aside.values()) == ["KeyLostError"]


async def test_links_that_cannot_be_sent_again_are_a_persons_to_look_at() -> None:
    world, link = await asked()
    async with world.browser() as client:
        await client.post(link, data=ACCEPT)
        world.store.state.now += timedelta(minutes=5)
        world.lose_keys()
        pressed = await client.post(f"{link}/linkki")

    assert pressed.status_code == 503
    assert list(world.store.state.set_aside.values()) == ["KeyLostError"]

"""The list of those who need a person, as whoever is on duty uses it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.attention.model import AttentionReason
from shared.clock import HELSINKI, Clock
from shared.contracts.words import StaffRole
from tests.support.help_lines import rung
from tests.support.intake.page_world import PageWorld, ask, link_of, staffed
from tests.support.intake.requests.building import MatchStory

PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")
PAGE = "/fi/paivystys"


async def needed(world: PageWorld, *reasons: AttentionReason) -> MatchStory:
    story = await ask(world)
    async with world.store.begin() as work:
        for reason in reasons or [AttentionReason.WORDS]:
            await work.attention.call_person(story.request_id, reason)
    return story


def line_in(text: str) -> dict[str, str]:
    """Read what a line's form carries."""
    found = re.findall(r'<input type="hidden" name="(attentions|former)" value="([^"]*)"', text)
    return dict(found)


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.COORDINATOR)


async def test_the_list_and_the_board_say_why_and_not_who(world: PageWorld, language: str) -> None:
    await needed(world, *AttentionReason)
    async with world.signed_in() as visitor:
        pages = [await visitor.get(f"/{language}/{page}") for page in ("paivystys", "taulu")]

    for page in pages:
        assert page.status_code == 200
        assert "attention." not in page.text
        for word in PERSONAL:
            assert word not in page.text
    assert pages[1].text.index('id="people"') < pages[1].text.index("pk-figures")


@pytest.mark.parametrize(("waiting", "said"), [(0, ""), (3, "3"), (120, "99+")])
async def test_menus_elsewhere_show_how_many_wait_and_nothing_else(
    world: PageWorld, waiting: int, said: str
) -> None:
    world.app.state.pages = replace(world.app.state.pages, marks={"call_list": waiting})
    async with world.signed_in() as visitor:
        mark = await visitor.get(f"{PAGE}/merkki.svg")

    assert mark.headers["content-type"] == "image/svg+xml"
    assert mark.headers["cache-control"] == "no-store"
    assert re.sub(r"<[^>]*>", "", mark.text) == said
    assert ("#b3261e" in mark.text) is bool(waiting)


@pytest.mark.parametrize(("days", "is_tagged"), [(None, True), (366, True), (1, False)])
async def test_staff_see_which_line_nobody_rang_within_a_year(
    world: PageWorld, days: int | None, is_tagged: bool
) -> None:
    on = None if days is None else Clock().today(HELSINKI) - timedelta(days=days)
    world.app.state.pages = replace(world.app.state.pages, help_lines=rung(on))
    async with world.signed_in() as visitor:
        page = await visitor.get(PAGE)

    assert ("Vahvistamatta" in page.text) is is_tagged


async def test_it_is_taken_opened_for_a_reason_and_settled(world: PageWorld) -> None:
    story = await needed(world)
    async with world.signed_in() as visitor:
        page = await visitor.get(PAGE)
        await visitor.post(f"{PAGE}/{story.request_id}/ota", data=line_in(page.text))
        mine = await visitor.get(PAGE)
        opened = await visitor.post(f"/fi/haku/{story.request_id}", data={"reason": "safety"})
        form = line_in(mine.text) | {"outcome": "reached"}
        answer = await visitor.post(f"{PAGE}/{story.request_id}/hoidettu", data=form)
        after = await visitor.get(answer.headers["location"])

    assert "Kukaan ei ole vielä ottanut tätä" in page.text
    assert "Sinulla hoidossa" in mine.text
    assert "Aino" in opened.text
    assert PAGE in opened.text
    assert [look.reason for look in world.store.state.looks] == ["safety"]
    assert "Kukaan ei odota juuri nyt" in after.text


async def test_who_is_second_hears_that_somebody_has_it(world: PageWorld) -> None:
    story = await needed(world)
    async with world.signed_in() as visitor:
        form = line_in((await visitor.get(PAGE)).text)
        await visitor.post(f"{PAGE}/{story.request_id}/ota", data=form)
        answer = await visitor.post(f"{PAGE}/{story.request_id}/ota", data=form)
        told = await visitor.get(answer.headers["location"])

    assert "Joku muu ehti ensin" in told.text


async def test_without_an_outcome_nothing_is_settled_and_the_field_says_so(
    world: PageWorld,
) -> None:
    story = await needed(world)
    async with world.signed_in() as visitor:
        page = await visitor.get(PAGE)
        await visitor.post(f"{PAGE}/{story.request_id}/ota", data=line_in(page.text))
        form = line_in((await visitor.get(PAGE)).text)
        answer = await visitor.post(f"{PAGE}/{story.request_id}/hoidettu", data=form)
        told = await visitor.get(answer.headers["location"])

    assert f'href="#outcome-{story.request_id}"' in told.text
    assert told.text.count("Valitse, miten kävi") == 2


async def test_a_form_of_nobody_changes_nothing(world: PageWorld) -> None:
    story = await needed(world)
    async with world.signed_in() as visitor:
        for form in ({}, {"attentions": "x y", "former": "z"}):
            await visitor.post(f"{PAGE}/{story.request_id}/ota", data=form)

    (item,) = world.store.state.attentions.values()
    assert item.attention.taken_by is None


async def test_staff_go_on_and_off_duty_with_an_address(world: PageWorld, language: str) -> None:
    page = f"/{language}/oma-tili/vuoro"
    async with world.signed_in() as visitor:
        early = await visitor.post(page, data={"duty": "on"})
        wrong = await visitor.post(f"{page}/osoite", data={"email": "kaisa"})
        await visitor.post(f"{page}/osoite", data={"email": "kaisa@esimerkki.fi"})
        await visitor.post(page, data={"duty": "on"})
        on = await visitor.get(page)
        listed = await visitor.get(f"/{language}/paivystys")
        await visitor.post(page, data={"duty": "off"})
        off = await visitor.get(page)

    assert (early.status_code, wrong.status_code) == (422, 422)
    assert 'value="kaisa"' in wrong.text
    assert 'value="off"' in on.text
    assert 'value="kaisa@esimerkki.fi"' in on.text
    assert "Kaisa" in listed.text
    assert 'value="on"' in off.text


async def test_the_letter_of_the_morning_is_refused_and_taken_again(
    world: PageWorld, language: str
) -> None:
    page = f"/{language}/oma-tili/vuoro"
    wants = []
    async with world.signed_in() as visitor:
        for said in ("off", "on"):
            shown = await visitor.get(page)
            assert f'name="morning" value="{said}"' in shown.text
            await visitor.post(f"{page}/aamukirje", data={"morning": said})
            wants += [each.wants_mornings for each in world.store.state.duties.values()]

    assert wants == [False, True]


async def test_whoever_cancelled_in_danger_stays_with_a_note_of_when(world: PageWorld) -> None:
    await needed(world, AttentionReason.WORDS, AttentionReason.NOT_HELPED)
    async with world.signed_in() as kaisa:
        await kaisa.post(f"/fi/p/{link_of(world)}/peru")
        page = await kaisa.get(PAGE)

    assert "Perui pyynnön itse 25.11.2026" in page.text
    assert "Viestissä on huolestuttavia sanoja" in page.text
    assert "Ei saanut tarvitsemaansa apua" not in page.text

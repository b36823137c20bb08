"""One request's page: what was said and done, in the words of whoever reads it."""

import re
from uuid import uuid4

import pytest

from services.intake.queues import DELIVERIES
from shared.contracts.words import StaffRole
from tests.support.intake.page_world import PageWorld, ask, sign_in, staffed
from tests.support.intake.requests.building import unmatched
from tests.support.intake.seen import Seen
from tests.support.intake.timelines.building import STORY, failed, lay_story, sent

PERSONAL = ("Aino", "Porrassalmenkatu", "Maitoa", "1234567", "aino@example.org")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
TOLD = {
    "fi": ("Kysyttiin 2 vapaaehtoiselta", "2 viestiä lähti: kysymys vapaaehtoiselle"),
    "sv": ("2 frivilliga tillfrågades", "2 meddelanden gick i väg: "),
    "en": ("2 volunteers were asked", "2 messages left: "),
}


@pytest.fixture
def world() -> PageWorld:
    return staffed(PageWorld(), StaffRole.COORDINATOR)


def path(request_id: object, language: str = "fi") -> str:
    return f"/{language}/ops/pyynto/{request_id}"


async def test_all_is_told_in_order_and_nobody_is_named(world: PageWorld, language: str) -> None:
    story = await ask(world)
    lay_story(world, story.request_id)
    async with world.signed_in() as visitor:
        page = await visitor.get(path(story.request_id, language))

    (request,) = world.store.state.requests.values()
    assert page.status_code == 200
    assert f">{request.stored.reference}</h1>" in page.text
    for words in TOLD[language]:
        assert words in page.text
    assert [word for word in PERSONAL if word in page.text] == []
    times = re.findall(r'<time datetime="([^"]+)"', page.text)
    assert times == sorted(times)
    assert len(times) == len(STORY) + 1 - 2


async def test_no_id_is_shown_as_text(world: PageWorld) -> None:
    story = await ask(world)
    lay_story(world, story.request_id)
    async with world.signed_in() as visitor:
        page = await visitor.get(path(story.request_id))

    assert UUID.search(re.sub(r"<[^>]*>", "", page.text)) is None


async def test_what_a_later_version_notes_is_said_by_its_code(world: PageWorld) -> None:
    story = await ask(world)
    lay_story(world, story.request_id)
    async with world.signed_in() as visitor:
        page = await visitor.get(path(story.request_id))

    assert "Muu tapahtuma (frobnicated later_version)" in page.text


async def test_messages_are_heard_and_told_with_their_reason_folded(world: PageWorld) -> None:
    story = await ask(world)
    hear = world.reactions[DELIVERIES]
    await hear(sent(story.request_id, uuid4(), template="request_received"))
    await hear(failed(story.request_id, uuid4()))
    async with world.signed_in() as visitor:
        page = (await visitor.get(path(story.request_id))).text

    shown, folded = page.split('<ol class="govuk-list govuk-list--number">')
    assert "Viesti lähti: vahvistus avun pyytäjälle" in shown
    assert "Viesti ei mennyt perille: kysymys vapaaehtoiselle" in shown
    assert "bad_address" not in shown
    assert "failed proposal email bad_address" in folded


async def test_two_hundred_lines_are_a_light_page(world: PageWorld) -> None:
    story = await ask(world)
    lay_story(world, story.request_id, times=40)
    async with world.signed_in() as visitor:
        page = await visitor.get(path(story.request_id))

    assert page.text.count("<time ") == 200
    assert len(page.content) <= 100_000
    assert "Tässä ovat uusimmat 200 tapahtumaa" in page.text


async def test_why_it_is_the_coordinators_stands_above(world: PageWorld) -> None:
    story = await ask(world)
    await world.react(unmatched(story.request_id))
    async with world.signed_in() as visitor:
        page = (await visitor.get(path(story.request_id))).text
        board = await visitor.get("/fi/taulu")

    assert "Kukaan ei sovi tehtävään" in page.split("<dl", maxsplit=1)[0]
    assert path(story.request_id) in Seen(board.text).links


async def test_whose_request_it_is_is_opened_for_a_reason_and_noted(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        page = Seen((await visitor.get(path(story.request_id))).text)
        looked_before = list(world.store.state.looks)
        opened = await visitor.post(
            f"/fi/haku/{story.request_id}", data={"reason": "call_back"} | page.values
        )

    assert looked_before == []
    assert "Porrassalmenkatu" in opened.text
    assert [look.reason for look in world.store.state.looks] == ["call_back"]


async def test_an_operator_sees_it_too_but_not_what_is_not_theirs() -> None:
    world = staffed(PageWorld(), StaffRole.OPERATOR)
    story = await ask(world)
    async with world.visitor() as visitor:
        await sign_in(visitor)
        page = await visitor.get(path(story.request_id))

    links = Seen(page.text).links
    assert page.status_code == 200
    assert [link for link in links if "/raportit" in link or "/perustelut" in link] == []


async def test_an_unknown_request_is_not_found(world: PageWorld) -> None:
    async with world.signed_in() as visitor:
        answer = await visitor.get(path(uuid4()))

    assert answer.status_code == 404


def village(page: str) -> list[str]:
    return re.findall(r"<textarea[^>]* readonly>([^<]*)</textarea>", page)


async def test_the_line_for_the_village_is_shown_once_the_asker_said_yes(world: PageWorld) -> None:
    story = await ask(world)
    await world.react(unmatched(story.request_id))
    async with world.signed_in() as visitor:
        own = path(story.request_id)
        before = (await visitor.get(own)).text
        said = await visitor.post(f"{own}/kyla", data={"said": "yes"})
        shown = (await visitor.get(own)).text
        await visitor.post(f"{own}/kyla", data={"said": "no"})
        after = (await visitor.get(own)).text

    assert said.headers["location"] == f"{own}#kyla"
    assert village(before) == village(after) == []
    assert village(shown) == [
        (
            "Mikkeli: etsitään auttajaa. Apu: ruokakaupassa käynti. Milloin: tänään. "
            "Jos voit auttaa, ilmoittaudu: http://localhost:8080/fi/vapaaehtoinen"
        ),
        (
            "S:t Michel: vi söker en hjälpare. Hjälp: handla mat. När: i dag. "
            "Om du kan hjälpa, anmäl dig: http://localhost:8080/sv/vapaaehtoinen"
        ),
    ]
    assert "Kaisa" in shown.split('id="kyla"')[1]
    told = "".join(village(shown))
    assert [word for word in (*PERSONAL, "50100", str(story.request_id)) if word in told] == []


async def test_where_somebody_may_still_be_found_no_village_is_asked(world: PageWorld) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await visitor.post(f"{path(story.request_id)}/kyla", data={"said": "yes"})
        page = (await visitor.get(path(story.request_id))).text

    assert 'id="kyla"' not in page


@pytest.mark.parametrize(
    "bent", [{"category": "youth_work", "under_18": "no"}, {"address_secret": "yes"}]
)
async def test_of_what_is_sensitive_the_village_never_hears(
    world: PageWorld, bent: dict[str, str]
) -> None:
    story = await ask(world, **bent)
    await world.react(unmatched(story.request_id))
    async with world.signed_in() as visitor:
        await visitor.post(f"{path(story.request_id)}/kyla", data={"said": "yes"})
        page = (await visitor.get(path(story.request_id))).text

    assert 'id="kyla"' not in page
    assert village(page) == []

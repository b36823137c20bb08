"""How an organisation says how it wants to hear, on its page and by the link of a letter."""

from uuid import UUID

import pytest

from services.notify.partner_news.model import OwnNews
from tests.support.notify.building import NOW
from tests.support.notify.page import ORIGIN, PageWorld

OURS, THEIRS = UUID(int=1), UUID(int=2)
HERE = f"/fi/uutiset/{OURS}"
FORM = {
    "form": "daily",
    "email": "ruoka@jarjesto.fi",
    "letter_language": "sv",
    "types": "request.created",
    "lines": "food",
    "municipalities": "Mikkeli, nyslott",
}


def path_of_letter(world: PageWorld) -> str:
    (row,) = [row for row in world.store.state.rows.values() if row.kind == "partner_confirm"]
    assert row.letter is not None
    return row.letter.values["confirm_url"].removeprefix(ORIGIN)


async def test_an_organisation_chooses_and_its_address_is_confirmed_by_a_press() -> None:
    world = PageWorld()

    async with world.member_of(OURS) as member:
        chosen = await member.post(f"{HERE}/kirjeet", data=FORM)
        unconfirmed = await member.get(chosen.headers["location"])
    async with world.browser(None) as reader:
        opened = await reader.get(path_of_letter(world))
        still = world.store.state.wishes[OURS].wish.is_confirmed
        pressed = await reader.post(path_of_letter(world))
        again = await reader.post(path_of_letter(world))
    async with world.member_of(OURS) as member:
        confirmed = await member.get(HERE)

    assert "ei vielä vahvistettu" in unconfirmed.text
    assert (opened.status_code, still) == (200, False), (
        "a scanner that opens links confirms nothing"
    )
    assert (pressed.status_code, again.status_code) == (200, 404)
    assert "ei vielä vahvistettu" not in confirmed.text
    wish = world.store.state.wishes[OURS].wish
    assert (wish.form, wish.language, wish.is_confirmed) == ("daily", "sv", True)
    assert (wish.wishes.municipalities, wish.wishes.lines) == (("491", "740"), ("food",))


@pytest.mark.parametrize(
    ("change", "field"),
    [({"email": ""}, "email"), ({"email": "x"}, "email"), ({"types": ""}, "types")],
)
async def test_what_cannot_be_is_said_and_nothing_is_kept(
    change: dict[str, str], field: str
) -> None:
    world = PageWorld()

    async with world.member_of(OURS) as member:
        answer = await member.post(f"{HERE}/kirjeet", data=FORM | change)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert world.store.state.wishes == {}


async def test_the_link_of_an_event_opens_its_page_for_its_organisation_only(
    language: str,
) -> None:
    world, event = PageWorld(), UUID(int=7)
    news = OwnNews(
        organisation=OURS,
        event_id=event,
        type="request.created",
        occurred_at=NOW,
        link="",
        municipality="491",
        line="food",
    )
    world.store.state.own_news[OURS, event] = news

    async with world.member_of(OURS) as member:
        page = await member.get(f"/{language}/uutiset/{OURS}/tapahtumat/{event}")
        listed = await member.get(f"/{language}/uutiset/{OURS}")
    async with world.member_of(THEIRS) as other:
        theirs = await other.get(f"/{language}/uutiset/{THEIRS}/tapahtumat/{event}")
        ours = await other.get(f"/{language}/uutiset/{OURS}/tapahtumat/{event}")

    assert page.status_code == 200
    assert f"/uutiset/{OURS}/tapahtumat/{event}" in listed.text
    assert (theirs.status_code, ours.status_code) == (404, 403)


async def test_an_empty_page_says_what_may_be_done(language: str) -> None:
    async with PageWorld().member_of(OURS) as member:
        page = await member.get(f"/{language}/uutiset/{OURS}")
        form = await member.get(f"/{language}/uutiset/{OURS}/kirjeet")

    assert (page.status_code, form.status_code) == (200, 200)
    assert "/rajapinnat/uusi" in page.text
    assert "WEBHOOK_SECRET=whsec_..." in page.text, "a receiver to begin with"

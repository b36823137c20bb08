"""Pages on which a partner's member or a referrer asks for somebody."""

from collections.abc import AsyncIterator, Mapping
from typing import Final
from uuid import UUID, uuid4

import httpx
import pytest

from services.intake.requests.model import Closure, State
from shared.contracts.words import Channel, StaffRole
from tests.support.intake.page_world import PageWorld, ask_once, staffed
from tests.support.intake.seen import Seen

HOUSE, OTHER_HOUSE = uuid4(), uuid4()
SAID: Final[Mapping[str, str]] = {
    "consent": "yes",
    "first_name": "Aino",
    "phone": "+358401234567",
    "may_ring": "yes",
    "language": "fi",
    "category": "groceries",
    "urgency": "within_2_days",
    "payment": "invoice",
    "postal_code": "50100",
    "street": "Porrassalmenkatu 1",
    "asker_name": "Mari",
    "asker_role": "sosiaaliohjaaja",
    "organisation": "Ruoka-apu ry",
    "asker_phone": "0401112223",
}


def own(house: UUID = HOUSE, language: str = "fi") -> str:
    return f"/{language}/pyynnot/{house}"


@pytest.fixture
async def mari(world: PageWorld) -> AsyncIterator[httpx.AsyncClient]:
    staffed(world, StaffRole.PARTNER_MEMBER, organisation_id=HOUSE)
    async with world.signed_in() as visitor:
        yield visitor


async def ask(
    visitor: httpx.AsyncClient, language: str = "fi", **bent: str
) -> tuple[httpx.Response, dict[str, str]]:
    """Open the form, fill it in and send it; gives the answer and what was sent."""
    path = f"{own(language=language)}/uusi"
    shown = Seen((await visitor.get(path)).text).values
    typed = {**SAID, "key": shown["key"], **bent}
    return await visitor.post(path, data=typed), typed


async def test_a_member_asks_for_somebody_and_follows_it_by_its_reference(
    world: PageWorld, mari: httpx.AsyncClient, language: str
) -> None:
    answer, _ = await ask(mari, language)
    page = await mari.get(answer.headers["location"])

    (stored,) = world.store.state.requests.values()
    assert answer.status_code == 303
    assert page.text.count(stored.stored.reference) == 2
    assert 'role="status"' in page.text
    assert stored.plea.channel is Channel.PARTNER
    assert stored.plea.contact.asker_name == "Mari, sosiaaliohjaaja, Ruoka-apu ry"
    assert "Aino" not in page.text


async def test_who_only_sends_people_to_us_counts_as_a_referrer(world: PageWorld) -> None:
    staffed(world, StaffRole.REFERRER, organisation_id=HOUSE)
    async with world.signed_in() as visitor:
        await ask(visitor)

    (stored,) = world.store.state.requests.values()
    assert stored.plea.channel is Channel.REFERRER


async def test_a_form_sent_twice_is_one_request(world: PageWorld, mari: httpx.AsyncClient) -> None:
    first, typed = await ask(mari)
    again = await mari.post(f"{own()}/uusi", data=typed)

    assert again.headers["location"] == first.headers["location"]
    assert len(world.store.state.requests) == 1


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ("consent", "consent"),
        ("asker_name", "asker_name"),
        ("organisation", "organisation"),
        ("asker_phone", "asker_phone"),
        ("postal_code", "postal_code"),
        ("category", "category"),
    ],
)
async def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    world: PageWorld, mari: httpx.AsyncClient, missing: str, field: str
) -> None:
    answer, _ = await ask(mari, **{missing: ""})
    shown = Seen(answer.text)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert shown.values["street"] == SAID["street"]
    assert not world.store.state.requests


async def test_nobody_sees_or_asks_for_another_house(
    world: PageWorld, mari: httpx.AsyncClient
) -> None:
    await ask(mari)

    for answer in (
        await mari.get(own(OTHER_HOUSE)),
        await mari.get(f"{own(OTHER_HOUSE)}/uusi"),
        await mari.post(f"{own(OTHER_HOUSE)}/uusi", data=dict(SAID)),
    ):
        assert answer.status_code == 403
    assert len(world.store.state.requests) == 1


async def test_they_hear_how_it_ended_and_nothing_of_what_others_asked_for(
    world: PageWorld, mari: httpx.AsyncClient
) -> None:
    await ask_once(world)
    await ask(mari)
    others, theirs = world.store.state.requests.values()
    async with world.store.begin() as work:
        now = theirs.stored
        await work.requests.save_standing(now.id, now.version + 1, State.CLOSED, Closure.NO_CONTACT)

    page = (await mari.get(own())).text
    assert others.stored.reference not in page
    assert "Yhteyttä ei saatu" in page

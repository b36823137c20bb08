"""A coordinator reads on the board what became of a wish."""

from uuid import UUID, uuid4

import pytest

from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.wishes.model import OrganisationId
from services.intake.wishes.use_cases import SendWishes
from shared.contracts.ask_words import AssignmentRefusal
from tests.support.intake.building import Drawn
from tests.support.intake.page_world import PageWorld, ask
from tests.support.intake.wishes.building import referral_refused, refused
from tests.support.intake.wishes.page import commands, leave, wish

ON_ITS_WAY = {
    "fi": "Vapaaehtoinen 17: kysymys on matkalla, ennen muita",
    "sv": "Frivillig 17: frågan är på väg, före andra",
    "en": "Volunteer 17: the question is on its way, before all others",
}

ASKED = {
    "fi": "Vapaaehtoinen 17: on saanut kysymyksen ennen muita",
    "sv": "Frivillig 17: har tillfrågats före andra",
    "en": "Volunteer 17: has been asked before all others",
}

REFUSED = {
    "fi": "Vapaaehtoinen 17: ei kysytty, numerolla ei ole vapaaehtoista",
    "sv": "Frivillig 17: inte tillfrågad, ingen frivillig har det numret",
    "en": "Volunteer 17: not asked, no volunteer has this number",
}

LANGUAGES = tuple(ON_ITS_WAY)


def wish_id(world: PageWorld) -> UUID:
    return world.store.state.wishes[-1].wish.id


async def test_a_wish_is_on_its_way_until_it_is_answered(world: PageWorld, language: str) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        answer = await wish(visitor, story.request_id, language=language)
        waits = await visitor.get(f"/{language}/taulu")
        await leave(world)
        sent = await visitor.get(f"/{language}/taulu")
        event = story.proposed()
        data = event.data.model_copy(update={"wish_id": wish_id(world)})
        await world.react(event.model_copy(update={"data": data}))
        asked = await visitor.get(f"/{language}/taulu")

    (command,) = commands(world)
    assert answer.status_code == 303
    assert f"/taulu/{story.request_id}/kysy/{command.wish_id}/peru" in waits.text
    assert '/peru"' not in sent.text
    assert command.volunteer_number == 17
    assert command.staff_id == world.store.state.staff["kaisa"].id
    assert ON_ITS_WAY[language] in sent.text
    assert ASKED[language] in asked.text
    assert ON_ITS_WAY[language] not in asked.text


async def test_a_refusal_is_said_in_words(world: PageWorld, language: str) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await wish(visitor, story.request_id)
        await leave(world)
        await world.react(refused(story.request_id, wish_id(world), "unknown_volunteer"))
        board = await visitor.get(f"/{language}/taulu")

    assert REFUSED[language] in board.text


@pytest.mark.parametrize("reason", sorted(AssignmentRefusal))
async def test_every_reason_has_words(world: PageWorld, reason: str) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await wish(visitor, story.request_id)
        await leave(world)
        await world.react(refused(story.request_id, wish_id(world), reason))
        boards = [(await visitor.get(f"/{each}/taulu")).text for each in LANGUAGES]

    assert len(set(boards)) == 3
    assert not any(f"({reason})" in board for board in boards)


async def test_a_reason_of_a_later_version_is_shown_as_another_with_its_code(
    world: PageWorld,
) -> None:
    story = await ask(world)
    async with world.signed_in() as visitor:
        await wish(visitor, story.request_id)
        await leave(world)
        await world.react(refused(story.request_id, wish_id(world), "on_holiday"))
        board = await visitor.get("/fi/taulu")

    assert "Vapaaehtoinen 17: ei kysytty, muu (on_holiday)" in board.text


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("no_partners", "Ei ohjattu järjestölle, verkostossa ei ole vielä järjestöjä"),
        ("too_late", "Ei ohjattu järjestölle, muu (too_late)"),
    ],
)
async def test_a_referral_and_its_refusal_are_shown_in_words(
    world: PageWorld, reason: str, text: str
) -> None:
    story = await ask(world)
    referrals = SendWishes(world.store, Drawn().chance())
    staff_id = StaffId(world.store.state.staff["kaisa"].id)
    request_id = RequestId(story.request_id)
    await referrals.refer_request(request_id, OrganisationId(uuid4()), staff_id)
    async with world.signed_in() as visitor:
        sent = await visitor.get("/fi/taulu")
        await world.react(referral_refused(story.request_id, wish_id(world), reason))
        board = await visitor.get("/fi/taulu")

    assert "Ohjaus järjestölle on matkalla" in sent.text
    assert text in board.text

"""Erasing a volunteer, while nobody counts on them."""

from uuid import uuid4

import pytest
from uuid_utils.compat import uuid7

from services.matching.proposals.use_cases.erase_volunteer import EraseVolunteers, StillAskedError
from services.matching.volunteers.model import VolunteerId
from shared.chance import Chance
from shared.contracts.matching import VolunteerAvailabilityChanged
from shared.contracts.notify import NotificationRecalled
from shared.sealing.tokens import new_token
from tests.support.matching.fake_ground import FakeGround


def erasing(ground: FakeGround) -> EraseVolunteers:
    return EraseVolunteers(ground.store, Chance(uuid7, new_token))


async def test_who_is_erased_has_their_letters_recalled() -> None:
    ground = FakeGround()
    person = await ground.add_volunteer()

    assert await erasing(ground).erase_volunteer(person)

    left, said = ground.store.state.published
    assert left.data == VolunteerAvailabilityChanged(volunteer_id=person, state="left")
    assert said.data == NotificationRecalled(whose=person)
    assert ground.store.state.volunteers[person].contact.reach_points == ()


@pytest.mark.parametrize("standing", ["asked", "has a task"])
async def test_who_is_asked_or_has_a_task_is_not_erased(standing: str) -> None:
    ground = FakeGround()
    person = await ground.add_volunteer()
    match = await ground.propose(person, await ground.add_need())
    if standing == "has a task":
        await ground.accept(match)

    with pytest.raises(StillAskedError):
        await erasing(ground).erase_volunteer(person)

    assert ground.store.state.volunteers[person].contact.reach_points != ()


async def test_an_unknown_volunteer_is_told_apart() -> None:
    assert not await erasing(FakeGround()).erase_volunteer(VolunteerId(uuid4()))

"""What every store of concerns must do."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.accounts.rules import OF_ONE_ORGANISATION
from services.intake.concerns.model import Concern, ConcernId, Outcome
from services.intake.staff.model import StaffId
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from tests.support.intake.concerns.building import WORDS
from tests.support.intake.store_world import StoreWorld

LEAD, DEPUTY = StaffRole.SAFEGUARDING_LEAD, StaffRole.SAFEGUARDING_DEPUTY
SOON, LATER = timedelta(0), timedelta(hours=4)


async def kept(world: StoreWorld, unread_for: timedelta = LATER) -> ConcernId:
    identity = ConcernId(uuid4())
    async with world.store.begin() as work:
        assert await work.concerns.keep(identity, token_hash(str(identity)), WORDS, unread_for)
    return identity


async def listed(world: StoreWorld) -> list[Concern]:
    async with world.store.begin() as work:
        return list(await work.concerns.waiting(10))


class ConcernsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_form_sent_twice_is_one_concern(self, world: StoreWorld) -> None:
        async with world.store.begin() as work:
            answers = [
                await work.concerns.keep(ConcernId(uuid4()), token_hash("form"), WORDS, LATER)
                for _ in range(2)
            ]

        assert answers == [True, False]
        assert len(await listed(world)) == 1

    @pytest.mark.parametrize("role", [LEAD, DEPUTY])
    async def test_lead_and_deputy_open_it_on_record(
        self, world: StoreWorld, role: StaffRole
    ) -> None:
        concern_id, reader = await kept(world), await world.add_staff("Kaisa", role)

        async with world.store.begin() as work:
            opened = await work.concerns.open(concern_id, reader)
        async with world.store.begin() as work:
            again = await work.concerns.open(concern_id, reader)

        assert opened is not None
        assert again is not None
        assert opened.words == WORDS
        assert opened.concern.read_at == again.concern.read_at is not None
        assert [name for name, _ in again.readers] == ["Kaisa", "Kaisa"]

    @pytest.mark.parametrize("role", [each for each in StaffRole if each not in {LEAD, DEPUTY}])
    async def test_nobody_else_opens_it_and_it_stays_unread(
        self, world: StoreWorld, role: StaffRole
    ) -> None:
        concern_id = await kept(world)
        organisation = uuid4() if role in OF_ONE_ORGANISATION else None
        reader = await world.add_staff("Kaisa", role, organisation)

        async with world.store.begin() as work:
            opened = await work.concerns.open(concern_id, reader)
            unknown = await work.concerns.open(concern_id, StaffId(uuid4()))

        (concern,) = await listed(world)
        assert (opened, unknown, concern.read_at) == (None, None, None)

    async def test_what_is_unread_in_time_is_the_deputys_once(self, world: StoreWorld) -> None:
        reader = await world.add_staff("Kaisa", LEAD)
        due, read, _ = await kept(world, SOON), await kept(world, SOON), await kept(world)
        async with world.store.begin() as work:
            await work.concerns.open(read, reader)

        taken = []
        for _ in range(2):
            async with world.store.begin() as work:
                taken.append(list(await work.concerns.take_unread()))

        assert taken == [[due], []]

    async def test_letters_of_the_last_hour_are_counted(self, world: StoreWorld) -> None:
        told, _ = await kept(world), await kept(world)

        async with world.store.begin() as work:
            await work.concerns.note_told(told)
            count = await work.concerns.told_lately()

        assert count == 1

    async def test_notes_and_the_first_outcome_stay(self, world: StoreWorld) -> None:
        concern_id, reader = await kept(world), await world.add_staff("Kaisa", LEAD)

        async with world.store.begin() as work:
            await work.concerns.note(concern_id, reader, "Soitin hänelle")
            await work.concerns.close(concern_id, reader, Outcome.PASSED_ON)
            await work.concerns.close(concern_id, reader, Outcome.NO_CAUSE)
        async with world.store.begin() as work:
            opened = await work.concerns.open(concern_id, reader)

        assert opened is not None
        assert opened.concern.outcome == Outcome.PASSED_ON
        assert [(note.by, note.text) for note in opened.notes] == [("Kaisa", "Soitin hänelle")]

    async def test_what_nobody_read_comes_first_and_what_is_closed_last(
        self, world: StoreWorld
    ) -> None:
        reader = await world.add_staff("Kaisa", LEAD)
        closed, read, unread = await kept(world), await kept(world), await kept(world)
        async with world.store.begin() as work:
            await work.concerns.open(read, reader)
            await work.concerns.close(closed, reader, Outcome.SETTLED)

        assert [each.id for each in await listed(world)] == [unread, read, closed]

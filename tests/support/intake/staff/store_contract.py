"""What a store of staff must do."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.staff.model import Session, Staff, StaffId
from services.intake.staff.ports import NameTakenError
from services.intake.staff.rules import Counted
from services.intake.staff.use_cases import SweepTries
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from tests.support.intake.store_world import DAY, StoreWorld


class StaffContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_staff_are_found_by_name(self, world: StoreWorld) -> None:
        identity = await world.add_staff("Kaisa", StaffRole.ADMIN)

        async with world.store.begin() as work:
            found, missing = await work.staff.find(" kaisa "), await work.staff.find("nobody")

        assert found is not None
        assert (found.id, found.roles) == (identity, (StaffRole.ADMIN,))
        assert missing is None

    async def test_staff_may_have_several_roles_for_an_organisation(
        self, world: StoreWorld
    ) -> None:
        staff = Staff(
            id=StaffId(uuid4()),
            name="Kaisa",
            password_hash="$argon2id$of Kaisa",
            roles=(StaffRole.REPORTER, StaffRole.COORDINATOR),
            organisation_id=uuid4(),
        )

        async with world.store.begin() as work:
            await work.staff.add(staff)

        async with world.store.begin() as work:
            assert await work.staff.find("Kaisa") == staff
            assert await work.staff.by_id(staff.id) == staff

    async def test_a_new_password_takes_the_place_of_the_former(self, world: StoreWorld) -> None:
        identity = await world.add_staff("Kaisa")

        async with world.store.begin() as work:
            await work.staff.set_password(identity, "$argon2id$of another")

        async with world.store.begin() as work:
            found = await work.staff.by_id(identity)
        assert found is not None
        assert found.password_hash == "$argon2id$of another"

    async def test_a_name_is_given_once(self, world: StoreWorld) -> None:
        await world.add_staff("Kaisa")

        with pytest.raises(NameTakenError):
            await world.add_staff("KAISA")

    async def test_tries_are_forgotten_after_a_day_without_one(self, world: StoreWorld) -> None:
        async with world.store.begin() as work:
            await work.staff.tries([token_hash("kaisa")])
        early = await SweepTries(world.store).forget_old_tries()

        await world.pass_time(DAY)

        removed = [await SweepTries(world.store).forget_old_tries() for _ in range(2)]
        assert (early, removed) == (0, [1, 0])

    async def test_tries_are_counted_and_their_wait_runs_out(self, world: StoreWorld) -> None:
        minute, third = timedelta(minutes=1), timedelta(seconds=20)
        one, other = token_hash("kaisa"), token_hash("an office")
        counted = {one: Counted(6, minute, third), other: Counted(1, timedelta(), timedelta())}
        async with world.store.begin() as work:
            none = await work.staff.tries([one, other])
            await work.staff.save_tries(counted)

        async with world.store.begin() as work:
            some = await work.staff.tries([other, one])
        await world.pass_time(minute)
        async with world.store.begin() as work:
            later = await work.staff.tries([one])
            await work.staff.clear_tries(one)
        async with world.store.begin() as work:
            cleared = await work.staff.tries([one, other])

        assert [(each.failures, each.wait) for each in none.values()] == [(0, timedelta())] * 2
        assert [some[one].failures, some[other].failures] == [6, 1]
        assert timedelta(seconds=50) < some[one].wait <= minute
        assert third <= some[one].since < minute
        assert (later[one].failures, later[one].wait) == (6, timedelta())
        assert [cleared[one].failures, cleared[other].failures] == [0, 1]

    async def test_one_try_is_given_back_and_its_wait_with_it(self, world: StoreWorld) -> None:
        buckets = [token_hash("an office"), token_hash("all")]
        async with world.store.begin() as work:
            await work.staff.tries(buckets)
            await work.staff.save_tries(dict.fromkeys(buckets, Counted(20, DAY, timedelta())))

        async with world.store.begin() as work:
            await work.staff.give_back_tries(buckets)
        async with world.store.begin() as work:
            left = await work.staff.tries(buckets)

        assert [(each.failures, each.wait) for each in left.values()] == [(19, timedelta())] * 2

    async def test_a_session_is_closed_once(self, world: StoreWorld) -> None:
        staff_id = await world.add_staff("Kaisa")
        session = Session(
            uuid4(),
            token_hash("session"),
            staff_id,
            (StaffRole.COORDINATOR,),
            await world.now() + DAY,
        )

        async with world.store.begin() as work:
            await work.staff.open_session(session)
        async with world.store.begin() as work:
            first = await work.staff.close_session(session.session_hash)
            second = await work.staff.close_session(session.session_hash)

        assert (first, second) == (session.id, None)

"""What a store of who is on duty must do."""

from services.intake.duty.rules import AT_MOST
from services.intake.staff.model import StaffId
from shared.contracts.words import Language, StaffRole
from shared.reach_points import ReachKind, ReachPoint
from tests.support.intake.store_world import StoreWorld

ADDRESS = ReachPoint(ReachKind.EMAIL, "kaisa@example.org", Language.SWEDISH)


class DutyContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_who_goes_on_duty_is_on_it_until_they_end_it(self, world: StoreWorld) -> None:
        kaisa = await world.add_staff("kaisa")
        seen = [await _is_on(world, kaisa)]

        async with world.store.begin() as work:
            await work.duties.go_on(kaisa, AT_MOST)
        seen.append(await _is_on(world, kaisa))
        async with world.store.begin() as work:
            await work.duties.go_off(kaisa)

        assert [*seen, await _is_on(world, kaisa)] == [False, True, False]

    async def test_who_forgot_to_end_it_is_off_duty_in_the_end(self, world: StoreWorld) -> None:
        kaisa = await world.add_staff("kaisa")
        async with world.store.begin() as work:
            await work.duties.go_on(kaisa, AT_MOST)

        await world.pass_time(AT_MOST)

        assert not await _is_on(world, kaisa)

    async def test_an_address_is_kept_changed_and_taken_away(self, world: StoreWorld) -> None:
        kaisa, seen = await world.add_staff("kaisa"), []

        for email in (ADDRESS.address, "other@example.org", ""):
            async with world.store.begin() as work:
                await work.duties.set_email(kaisa, email, ADDRESS.language)
            async with world.store.begin() as work:
                found = await work.duties.of(kaisa)
            assert found is not None
            seen.append(found.to)

        assert seen[0] == ADDRESS
        assert seen[1] is not None
        assert seen[2] is None

    async def test_who_wants_no_letter_of_the_morning_is_known(self, world: StoreWorld) -> None:
        kaisa, seen = await world.add_staff("kaisa"), []
        for wants in (None, False, True):
            async with world.store.begin() as work:
                if wants is not None:
                    await work.duties.want_mornings(kaisa, wants=wants)
                seen += [each.wants_mornings for each in await work.duties.on_call()]

        assert seen == [True, False, True]

    async def test_only_who_speaks_with_people_may_be_on_call(self, world: StoreWorld) -> None:
        await world.add_staff("viivi", StaffRole.OPERATOR)
        await world.add_staff("Aino")
        await world.add_staff("raili", StaffRole.REPORTER)
        gone = await world.add_staff("gone")

        async with world.store.begin() as work:
            await work.staff.disable(gone)
        async with world.store.begin() as work:
            found = await work.duties.on_call()
            unknown = await work.duties.of(gone)

        assert [duty.name for duty in found] == ["Aino", "viivi"]
        assert unknown is None


async def _is_on(world: StoreWorld, staff_id: StaffId) -> bool:
    async with world.store.begin() as work:
        found = await work.duties.of(staff_id)
    assert found is not None
    return found.is_on

"""What a store must do with accounts."""

from uuid import uuid4

import pytest

from services.intake.accounts.model import Grant, Standing
from services.intake.accounts.use_cases import INVITATION_LIFE, ManageAccounts
from services.intake.sign_in.model import Passkey
from services.intake.staff.model import Session, StaffId
from services.intake.staff.ports import NameTakenError
from shared.contracts.words import StaffRole
from shared.sealing.tokens import token_hash
from tests.support.activations import FakeCurrent
from tests.support.intake.building import Drawn
from tests.support.intake.store_world import DAY, StoreWorld

COORDINATOR = Grant((StaffRole.COORDINATOR,))


def managing(world: StoreWorld) -> ManageAccounts:
    return ManageAccounts(world.store, Drawn().chance(), FakeCurrent())


async def set_up(world: StoreWorld, staff_id: StaffId) -> None:
    async with world.store.begin() as work:
        await work.staff.set_password(staff_id, "$argon2id$of chosen")
        await work.second_factors.add_passkey(staff_id, Passkey(staff_id.bytes, b"key"))
        await work.invitations.withdraw(staff_id)


class AccountsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_an_account_is_invited_set_up_shut_and_invited_anew(
        self, world: StoreWorld
    ) -> None:
        manage, boss = managing(world), await world.add_staff("boss", StaffRole.ADMIN)
        standings: list[Standing] = []

        await manage.invite("Kaisa", COORDINATOR, boss)
        kaisa = await manage.named("KAISA")
        standings.append((await manage.find(kaisa)).standing)
        await world.pass_time(INVITATION_LIFE)
        standings.append((await manage.find(kaisa)).standing)
        await set_up(world, kaisa)
        standings.append((await manage.find(kaisa)).standing)
        await manage.disable(kaisa, boss)
        standings.append((await manage.find(kaisa)).standing)
        async with world.store.begin() as work:
            shut = await work.staff.find("Kaisa"), await work.staff.by_id(kaisa)
        await manage.reset(kaisa, None)
        anew = await manage.find(kaisa)

        assert standings == ["invited", "invitation_over", "active", "disabled"]
        assert shut == (None, None)
        assert (anew.standing, anew.passkeys) == ("invited", 0)
        assert [each.name for each in await manage.list_accounts()] == ["boss", "Kaisa"]

    async def test_a_name_that_is_shut_stays_taken(self, world: StoreWorld) -> None:
        manage = managing(world)
        await manage.disable(await world.add_staff("Kaisa"), None)

        with pytest.raises(NameTakenError):
            await manage.invite("kaisa", COORDINATOR, None)

    async def test_other_roles_and_an_organisation_are_kept(self, world: StoreWorld) -> None:
        manage, kaisa, house = managing(world), await world.add_staff("Kaisa"), uuid4()

        await manage.change_roles(kaisa, Grant((StaffRole.PARTNER_MEMBER,), house), None)

        found = await manage.find(kaisa)
        assert (found.roles, found.organisation_id) == ((StaffRole.PARTNER_MEMBER,), house)

    async def test_open_sessions_are_counted_and_closed_once(self, world: StoreWorld) -> None:
        manage, kaisa = managing(world), await world.add_staff("Kaisa")
        matti = await world.add_staff("Matti")
        async with world.store.begin() as work:
            for number, staff_id in enumerate((kaisa, kaisa, matti)):
                await work.staff.open_session(
                    Session(
                        uuid4(),
                        token_hash(f"session {number}"),
                        staff_id,
                        (StaffRole.COORDINATOR,),
                        await world.now() + DAY,
                    )
                )

        before = await manage.find(kaisa)
        ended = [await manage.end_sessions(kaisa, None) for _ in range(2)]

        assert before.sessions == 2
        assert ended == [2, 0]
        assert [(await manage.find(who)).sessions for who in (kaisa, matti)] == [0, 1]

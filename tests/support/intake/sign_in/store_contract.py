"""What a store of second factors, half-open sign-ins and invitations must do."""

from datetime import timedelta

from services.intake.sign_in.model import Choice, HalfOpen, Passkey
from services.intake.sign_in.use_cases.sweep import SweepSignIns
from services.intake.staff.model import StaffId
from shared.sealing.tokens import token_hash
from tests.support.intake.store_world import DAY, StoreWorld

TOKEN, LINK = token_hash("token"), token_hash("link")
MINUTES = timedelta(minutes=5)
SECRET = "JBSWY3DPEHPK3PXP"
CHOICE = Choice("$argon2id$of chosen", b"challenge", SECRET)


def half_open(staff_id: StaffId) -> HalfOpen:
    return HalfOpen(staff_id, (token_hash("bucket"),), b"first")


class SignInContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_factors_are_kept_used_and_forgotten(self, world: StoreWorld) -> None:
        kaisa, matti = await world.add_staff("Kaisa"), await world.add_staff("Matti")
        passkey = Passkey(b"id", b"key", 1)
        async with world.store.begin() as work:
            none = await work.second_factors.of(kaisa)
            await work.second_factors.add_passkey(kaisa, passkey)
            await work.second_factors.set_totp(kaisa, SECRET)
            await work.second_factors.set_recovery_codes(kaisa, [token_hash("a"), token_hash("b")])
        async with world.store.begin() as work:
            await work.second_factors.note_use(Passkey(b"id", b"key", 2))
            codes = [
                await work.second_factors.use_recovery_code(who, token_hash(code))
                for who, code in ((kaisa, "a"), (kaisa, "a"), (matti, "b"))
            ]
            some, others = await work.second_factors.of(kaisa), await work.second_factors.of(matti)
            await work.second_factors.clear(kaisa)
            after = await work.second_factors.of(kaisa)

        assert codes == [True, False, False]
        assert some.passkeys == (Passkey(b"id", b"key", 2),)
        assert some.totp is not None
        assert (some.totp.secret, some.recovery_codes) == (SECRET, 1)
        assert not none
        assert not others
        assert not after

    async def test_a_step_of_a_code_app_is_used_once(self, world: StoreWorld) -> None:
        kaisa = await world.add_staff("Kaisa")
        async with world.store.begin() as work:
            await work.second_factors.set_totp(kaisa, SECRET)
            used = [await work.second_factors.use_step(kaisa, step) for step in (7, 7, 6, 8)]

        assert used == [True, False, False, True]

    async def test_each_try_is_counted_and_changes_the_challenge(self, world: StoreWorld) -> None:
        kaisa = await world.add_staff("Kaisa")
        async with world.store.begin() as work:
            await work.half_open.begin(TOKEN, half_open(kaisa), MINUTES)
            first = await work.half_open.count_try(TOKEN, b"second")
        async with world.store.begin() as work:
            second = await work.half_open.count_try(TOKEN, b"third")
            found = await work.half_open.find(TOKEN)
            await work.half_open.end(TOKEN)
            ended = await work.half_open.count_try(TOKEN, b"fourth")

        assert first == half_open(kaisa)
        assert second is not None
        assert (second.tries, second.challenge) == (1, b"second")
        assert found is not None
        assert (found.tries, found.challenge) == (2, b"third")
        assert ended is None

    async def test_a_half_open_sign_in_ends_with_its_time_or_its_person(
        self, world: StoreWorld
    ) -> None:
        kaisa = await world.add_staff("Kaisa")
        async with world.store.begin() as work:
            await work.half_open.begin(TOKEN, half_open(kaisa), MINUTES)
            await work.half_open.begin(LINK, half_open(kaisa), MINUTES)
            await work.half_open.end_all_of(kaisa)
            ended = await work.half_open.find(LINK)
            await work.half_open.begin(TOKEN, half_open(kaisa), MINUTES)
        await world.pass_time(MINUTES)
        async with world.store.begin() as work:
            late = await work.half_open.find(TOKEN)
            too_late = await work.half_open.count_try(TOKEN, b"second")

        assert (ended, late, too_late) == (None, None, None)
        assert await SweepSignIns(world.store).forget_expired() == 1

    async def test_an_invitation_keeps_what_was_chosen_until_it_is_replaced(
        self, world: StoreWorld
    ) -> None:
        kaisa = await world.add_staff("Kaisa")
        async with world.store.begin() as work:
            await work.invitations.invite(kaisa, LINK, DAY)
            fresh = await work.invitations.find(LINK)
            await work.invitations.choose(LINK, kaisa, CHOICE)
        async with world.store.begin() as work:
            chosen = await work.invitations.find(LINK)
            await work.invitations.invite(kaisa, TOKEN, DAY)
            gone, second = await work.invitations.find(LINK), await work.invitations.find(TOKEN)
            await work.invitations.withdraw(kaisa)
            withdrawn = await work.invitations.find(TOKEN)

        assert fresh is not None
        assert (fresh.staff_id, fresh.name, fresh.choice) == (kaisa, "Kaisa", None)
        assert chosen is not None
        assert chosen.choice == CHOICE
        assert second is not None
        assert (gone, second.choice, withdrawn) == (None, None, None)

    async def test_an_old_invitation_is_forgotten(self, world: StoreWorld) -> None:
        kaisa = await world.add_staff("Kaisa")
        async with world.store.begin() as work:
            await work.invitations.invite(kaisa, LINK, DAY)

        early = await SweepSignIns(world.store).forget_expired()
        await world.pass_time(DAY)

        async with world.store.begin() as work:
            assert await work.invitations.find(LINK) is None
        assert (early, await SweepSignIns(world.store).forget_expired()) == (0, 1)

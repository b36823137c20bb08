"""Someone chooses another password, and signs in with it everywhere."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from services.intake.sign_in.ports import SignInWork
from services.intake.sign_in.rules.weakness import weakness_of
from services.intake.staff.model import StaffChange, StaffId
from services.intake.staff.ports import Passwords
from services.intake.staff.use_cases import Caller, Refusal, SignIn, end_sessions
from shared.activation.current import Current
from shared.chance import Chance
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """A new password needs the former one, whose tries are counted as at signing in."""

    store: Store[SignInWork]
    sign_in: SignIn
    passwords: Passwords
    common: Collection[str]
    chance: Chance
    current: Current

    async def change_password(
        self, staff_id: StaffId, caller: Caller, former: str, new: str
    ) -> str | None:
        """Store it and end every session of theirs; gives the code of what is wrong, or None.

        The caller's name is not asked of them: it is that of the session.
        """
        async with self.store.begin() as work:
            staff = await work.staff.by_id(staff_id)
        if staff is None:
            return "former"
        if weakness := weakness_of(new, staff.name, self.common):
            return weakness
        fits = await self.sign_in.check_password(
            Caller(staff.name, caller.address, caller.device), former
        )
        if isinstance(fits, Refusal):
            return "wait" if fits.wait > timedelta() else "former"
        await self._store(staff_id, await self.passwords.hash_of(new), fits.buckets)
        return None

    async def _store(self, staff_id: StaffId, hashed: str, buckets: Collection[str]) -> None:
        activation = await self.current.activation()
        change = StaffChange(
            self.chance.new_id(), staff_id, "password_changed", changed_by=staff_id
        )
        async with self.store.begin() as work:
            await work.staff.set_password(staff_id, hashed)
            await work.half_open.end_all_of(staff_id)
            for bucket in buckets:
                await work.staff.clear_tries(bucket)
            await end_sessions(work, staff_id, activation)
            await work.staff.note(change)

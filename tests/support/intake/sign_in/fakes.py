"""Second factors, half-open sign-ins and invitations in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from services.intake.sign_in.model import Choice, Factors, HalfOpen, Invitation, Passkey, Totp
from services.intake.staff.model import StaffId
from tests.support.intake.state import Repository


class FakeSecondFactors(Repository):
    """Second factors in memory."""

    async def of(self, staff_id: StaffId) -> Factors:
        found = self.state.factors.get(staff_id, Factors())
        return replace(found, recovery_codes=len(self.state.recovery_codes.get(staff_id, ())))

    async def add_passkey(self, staff_id: StaffId, passkey: Passkey) -> None:
        found = await self.of(staff_id)
        self.state.factors[staff_id] = replace(found, passkeys=(*found.passkeys, passkey))

    async def note_use(self, passkey: Passkey) -> None:
        for staff_id, found in self.state.factors.items():
            used = tuple(
                passkey if each.credential_id == passkey.credential_id else each
                for each in found.passkeys
            )
            self.state.factors[staff_id] = replace(found, passkeys=used)

    async def set_totp(self, staff_id: StaffId, secret: str) -> None:
        self.state.factors[staff_id] = replace(await self.of(staff_id), totp=Totp(secret))

    async def use_step(self, staff_id: StaffId, step: int) -> bool:
        found = await self.of(staff_id)
        if found.totp is None or found.totp.last_step >= step:
            return False
        self.state.factors[staff_id] = replace(found, totp=Totp(found.totp.secret, step))
        return True

    async def set_recovery_codes(self, staff_id: StaffId, hashes: Sequence[str]) -> None:
        self.state.recovery_codes[staff_id] = set(hashes)

    async def use_recovery_code(self, staff_id: StaffId, code_hash: str) -> bool:
        left = self.state.recovery_codes.get(staff_id, set())
        is_there = code_hash in left
        left.discard(code_hash)
        return is_there

    async def clear(self, staff_id: StaffId) -> None:
        self.state.factors.pop(staff_id, None)
        self.state.recovery_codes.pop(staff_id, None)


class FakeHalfOpen(Repository):
    """Half-open sign-ins in memory."""

    async def begin(self, token_hash: str, half_open: HalfOpen, life: timedelta) -> None:
        self.state.half_open[token_hash] = half_open, self.state.now + life

    async def find(self, token_hash: str) -> HalfOpen | None:
        found, ends = self.state.half_open.get(token_hash, (None, self.state.now))
        return found if ends > self.state.now else None

    async def count_try(self, token_hash: str, next_challenge: bytes) -> HalfOpen | None:
        found = await self.find(token_hash)
        if found is not None:
            counted = replace(found, tries=found.tries + 1, challenge=next_challenge)
            self.state.half_open[token_hash] = counted, self.state.half_open[token_hash][1]
        return found

    async def end(self, token_hash: str) -> None:
        self.state.half_open.pop(token_hash, None)

    async def end_all_of(self, staff_id: StaffId) -> None:
        for token, (found, _) in list(self.state.half_open.items()):
            if found.staff_id == staff_id:
                del self.state.half_open[token]

    async def forget_expired(self) -> int:
        old = [token for token, (_, ends) in self.state.half_open.items() if ends <= self.state.now]
        for token in old:
            del self.state.half_open[token]
        return len(old)


class FakeInvitations(Repository):
    """Invitations in memory."""

    async def invite(self, staff_id: StaffId, token_hash: str, life: timedelta) -> None:
        await self.withdraw(staff_id)
        name = next(each.name for each in self.state.staff.values() if each.id == staff_id)
        self.state.invitations[token_hash] = Invitation(staff_id, name, self.state.now + life)

    async def find(self, token_hash: str) -> Invitation | None:
        found = self.state.invitations.get(token_hash)
        return found if found and found.expires_at > self.state.now else None

    async def choose(self, token_hash: str, staff_id: StaffId, choice: Choice) -> None:
        del staff_id
        found = self.state.invitations[token_hash]
        self.state.invitations[token_hash] = replace(found, choice=choice)

    async def withdraw(self, staff_id: StaffId) -> None:
        for token, found in list(self.state.invitations.items()):
            if found.staff_id == staff_id:
                del self.state.invitations[token]

    async def forget_expired(self) -> int:
        now, kept = self.state.now, self.state.invitations
        old = [token for token, found in kept.items() if found.expires_at <= now]
        for token in old:
            del kept[token]
        return len(old)

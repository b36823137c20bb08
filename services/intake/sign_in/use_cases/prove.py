"""The second half of signing in: a passkey, a code of an app, or a recovery code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from services.intake.sign_in.model import Factors, HalfOpen, Offer, Proof
from services.intake.sign_in.ports import PasskeyChecks, SignInWork
from services.intake.sign_in.rules.codes import MOST_TRIES, fitting_step, read_recovery_code
from services.intake.staff.model import StaffChange, StaffId
from services.intake.staff.use_cases import PasswordFits, SignedIn, SignIn
from shared.activation.current import Current
from shared.chance import Chance
from shared.sealing.tokens import token_hash
from shared.work import Store

HALF_OPEN_LIFE: Final = timedelta(minutes=5)
"""By the network's clock; the browser forgets its cookie after as long by its own."""


class Refused(Enum):
    """Why a second factor let nobody in."""

    WRONG = auto()
    """They may try again."""
    OVER = auto()
    """Too late or too often: the password is asked for again."""


@dataclass(frozen=True, slots=True)
class ProveSecondFactor:
    """Half-open sign-ins, each bound to the browser where the password was typed."""

    store: Store[SignInWork]
    sign_in: SignIn
    passkeys: PasskeyChecks
    clock_of_phones: Callable[[], datetime]
    """The real time: code apps know no clock of the network."""
    chance: Chance
    current: Current

    async def begin(self, fits: PasswordFits) -> str | None:
        """Wait for the second factor; gives the browser's token, or None for who has no factor."""
        token, staff = self.chance.new_token(), fits.staff
        half_open = HalfOpen(staff.id, fits.buckets, self._challenge())
        async with self.store.begin() as work:
            if not await work.second_factors.of(staff.id):
                return None
            await work.half_open.begin(token_hash(token), half_open, HALF_OPEN_LIFE)
        return token

    async def offer(self, token: str) -> Offer | None:
        """Say what the person may prove themselves by; None when the sign-in is over."""
        async with self.store.begin() as work:
            half_open = await work.half_open.find(token_hash(token))
            if half_open is None:
                return None
            factors = await work.second_factors.of(half_open.staff_id)
        return Offer(
            self.passkeys.request_options(half_open.challenge, factors.passkeys)
            if factors.passkeys
            else "",
            has_totp=factors.totp is not None,
        )

    async def prove(self, token: str, proof: Proof) -> SignedIn | Refused:
        """Open a session for the right proof, once; each try is counted."""
        hashed, activation = token_hash(token), await self.current.activation()
        async with self.store.begin() as work:
            half_open = await work.half_open.count_try(hashed, self._challenge())
            if half_open is None:
                return Refused.OVER
            staff = await work.staff.by_id(half_open.staff_id)
            if staff is None or not await self._is_proven(work, half_open, proof):
                return await _refused(work, hashed, half_open)
            await work.half_open.end(hashed)
            for bucket in half_open.buckets:
                await work.staff.clear_tries(bucket)
            return await self.sign_in.open_session(work, staff, activation)

    async def _is_proven(self, work: SignInWork, half_open: HalfOpen, proof: Proof) -> bool:
        factors = await work.second_factors.of(half_open.staff_id)
        if proof.answer:
            passkey = self.passkeys.verified(proof.answer, half_open.challenge, factors.passkeys)
            if passkey is not None:
                await work.second_factors.note_use(passkey)
            return passkey is not None
        return await self._is_code(work, half_open.staff_id, factors, proof.code)

    async def _is_code(
        self, work: SignInWork, staff_id: StaffId, factors: Factors, code: str
    ) -> bool:
        moment = self.clock_of_phones()
        step = fitting_step(factors.totp, code, moment) if factors.totp else None
        if step is not None:
            return await work.second_factors.use_step(staff_id, step)
        hashed = token_hash(read_recovery_code(code))
        if not await work.second_factors.use_recovery_code(staff_id, hashed):
            return False
        used = StaffChange(
            self.chance.new_id(), staff_id, "recovery_code_used", changed_by=staff_id
        )
        await work.staff.note(used)
        return True

    def _challenge(self) -> bytes:
        return self.chance.new_token().encode()


async def _refused(work: SignInWork, hashed: str, half_open: HalfOpen) -> Refused:
    if half_open.tries + 1 < MOST_TRIES:
        return Refused.WRONG
    await work.half_open.end(hashed)
    return Refused.OVER

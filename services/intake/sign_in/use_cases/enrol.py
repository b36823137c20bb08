"""An invited person chooses a password and a second factor, and is given recovery codes."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.intake.sign_in.model import Choice, Invitation, Offered, Passkey, Proof, Totp
from services.intake.sign_in.ports import EnrolWork, PasskeyChecks
from services.intake.sign_in.rules.codes import (
    RECOVERY_CODES,
    fitting_step,
    recovery_code,
    totp_secret,
)
from services.intake.sign_in.rules.weakness import weakness_of
from services.intake.staff.model import StaffChange
from services.intake.staff.ports import Passwords
from shared.chance import Chance
from shared.sealing.tokens import token_hash
from shared.work import Store


@dataclass(frozen=True, slots=True)
class EnrolStaff:
    """An account is set up by one link, used once."""

    store: Store[EnrolWork]
    passwords: Passwords
    common: Collection[str]
    """Passwords that guessers try first."""
    passkeys: PasskeyChecks
    clock_of_phones: Callable[[], datetime]
    chance: Chance

    async def look(self, token: str) -> Invitation | None:
        """Find the invitation; None for a link that was used, replaced or is too old."""
        async with self.store.begin() as work:
            return await work.invitations.find(token_hash(token))

    async def choose_password(self, token: str, password: str) -> str | None:
        """Keep a password until the second factor is there; gives the code of what is wrong."""
        found = await self.look(token)
        weakness = weakness_of(password, found.name, self.common) if found else None
        if found is None or weakness:
            return weakness
        choice = Choice(
            await self.passwords.hash_of(password),
            self.chance.new_token().encode(),
            totp_secret(self.chance.new_token()),
        )
        async with self.store.begin() as work:
            # hashing took a while, in which the link may have been used
            if await work.invitations.find(token_hash(token)) == found:
                await work.invitations.choose(token_hash(token), found.staff_id, choice)
        return None

    def offered(self, invitation: Invitation) -> Offered | None:
        """Give what to choose from, once there is a password."""
        choice = invitation.choice
        if choice is None:
            return None
        options = self.passkeys.creation_options(
            choice.challenge, invitation.staff_id, invitation.name
        )
        return Offered(options, choice.totp_secret)

    async def finish(self, token: str, proof: Proof) -> Sequence[str]:
        """Set the account up; gives the recovery codes, this once, or none for a wrong proof."""
        async with self.store.begin() as work:
            found = await work.invitations.find(token_hash(token))
            if found is None or found.choice is None:
                return ()
            made = self._made(found.choice, proof)
            if made is None:
                return ()
            await _set_up(work, found, found.choice, made)
            change = StaffChange(
                self.chance.new_id(), found.staff_id, "set_up", changed_by=found.staff_id
            )
            await work.staff.note(change)
            codes = [recovery_code(self.chance.new_token()) for _ in range(RECOVERY_CODES)]
            await work.second_factors.set_recovery_codes(
                found.staff_id, list(map(token_hash, codes))
            )
        return codes

    def _made(self, choice: Choice, proof: Proof) -> Passkey | Totp | None:
        if proof.answer:
            return self.passkeys.created(proof.answer, choice.challenge)
        totp = Totp(choice.totp_secret)
        step = fitting_step(totp, proof.code, self.clock_of_phones())
        return None if step is None else Totp(totp.secret, step)


async def _set_up(
    work: EnrolWork, invitation: Invitation, choice: Choice, made: Passkey | Totp
) -> None:
    staff_id = invitation.staff_id
    await work.second_factors.clear(staff_id)
    await work.half_open.end_all_of(staff_id)
    if isinstance(made, Passkey):
        await work.second_factors.add_passkey(staff_id, made)
    else:
        await work.second_factors.set_totp(staff_id, made.secret)
        await work.second_factors.use_step(staff_id, made.last_step)
    await work.staff.set_password(staff_id, choice.password_hash)
    await work.invitations.withdraw(staff_id)

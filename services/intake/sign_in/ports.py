"""Second factors, half-open sign-ins, invitations, and who checks what a device answers."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from services.intake.sign_in.model import Choice, Factors, HalfOpen, Invitation, Passkey
from services.intake.staff.model import StaffId
from services.intake.staff.ports import StaffWork, WithStaff


class SecondFactors(Protocol):
    """What people prove themselves by, in one transaction."""

    async def of(self, staff_id: StaffId) -> Factors:
        """Read what someone has; the secret of their code app is unsealed."""
        ...

    async def add_passkey(self, staff_id: StaffId, passkey: Passkey) -> None:
        """Keep a new one."""
        ...

    async def note_use(self, passkey: Passkey) -> None:
        """Keep what the device counted."""
        ...

    async def set_totp(self, staff_id: StaffId, secret: str) -> None:
        """Keep the secret of a code app, in place of one before."""
        ...

    async def use_step(self, staff_id: StaffId, step: int) -> bool:
        """Note that the code of this half minute was used; False when it or a later one was."""
        ...

    async def set_recovery_codes(self, staff_id: StaffId, hashes: Sequence[str]) -> None:
        """Keep these, in place of those before."""
        ...

    async def use_recovery_code(self, staff_id: StaffId, code_hash: str) -> bool:
        """Use one up; False when there is no such code."""
        ...

    async def clear(self, staff_id: StaffId) -> None:
        """Forget all that someone has."""
        ...


class HalfOpenSignIns(Protocol):
    """Sign-ins that wait for the second factor, in one transaction."""

    async def begin(self, token_hash: str, half_open: HalfOpen, life: timedelta) -> None:
        """Keep one for a short time."""
        ...

    async def find(self, token_hash: str) -> HalfOpen | None:
        """Read one that has not expired."""
        ...

    async def count_try(self, token_hash: str, next_challenge: bytes) -> HalfOpen | None:
        """Lock one, count a try and change the challenge; gives how it was before."""
        ...

    async def end(self, token_hash: str) -> None:
        """Forget one."""
        ...

    async def end_all_of(self, staff_id: StaffId) -> None:
        """Forget those of one person."""
        ...

    async def forget_expired(self) -> int:
        """Forget what has expired; gives how many."""
        ...


class Invitations(Protocol):
    """Links by which accounts begin, in one transaction."""

    async def invite(self, staff_id: StaffId, token_hash: str, life: timedelta) -> None:
        """Keep a link, in place of one that the person had."""
        ...

    async def find(self, token_hash: str) -> Invitation | None:
        """Read one that has not expired, of somebody who may sign in; locked to the end."""
        ...

    async def choose(self, token_hash: str, staff_id: StaffId, choice: Choice) -> None:
        """Keep what the person chose so far; the secret is sealed."""
        ...

    async def withdraw(self, staff_id: StaffId) -> None:
        """Forget the person's link: it was used, or is not for them any more."""
        ...

    async def forget_expired(self) -> int:
        """Forget what has expired; gives how many."""
        ...


class WithSecondFactors(Protocol):
    """A transaction in which second factors can be read and changed."""

    @property
    def second_factors(self) -> SecondFactors:
        """Give the factors as this transaction sees them."""
        ...


class WithHalfOpen(Protocol):
    """A transaction in which half-open sign-ins can be read and changed."""

    @property
    def half_open(self) -> HalfOpenSignIns:
        """Give the sign-ins as this transaction sees them."""
        ...


class WithInvitations(Protocol):
    """A transaction in which invitations can be read and changed."""

    @property
    def invitations(self) -> Invitations:
        """Give the invitations as this transaction sees them."""
        ...


class SignInWork(StaffWork, WithSecondFactors, WithHalfOpen, Protocol):
    """What the second step needs of a transaction."""


class EnrolWork(WithStaff, WithSecondFactors, WithHalfOpen, WithInvitations, Protocol):
    """What setting an account up needs of a transaction."""


class ExpiringWork(WithHalfOpen, WithInvitations, Protocol):
    """What forgetting needs of a transaction."""


class PasskeyChecks(Protocol):
    """Speaks with people's devices; the texts are JSON as browsers take and give it."""

    def request_options(self, challenge: bytes, passkeys: Sequence[Passkey]) -> str:
        """Write what the browser needs to ask for one of these."""
        ...

    def creation_options(self, challenge: bytes, staff_id: StaffId, name: str) -> str:
        """Write what the browser needs to make a new one."""
        ...

    def verified(
        self, answer: str, challenge: bytes, passkeys: Sequence[Passkey]
    ) -> Passkey | None:
        """Give the passkey that signed, with what its device counted; None when none did."""
        ...

    def created(self, answer: str, challenge: bytes) -> Passkey | None:
        """Give the new passkey; None when the answer does not hold."""
        ...

"""Check passwords; open and close sessions, which every service hears of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.intake.staff.events import session_closed, session_opened
from services.intake.staff.model import Session, Staff, StaffId
from services.intake.staff.ports import Passwords, StaffWork, WithStaff
from services.intake.staff.rules import delay_after
from shared.activation import Activation
from shared.activation.current import Current
from shared.chance import Chance
from shared.messaging.outbox import Announcement
from shared.sealing.tokens import token_hash
from shared.work import Store

SESSION_LIFE = timedelta(hours=12)
"""By the network's clock; the cookie, by the browser's, is forgotten after as long."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Name or password is wrong, or the try came too early; `wait` says how long to wait."""

    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class PasswordFits:
    """The first half of a sign-in, and where its tries are counted until it is whole."""

    staff: Staff
    bucket: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The browser's token, and who it is."""

    token: str = field(repr=False)
    staff: Staff


@dataclass(frozen=True, slots=True)
class SignIn:
    """The first half of signing in, its end, and sign-out; opening and closing leave an event."""

    store: Store[StaffWork]
    passwords: Passwords
    now: Callable[[], datetime]
    chance: Chance
    current: Current
    with_demo: bool = False
    """Whether accounts of the demo may sign in; their secrets are printed."""

    async def check_password(
        self, name: str, password: str, address: str
    ) -> PasswordFits | Refusal:
        """Say whose password it is, or refuse in the same words whatever was wrong.

        The try is counted before the password is looked at, so that many at once gain nothing. It
        is forgotten when the second factor is there too.
        """
        bucket = token_hash(f"{name.casefold()}\x1f{address}")
        async with self.store.begin() as work:
            wait = await _count_try(work, bucket)
            staff = await work.staff.find(name)
        if wait:
            return Refusal(wait)
        if staff is not None and staff.is_demo and not self.with_demo:
            staff = None
        if not await self.passwords.matches(password, staff.password_hash if staff else None):
            return Refusal()
        return Refusal() if staff is None else PasswordFits(staff, bucket)

    async def open_session(self, work: StaffWork, staff: Staff, activation: Activation) -> SignedIn:
        """Let someone in who proved who they are, in the transaction that says so."""
        token = self.chance.new_token()
        session = Session(
            id=self.chance.new_id(),
            session_hash=token_hash(token),
            staff_id=staff.id,
            roles=staff.roles,
            expires_at=self.now() + SESSION_LIFE,
            organisation_id=staff.organisation_id,
        )
        await work.staff.open_session(session)
        await _say(work, session_opened(session, activation))
        return SignedIn(token, staff)

    async def sign_out(self, token: str) -> None:
        """Shut the session everywhere; one that is shut already stays shut."""
        session_hash, activation = token_hash(token), await self.current.activation()
        async with self.store.begin() as work:
            session_id = await work.staff.close_session(session_hash)
            if session_id is not None:
                await _say(work, session_closed(session_id, session_hash, activation))


async def end_sessions(work: StaffWork, staff_id: StaffId, activation: Activation) -> int:
    """Shut all sessions of somebody everywhere, in the transaction that is the reason; counts."""
    ended = await work.staff.close_sessions(staff_id)
    for session in ended:
        await _say(work, session_closed(session.id, session.session_hash, activation))
    return len(ended)


@dataclass(frozen=True, slots=True)
class SweepTries:
    """Old wrong passwords are forgotten."""

    store: Store[WithStaff]

    async def forget_old_tries(self) -> int:
        """Forget the tries of everyone who made none for a day; gives how many."""
        async with self.store.begin() as work:
            return await work.staff.forget_tries()


async def _say(work: StaffWork, said: Announcement) -> None:
    await work.publish([said])
    await work.staff.apply_session(said)


async def _count_try(work: WithStaff, bucket: str) -> timedelta:
    tries = await work.staff.tries(bucket)
    if not tries.wait:
        failures = tries.failures + 1
        await work.staff.save_tries(bucket, failures, delay_after(failures))
    return tries.wait

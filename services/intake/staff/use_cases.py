"""Check passwords; open and close sessions, which every service hears of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest

from services.intake.staff.events import session_closed, session_opened
from services.intake.staff.model import Session, Staff, StaffId
from services.intake.staff.ports import BusyError, Passwords, StaffWork, WithStaff
from services.intake.staff.rules import (
    BRAKES,
    OWN,
    Kind,
    buckets_of,
    one_more,
    same_name,
    tidy_name,
)
from shared.activation import Activation
from shared.activation.current import Current
from shared.chance import Chance
from shared.messaging.outbox import Announcement
from shared.sealing.pseudonyms import PseudonymKeys
from shared.sealing.tokens import token_hash
from shared.work import Store

SESSION_LIFE = timedelta(hours=12)
"""By the network's clock; the cookie, by the browser's, is forgotten after as long."""


DEVICE_LIFE = timedelta(days=180)
BUSY_WAIT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Name or password is wrong, or the try came too early; `wait` says how long to wait."""

    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class PasswordFits:
    """The first half of a sign-in, and where its tries are counted until it is whole."""

    staff: Staff
    buckets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom a browser says it is of, from where, and what it was given when they came in before."""

    name: str
    address: str
    device: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class KnowDevices:
    """Browsers in which somebody came in before: they go first, and nobody else can brake them."""

    keys: PseudonymKeys
    chance: Chance
    now: Callable[[], datetime]

    async def remember(self, name: str) -> str:
        """Give what such a browser keeps, bound to the name."""
        device = f"{int(self.now().timestamp())}.{self.chance.new_token()}"
        return f"{device}.{await self._proof(name, device)}"

    async def known(self, caller: Caller) -> str | None:
        """Give the device, if it is one where this name came in not too long ago."""
        device, _, proof = caller.device.rpartition(".")
        seconds = device.partition(".")[0]
        if not (seconds.isascii() and seconds.isdigit()):
            return None
        if not compare_digest(proof.encode(), (await self._proof(caller.name, device)).encode()):
            return None
        age = self.now().timestamp() - int(seconds)
        return device if age < DEVICE_LIFE.total_seconds() else None

    async def buckets(self, caller: Caller, device: str | None) -> Mapping[Kind, str]:
        """Name the buckets of a try, so that nobody who reads them learns of whom they are."""
        named = (await self.keys.pseudonyms()).of
        parts = buckets_of(same_name(caller.name), caller.address, device)
        return {kind: named(f"sign-in tries: {kind}", *of) for kind, of in parts.items()}

    async def _proof(self, name: str, device: str) -> str:
        return (await self.keys.pseudonyms()).of("sign-in device", same_name(name), device)


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
    devices: KnowDevices
    now: Callable[[], datetime]
    chance: Chance
    current: Current
    with_demo: bool = False
    """Whether accounts of the demo may sign in; their secrets are printed."""

    def has_place(self, *, first: bool) -> bool:
        """Say whether a password could be checked soon; a browser that may be known is `first`."""
        return self.passwords.has_place(first=first)

    async def check_password(self, caller: Caller, password: str) -> PasswordFits | Refusal:
        """Say whose password it is, or refuse in the same words whatever was wrong.

        The try is counted before the password is looked at, so that many at once gain nothing. It
        is forgotten when the second factor is there too.
        """
        device = await self.devices.known(caller)
        buckets = await self.devices.buckets(caller, device)
        try:
            async with self.passwords.place(first=device is not None):
                return await self._check(caller, password, buckets)
        except BusyError:
            return Refusal(BUSY_WAIT)

    async def _check(
        self, caller: Caller, password: str, buckets: Mapping[Kind, str]
    ) -> PasswordFits | Refusal:
        async with self.store.begin() as work:
            wait = await _count_try(work, buckets)
            staff = await work.staff.find(tidy_name(caller.name))
        if wait:
            return Refusal(wait)
        if staff is not None and staff.is_demo and not self.with_demo:
            staff = None
        fits = await self.passwords.matches(password, staff.password_hash if staff else None)
        if staff is None or not fits:
            return Refusal()
        await self._give_back(buckets)
        return PasswordFits(staff, tuple(sorted(buckets[kind] for kind in buckets if kind in OWN)))

    async def _give_back(self, buckets: Mapping[Kind, str]) -> None:
        async with self.store.begin() as work:
            await work.staff.give_back_tries([buckets[kind] for kind in buckets if kind not in OWN])

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
            await end_session(work, session_hash, activation)


async def end_session(work: StaffWork, session_hash: str, activation: Activation) -> None:
    """Shut one session everywhere; one that is shut already stays shut."""
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


async def _count_try(work: WithStaff, buckets: Mapping[Kind, str]) -> timedelta:
    """Count a try, unless one of its buckets has to wait."""
    found = await work.staff.tries(list(buckets.values()))
    wait = max(tries.wait for tries in found.values())
    if not wait:
        kinds = {bucket: kind for kind, bucket in buckets.items()}
        await work.staff.save_tries(
            {bucket: one_more(tries, BRAKES[kinds[bucket]]) for bucket, tries in found.items()}
        )
    return wait

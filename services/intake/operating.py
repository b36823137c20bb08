"""What the operator's tool asks of intake: demo staff, a letter to try, which request a code is."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from uuid_utils.compat import uuid7

from services.intake.accounts.model import Account, Grant
from services.intake.accounts.rules import read_email, read_grant, read_name
from services.intake.accounts.use_cases import ManageAccounts, UnknownAccountError
from services.intake.acts.store import found_beside
from services.intake.acts.use_cases.erase import EraseLinked
from services.intake.board.adapters import read_outline
from services.intake.calls.adapters.practice import read_practice
from services.intake.calls.adapters.triage import read_triage
from services.intake.doors.adapters import read_limits
from services.intake.life_desk import Told, life_desk, nothing, stands_now
from services.intake.lookups.model import Look
from services.intake.lookups.store import PostgresLookReader
from services.intake.lookups.use_cases import TellLooks
from services.intake.organisations.letters import OrganisationLetters
from services.intake.organisations.model import Listed
from services.intake.organisations.rules import read_listed
from services.intake.organisations.use_cases.invite import InviteOrganisations
from services.intake.phone_hours.adapters import HOURS_FILE, read_hours
from services.intake.request_form.rules import IN_ORDER as NEEDS
from services.intake.requests.adapters import read_payment_ways, read_promises, read_town
from services.intake.requests.model import RequestId
from services.intake.requests.model.request import Relation
from services.intake.requests.rules.payment import PaymentWays
from services.intake.requests.store.requests import find_reference
from services.intake.requests.use_cases.erase import EraseRequests, StillOpenError
from services.intake.shifts.model import Attendance
from services.intake.shifts.rules import IDLE
from services.intake.shifts.store import PostgresShifts
from services.intake.sign_in.use_cases.demo import AddDemoStaff
from services.intake.staff.adapters import hash_password
from services.intake.staff.model import Staff, StaffId
from services.intake.staff.ports import NameTakenError
from services.intake.submissions.adapters import CAUTION_WEIGHTS_FILE, read_caution
from services.intake.submissions.rules.reference import read_reference
from services.intake.work import IntakeWork, store_over
from shared.activation import Activation
from shared.activation.current import PostgresCurrent
from shared.chance import Chance
from shared.clock import Clock
from shared.contracts.words import Language, StaffRole
from shared.letters import Letter, SealedPost, seal_for_notify
from shared.messaging.outbox import Announcement, Outbox, Story
from shared.messaging.relay import WAKE
from shared.postgres.places import ONE
from shared.postgres.pool import connected, open_pool
from shared.reach_points import ReachKind, ReachPoint
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeyRing
from shared.sealing.pseudonyms import VaultPseudonymKeys
from shared.sealing.tokens import new_token
from shared.sealing.vault import Vault
from shared.work import PostgresStore

__all__ = [
    "NEEDS",
    "NETWORK_READERS",
    "Account",
    "DemoAccount",
    "Grant",
    "InviteOrganisations",
    "Listed",
    "Look",
    "ManageAccounts",
    "NameTakenError",
    "PaymentWays",
    "Relation",
    "StaffId",
    "StillOpenError",
    "Told",
    "UnknownAccountError",
    "UnreadableError",
    "add_demo_staff",
    "answering_now",
    "erase_request",
    "inviting_organisations",
    "life_desk",
    "managed_accounts",
    "others_of",
    "read_email",
    "read_grant",
    "read_listed",
    "read_name",
    "read_payment_ways",
    "read_triage",
    "request_of",
    "send_letter",
    "stands_now",
    "who_saw",
]


def _read_promises(file: Path) -> object:
    """Read by when people hear; of what moment and by which hours is all the same here."""
    return read_promises(file, lambda: datetime.max.replace(tzinfo=UTC), read_hours(HOURS_FILE))


NETWORK_READERS: Final[Mapping[str, Callable[[Path], object]]] = {
    "caution.toml": lambda file: read_caution(file, CAUTION_WEIGHTS_FILE),
    "doors.toml": read_limits,
    "hours.toml": read_hours,
    "outlines": read_outline,
    "payment.toml": read_payment_ways,
    "practice.yaml": read_practice,
    "promises.toml": _read_promises,
    "town.toml": read_town,
    "triage.yaml": read_triage,
}
"""By the name of a file of the network, or of its folder, what reads it at the start."""
TRIAL_AGES = timedelta(minutes=10)
"""By the network's clock: a letter that only tries the way is of no use later."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Someone of the demo, whose secrets are printed."""

    name: str
    password: str
    role: str
    totp_secret: str


async def add_demo_staff(dsn: str, sealing_keys: str, account: DemoAccount) -> None:
    """Add someone who may sign in where the demo may, or the code app that they lack."""
    staff = Staff(
        id=StaffId(uuid7()),
        name=account.name,
        password_hash=hash_password(account.password),
        roles=(StaffRole(account.role),),
        is_demo=True,
    )
    async with _store(dsn, sealing_keys) as store:
        await AddDemoStaff(store).add_demo_staff(staff, account.totp_secret)


async def request_of(dsn: str, reference: str) -> UUID | None:
    """Find the request with the code that its asker was given, however it is typed."""
    async with connected(dsn) as connection:
        found = read_reference(reference)
        return await find_reference(connection, found) if found else None


async def others_of(dsn: str, request_id: UUID) -> Sequence[str]:
    """List what may be of the same person, by number, address or press; asked before erasing."""
    async with connected(dsn) as connection:
        return await found_beside(connection, RequestId(request_id))


async def erase_request(dsn: str, sealing_keys: str, request_id: UUID) -> bool:
    """Erase who asked; False for an unknown request. Raises StillOpenError."""
    async with _store(dsn, sealing_keys) as store:
        erasing = EraseLinked(store, EraseRequests(store, Chance(uuid7, new_token)))
        return await erasing.erase_request(RequestId(request_id))


class UnreadableError(Exception):
    """That is no whole reference, phone number or mail address, and no id."""


async def who_saw(
    dsn: str, sealing_keys: str, person: str | None, staff_name: str | None
) -> Sequence[Look]:
    """Tell who saw a person, or what a member of staff saw. Raises UnreadableError."""
    vault = Vault(KeyRing.from_text(sealing_keys))
    async with open_pool(dsn, name="intake-operating", places=ONE) as pool:
        tell = TellLooks(PostgresLookReader(pool), VaultPseudonymKeys(pool, vault))
        looks = await (tell.looks_by(staff_name or "") if person is None else tell.looks_at(person))
    if looks is None:
        raise UnreadableError
    return looks


async def send_letter(dsn: str, notify_public_key: str, recipient: str) -> UUID:
    """Write to `recipient` that letters arrive, by the way of all letters; gives its id."""
    clock = Clock()
    async with open_pool(dsn, name="intake-operating", places=ONE, greet=clock.set_by) as pool:
        activation = await PostgresCurrent(pool).activation()
        said = _trial(clock, activation, notify_public_key, recipient)
        async with pool.acquire() as connection, connection.transaction():
            await Outbox("porukalla/intake", clock.now, uuid7).append(connection, [said])
    return said.correlation_id


@asynccontextmanager
async def managed_accounts(dsn: str, sealing_keys: str) -> AsyncIterator[ManageAccounts]:
    """Give what changes accounts; what it says leaves at once where intake runs."""
    async with _store(dsn, sealing_keys) as store:
        yield ManageAccounts(store, Chance(uuid7, new_token), PostgresCurrent(store.pool))
        await store.pool.execute(f"NOTIFY {WAKE}")


@asynccontextmanager
async def inviting_organisations(
    dsn: str, sealing_keys: str, notify_public_key: str, origin: str
) -> AsyncIterator[InviteOrganisations]:
    """Give what invites organisations; the letters leave at once where intake runs."""
    chance = Chance(uuid7, new_token)
    post = SealedPost(seal_for_notify(KeyText(notify_public_key)), chance)
    async with _store(dsn, sealing_keys) as store:
        accounts = ManageAccounts(store, chance, PostgresCurrent(store.pool))
        letters = OrganisationLetters(post, origin, Clock().now)
        yield InviteOrganisations(store, accounts, letters, chance)
        await store.pool.execute(f"NOTIFY {WAKE}")


@asynccontextmanager
async def _store(dsn: str, sealing_keys: str) -> AsyncIterator[PostgresStore[IntakeWork]]:
    clock, vault = Clock(), Vault(KeyRing.from_text(sealing_keys))
    async with open_pool(dsn, name="intake-operating", places=ONE, greet=clock.set_by) as pool:
        outbox = Outbox("porukalla/intake", clock.now, uuid7)
        yield store_over(pool, outbox, vault, hint=nothing)


def _trial(
    clock: Clock, activation: Activation, notify_public_key: str, recipient: str
) -> Announcement:
    letter_id = uuid7()
    post = SealedPost(
        seal_for_notify(KeyText(notify_public_key)), Chance(lambda: letter_id, new_token)
    )
    letter = Letter(
        template="letters_arrive",
        about=letter_id,
        whose=letter_id,
        to=ReachPoint(ReachKind.EMAIL, recipient, Language.FINNISH),
        expires_at=clock.now() + TRIAL_AGES,
        values={},
    )
    return post.send(Story(letter_id, activation=activation), letter)


async def answering_now(dsn: str) -> int:
    """Count who is at the phone."""
    async with connected(dsn) as connection:
        return Attendance(await PostgresShifts(connection).now(IDLE)).answering

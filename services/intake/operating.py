"""What the operator's tool asks of intake: staff, a letter to try, which request a code is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from services.intake.requests.store import find_reference
from services.intake.staff.adapters import hash_password
from services.intake.staff.ports import NameTakenError
from services.intake.staff.store import PostgresStaff
from services.intake.staff.use_cases import CreateStaff, WeakPasswordError
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language, NoticeChannel
from shared.messaging.outbox import Announcement, Outbox
from shared.postgres.types import Connection
from shared.sealing.box import seal_for
from shared.sealing.notices import Notice

__all__ = [
    "NameTakenError",
    "WeakPasswordError",
    "create_staff",
    "request_of",
    "send_letter",
]

TRIAL_AGES = timedelta(minutes=10)
"""A letter that only tries the way is of no use later."""


async def create_staff(dsn: str, name: str, password: str, role: str) -> UUID:
    """Add someone who may sign in; `role` is operator, coordinator, reporter or admin.

    Raises WeakPasswordError, NameTakenError, or ValueError for an unknown role.
    """
    async with _connection(dsn) as connection:
        create = CreateStaff(PostgresStaff(connection), hash_password, uuid7)
        return await create.create_staff(name, password, role)


async def request_of(dsn: str, reference: str) -> UUID | None:
    """Find the request with the code that its asker was given, however it is typed."""
    async with _connection(dsn) as connection:
        return await find_reference(connection, reference.strip().upper())


async def send_letter(dsn: str, notify_public_key: str, recipient: str) -> UUID:
    """Write to `recipient` that letters arrive, by the way of all letters; gives its id."""
    notification_id = uuid7()
    data = NotificationRequested(
        notification_id=notification_id,
        template="letters_arrive",
        language=Language.FINNISH,
        channel=NoticeChannel.EMAIL,
        about=notification_id,
        expires_at=_now() + TRIAL_AGES,
        sealed=seal_for(notify_public_key, Notice(recipient, {}).to_json()),
    )
    said = Announcement(
        subject=f"notification/{notification_id}",
        version=1,
        data=data,
        correlation_id=notification_id,
    )
    async with _connection(dsn) as connection, connection.transaction():
        await Outbox("porukalla/intake", _now, uuid7).append(connection, [said])
    return notification_id


@asynccontextmanager
async def _connection(dsn: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # the operator's tool is an edge of its own

"""What the operator's tool asks of intake: staff, a letter to try, which request a code is."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from services.intake.passwords import hash_password
from services.intake.store.queries import SQL
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Language, NoticeChannel, StaffRole
from shared.messaging.outbox import Announcement, Outbox
from shared.sealing.box import seal_for
from shared.sealing.notices import Notice

SHORTEST_PASSWORD = 12
TRIAL_AGES = timedelta(minutes=10)
"""A letter that only tries the way is of no use later."""


class WeakPasswordError(Exception):
    """A password needs twelve characters or more."""


class NameTakenError(Exception):
    """Someone of the staff has this name."""


async def create_staff(dsn: str, name: str, password: str, role: str) -> UUID:
    """Add someone who may sign in; `role` is operator, coordinator, reporter or admin.

    Raises WeakPasswordError, NameTakenError, or ValueError for an unknown role.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPasswordError
    staff_id, known = uuid7(), StaffRole(role)
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(SQL["add_staff"], staff_id, name, hash_password(password), known)
    except asyncpg.UniqueViolationError:
        raise NameTakenError from None
    finally:
        await connection.close()
    return staff_id


async def request_of(dsn: str, reference: str) -> UUID | None:
    """Find the request with the code that its asker was given, however it is typed."""
    connection = await asyncpg.connect(dsn)
    try:
        found: UUID | None = await connection.fetchval(
            SQL["find_reference"], reference.strip().upper()
        )
    finally:
        await connection.close()
    return found


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
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            await Outbox("porukalla/intake", _now, uuid7).append(connection, [said])
    finally:
        await connection.close()
    return notification_id


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # the operator's tool is an edge of its own

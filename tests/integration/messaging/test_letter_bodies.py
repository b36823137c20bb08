"""A letter's sealed part is in the outbox until its fate is known, and the event stays."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.activation import FIRST_ACTIVATION
from shared.answered_letters import ForgetLetters
from shared.contracts.notify import NotificationFailed, NotificationRequested, NotificationSent
from shared.contracts.wire import read
from shared.contracts.words import Language, NoticeChannel
from shared.messaging.outbox import Announcement, Outbox
from shared.postgres.types import Connection, Pool
from shared.work import PostgresStore, PublishingTransaction

OUTBOX = Outbox("porukalla/test", lambda: datetime.now(UTC), uuid4)
DAY = timedelta(days=1)
SEALED = "c2VhbGVk"


def _work(connection: Connection) -> PublishingTransaction:
    return PublishingTransaction(connection, "test", OUTBOX)


@pytest.fixture
def store(pool: Pool) -> PostgresStore[PublishingTransaction]:
    return PostgresStore(pool, _work)


def letter(whose: UUID, expires_in: timedelta = DAY) -> NotificationRequested:
    return NotificationRequested(
        notification_id=uuid4(),
        template="proposal",
        language=Language.FINNISH,
        channel=NoticeChannel.EMAIL,
        about=uuid4(),
        expires_at=datetime.now(UTC) + expires_in,
        sealed=SEALED,
        whose=whose,
    )


def said(data: NotificationRequested | NotificationSent | NotificationFailed) -> Announcement:
    version = 1 if isinstance(data, NotificationRequested) else 2
    subject = f"notification/{data.notification_id}"
    return Announcement(subject, version, data, data.about, activation=FIRST_ACTIVATION)


async def ask(
    store: PostgresStore[PublishingTransaction], *letters: NotificationRequested
) -> list[NotificationRequested]:
    async with store.begin() as work:
        await work.publish([said(each) for each in letters])
    return list(letters)


async def sealed_parts(pool: Pool) -> dict[UUID, str]:
    rows = await pool.fetch("SELECT body FROM outbox WHERE type = 'notification.requested'")
    data = [read(row["body"].encode()).data for row in rows]
    return {
        each.notification_id: each.sealed
        for each in data
        if isinstance(each, NotificationRequested)
    }


def fates(asked: NotificationRequested) -> tuple[NotificationSent, NotificationFailed]:
    known = {
        "notification_id": asked.notification_id,
        "channel": asked.channel,
        "about": asked.about,
        "attempts": 1,
    }
    return NotificationSent(**known), NotificationFailed(**known, reason="expired")


@pytest.mark.parametrize("fate", [0, 1], ids=["sent", "failed"])
async def test_a_letter_is_emptied_when_its_fate_is_heard_and_others_are_not(
    store: PostgresStore[PublishingTransaction], pool: Pool, fate: int
) -> None:
    answered, open_one = await ask(store, letter(uuid4()), letter(uuid4()))
    forget = ForgetLetters(store)
    heard: Any = OUTBOX.envelope(said(fates(answered)[fate]))

    await forget.react_to_letter_ended(heard)
    await forget.react_to_letter_ended(heard)

    assert await sealed_parts(pool) == {
        answered.notification_id: "",
        open_one.notification_id: SEALED,
    }


async def test_a_confirmed_publish_alone_empties_nothing(
    store: PostgresStore[PublishingTransaction], pool: Pool
) -> None:
    (asked,) = await ask(store, letter(uuid4()))
    await pool.execute("UPDATE outbox SET sent_at = network_now()")

    assert await ForgetLetters(store).forget_expired() == 0
    assert await sealed_parts(pool) == {asked.notification_id: SEALED}


async def test_what_expired_unanswered_is_emptied_sent_or_not(
    store: PostgresStore[PublishingTransaction], pool: Pool
) -> None:
    old, young = await ask(store, letter(uuid4(), -DAY), letter(uuid4()))
    forget = ForgetLetters(store)

    assert [await forget.forget_expired(), await forget.forget_expired()] == [1, 0]
    assert await sealed_parts(pool) == {old.notification_id: "", young.notification_id: SEALED}


async def test_letters_to_one_person_are_emptied_together(
    store: PostgresStore[PublishingTransaction], pool: Pool
) -> None:
    erased, other = uuid4(), uuid4()
    letters = await ask(store, letter(erased), letter(other), letter(erased))

    async with store.begin() as work:
        assert await work.letter_bodies.empty_all_of(erased) == 2

    assert await sealed_parts(pool) == {
        each.notification_id: "" if each.whose == erased else SEALED for each in letters
    }


async def test_an_emptied_letter_still_says_which_it_was_and_when(
    store: PostgresStore[PublishingTransaction], pool: Pool
) -> None:
    (asked,) = await ask(store, letter(uuid4(), -DAY))
    columns = "event_id, type, subject, subject_version, created_at, sent_at"
    before = await pool.fetchrow(f"SELECT {columns} FROM outbox")  # noqa: S608  # ours

    await ForgetLetters(store).forget_expired()

    assert await pool.fetchrow(f"SELECT {columns} FROM outbox") == before  # noqa: S608  # ours
    body: str = await pool.fetchval("SELECT body FROM outbox")
    assert read(body.encode()).data == asked.model_copy(update={"sealed": ""})

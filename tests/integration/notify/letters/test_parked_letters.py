"""Letters that could not be taken in do not lie parked for ever."""

from datetime import timedelta
from uuid import uuid4

from services.notify.letters.adapters.parked import BrokerParkedLetters
from services.notify.letters.use_cases import DiscardParkedLetters
from shared.contracts.envelope import Envelope
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import write
from shared.messaging.errors import PermanentError
from shared.messaging.publisher import Publisher
from shared.messaging.receiver import Receiver
from shared.messaging.topology import WorkQueue
from tests.support.messaging import depth, put, take_all
from tests.support.notify.building import NOW, notification_requested
from tests.support.notify.grounds import PostgresGround

DAY = timedelta(days=1)


class UnwritableError(PermanentError):
    """Stands for whatever keeps a letter from being taken in."""


async def park(rabbit_url: str, queue: WorkQueue, *bodies: tuple[str, bytes]) -> None:
    async def refuse(_: object) -> None:
        raise UnwritableError

    publisher = Publisher(rabbit_url, name="test")
    for message_id, body in bodies:
        await put(rabbit_url, queue, body, message_id=message_id)
    for message in await take_all(rabbit_url, queue.name):
        await Receiver(queue, refuse, publisher)(message)
    await publisher.close()


def body_of(event: Envelope[NotificationRequested]) -> tuple[str, bytes]:
    return str(event.id), write(event)


async def test_what_expired_or_was_recalled_is_discarded_on_record_and_the_rest_waits(
    ground: PostgresGround, rabbit_url: str, queue: WorkQueue
) -> None:
    whose = uuid4()
    async with ground.store.begin() as work:
        await work.recalls.note(whose)
    expired = notification_requested(expires_at=NOW - DAY)
    recalled = notification_requested(expires_at=NOW + DAY, whose=whose)
    needed = notification_requested(expires_at=NOW + DAY)
    letters = [body_of(event) for event in (expired, recalled, needed)]
    await park(rabbit_url, queue, *letters, ("poison", b"no event"))

    parked = BrokerParkedLetters(rabbit_url, queue, ground.pool)
    discard = DiscardParkedLetters(ground.store, parked, lambda: NOW)
    counts = [await discard.discard_over(), await discard.discard_over()]

    rows = await ground.pool.fetch("SELECT event_id, action, actor FROM parked_audit")
    assert counts == [2, 0]
    assert {tuple(row) for row in rows} == {
        (str(event.id), "discarded", "notify") for event in (expired, recalled)
    }
    assert [event.id for event in await parked.all()] == [needed.id]
    assert await depth(rabbit_url, queue.parked) == 2

"""A partner that is back after three days, by the network's clock and over a real connection."""

import json
from collections import defaultdict
from datetime import timedelta
from uuid import UUID, uuid4

from standardwebhooks import Webhook

from services.notify.webhooks.use_cases import SendNews
from tests.support.notify.dying import http_sender
from tests.support.notify.grounds import SECRET, PostgresGround
from tests.support.notify.receivers import Received, partner, status

STEP = timedelta(hours=4)


async def send_due(ground: PostgresGround) -> None:
    sending = SendNews(ground.store, http_sender(), lambda: 0.0)
    while claims := await ground.due.claim_calls(20):
        for claim in claims:
            await sending.send_news(claim)


async def test_after_72_hours_all_comes_in_order_of_its_subject_and_once(
    ground: PostgresGround,
) -> None:
    async with partner(status(503)) as receiver:
        endpoint = await ground.add_endpoint_at(receiver.url, "request.created")
        places: dict[UUID, list[str]] = defaultdict(list)
        requests = [uuid4() for _ in range(3)]
        for hour in range(0, 72, 4):
            request = requests[hour // 4 % 3]
            added = await ground.add_news(endpoint, about=request, place=hour + 1)
            places[request].append(str(await _event_of(ground, added)))
            await send_due(ground)
            await ground.pass_time(STEP)
        missed = len(receiver.received)
        receiver.answer = status(204)
        for _ in range(3):
            await send_due(ground)
            await ground.pass_time(STEP)

    heard = [_id(each) for each in receiver.received[missed:]]
    assert missed > 3, "it was tried all the while"
    assert len(heard) == len(set(heard)) == 18
    for expected in places.values():
        assert [each for each in heard if each in expected] == expected
    for each in receiver.received[missed:]:
        Webhook(SECRET).verify(each.body, each.headers)


async def test_after_three_days_in_vain_it_is_off_and_the_way_back_sends_all_in_order(
    ground: PostgresGround,
) -> None:
    async with partner(status(503)) as receiver:
        endpoint = await ground.add_endpoint_at(receiver.url, "request.created")
        request = uuid4()
        added = [await ground.add_news(endpoint, about=request, place=at) for at in (1, 2, 3)]
        expected = [str(await _event_of(ground, each)) for each in added]
        for _ in range(25):
            await send_due(ground)
            await ground.pass_time(STEP)
        (off,) = await ground.endpoints.lines()
        waits_for_a_person = await ground.deliveries.count_for_humans()
        missed = len(receiver.received)
        receiver.answer = status(204)
        await send_due(ground)
        held = len(receiver.received)
        async with ground.store.begin() as work:
            await work.subscriptions.switch_on(endpoint)
            await work.deliveries.send_missed(endpoint, None)
        await send_due(ground)

    assert (off.enabled, off.waiting, waits_for_a_person, held) == (False, 2, 1, missed)
    assert [_id(each) for each in receiver.received[missed:]] == expected


def _id(received: Received) -> str:
    said: str = json.loads(received.body)["id"]
    return said


async def _event_of(ground: PostgresGround, delivery: UUID) -> UUID:
    found: UUID = await ground.pool.fetchval(
        "SELECT event_id FROM deliveries WHERE id = $1", delivery
    )
    return found

"""Whatever an endpoint does for a month: nothing is lost in silence, each subject is in order."""

import contextlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.notify.deliveries.model import Accepted, Claim, DeliveryId, Outcome, Refused
from services.notify.deliveries.use_cases import FollowUpDeliveries
from services.notify.webhooks.model import Call
from services.notify.webhooks.use_cases import SendNews, keep_news
from shared.contracts.notify import NotificationFailed
from shared.contracts.words import NoticeChannel
from tests.support.notify.building import NOW, delivery, news
from tests.support.notify.deliveries.fakes import (
    FakeDeliveries,
    FakeDeliveryLines,
    FakeDueDeliveries,
    FakeEndpointLines,
)
from tests.support.notify.fakes import FakeStore
from tests.support.notify.state import FakeEndpoint, FakeRow, fake_endpoint

MONTH = timedelta(days=30)


class KilledError(Exception):
    """The process dies after the partner took it and before it is stored."""


@dataclass
class Receiver:
    """A partner that is away, refuses and forgets as its schedule says."""

    chance: random.Random
    away: Sequence[tuple[datetime, datetime]]
    now: datetime = NOW
    heard: list[tuple[UUID, int]] = field(default_factory=list)
    """Subject and place of what was taken, in this order."""
    unheard: set[UUID] = field(default_factory=set)
    """Events whose acknowledgement was lost: these may come again."""
    places: dict[UUID, tuple[UUID, int]] = field(default_factory=dict)

    async def __call__(self, call: Call) -> Outcome:
        if any(begin <= self.now < end for begin, end in self.away):
            return self.chance.choice(
                [Refused("connection"), Refused("timeout"), Refused("429", timedelta(hours=1))]
            )
        self.heard.append(self.places[call.news.id])
        if self.chance.random() < 0.05:
            self.unheard.add(call.news.id)
            raise KilledError
        return Accepted("204")


class Town:
    """One endpoint, some subjects, a person who switches it on again, and fake time."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # a schedule, not a secret
        self.store = FakeStore()
        self.store.copied = lambda state: state
        self.endpoint = fake_endpoint("request.created")
        self.store.state.endpoints[self.endpoint.id] = self.endpoint
        self.receiver = Receiver(self.chance, tuple(self._absences()))
        self.due = FakeDueDeliveries(self.store)
        self.sending = SendNews(self.store, self.receiver, self.chance.random)
        lines = FakeDeliveryLines(self.store), FakeEndpointLines(self.store)
        self.people = FollowUpDeliveries(self.store, *lines, lambda: None)
        self.coming = sorted(self._events())

    def _absences(self) -> Iterator[tuple[datetime, datetime]]:
        at = NOW
        for _ in range(self.chance.randint(0, 3)):
            at += timedelta(hours=self.chance.choice([0, 0.1, 1, 10, 60]))
            end = at + timedelta(hours=self.chance.choice([0.05, 0.5, 5, 72, 100]))
            yield at, end
            at = end

    def _events(self) -> Iterator[tuple[datetime, int, UUID, int]]:
        subjects = [UUID(int=self.chance.getrandbits(128)) for _ in range(3)]
        for number in range(self.chance.randint(2, 8)):
            at = NOW + timedelta(hours=self.chance.choice([0, 0, 1, 20, 80, 200]))
            yield at, number, self.chance.choice(subjects), number + 1

    async def live(self) -> None:
        """Let a month pass; then a person sends what failed again."""
        while self.store.state.now < NOW + MONTH and await self._step():
            pass
        for _ in range(200):
            if not self.waits:
                return
            await self.send_missed()
            await self._step()

    async def send_missed(self) -> None:
        """Do as a person does who looks at the page."""
        await self.people.switch_on(self.endpoint.id)
        async with self.store.begin() as work:
            await work.deliveries.send_missed(self.endpoint.id, None)

    @property
    def waits(self) -> list[FakeRow]:
        """What has not been sent."""
        return [row for row in self.store.state.rows.values() if row.state != "sent"]

    async def _step(self) -> bool:
        state = self.store.state
        self.receiver.now = state.now
        while self.coming and self.coming[0][0] <= state.now:
            await self._take_in(*self.coming.pop(0)[2:])
        for claim in await self.due.claim_calls(10):
            await self._send(claim)
        if not self.endpoint_now.enabled and self.chance.random() < 0.5:
            state.now += timedelta(hours=self.chance.choice([1, 10]))
            await self.people.switch_on(self.endpoint.id)
            return True
        following = [moment for moment in self._moments() if moment > state.now]
        if not following:
            return False
        state.now = min(following)
        return True

    async def _send(self, claim: Claim) -> None:
        with contextlib.suppress(KilledError):
            await self.sending.send_news(claim)

    async def _take_in(self, subject: UUID, place: int) -> None:
        item = replace(delivery(NoticeChannel.WEBHOOK), id=DeliveryId(uuid4()), about=subject)
        item = replace(item, place=place)
        self.receiver.places[item.event_id] = subject, place
        async with self.store.begin() as work:
            await keep_news(work, item, self.endpoint.id, news(item.event_id))

    def _moments(self) -> Iterator[datetime]:
        yield from (at for at, *_ in self.coming)
        for row in self.store.state.rows.values():
            yield from filter(None, (row.due_at, row.leased_until))
        if self.endpoint_now.rests_until is not None:
            yield self.endpoint_now.rests_until
        if not self.endpoint_now.enabled:
            yield self.store.state.now + timedelta(hours=5)

    @property
    def endpoint_now(self) -> FakeEndpoint:
        """What the store holds now."""
        return self.store.state.endpoints[self.endpoint.id]


def failures(town: Town) -> set[UUID]:
    """Give what was said to have failed, whatever became of it later."""
    return {
        said.data.notification_id
        for said in town.store.state.published
        if isinstance(said.data, NotificationFailed)
    }


def dropped(town: Town) -> list[FakeRow]:
    """Find what neither arrived nor waits for anybody to decide, nor was said to have failed."""
    told, heard = failures(town), set(town.receiver.heard)
    return [
        row
        for row in town.store.state.rows.values()
        if (row.state == "sent" and (row.delivery.about, row.delivery.place) not in heard)
        or (row.state == "failed" and row.delivery.id not in told)
        or (row.state == "waiting" and town.endpoint_now.enabled)
    ]


def disorder(town: Town) -> list[tuple[UUID, int]]:
    """Find what arrived behind something later of its subject that had come before it was sent."""
    found = []
    highest: dict[UUID, int] = {}
    for subject, place in town.receiver.heard:
        if place < highest.get(subject, 0) and (subject, place) not in _late(town):
            found.append((subject, place))
        highest[subject] = max(place, highest.get(subject, 0))
    return found


def doubles(town: Town) -> list[UUID]:
    """Find what came twice though it was acknowledged."""
    twice = {each for each in town.receiver.heard if town.receiver.heard.count(each) > 1}
    lost = {town.receiver.places[event] for event in town.receiver.unheard}
    return [subject for subject, place in twice if (subject, place) not in lost]


def _late(town: Town) -> set[tuple[UUID, int]]:
    """Give what may come behind a later one of its subject.

    It came so to us, or was given up and sent again by a person, or came again unacknowledged.
    """
    rows = list(town.store.state.rows.values())
    given_up = failures(town)
    came_late = {
        (row.delivery.about, row.delivery.place)
        for at, row in enumerate(rows)
        if row.delivery.id in given_up
        or any(
            other.delivery.about == row.delivery.about and other.delivery.place > row.delivery.place
            for other in rows[:at]
        )
    }
    return came_late | {town.receiver.places[event] for event in town.receiver.unheard}


async def lived(seed: int) -> Town:
    town = Town(seed)
    await town.live()
    return town


@pytest.mark.parametrize("seeds", [range(300)])
async def test_whatever_an_endpoint_does_all_arrives_in_order_or_a_person_is_told(
    seeds: range,
) -> None:
    for seed in seeds:
        town = await lived(seed)
        assert (dropped(town), disorder(town), doubles(town), town.waits) == ([], [], [], []), seed


@pytest.mark.long
async def test_in_ten_thousand_schedules_nothing_is_dropped_in_silence() -> None:
    for seed in range(300, 10_300):
        town = await lived(seed)
        assert (dropped(town), disorder(town), doubles(town), town.waits) == ([], [], [], []), seed


def all_that_waits(due: FakeDueDeliveries) -> Sequence[FakeRow]:
    """Take whatever is due, as before there was an order."""
    return [row for row in due.store.state.rows.values() if row.state == "waiting"]


async def test_without_the_order_of_subjects_disorder_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(FakeDueDeliveries, "_first_of_subjects", all_that_waits)

    assert any([disorder(await lived(seed)) for seed in range(60)])


async def test_without_the_way_back_what_is_missing_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def forget(*_: object) -> int:
        return 0

    monkeypatch.setattr(FakeDeliveries, "send_missed", forget)

    assert any([(await lived(seed)).waits for seed in range(300)])

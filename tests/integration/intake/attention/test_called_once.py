"""Those on duty are called once each, whoever dies meanwhile: the note and the letters are one."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.duty.model import Duty
from services.intake.duty.rules import AT_MOST
from shared.activation import Activation
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from shared.contracts.words import Language
from shared.messaging.outbox import Announcement
from tests.support.intake.attention.building import call_on_duty
from tests.support.intake.building import Sealed
from tests.support.intake.postgres_world import PostgresWorld

_LETTERS = "SELECT body FROM outbox WHERE type = 'notification.requested'"


@pytest.fixture
async def night(world: PostgresWorld) -> PostgresWorld:
    """Have two on duty, and somebody who needs a person."""
    for name in ("kaisa", "veli"):
        staff_id = await world.add_staff(name)
        async with world.store.begin() as work:
            await work.duties.set_email(staff_id, f"{name}@example.org", Language.FINNISH)
            await work.duties.go_on(staff_id, AT_MOST)
    new = await world.add_request()
    async with world.store.begin() as work:
        await work.attention.call_person(new.id, AttentionReason.WORDS)
    return world


async def called(world: PostgresWorld) -> list[int]:
    """Count the letters to each member of staff."""
    said = [read(row["body"].encode()).data for row in await world.pool.fetch(_LETTERS)]
    letters = [one for one in said if isinstance(one, NotificationRequested)]
    return sorted(Counter(one.whose for one in letters).values())


async def test_many_processes_at_once_call_each_once(night: PostgresWorld) -> None:
    rounds = [call_on_duty(night.store, Sealed()) for _ in range(6)]

    await asyncio.gather(*(go() for go in rounds))
    first = await called(night)
    await night.pass_time(timedelta(minutes=10))
    await asyncio.gather(*(go() for go in rounds))

    assert (first, await called(night)) == ([1, 1], [2, 2])


async def test_a_round_that_dies_before_its_end_has_told_nobody(night: PostgresWorld) -> None:
    round_ = call_on_duty(night.store, Sealed())

    class Dying:
        """Writes one letter, and dies at the second."""

        written = 0

        def person_needed(self, duty: Duty, activation: Activation) -> Announcement:
            self.written += 1
            if self.written > 1:
                raise KeyboardInterrupt
            return round_.letters.person_needed(duty, activation)

    dying = replace(round_, letters=Dying())  # type: ignore[arg-type]  # it dies for real
    with pytest.raises(KeyboardInterrupt):
        await dying()
    before = await called(night)
    await round_()

    assert (before, await called(night)) == ([], [1, 1])

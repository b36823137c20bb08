"""A queue of several types feeds the reaction for each."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest

from shared.contracts.envelope import Envelope
from shared.contracts.matching import HoursLogged, MatchExpired
from shared.messaging.dispatch import (
    NoReactionError,
    UnequalTypesError,
    batch_by_type,
    by_type,
)
from shared.messaging.topology import WorkQueue
from tests.support.events import hours_logged, outbox

HOURS, EXPIRED = HoursLogged.event_type, MatchExpired.event_type


class Heard:
    """Remembers what each reaction was given."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    async def hours(self, _event: Envelope[Any]) -> None:
        self.told.append(("hours", 1))

    async def expired(self, _event: Envelope[Any]) -> None:
        self.told.append(("expired", 1))

    async def many(self, events: Sequence[Envelope[Any]]) -> None:
        self.told.append(("many", len(events)))


def queue(*types: str) -> WorkQueue:
    return WorkQueue("test", "several", types)


def event(event_type: str = HOURS) -> Envelope[Any]:
    found = outbox(uuid4).envelope(hours_logged())
    return found.model_copy(update={"type": event_type})


async def test_each_type_reaches_its_own_reaction() -> None:
    heard = Heard()
    handle = by_type(queue(HOURS, EXPIRED), {HoursLogged: heard.hours, MatchExpired: heard.expired})

    await handle(event(EXPIRED))
    await handle(event(HOURS))

    assert heard.told == [("expired", 1), ("hours", 1)]


async def test_a_type_without_a_reaction_is_parked() -> None:
    handle = by_type(queue(HOURS), {HoursLogged: Heard().hours})

    with pytest.raises(NoReactionError):
        await handle(event(EXPIRED))


@pytest.mark.parametrize("types", [(HOURS,), (HOURS, EXPIRED, "request.created")])
def test_a_queue_and_its_reactions_name_the_same_types(types: tuple[str, ...]) -> None:
    heard = Heard()

    with pytest.raises(UnequalTypesError, match=r"test\.several"):
        by_type(queue(*types), {HoursLogged: heard.hours, MatchExpired: heard.expired})


async def test_some_types_are_taken_at_once_and_before_the_others() -> None:
    heard = Heard()
    handle = batch_by_type(
        queue(HOURS, EXPIRED), {HoursLogged: heard.many}, {MatchExpired: heard.expired}
    )

    await handle([event(EXPIRED), event(), event(EXPIRED), event()])

    assert heard.told == [("many", 2), ("expired", 1), ("expired", 1)]


async def test_a_batch_without_the_usual_type_is_just_the_others() -> None:
    heard = Heard()
    handle = batch_by_type(
        queue(HOURS, EXPIRED), {HoursLogged: heard.many}, {MatchExpired: heard.expired}
    )

    await handle([event(EXPIRED)])

    assert heard.told == [("expired", 1)]

"""Whoever is erased gets no letter any more, whichever comes first: the letter or its recall."""

from uuid import UUID, uuid4

import pytest

from services.notify.letters.adapters.opener import NoticeOpener
from services.notify.letters.use_cases import RecallLetters, TakeInLetters
from shared.contracts.notify import NotificationFailed
from shared.sealing.box import Opener
from tests.support.notify.building import (
    NOW,
    PRIVATE_KEY,
    notification_recalled,
    notification_requested,
)
from tests.support.notify.fakes import WakingWorld
from tests.support.notify.letters.rendering import renderer


class World(WakingWorld):
    """Both reactions over one fake store."""

    async def ask(self, whose: UUID, sealed: str | None = None) -> None:
        opener = NoticeOpener(Opener([PRIVATE_KEY]))
        letters = TakeInLetters(
            store=self.store,
            open_notice=opener,
            renderer=renderer(),
            wake=self.wake,
            now=lambda: NOW,
        )
        await letters.react_to_notification_requested(
            notification_requested(whose=whose, sealed=sealed)
        )

    async def recall(self, whose: UUID) -> None:
        event = notification_recalled(whose)
        for _ in range(2):
            await RecallLetters(self.store).react_to_notification_recalled(event)


@pytest.mark.parametrize("steps", [("ask", "recall"), ("recall", "ask")], ids="-".join)
async def test_a_letter_and_its_recall_end_alike_in_both_orders(steps: tuple[str, str]) -> None:
    world, whose = World(), uuid4()

    for step in steps:
        await getattr(world, step)(whose)

    (row,), (said,) = world.store.state.rows.values(), world.store.state.published
    assert (row.state, row.reason, row.letter, row.handled) == (
        "failed",
        "recalled",
        None,
        True,
    )
    assert isinstance(said.data, NotificationFailed)
    assert (said.data.notification_id, said.data.reason) == (row.delivery.id, "recalled")


async def test_a_letter_after_its_recall_is_not_opened() -> None:
    world, whose = World(), uuid4()
    await world.recall(whose)

    await world.ask(whose, sealed="for a key that was destroyed")

    (row,) = world.store.state.rows.values()
    assert row.reason == "recalled"


async def test_letters_to_others_stay() -> None:
    world = World()
    await world.ask(uuid4())

    await world.recall(uuid4())

    (row,) = world.store.state.rows.values()
    assert (row.state, row.letter is None) == ("waiting", False)

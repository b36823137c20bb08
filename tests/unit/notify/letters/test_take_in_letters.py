"""Taking in what a person must be told."""

import pytest

from services.notify.letters.adapters.opener import NoticeOpener
from services.notify.letters.ports import UnopenableNoticeError, UnwritableLetterError
from services.notify.letters.use_cases import TakeInLetters, UnsupportedChannelError
from shared.contracts.words import NoticeChannel
from shared.sealing.box import Opener, new_keypair, seal_for
from tests.support.notify.building import (
    EXERCISE,
    HELP,
    NOW,
    PRIVATE_KEY,
    PUBLIC_KEY,
    notification_requested,
    of_exercise,
)
from tests.support.notify.fakes import WakingWorld
from tests.support.notify.letters.rendering import renderer


class World(WakingWorld):
    """The reaction over a fake store."""

    @property
    def letters(self) -> TakeInLetters:
        opener = NoticeOpener(Opener([PRIVATE_KEY]))
        return TakeInLetters(
            store=self.store,
            open_notice=opener,
            renderer=renderer(),
            wake=self.wake,
            now=lambda: NOW,
        )


async def test_a_letter_is_kept_and_the_loop_woken() -> None:
    world, event = World(), notification_requested()

    await world.letters.react_to_notification_requested(event)

    (row,) = world.store.state.rows.values()
    assert row.letter is not None
    assert row.letter.recipient == "aino@example.org"
    assert row.delivery.id == event.data.notification_id
    assert row.delivery.about == event.data.about
    assert row.delivery.correlation_id == event.correlationid
    assert row.expires_at == event.data.expires_at
    assert world.woken == 1


async def test_a_redelivered_letter_changes_nothing() -> None:
    world, event = World(), notification_requested()

    await world.letters.react_to_notification_requested(event)
    await world.letters.react_to_notification_requested(event)

    assert len(world.store.state.rows) == 1


@pytest.mark.parametrize(
    "sealed",
    ["not base64 §", seal_for(new_keypair()[1], b"{}"), seal_for(PUBLIC_KEY, b"[1]")],
    ids=["not base64", "for another", "not a notice"],
)
async def test_a_box_that_does_not_open_is_for_a_human(sealed: str) -> None:
    world = World()

    with pytest.raises(UnopenableNoticeError) as caught:
        await world.letters.react_to_notification_requested(notification_requested(sealed=sealed))

    assert world.store.state.rows == {}
    assert "aino" not in str(caught.value)


async def test_a_letter_that_comes_emptied_is_kept_without_content() -> None:
    world, event = World(), notification_requested(sealed="")

    await world.letters.react_to_notification_requested(event)

    (row,) = world.store.state.rows.values()
    assert row.letter is None
    assert row.expires_at == event.data.expires_at


UNOPENABLE = seal_for(new_keypair()[1], b"{}")
"""For a key that was destroyed."""


async def test_a_letter_that_comes_after_its_time_is_not_opened() -> None:
    world = World()

    await world.letters.react_to_notification_requested(
        notification_requested(sealed=UNOPENABLE, expires_at=NOW)
    )

    (row,) = world.store.state.rows.values()
    assert row.letter is None


async def test_a_letter_that_was_taken_in_is_not_opened_again() -> None:
    world, event = World(), notification_requested()
    await world.letters.react_to_notification_requested(event)

    again = event.data.model_copy(update={"sealed": UNOPENABLE})
    await world.letters.react_to_notification_requested(event.model_copy(update={"data": again}))

    assert len(world.store.state.rows) == 1


async def test_an_unknown_template_is_for_a_human() -> None:
    world = World()

    with pytest.raises(UnwritableLetterError):
        await world.letters.react_to_notification_requested(
            notification_requested(template="unknown")
        )

    assert world.store.state.rows == {}


async def test_a_template_without_its_values_is_for_a_human() -> None:
    event = notification_requested(template="proposal")

    with pytest.raises(UnwritableLetterError):
        await World().letters.react_to_notification_requested(event)


@pytest.mark.parametrize("channel", [NoticeChannel.SMS, "of_a_later_version"])
async def test_a_channel_nobody_serves_is_for_a_human(channel: str) -> None:
    world, event = World(), notification_requested(channel=channel)

    with pytest.raises(UnsupportedChannelError):
        await world.letters.react_to_notification_requested(event)

    assert world.store.state.rows == {}


async def test_a_letter_in_a_language_to_come_is_kept_with_its_code() -> None:
    world, event = World(), notification_requested(language="se")

    await world.letters.react_to_notification_requested(event)

    (row,) = world.store.state.rows.values()
    assert row.letter is not None
    assert row.letter.language == "se"


async def test_a_letter_belongs_to_the_activation_of_its_event() -> None:
    world, real = World(), notification_requested()

    await world.letters.react_to_notification_requested(real)
    await world.letters.react_to_notification_requested(of_exercise(notification_requested()))

    rows = world.store.state.rows.values()
    assert [row.delivery.activation for row in rows] == [HELP, EXERCISE]

"""What notify says of a message is kept with the request it is about."""

from uuid import uuid4

from services.intake.timelines.use_cases import KeepMessages
from tests.support.intake.scene import Scene
from tests.support.intake.timelines.building import failed, sent


async def test_a_message_is_kept_once_however_often_it_is_heard() -> None:
    scene = Scene()
    story = await scene.open()
    keep, event = KeepMessages(scene.store), sent(story.request_id, uuid4())

    for _ in range(2):
        await keep.react_to_notification_sent(event)

    ((kept_of, kept),) = scene.store.state.messages.values()
    assert (kept_of, kept.template, kept.reason) == (story.request_id, "proposal", None)


async def test_in_any_order_the_newer_word_stands() -> None:
    scene = Scene()
    story = await scene.open()
    keep, letter = KeepMessages(scene.store), uuid4()

    await keep.react_to_notification_sent(sent(story.request_id, letter, version=4))
    await keep.react_to_notification_failed(failed(story.request_id, letter, version=2))

    ((_, kept),) = scene.store.state.messages.values()
    assert (kept.version, kept.reason) == (4, None)


async def test_no_address_and_no_person_is_kept() -> None:
    scene = Scene()
    story = await scene.open()

    await KeepMessages(scene.store).react_to_notification_failed(failed(story.request_id, uuid4()))

    ((_, kept),) = scene.store.state.messages.values()
    assert kept.reason == "bad_address"
    assert "@" not in repr(kept)

"""A letter to who asked never arrived: a person is called."""

from services.intake.attention.model import AttentionReason
from services.intake.timelines.use_cases import KeepMessages
from shared.contracts.envelope import Envelope
from shared.contracts.notify import NotificationFailed
from tests.support.events import lost_letter
from tests.support.intake.scene import Scene


async def hear(scene: Scene, event: Envelope[NotificationFailed]) -> None:
    await KeepMessages(scene.store).react_to_notification_failed(event)


def called(scene: Scene) -> list[AttentionReason]:
    return [item.attention.reason for item in scene.store.state.attentions.values()]


async def test_a_person_is_called_once_however_often_it_is_heard() -> None:
    scene = Scene()
    await scene.open()
    event = lost_letter(scene.store.state.published)

    for _ in range(2):
        await hear(scene, event)

    assert called(scene) == [AttentionReason.LETTER_FAILED]


async def test_of_what_is_over_nobody_is_called() -> None:
    scene = Scene()
    await scene.open()
    await scene.following.cancel_request(scene.link)

    await hear(scene, lost_letter(scene.store.state.published))

    assert called(scene) == []


async def test_news_for_a_partner_about_the_request_are_no_letter_of_theirs() -> None:
    scene = Scene()
    await scene.open()
    event = lost_letter(scene.store.state.published)
    scene.store.state.published.clear()

    await hear(scene, event)

    assert called(scene) == []

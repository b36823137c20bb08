"""Erasing who asked, once the request has ended."""

from uuid import uuid4

import pytest

from services.intake.requests.model import RequestId
from services.intake.requests.use_cases.erase import EraseRequests, StillOpenError
from shared.contracts.notify import NotificationRecalled, NotificationRequested
from tests.support.intake.building import Drawn
from tests.support.intake.scene import Scene
from tests.support.intake.submissions.building import plea


def erasing(scene: Scene) -> EraseRequests:
    return EraseRequests(scene.store, Drawn().chance())


async def closed() -> Scene:
    scene = Scene()
    await scene.open()
    await scene.following.cancel_request(scene.link)
    return scene


async def test_letters_are_recalled_and_emptied_and_the_page_is_gone() -> None:
    scene = await closed()
    request_id = scene.request.stored.id

    assert await erasing(scene).erase_request(request_id)

    (recalled,) = scene.said(NotificationRecalled)
    assert recalled.whose == request_id
    assert {letter.sealed for letter in scene.said(NotificationRequested)} == {""}
    assert await scene.following.show_request(scene.link) is None


async def test_an_open_request_is_not_erased() -> None:
    scene = Scene()
    await scene.open()

    with pytest.raises(StillOpenError):
        await erasing(scene).erase_request(scene.request.stored.id)

    assert scene.said(NotificationRecalled) == []
    assert await scene.following.show_request(scene.link) is not None


async def test_an_unknown_request_is_told_apart() -> None:
    assert not await erasing(await closed()).erase_request(RequestId(uuid4()))


async def test_who_sent_the_same_before_is_not_known_any_more() -> None:
    scene = await closed()
    await erasing(scene).erase_request(scene.request.stored.id)

    receipt = await scene.submissions.take_in(plea(), "key-of-the-scene")

    assert receipt.first

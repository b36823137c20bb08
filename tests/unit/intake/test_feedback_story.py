"""One question after the help, answered once."""

import pytest

from services.intake.attention.model import AttentionReason
from shared.contracts.intake import FeedbackReceived
from shared.contracts.words import Helped
from tests.support.intake.scene import Scene


@pytest.mark.parametrize("helped", Helped)
async def test_the_first_answer_stays_and_whoever_lacks_help_is_called(helped: Helped) -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched(), story.completed())

    for answer in (helped, Helped.YES):
        assert await scene.feedback.answer(scene.link, answer)

    called = [each.attention.reason for each in scene.store.state.attentions.values()]
    (said,) = scene.said(FeedbackReceived)
    assert said.helped is helped
    assert called == ([] if helped is Helped.YES else [AttentionReason.NOT_HELPED])
    standing = await scene.following.show_request(scene.link)
    assert standing is not None
    assert (standing.helped, standing.may_answer) == (helped, False)


async def test_it_is_asked_only_where_help_was_reported_and_each_time_anew() -> None:
    scene = Scene()
    first = await scene.open()
    second = first.again()

    assert await scene.feedback.answer(scene.link, Helped.NO)
    await scene.hear(first.proposed(), first.matched(), first.completed())
    await scene.feedback.answer(scene.link, Helped.NO)
    await scene.reopening.reopen_request(scene.link)
    await scene.hear(second.proposed(), second.matched(), second.completed())
    await scene.feedback.answer(scene.link, Helped.YES)

    assert [each.helped for each in scene.said(FeedbackReceived)] == [Helped.NO, Helped.YES]
    versions = [
        item.version for item in scene.store.state.published if item.subject.startswith("request/")
    ]
    assert versions == list(range(1, len(versions) + 1))
    assert scene.letters().count("request_completed") == 2


async def test_an_unknown_link_answers_nothing() -> None:
    assert not await Scene().feedback.answer("a guess", Helped.NO)

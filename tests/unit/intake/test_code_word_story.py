"""The word by which helper and helped know each other: who is told it, when, and by whom."""

from dataclasses import replace

import pytest

from services.intake.attention.model import AttentionReason
from services.intake.requests.model import State
from shared.reach_points import Whose
from tests.support.intake.scene import Scene


async def test_a_matched_request_has_a_code_word_and_its_asker_hears() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched())

    standing = await scene.following.show_request(scene.link)
    assert scene.state is State.ASSIGNED
    assert standing is not None
    assert standing.code_word
    assert scene.letters() == ["request_received", "request_matched"]


async def test_the_word_is_the_one_that_was_told_at_once() -> None:
    scene = Scene()
    story = await scene.open()
    told = await scene.following.show_request(scene.link)

    await scene.hear(story.proposed(), story.matched())

    standing = await scene.following.show_request(scene.link)
    ((assignment, _),) = scene.request.assignments
    assert told is not None
    assert standing is not None
    assert told.code_word == standing.code_word == assignment.code_word != ""


async def test_letters_say_the_word_to_whom_only_notify_can_read_them() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched(), story.withdrawn())

    first, second, third = [notice.values["code_word"] for notice in scene.sealed.notices]
    assert first == second != third
    for word in (first, third):
        assert word not in str(scene.store.state.published)


async def test_the_word_changes_as_soon_as_a_helper_is_gone() -> None:
    scene = Scene()
    story = await scene.open()
    await scene.hear(story.proposed(), story.matched())
    before = await scene.following.show_request(scene.link)

    await scene.hear(story.withdrawn())

    after = await scene.following.show_request(scene.link)
    assert before is not None
    assert after is not None
    assert after.code_word not in {"", before.code_word}


async def test_an_ended_request_has_no_word() -> None:
    scene = Scene()
    await scene.open()

    await scene.following.cancel_request(scene.link)

    standing = await scene.following.show_request(scene.link)
    assert standing is not None
    assert standing.code_word == ""


async def test_a_request_from_before_there_were_words_at_once_gets_one_with_its_helper() -> None:
    scene = Scene()
    story = await scene.open()
    scene.request.code_word = ""

    await scene.hear(story.proposed(), story.matched())

    ((assignment, _),) = scene.request.assignments
    standing = await scene.following.show_request(scene.link)
    assert standing is not None
    assert standing.code_word == assignment.code_word != ""


async def test_who_no_letter_reaches_is_rung_when_there_is_a_helper_and_when_they_change() -> None:
    scene = Scene()
    story = await scene.open(email="")
    await scene.hear(story.proposed())
    before = called(scene)

    await scene.hear(story.matched(), story.withdrawn())

    assert (before, called(scene)) == ([], [AttentionReason.TELL_CODE_WORD])


async def test_who_got_a_letter_with_the_word_is_not_rung() -> None:
    scene = Scene()
    story = await scene.open()

    await scene.hear(story.proposed(), story.matched(), story.withdrawn())

    assert called(scene) == []


async def test_who_was_asked_for_is_rung_though_a_letter_reaches_the_one_who_asked() -> None:
    scene = Scene()
    story = await scene.open()
    asker = replace(scene.request.plea.reach_points[-1], whose=Whose.ASKER)
    scene.request.plea = replace(scene.request.plea, reach_points=(asker,))

    await scene.hear(story.proposed(), story.matched())

    assert scene.letters()[-1] == "request_matched"
    assert called(scene) == [AttentionReason.TELL_CODE_WORD]


def called(scene: Scene) -> list[AttentionReason]:
    return [kept.attention.reason for kept in scene.store.state.attentions.values()]


@pytest.mark.parametrize("helpers", [2, 5])
async def test_no_two_helpers_have_the_same_code_word(helpers: int) -> None:
    scene = Scene()
    story = await scene.open()
    scene.always_draw_the_first_word()

    for _ in range(helpers):
        await scene.hear(story.proposed(), story.matched(), story.withdrawn())
        story = story.again()

    words = [assignment.code_word for assignment, _ in scene.request.assignments]
    standing = await scene.following.show_request(scene.link)
    assert standing is not None
    assert len({*words, standing.code_word}) == helpers + 1

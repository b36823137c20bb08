"""The one who is helped hears that somebody asked for them, by their own channel."""

from dataclasses import replace
from typing import Final

import pytest

from services.intake.attention.model import AttentionReason, Outcome
from services.intake.requests.model import Template
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.calls import why_called
from services.intake.submissions.rules.plea import read_plea
from services.intake.submissions.rules.told import answered_at, told_at
from services.intake.submissions.rules.ways import as_said_before
from tests.support.intake.doors.building import LIMITS
from tests.support.intake.requests.building import MatchStory
from tests.support.intake.scene import Scene
from tests.support.intake.state import FakeAttention
from tests.support.intake.submissions.building import FIELDS, FOR_ANOTHER, municipality_of

ANOTHER: Final = FIELDS | FOR_ANOTHER
TOLD_BY_A_PERSON: Final = frozenset({AttentionReason.TELL_HELPED})


def read(fields: dict[str, str]) -> Plea:
    plea = read_plea(fields, municipality_of)
    assert isinstance(plea, Plea)
    return plea


async def taken_in(scene: Scene, plea: Plea) -> None:
    await scene.submissions.take_in(plea, "key-of-the-scene")


async def test_each_of_the_two_gets_a_letter_and_a_link_of_their_own() -> None:
    scene = Scene()

    await taken_in(scene, read(ANOTHER))

    assert scene.letters() == [Template.RECEIVED, Template.ASKED_FOR_YOU]
    assert len(scene.store.state.status_links) == 2


async def test_the_link_of_the_one_who_is_helped_says_no() -> None:
    scene = Scene()
    await taken_in(scene, read(ANOTHER))

    asker, helped = (notice.values["status_url"] for notice in scene.sealed.notices)
    assert asker != helped
    assert await scene.following.cancel_request(helped.rpartition("/")[2])
    assert scene.request.stored.closure is not None


async def test_each_letter_greets_whoever_it_is_written_to() -> None:
    scene = Scene()

    await taken_in(scene, read(ANOTHER))

    received, asked = scene.sealed.notices
    assert (received.recipient, received.values["first_name"]) == ("kaisa@example.org", "Kaisa")
    assert "asker_name" not in received.values
    assert received.values["for_other"] == "yes"
    assert "for_other" not in asked.values
    assert (asked.recipient, asked.values["first_name"]) == ("aino@example.org", "Aino")
    assert asked.values["asker_name"] == "Kaisa"


async def test_who_asks_for_themselves_gets_one_letter() -> None:
    scene = Scene()

    await taken_in(scene, read(FIELDS))

    assert scene.letters() == [Template.RECEIVED]
    assert "for_other" not in scene.sealed.notices[0].values
    assert why_called(read(FIELDS), (), ()) == frozenset()


@pytest.mark.parametrize(
    ("bent", "is_told", "calls"),
    [
        ({}, True, frozenset()),
        ({"may_write": "no"}, False, TOLD_BY_A_PERSON),
        ({"email": ""}, False, TOLD_BY_A_PERSON),
        ({"email": "Kaisa@example.org"}, False, TOLD_BY_A_PERSON),
        ({"email": "", "phone": "", "ask_at": "Kirjastossa"}, False, TOLD_BY_A_PERSON),
        ({"email": "", "phone": ""}, False, frozenset()),
    ],
)
async def test_where_no_letter_is_safe_a_person_tells_them(
    bent: dict[str, str], is_told: bool, calls: frozenset[AttentionReason]
) -> None:
    scene, plea = Scene(), read(ANOTHER | bent)

    await taken_in(scene, plea)

    assert (told_at(plea) is not None) is is_told
    assert (Template.ASKED_FOR_YOU in scene.letters()) is is_told
    assert why_called(plea, (), ()) == calls
    called = {item.attention.reason for item in scene.store.state.attentions.values()}
    assert TOLD_BY_A_PERSON & called == calls


def test_a_client_that_knows_one_number_gives_nobody_to_tell() -> None:
    plea = read(dict(as_said_before(FIELDS | {"on_behalf": "yes"})))

    assert why_called(plea, (), ()) == frozenset()
    assert answered_at(plea) is not None


async def test_where_no_more_letters_leave_a_person_tells_them() -> None:
    scene = Scene()
    scene.submissions.door.letters.limits = replace(LIMITS, letters_an_hour=1)

    await taken_in(scene, read(ANOTHER))

    calls = [each.attention.reason for each in scene.store.state.attentions.values()]
    assert scene.letters() == [Template.RECEIVED]
    assert calls == [AttentionReason.TELL_HELPED]


async def opened(scene: Scene, **bent: str) -> MatchStory:
    asked = await scene.submissions.take_in(read(ANOTHER | bent), "key-of-the-scene")
    scene.link = asked.answer.status_url.rpartition("/")[2]
    (request_id,) = scene.store.state.requests
    return MatchStory(request_id)


def telling(scene: Scene) -> int:
    calls = scene.store.state.attentions.values()
    return sum(each.attention.reason is AttentionReason.TELL_HELPED for each in calls)


async def test_what_was_corrected_they_hear_by_their_own_letter_and_are_not_flooded() -> None:
    scene = Scene()
    await opened(scene)

    for number in range(6):
        await scene.corrections.correct_request(scene.link, {"street": f"Katu {number}"})

    told = zip(scene.letters(), scene.sealed.notices, strict=True)
    changed = [notice.recipient for template, notice in told if template == Template.CHANGED]
    assert changed == [FIELDS["email"]] * 4
    assert telling(scene) == 1


async def test_where_no_letter_is_safe_a_person_tells_what_was_corrected_or_opened_again() -> None:
    scene = Scene()
    story = await opened(scene, may_write="no")
    (first,) = [each for each in scene.store.state.attentions.values() if is_telling(each)]
    first.settled_as = Outcome.REACHED

    await scene.corrections.correct_request(scene.link, {"street": "Katu 2"})
    (second,) = [each for each in scene.store.state.attentions.values() if is_telling(each)][1:]
    second.settled_as = Outcome.REACHED
    await scene.hear(story.proposed(), story.matched(), story.completed())
    await scene.reopening.reopen_request(scene.link)

    assert telling(scene) == 3
    assert Template.CHANGED not in scene.letters()


async def test_what_was_opened_again_they_hear_by_their_own_letter() -> None:
    scene = Scene()
    story = await opened(scene)
    await scene.hear(story.proposed(), story.matched(), story.completed())

    await scene.reopening.reopen_request(scene.link)

    assert scene.letters()[-1] == Template.CHANGED
    assert scene.sealed.notices[-1].recipient == FIELDS["email"]
    assert scene.sealed.notices[-1].values["code_word"] == scene.request.code_word


async def test_who_asks_for_themselves_is_not_told_what_they_did() -> None:
    scene = Scene()
    await scene.open()

    await scene.corrections.correct_request(scene.link, {"street": "Katu 2"})

    assert scene.letters() == [Template.RECEIVED]
    assert telling(scene) == 0


def is_telling(item: FakeAttention) -> bool:
    return item.attention.reason is AttentionReason.TELL_HELPED

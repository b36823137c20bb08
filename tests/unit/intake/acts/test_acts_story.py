"""A coordinator closes, opens again, changes, and writes beside a request; each is on record."""

from datetime import timedelta

import pytest

from services.intake.acts.model import Act, Outcome, Press, Reason
from services.intake.acts.rules.notes import LONGEST_NOTE
from services.intake.acts.rules.stand import REOPENED_WITHIN
from services.intake.attention.model import AttentionReason
from services.intake.requests.model import Closure, State
from shared.contracts.intake import RequestCancelled, RequestClosed, RequestReopened, RequestUpdated
from shared.contracts.words import Urgency
from tests.support.intake.acts.building import PEKKA, Hands
from tests.support.intake.requests.building import MatchStory


async def asked() -> tuple[Hands, MatchStory]:
    hands = Hands()
    story = await hands.scene.open()
    await hands.scene.hear(story.proposed())
    return hands, story


async def test_a_request_is_closed_with_a_reason_that_is_said_and_on_record() -> None:
    hands, _ = await asked()

    assert await hands.close(Reason.UNFULFILLED) is Outcome.DONE

    shown = await hands.look()
    (cancelled,) = hands.scene.said(RequestCancelled)
    (closed,) = hands.scene.said(RequestClosed)
    assert (cancelled.reason, closed.reason) == ("unfulfilled", "unfulfilled")
    assert shown.stand.request.closure is Closure.UNFULFILLED
    assert [(each.by, each.act, each.reason) for each in shown.done] == [
        ("Kaisa", Act.CLOSED, Reason.UNFULFILLED)
    ]
    assert hands.scene.letters()[-1] == "request_closed"


async def test_nobody_rings_about_what_a_coordinator_closed_but_in_danger() -> None:
    hands, story = await asked()
    async with hands.scene.store.begin() as work:
        for reason in (AttentionReason.CALL_BACK, AttentionReason.WORDS):
            await work.attention.call_person(story.request_id, reason)

    await hands.close()

    async with hands.scene.store.begin() as work:
        left = await work.attention.open_of(story.request_id)
    assert [each.reason for each in left] == [AttentionReason.WORDS]


async def test_of_two_coordinators_the_second_is_told_what_changed_and_overwrites_nothing() -> None:
    hands, _ = await asked()
    seen = (await hands.look()).stand.seen
    first = Press(hands.id, PEKKA.id, Reason.ASSESSED, seen)

    kept = await hands.change.correct(first, {"urgency": "no_hurry"})
    late = Press(hands.id, hands.scene.store.state.staff["kaisa"].id, Reason.NO_CONTACT, seen)

    assert kept is Outcome.DONE
    assert await hands.end.close(late) is Outcome.CHANGED
    assert await hands.change.correct(late, {"urgency": "today"}) is Outcome.CHANGED
    shown = await hands.look()
    assert (shown.stand.request.closure, shown.stand.request.urgency) == (None, Urgency.NO_HURRY)
    assert [(each.by, each.act, list(each.fields)) for each in shown.done] == [
        ("Pekka", Act.CORRECTED, ["urgency"])
    ]


async def test_what_matching_said_meanwhile_is_told_first_too() -> None:
    hands, story = await asked()
    press = await hands.press(Reason.NO_CONTACT)

    await hands.scene.hear(story.matched())

    assert await hands.end.close(press) is Outcome.CHANGED
    assert await hands.close() is Outcome.DONE


async def test_a_helper_is_let_go_by_the_end_and_the_search_begins_anew_when_it_is_undone() -> None:
    hands, story = await asked()
    await hands.scene.hear(story.matched())
    word = hands.scene.request.assignments[0][0].code_word
    await hands.close()
    ended = [is_open for _, is_open in hands.scene.request.assignments]

    assert await hands.reopen() is Outcome.DONE

    await hands.scene.hear(story.withdrawn())
    (said,) = hands.scene.said(RequestReopened)
    assert ended == [False]
    assert (hands.scene.state, said.category) == (State.OPEN, "groceries")
    assert hands.scene.request.code_word != word
    assert hands.scene.letters()[-1] == "still_looking"
    attention = [each.settled_by for each in hands.scene.store.state.attentions.values()]
    assert attention == [(await hands.press(None)).staff_id]


async def test_what_was_set_aside_is_decided_again() -> None:
    hands, _ = await asked()
    async with hands.scene.store.begin() as work:
        await work.requests.save_standing(hands.id, 0, State.CLOSED, Closure.SET_ASIDE)

    assert await hands.reopen(Reason.BY_MISTAKE) is Outcome.DONE

    assert hands.scene.state is State.HELD
    assert hands.scene.said(RequestReopened) == []
    assert await hands.close() is Outcome.HELD


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        (REOPENED_WITHIN, Outcome.DONE),
        (REOPENED_WITHIN + timedelta(seconds=1), Outcome.TOO_LATE),
    ],
)
async def test_an_end_is_undone_within_a_stated_time(later: timedelta, outcome: Outcome) -> None:
    hands, _ = await asked()
    await hands.close()
    hands.later = later

    assert await hands.reopen() is outcome
    assert (Act.REOPENED in (await hands.look()).may) is False


async def test_what_does_not_fit_its_stand_is_refused_and_leaves_no_row() -> None:
    hands, _ = await asked()

    refused: list[object] = [
        await hands.reopen(),
        await hands.close(None),
        await hands.close(Reason.OUTDATED),
    ]
    await hands.close()
    refused += [await hands.close(), await hands.correct(urgency="today")]

    assert refused == [
        Outcome.NOT_OVER,
        Outcome.NO_REASON,
        Outcome.NO_REASON,
        Outcome.OVER,
        Outcome.OVER,
    ]
    assert len((await hands.look()).done) == 1


async def test_in_danger_only_the_list_of_those_on_duty_says_what_became_of_it() -> None:
    hands, _ = await asked()
    async with hands.scene.store.begin() as work:
        await work.requests.save_standing(hands.id, 2, State.ESCALATED, None)

    assert await hands.close() is Outcome.WITH_A_PERSON
    assert (await hands.look()).may == {Act.NOTED, Act.STRUCK, Act.UNLINKED}


async def test_need_urgency_and_place_change_as_by_the_one_who_asked() -> None:
    hands, _ = await asked()

    changed = await hands.correct(
        category="groceries pharmacy", urgency="no_hurry", street="Katu 1"
    )
    again = await hands.correct(category="groceries pharmacy", urgency="no_hurry")
    wrong = await hands.correct(postal_code="1")

    (said,) = hands.scene.said(RequestUpdated)
    assert (changed, again) == (Outcome.DONE, Outcome.NOTHING_NEW)
    assert isinstance(wrong, tuple)
    assert (said.changed, said.urgency) == (("category", "urgency"), "no_hurry")
    assert hands.scene.request.plea.contact.street == "Porrassalmenkatu 1"
    assert [list(each.fields) for each in (await hands.look()).done] == [["category", "urgency"]]


async def test_a_note_is_kept_whatever_changed_and_is_struck_but_never_gone() -> None:
    hands, _ = await asked()
    press = await hands.press(None)
    await hands.correct(urgency="no_hurry")

    written = await hands.keep.write(press, "  Soittaa huomenna.\r\nOvikello rikki ")
    (note,) = (await hands.look()).notes
    struck = await hands.keep.strike(await hands.press(Reason.OUTDATED), note.id)
    again = await hands.keep.strike(await hands.press(Reason.OUTDATED), note.id)

    (after,) = (await hands.look()).notes
    assert (written, struck, again) == (Outcome.DONE, Outcome.DONE, Outcome.CHANGED)
    assert (after.text, after.struck_by) == ("Soittaa huomenna.\nOvikello rikki", "Kaisa")
    acts = [each.act for each in (await hands.look()).done]
    assert acts == [Act.STRUCK, Act.NOTED, Act.CORRECTED]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("  ", "missing"), ("x" * (LONGEST_NOTE + 1), "long"), ("131052-308T", "identity_code")],
)
async def test_a_note_that_says_nothing_too_much_or_what_nobody_should_know_is_refused(
    typed: str, code: str
) -> None:
    hands, _ = await asked()

    said = await hands.keep.write(await hands.press(None), typed)

    assert isinstance(said, tuple)
    assert [each.code for each in said] == [code]
    assert (await hands.look()).notes == []

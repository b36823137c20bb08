"""Two requests for the same become one, and two again."""

from dataclasses import replace

import pytest

from services.intake.acts.model import Act, Outcome
from services.intake.requests.model import Closure, State
from shared.contracts.intake import RequestClosed, RequestUpdated
from shared.contracts.words import Category
from shared.reach_points import ReachKind, ReachPoint
from tests.support.activations import EXERCISE
from tests.support.intake.acts.two import FIRST, SECOND, said, two


async def test_one_stays_with_the_words_of_both_and_the_links_of_the_other_lead_there() -> None:
    both = await two()

    assert await both.hands.merge(both.other.lower().replace("-", " ")) is Outcome.DONE

    stays, goes = both.requests
    (closed,) = both.hands.scene.said(RequestClosed)
    assert stays.plea.contact.text == f"{FIRST}\n\n{SECOND}"
    assert goes.plea.contact.text == SECOND
    assert (goes.stored.closure, closed.reason) == (Closure.DUPLICATE, "duplicate")
    assert [await both.led_to(0), await both.led_to(1)] == [stays.stored.reference] * 2
    assert "request_closed" not in both.hands.scene.letters()
    (done,) = (await both.hands.look()).done
    assert (done.act, done.other) == (Act.MERGED, goes.stored.reference)


async def test_the_one_that_has_a_helper_stays_whichever_page_it_was() -> None:
    both = await two()
    await both.helped(1)

    assert await both.hands.merge(both.other) is Outcome.DONE

    goes, stays = both.requests
    assert (goes.stored.closure, stays.stored.state) == (Closure.DUPLICATE, State.ASSIGNED)
    assert stays.plea.contact.text == f"{SECOND}\n\n{FIRST}"


async def test_two_with_helpers_are_not_merged() -> None:
    both = await two()
    for number in (0, 1):
        await both.helped(number)

    assert await both.hands.merge(both.other) is Outcome.BOTH_HELPED
    assert both.hands.scene.said(RequestClosed) == []


async def test_other_askers_are_merged_when_somebody_says_so_and_are_shown_nothing_more() -> None:
    both = await two(said(FIRST), said(email="toinen@example.org"))

    refused = await both.hands.merge(both.other)
    merged = await both.hands.merge(both.other, is_confirmed=True)

    assert (refused, merged) == (Outcome.ASKERS_DIFFER, Outcome.DONE)
    assert await both.led_to(1) == both.other
    assert both.hands.scene.letters()[-1] == "request_closed"


async def test_the_other_is_looked_at_first_and_again_when_it_has_changed_since() -> None:
    both = await two()
    shown = (await both.hands.look(both.other)).other
    assert shown is not None

    unseen = await both.hands.merge(both.other, seen="")
    await both.helped(1)
    changed = await both.hands.merge(both.other, seen=shown.seen)

    assert shown.request.reference == both.other
    assert (unseen, changed) == (Outcome.LOOK_FIRST, Outcome.LOOK_FIRST)
    assert both.hands.scene.said(RequestClosed) == []


async def test_of_one_that_no_volunteer_may_know_nothing_gets_to_another() -> None:
    unsafe = (ReachPoint(ReachKind.ASK_AT, "Kirjaston tiskillä", said().language),)
    both = await two(said(FIRST), replace(said(), reach_points=unsafe))

    assert await both.hands.merge(both.other, is_confirmed=True) is Outcome.RESERVED
    assert both.requests[0].plea.contact.text == FIRST


async def test_no_need_is_lost_by_a_merge() -> None:
    both = await two(said(FIRST), replace(said(), also=(Category.PHARMACY,)))

    assert await both.hands.merge(both.other) is Outcome.NEEDS_DIFFER

    both.hands.about = both.requests[1].stored.id
    assert await both.hands.merge(both.requests[0].stored.reference) is Outcome.DONE


async def test_what_is_no_other_open_request_of_the_same_time_is_refused() -> None:
    both = await two()
    state = both.hands.scene.store.state
    own = both.requests[0].stored.reference
    refused = [await both.hands.merge(each) for each in ("", "K7-4M2Q", own)]
    second = both.requests[1]
    second.stored = replace(second.stored, activation=EXERCISE)
    refused.append(await both.hands.merge(both.other))
    async with both.hands.scene.store.begin() as work:
        await work.requests.save_standing(second.stored.id, 2, State.CLOSED, Closure.CANCELLED)
    refused.append(await both.hands.merge(both.other))

    assert refused == [
        *(Outcome.NO_SUCH, Outcome.NO_SUCH, Outcome.SAME),
        *(Outcome.OTHER_ACTIVATION, Outcome.OTHER_NOT_OPEN),
    ]
    assert state.acts == []


async def test_words_that_are_too_many_together_close_nothing() -> None:
    both = await two(said("x" * 4000), said("y" * 4000))

    assert await both.hands.merge(both.other) is Outcome.WORDS_TOO_LONG
    assert both.hands.scene.said(RequestClosed) == []


async def test_a_merge_is_undone_while_nobody_was_asked_for_both() -> None:
    both = await two()
    await both.hands.merge(both.other)
    both.hands.about = both.requests[1].stored.id
    assert await both.hands.reopen() is Outcome.MERGED

    assert await both.hands.unmerge() is Outcome.DONE

    stays, goes = both.requests
    assert stays.plea.contact.text == FIRST
    assert (goes.stored.state, goes.stored.closure) == (State.OPEN, None)
    assert await both.led_to(1) == both.other
    assert len(both.hands.scene.said(RequestUpdated)) == 2
    assert await both.hands.unmerge() is Outcome.NOT_OVER


async def test_a_merge_stays_once_somebody_was_asked_for_both() -> None:
    both = await two()
    await both.hands.merge(both.other)
    await both.hands.scene.hear(both.story(0).proposed())
    both.hands.about = both.requests[1].stored.id

    assert await both.hands.unmerge() is Outcome.ASKED_SINCE
    assert both.requests[1].stored.closure is Closure.DUPLICATE


async def test_words_that_stood_there_before_are_not_taken_back() -> None:
    both = await two(said(FIRST), said(FIRST))
    await both.hands.merge(both.other)
    both.hands.about = both.requests[1].stored.id

    await both.hands.unmerge()

    assert [each.plea.contact.text for each in both.requests] == [FIRST, FIRST]


@pytest.mark.parametrize("reason", [Closure.CANCELLED, Closure.COMPLETED])
async def test_what_ended_otherwise_was_not_merged(reason: Closure) -> None:
    both = await two()
    async with both.hands.scene.store.begin() as work:
        await work.requests.save_standing(both.hands.id, 2, State.CLOSED, reason)

    assert await both.hands.unmerge() is Outcome.NOT_MERGED

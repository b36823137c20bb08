"""Two open requests belong together: both go on, and each page names the other."""

from dataclasses import replace

import pytest

from services.intake.acts.model import Act, Outcome, Press, Reason
from services.intake.acts.use_cases.erase import EraseLinked
from services.intake.requests.model import Closure, State
from services.intake.requests.use_cases.erase import EraseRequests, StillOpenError
from shared.contracts.intake import (
    RequestClosed,
    RequestLinked,
    RequestUnlinked,
    RequestUpdated,
)
from shared.contracts.words import Urgency
from tests.support.activations import EXERCISE
from tests.support.intake.acts.two import FIRST, SECOND, Two, said, two
from tests.support.intake.building import Drawn


async def linked(*, worse: Urgency = Urgency.TODAY, is_raised: bool = False) -> Two:
    both = await two(said(FIRST), replace(said(), urgency=worse))
    assert await both.hands.link(both.other, is_raised=is_raised) is Outcome.DONE
    return both


async def pressed(both: Two, number: int, reason: Reason = Reason.NO_CONTACT) -> Press:
    both.hands.about = both.requests[number].stored.id
    press = await both.hands.press(reason)
    both.hands.about = both.requests[0].stored.id
    return press


async def test_both_say_so_once_and_go_on_as_they_were() -> None:
    both = await linked(worse=Urgency.NO_HURRY)

    one, other = both.requests
    told = [(each.request_id, each.with_id) for each in both.hands.scene.said(RequestLinked)]
    assert told == [(one.stored.id, other.stored.id), (other.stored.id, one.stored.id)]
    assert [each.stored.version for each in both.requests] == [2, 2]
    assert [each.stored.urgency for each in both.requests] == [Urgency.TODAY, Urgency.NO_HURRY]
    assert both.hands.scene.said(RequestUpdated) == []
    (done,) = (await both.hands.look()).done
    assert (done.act, done.other, list(done.fields)) == (Act.LINKED, both.other, [])


@pytest.mark.parametrize("number", [0, 1])
async def test_each_page_names_the_other(number: int) -> None:
    both = await linked()
    both.hands.about = both.requests[number].stored.id

    (beside,) = (await both.hands.look()).linked

    assert beside.request == both.requests[1 - number].stored


async def test_the_less_urgent_becomes_as_urgent_when_somebody_says_so() -> None:
    both = await linked(worse=Urgency.NO_HURRY, is_raised=True)

    (updated,) = both.hands.scene.said(RequestUpdated)
    assert updated.request_id == both.requests[1].stored.id
    assert {each.stored.urgency for each in both.requests} == {Urgency.TODAY}
    assert list((await both.hands.look()).done[0].fields) == ["urgency"]


async def test_of_two_alike_nothing_is_raised() -> None:
    both = await linked(is_raised=True)

    assert both.hands.scene.said(RequestUpdated) == []
    assert list((await both.hands.look()).done[0].fields) == []


async def test_what_is_no_other_open_request_of_the_same_time_is_refused() -> None:
    both = await two()
    own = both.requests[0].stored.reference
    refused = [await both.hands.link(each) for each in ("", "K7-4M2Q", own)]
    second = both.requests[1]
    second.stored = replace(second.stored, activation=EXERCISE)
    refused.append(await both.hands.link(both.other))
    for state, closure in ((State.CLOSED, Closure.CANCELLED), (State.ESCALATED, None)):
        async with both.hands.scene.store.begin() as work:
            await work.requests.save_standing(second.stored.id, 2, state, closure)
        refused.append(await both.hands.link(both.other))

    assert refused == [
        *(Outcome.NO_SUCH, Outcome.NO_SUCH, Outcome.SAME),
        *(Outcome.OTHER_ACTIVATION, Outcome.OTHER_NOT_OPEN, Outcome.OTHER_NOT_OPEN),
    ]
    assert both.hands.scene.said(RequestLinked) == []


async def test_a_link_is_made_once_and_undone_once_from_either_side() -> None:
    both = await linked()

    again = await both.hands.link(both.other)
    both.hands.about = both.requests[1].stored.id
    undone = [await both.hands.unlink(both.requests[0].stored.reference) for _ in range(2)]

    assert (again, undone) == (Outcome.LINKED, [Outcome.DONE, Outcome.NOT_LINKED])
    assert len(both.hands.scene.said(RequestUnlinked)) == 2
    assert [each.stored.version for each in both.requests] == [3, 3]
    assert (await both.hands.look()).linked == []


async def test_who_looked_at_either_before_hears_that_it_changed() -> None:
    both = await two()
    before = [await pressed(both, number) for number in (0, 1)]

    await both.hands.link(both.other)

    outcomes = [await both.hands.end.close(press) for press in before]
    assert outcomes == [Outcome.CHANGED, Outcome.CHANGED]


async def test_who_ends_one_leaves_the_other_open() -> None:
    both = await linked()

    assert await both.hands.close() is Outcome.DONE

    assert [each.stored.closure for each in both.requests] == [Closure.NO_CONTACT, None]


async def test_both_end_by_one_press_and_each_who_asked_is_written_to() -> None:
    both = await linked()

    assert await both.hands.close(also=[await pressed(both, 1)]) is Outcome.DONE

    assert {each.stored.closure for each in both.requests} == {Closure.NO_CONTACT}
    assert len(both.hands.scene.said(RequestClosed)) == 2
    assert both.hands.scene.letters().count("request_closed") == 2
    both.hands.about = both.requests[1].stored.id
    assert (await both.hands.look()).done[0].act is Act.CLOSED


async def test_nothing_ends_where_the_other_changed_or_belongs_to_it_no_more() -> None:
    both = await linked()
    old = await pressed(both, 1)
    both.hands.about = both.requests[1].stored.id
    await both.hands.correct(urgency="no_hurry")
    both.hands.about = both.requests[0].stored.id
    changed = await both.hands.close(also=[old])
    await both.hands.unlink(both.other)
    apart = await both.hands.close(also=[await pressed(both, 1)])

    assert (changed, apart) == (Outcome.CHANGED, Outcome.CHANGED)
    assert both.hands.scene.said(RequestClosed) == []


async def test_an_open_one_with_the_same_number_is_offered_until_it_is_linked_or_ends() -> None:
    both = await two()
    offered = (await both.hands.look()).alike
    await both.hands.link(both.other)
    linked_now = (await both.hands.look()).alike
    await both.hands.unlink(both.other)
    await both.hands.end.close(await pressed(both, 1))

    assert [each.reference for each in offered] == [both.other]
    assert (linked_now, (await both.hands.look()).alike) == ([], [])


async def test_what_is_linked_to_the_one_that_goes_must_be_linked_to_the_one_that_stays() -> None:
    both = await two(said(FIRST), said(), said(FIRST))
    first, second, third = both.hands.scene.store.state.requests.values()
    both.hands.about = second.stored.id
    await both.hands.link(third.stored.reference)
    both.hands.about = first.stored.id
    refused = await both.hands.merge(second.stored.reference)
    await both.hands.link(third.stored.reference)

    merged = await both.hands.merge(second.stored.reference)

    assert (refused, merged) == (Outcome.LINKED_TO_OTHERS, Outcome.DONE)
    (beside,) = (await both.hands.look()).linked
    assert beside.request.id == third.stored.id


async def test_linked_ones_are_merged_as_any_other_two() -> None:
    both = await linked()

    assert await both.hands.merge(both.other) is Outcome.DONE
    assert both.requests[0].plea.contact.text == f"{FIRST}\n\n{SECOND}"


async def test_whoever_is_erased_belongs_together_with_nobody_and_is_named_nowhere() -> None:
    both = await linked()
    scene, erased = both.hands.scene, both.requests[0].stored.id
    erasing = EraseLinked(scene.store, EraseRequests(scene.store, Drawn().chance()))
    with pytest.raises(StillOpenError):
        await erasing.erase_request(erased)
    await both.hands.close()

    assert await erasing.erase_request(erased)

    assert {each.request_id for each in scene.said(RequestUnlinked)} == {
        each.stored.id for each in both.requests
    }
    for each in both.requests:
        both.hands.about = each.stored.id
        shown = await both.hands.look()
        assert (shown.linked, {done.other for done in shown.done}) == ([], {""})

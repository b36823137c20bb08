"""More people are asked by a wish that leaves, is undone and is answered as others are."""

from dataclasses import replace

from services.intake.requests.model import RequestId
from services.intake.wishes.model import ASKED, UNDONE, Outcome, Widening, WideningWish
from shared.contracts.intake import RequestWideningRequested
from shared.contracts.words import Category
from tests.support.intake.submissions.building import new_request, plea, taken_in
from tests.support.intake.submissions.fakes import FakeReception
from tests.support.intake.wishes.building import widened, widening_refused
from tests.support.intake.wishes.scene import KAISA, PEKKA, Scene

FURTHER = Widening(("radius", "silent"), "nobody_answers")


async def scene_with_wish() -> tuple[Scene, RequestId]:
    scene = Scene()
    request_id = await scene.open()
    assert await scene.send.widen_search(request_id, FURTHER, KAISA) is Outcome.ON_ITS_WAY
    return scene, request_id


async def test_it_leaves_as_the_requests_next_event_and_says_what_and_why() -> None:
    scene, request_id = await scene_with_wish()
    wish = scene.wish.wish

    early = scene.said(RequestWideningRequested)
    await scene.pass_time()

    (said,) = scene.said(RequestWideningRequested)
    assert early == []
    assert (said.subject, said.version) == (f"request/{request_id}", 2)
    assert said.data == RequestWideningRequested(
        wish_id=wish.id,
        request_id=request_id,
        staff_id=KAISA,
        limits=FURTHER.limits,
        reason=FURTHER.reason,
    )
    assert scene.store.state.wish_steps == [(wish, "wished", KAISA)]


async def test_while_one_is_on_its_way_another_is_the_same() -> None:
    scene, request_id = await scene_with_wish()

    again = await scene.send.widen_search(request_id, Widening(("rest",), "few_here"), PEKKA)
    await scene.pass_time()
    later = await scene.send.widen_search(request_id, FURTHER, PEKKA)
    await scene.pass_time()

    assert (again, later) == (Outcome.ON_ITS_WAY, Outcome.ON_ITS_WAY)
    assert len(scene.said(RequestWideningRequested)) == len(scene.store.state.wishes) == 1


async def test_it_stands_beside_the_asking_of_one_volunteer() -> None:
    scene, request_id = await scene_with_wish()

    await scene.ask(request_id, 17, KAISA)

    assert len(scene.store.state.wishes) == 2


async def test_undone_in_time_it_is_never_said() -> None:
    scene, request_id = await scene_with_wish()
    wish = scene.wish.wish

    assert await scene.send.undo_wish(request_id, wish.id, PEKKA)
    await scene.pass_time()

    assert scene.said(RequestWideningRequested) == []
    assert scene.wish.answer == UNDONE
    assert scene.store.state.wish_steps == [(wish, "wished", KAISA), (wish, "undone", PEKKA)]


async def test_the_first_answer_stands_with_how_many_more_fit() -> None:
    scene, request_id = await scene_with_wish()
    await scene.pass_time()
    answer = widened(request_id, scene.wish.wish.id, more=9)
    await scene.answers.react_to_request_widened(answer)

    await scene.answers.react_to_request_widened(answer)
    await scene.answers.react_to_request_widening_refused(
        widening_refused(request_id, scene.wish.wish.id)
    )

    assert (scene.wish.answer, scene.wish.more) == (ASKED, 9)


async def test_a_refusal_is_kept_by_its_code() -> None:
    scene, request_id = await scene_with_wish()
    await scene.pass_time()
    event = widening_refused(request_id, scene.wish.wish.id)

    for _ in range(2):
        await scene.answers.react_to_request_widening_refused(event)

    assert (scene.wish.answer, scene.wish.more) == ("wide_already", None)
    wish = scene.wish.wish
    assert isinstance(wish, WideningWish)


async def test_what_is_not_for_volunteers_is_not_widened() -> None:
    scene = Scene()
    new = replace(new_request(), plea=plea(category=Category.CRISIS_SUPPORT))
    await FakeReception(scene.store).take_in(taken_in(new))

    outcome = await scene.send.widen_search(new.id, FURTHER, KAISA)

    assert outcome is Outcome.NOT_FOR_VOLUNTEERS
    assert scene.store.state.wishes == []

"""The form being filled in."""

import asyncio
from datetime import timedelta

from services.intake.domain.model import Answer
from services.intake.domain.stepping import FIELDS_OF, Step
from services.intake.handlers.asking import Asking
from services.intake.handlers.drafting import Drafting
from shared.fields.problem import Problem
from tests.support.intake.building import FIELDS, Drawn, letters, municipality_of
from tests.support.intake.fakes import FakeReception, FakeStore


def drafting_over(store: FakeStore) -> Drafting:
    drawn = Drawn()
    asking = Asking(
        store, FakeReception(store), letters(drawn=drawn), municipality_of, drawn.chance()
    )
    return Drafting(store, asking, drawn.chance())


async def fill_in(drafting: Drafting) -> str:
    token = await drafting.start(None)
    for step in Step:
        assert await drafting.answer(token, step, FIELDS) == ()
    return token


async def test_each_page_keeps_its_own_answers() -> None:
    drafting = drafting_over(FakeStore())
    token = await drafting.start(None)

    await drafting.answer(token, Step.NEED, FIELDS)

    draft = await drafting.read(token)
    assert draft is not None
    assert draft.fields == {name: FIELDS[name] for name in FIELDS_OF[Step.NEED]}


async def test_a_wrong_answer_keeps_nothing_and_says_why() -> None:
    drafting = drafting_over(FakeStore())
    token = await drafting.start(None)

    problems = await drafting.answer(token, Step.WHERE, {"postal_code": "99999", "street": "Katu"})

    draft = await drafting.read(token)
    assert problems == (Problem("postal_code", "unknown"),)
    assert draft is not None
    assert draft.fields == {}


async def test_a_form_filled_in_becomes_a_request() -> None:
    store = FakeStore()
    drafting = drafting_over(store)

    sent = await drafting.send(await fill_in(drafting))

    (request,) = store.state.requests.values()
    assert isinstance(sent, Answer)
    assert sent.reference == request.stored.reference
    assert request.plea.contact.street == FIELDS["street"]


async def test_sending_twice_gives_the_same_answer() -> None:
    store = FakeStore()
    drafting = drafting_over(store)
    token = await fill_in(drafting)

    answers = await asyncio.gather(*(drafting.send(token) for _ in range(5)))
    late = await drafting.send(token)

    assert {item.reference for item in answers if isinstance(item, Answer)} == {
        request.stored.reference for request in store.state.requests.values()
    }
    assert late in answers
    assert len(store.state.requests) == 1


async def test_nothing_personal_stays_in_a_sent_draft() -> None:
    drafting = drafting_over(FakeStore())
    token = await fill_in(drafting)

    await drafting.send(token)

    draft = await drafting.read(token)
    assert draft is not None
    assert draft.fields == {}


async def test_a_half_filled_form_is_not_sent() -> None:
    store = FakeStore()
    drafting = drafting_over(store)
    token = await drafting.start(None)
    await drafting.answer(token, Step.NEED, FIELDS)

    problems = await drafting.send(token)

    assert isinstance(problems, tuple)
    assert Problem("phone", "missing") in problems
    assert store.state.requests == {}


async def test_a_draft_is_gone_after_a_day() -> None:
    store = FakeStore()
    drafting = drafting_over(store)
    token = await fill_in(drafting)

    store.state.now += timedelta(hours=24)

    assert await drafting.read(token) is None
    assert await drafting.answer(token, Step.NEED, FIELDS) is None
    assert await drafting.send(token) is None


async def test_beginning_again_goes_on_with_the_same_draft() -> None:
    drafting = drafting_over(FakeStore())
    token = await drafting.start(None)

    assert await drafting.start(token) == token


async def test_beginning_again_after_sending_is_a_new_draft() -> None:
    drafting = drafting_over(FakeStore())
    token = await fill_in(drafting)
    await drafting.send(token)

    assert await drafting.start(token) != token
    assert await drafting.start("unknown") not in {token, "unknown"}

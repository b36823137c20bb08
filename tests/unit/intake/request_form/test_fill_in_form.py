"""The form being filled in."""

import asyncio
from datetime import timedelta

import pytest

from services.intake.request_form.rules import FIELDS_OF, Step
from services.intake.request_form.use_cases import FillInForm
from services.intake.submissions.model import Plea
from services.intake.submissions.use_cases import Receipt
from shared.fields.problem import Problem
from shared.reach_points import ReachKind, address_of
from tests.support.intake.building import Drawn
from tests.support.intake.fakes import FakeStore
from tests.support.intake.request_form.fakes import FakeDrafts
from tests.support.intake.requests.building import letters
from tests.support.intake.submissions.building import FIELDS
from tests.support.intake.submissions.use_cases import submissions_over


def form_over(store: FakeStore) -> FillInForm:
    drawn = Drawn()
    submissions = submissions_over(store, letters(drawn=drawn), drawn.chance())
    return FillInForm(store, submissions, drawn.chance())


async def fill_in(form: FillInForm) -> str:
    token = await form.start_draft(None)
    for step in Step:
        assert await form.keep_answers(token, step, FIELDS) == ()
    return token


async def test_each_page_keeps_its_own_answers() -> None:
    form = form_over(FakeStore())
    token = await form.start_draft(None)

    await form.keep_answers(token, Step.NEED, FIELDS)

    draft = await form.read_draft(token)
    assert draft is not None
    assert draft.fields == {name: FIELDS[name] for name in FIELDS_OF[Step.NEED]}


async def test_a_wrong_answer_keeps_nothing_and_says_why() -> None:
    form = form_over(FakeStore())
    token = await form.start_draft(None)

    problems = await form.keep_answers(
        token, Step.WHERE, {"postal_code": "99999", "street": "Katu"}
    )

    draft = await form.read_draft(token)
    assert problems == (Problem("postal_code", "unknown"),)
    assert draft is not None
    assert draft.fields == {}


async def test_a_form_filled_in_becomes_a_request() -> None:
    store = FakeStore()
    form = form_over(store)

    sent = await form.send_draft(await fill_in(form))

    (request,) = store.state.requests.values()
    assert isinstance(sent, Receipt)
    assert sent.answer.reference == request.stored.reference
    assert request.plea.contact.street == FIELDS["street"]


async def test_sending_twice_gives_the_same_answer() -> None:
    store = FakeStore()
    form = form_over(store)
    token = await fill_in(form)

    sent = await asyncio.gather(*(form.send_draft(token) for _ in range(5)))
    sent.append(await form.send_draft(token))

    (request,) = store.state.requests.values()
    told = [each.answer.reference for each in sent if isinstance(each, Receipt)]
    assert told == [request.stored.reference] * 6


async def _dies(*_: object) -> None:
    raise ConnectionError


async def test_what_was_changed_after_a_crash_is_what_is_sent() -> None:
    store = FakeStore()
    form = form_over(store)
    token = await fill_in(form)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakeDrafts, "save", _dies)
        with pytest.raises(ConnectionError):
            await form.send_draft(token)

    await form.keep_answers(token, Step.CONTACT, {**FIELDS, "phone": "+358401234568"})
    sent = await form.send_draft(token)

    (request,) = store.state.requests.values()
    assert isinstance(sent, Receipt)
    assert (sent.answer.reference, sent.is_changed) == (request.stored.reference, False)
    assert address_of(request.plea.reach_points, ReachKind.PHONE) == "+358401234568"


async def test_what_was_changed_after_it_was_taken_in_is_one_request_and_no_error() -> None:
    store = FakeStore()
    form = form_over(store)
    token = await fill_in(form)
    draft = await form.read_draft(token)
    assert draft is not None
    plea = form.submissions.read_plea(draft.fields)
    assert isinstance(plea, Plea)
    taken = await form.submissions.take_in(plea, f"draft/{token}")

    await form.keep_answers(token, Step.CONTACT, {**FIELDS, "phone": "+358401234568"})
    sent = await form.send_draft(token)

    assert sent == Receipt(taken.answer, first=False, is_changed=True)
    assert len(store.state.requests) == 1


async def test_nothing_personal_stays_in_a_sent_draft() -> None:
    form = form_over(FakeStore())
    token = await fill_in(form)

    await form.send_draft(token)

    draft = await form.read_draft(token)
    assert draft is not None
    assert draft.fields == {}


async def test_a_half_filled_form_is_not_sent() -> None:
    store = FakeStore()
    form = form_over(store)
    token = await form.start_draft(None)
    await form.keep_answers(token, Step.NEED, FIELDS)

    problems = await form.send_draft(token)

    assert isinstance(problems, tuple)
    assert Problem("phone", "missing") in problems
    assert store.state.requests == {}


async def test_a_draft_is_gone_after_a_day() -> None:
    store = FakeStore()
    form = form_over(store)
    token = await fill_in(form)

    store.state.now += timedelta(hours=24)

    assert await form.read_draft(token) is None
    assert await form.keep_answers(token, Step.NEED, FIELDS) is None
    assert await form.send_draft(token) is None


async def test_beginning_again_goes_on_with_the_same_draft() -> None:
    form = form_over(FakeStore())
    token = await form.start_draft(None)

    assert await form.start_draft(token) == token


async def test_beginning_again_after_sending_is_a_new_draft() -> None:
    form = form_over(FakeStore())
    token = await fill_in(form)
    await form.send_draft(token)

    assert await form.start_draft(token) != token
    assert await form.start_draft("unknown") not in {token, "unknown"}

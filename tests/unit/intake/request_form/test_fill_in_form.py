"""The form being filled in."""

import asyncio
from datetime import timedelta

import pytest

from services.intake.request_form.model import IDLE, OWN_DEVICE, SHOWN
from services.intake.request_form.rules import FIELDS_OF, Step
from services.intake.request_form.use_cases.fill_in import DraftChangedError, FillInForm
from services.intake.submissions.model import Plea
from services.intake.submissions.use_cases.take_in import Receipt
from shared.fields.problem import Problem
from shared.reach_points import ReachKind, address_of
from tests.support.intake.building import Drawn
from tests.support.intake.fakes import FakeStore
from tests.support.intake.request_form.building import fill_in, send
from tests.support.intake.request_form.fakes import FakeDrafts
from tests.support.intake.requests.building import letters
from tests.support.intake.submissions.building import FIELDS
from tests.support.intake.submissions.use_cases import submissions_over

MINUTE = timedelta(minutes=1)


def form_over(store: FakeStore) -> FillInForm:
    drawn = Drawn()
    submissions = submissions_over(store, letters(drawn=drawn), drawn.chance())
    return FillInForm(store, submissions, drawn.chance())


async def test_each_page_keeps_its_own_answers() -> None:
    form = form_over(FakeStore())
    key = await form.start_draft(None)

    await form.keep_answers(key, Step.NEED, FIELDS)

    draft = await form.read_draft(key)
    assert draft is not None
    assert draft.fields == {name: FIELDS.get(name, "") for name in FIELDS_OF[Step.NEED]}


async def test_a_wrong_answer_keeps_nothing_and_says_why() -> None:
    form = form_over(FakeStore())
    key = await form.start_draft(None)

    kept = await form.keep_answers(key, Step.WHERE, {"postal_code": "99999", "street": "Katu"})

    assert kept is not None
    assert kept.problems == (Problem("postal_code", "unknown"),)
    assert kept.draft.fields == {}


async def test_a_form_filled_in_becomes_a_request() -> None:
    store = FakeStore()
    form = form_over(store)

    sent = await send(form, await fill_in(form))

    (request,) = store.state.requests.values()
    assert isinstance(sent, Receipt)
    assert sent.answer.reference == request.stored.reference
    assert request.plea.contact.street == FIELDS["street"]


async def test_sending_twice_gives_the_same_answer() -> None:
    store = FakeStore()
    form = form_over(store)
    key = await fill_in(form)

    sent = await asyncio.gather(*(send(form, key) for _ in range(5)))
    sent.append(await send(form, key))

    (request,) = store.state.requests.values()
    told = [each.answer.reference for each in sent if isinstance(each, Receipt)]
    assert told == [request.stored.reference] * 6


async def _dies(*_: object) -> None:
    raise ConnectionError


async def test_what_was_changed_after_a_crash_is_what_is_sent() -> None:
    store = FakeStore()
    form = form_over(store)
    key = await fill_in(form)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakeDrafts, "save", _dies)
        with pytest.raises(ConnectionError):
            await send(form, key)

    await form.keep_answers(key, Step.CONTACT, {**FIELDS, "phone": "+358401234568"})
    sent = await send(form, key)

    (request,) = store.state.requests.values()
    assert isinstance(sent, Receipt)
    assert (sent.answer.reference, sent.is_changed) == (request.stored.reference, False)
    assert address_of(request.plea.reach_points, ReachKind.PHONE) == "+358401234568"


async def test_what_was_changed_after_it_was_taken_in_is_one_request_and_no_error() -> None:
    store = FakeStore()
    form = form_over(store)
    key = await fill_in(form)
    draft = await form.read_draft(key)
    assert draft is not None
    plea = form.submissions.read_plea(draft.fields)
    assert isinstance(plea, Plea)
    taken = await form.submissions.take_in(plea, key.sent_once)

    await form.keep_answers(key, Step.CONTACT, {**FIELDS, "phone": "+358401234568"})
    sent = await send(form, key)

    assert sent == Receipt(taken.answer, first=False, is_changed=True)
    assert len(store.state.requests) == 1


async def test_nothing_personal_stays_in_a_sent_draft() -> None:
    form = form_over(FakeStore())
    key = await fill_in(form)

    await send(form, key)

    draft = await form.read_draft(key)
    assert draft is not None
    assert draft.fields == {}


async def test_a_half_filled_form_is_not_sent() -> None:
    store = FakeStore()
    form = form_over(store)
    key = await form.start_draft(None)
    await form.keep_answers(key, Step.NEED, FIELDS)

    problems = await send(form, key)

    assert isinstance(problems, tuple)
    assert Problem("phone", "missing") in problems
    assert store.state.requests == {}


async def test_a_draft_is_gone_when_nothing_was_answered_for_three_quarters_of_an_hour() -> None:
    store = FakeStore()
    form = form_over(store)
    key = await fill_in(form)
    for _ in range(3):
        store.state.now += IDLE - MINUTE
        kept = await form.keep_answers(key, Step.NEED, FIELDS)
        assert kept is not None
        assert kept.cookie_life == IDLE

    store.state.now += IDLE

    assert await form.read_draft(key) is None
    assert await form.keep_answers(key, Step.NEED, FIELDS) is None
    assert await send(form, key) is None


async def test_on_ones_own_device_it_stays_for_a_day_while_one_wants_it_to() -> None:
    store = FakeStore()
    form = form_over(store)
    key = await fill_in(form, own_device="day")
    store.state.now += OWN_DEVICE - MINUTE
    draft = await form.read_draft(key)
    assert draft is not None
    assert "own_device" not in draft.fields

    await form.keep_answers(key, Step.NEED, FIELDS)
    store.state.now += IDLE

    assert await form.read_draft(key) is None


async def test_beginning_again_is_an_empty_form_beside_the_one_begun() -> None:
    form = form_over(FakeStore())
    first = await fill_in(form)

    second = await form.start_draft(first.browser)

    empty, full = await form.read_draft(second), await form.read_draft(first)
    assert second.browser == first.browser
    assert empty is not None
    assert full is not None
    assert (empty.fields, full.fields["street"]) == ({}, FIELDS["street"])


async def test_two_forms_of_a_browser_become_two_requests() -> None:
    store = FakeStore()
    form = form_over(store)
    first = await fill_in(form, first_name="Aarne")
    second = await form.start_draft(first.browser)
    for step in Step:
        await form.keep_answers(second, step, FIELDS | {"first_name": "Bertta"})

    await send(form, first)
    await send(form, second)

    names = [each.plea.contact.first_name for each in store.state.requests.values()]
    assert sorted(names) == ["Aarne", "Bertta"]


async def test_a_new_form_shuts_the_last_page_of_the_one_before() -> None:
    form = form_over(FakeStore())
    first = await fill_in(form)
    await send(form, first)

    second = await form.start_draft(first.browser)

    assert second.browser != first.browser
    assert await form.read_draft(first) is None


async def test_the_last_page_can_be_read_for_some_minutes() -> None:
    store = FakeStore()
    form = form_over(store)
    key = await fill_in(form, own_device="day")
    told = await send(form, key)

    store.state.now += SHOWN - MINUTE
    again = await send(form, key)
    store.state.now += MINUTE

    assert isinstance(told, Receipt)
    assert isinstance(again, Receipt)
    assert again.answer == told.answer
    assert await form.read_draft(key) is None


async def test_a_cookie_that_opens_nothing_is_not_taken_over() -> None:
    form = form_over(FakeStore())

    assert (await form.start_draft("planted")).browser != "planted"


async def test_what_is_sent_is_what_was_shown() -> None:
    store = FakeStore()
    form = form_over(store)
    key = await fill_in(form)
    shown = await form.read_draft(key)
    assert shown is not None

    await form.keep_answers(key, Step.NEED, FIELDS | {"category": "pet_care"})
    with pytest.raises(DraftChangedError):
        await form.send_draft(key, str(shown.version))

    assert store.state.requests == {}


async def test_answering_the_same_again_changes_nothing() -> None:
    form = form_over(FakeStore())
    key = await fill_in(form)
    shown = await form.read_draft(key)
    assert shown is not None

    await form.keep_answers(key, Step.NEED, FIELDS)

    assert isinstance(await form.send_draft(key, str(shown.version)), Receipt)


async def test_a_form_that_is_cleared_is_gone_and_the_other_stays() -> None:
    form = form_over(FakeStore())
    key = await fill_in(form)
    other = await form.start_draft(key.browser)

    assert await form.clear(key) == IDLE
    assert await form.clear(other) == timedelta()

    assert await form.read_draft(key) is None
    assert await form.unfinished(key.browser) is None


async def test_leaving_removes_every_form_of_the_browser_and_no_request() -> None:
    store = FakeStore()
    form = form_over(store)
    key = await fill_in(form)
    await send(form, key)

    await form.leave(key.browser)

    assert await form.read_draft(key) is None
    assert len(store.state.requests) == 1

"""Requests are taken in once for each key."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import chain, repeat

import pytest

from services.intake.attention.model import ESCALATING, AttentionReason
from services.intake.doors.model import Manner
from services.intake.requests.model import State
from services.intake.submissions.model import Reserved
from services.intake.submissions.ports import ReferenceTakenError
from services.intake.submissions.use_cases.take_in import (
    AnswerGoneError,
    SubmissionConflictError,
    TakeInRequests,
)
from shared.activation import Activation
from shared.contracts.intake import RequestCreated, RequestEscalated
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import WITH_MINORS, Category, ServiceLine, VettingLevel
from tests.support.activations import ACTIVATION, EXERCISE
from tests.support.intake.building import Drawn, Sealed
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import letters
from tests.support.intake.submissions import use_cases
from tests.support.intake.submissions.building import plea
from tests.support.intake.submissions.fakes import FakePersonKeys

KEY = "a-key-of-my-own"


def submissions_over(
    store: FakeStore,
    sealed: Sealed | None = None,
    below: Callable[[int], int] | None = None,
    activation: Activation = ACTIVATION,
) -> TakeInRequests:
    drawn = Drawn()
    chance = drawn.chance()
    bent = chance if below is None else replace(chance, below=below)
    return use_cases.submissions_over(store, letters(sealed, drawn), bent, activation)


async def test_a_request_is_stored_with_its_event() -> None:
    store = FakeStore()

    receipt = await submissions_over(store).take_in(plea(email=""), KEY)

    (said,) = store.state.published
    assert receipt.first
    assert receipt.answer.status_url == "http://localhost:8080/fi/p/token-1"
    assert isinstance(said.data, RequestCreated)
    assert (said.version, said.municipality) == (1, "491")
    assert said.subject == f"request/{said.data.request_id}"
    assert said.correlation_id == said.data.request_id
    assert said.activation == ACTIVATION
    assert said.data.volunteer_allowed
    assert len(store.state.requests) == 1


async def test_what_reveals_health_stays_out_of_the_event() -> None:
    store = FakeStore()

    await submissions_over(store).take_in(plea(email="", category=Category.CRISIS_SUPPORT), KEY)

    (said,) = store.state.published
    assert isinstance(said.data, RequestCreated)
    assert said.data.category is said.data.postal_code is None
    assert said.data.service_line is ServiceLine.ADVICE
    assert not said.data.volunteer_allowed


async def test_what_is_not_for_volunteers_calls_a_person() -> None:
    store = FakeStore()

    receipt = await submissions_over(store).take_in(plea(category=Category.CRISIS_SUPPORT), KEY)

    (item,) = store.state.attentions.values()
    assert item.attention.reason is AttentionReason.SENSITIVE
    assert receipt.answer.state is State.RECEIVED


@pytest.mark.parametrize("danger", sorted(ESCALATING))
async def test_of_who_is_in_danger_matching_never_hears(danger: AttentionReason) -> None:
    store = FakeStore()

    receipt = await submissions_over(store).take_in(replace(plea(), danger=danger), KEY)

    (item,) = store.state.attentions.values()
    (said,) = store.state.published
    assert item.attention.reason is danger
    assert receipt.answer.state is State.ESCALATED
    assert said.data == RequestEscalated(request_id=said.correlation_id)


async def test_the_same_danger_sent_twice_is_one_line() -> None:
    store = FakeStore()
    submissions, said = (
        submissions_over(store),
        replace(plea(), danger=AttentionReason.DANGER_CALLED),
    )

    first, second = [await submissions.take_in(said, KEY) for _ in range(2)]

    assert (first.answer, second.first) == (second.answer, False)
    assert len(store.state.attentions) == 1


def test_every_reason_against_volunteers_is_one_for_a_person() -> None:
    assert {reason.value for reason in Reserved} <= {reason.value for reason in AttentionReason}


async def test_a_task_with_minors_needs_a_volunteer_who_was_checked() -> None:
    store = FakeStore()
    submissions = submissions_over(store)

    for number, category in enumerate(Category):
        said = plea(email="", category=category)
        await submissions.take_in(said, f"key-{number}", Manner(is_ours=True))

    created = [item.data for item in store.state.published if isinstance(item.data, RequestCreated)]
    needs = {item.category: item.min_vetting for item in created if item.category}
    assert {kind for kind, level in needs.items() if level == VettingLevel.CHECKED} == WITH_MINORS
    assert set(needs.values()) == {VettingLevel.CHECKED, VettingLevel.NONE}


async def test_who_is_helped_is_counted_once_in_an_activation_and_lies_nowhere() -> None:
    people = list[str | None]()
    for activation in (ACTIVATION, EXERCISE):
        store = FakeStore()
        submissions = submissions_over(store, activation=activation)
        for number in range(2):
            await submissions.take_in(plea(email=""), f"key-{number}")
        created = [item.data for item in store.state.published]
        people += [item.person for item in created if isinstance(item, RequestCreated)]
        assert str(people[0]) not in str(store.state.requests)

    first, second, *other = people
    assert first == second is not None
    assert first not in other


async def test_once_the_key_is_destroyed_requests_are_taken_in_and_nobody_is_counted() -> None:
    store = FakeStore()
    submissions = replace(submissions_over(store), person_keys=FakePersonKeys(destroyed=True))

    await submissions.take_in(plea(email=""), KEY)

    (said,) = store.state.published
    assert isinstance(said.data, RequestCreated)
    assert said.data.person is None


async def test_whoever_gave_an_address_gets_a_letter() -> None:
    store, sealed = FakeStore(), Sealed()

    receipt = await submissions_over(store, sealed).take_in(plea(), KEY)

    _, said = store.state.published
    (notice,) = sealed.notices
    (kept,) = store.state.requests.values()
    assert isinstance(said.data, NotificationRequested)
    assert said.data.template == "request_received"
    assert said.subject == f"notification/{said.data.notification_id}"
    assert notice.recipient == "aino@example.org"
    assert notice.values == {
        "reference": receipt.answer.reference,
        "status_url": receipt.answer.status_url,
        "first_name": "Aino",
        "code_word": kept.code_word,
        "heard_by": "25.11.2026 klo 16.00",
    }


async def test_the_same_key_gets_the_same_answer() -> None:
    store = FakeStore()
    submissions = submissions_over(store)

    first, second = await submissions.take_in(plea(), KEY), await submissions.take_in(plea(), KEY)

    assert (first.first, second.first) == (True, False)
    assert first.answer == second.answer
    assert len(store.state.requests) == 1


async def test_the_same_key_many_times_at_once_makes_one_request() -> None:
    store = FakeStore()
    submissions = submissions_over(store)

    answers = await asyncio.gather(*(submissions.take_in(plea(), KEY) for _ in range(20)))

    assert sum(receipt.first for receipt in answers) == 1
    assert len({receipt.answer.status_url for receipt in answers}) == 1


async def test_other_content_under_the_same_key_is_a_conflict() -> None:
    submissions = submissions_over(FakeStore())
    await submissions.take_in(plea(), KEY)

    with pytest.raises(SubmissionConflictError):
        await submissions.take_in(plea(email=""), KEY)


async def test_after_a_day_the_answer_is_gone_and_nothing_doubles() -> None:
    store = FakeStore()
    submissions = submissions_over(store)
    await submissions.take_in(plea(), KEY)

    store.state.now += timedelta(hours=24)

    with pytest.raises(AnswerGoneError):
        await submissions.take_in(plea(), KEY)
    assert len(store.state.requests) == 1


async def test_a_taken_reference_is_drawn_again() -> None:
    store, draws = FakeStore(), chain([5, 5], repeat(6))
    submissions = submissions_over(store, below=lambda _: next(draws))

    first, second = (
        await submissions.take_in(plea(), KEY),
        await submissions.take_in(plea(), "another-key"),
    )

    assert first.answer.reference != second.answer.reference


async def test_references_that_never_come_free_are_an_error() -> None:
    submissions = submissions_over(FakeStore(), below=lambda _: 5)
    await submissions.take_in(plea(), KEY)

    with pytest.raises(ReferenceTakenError):
        await submissions.take_in(plea(), "another-key")


async def test_nothing_is_stored_when_the_store_is_away() -> None:
    store = FakeStore(away=ConnectionError())

    with pytest.raises(ConnectionError):
        await submissions_over(store).take_in(plea(), KEY)

    assert store.state.published == []

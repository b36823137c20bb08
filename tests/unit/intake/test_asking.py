"""Requests are taken in once for each key."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import chain, repeat

import pytest

from services.intake.handlers.asking import (
    AnswerGoneError,
    Asking,
    SubmissionConflictError,
)
from services.intake.ports.submissions import ReferenceTakenError
from shared.contracts.intake import RequestCreated
from shared.contracts.notify import NotificationRequested
from shared.contracts.words import Category, ServiceLine
from tests.support.intake.building import Drawn, Sealed, letters, municipality_of, plea
from tests.support.intake.fakes import FakeReception, FakeStore

KEY = "a-key-of-my-own"


def asking_over(
    store: FakeStore, sealed: Sealed | None = None, below: Callable[[int], int] | None = None
) -> Asking:
    drawn = Drawn()
    chance = drawn.chance()
    bent = chance if below is None else replace(chance, below=below)
    return Asking(store, FakeReception(store), letters(sealed, drawn), municipality_of, bent)


async def test_a_request_is_stored_with_its_event() -> None:
    store = FakeStore()

    asked = await asking_over(store).ask(plea(email=""), KEY)

    (said,) = store.state.published
    assert asked.first
    assert asked.answer.status_url == "http://localhost:8080/fi/p/token-1"
    assert isinstance(said.data, RequestCreated)
    assert (said.version, said.municipality) == (1, "491")
    assert said.subject == f"request/{said.data.request_id}"
    assert said.correlation_id == said.data.request_id
    assert said.data.volunteer_allowed
    assert len(store.state.requests) == 1


async def test_what_reveals_health_stays_out_of_the_event() -> None:
    store = FakeStore()

    await asking_over(store).ask(plea(email="", category=Category.CRISIS_SUPPORT), KEY)

    (said,) = store.state.published
    assert isinstance(said.data, RequestCreated)
    assert said.data.category is None
    assert said.data.service_line is ServiceLine.WELLBEING
    assert not said.data.volunteer_allowed


async def test_whoever_gave_an_address_gets_a_letter() -> None:
    store, sealed = FakeStore(), Sealed()

    asked = await asking_over(store, sealed).ask(plea(), KEY)

    _, said = store.state.published
    (notice,) = sealed.notices
    assert isinstance(said.data, NotificationRequested)
    assert said.data.template == "request_received"
    assert said.subject == f"notification/{said.data.notification_id}"
    assert notice.recipient == "aino@example.org"
    assert notice.values == {
        "reference": asked.answer.reference,
        "status_url": asked.answer.status_url,
        "first_name": "Aino",
    }


async def test_the_same_key_gets_the_same_answer() -> None:
    store = FakeStore()
    asking = asking_over(store)

    first, second = await asking.ask(plea(), KEY), await asking.ask(plea(), KEY)

    assert (first.first, second.first) == (True, False)
    assert first.answer == second.answer
    assert len(store.state.requests) == 1


async def test_the_same_key_many_times_at_once_makes_one_request() -> None:
    store = FakeStore()
    asking = asking_over(store)

    answers = await asyncio.gather(*(asking.ask(plea(), KEY) for _ in range(20)))

    assert sum(asked.first for asked in answers) == 1
    assert len({asked.answer.status_url for asked in answers}) == 1


async def test_other_content_under_the_same_key_is_a_conflict() -> None:
    asking = asking_over(FakeStore())
    await asking.ask(plea(), KEY)

    with pytest.raises(SubmissionConflictError):
        await asking.ask(plea(email=""), KEY)


async def test_after_a_day_the_answer_is_gone_and_nothing_doubles() -> None:
    store = FakeStore()
    asking = asking_over(store)
    await asking.ask(plea(), KEY)

    store.state.now += timedelta(hours=24)

    with pytest.raises(AnswerGoneError):
        await asking.ask(plea(), KEY)
    assert len(store.state.requests) == 1


async def test_a_taken_reference_is_drawn_again() -> None:
    store, draws = FakeStore(), chain([5, 5], repeat(6))
    asking = asking_over(store, below=lambda _: next(draws))

    first, second = await asking.ask(plea(), KEY), await asking.ask(plea(), "another-key")

    assert first.answer.reference != second.answer.reference


async def test_references_that_never_come_free_are_an_error() -> None:
    asking = asking_over(FakeStore(), below=lambda _: 5)
    await asking.ask(plea(), KEY)

    with pytest.raises(ReferenceTakenError):
        await asking.ask(plea(), "another-key")


async def test_nothing_is_stored_when_the_store_is_away() -> None:
    store = FakeStore(away=ConnectionError())

    with pytest.raises(ConnectionError):
        await asking_over(store).ask(plea(), KEY)

    assert store.state.published == []

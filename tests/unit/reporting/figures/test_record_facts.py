"""Facts are stored once, whatever comes twice, and sessions are known."""

import pytest
from typing_extensions import override

from services.reporting.figures.use_cases.record_facts import RecordFacts
from tests.support.reporting.building import (
    created,
    helped,
    mailed,
)
from tests.support.reporting.fakes import FakeStore
from tests.support.web.sessions_contract import Hear, HearingInMemory


async def test_a_fact_twice_in_one_batch_is_logged_once() -> None:
    store = FakeStore()

    await RecordFacts(store).record_facts([created("one"), created("one")])

    assert store.state.log == [created("one")]


async def test_a_redelivered_batch_changes_nothing() -> None:
    store = FakeStore()
    await RecordFacts(store).record_facts(helped("one"))
    before = store.state

    await RecordFacts(store).record_facts(helped("one"))

    assert store.state == before


async def test_a_batch_of_known_and_new_stores_the_new() -> None:
    store = FakeStore()
    await RecordFacts(store).record_facts([created("one")])

    await RecordFacts(store).record_facts([created("one"), mailed("one"), created("two")])

    assert store.state.log == [created("one"), mailed("one"), created("two")]


class TestHearingOfSessions(HearingInMemory):
    kind = FakeStore

    @pytest.fixture
    @override
    def hear(self, store: FakeStore) -> Hear:
        return lambda event: RecordFacts(store).record_facts([event])

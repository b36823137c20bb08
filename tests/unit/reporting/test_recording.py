"""Facts are stored once, whatever comes twice, and sessions are known."""

from services.reporting.handlers.recording import Recording
from tests.support.reporting.building import (
    SESSION_HASH,
    created,
    helped,
    mailed,
    session_closed,
    session_opened,
)
from tests.support.reporting.fakes import FakeStore


async def test_a_fact_twice_in_one_batch_is_logged_once() -> None:
    store = FakeStore()

    await Recording(store).on_facts([created("one"), created("one")])

    assert store.state.log == [created("one")]


async def test_a_redelivered_batch_changes_nothing() -> None:
    store = FakeStore()
    await Recording(store).on_facts(helped("one"))
    before = store.state

    await Recording(store).on_facts(helped("one"))

    assert store.state == before


async def test_a_batch_of_known_and_new_stores_the_new() -> None:
    store = FakeStore()
    await Recording(store).on_facts([created("one")])

    await Recording(store).on_facts([created("one"), mailed("one"), created("two")])

    assert store.state.log == [created("one"), mailed("one"), created("two")]


async def test_staff_are_known_between_signing_in_and_out() -> None:
    store = FakeStore()

    await Recording(store).on_facts([session_opened()])
    known = set(store.state.sessions)
    await Recording(store).on_facts([session_closed()])

    assert known == {SESSION_HASH}
    assert not store.state.sessions

"""Any order and any repetition of facts lets us know the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.figures.events import knowledge_of
from services.reporting.figures.model.facts import Knowledge, MatchState, RequestState
from services.reporting.figures.rules.joined import one_each
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.words import Category, ClosureReason
from tests.support.reporting.building import (
    activity,
    cancelled,
    closed,
    completed,
    corrected,
    created,
    declined_match,
    helped,
    match_story,
    named,
    reopened,
    unmatched,
)
from tests.support.reporting.stories import STORIES

AGAIN = [
    *helped("reopened"),
    reopened("reopened", category=Category.PHARMACY),
    completed("reopened", minute=53, version=5),
    closed("reopened", minute=53, version=6),
    *helped("not done"),
    reopened("not done"),
    created("corrected"),
    corrected("corrected", Category.TRANSPORT),
]
TOLD = [
    *STORIES,
    *declined_match("one"),
    activity("again", assignment="one", headcount=3),
    *AGAIN,
]


def parts(events: list[Envelope[Event]]) -> st.SearchStrategy[list[list[Envelope[Event]]]]:
    """All the events and more of them again, shuffled and cut into batches."""
    extra = st.lists(st.sampled_from(events), max_size=20)
    orders = extra.flatmap(lambda repeated: st.permutations([*events, *repeated]))
    return orders.flatmap(
        lambda order: st.integers(1, len(order)).map(
            lambda size: [order[at : at + size] for at in range(0, len(order), size)]
        )
    )


def joined(batches: list[list[Envelope[Event]]]) -> Knowledge:
    """Join batch after batch, as a store does."""
    known = Knowledge()
    for batch in batches:
        news = knowledge_of(batch)
        known = Knowledge(
            requests=one_each([*known.requests, *news.requests]),
            matches=one_each([*known.matches, *news.matches]),
            hours=one_each([*known.hours, *news.hours]),
            activities=one_each([*known.activities, *news.activities]),
            calls=one_each([*known.calls, *news.calls]),
            missed_calls=one_each([*known.missed_calls, *news.missed_calls]),
        )
    return known


@pytest.mark.long
@given(parts(TOLD))
def test_any_order_and_repetition_gives_the_same_knowledge(
    batches: list[list[Envelope[Event]]],
) -> None:
    assert joined(batches) == knowledge_of(TOLD)


def test_a_request_is_where_its_newest_event_left_it() -> None:
    (request,) = knowledge_of([closed("one"), created("one"), completed("one")]).requests

    assert request.state is RequestState.CLOSED
    assert request.closure_reason == ClosureReason.COMPLETED
    assert request.category == Category.GROCERIES
    assert request.version == 3


def test_a_request_that_was_opened_again_is_not_done_until_it_is_done_again() -> None:
    known = {facts.key: facts for facts in knowledge_of(AGAIN).requests}

    again, waits = known[named("reopened")], known[named("not done")]
    assert (again.state, again.category) == (RequestState.CLOSED, Category.PHARMACY)
    assert again.completed_at is not None
    assert (waits.state, waits.completed_at, waits.closed_at) == (RequestState.RECEIVED, None, None)


def test_what_was_corrected_is_counted_under_what_it_is_now() -> None:
    (request,) = knowledge_of([corrected("one", Category.PHARMACY), created("one")]).requests

    assert (request.category, request.version) == (Category.PHARMACY, 1)


def test_a_cancelled_request_says_why() -> None:
    (request,) = knowledge_of([cancelled("one"), created("one")]).requests

    assert request.state is RequestState.CANCELLED
    assert request.closure_reason == ClosureReason.CANCELLED
    assert request.closed_at is not None


def test_a_note_of_hours_does_not_hide_the_state_of_its_match() -> None:
    *told, hours = match_story("one")

    (match,) = knowledge_of([hours, *told]).matches

    assert match.state is MatchState.COMPLETED
    assert match.version == 3


def test_what_says_nothing_about_figures_is_left_to_the_log() -> None:
    assert knowledge_of([unmatched("one")]) == Knowledge(
        requests=[], matches=[], hours=[], activities=[], calls=[], missed_calls=[]
    )


def test_things_are_given_in_the_order_of_their_keys() -> None:
    requests = knowledge_of([*helped("b"), *helped("a"), *helped("c")]).requests

    assert [facts.key for facts in requests] == sorted(map(named, "abc"))

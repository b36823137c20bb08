"""Every event of a hop is accounted for, and each kind of breakage is seen as what it is."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.verifying.hops import NOBODY, Handled, Hop, Trace, hops_of

A, B, C, D, E = (UUID(int=number) for number in range(1, 6))


def ids(*found: UUID) -> frozenset[UUID]:
    return frozenset(found)


WELL = Trace(
    "request.created",
    sent={"intake": ids(A, B, C)},
    handled={"matching": Handled(ids(A, B, C)), "reporting": Handled(ids(A, B, C))},
)


def hop(trace: Trace, consumer: str) -> Hop:
    (found,) = [each for each in hops_of(trace) if each.consumer == consumer]
    return found


def test_a_hop_where_all_is_handled_is_clean() -> None:
    assert hops_of(WELL) == [
        Hop("intake", "matching", "request.created", 3, 3, 0, 0, 0, 0),
        Hop("intake", "reporting", "request.created", 3, 3, 0, 0, 0, 0),
    ]


def test_what_was_sent_and_never_came_is_lost() -> None:
    trace = replace(WELL, handled={"matching": Handled(ids(A))})

    assert hop(trace, "matching").lost == 2


def test_a_parked_event_is_not_lost() -> None:
    trace = replace(WELL, handled={"matching": Handled(ids(A, B), parked=ids(C))})

    found = hop(trace, "matching")

    assert (found.handled, found.parked, found.lost) == (2, 1, 0)


def test_an_event_that_a_human_discarded_is_not_lost() -> None:
    trace = replace(WELL, handled={"matching": Handled(ids(A, B), discarded=ids(C))})

    found = hop(trace, "matching")

    assert (found.discarded, found.lost) == (1, 0)


def test_an_event_handled_after_parking_counts_as_handled() -> None:
    trace = replace(WELL, handled={"matching": Handled(ids(A, B, C), ids(C), ids(B))})

    found = hop(trace, "matching")

    assert (found.handled, found.parked, found.discarded) == (3, 0, 0)


def test_what_nobody_said_is_unexpected() -> None:
    trace = replace(WELL, handled={"matching": Handled(ids(A, B, C, D, E))})

    *_, foreign = hops_of(trace)

    assert (foreign.publisher, foreign.unexpected) == (NOBODY, 2)


def test_an_event_delivered_but_not_yet_marked_sent_is_neither_lost_nor_unexpected() -> None:
    trace = replace(WELL, unsent=ids(D), handled={"matching": Handled(ids(A, B, C, D))})

    (found,) = hops_of(trace)

    assert (found.lost, found.unexpected) == (0, 0)


def test_two_publishers_of_one_type_have_accounts_of_their_own() -> None:
    trace = Trace(
        "notification.requested",
        sent={"intake": ids(A), "matching": ids(B, C), "notify": ids()},
        handled={"notify": Handled(ids(A, B))},
    )

    assert [(each.publisher, each.lost) for each in hops_of(trace)] == [
        ("intake", 0),
        ("matching", 1),
    ]


some = st.frozensets(st.builds(UUID, int=st.integers(1, 12)))


@pytest.mark.long
@given(st.dictionaries(st.sampled_from("xyz"), some), some, st.builds(Handled, some, some, some))
def test_every_sent_event_is_in_exactly_one_column(
    sent: dict[str, frozenset[UUID]], unsent: frozenset[UUID], handled: Handled
) -> None:
    for each in hops_of(Trace("a.b", sent, unsent, {"c": handled})):
        if each.publisher != NOBODY:
            assert each.handled + each.parked + each.discarded + each.lost == each.sent

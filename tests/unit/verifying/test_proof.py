"""The sums that proven history leaves, and where the watermark stands."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from deploy.verifying.hops import LOWEST
from deploy.verifying.proof import Account, Proof, Sum, balanced, grown, next_mark

TYPE = "request.created"
IDS = st.frozensets(st.integers(1, 200).map(lambda number: UUID(int=number)), max_size=40)
SENT = Account("sent", "matching", TYPE)
HANDLED = Account("handled", "matching", TYPE)
DISCARDED = Account("discarded", "matching", TYPE)


@given(IDS, IDS)
def test_a_sum_of_parts_is_the_sum_of_the_whole(
    one: frozenset[UUID], other: frozenset[UUID]
) -> None:
    assert Sum.of(one) + Sum.of(other - one) == Sum.of(one | other)


@given(IDS, st.integers(0, 201))
def test_proven_step_by_step_or_at_once_the_sums_are_the_same(
    ids: frozenset[UUID], first: int
) -> None:
    mark, end = UUID(int=first), UUID(int=201)
    below = frozenset(each for each in ids if each < mark)

    half = grown(Proof(), mark, [(SENT, Sum.of(below))])
    whole = grown(half, end, [(SENT, Sum.of(ids - below))])

    assert whole == grown(Proof(), end, [(SENT, Sum.of(ids))])


@given(IDS, IDS)
def test_what_was_handled_or_discarded_balances_what_was_sent(
    sent: frozenset[UUID], discarded: frozenset[UUID]
) -> None:
    kept = [
        {SENT: Sum.of(sent)},
        {HANDLED: Sum.of(sent - discarded), DISCARDED: Sum.of(sent & discarded)},
    ]

    assert balanced("adds up", kept).broken == 0


@given(IDS.filter(bool), st.data())
def test_an_id_less_or_another_is_noticed(sent: frozenset[UUID], data: st.DataObject) -> None:
    missing = data.draw(st.sampled_from(sorted(sent)))
    for inbox in (sent - {missing}, sent - {missing} | {UUID(int=missing.int + 1000)}):
        check = balanced("adds up", [{SENT: Sum.of(sent)}, {HANDLED: Sum.of(inbox)}])

        assert (check.broken, check.detail) == (1, f"matching {TYPE}")


def test_a_parked_or_young_event_holds_the_watermark_back() -> None:
    young, parked = UUID(int=70), UUID(int=50)

    assert next_mark(UUID(int=10), [young, parked], [UUID(int=90)]) == parked


def test_the_watermark_never_goes_back() -> None:
    assert next_mark(UUID(int=60), [UUID(int=50)], [UUID(int=90)]) == UUID(int=60)


def test_when_nothing_must_stay_it_stands_past_the_newest() -> None:
    assert next_mark(LOWEST, [], [UUID(int=90), UUID(int=80)]) == UUID(int=91)
    assert next_mark(LOWEST, [], []) == LOWEST


def test_an_account_of_a_consumer_that_nobody_sent_to_is_noticed() -> None:
    check = balanced("adds up", [{HANDLED: Sum.of([UUID(int=3)])}])

    assert check.broken == 1

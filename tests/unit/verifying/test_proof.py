"""The sums that proven history leaves, and where the watermark stands."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from deploy.verifying.hops import HIGHEST, LOWEST, Handled, Trace
from deploy.verifying.proof import Account, Proof, Sum, Tally, balanced, next_mark, tally

TYPE = "request.created"
IDS = st.frozensets(st.integers(1, 200).map(lambda number: UUID(int=number)), max_size=40)
MARKS = st.integers(0, 201).map(lambda number: UUID(int=number))
SENT = Account("sent", "matching", TYPE)
HANDLED = Account("handled", "matching", TYPE)


def trace(sent: frozenset[UUID], inbox: frozenset[UUID], discarded: frozenset[UUID]) -> Trace:
    handled = {"matching": Handled(inbox, discarded=discarded)}
    return Trace(TYPE, {"intake": sent}, handled=handled)


def sums(whole: Trace, mark: UUID, kept: Proof | None = None) -> dict[str, Tally]:
    tallies = {name: Tally(kept or Proof(), mark) for name in ("intake", "matching")}
    tally(whole, tallies)
    return tallies


@given(IDS, IDS)
def test_a_sum_of_parts_is_the_sum_of_the_whole(
    one: frozenset[UUID], other: frozenset[UUID]
) -> None:
    assert Sum.of(one) + Sum.of(other - one) == Sum.of(one | other)


@given(IDS, MARKS, MARKS)
def test_proven_step_by_step_or_at_once_the_sums_are_the_same(
    ids: frozenset[UUID], one: UUID, other: UUID
) -> None:
    first, second = sorted((one, other))
    whole = trace(ids, ids, frozenset())
    kept = sums(whole, first)["intake"].proof_at_mark()
    left = trace(frozenset(each for each in ids if each >= first), ids, frozenset())

    again = sums(left, second, kept)["intake"].sums.get(SENT, Sum())

    assert again == sums(whole, second)["intake"].sums.get(SENT, Sum())


@given(IDS, IDS, MARKS)
def test_what_was_handled_or_discarded_balances_what_was_sent(
    sent: frozenset[UUID], discarded: frozenset[UUID], mark: UUID
) -> None:
    handled = sent - discarded
    tallies = sums(trace(sent, handled, discarded), mark)

    assert balanced("adds up", [each.sums for each in tallies.values()]).broken == 0


@given(IDS.filter(bool), st.data())
def test_an_id_less_or_another_is_noticed(sent: frozenset[UUID], data: st.DataObject) -> None:
    missing = data.draw(st.sampled_from(sorted(sent)))
    for inbox in (sent - {missing}, sent - {missing} | {UUID(int=missing.int + 1000)}):
        tallies = sums(trace(sent, inbox, frozenset()), HIGHEST)

        check = balanced("adds up", [each.sums for each in tallies.values()])

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


def test_what_is_in_the_kept_sums_already_is_not_added_again() -> None:
    known, fresh = UUID(int=10), UUID(int=60)
    kept = Tally(Proof(UUID(int=50), {SENT: Sum.of([known])}), UUID(int=100))

    kept.add(SENT, [known, fresh])

    assert kept.sums[SENT] == Sum.of([known, fresh])

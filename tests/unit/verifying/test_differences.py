"""Two books are held against each other: what differs is named, and nothing else."""

from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import xor
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from deploy.verifying.differences import (
    Buckets,
    Entry,
    Found,
    Limits,
    apart,
    compare,
    portions,
    together,
)

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
OLD = NOW - timedelta(days=100)
LIMITS = Limits(gone_before=NOW - timedelta(days=87), young_since=NOW - timedelta(seconds=3))
NAMES = ("intake", "matching")
A, B = UUID(int=1), UUID(int=2)

FACTS = st.sampled_from(["state=open", "state=closed", "state=open minutes=30"])
BOOKS = st.dictionaries(st.integers(1, 60).map(lambda number: UUID(int=number)), FACTS)


def found(left: list[Entry], right: list[Entry], limits: Limits = LIMITS) -> Found:
    result = Found()
    compare(left, right, NAMES, limits, result)
    return result


def entries(book: dict[UUID, str]) -> list[Entry]:
    return [Entry(thing, fact) for thing, fact in book.items()]


def marked(book: dict[UUID, str], buckets: int = 7) -> Buckets:
    return {
        bucket: (len(facts), reduce(xor, map(hash, facts)))
        for bucket in range(buckets)
        if (
            facts := [
                (each.int, fact) for each, fact in book.items() if each.int % buckets == bucket
            ]
        )
    }


@given(BOOKS, BOOKS)
def test_just_what_differs_is_counted_whatever_the_buckets(
    left: dict[UUID, str], right: dict[UUID, str]
) -> None:
    differing = apart(marked(left), marked(right))
    result = Found()
    for portion in portions(differing, [marked(left), marked(right)], most=5):
        compare(
            [each for each in entries(left) if each.id.int % 7 in portion],
            [each for each in entries(right) if each.id.int % 7 in portion],
            NAMES,
            LIMITS,
            result,
        )

    assert result.broken == sum(left.get(each) != right.get(each) for each in left | right)
    assert result.on_the_way == 0


@given(BOOKS, st.data())
def test_a_book_of_several_parts_is_that_of_the_whole(
    book: dict[UUID, str], data: st.DataObject
) -> None:
    some = data.draw(st.sets(st.sampled_from(sorted(book)))) if book else set()
    parts = [
        {thing: fact for thing, fact in book.items() if (thing in some) is is_first}
        for is_first in (True, False)
    ]

    assert together(map(marked, parts)) == marked(book)


def test_a_difference_is_told_in_words() -> None:
    moved = found(
        [Entry(A, "state=open minutes=30")], [Entry(A, "state=open minutes=1400"), Entry(B, "")]
    )

    assert moved.samples == [
        (A, "minutes: intake 30, matching 1400"),
        (B, "not in intake"),
    ]


def test_what_ended_long_ago_may_be_gone_on_one_side() -> None:
    assert found([Entry(A, "state=closed", OLD)], []).broken == 0
    assert found([Entry(A, "state=closed", NOW)], []).broken == 1
    assert found([Entry(A, "state=closed", OLD)], [Entry(A, "state=open")]).broken == 1


def test_what_changed_a_moment_ago_is_on_its_way() -> None:
    young = found([Entry(A, "state=closed", changed=NOW)], [Entry(A, "state=open", changed=OLD)])

    assert (young.broken, young.on_the_way) == (0, 1)


def test_what_a_parked_event_is_about_is_told_elsewhere() -> None:
    limits = Limits(LIMITS.gone_before, LIMITS.young_since, explained=frozenset({A}))

    assert found([Entry(A, ""), Entry(B, "")], [], limits).samples == [(B, "not in matching")]


def test_who_reads_simple_finnish_is_helped_in_finnish_which_is_no_difference() -> None:
    asked, heard = Entry(A, "state=open language=selko"), Entry(A, "state=open language=fi")
    swedish = Entry(A, "state=open language=sv")

    assert found([asked], [heard]).broken == 0
    assert found([asked], [swedish]).broken == 1

"""Whatever is refused: no event passes another of its subject, and nobody else waits."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from shared.messaging.subject_order import Refused, waves

Row = tuple[str, int, str]
"""Subject, place in the outbox, type."""

ROWS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["x", "y", "z"]))).map(
    lambda drawn: [(subject, place, kind) for place, (subject, kind) in enumerate(drawn)]
)


def subject_of(row: Row) -> str:
    return row[0]


def kind_of(row: Row) -> str:
    return row[2]


def one_pass(rows: list[Row], taken: set[int], size: int) -> tuple[list[Row], list[Row]]:
    """Send batches to a broker that takes some; gives what arrived and what was refused."""
    arrived, refused = list[Row](), list[Row]()
    waiting = Refused[Row](subject_of, kind_of)
    for start in range(0, len(rows), size):
        for wave in waves(rows[start : start + size], subject_of):
            for row in waiting.without_waiting(wave):
                (arrived if row[1] in taken else refused).append(row)
            for row in refused:
                waiting.add(row)
    return arrived, refused


@given(ROWS)
def test_a_wave_has_a_subject_once_and_together_they_have_all_rows(rows: list[Row]) -> None:
    found = waves(rows, subject_of)

    assert sorted(row for wave in found for row in wave) == sorted(rows)
    for wave in found:
        assert len({subject_of(row) for row in wave}) == len(wave)


@given(ROWS, st.sets(st.integers(0, 50)), st.integers(1, 20))
def test_what_arrives_of_a_subject_is_its_beginning_in_order(
    rows: list[Row], taken: set[int], size: int
) -> None:
    arrived, _ = one_pass(rows, taken, size)

    whole, seen = defaultdict[str, list[Row]](list), defaultdict[str, list[Row]](list)
    for row in rows:
        whole[subject_of(row)].append(row)
    for row in arrived:
        seen[subject_of(row)].append(row)
    for subject, found in seen.items():
        assert found == whole[subject][: len(found)]


@given(ROWS, st.sets(st.integers(0, 50)), st.integers(1, 20))
def test_who_waits_waits_for_one_that_was_refused(
    rows: list[Row], taken: set[int], size: int
) -> None:
    arrived, refused = one_pass(rows, taken, size)

    kinds = {kind_of(row) for row in refused}
    for row in set(rows) - set(arrived) - set(refused):
        before = [other for other in rows if subject_of(other) == subject_of(row)]
        assert any(kind_of(other) in kinds for other in before[: before.index(row) + 1])


@given(ROWS, st.integers(1, 20))
def test_when_nothing_is_refused_everything_arrives(rows: list[Row], size: int) -> None:
    arrived, _ = one_pass(rows, {row[1] for row in rows}, size)

    assert sorted(arrived) == sorted(rows)


def test_rows_of_different_subjects_go_together() -> None:
    rows = [("a", 0, "x"), ("b", 1, "x")]

    assert waves(rows, subject_of) == [rows]
    assert waves([], subject_of) == [[]]

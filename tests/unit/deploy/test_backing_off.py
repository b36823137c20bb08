"""Pauses grow while a process keeps ending, and shrink when it has lived."""

from hypothesis import given
from hypothesis import strategies as st

from deploy.local.restart_pause import CALM_SECONDS, FIRST_SECONDS, MOST_SECONDS, next_pause


def test_pauses_double_up_to_half_a_minute() -> None:
    pauses = [0.0]

    for _ in range(9):
        pauses.append(next_pause(pauses[-1], alive_seconds=1.0))

    assert pauses[1:] == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_a_calm_life_earns_a_quick_start() -> None:
    assert next_pause(MOST_SECONDS, alive_seconds=CALM_SECONDS) == FIRST_SECONDS


@given(st.floats(0, 1000), st.floats(0, 1e6))
def test_a_pause_is_never_shorter_than_the_first_nor_longer_than_the_most(
    previous: float, alive: float
) -> None:
    assert FIRST_SECONDS <= next_pause(max(previous, FIRST_SECONDS), alive) <= MOST_SECONDS

"""How long someone waits after wrong passwords."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.intake.staff.rules import delay_after


def test_the_first_wrong_passwords_cost_nothing() -> None:
    assert [delay_after(failures) for failures in range(5)] == [timedelta()] * 5


@given(st.integers(0, 10_000))
def test_waits_grow_up_to_a_quarter_of_an_hour(failures: int) -> None:
    assert delay_after(failures) <= delay_after(failures + 1) <= timedelta(minutes=15)

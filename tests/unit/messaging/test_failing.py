"""Where a failed delivery goes, decided without a broker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.messaging.detours import describe, detour
from shared.messaging.errors import PermanentError
from shared.messaging.topology import WorkQueue

QUEUE = WorkQueue("matching", "requests", ("request.created",))


class AlwaysWrongError(PermanentError):
    """This can never be handled."""


def test_the_first_failure_waits_the_shortest() -> None:
    step = detour(QUEUE, 0, ValueError())

    assert (step.routing_key, step.attempts, step.parked) == (QUEUE.retry(1), 1, False)


def test_the_last_rung_repeats() -> None:
    assert detour(QUEUE, 7, ValueError()).routing_key == QUEUE.retry(300)


def test_a_permanent_error_is_parked_at_once() -> None:
    step = detour(QUEUE, 0, AlwaysWrongError())

    assert (step.routing_key, step.parked) == (QUEUE.parked, True)
    assert step.reason == "AlwaysWrongError: This can never be handled."


@given(st.integers(min_value=0, max_value=50))
def test_every_message_ends_parked_or_handled(failures: int) -> None:
    step = detour(QUEUE, failures, ValueError())

    assert step.parked == (failures + 1 >= QUEUE.max_attempts)
    assert step.attempts == failures + 1


def test_a_description_names_the_place_and_never_the_value() -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("Matti Meikäläinen 040 1234567")

    text = describe(caught.value)

    assert text.startswith("ValueError at test_a_description")
    assert "Matti" not in text

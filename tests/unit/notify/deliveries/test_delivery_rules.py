"""When a delivery is tried again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.deliveries.model import Accepted, Refused, Rejected, Unreadable
from services.notify.deliveries.rules import (
    CALLS,
    FAULTS,
    LETTERS,
    MOST_INTERRUPTED,
    Again,
    Done,
    GiveUp,
    Ladder,
    next_step,
    why_not,
)
from tests.support.notify.building import claim

BUSY = Refused("503")


def test_the_schedule_of_webhooks_is_that_of_standard_webhooks() -> None:
    steps = [next_step(CALLS, tries, BUSY, 0.0) for tries in range(1, 10)]

    delays = [step.delay.total_seconds() for step in steps if isinstance(step, Again)]
    assert delays == [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
    assert round(sum(delays) / 3600, 1) == 75.6


def test_a_webhook_is_given_up_after_its_tenth_try() -> None:
    assert next_step(CALLS, 10, BUSY, 0.0) == GiveUp("503", "gave_up")


def test_a_letter_is_tried_until_it_expires() -> None:
    steps = [next_step(LETTERS, tries, Refused("451"), 0.0) for tries in (1, 2, 3, 4, 99)]

    delays = [step.delay.total_seconds() for step in steps if isinstance(step, Again)]
    assert delays == [30, 120, 600, 1800, 1800]


@pytest.mark.parametrize("ladder", [LETTERS, CALLS])
def test_what_we_cannot_read_is_tried_for_hours_then_a_human_decides(ladder: Ladder) -> None:
    tries = range(1, len(FAULTS.seconds) + 1)
    steps = [next_step(ladder, each, Unreadable(), 0.0) for each in tries]

    delays = [step.delay.total_seconds() for step in steps if isinstance(step, Again)]
    assert delays == [30, 120, 600, 3600, 10_800]
    assert steps[-1] == GiveUp("unreadable", "unreadable")


def test_what_expired_or_cut_every_attempt_off_is_not_tried() -> None:
    tired = replace(claim(), interrupted=MOST_INTERRUPTED)
    fresh = replace(claim(), interrupted=MOST_INTERRUPTED - 1)

    assert why_not(fresh) is None
    assert why_not(tired) == Rejected("interrupted", "interrupted")
    assert why_not(replace(tired, expired=True)) == Rejected("expired", "expired")


def test_what_is_accepted_is_done() -> None:
    assert next_step(LETTERS, 1, Accepted("250"), 0.0) == Done("250")


@pytest.mark.parametrize("ladder", [LETTERS, CALLS])
def test_what_is_rejected_is_given_up_at_once(ladder: Ladder) -> None:
    outcome = Rejected("410", "endpoint_gone", gone=True)

    assert next_step(ladder, 1, outcome, 0.0) == GiveUp("410", "endpoint_gone", gone=True)


def test_a_partner_may_ask_for_a_longer_pause() -> None:
    asked = Refused("429", timedelta(hours=3))

    assert next_step(CALLS, 1, asked, 0.0) == Again("429", timedelta(hours=3))


def test_a_partner_cannot_ask_for_a_shorter_pause_or_for_never() -> None:
    past = next_step(CALLS, 3, Refused("429", timedelta(hours=-1)), 0.0)
    never = next_step(CALLS, 3, Refused("429", timedelta(days=365)), 0.0)

    assert past == Again("429", timedelta(minutes=30))
    assert never == Again("429", timedelta(hours=24))


@given(
    ladder=st.sampled_from([LETTERS, CALLS]),
    tries=st.integers(min_value=1, max_value=9),
    jitter=st.floats(min_value=0, max_value=1, exclude_max=True),
)
def test_jitter_makes_a_pause_at_most_a_tenth_longer(
    ladder: Ladder, tries: int, jitter: float
) -> None:
    plain = next_step(ladder, tries, BUSY, 0.0)
    shaken = next_step(ladder, tries, BUSY, jitter)

    assert isinstance(plain, Again)
    assert isinstance(shaken, Again)
    assert plain.delay <= shaken.delay <= plain.delay * 1.1

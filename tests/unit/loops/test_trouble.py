"""Trouble lasts from the first failure to the next success, and is not told each second."""

from hypothesis import given
from hypothesis import strategies as st

from shared.loops.trouble import TELL_AGAIN_SECONDS, Trouble, after_failure
from shared.telemetry.health import Finding

ERRORS = (KeyError(), ValueError(), OSError())
steps = st.lists(st.tuples(st.floats(0, 200), st.sampled_from(ERRORS)), min_size=1)


def test_the_first_failure_is_news() -> None:
    trouble = after_failure(None, KeyError(), 10.0)

    assert trouble == Trouble(10.0, "KeyError", 1, 10.0, is_news=True)
    assert trouble.finding(12.0) == Finding(
        "degraded", {"error": "KeyError", "seconds": 2.0, "times": 1}
    )


def test_the_same_again_is_no_news_before_a_minute_is_over() -> None:
    first = after_failure(None, KeyError(), 0.0)

    assert not after_failure(first, KeyError(), TELL_AGAIN_SECONDS - 1).is_news
    assert after_failure(first, KeyError(), TELL_AGAIN_SECONDS).is_news


def test_another_kind_is_news_at_once() -> None:
    assert after_failure(after_failure(None, KeyError(), 0.0), ValueError(), 1.0).is_news


@given(steps)
def test_trouble_counts_every_failure_since_the_first_and_is_never_silent_for_long(
    failures: list[tuple[float, Exception]],
) -> None:
    trouble, now = None, 0.0
    for seconds, error in failures:
        now += seconds
        trouble = after_failure(trouble, error, now)
        assert now - trouble.told_at < TELL_AGAIN_SECONDS
        assert trouble.error == type(error).__name__

    assert trouble is not None
    assert (trouble.since, trouble.times) == (failures[0][0], len(failures))

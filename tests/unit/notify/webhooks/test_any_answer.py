"""Whatever a partner answers, a delivery ends: heard, or in a person's list."""

from datetime import datetime, timedelta

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.notify.deliveries.rules import CALLS, JITTER, LONGEST_WAIT, Again, next_step
from services.notify.webhooks.adapters.webhook import judge
from tests.support.notify.building import NOW

FAR = 10**9
RETRY_AFTER = st.one_of(
    st.none(),
    st.integers().map(str),
    st.from_regex(r"[0-9]{1,6000}", fullmatch=True),
    st.datetimes().map(lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S GMT")),
    st.from_regex(
        r"(Mon|Fri), [0-9]{1,3} (Jan|Dec) [0-9]{1,6} [0-9]{2}:[0-9]{2}:[0-9]{2} [-+]?[0-9A-Z]{0,6}",
        fullmatch=True,
    ),
    st.text(st.characters(codec="latin-1"), max_size=60),
)


@pytest.mark.long
@given(
    code=st.integers(min_value=100, max_value=999),
    retry_after=RETRY_AFTER,
    ahead=st.integers(min_value=-FAR, max_value=FAR),
    jitter=st.floats(min_value=0, max_value=1, exclude_max=True),
)
def test_it_ends_after_as_many_tries_as_the_ladder_has_and_no_wait_is_endless(
    code: int, retry_after: str | None, ahead: int, jitter: float
) -> None:
    headers = {} if retry_after is None else {b"retry-after": retry_after.encode("latin-1")}
    answer, now = httpx.Response(code, headers=headers), NOW + timedelta(seconds=ahead)

    steps = [next_step(CALLS, tries, judge(answer, now), jitter) for tries in range(1, 11)]

    waits = [step.delay for step in steps if isinstance(step, Again)]
    longest = max(LONGEST_WAIT, timedelta(seconds=max(CALLS.seconds) * (1 + JITTER)))
    assert not isinstance(steps[-1], Again)
    assert len(waits) in {0, 9}
    assert all(timedelta(0) < wait <= longest for wait in waits)


@given(st.datetimes())
@example(datetime.max)  # noqa: DTZ901  # the zone is in the text
@example(datetime.min)  # noqa: DTZ901  # as above
def test_a_moment_in_any_zone_is_read_or_left(moment: datetime) -> None:
    for zone in ("-0100", "+1400", "GMT", "-0000", "XYZ"):
        text = moment.strftime(f"%a, %d %b %Y %H:%M:%S {zone}")

        judge(httpx.Response(503, headers={"retry-after": text}), NOW)
